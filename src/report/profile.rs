//! Two ways to write a table as CSV: `norsk` for people with a Norwegian Excel, `maskin` for programs.
//!
//! Pure: a table in, bytes out. Knows no folder.

use super::table::{Cell, Table};
use crate::text::{Lang, number};

/// Rows of a `norsk` file, heading included.
pub const MOST_ROWS: usize = 100_000;

/// Decimals of shares, and decimals beyond those for people, in files for machines.
const MACHINE_SHARE_DECIMALS: usize = 6;
const MACHINE_MORE_DECIMALS: usize = 4;

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Semicolon, decimal comma, UTF-8 with byte order mark, CRLF, bokmål headings with unit, shares as percent
    /// numbers, no thousands separators, ASCII minus; text that a spreadsheet could take for a formula gets an
    /// apostrophe.
    Norsk,
    /// RFC 4180: comma, decimal point, CRLF, snake_case English, shares between 0 and 1.
    Maskin,
}

impl Profile {
    /// The bytes of one file with these rows of a table.
    pub fn write(self, table: &Table, rows: &[Vec<Cell>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self == Profile::Norsk {
            bytes.extend("\u{feff}".bytes());
        }
        let mut writer = csv::WriterBuilder::new()
            .delimiter(if self == Profile::Norsk { b';' } else { b',' })
            .terminator(csv::Terminator::CRLF)
            .from_writer(bytes);
        let in_memory = "writing to memory does not fail";
        writer.write_record(table.columns.iter().map(|column| self.heading(column))).expect(in_memory);
        for row in rows {
            writer.write_record(row.iter().map(|cell| self.cell(cell))).expect(in_memory);
        }
        writer.into_inner().expect(in_memory)
    }

    /// The files of a table: name without ending, and bytes. `norsk` files that would be too long are cut.
    pub fn files(self, table: &Table) -> Vec<(String, Vec<u8>)> {
        if self == Profile::Maskin {
            return vec![(table.name.en.to_string(), self.write(table, &table.rows))];
        }
        let mut files = vec![(table.name.nb.to_string(), table.rows.as_slice())];
        while let Some((_, rows)) = files.last()
            && rows.len() >= MOST_ROWS
        {
            let (now, later) = rows.split_at(MOST_ROWS - 1);
            let next = format!("{}-del{}", table.name.nb, files.len() + 1);
            files.last_mut().expect("there is a file").1 = now;
            files.push((next, later));
        }
        files.into_iter().map(|(name, rows)| (name, self.write(table, rows))).collect()
    }

    fn heading(self, column: &super::table::Column) -> String {
        match self {
            Profile::Norsk => harmless(&column.heading(Lang::Nb)),
            Profile::Maskin => column.id.clone(),
        }
    }

    fn cell(self, cell: &Cell) -> String {
        match (self, cell) {
            (_, Cell::Missing) => String::new(),
            (Profile::Norsk, Cell::Text(text)) => harmless(text),
            (Profile::Maskin, Cell::Text(text)) => text.clone(),
            (Profile::Norsk, Cell::Term(term)) => term.nb.to_string(),
            (Profile::Maskin, Cell::Term(term)) => term.en.to_string(),
            (Profile::Norsk, Cell::Words(words)) => harmless(&words.nb),
            (Profile::Maskin, Cell::Words(words)) => words.en.clone(),
            (_, Cell::Count(count)) => count.to_string(),
            (Profile::Norsk, Cell::Number { value, decimals }) => number::with_comma(*value, *decimals),
            (Profile::Maskin, Cell::Number { value, decimals }) => {
                number::fixed(*value, decimals + MACHINE_MORE_DECIMALS)
            }
            (Profile::Norsk, Cell::Share(share)) => number::with_comma(share * 100.0, 2),
            (Profile::Maskin, Cell::Share(share)) => number::fixed(*share, MACHINE_SHARE_DECIMALS),
            (_, Cell::Date(date)) => date.to_string(),
            (Profile::Norsk, Cell::Flag(flag)) => if *flag { "ja" } else { "nei" }.to_string(),
            (Profile::Maskin, Cell::Flag(flag)) => flag.to_string(),
        }
    }
}

/// Text that a spreadsheet does not take for a formula.
fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_string(),
    }
}
