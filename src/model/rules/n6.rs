//! N6: not for planning the discharge of an admitted patient.

use super::{Clause, Envelope, Misuse, Rule, Verdict};

pub struct N6;

impl Rule for N6 {
    fn clause(&self) -> Clause {
        Clause::N6
    }

    fn english(&self) -> &'static str {
        "not for planning the discharge of an admitted patient"
    }

    fn bokmal(&self) -> &'static str {
        "ikke for å planlegge utskriving av innlagt pasient"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.misuse == Some(Misuse::N6) { Verdict::Returned } else { Verdict::Accepted }
    }
}
