//! The load test: how long each leg takes, and what became of the messages.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Bar, Format, Spread, SpreadRow, Stacked};
use crate::text::chart as say;

/// Columns of the table of legs that are drawn.
const QUANTILES: [&str; 3] = ["p50", "p99", "max"];

/// Legs that have figures.
pub fn latencies(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("legs")?, view.lang);
    let rows: Vec<SpreadRow> = table
        .views()
        .filter_map(|row| {
            let values: Option<Vec<f64>> = QUANTILES.iter().map(|id| row.number(id)).collect();
            Some(SpreadRow { label: row.text("leg", lang), values: values? })
        })
        .collect();
    let sketch = Sketch {
        id: "latencies",
        file: "etapper",
        title: say::LATENCIES,
        caption: say::latencies_caption(),
        tables: &["legs"],
    };
    let said = rows.iter().map(|row| {
        let values: Vec<String> =
            row.values.iter().map(|value| Format::Plain(2).text(*value, lang)).collect();
        format!("{}: {} ms.", row.label, values.join(", "))
    });
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let marks = [say::HALF, say::MOST_ARE, say::LONGEST].map(|name| name.of(lang).to_owned()).into();
    let chart = Spread { head, rows, marks, unit: "ms".to_owned(), nothing: nothing(lang) };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}

/// Outcomes that at least one message had.
pub fn outcomes(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("ledger")?, view.lang);
    let rows: Vec<_> = table
        .views()
        .filter(|row| say::LOAD_OUTCOMES.contains(&row.code("finding")))
        .filter(|row| row.number("messages").is_some_and(|count| count > 0.0))
        .collect();
    let shares: Vec<f64> = rows.iter().map(|row| row.number("share").unwrap_or(0.0)).collect();
    let parts: Vec<String> = rows.iter().map(|row| row.text("finding", lang)).collect();
    let count: f64 = rows.iter().filter_map(|row| row.number("messages")).sum();
    let sketch = Sketch {
        id: "outcomes",
        file: "utfall",
        title: say::OUTCOMES_TITLE,
        caption: say::outcomes_caption(),
        tables: &["ledger", "thresholds"],
    };
    let said = parts
        .iter()
        .zip(&shares)
        .map(|(part, share)| format!("{part}: {}.", Format::Percent(2).text(*share, lang)));
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let note = say::counted(Format::Plain(0).text(count, lang)).of(lang).to_owned();
    let bar = Bar { label: say::ALL.of(lang).to_owned(), note, shares };
    let bars = if rows.is_empty() { Vec::new() } else { vec![bar] };
    let chart = Stacked { head, parts, bars, nothing: nothing(lang) };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}
