//! A table of typed cells, before anybody decides how it is written.
//!
//! Knows no format, no file and no figure.

use crate::measures::Quantity;
use crate::text::page::reading;
use crate::text::{Lang, Name, Words};
use crate::time::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a cell holds. What does not exist is `Missing`, never 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Free text, such as a name out of the scenario.
    Text(String),
    /// One of a few known words: bokmål for people, an English code for machines.
    Term(Words),
    /// Text made in both languages: bokmål for people, English for machines.
    Words(Words),
    Count(u64),
    Number {
        value: f64,
        /// Decimals that people are shown.
        decimals: usize,
    },
    /// Between 0 and 1, or a difference of two such.
    Share(f64),
    #[serde(serialize_with = "write_date", deserialize_with = "read_date")]
    Date(Date),
    Flag(bool),
    Missing,
}

/// A column: its name in the files for machines, its heading, its unit and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub id: String,
    pub name: Words,
    pub unit: Option<Words>,
    pub meaning: Words,
}

/// A table with its name; every row has a cell for each column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// File name without ending: `2-fristoverholdelse` in bokmål, `deadline_compliance` for machines.
    pub name: Words,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// One of a few known words.
    pub fn term(name: Name) -> Cell {
        Cell::Term(name.into())
    }

    /// A figure as its quantity is shown.
    pub fn figure(value: Option<f64>, quantity: Quantity) -> Cell {
        match (value, quantity) {
            (None, _) => Cell::Missing,
            (Some(value), Quantity::Share) => Cell::Share(value),
            (Some(value), _) => Cell::Number { value, decimals: quantity.decimals() },
        }
    }
}

impl Column {
    /// A column without unit.
    pub fn plain(id: &str, name: Name, meaning: Name) -> Column {
        Column { id: id.into(), name: name.into(), unit: None, meaning: meaning.into() }
    }

    /// The heading that people read: the name, with the unit in brackets unless the name says it.
    pub fn heading(&self, lang: Lang) -> String {
        let name = self.name.of(lang);
        match self.unit.as_ref().map(|unit| readable(unit, lang)) {
            Some(unit) if !name.to_lowercase().contains(&unit) => format!("{name} ({unit})"),
            _ => name.to_owned(),
        }
    }
}

impl Table {
    pub fn new(name: Name, columns: Vec<Column>) -> Table {
        Table { name: name.into(), columns, rows: Vec::new() }
    }

    /// Where a column stands.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The rows, with cells to be asked for by their column.
    pub fn views(&self) -> impl Iterator<Item = RowView<'_>> {
        self.rows.iter().map(|cells| RowView { table: self, cells })
    }

    /// # Panics
    /// If the row does not have a cell for each column; the program's own fault.
    pub fn push(&mut self, row: Vec<Cell>) {
        assert_eq!(row.len(), self.columns.len(), "a row of {} that does not fit its columns", self.name.en);
        self.rows.push(row);
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct RowView<'a> {
    table: &'a Table,
    cells: &'a [Cell],
}

impl<'a> RowView<'a> {
    /// The cell itself; missing where there is no such column.
    pub fn cell(&self, id: &str) -> &'a Cell {
        self.table.place(id).map_or(&Cell::Missing, |place| &self.cells[place])
    }

    /// A number of any kind; `None` where there is none.
    pub fn number(&self, id: &str) -> Option<f64> {
        match self.cell(id) {
            Cell::Count(count) => Some(*count as f64),
            Cell::Number { value, .. } | Cell::Share(value) => Some(*value),
            _ => None,
        }
    }

    pub fn is_share(&self, id: &str) -> bool {
        matches!(self.cell(id), Cell::Share(_))
    }

    /// The lower and upper bound beside a figure.
    pub fn bounds(&self, lower: &str, upper: &str) -> Option<(f64, f64)> {
        self.number(lower).zip(self.number(upper))
    }

    /// Text of any kind as people read it; empty where there is none.
    pub fn text(&self, id: &str, lang: Lang) -> String {
        match self.cell(id) {
            Cell::Text(text) => text.clone(),
            Cell::Term(words) | Cell::Words(words) => readable(words, lang),
            Cell::Count(count) => count.to_string(),
            _ => String::new(),
        }
    }

    /// A known word by its name for machines; empty where there is none.
    pub fn code(&self, id: &str) -> &'a str {
        match self.cell(id) {
            Cell::Term(words) => &words.en,
            _ => "",
        }
    }

    pub fn flag(&self, id: &str) -> bool {
        self.cell(id) == &Cell::Flag(true)
    }
}

/// Words for people: in English the names for machines become words.
pub fn readable(words: &Words, lang: Lang) -> String {
    match (lang, words.nb.as_str(), words.en.as_str()) {
        (Lang::Nb, nb, _) => nb.to_owned(),
        (Lang::En, "%", "share") => "%".to_owned(),
        (Lang::En, "prosentpoeng", "share") => "points".to_owned(),
        (Lang::En, _, en) if en.contains(' ') => en.to_owned(),
        (Lang::En, _, en) => reading(en),
    }
}

fn write_date<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&date.to_string())
}

fn read_date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    Date::parse(&text).ok_or_else(|| serde::de::Error::custom("a date such as 2026-04-01 was expected"))
}
