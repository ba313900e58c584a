//! How soon answers come.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Curve, Format, Mark, Series};
use crate::report::table::RowView;
use crate::text::chart as say;

const DIRECTIONS: [&str; 3] = ["both", "to_hospital", "to_municipality"];

pub fn draw(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("reply_time")?, view.lang);
    let rows = view.rows(table);
    let series = |direction: &str| -> Option<Series> {
        let own: Vec<&RowView<'_>> = rows.iter().filter(|row| row.code("direction") == direction).collect();
        let days = own.iter().filter(|row| row.number("working_days").is_some());
        let shares: Vec<Option<f64>> = days.map(|row| row.number("cumulative")).collect();
        let known = shares.iter().any(Option::is_some);
        let label = own.first()?.text("direction", lang);
        let label = if direction == "both" { say::ALL.of(lang).to_lowercase() } else { label };
        known.then_some(Series { label, shares })
    };
    let series: Vec<Series> = DIRECTIONS.into_iter().filter_map(series).collect();
    let deadline = &view.stored.study.deadline;
    let mut days = vec![deadline.expected, deadline.limit];
    days.extend(deadline.goal.map(|(_, days)| days));
    days.sort_unstable();
    days.dedup();
    let mark = |days: u32| Mark {
        at: days as usize,
        label: say::within(days).of(lang).to_owned(),
        goal: deadline.goal.filter(|(_, within)| *within == days).map(|(share, _)| share),
    };
    let marks: Vec<Mark> = days.into_iter().filter(|days| *days <= 20).map(mark).collect();
    let sketch = Sketch {
        id: "reply",
        file: "svartid",
        title: say::REPLY,
        caption: say::reply_caption(),
        tables: &["reply_time"],
    };
    let said = marks.iter().filter_map(|mark| {
        let share = series.first()?.shares.get(mark.at).copied().flatten()?;
        Some(format!("{}: {}.", mark.label, Format::Percent(1).text(share, lang)))
    });
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let unit = say::WORKING_DAYS.of(lang).to_owned();
    let chart = Curve { head, series, marks, unit, nothing: nothing(lang) };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}
