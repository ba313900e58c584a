//! Messages by weekday and hour.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Format, HeatCell, HeatMap, HeatRow};
use crate::report::table::RowView;
use crate::text::chart as say;

/// Hours with less than this of the busiest are left out at both ends of the day.
const QUIET: f64 = 0.01;

pub fn draw(view: &View<'_>) -> Option<Picture> {
    let (table, lang) = (view.table("load")?, view.lang);
    let rows: Vec<RowView<'_>> =
        view.rows(table).into_iter().filter(|row| row.code("direction") == "both").collect();
    let value = |day: &str, hour: usize| {
        let there =
            |row: &&RowView<'_>| row.code("weekday") == day && row.number("hour") == Some(hour as f64);
        rows.iter().find(there)
    };
    let busiest = |hour: usize| {
        let of_day = |(day, _): &(&str, _)| value(day, hour).and_then(|row| row.number("arrivals"));
        say::WEEKDAYS.iter().filter_map(of_day).fold(0.0, f64::max)
    };
    let most = (0..24).map(busiest).fold(0.0, f64::max);
    let busy: Vec<usize> = (0..24).filter(|hour| busiest(*hour) > most * QUIET).collect();
    let hours = *busy.first()?..=*busy.last()?;
    let waiting = say::WAITING.of(lang).to_lowercase();
    let cell = |day: &str, hour: usize| {
        let row = value(day, hour);
        let queue =
            row.and_then(|row| row.number("mean_queue")).map(|queue| Format::Plain(1).text(queue, lang));
        HeatCell {
            value: row.and_then(|row| row.number("arrivals")),
            note: queue.map_or(String::new(), |queue| format!("; {waiting}: {queue}")),
        }
    };
    let sketch = Sketch {
        id: "load",
        file: "belastning",
        title: say::LOAD,
        caption: say::load_caption(),
        tables: &["load"],
    };
    let days = say::WEEKDAYS.map(|(day, name)| HeatRow {
        label: name.of(lang).to_owned(),
        short: name.of(lang).chars().take(3).collect(),
        cells: hours.clone().map(|hour| cell(day, hour)).collect(),
    });
    let said = say::WEEKDAYS.iter().map(|(day, name)| {
        let sum: f64 = (0..24).filter_map(|hour| value(day, hour)?.number("arrivals")).sum();
        format!("{}: {}.", name.of(lang), Format::Plain(1).text(sum, lang))
    });
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let chart = HeatMap {
        head,
        columns: hours.map(|hour| hour.to_string()).collect(),
        rows: days.into(),
        quantity: say::RECEIVED_AN_HOUR.of(lang).to_owned(),
        nothing: nothing(lang),
    };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}
