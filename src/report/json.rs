//! Results as JSON, for `run --json`: the tables of the files for machines, as objects by column.
//!
//! `docs/results.md` describes every field. Shares lie between 0 and 1; what does not exist is null. Fields may be
//! added; none changes its meaning without a new format.

use super::Report;
use super::table::{Cell, Table};
use super::tables::Tables;
use serde_json::{Map, Value, json};

/// Version of the shape.
const FORMAT: u32 = 1;

/// All results but the large series, as one JSON document with a line break at its end.
pub fn results_json(report: &Report<'_>) -> String {
    let (results, run) = (report.results, report.run);
    let tables = Tables::build(report).main;
    let tables: Map<String, Value> =
        tables.iter().map(|table| (table.name.en.to_string(), rows(table))).collect();
    let variants: Vec<Value> = results
        .variants
        .iter()
        .map(|v| json!({ "key": v.report_key(), "title": v.title, "replications": v.observations().len() }))
        .collect();
    let document = json!({
        "format": FORMAT,
        "version": run.version,
        "title": results.title,
        "scenario": run.scenario,
        "scenario_sha256": run.scenario_hash,
        "arguments": run.arguments,
        "deadline_rule": results.deadline.rule,
        "seed": run.seed,
        "interrupted": run.interrupted,
        "variants": variants,
        "warnings": run.warnings,
        "tables": tables,
    });
    format!("{document:#}\n")
}

pub(super) fn rows(table: &Table) -> Value {
    let row = |cells: &Vec<Cell>| {
        let named = table.columns.iter().zip(cells);
        Value::Object(named.map(|(column, cell)| (column.id.clone(), value(cell))).collect())
    };
    Value::Array(table.rows.iter().map(row).collect())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Term(term) => json!(term.en),
        Cell::Words(words) => json!(words.en),
        Cell::Count(count) => json!(count),
        Cell::Number { value, .. } | Cell::Share(value) => json!(value),
        Cell::Date(date) => json!(date.to_string()),
        Cell::Flag(flag) => json!(flag),
        Cell::Missing => Value::Null,
    }
}
