//! A3: a patient without municipal service, whom the GP cannot follow up, goes to Saksbehandling.

use super::{Clause, Envelope, Rule, Verdict};

pub struct A3;

impl Rule for A3 {
    fn clause(&self) -> Clause {
        Clause::A3
    }

    fn english(&self) -> &'static str {
        "a patient without municipal service, whom the GP cannot follow up, goes to Saksbehandling"
    }

    fn bokmal(&self) -> &'static str {
        "pasient uten kommunal tjeneste, som fastlegen ikke kan følge opp, går til Saksbehandling"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        if envelope.no_municipal_service { Verdict::Redirected } else { Verdict::Accepted }
    }
}
