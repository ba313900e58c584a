//! The measures that reports show: id, unit, names, definition and how to read them off one replication.
//!
//! Table columns, data dictionary and labels follow from [`MEASURES`]. A new measure is an entry in one of the
//! files here, or a new file, and a line in the list.

mod clauses;
mod compliance;
mod flows;
mod hours;
mod late;
mod queue;
mod reply;
mod staff;
mod ways;
mod weeks;

use super::observations::Observations;
use crate::text::Name;

pub use late::label_name;
pub use reply::{REPLY_ROWS, UNANSWERED};

/// All measures, in the order of the columns.
pub static MEASURES: [&[Measure]; 10] = [
    &compliance::MEASURES,
    &queue::MEASURES,
    &weeks::MEASURES,
    &hours::MEASURES,
    &reply::MEASURES,
    &late::MEASURES,
    &staff::MEASURES,
    &flows::MEASURES,
    &ways::MEASURES,
    &clauses::MEASURES,
];

/// What a measure's rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `Axes::units`.
    Unit,
    /// `Axes::inboxes`.
    Inbox,
    /// `Axes::week_row`.
    Week,
    /// Part × weekday × hour.
    Hour,
    /// Part × working days used, `REPLY_ROWS` a part.
    Reply,
    /// (All, direction or place) × label.
    Late,
    /// `Axes::groups`.
    Group,
    /// `Axes::flows`.
    Flow,
    /// `Axes::ways`.
    Way,
    /// Clauses of the guideline.
    Clause,
}

/// In what a measure is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A number of things in a replication.
    Count,
    /// A share between 0 and 1; reports for people show percent.
    Share,
    /// A queue length.
    Messages,
    Hours,
    /// Days of 24 hours.
    Days,
    WorkingDays,
    Positions,
    Kroner,
}

impl Quantity {
    /// The unit as headings show it; shares are percent in bokmål, 0–1 in the files for machines.
    pub const fn unit(self) -> Name {
        match self {
            Quantity::Count => Name::new("antall", "count"),
            Quantity::Share => Name::new("%", "share"),
            Quantity::Messages => Name::new("meldinger", "messages"),
            Quantity::Hours => Name::new("timer", "hours"),
            Quantity::Days => Name::new("døgn", "days"),
            Quantity::WorkingDays => Name::new("virkedager", "working_days"),
            Quantity::Positions => Name::new("årsverk", "positions"),
            Quantity::Kroner => Name::new("kr", "kroner"),
        }
    }

    /// Decimals that people are shown; of a share those of the percent number.
    pub const fn decimals(self) -> usize {
        match self {
            Quantity::Kroner => 0,
            Quantity::Count | Quantity::Hours | Quantity::Days | Quantity::WorkingDays => 1,
            Quantity::Share | Quantity::Messages | Quantity::Positions => 2,
        }
    }
}

/// One figure of a row. Names may hold `{expected}` and `{limit}`, numbers of working days.
pub struct Measure {
    /// Column name in the files for machines.
    pub id: &'static str,
    pub scope: Scope,
    pub quantity: Quantity,
    /// Whether reports give its confidence interval beside it.
    pub interval: bool,
    pub name: Name,
    pub definition: Name,
    /// `None` where the replication does not have it; never 0 in its place.
    pub value: Value,
}

/// Reads a figure off a row.
pub type Value = fn(&Observations, usize) -> Option<f64>;

impl Measure {
    const fn new(
        scope: Scope,
        quantity: Quantity,
        id: &'static str,
        [name, definition]: [Name; 2],
        value: Value,
    ) -> Self {
        Measure { id, scope, quantity, interval: false, name, definition, value }
    }
}

/// The measures of a scope, in the order of the columns.
pub fn measures_of(scope: Scope) -> impl Iterator<Item = &'static Measure> {
    MEASURES.into_iter().flatten().filter(move |measure| measure.scope == scope)
}

/// A measure by scope and id.
///
/// # Panics
/// If there is none; the program's own fault.
pub fn measure(scope: Scope, id: &str) -> &'static Measure {
    measures_of(scope).find(|measure| measure.id == id).expect("reports name measures that exist")
}

/// A ratio; `None` of nothing.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Microseconds as hours.
fn hours(micros: i64) -> Option<f64> {
    Some(crate::time::Duration::from_micros(micros).hours())
}

/// Microseconds as days of 24 hours.
fn days(micros: i64) -> f64 {
    crate::time::Duration::from_micros(micros).hours() / 24.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_snake_case_and_unique_in_their_scope() {
        let mut seen = BTreeSet::new();
        for measure in MEASURES.into_iter().flatten() {
            let snake = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            assert!(measure.id.bytes().all(snake), "{}", measure.id);
            assert!(seen.insert((measure.scope as u8, measure.id)), "{} twice", measure.id);
            for text in [measure.name, measure.definition] {
                assert!(!text.nb.is_empty() && !text.en.is_empty(), "{}", measure.id);
            }
        }
    }
}
