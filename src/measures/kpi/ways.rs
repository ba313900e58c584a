//! Where requests ended, and how.

use super::{Measure, Quantity, Scope, Value};
use crate::text::Name;

pub(super) static MEASURES: [Measure; 5] = [
    count(
        "in_time",
        Name::new("Besvart i tide", "Answered in time"),
        Name::new("Besvart innen {limit} virkedager", "Answered within {limit} working days"),
        |figures, row| Some(figures.ways[row].in_time as f64),
    ),
    count(
        "late",
        Name::new("Besvart for sent", "Answered late"),
        Name::new("Besvart etter {limit} virkedager", "Answered after {limit} working days"),
        |figures, row| Some(figures.ways[row].late as f64),
    ),
    count(
        "returned",
        Name::new("Returnert", "Returned"),
        Name::new("Returnert av en leser", "Returned by a reader"),
        |figures, row| Some(figures.ways[row].returned as f64),
    ),
    count(
        "withdrawn",
        Name::new("Trukket tilbake", "Withdrawn"),
        Name::new("Trukket tilbake av avsenderen", "Withdrawn by the sender"),
        |figures, row| Some(figures.ways[row].withdrawn as f64),
    ),
    count(
        "open",
        Name::new("Åpne", "Open"),
        Name::new("Ikke besvart da kjøringen sluttet", "Not answered when the run ended"),
        |figures, row| Some(figures.ways[row].open as f64),
    ),
];

const fn count(id: &'static str, name: Name, definition: Name, value: Value) -> Measure {
    Measure::new(Scope::Way, Quantity::Count, id, [name, definition], value)
}
