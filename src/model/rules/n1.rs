//! N1: not for emergencies or serious findings.

use super::{Clause, Envelope, Misuse, Rule, Verdict};

pub struct N1;

impl Rule for N1 {
    fn clause(&self) -> Clause {
        Clause::N1
    }

    fn english(&self) -> &'static str {
        "not for emergencies or serious findings"
    }

    fn bokmal(&self) -> &'static str {
        "ikke ved øyeblikkelig hjelp eller alvorlige funn"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.misuse == Some(Misuse::N1) { Verdict::Returned } else { Verdict::Accepted }
    }
}
