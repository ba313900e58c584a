//! For machines: percentiles of reply time by direction, elapsed and in open hours.

use crate::experiment::VariantResults;
use crate::measures::{Part, Percentiles, Quantity};
use crate::report::Report;
use crate::report::figures::{Figure, variant_cell, variant_column};
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;
use crate::time::Duration;

const CLOCKS: [Name; 2] =
    [Name::new("hele døgnet", "elapsed"), Name::new("kontortid på virkedager", "office_hours")];

type Value = fn(&Percentiles) -> Option<f64>;

/// Mean and percentiles; `None` where an unanswered request could change it.
const FIGURES: [(&str, Name, Value); 4] = [
    ("mean", Name::new("Middel", "Mean"), |p| p.mean.map(|micros| micros / 3.6e9)),
    ("median", Name::new("Median", "Median"), |p| p.median.map(hours)),
    ("p90", Name::new("90-persentil", "90th percentile"), |p| p.p90.map(hours)),
    ("p99", Name::new("99-persentil", "99th percentile"), |p| p.p99.map(hours)),
];

pub fn build(report: &Report<'_>) -> Table {
    let mut table = Table::new(Name::new("maskin/reply_percentiles", "reply_percentiles"), columns());
    for variant in &report.results.variants {
        for part in Part::ALL {
            for (clock, name) in CLOCKS.into_iter().enumerate() {
                let mut cells = vec![variant_cell(variant), Cell::term(terms::part(part)), Cell::term(name)];
                cells.extend(FIGURES.map(|(_, _, value)| figure(report, variant, (part, clock, value))));
                table.push(cells);
            }
        }
    }
    table
}

/// The mean over all replications; a mean over those that have the figure would be too short.
fn figure(report: &Report<'_>, variant: &VariantResults, (part, clock, value): (Part, usize, Value)) -> Cell {
    let values = variant.values(|figures| {
        let reply = &figures.reply[part.index()];
        value(if clock == 0 { &reply.elapsed } else { &reply.office })
    });
    let values: Vec<Option<f64>> = values.collect();
    let whole = values.iter().all(Option::is_some);
    let mean = Figure::of(values.into_iter(), Quantity::Hours, report.results.alpha).mean;
    Cell::figure(mean.filter(|_| whole), Quantity::Hours)
}

fn hours(micros: i64) -> f64 {
    Duration::from_micros(micros).hours()
}

fn columns() -> Vec<Column> {
    let mut columns = vec![
        variant_column(),
        Column::plain(
            "direction",
            Name::new("Retning", "Direction"),
            Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
        ),
        Column::plain(
            "clock",
            Name::new("Klokke", "Clock"),
            Name::new(
                "elapsed: all tid fra mottak til svar; office_hours: bare kontortid på virkedager",
                "elapsed: all time from receipt to answer; office_hours: office hours of working days only",
            ),
        ),
    ];
    columns.extend(FIGURES.map(|(id, name, _)| Column {
        unit: Some(Quantity::Hours.unit().into()),
        ..Column::plain(
            id,
            name,
            Name::new(
                "Av svartiden, gjennomsnitt over gjentakene; tom der en ubesvart forespørsel kunne endre den",
                "Of reply time, mean over replications; empty where an unanswered request could change it",
            ),
        )
    }));
    columns
}
