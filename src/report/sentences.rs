//! Numbers and columns inside sentences for the terminal.

use super::figures::Figure;
use crate::text::{Lang, Words, number};

pub(super) fn decimal(value: f64, decimals: usize, lang: Lang) -> String {
    match lang {
        Lang::Nb => number::with_comma(value, decimals),
        Lang::En => number::fixed(value, decimals),
    }
}

/// `93,4 %`
pub(super) fn percent(share: f64, lang: Lang) -> String {
    format!("{} %", decimal(share * 100.0, 1, lang))
}

/// `95 %`; with a decimal only where it says something.
pub(super) fn percent_short(share: f64, lang: Lang) -> String {
    let whole = (share * 1000.0).round() % 10.0 == 0.0;
    format!("{} %", decimal(share * 100.0, usize::from(!whole), lang))
}

/// A difference of shares in percentage points, with its sign.
pub(super) fn points(difference: f64, lang: Lang) -> String {
    signed(difference * 100.0, 1, lang)
}

pub(super) fn signed(value: f64, decimals: usize, lang: Lang) -> String {
    let text = decimal(value, decimals, lang);
    if text.starts_with('-') { text } else { format!("+{text}") }
}

/// `93,4 % (92,8–94,0)`
pub(super) fn with_interval(figure: &Figure, lang: Lang) -> String {
    let mean = figure.mean.map_or(String::new(), |mean| percent(mean, lang));
    match figure.bounds {
        None => mean,
        Some((lower, upper)) => {
            let [lower, upper] = [lower, upper].map(|bound| decimal(bound * 100.0, 1, lang));
            format!("{mean} ({lower}–{upper})")
        }
    }
}

/// The same sentences in both languages.
pub fn in_both(lines: impl Fn(Lang) -> Vec<String>) -> Vec<Words> {
    let both = lines(Lang::Nb).into_iter().zip(lines(Lang::En));
    both.map(|(nb, en)| Words { nb, en }).collect()
}

/// So many columns to the left, the others to the right.
pub(super) fn aligned(rows: &[Vec<String>], left: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let room = " ".repeat(width - cell.chars().count());
            if column < left { format!("{cell}{room}") } else { format!("{room}{cell}") }
        });
        cells.collect::<Vec<String>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
