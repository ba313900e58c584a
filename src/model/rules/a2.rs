//! A2: a message has exactly one recipient.

use super::{Clause, Envelope, Rule, Verdict};

pub struct A2;

impl Rule for A2 {
    fn clause(&self) -> Clause {
        Clause::A2
    }

    fn english(&self) -> &'static str {
        "a message has exactly one recipient"
    }

    fn bokmal(&self) -> &'static str {
        "en melding har nøyaktig én mottaker"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.recipients == 1 { Verdict::Accepted } else { Verdict::Refused }
    }
}
