//! What breaking the guideline led to, clause by clause.

use super::{Measure, Quantity, Scope, hours};
use crate::model::rules::Clause;
use crate::text::Name;

pub(super) static MEASURES: [Measure; 5] = [
    Measure::new(
        Scope::Clause,
        Quantity::Count,
        "count",
        [
            Name::new("Antall", "Count"),
            Name::new(
                "Forespørsler sendt i observasjonsperioden som regelen slo til for; for A3 også de som aldri ble sendt",
                "Requests sent in the observation window that the rule hit; for A3 also those never sent",
            ),
        ],
        |figures, row| Some(figures.clauses[row].hits as f64),
    ),
    Measure::new(
        Scope::Clause,
        Quantity::Count,
        "refused",
        [
            Name::new("Avvist", "Refused"),
            Name::new("Avvist straks av programvaren", "Refused at once by software"),
        ],
        |figures, row| Some(figures.clauses[row].refused as f64),
    ),
    Measure::new(
        Scope::Clause,
        Quantity::Count,
        "returned",
        [Name::new("Returnert", "Returned"), Name::new("Returnert av en leser", "Returned by a reader")],
        |figures, row| Some(figures.clauses[row].returned as f64),
    ),
    Measure::new(
        Scope::Clause,
        Quantity::Count,
        "asked_back",
        [
            Name::new("Etterspurt", "Asked back"),
            Name::new("Avsenderen ble spurt om det som manglet", "The sender was asked for what was missing"),
        ],
        |figures, row| Some(figures.clauses[row].asked_back as f64),
    ),
    Measure::new(
        Scope::Clause,
        Quantity::Hours,
        "hours",
        [
            Name::new("Arbeidstid", "Hours"),
            Name::new(
                "Arbeidstid på meldinger som ble returnert for dette; tom for regler som ingenting returneres for",
                "Work on messages that were returned for this; empty for clauses for which nothing is returned",
            ),
        ],
        |figures, row| {
            use Clause::{N1, N2, N3, N4, N5, N6};
            let returns = matches!(Clause::ALL[row], N1 | N2 | N3 | N4 | N5 | N6);
            returns.then(|| hours(figures.clauses[row].handled)).flatten()
        },
    ),
];
