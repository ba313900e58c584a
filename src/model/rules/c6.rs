//! C6: one recipient, and a thread is about one matter.

use super::{Clause, Envelope, Rule, Verdict};

pub struct C6;

impl Rule for C6 {
    fn clause(&self) -> Clause {
        Clause::C6
    }

    fn english(&self) -> &'static str {
        "one recipient, and a thread is about one matter"
    }

    fn bokmal(&self) -> &'static str {
        "én mottaker, og en tråd gjelder én problemstilling"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.recipients == 1 { Verdict::Accepted } else { Verdict::Refused }
    }
}
