//! Reply time in working days used.

use super::{Measure, Quantity, Scope, ratio};
use crate::measures::{DAYS, Observations};
use crate::text::Name;

/// Rows of a part: 0 to 20 working days, more, unanswered.
pub const REPLY_ROWS: usize = DAYS + 1;

/// The row of a part that holds what was not answered.
pub const UNANSWERED: usize = DAYS;

pub(super) static MEASURES: [Measure; 2] = [
    Measure::new(
        Scope::Reply,
        Quantity::Count,
        "count",
        [
            Name::new("Antall", "Count"),
            Name::new(
                "Forespørsler besvart etter så mange virkedager (mottaksdagen er dag 0, etter fristregelen)",
                "Requests answered after so many working days (by the deadline rule)",
            ),
        ],
        |figures, row| Some(count(figures, row) as f64),
    ),
    Measure::new(
        Scope::Reply,
        Quantity::Share,
        "cumulative",
        [
            Name::new("Kumulativ andel", "Cumulative share"),
            Name::new(
                "Andel besvart innen så mange virkedager, av besvarte og ubesvarte; returnerte er ikke med",
                "Share answered within so many working days, of answered and unanswered; returned left out",
            ),
        ],
        |figures, row| {
            let (part, days) = (&figures.reply[row / REPLY_ROWS], row % REPLY_ROWS);
            let within = if days == UNANSWERED { part.all() } else { part.within(days) };
            ratio(within as f64, part.all() as f64)
        },
    ),
];

fn count(figures: &Observations, row: usize) -> u64 {
    let (part, days) = (&figures.reply[row / REPLY_ROWS], row % REPLY_ROWS);
    if days == UNANSWERED { part.unanswered } else { part.days[days] }
}
