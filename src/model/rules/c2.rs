//! C2: says who writes and where they work.

use super::{Clause, Envelope, Flaw, Rule, Verdict};

pub struct C2;

impl Rule for C2 {
    fn clause(&self) -> Clause {
        Clause::C2
    }

    fn english(&self) -> &'static str {
        "says who writes and where they work"
    }

    fn bokmal(&self) -> &'static str {
        "sier hvem som skriver og hvor de arbeider"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        envelope.flaws.verdict(Flaw::C2, Verdict::AsksBack)
    }
}
