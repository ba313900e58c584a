//! A table of typed cells, before anybody decides how it is written.
//!
//! Knows no format, no file and no figure.

use crate::measures::Quantity;
use crate::text::{Name, Words};
use crate::time::Date;

/// What a cell holds. What does not exist is `Missing`, never 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Free text, such as a name out of the scenario.
    Text(String),
    /// One of a few known words: bokmål for people, an English code for machines.
    Term(Name),
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
    Date(Date),
    Flag(bool),
    Missing,
}

/// A column: its name in the files for machines, its heading, its unit and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub id: String,
    pub name: Words,
    pub unit: Option<Name>,
    pub meaning: Words,
}

/// A table with its name; every row has a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// File name without ending: `2-fristoverholdelse` in bokmål, `deadline_compliance` for machines.
    pub name: Name,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
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
    pub fn heading(&self) -> String {
        let name = &self.name.nb;
        match self.unit {
            Some(unit) if !name.to_lowercase().contains(unit.nb) => format!("{name} ({})", unit.nb),
            _ => name.clone(),
        }
    }
}

impl Table {
    pub fn new(name: Name, columns: Vec<Column>) -> Table {
        Table { name, columns, rows: Vec::new() }
    }

    /// # Panics
    /// If the row does not have a cell for each column; the program's own fault.
    pub fn push(&mut self, row: Vec<Cell>) {
        assert_eq!(row.len(), self.columns.len(), "a row of {} that does not fit its columns", self.name.en);
        self.rows.push(row);
    }
}
