//! Offered load against capacity, inbox by inbox, as a table for the terminal.

use crate::model::Parts;
use crate::scenario::{LoadRow, offered_load};
use crate::text::{Lang, number, printable};

/// The most loaded inboxes first; those to which nothing comes are counted, not listed.
pub fn render(parts: &Parts, lang: Lang) -> String {
    let mut rows = offered_load(parts);
    let all = rows.len();
    rows.retain(|row| row.offered_hours > 0.0);
    let idle = all - rows.len();
    rows.sort_by(|a, b| b.ratio.total_cmp(&a.ratio).then(a.inbox.cmp(&b.inbox)));
    let titles = match lang {
        Lang::Nb => ["Innboks", "Arbeid t/uke", "Meldingstid t/uke", "Belastning"],
        Lang::En => ["Inbox", "Work h/week", "Message time h/week", "Load"],
    };
    let cells: Vec<[String; 4]> = rows.iter().map(|row| line(parts, row, lang)).collect();
    let width = |column: usize| {
        let longest = cells.iter().map(|cell| cell[column].chars().count()).max().unwrap_or(0);
        longest.max(titles[column].chars().count())
    };
    let widths: Vec<usize> = (0..4).map(width).collect();
    let shown = |cells: [&str; 4]| {
        let [name, numbers @ ..] = cells;
        let mut text = format!("{name:<width$}", width = widths[0]);
        for (cell, width) in numbers.iter().zip(&widths[1..]) {
            text += &format!("  {cell:>width$}");
        }
        text
    };
    let mut lines = vec![shown(titles)];
    lines.extend(cells.iter().map(|cell| shown(cell.each_ref().map(String::as_str))));
    if idle > 0 {
        lines.push(match lang {
            Lang::Nb => format!("({idle} innbokser får ingen meldinger.)"),
            Lang::En => format!("({idle} inboxes get no messages.)"),
        });
    }
    lines.join("\n")
}

fn line(parts: &Parts, row: &LoadRow, lang: Lang) -> [String; 4] {
    let number = |value: f64, decimals| match lang {
        _ if !value.is_finite() => "∞".to_owned(),
        Lang::Nb => number::with_comma(value, decimals),
        Lang::En => number::fixed(value, decimals),
    };
    let percent = if row.ratio.is_finite() { number(row.ratio * 100.0, 0) + " %" } else { "∞".to_owned() };
    let name = printable(&parts.inboxes[row.inbox.index()].key);
    [name, number(row.offered_hours, 1), number(row.available_hours, 1), percent]
}
