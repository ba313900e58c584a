//! 8: staff and their time.

use crate::experiment::VariantResults;
use crate::measures::Scope;
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("8-bemanning", "staff"),
    scope: Scope::Group,
    columns,
    rows: |axes| axes.groups.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "group_key",
            Name::new("Nøkkel", "Key"),
            Name::new("Gruppens nøkkel i scenarioet", "The group's key in the scenario"),
        ),
        Column::plain("group", Name::new("Gruppe", "Group"), Name::new("Gruppens navn", "The group's name")),
        Column::plain("role", Name::new("Rolle", "Role"), Name::new("Gruppens roller", "The group's roles")),
    ]
}

fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let group = &variant.axes.groups[row];
    Some(vec![Cell::text(&group.key), Cell::text(&group.name), Cell::text(&group.role)])
}
