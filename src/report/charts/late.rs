//! What the time of late requests went to.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Bar, Format, Stacked};
use crate::report::table::{Cell, RowView, readable};
use crate::text::{Words, chart as say};

/// Units beside the whole, and reasons told apart.
const UNITS: usize = 10;
const REASONS: usize = 7;

pub fn draw(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("why_late")?, view.lang);
    let rows = view.rows(table);
    let units = units(&rows);
    let shown: Vec<&(String, Vec<RowView<'_>>)> = units.iter().collect();
    let reasons = reasons(&shown);
    let mut parts: Vec<String> = reasons.iter().map(|words| readable(words, lang)).collect();
    let bar = |(unit, rows): &&(String, Vec<RowView<'_>>)| {
        let share = |words: &Words| -> f64 {
            rows.iter()
                .find(|row| row.code("reason") == words.en)
                .and_then(|row| row.number("share_of_time"))
                .unwrap_or(0.0)
        };
        let mut shares: Vec<f64> = reasons.iter().map(share).collect();
        let all: f64 = rows.iter().filter_map(|row| row.number("share_of_time")).sum();
        shares.push((all - shares.iter().sum::<f64>()).max(0.0));
        let late = rows.first().and_then(|row| row.number("late")).unwrap_or(0.0);
        let late = Format::Plain(if late < 10.0 { 1 } else { 0 }).text(late, lang);
        let label = match unit.is_empty() {
            true => say::ALL.of(lang).to_owned(),
            false => unit.clone(),
        };
        Bar { label, note: say::late_count(late).of(lang).to_owned(), shares }
    };
    let bars: Vec<Bar> = shown.iter().map(bar).filter(|bar| bar.shares.iter().sum::<f64>() > 0.0).collect();
    if bars.iter().any(|bar| bar.shares.last().is_some_and(|rest| *rest > 5e-4)) {
        parts.push(say::OTHERS.of(lang).to_owned());
    }
    let bars: Vec<Bar> = bars
        .into_iter()
        .map(|bar| Bar { shares: bar.shares.into_iter().take(parts.len()).collect(), ..bar })
        .collect();
    let sketch = Sketch {
        id: "late",
        file: "hvorfor-sent",
        title: say::LATE,
        caption: say::late_caption(),
        tables: &["why_late"],
    };
    let said = bars.first().into_iter().flat_map(|bar| {
        let shares = parts.iter().zip(&bar.shares);
        shares.map(|(part, share)| format!("{part}: {}.", Format::Percent(1).text(*share, lang)))
    });
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let chart = Stacked { head, parts, bars, nothing: nothing(lang) };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}

/// All requests under an empty name, then the places with most late requests.
fn units<'a>(rows: &[RowView<'a>]) -> Vec<(String, Vec<RowView<'a>>)> {
    let mut units: Vec<(String, Vec<RowView<'a>>)> = Vec::new();
    for row in rows {
        let name = match row.cell("unit") {
            Cell::Text(name) => name.clone(),
            Cell::Term(words) if words.en == "both" => String::new(),
            _ => continue,
        };
        match units.last_mut() {
            Some((last, rows)) if *last == name => rows.push(*row),
            _ => units.push((name, vec![*row])),
        }
    }
    let late = |unit: &(String, Vec<RowView<'a>>)| unit.1[0].number("late").unwrap_or(0.0);
    units.sort_by(|a, b| (!a.0.is_empty()).cmp(&!b.0.is_empty()).then(late(b).total_cmp(&late(a))));
    units.truncate(1 + UNITS);
    units
}

/// Those with most time in any bar, in the order of the table.
fn reasons(units: &[&(String, Vec<RowView<'_>>)]) -> Vec<Words> {
    let mut found: Vec<(Words, f64, usize)> = Vec::new();
    for row in units.iter().flat_map(|(_, rows)| rows) {
        let Cell::Term(words) = row.cell("reason") else { continue };
        let share = row.number("share_of_time").unwrap_or(0.0);
        match found.iter_mut().find(|(known, ..)| known == words) {
            Some((_, most, _)) => *most = most.max(share),
            None => found.push((words.clone(), share, found.len())),
        }
    }
    found.retain(|(_, most, _)| *most >= 0.01);
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.truncate(REASONS);
    found.sort_by_key(|(.., place)| *place);
    found.into_iter().map(|(words, ..)| words).collect()
}
