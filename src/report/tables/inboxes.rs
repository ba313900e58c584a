//! 3: queues of inboxes.

use super::doubts::{overloaded, remark, remarks};
use crate::experiment::VariantResults;
use crate::measures::Scope;
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("3-innbokser", "inboxes"),
    scope: Scope::Inbox,
    columns,
    rows: |axes| axes.inboxes.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    let mut table = SHAPE.build(report.results);
    table.columns.push(remarks());
    let mut rows = table.rows.iter_mut();
    for variant in &report.results.variants {
        let over: Vec<&str> = overloaded(report, variant).map(|inbox| inbox.key.as_str()).collect();
        for (inbox, row) in variant.axes.inboxes.iter().zip(&mut rows) {
            row.push(remark(variant, over.contains(&inbox.key.as_str())));
        }
    }
    table
}

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "inbox_key",
            Name::new("Nøkkel", "Key"),
            Name::new("Innboksens nøkkel i scenarioet", "The inbox's key in the scenario"),
        ),
        Column::plain(
            "inbox",
            Name::new("Innboks", "Inbox"),
            Name::new("Innboksens navn", "The inbox's name"),
        ),
        Column::plain(
            "department",
            Name::new("Avdeling", "Department"),
            Name::new("Avdelingen eller kommunen", "The department or municipality"),
        ),
    ]
}

pub(super) fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let inbox = &variant.axes.inboxes[row];
    Some(vec![Cell::text(&inbox.key), Cell::text(&inbox.name), Cell::text(&inbox.department)])
}
