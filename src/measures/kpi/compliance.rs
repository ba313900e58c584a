//! Deadline compliance of a unit.

use super::{Measure, Quantity, Scope, Value};
use crate::text::Name;

pub(super) static MEASURES: [Measure; 7] = [
    count(
        "received",
        Name::new("Mottatt", "Received"),
        Name::new(
            "Forespørsler mottatt i observasjonsperioden, oppfølginger medregnet",
            "Requests received in the observation window, follow-ups included",
        ),
        |figures, row| Some(figures.units[row].received as f64),
    ),
    count(
        "answered",
        Name::new("Besvart", "Answered"),
        Name::new("Av de mottatte: besvart av et menneske", "Of those received: answered by a person"),
        |figures, row| Some(figures.units[row].answered as f64),
    ),
    count(
        "returned",
        Name::new("Returnert", "Returned"),
        Name::new(
            "Av de mottatte: returnert av en leser, fordi en dialogmelding ikke skal brukes til dette",
            "Of those received: returned by a reader, as a dialogue message is not for this",
        ),
        |figures, row| Some(figures.units[row].returned as f64),
    ),
    count(
        "withdrawn",
        Name::new("Trukket", "Withdrawn"),
        Name::new("Av de mottatte: trukket av avsenderen", "Of those received: withdrawn by the sender"),
        |figures, row| Some(figures.units[row].withdrawn as f64),
    ),
    count(
        "open",
        Name::new("Åpne", "Open"),
        Name::new(
            "Av de mottatte: ikke besvart da kjøringen sluttet",
            "Of those received: not answered when the run ended",
        ),
        |figures, row| Some((figures.units[row].open_overdue + figures.units[row].open_not_due) as f64),
    ),
    share(
        "within_expected",
        Name::new("Innen {expected} virkedager", "Within {expected} working days"),
        Name::new(
            "Besvart innen {expected} virkedager ÷ (mottatt - returnert); trukne og ubesvarte teller som ikke innen",
            "Answered within {expected} working days ÷ (received - returned); withdrawn and unanswered are not within",
        ),
        |figures, row| figures.units[row].share(figures.units[row].within_expected),
    ),
    Measure {
        interval: true,
        ..share(
            "within_limit",
            Name::new("Innen {limit} virkedager", "Within {limit} working days"),
            Name::new(
                "Besvart innen {limit} virkedager ÷ (mottatt - returnert); trukne og ubesvarte teller som ikke innen",
                "Answered within {limit} working days ÷ (received - returned); withdrawn and unanswered are not within",
            ),
            |figures, row| figures.units[row].share(figures.units[row].within_limit),
        )
    },
];

const fn count(id: &'static str, name: Name, definition: Name, value: Value) -> Measure {
    Measure::new(Scope::Unit, Quantity::Count, id, [name, definition], value)
}

const fn share(id: &'static str, name: Name, definition: Name, value: Value) -> Measure {
    Measure::new(Scope::Unit, Quantity::Share, id, [name, definition], value)
}
