//! 1: the answers to the questions that are asked first, at most 14 a variant.

use super::answers;
use crate::report::Report;
use crate::report::figures::{variant_cell, variant_column};
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;

/// Rows of a variant; what matters least is left out.
const MOST_ROWS: usize = 14;

pub fn build(report: &Report<'_>) -> Table {
    let mut table = Table::new(Name::new("1-sammendrag", "summary"), columns());
    for variant in &report.results.variants {
        for row in answers::rows(report, variant).into_iter().take(MOST_ROWS) {
            let cell = |value| Cell::figure(value, row.quantity);
            let goal = row.goal.zip(row.figure.bounds).map(|(goal, bounds)| verdict(goal, bounds));
            table.push(vec![
                variant_cell(variant),
                Cell::Words(row.question),
                cell(row.figure.mean),
                Cell::term(row.unit),
                cell(row.figure.lower()),
                cell(row.figure.upper()),
                cell(row.goal),
                goal.map_or(Cell::Missing, Cell::term),
                if row.remark.nb.is_empty() { Cell::Missing } else { Cell::Words(row.remark) },
            ]);
        }
    }
    table
}

/// Whether an interval lies on one side of a goal.
pub fn verdict(goal: f64, (lower, upper): (f64, f64)) -> Name {
    if lower >= goal {
        terms::REACHED
    } else if upper < goal {
        terms::NOT_REACHED
    } else {
        terms::UNDECIDED
    }
}

fn columns() -> Vec<Column> {
    let column = |id, name, meaning| Column::plain(id, name, meaning);
    vec![
        variant_column(),
        column(
            "question",
            Name::new("Spørsmål", "Question"),
            Name::new("Hva raden svarer på", "What is asked"),
        ),
        column(
            "answer",
            Name::new("Svar", "Answer"),
            Name::new(
                "Gjennomsnitt over gjentakene, der merknaden ikke sier median",
                "Mean over replications, unless the remark says median",
            ),
        ),
        column("unit", Name::new("Enhet", "Unit"), Name::new("Svarets måleenhet", "The answer's unit")),
        column(
            "lower",
            Name::new("Nedre", "Lower"),
            Name::new("Nedre grense av konfidensintervallet", "Lower bound of the confidence interval"),
        ),
        column(
            "upper",
            Name::new("Øvre", "Upper"),
            Name::new("Øvre grense av konfidensintervallet", "Upper bound of the confidence interval"),
        ),
        column(
            "goal",
            Name::new("Måltall", "Goal"),
            Name::new("Måltallet, der det finnes", "The goal, if any"),
        ),
        column(
            "verdict",
            Name::new("Vurdering", "Verdict"),
            Name::new(
                "nådd: hele intervallet er over måltallet; ikke nådd: under; ellers uavklart",
                "reached: the whole interval is above the goal; not_reached: below; else undecided",
            ),
        ),
        column("remark", Name::new("Merknad", "Remark"), Name::new("Det som må vites", "What one must know")),
    ]
}
