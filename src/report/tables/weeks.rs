//! 4: week by week.

use crate::experiment::VariantResults;
use crate::measures::{Part, Scope};
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::{Name, Words};

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("4-uker", "weeks"),
    scope: Scope::Week,
    columns,
    rows: |axes| Part::ALL.len() * axes.weeks.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    let mut columns = week_columns();
    columns.push(Column::plain(
        "direction",
        Name::new("Retning", "Direction"),
        Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
    ));
    columns
}

pub(super) fn week_columns() -> Vec<Column> {
    vec![
        Column::plain(
            "iso_week",
            Name::new("År og uke", "Year and week"),
            Name::new("Uke etter ISO 8601", "Week by ISO 8601"),
        ),
        Column::plain("week", Name::new("Uke", "Week"), Name::new("Ukenummer", "Number of the week")),
    ]
}

pub(super) fn week_cells((year, week): (i32, u32)) -> Vec<Cell> {
    vec![
        Cell::text(format!("{year}-W{week:02}")),
        Cell::Words(Words { nb: format!("uke {week}"), en: week.to_string() }),
    ]
}

fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let weeks = &variant.axes.weeks;
    let mut cells = week_cells(weeks[row % weeks.len()]);
    cells.push(Cell::Term(terms::part(Part::ALL[row / weeks.len()])));
    Some(cells)
}
