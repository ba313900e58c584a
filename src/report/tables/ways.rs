//! Where requests came in, where they ended, and how; with `flow` the whole way from sender to answer.

use super::flow;
use crate::experiment::VariantResults;
use crate::measures::Scope;
use crate::report::Report;
use crate::report::figures::{ScopeTable, mean};
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("maskin/ways", "ways"),
    scope: Scope::Way,
    columns,
    rows: |axes| axes.ways().count(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "to",
            Name::new("Til", "To"),
            Name::new("Adressert avdeling eller kommune", "The addressed department or municipality"),
        ),
        Column::plain("first_key", flow::FIRST_KEY, flow::FIRST_KEY_MEANING),
        Column::plain("first_inbox", flow::FIRST, flow::FIRST_MEANING),
        Column::plain(
            "inbox_key",
            Name::new("Nøkkel", "Key"),
            Name::new("Innboksens nøkkel i scenarioet", "The inbox's key in the scenario"),
        ),
        Column::plain(
            "inbox",
            Name::new("Endte i", "Ended in"),
            Name::new(
                "Innboksen der forespørselen sist lå; tom: i ingen av mottakerens",
                "The inbox in which the request last was; empty: in none of the addressee's",
            ),
        ),
    ]
}

/// Rows without a request are left out.
fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let way = variant.axes.ways().nth(row)?;
    if mean(variant, |figures| Some(figures.ways[row].all() as f64)) == Some(0.0) {
        return None;
    }
    let named = |inbox: u32| &variant.axes.inboxes[inbox as usize];
    let (first, inbox) = (named(way.first), way.last.map(named));
    let cell = |text: Option<&String>| text.map_or(Cell::Missing, Cell::text);
    Some(vec![
        Cell::text(&variant.axes.places[way.place as usize].name),
        Cell::text(&first.key),
        Cell::text(&first.name),
        cell(inbox.map(|inbox| &inbox.key)),
        cell(inbox.map(|inbox| &inbox.name)),
    ])
}
