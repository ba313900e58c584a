//! A1: the recipient is a registered service of one organisation.

use super::{Clause, Envelope, Rule, Verdict};

pub struct A1;

impl Rule for A1 {
    fn clause(&self) -> Clause {
        Clause::A1
    }

    fn english(&self) -> &'static str {
        "the recipient is a registered service of one organisation"
    }

    fn bokmal(&self) -> &'static str {
        "mottakeren er en registrert tjeneste i én virksomhet"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.service.is_none() { Verdict::Refused } else { Verdict::Accepted }
    }
}
