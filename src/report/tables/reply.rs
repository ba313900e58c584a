//! 6: reply time in working days.

use crate::experiment::VariantResults;
use crate::measures::{Part, REPLY_ROWS, Scope, UNANSWERED};
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("6-svartid", "reply_time"),
    scope: Scope::Reply,
    columns,
    rows: |_| Part::ALL.len() * REPLY_ROWS,
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "direction",
            Name::new("Retning", "Direction"),
            Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
        ),
        Column::plain(
            "working_days",
            Name::new("Virkedager", "Working days"),
            Name::new(
                "Brukte virkedager etter fristregelen: 0–20, flere, eller ubesvart",
                "Working days used by the deadline rule: 0–20, more, or unanswered",
            ),
        ),
    ]
}

fn keys(_: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let days = match row % REPLY_ROWS {
        UNANSWERED => Cell::term(Name::new("ubesvart", "unanswered")),
        more if more + 1 == UNANSWERED => Cell::term(Name::new("flere", "more")),
        days => Cell::Count(days as u64),
    };
    Some(vec![Cell::term(terms::part(Part::ALL[row / REPLY_ROWS])), days])
}
