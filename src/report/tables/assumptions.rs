//! 11: what the results rest on.

use crate::report::figures::{variant_cell, variant_column};
use crate::report::table::{Cell, Column, Table};
use crate::report::{Report, RunNote, terms};
use crate::text::{Name, Words};

pub fn build(report: &Report<'_>) -> Table {
    let baseline = variant_cell(report.results.baseline());
    table(Name::new("11-forutsetninger", "assumptions"), report.run, &baseline)
}

/// The same of an experiment, whose reports have no such table.
pub(in crate::report) fn of(run: &RunNote) -> Table {
    table(Name::new("forutsetninger", "all_assumptions"), run, &Cell::term(terms::BASELINE))
}

fn table(name: Name, run: &RunNote, variant: &Cell) -> Table {
    let mut table = Table::new(name, columns());
    for assumption in &run.assumptions {
        let source = match &assumption.source {
            Some(source) => Cell::text(source),
            None => Cell::term(Name::new("antakelse", "assumption")),
        };
        table.push(vec![
            variant.clone(),
            Cell::text(&assumption.key),
            value(&assumption.value),
            source,
            Cell::Flag(assumption.default),
        ]);
    }
    table
}

fn columns() -> Vec<Column> {
    vec![
        variant_column(),
        Column::plain(
            "key",
            Name::new("Nøkkel", "Key"),
            Name::new("Nøkkelen i scenarioet", "The key in the scenario"),
        ),
        Column::plain(
            "value",
            Name::new("Verdi", "Value"),
            Name::new("Verdien som ble brukt", "The value used"),
        ),
        Column::plain(
            "source",
            Name::new("Kilde", "Source"),
            Name::new(
                "Hvor verdien kommer fra, eller antakelse",
                "Where the value comes from, or assumption",
            ),
        ),
        Column::plain(
            "default",
            Name::new("Standardverdi", "Default"),
            Name::new(
                "ja: scenarioet sier ikke noe, katalogens verdi ble brukt",
                "true: the scenario is silent, the catalogue's value was used",
            ),
        ),
    ]
}

/// A value as people read it: a plain text without its quotation marks, a plain number with its comma.
fn value(written: &str) -> Cell {
    let inner = written.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    if let Some(text) = inner.filter(|text| !text.contains(['"', '\\'])) {
        return Cell::text(text);
    }
    match written.parse::<f64>() {
        Ok(_) => Cell::Words(Words { nb: written.replace('.', ","), en: written.to_string() }),
        Err(_) => Cell::text(written),
    }
}
