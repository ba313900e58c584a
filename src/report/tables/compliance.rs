//! 2: deadline compliance by unit.

use super::doubts::{overloaded, remark, remarks};
use crate::experiment::VariantResults;
use crate::measures::{InboxName, Level, Measure, Part, Scope, Unit, measure};
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
    table.columns.push(remarks());
    let remarks = report.results.variants.iter().flat_map(|variant| remarks_of(report, variant));
    for (row, remark) in table.rows.iter_mut().zip(remarks) {
        let count = match row[received] {
            Cell::Number { value, .. } => Some(value),
            _ => None,
        };
        row.push(Cell::Flag(few(count)));
        row.push(remark);
    }
    table
}

/// The remarks of a variant's rows. What has no place of its own, such as a topic, may meet every inbox of its direction.
fn remarks_of(report: &Report<'_>, variant: &VariantResults) -> Vec<Cell> {
    let over: Vec<&InboxName> = overloaded(report, variant).collect();
    let met = |unit: &Unit| {
        over.iter().any(|inbox| {
            let direction = unit.direction == Part::All || unit.direction == inbox.side;
            direction && unit.place.is_none_or(|place| place == inbox.place)
        })
    };
    let units = variant.axes.units.iter().enumerate();
    let there = units.filter(|(row, _)| keys(variant, *row).is_some());
    there.map(|(_, unit)| remark(variant, met(unit))).collect()
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
