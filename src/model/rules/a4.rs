//! A4: laboratory and radiology take requisitions, not dialogue messages.

use super::{Clause, Envelope, Misuse, Rule, Verdict};
use crate::model::ServiceKind;

pub struct A4;

impl Rule for A4 {
    fn clause(&self) -> Clause {
        Clause::A4
    }

    fn english(&self) -> &'static str {
        "laboratory and radiology take requisitions, not dialogue messages"
    }

    fn bokmal(&self) -> &'static str {
        "laboratorium og røntgen skal ha rekvisisjon, ikke dialogmelding"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        let wrong = envelope.service == Some(ServiceKind::LaboratoryOrRadiology)
            || envelope.misuse == Some(Misuse::A4);
        if wrong { Verdict::Refused } else { Verdict::Accepted }
    }
}
