//! 7: why late requests were late.

use crate::experiment::VariantResults;
use crate::measures::{LABELS, Part, Scope, label_name};
use crate::record::Label;
use crate::report::Report;
use crate::report::figures::{ScopeTable, mean};
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("7-hvorfor-sent", "why_late"),
    scope: Scope::Late,
    columns,
    rows: |axes| (Part::ALL.len() + axes.places.len()) * LABELS,
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "unit",
            Name::new("Enhet", "Unit"),
            Name::new(
                "Retning, eller avdelingen eller kommunen som skulle svare",
                "Direction, or the department or municipality that should answer",
            ),
        ),
        Column::plain(
            "reason",
            Name::new("Årsak", "Reason"),
            Name::new(
                "Hva tiden fra sending til svar gikk til: hvert øyeblikk får den første årsaken som passer",
                "What the time from sending to answer went to: each moment gets the first reason that fits",
            ),
        ),
    ]
}

/// Places without a late request are left out.
fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let (unit, label) = (row / LABELS, Label::ALL[row % LABELS]);
    let name = match Part::ALL.get(unit) {
        Some(part) => Cell::term(terms::part(*part)),
        None if mean(variant, |figures| Some(figures.late[unit].late as f64)) == Some(0.0) => return None,
        None => Cell::text(&variant.axes.places[unit - Part::ALL.len()].name),
    };
    Some(vec![name, Cell::term(label_name(label))])
}
