//! C1: starts with the name of the field or the recipient.

use super::{Clause, Envelope, Flaw, Rule, Verdict};

pub struct C1;

impl Rule for C1 {
    fn clause(&self) -> Clause {
        Clause::C1
    }

    fn english(&self) -> &'static str {
        "starts with the name of the field or the recipient"
    }

    fn bokmal(&self) -> &'static str {
        "starter med navn på fagområde eller mottaker"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        envelope.flaws.verdict(Flaw::C1, Verdict::Slower)
    }
}
