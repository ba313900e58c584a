//! From results to tables, sentences and files.
//!
//! Knows results and the model's names; not how a scenario is written, and no socket. Nothing here touches the
//! disk but `write` and what it is asked to write.

mod answer;
mod charts;
pub mod comparison;
mod document;
mod error;
pub mod exploration;
mod facts;
mod figures;
mod footer;
mod json;
mod junit;
mod manifest;
mod page;
mod picture;
mod profile;
mod rank;
mod render;
mod sentences;
mod shards;
pub mod staffing;
mod store;
mod stored;
mod stress;
mod table;
mod tables;
mod terms;
mod workbook;
mod write;

pub use answer::{answer, answer_sentences, what_follows};
pub use document::{Document, Told};
pub use error::ReportError;
pub use json::results_json;
pub use junit::{Check, junit};
pub use manifest::manifest;
pub use page::{Template, TemplateFault};
pub use profile::{MOST_ROWS, Profile};
pub use render::{Files, Format, Rendered, Rendering, large_tables, rendered};
pub use sentences::in_both;
pub use shards::{Shards, fingerprint};
pub use stored::{Kind, RESULTS, Stored, Unreadable, Variant};
pub use table::{Cell, Column, Table};
pub use tables::{SERIES, TABLES, Tables};
pub use write::{Standing, Written, settle, standing, try_folder, write_into, write_reports};

use crate::experiment::Results;
use crate::text::Words;
use serde::{Deserialize, Serialize};

/// Everything that a report tells.
pub struct Report<'a> {
    pub results: &'a Results,
    pub run: &'a RunNote,
}

/// What is told of a run beside its figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunNote {
    /// The reports' folder is called so.
    pub name: String,
    pub version: String,
    /// Name of the scenario file, without its folder.
    pub scenario: String,
    /// SHA-256 of the scenario's bytes, in hexadecimal.
    pub scenario_hash: String,
    pub seed: u64,
    /// The arguments that give the same results.
    pub arguments: Vec<String>,
    /// Stopped before the replications asked for were done.
    pub interrupted: bool,
    /// Sentences for people, the most important first.
    pub answer: Vec<Words>,
    /// Every value with where it comes from; what the result hangs on most first.
    pub assumptions: Vec<Assumption>,
    pub warnings: Vec<Warning>,
    pub overloaded: Vec<Overloaded>,
}

/// An inbox that has more work than time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overloaded {
    /// Key of the variant; empty for the scenario without any.
    pub variant: String,
    /// Key of the inbox.
    pub inbox: String,
}

/// What a run was warned of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Key of the variant; empty for the scenario without any.
    pub variant: String,
    /// As it was said on standard error.
    pub text: String,
}

/// A value of the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The key path, such as `staff.lunge-merkantil.count`.
    pub key: String,
    pub value: String,
    /// `None`: nobody says where it comes from.
    pub source: Option<String>,
    /// The catalogue's value, as the scenario says nothing.
    pub default: bool,
}

impl RunNote {
    /// Values without a source.
    pub fn unsourced(&self) -> usize {
        self.assumptions.iter().filter(|assumption| assumption.source.is_none()).count()
    }
}

#[cfg(test)]
mod tests;
