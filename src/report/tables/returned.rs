//! 10: what broke the guideline, and what it led to.

use crate::experiment::VariantResults;
use crate::measures::Scope;
use crate::model::rules::Clause;
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("10-returnert", "returned"),
    scope: Scope::Clause,
    columns,
    rows: |_| Clause::COUNT,
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    SHAPE.build(report.results)
}

fn columns() -> Vec<Column> {
    vec![
        Column::plain(
            "rule",
            Name::new("Regel", "Rule"),
            Name::new("Regelen i retningslinjen", "The clause of the guideline"),
        ),
        Column::plain(
            "what",
            Name::new("Hva", "What"),
            Name::new("Hva regelen sier", "What the clause says"),
        ),
    ]
}

fn keys(_: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let rule = Clause::ALL[row].rule();
    let what = Name::new(rule.bokmal(), rule.english());
    Some(vec![Cell::text(Clause::ALL[row].name()), Cell::term(what)])
}
