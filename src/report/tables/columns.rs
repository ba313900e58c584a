//! 12: the data dictionary, made from the tables themselves.

use crate::report::figures::variant_column;
use crate::report::table::{Cell, Column, Table};
use crate::text::{Lang, Name, Words};

/// The columns of all these tables, and of this one.
pub fn of(tables: &[Table]) -> Table {
    named(Name::new("12-kolonner", "columns"), tables)
}

/// The same under another name.
pub fn named(name: Name, tables: &[Table]) -> Table {
    let mut dictionary = Table::new(name, columns());
    let mut rows: Vec<Vec<Cell>> = tables.iter().flat_map(described).collect();
    rows.extend(described(&dictionary));
    dictionary.rows = rows;
    dictionary
}

fn described(table: &Table) -> Vec<Vec<Cell>> {
    let row = |column: &Column| {
        vec![
            Cell::Missing,
            Cell::Term(table.name.clone()),
            Cell::Words(Words { nb: column.heading(Lang::Nb), en: column.id.clone() }),
            Cell::Words(column.meaning.clone()),
            column.unit.clone().map_or(Cell::Missing, Cell::Term),
        ]
    };
    table.columns.iter().map(row).collect()
}

fn columns() -> Vec<Column> {
    vec![
        variant_column(),
        Column::plain(
            "file",
            Name::new("Fil", "File"),
            Name::new("Filnavn uten endelse", "File name without ending"),
        ),
        Column::plain(
            "column",
            Name::new("Kolonne", "Column"),
            Name::new("Kolonnens overskrift", "The column's heading"),
        ),
        Column::plain(
            "meaning",
            Name::new("Betydning", "Meaning"),
            Name::new("Hva kolonnen inneholder", "What the column holds"),
        ),
        Column::plain(
            "unit",
            Name::new("Enhet", "Unit"),
            Name::new("Måleenhet, der den finnes", "Unit of measurement, where there is one"),
        ),
    ]
}
