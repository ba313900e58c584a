//! N4: not for administrative discussion of who does what.

use super::{Clause, Envelope, Misuse, Rule, Verdict};

pub struct N4;

impl Rule for N4 {
    fn clause(&self) -> Clause {
        Clause::N4
    }

    fn english(&self) -> &'static str {
        "not for administrative discussion of who does what"
    }

    fn bokmal(&self) -> &'static str {
        "ikke for administrative diskusjoner om arbeidsfordeling"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.misuse == Some(Misuse::N4) { Verdict::Returned } else { Verdict::Accepted }
    }
}
