//! C3: refers to referral, discharge summary or date of contact.

use super::{Clause, Envelope, Flaw, Rule, Verdict};

pub struct C3;

impl Rule for C3 {
    fn clause(&self) -> Clause {
        Clause::C3
    }

    fn english(&self) -> &'static str {
        "refers to referral, discharge summary or date of contact"
    }

    fn bokmal(&self) -> &'static str {
        "viser til henvisning, epikrise eller dato for kontakt"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        envelope.flaws.verdict(Flaw::C3, Verdict::Slower)
    }
}
