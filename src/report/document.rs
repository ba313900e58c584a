//! The folder of an experiment: tables in both profiles, a manifest, and what else it leaves.
//!
//! Knows neither what was compared nor how.

use super::json::rows;
use super::manifest::FORMAT;
use super::render::{Rendered, Rendering, csv, rendered};
use super::store::of_document;
use super::stored::{Kind, RESULTS, Variant};
use super::table::Table;
use super::tables::columns;
use super::write::{MANIFEST, Written, write_folder};
use super::{ReportError, RunNote};
use crate::experiment::{DeadlineNote, Outline};
use crate::text::Name;
use serde_json::{Map, Value, json};
use std::path::Path;

/// What is told of an experiment beside its tables.
#[derive(Clone, Debug)]
pub struct Told {
    pub title: String,
    pub deadline: DeadlineNote,
    pub outline: Outline,
    /// Length of the observation window.
    pub weeks: u32,
    pub confidence: f64,
    /// What was compared, the baseline first.
    pub variants: Vec<Variant>,
    /// What the command adds, by name.
    pub facts: Map<String, Value>,
}

/// Everything that an experiment leaves behind.
pub struct Document<'a> {
    pub kind: Kind,
    pub run: &'a RunNote,
    pub told: Told,
    /// In reading order, without the data dictionary.
    pub tables: Vec<Table>,
    /// Name of the data dictionary.
    pub dictionary: Name,
    /// Further files: path within the folder, and bytes.
    pub extra: Vec<(String, Vec<u8>)>,
}

impl Document<'_> {
    /// Writes the folder `dir/NAME`, whole or not at all; shards that are kept in it stay.
    ///
    /// # Errors
    /// If a folder or file cannot be made, flushed or renamed; then earlier results are as they were.
    pub fn write(&self, dir: &Path, how: &Rendering) -> Result<Written, ReportError> {
        let Rendered { files, fault } = self.files(how);
        let target = dir.join(&self.run.name);
        write_folder(&target, &files)?;
        Ok(Written { paths: files.into_iter().map(|(name, _)| target.join(name)).collect(), fault })
    }

    /// Path within the folder, and bytes.
    fn files(&self, how: &Rendering) -> Rendered {
        let tables = self.all();
        let mut files = csv(&tables, &[]);
        let stored = of_document(self, tables);
        files.push((RESULTS.to_owned(), stored.write().into_bytes()));
        let made = rendered(&stored, &how.beside_csv());
        files.extend(made.files);
        files.extend(self.extra.iter().cloned());
        let mut names: Vec<Value> = files.iter().map(|(name, _)| json!(name)).collect();
        names.push(json!(MANIFEST));
        let mut manifest = self.head();
        manifest.insert("files".into(), Value::Array(names));
        files.push((MANIFEST.to_owned(), pretty(manifest).into_bytes()));
        Rendered { files, fault: made.fault }
    }

    /// All results as one JSON document with a line break at its end.
    pub fn json(&self) -> String {
        let mut document = self.head();
        let tables: Map<String, Value> =
            self.all().iter().map(|table| (table.name.en.clone(), rows(table))).collect();
        document.insert("tables".into(), Value::Object(tables));
        pretty(document)
    }

    fn all(&self) -> Vec<Table> {
        let mut tables = self.tables.clone();
        tables.push(columns::named(self.dictionary, &self.tables));
        tables
    }

    fn head(&self) -> Map<String, Value> {
        let (run, told, deadline) = (self.run, &self.told, &self.told.deadline);
        let Value::Object(mut head) = json!({
            "format": FORMAT,
            "program": "meldingsflyt",
            "version": run.version,
            "title": told.title,
            "scenario": run.scenario,
            "scenario_sha256": run.scenario_hash,
            "seed": run.seed,
            "arguments": run.arguments,
            "interrupted": run.interrupted,
            "deadline_rule": deadline.rule,
            "expected_working_days": deadline.expected,
            "limit_working_days": deadline.limit,
            "weeks": told.weeks,
            "confidence": told.confidence,
            "unsourced_values": run.unsourced(),
            "warnings": run.warnings,
        }) else {
            unreachable!("an object was written")
        };
        head.extend(told.facts.clone());
        head
    }
}

fn pretty(object: Map<String, Value>) -> String {
    format!("{:#}\n", Value::Object(object))
}
