//! N3: not for general advice or a patient unknown to the hospital.

use super::{Clause, Envelope, Misuse, Rule, Verdict};

pub struct N3;

impl Rule for N3 {
    fn clause(&self) -> Clause {
        Clause::N3
    }

    fn english(&self) -> &'static str {
        "not for general advice or a patient unknown to the hospital"
    }

    fn bokmal(&self) -> &'static str {
        "ikke for generelle råd eller pasient som er ukjent for sykehuset"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.misuse == Some(Misuse::N3) { Verdict::Returned } else { Verdict::Accepted }
    }
}
