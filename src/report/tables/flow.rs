//! 9: who sends to whom, and into which inbox it comes; the largest streams first.

use crate::experiment::VariantResults;
use crate::measures::Scope;
use crate::report::Report;
use crate::report::figures::{ScopeTable, mean};
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;

pub(super) const FIRST: Name = Name::new("Kom til", "Came to");
pub(super) const FIRST_MEANING: Name = Name::new(
    "Innboksen som forespørselen først kom til: avdelingens overordnede gruppe, eller kommunetjenestens innboks",
    "The inbox into which the request came: the department's parent group, or the municipal service's inbox",
);
pub(super) const FIRST_KEY: Name = Name::new("Kom til: nøkkel", "Came to: key");
pub(super) const FIRST_KEY_MEANING: Name =
    Name::new("Nøkkelen til den innboksen i scenarioet", "That inbox's key in the scenario");

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("9-flyt", "flow"),
    scope: Scope::Flow,
    columns,
    rows: |axes| axes.flows.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    let mut table = SHAPE.build(report.results);
    let requests = table.place("requests");
    let volume = |row: &[Cell]| match requests.map(|place| &row[place]) {
        Some(Cell::Number { value, .. }) => *value,
        _ => 0.0,
    };
    for block in table.rows.chunk_by_mut(|a, b| a[0] == b[0]) {
        block.sort_by(|a, b| volume(b).total_cmp(&volume(a)));
    }
    table
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
        Column::plain("first_key", FIRST_KEY, FIRST_KEY_MEANING),
        Column::plain("first_inbox", FIRST, FIRST_MEANING),
    ]
}

/// Rows without a request are left out.
fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let ends = variant.axes.flows[row];
    if mean(variant, |figures| Some(figures.flows[row].requests as f64)) == Some(0.0) {
        return None;
    }
    let name = |place: u32| Cell::text(&variant.axes.places[place as usize].name);
    let first = &variant.axes.inboxes[ends.first as usize];
    Some(vec![name(ends.from), name(ends.to), Cell::text(&first.key), Cell::text(&first.name)])
}
