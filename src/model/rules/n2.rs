//! N2: not to confirm that something was received or done.

use super::{Clause, Envelope, Misuse, Rule, Verdict};

pub struct N2;

impl Rule for N2 {
    fn clause(&self) -> Clause {
        Clause::N2
    }

    fn english(&self) -> &'static str {
        "not to confirm that something was received or done"
    }

    fn bokmal(&self) -> &'static str {
        "ikke for å bekrefte mottak eller utført oppgave"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.misuse == Some(Misuse::N2) { Verdict::Returned } else { Verdict::Accepted }
    }
}
