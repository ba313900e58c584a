//! Tables of the page: cells as people read them, the same figures as in the CSV files for people.

use crate::chart::escape;
use crate::report::facts::date;
use crate::report::table::{Cell, Column, Table, readable};
use crate::text::{Lang, number, page as say};

/// Rows of a table on a page at most; who needs more opens the workbook or the CSV file.
pub const MOST_ROWS: usize = 600;

/// A table, of one with very many rows the first. End tags that HTML does not need are left out.
pub fn html(table: &Table, name: &str, lang: Lang) -> String {
    let shown: Vec<usize> = (0..table.columns.len()).filter(|column| says(table, *column)).collect();
    let mut html = format!("<table><caption>{}</caption><thead><tr>", escape(name));
    for column in &shown {
        let column = &table.columns[*column];
        let (meaning, heading) = (escape(column.meaning.of(lang)), escape(&heading(column, lang)));
        html.push_str(&format!("<th scope=col title=\"{meaning}\">{heading}"));
    }
    html.push_str("<tbody>\n");
    for row in table.rows.iter().take(MOST_ROWS) {
        html.push_str("<tr>");
        for column in &shown {
            let (text, number) = cell(&row[*column], lang);
            html.push_str(if number { "<td class=n>" } else { "<td>" });
            html.push_str(&escape(&text));
        }
        html.push('\n');
    }
    html.push_str("</table>");
    let rest = table.rows.len().saturating_sub(MOST_ROWS);
    if rest > 0 {
        let said = say::more_rows(rest, table.name.of(lang));
        html.push_str(&format!("<p class=soft>{}</p>", escape(said.of(lang))));
    }
    html
}

/// A column whose cells are all missing, or all the one variant there is, says nothing on a page.
fn says(table: &Table, column: usize) -> bool {
    let cells = || table.rows.iter().map(|row| &row[column]);
    let variant = table.columns[column].id == "variant";
    let same = variant && cells().next().is_some_and(|first| cells().all(|cell| cell == first));
    !same && (table.rows.is_empty() || cells().any(|cell| *cell != Cell::Missing))
}

pub fn heading(column: &Column, lang: Lang) -> String {
    let text = column.heading(lang);
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The text of a cell, and whether it is a number.
pub fn cell(cell: &Cell, lang: Lang) -> (String, bool) {
    let written = |value: f64, decimals: usize| match lang {
        Lang::Nb => number::with_comma(value, decimals),
        Lang::En => number::fixed(value, decimals),
    };
    match cell {
        Cell::Missing => (String::new(), false),
        Cell::Text(text) => (text.clone(), false),
        Cell::Term(words) | Cell::Words(words) => (readable(words, lang), false),
        Cell::Count(count) => (grouped(&count.to_string()), true),
        Cell::Number { value, decimals } => (grouped(&written(*value, *decimals)), true),
        Cell::Share(share) => (grouped(&written(share * 100.0, 2)), true),
        Cell::Date(day) => (date(&day.to_string(), lang), false),
        Cell::Flag(flag) => (if *flag { say::YES } else { say::NO }.of(lang).to_owned(), false),
    }
}

/// A no-break space between thousands, from five digits on, and U+2212 for minus.
fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("\u{2212}", digits));
    let (whole, rest) = digits.split_at(digits.find([',', '.']).unwrap_or(digits.len()));
    if whole.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut grouped = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_and_minus_is_a_minus() {
        let cases =
            [("1234", "1234"), ("12345", "12\u{a0}345"), ("-1234567,8", "\u{2212}1\u{a0}234\u{a0}567,8")];
        for (plain, shown) in cases {
            assert_eq!(grouped(plain), shown);
        }
    }
}
