//! For machines: queues by inbox and week, by inbox and weekday × hour, and hour by hour for chosen inboxes.
//!
//! Means over all replications, from exact sums.

use super::{inboxes, load, weeks};
use crate::experiment::VariantResults;
use crate::measures::{CELLS, Quantity};
use crate::report::Report;
use crate::report::figures::{variant_cell, variant_column};
use crate::report::table::{Cell, Column, Table};
use crate::text::Name;
use crate::time::Duration;

pub fn inbox_weeks(report: &Report<'_>) -> Table {
    let mut table = table(Name::new("maskin/inbox_weeks", "inbox_weeks"), weeks::week_columns());
    for variant in &report.results.variants {
        let lengths =
            lengths(variant, |figures| figures.week_queues.iter().map(|week| week.length).collect());
        let weeks = &variant.axes.weeks;
        for (inbox, sums) in variant.detail().inbox_weeks.chunks(weeks.len()).enumerate() {
            for (week, sum) in sums.iter().enumerate() {
                let mut cells = keys(variant, inbox);
                cells.extend(weeks::week_cells(weeks[week]));
                cells.push(mean(variant, *sum, lengths[week]));
                table.push(cells);
            }
        }
    }
    table
}

pub fn inbox_hours(report: &Report<'_>) -> Table {
    let mut table = table(Name::new("maskin/inbox_hours", "inbox_hours"), load::hour_columns());
    for variant in &report.results.variants {
        let lengths = lengths(variant, |figures| figures.hours.iter().map(|hour| hour.length).collect());
        for (inbox, sums) in variant.detail().inbox_hours.chunks(CELLS).enumerate() {
            for (cell, sum) in sums.iter().enumerate() {
                let mut cells = keys(variant, inbox);
                cells.extend(load::hour_cells(cell));
                cells.push(mean(variant, *sum, lengths[cell]));
                table.push(cells);
            }
        }
    }
    table
}

pub fn hourly(report: &Report<'_>) -> Table {
    let hour = Column::plain(
        "hour_of_window",
        Name::new("Time i perioden", "Hour of the window"),
        Name::new(
            "Hele timer siden observasjonsperioden begynte, ved midnatt lokal tid på startdatoen",
            "Whole hours since the observation window began, at local midnight of the start date",
        ),
    );
    let mut table = table(Name::new("maskin/hourly", "hourly"), vec![start_column(), hour]);
    for variant in &report.results.variants {
        let observed =
            lengths(variant, |figures| figures.inboxes.iter().map(|inbox| inbox.observed).collect());
        for (inbox, sums) in variant.axes.series.iter().zip(&variant.detail().series) {
            let whole = observed[*inbox as usize];
            let rest = |hour: usize| whole - Duration::HOUR.times(hour as i64).micros();
            let hours = sums.iter().enumerate().take_while(|(hour, _)| rest(*hour) > 0);
            table.rows.extend(hours.map(|(hour, sum)| {
                let mut cells = keys(variant, *inbox as usize);
                cells.extend([Cell::Date(variant.axes.start()), Cell::Count(hour as u64)]);
                cells.push(mean(variant, *sum, rest(hour).min(Duration::HOUR.micros())));
                cells
            }));
        }
    }
    table
}

pub fn snapshots(report: &Report<'_>) -> Table {
    let instant = Column::plain(
        "instant",
        Name::new("Øyeblikk", "Instant"),
        Name::new("Lokal tid, med avstand til UTC", "Local time, with its offset from UTC"),
    );
    let waiting = messages(
        "mean_waiting",
        Name::new("Venter", "Waiting"),
        Name::new("Meldinger som venter da, i gjennomsnitt", "Messages that wait then, on average"),
    );
    let present = messages(
        "mean_present",
        Name::new("Til stede", "Present"),
        Name::new(
            "Meldinger som venter eller er under arbeid da, i gjennomsnitt",
            "Messages that wait or are in hand then, on average",
        ),
    );
    let mut columns = vec![variant_column()];
    columns.extend(inboxes::columns());
    columns.extend([instant, waiting, present]);
    let mut table = Table::new(Name::new("maskin/snapshots", "snapshots"), columns);
    for variant in &report.results.variants {
        let inboxes = variant.axes.inboxes.len();
        for (index, levels) in variant.detail().snapshots.chunks(2).enumerate() {
            let mut cells = keys(variant, index % inboxes);
            cells.push(Cell::text(&variant.axes.snapshots[index / inboxes]));
            cells.extend(levels.iter().map(|sum| mean(variant, *sum, 1)));
            table.push(cells);
        }
    }
    table
}

fn table(name: Name, columns: Vec<Column>) -> Table {
    let mut all = vec![variant_column()];
    all.extend(inboxes::columns());
    all.extend(columns);
    all.push(messages(
        "mean_queue",
        Name::new("Middelkø", "Mean queue"),
        Name::new("Meldinger som venter, tidsvektet gjennomsnitt", "Messages waiting, time-weighted mean"),
    ));
    Table::new(name, all)
}

fn messages(id: &'static str, name: Name, meaning: Name) -> Column {
    Column { unit: Some(Quantity::Messages.unit().into()), ..Column::plain(id, name, meaning) }
}

fn start_column() -> Column {
    let name = Name::new("Start", "Start");
    let meaning = Name::new("Observasjonsperiodens første dato", "First date of the observation window");
    Column::plain("start", name, meaning)
}

fn keys(variant: &VariantResults, inbox: usize) -> Vec<Cell> {
    let mut cells = vec![variant_cell(variant)];
    cells.extend(inboxes::keys(variant, inbox).unwrap_or_default());
    cells
}

/// Lengths that are the same in every replication.
fn lengths(variant: &VariantResults, of: impl Fn(&crate::measures::Observations) -> Vec<i64>) -> Vec<i64> {
    variant.observations().first().map(of).unwrap_or_default()
}

/// A mean level from the sum over replications of ∫ level dt over so long a time.
fn mean(variant: &VariantResults, sum: i64, length: i64) -> Cell {
    let time = length as f64 * variant.detail().replications as f64;
    Cell::figure((time > 0.0).then(|| sum as f64 / time), Quantity::Messages)
}
