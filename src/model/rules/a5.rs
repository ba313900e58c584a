//! A5: discharge planning of an admitted patient goes by PLO messages.

use super::{Clause, Envelope, Misuse, Rule, Verdict};
use crate::model::ServiceKind;

pub struct A5;

impl Rule for A5 {
    fn clause(&self) -> Clause {
        Clause::A5
    }

    fn english(&self) -> &'static str {
        "discharge planning of an admitted patient goes by PLO messages"
    }

    fn bokmal(&self) -> &'static str {
        "utskrivingsplanlegging for innlagt pasient går som PLO-melding"
    }

    fn judge(&self, envelope: &Envelope) -> Verdict {
        let wrong = envelope.service == Some(ServiceKind::Admission) || envelope.misuse == Some(Misuse::A5);
        if wrong { Verdict::Refused } else { Verdict::Accepted }
    }
}
