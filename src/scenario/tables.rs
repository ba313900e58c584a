//! Tables beside the scenario: comma or semicolon, point or decimal comma, with or without byte-order mark.
//!
//! The only file that speaks with the CSV reader. Knows columns by name, not what they mean.

use super::cursor::Ctx;
use super::faults::nearest;
use super::item::Item;
use super::tree::At;
use crate::text::scenario as say;

/// Bytes of the first line.
const LONGEST_HEAD: usize = 10_000;

/// A column with the names that it may have, English first.
pub type Column = &'static [&'static str];

/// One row: cells in the order of the columns asked for; absent columns are empty.
pub struct Row {
    pub at: At,
    pub cells: Vec<String>,
}

/// The columns of a kind of table.
pub struct Columns {
    pub needed: &'static [Column],
    pub optional: &'static [Column],
    /// Rows that such a table may have.
    pub most_rows: usize,
}

impl Columns {
    /// Reads the table that an item names, row by row.
    pub fn read(&self, item: &Item<'_>, mut row: impl FnMut(&Row)) -> Option<()> {
        let (needed, optional) = (self.needed, self.optional);
        let ctx = item.ctx;
        let name = item.text()?;
        let path = match ctx.sources.borrow().folder(item.node.at) {
            Some(folder) => folder.join(name),
            None => ctx.folder.join(name),
        };
        let read = ctx.sources.borrow_mut().read_table(&path, Some(item.node.at));
        let (file, bytes) = match read {
            Ok(read) => read,
            Err(mut fault) => {
                fault.place.path.clone_from(&item.path);
                ctx.push(item.node.at, *fault);
                return None;
            }
        };
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let first = text.split(|&b| b == b'\n').next().unwrap_or(&[]);
        if first.len() > LONGEST_HEAD {
            ctx.fault(At { file, start: 1 }, "", say::csv_row());
            return None;
        }
        let delimiter = if first.contains(&b';') { b';' } else { b',' };
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder.delimiter(delimiter).flexible(true).has_headers(false).from_reader(text);
        let mut record = csv::StringRecord::new();
        if !reader.read_record(&mut record).unwrap_or(false) {
            ctx.fault(At { file, start: 1 }, "", say::csv_empty(names(needed)));
            return None;
        }
        let head: Vec<String> = record.iter().map(|cell| cell.trim().to_lowercase()).collect();
        let places = columns(ctx, At { file, start: 1 }, &head, needed, optional)?;
        let mut count = 0;
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Some(()),
                Err(_) => {
                    let line = reader.position().line() as u32;
                    ctx.fault(At { file, start: line }, "", say::csv_row());
                    return None;
                }
            }
            let line = record.position().map_or(0, |position| line_of(text, position));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cell = |place: &Option<usize>| place.and_then(|place| record.get(place)).unwrap_or("").trim();
            let cells = places.iter().map(|place| cell(place).to_owned()).collect();
            let at = At { file, start: line };
            count += 1;
            if count > self.most_rows {
                ctx.fault(at, "", say::csv_rows_most(self.most_rows));
                return None;
            }
            row(&Row { at, cells });
        }
    }
}

impl Row {
    pub fn cell(&self, index: usize) -> &str {
        &self.cells[index]
    }

    /// A cell as a number: blanks between digits are dropped, a decimal comma is a point.
    pub fn number(&self, index: usize) -> Option<f64> {
        let plain: String = self.cell(index).chars().filter(|c| !c.is_whitespace()).collect();
        plain.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// Where each column stands. Columns that nobody knows are faults, as unknown keys are.
fn columns(
    ctx: &Ctx,
    at: At,
    head: &[String],
    needed: &[Column],
    optional: &[Column],
) -> Option<Vec<Option<usize>>> {
    let all: Vec<Column> = needed.iter().chain(optional).copied().collect();
    let mut good = true;
    for name in head.iter().filter(|name| !name.is_empty()) {
        if all.iter().any(|column| column.contains(&name.as_str())) {
            continue;
        }
        let near = nearest(name, all.iter().flat_map(|column| column.iter().copied()));
        let fault = ctx.at(at, "", say::csv_unknown_column(names(&all))).found(name);
        ctx.push(at, fault.remedy(near.map(say::did_you_mean)));
        good = false;
    }
    let place = |column: &Column| head.iter().position(|name| column.contains(&name.as_str()));
    for column in needed.iter().filter(|column| place(column).is_none()) {
        if good {
            ctx.fault(at, "", say::csv_missing_column(column[0]));
        }
        good = false;
    }
    good.then(|| all.iter().map(place).collect())
}

/// The line on which a record begins: the reader's, past blank lines before it.
fn line_of(text: &[u8], position: &csv::Position) -> u32 {
    let rest = text.get(position.byte() as usize..).unwrap_or(&[]);
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() as u32 + blank.filter(|byte| **byte == b'\n').count() as u32
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column[0]).collect::<Vec<_>>().join(", ")
}
