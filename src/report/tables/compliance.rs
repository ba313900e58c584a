//! 2: deadline compliance by unit.

use crate::experiment::VariantResults;
use crate::measures::{Level, Measure, Scope, measure};
use crate::report::Report;
use crate::report::figures::{ScopeTable, mean};
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("2-fristoverholdelse", "deadline_compliance"),
    scope: Scope::Unit,
    columns,
    rows: |axes| axes.units.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    let mut table = SHAPE.build(report.results);
    table.columns.push(Column::plain(
        "too_few",
        Name::new("For få", "Too few"),
        Name::new(
            "ja: for få mottatte i et gjentak til at andelen sier noe om enheten; den rangeres ikke",
            "true: too few received in a replication for the share to tell of the unit; it is not ranked",
        ),
    ));
    let few = |received: Option<f64>| received.unwrap_or(0.0) < report.results.too_few;
    let received = table.columns.iter().position(|column| column.id == "received").expect("it is there");
    for row in &mut table.rows {
        let count = match row[received] {
            Cell::Number { value, .. } => Some(value),
            _ => None,
        };
        row.push(Cell::Flag(few(count)));
    }
    table
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "level",
            Name::new("Nivå", "Level"),
            Name::new("Hva slags enhet raden gjelder", "What kind of unit the row is about"),
        ),
        Column::plain(
            "unit",
            Name::new("Enhet", "Unit"),
            Name::new(
                "Adressert avdeling eller tjeneste, kommunen i den ene enden, eller etterspørselsraden (tema)",
                "Addressed department or service, the municipality at one end, or the demand row (topic)",
            ),
        ),
        Column::plain(
            "direction",
            Name::new("Retning", "Direction"),
            Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
        ),
    ]
}

/// A municipality or a topic stands there only in directions that it has.
fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let received: &Measure = measure(Scope::Unit, "received");
    let unit = &variant.axes.units[row];
    let may_be_absent = matches!(unit.level, Level::Municipality | Level::Topic);
    if may_be_absent && mean(variant, |figures| (received.value)(figures, row)) == Some(0.0) {
        return None;
    }
    let name =
        if unit.name.is_empty() { Cell::term(terms::level(Level::All)) } else { Cell::text(&unit.name) };
    Some(vec![Cell::term(terms::level(unit.level)), name, Cell::term(terms::part(unit.direction))])
}
