//! Who sends to whom, and how straight the way is.

use super::{Measure, Quantity, Scope, ratio};
use crate::text::Name;

pub(super) static MEASURES: [Measure; 3] = [
    Measure::new(
        Scope::Flow,
        Quantity::Count,
        "requests",
        [
            Name::new("Antall", "Requests"),
            Name::new(
                "Forespørsler mottatt i observasjonsperioden",
                "Requests received in the observation window",
            ),
        ],
        |figures, row| Some(figures.flows[row].requests as f64),
    ),
    Measure::new(
        Scope::Flow,
        Quantity::Count,
        "hops",
        [
            Name::new("Hopp per forespørsel", "Hops per request"),
            Name::new(
                "Flyttinger fra innboks til innboks hos mottakeren",
                "Moves from inbox to inbox at the recipient",
            ),
        ],
        |figures, row| ratio(figures.flows[row].hops as f64, figures.flows[row].requests as f64),
    ),
    Measure::new(
        Scope::Flow,
        Quantity::Share,
        "wrongly_sorted",
        [
            Name::new("Feilsortert", "Wrongly sorted"),
            Name::new(
                "Andel som minst én gang lå i feil arbeidsgruppe",
                "Share that was in a wrong group at least once",
            ),
        ],
        |figures, row| ratio(figures.flows[row].wrongly_sorted as f64, figures.flows[row].requests as f64),
    ),
];
