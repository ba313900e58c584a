//! What is kept of a run or an experiment.

use super::document::Document;
use super::stored::{Deadline, Kind, Stored, Study, Variant};
use super::table::Table;
use super::tables::{LARGE, Tables, assumptions};
use super::{Report, RunNote};

/// What is kept of a run.
pub fn of_run(report: &Report<'_>, tables: &Tables) -> Stored {
    let (results, run) = (report.results, report.run);
    let variants = results.variants.iter().map(|variant| Variant {
        key: variant.key.clone(),
        title: variant.title.clone(),
        replications: variant.observations().len(),
    });
    Stored {
        kind: Kind::Run,
        title: results.title.clone(),
        answer: run.answer.clone(),
        study: Study {
            deadline: Deadline::of(&results.deadline),
            outline: results.outline.clone(),
            confidence: 1.0 - results.alpha,
            variants: variants.collect(),
            ..study(run)
        },
        tables: tables.main.clone(),
        further: tables
            .series
            .iter()
            .filter(|table| !LARGE.contains(&table.name.en.as_str()))
            .cloned()
            .collect(),
        assumptions: None,
    }
}

/// What is kept of an experiment.
pub fn of_document(document: &Document<'_>, tables: Vec<Table>) -> Stored {
    let (told, run) = (&document.told, document.run);
    Stored {
        kind: document.kind,
        title: told.title.clone(),
        answer: run.answer.clone(),
        study: Study {
            deadline: Deadline::of(&told.deadline),
            outline: told.outline.clone(),
            confidence: told.confidence,
            variants: told.variants.clone(),
            ..study(run)
        },
        tables,
        further: Vec::new(),
        assumptions: Some(assumptions::of(run)),
    }
}

/// What the run says of itself; the rest is the results'.
fn study(run: &RunNote) -> Study {
    Study {
        version: run.version.clone(),
        scenario: run.scenario.clone(),
        scenario_sha256: run.scenario_hash.clone(),
        seed: run.seed,
        arguments: run.arguments.clone(),
        interrupted: run.interrupted,
        values: run.assumptions.len(),
        unsourced: run.unsourced(),
        warnings: run.warnings.clone(),
        ..Study::default()
    }
}
