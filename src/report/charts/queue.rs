//! The queue week by week.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Band, Format, Week};
use crate::report::table::RowView;
use crate::text::{Lang, chart as say};

const FORMAT: Format = Format::Plain(1);

pub fn draw(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("weeks")?, view.lang);
    let rows = view.rows(table).into_iter().filter(|row| row.code("direction") == "both");
    let week = |row: RowView<'_>| Week {
        label: label(&row, lang),
        median: row.number("queue_p50"),
        band: row.bounds("queue_p10", "queue_p90"),
        days_off: row.number("days_off").unwrap_or(0.0) as u64,
    };
    let weeks: Vec<Week> = rows.map(week).collect();
    let sketch = Sketch {
        id: "queue",
        file: "ko",
        title: say::QUEUE,
        caption: say::queue_caption(),
        tables: &["weeks"],
    };
    let mut longest: Vec<&Week> = weeks.iter().filter(|week| week.median.is_some()).collect();
    longest.sort_by(|a, b| b.median.unwrap_or(0.0).total_cmp(&a.median.unwrap_or(0.0)));
    let said = longest
        .iter()
        .take(3)
        .map(|week| format!("{}: {}.", week.label, FORMAT.text(week.median.unwrap_or(0.0), lang)));
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let word = |name: crate::text::Name| name.of(lang).to_owned();
    let chart = Band {
        head,
        weeks,
        format: FORMAT,
        quantity: word(say::WAITING),
        median: word(say::MEDIAN),
        band: word(say::BAND),
        shaded: word(say::DAYS_OFF),
        nothing: nothing(lang),
    };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}

/// `uke 14`, from `2026-W14`.
fn label(row: &RowView<'_>, lang: Lang) -> String {
    let iso = row.text("iso_week", lang);
    let number = iso.rsplit('W').next().unwrap_or_default();
    say::week(number.trim_start_matches('0')).of(lang).to_owned()
}
