//! Results as they are kept: everything that a report shows, in an open, versioned format.
//!
//! `results.json` holds the answer in both languages, what the study rests on, and every table with typed cells. All
//! reports for people are functions of this, so that what is rendered later is what was rendered at once. The four
//! large tables by inbox stay in `maskin/`. The format: `docs/decisions/0014-stored-results.md`.

use super::Warning;
use super::table::{Cell, Table};
use crate::experiment::{DeadlineNote, Outline};
use crate::text::{Lang, Words, chart};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Version of the format that is written, and the newest that is read.
pub const FORMAT: u32 = 1;

/// Name of the file in a results folder.
pub const RESULTS: &str = "results.json";

pub(super) const PROGRAM: &str = "meldingsflyt";

/// What was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Run,
    Compare,
    Staff,
    Sweep,
    Sensitivity,
    Load,
}

/// Results as they are kept.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Stored {
    pub kind: Kind,
    /// Of the scenario.
    pub title: String,
    /// Sentences, the most important first.
    pub answer: Vec<Words>,
    pub study: Study,
    /// In reading order, the data dictionary last.
    pub tables: Vec<Table>,
    /// For machines, and for charts.
    pub further: Vec<Table>,
    /// Every value with where it comes from, where no table of the report has them.
    pub assumptions: Option<Table>,
}

/// What the results rest on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Study {
    pub version: String,
    pub scenario: String,
    pub scenario_sha256: String,
    pub seed: u64,
    pub arguments: Vec<String>,
    pub interrupted: bool,
    pub deadline: Deadline,
    pub outline: Outline,
    pub confidence: f64,
    pub variants: Vec<Variant>,
    /// Values, and those of them without a source.
    pub values: usize,
    pub unsourced: usize,
    pub warnings: Vec<Warning>,
}

/// The deadline rule and which days are working days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    pub rule: String,
    pub expected: u32,
    pub limit: u32,
    /// A share, and within how many working days.
    pub goal: Option<(f64, u32)>,
    pub holidays: bool,
    pub saturday_counts: bool,
    pub closed: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Empty: the scenario without any.
    pub key: String,
    pub title: String,
    pub replications: usize,
}

impl Variant {
    /// Its title; what stands for the scenario without any variant is in the reader's language.
    pub fn title(&self, lang: Lang) -> &str {
        if self.key.is_empty() { chart::BASELINE.of(lang) } else { &self.title }
    }
}

impl Deadline {
    pub fn of(note: &DeadlineNote) -> Deadline {
        Deadline {
            rule: note.rule.to_owned(),
            expected: note.expected,
            limit: note.limit,
            goal: note.goal.map(|(share, days)| (share.as_f64(), days)),
            holidays: note.holidays,
            saturday_counts: note.saturday_counts,
            closed: note.closed.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Why stored results cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No results of this program; what the reader said.
    NoResults(String),
    /// Written by a newer program, in this format.
    Newer(u64),
}

/// Of any file of ours, whatever its version.
#[derive(Deserialize)]
struct Heading {
    format: u64,
    program: String,
}

/// More decimals than any figure is shown with.
const MOST_DECIMALS: usize = 12;

impl Stored {
    /// # Errors
    /// If the text is no stored result, or one of a newer format.
    pub fn read(text: &str) -> Result<Stored, Unreadable> {
        let no_results = |error: serde_json::Error| Unreadable::NoResults(error.to_string());
        let heading: Heading = serde_json::from_str(text).map_err(no_results)?;
        if heading.program != PROGRAM {
            return Err(Unreadable::NoResults(format!("program = {:?}", heading.program)));
        }
        if heading.format > u64::from(FORMAT) {
            return Err(Unreadable::Newer(heading.format));
        }
        if heading.format == 0 {
            return Err(Unreadable::NoResults("format = 0".to_owned()));
        }
        let stored: Stored = serde_json::from_str(text).map_err(no_results)?;
        stored.sound().map_err(Unreadable::NoResults)?;
        Ok(stored)
    }

    /// Every row has a cell for each column, and every cell can be written.
    fn sound(&self) -> Result<(), String> {
        for table in self.all_tables() {
            let columns = table.columns.len();
            for row in &table.rows {
                if row.len() != columns {
                    return Err(format!("{}: {} cells, {columns} columns", table.name.en, row.len()));
                }
                let fits = |cell: &Cell| match cell {
                    Cell::Number { decimals, .. } => *decimals <= MOST_DECIMALS,
                    _ => true,
                };
                if !row.iter().all(fits) {
                    return Err(format!("{}: more than {MOST_DECIMALS} decimals", table.name.en));
                }
            }
        }
        Ok(())
    }

    fn all_tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().chain(&self.further).chain(&self.assumptions)
    }

    /// A table by its name for machines.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().chain(&self.further).find(|table| table.name.en == name)
    }

    /// The values that the results rest on.
    pub fn assumed(&self) -> Option<&Table> {
        let own = || self.table("assumptions").filter(|table| table.place("source").is_some());
        self.assumptions.as_ref().or_else(own)
    }

    /// The text of the file: a line a row, so that two files can be compared by eye.
    pub fn write(&self) -> String {
        let head = json!({
            "format": FORMAT,
            "program": PROGRAM,
            "kind": self.kind,
            "title": self.title,
            "answer": self.answer,
            "study": self.study,
        });
        let head = format!("{head:#}");
        let mut text = head.strip_suffix("\n}").unwrap_or(&head).to_owned();
        for (name, tables) in [("tables", &self.tables), ("further", &self.further)] {
            let written: Vec<String> = tables.iter().map(table_text).collect();
            let _ = write!(text, ",\n  \"{name}\": [\n{}\n  ]", written.join(",\n"));
        }
        let assumptions = self.assumptions.as_ref().map_or("null".to_owned(), table_text);
        let _ = write!(text, ",\n  \"assumptions\": {assumptions}\n}}\n");
        text
    }
}

fn table_text(table: &Table) -> String {
    let line = |value: Value| value.to_string();
    let columns: Vec<String> = table.columns.iter().map(|column| line(json!(column))).collect();
    let rows: Vec<String> = table.rows.iter().map(|row| line(json!(row))).collect();
    format!(
        "{{\"name\": {}, \"columns\": [\n{}\n], \"rows\": [\n{}\n]}}",
        json!(table.name),
        columns.join(",\n"),
        rows.join(",\n")
    )
}
