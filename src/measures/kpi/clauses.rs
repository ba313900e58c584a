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
                "Arbeid som regelbruddet førte til: på meldinger som ble returnert; for C1–C5 det som falt bort uten denne ene mangelen (mangedoblet sortering og svar, spørsmål til avsender og svaret på det, ny melding eller samtale); tom for andre regler",
                "Work that breaking the clause made: on messages that were returned; for C1–C5 what would not have been without this one flaw (the multiplied part of sorting and answering, asking the sender and being answered, a second message or a call); empty for other clauses",
            ),
        ],
        |figures, row| {
            use Clause::{C1, C2, C3, C4, C5, N1, N2, N3, N4, N5, N6};
            let costs = matches!(Clause::ALL[row], C1 | C2 | C3 | C4 | C5 | N1 | N2 | N3 | N4 | N5 | N6);
            costs.then(|| hours(figures.clauses[row].handled)).flatten()
        },
    ),
];
