//! 9: who sends to whom.

use crate::experiment::VariantResults;
use crate::measures::Scope;
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("9-flyt", "flow"),
    scope: Scope::Flow,
    columns,
    rows: |axes| axes.flows.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "from",
            Name::new("Fra", "From"),
            Name::new("Avsenderens avdeling eller kommune", "The sender's department or municipality"),
        ),
        Column::plain(
            "to",
            Name::new("Til", "To"),
            Name::new("Adressert avdeling eller kommune", "The addressed department or municipality"),
        ),
    ]
}

fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let (from, to) = variant.axes.flows[row];
    let name = |place: u32| Cell::text(&variant.axes.places[place as usize].name);
    Some(vec![name(from), name(to)])
}
