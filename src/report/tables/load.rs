//! 5: load by weekday and hour.

use crate::experiment::VariantResults;
use crate::measures::{CELLS, Part, Scope};
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("5-belastning", "load"),
    scope: Scope::Hour,
    columns,
    rows: |_| Part::ALL.len() * CELLS,
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    let mut columns = vec![Column::plain(
        "direction",
        Name::new("Retning", "Direction"),
        Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
    )];
    columns.extend(hour_columns());
    columns
}

pub(super) fn hour_columns() -> Vec<Column> {
    vec![
        Column::plain(
            "weekday",
            Name::new("Ukedag", "Weekday"),
            Name::new("Ukedag, lokal tid", "Weekday, local time"),
        ),
        Column::plain(
            "hour",
            Name::new("Time", "Hour"),
            Name::new(
                "Klokketimen som begynner da, 0–23, lokal tid",
                "The hour that begins then, 0–23, local time",
            ),
        ),
    ]
}

/// Weekday and hour of a cell.
pub(super) fn hour_cells(cell: usize) -> [Cell; 2] {
    [Cell::term(terms::WEEKDAYS[cell / 24]), Cell::Count((cell % 24) as u64)]
}

fn keys(_: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let [weekday, hour] = hour_cells(row % CELLS);
    Some(vec![Cell::term(terms::part(Part::ALL[row / CELLS])), weekday, hour])
}
