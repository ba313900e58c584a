//! N5: not for reporting deviations.

use super::{Clause, Envelope, Misuse, Rule, Verdict};

pub struct N5;

impl Rule for N5 {
    fn clause(&self) -> Clause {
        Clause::N5
    }

    fn english(&self) -> &'static str {
        "not for reporting deviations"
    }

    fn bokmal(&self) -> &'static str {
        "ikke for å varsle om avvik"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.misuse == Some(Misuse::N5) { Verdict::Returned } else { Verdict::Accepted }
    }
}
