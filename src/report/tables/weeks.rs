//! 4: week by week.

use crate::calendar::Holidays;
use crate::experiment::{DeadlineNote, VariantResults};
use crate::measures::{Part, Quantity, Scope, measure};
use crate::report::Report;
use crate::report::figures::ScopeTable;
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::{Name, Words};
use crate::time::Date;

const SHAPE: ScopeTable = ScopeTable {
    name: Name::new("4-uker", "weeks"),
    scope: Scope::Week,
    columns,
    rows: |axes| Part::ALL.len() * axes.weeks.len(),
    keys,
};

pub fn build(report: &Report<'_>) -> Table {
    let mut table = SHAPE.build(report.results);
    table.columns.extend(SPREAD.map(|(id, name, meaning, _)| Column {
        unit: Some(Quantity::Messages.unit().into()),
        ..Column::plain(id, name, meaning)
    }));
    table.columns.push(Column::plain(
        "days_off",
        Name::new("Fridager", "Days off"),
        Name::new(
            "Helligdager og stengte dager fra mandag til fredag i uken",
            "Public holidays and closed days from Monday to Friday of the week",
        ),
    ));
    let results = report.results;
    let keys = results.variants.iter().flat_map(|variant| {
        let rows = Part::ALL.len() * variant.axes.weeks.len();
        (0..rows).map(move |row| (variant, row))
    });
    for (row, (variant, place)) in table.rows.iter_mut().zip(keys) {
        let queue = measure(Scope::Week, "mean_queue");
        let mut values: Vec<f64> =
            variant.values(|figures| (queue.value)(figures, place)).flatten().collect();
        values.sort_by(f64::total_cmp);
        row.extend(SPREAD.map(|(.., share)| Cell::figure(rank(&values, share), Quantity::Messages)));
        let weeks = &variant.axes.weeks;
        row.push(Cell::Count(days_off(&results.deadline, weeks[place % weeks.len()])));
    }
    table
}

/// Of the replications' mean queues, in a hundred: id, heading, meaning, which.
const SPREAD: [(&str, Name, Name, usize); 3] = [
    (
        "queue_p10",
        Name::new("Kø, 10-persentil", "Queue, 10th percentile"),
        Name::new(
            "Ukens middelkø som en tidel av gjentakene ikke overskrider",
            "The week's mean queue that a tenth of the replications do not exceed",
        ),
        10,
    ),
    (
        "queue_p50",
        Name::new("Kø, median", "Queue, median"),
        Name::new(
            "Ukens middelkø som halvparten av gjentakene ikke overskrider",
            "The week's mean queue that half of the replications do not exceed",
        ),
        50,
    ),
    (
        "queue_p90",
        Name::new("Kø, 90-persentil", "Queue, 90th percentile"),
        Name::new(
            "Ukens middelkø som ni tideler av gjentakene ikke overskrider",
            "The week's mean queue that nine tenths of the replications do not exceed",
        ),
        90,
    ),
];

/// The smallest of the sorted values that so many in a hundred do not exceed.
fn rank(sorted: &[f64], percent: usize) -> Option<f64> {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied()
}

/// Days from Monday to Friday of an ISO week on which nobody counts a working day.
fn days_off(deadline: &DeadlineNote, (year, week): (i32, u32)) -> u64 {
    let monday = first_monday(year).plus(7 * (week as i32 - 1));
    let holidays = if deadline.holidays { Holidays::Norway } else { Holidays::None };
    let off = |date: &Date| {
        deadline.closed.contains(date) || holidays.of_year(date.year()).iter().any(|h| h.date == *date)
    };
    (0..5).map(|day| monday.plus(day)).filter(off).count() as u64
}

/// The Monday of week 1 by ISO 8601: the week with 4 January in it.
fn first_monday(year: i32) -> Date {
    let fourth = Date::from_ymd(year, 1, 4).expect("a date of each year");
    fourth.plus(-(fourth.weekday().index() as i32))
}

fn columns() -> Vec<Column> {
    let mut columns = week_columns();
    columns.push(Column::plain(
        "direction",
        Name::new("Retning", "Direction"),
        Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
    ));
    columns
}

pub(super) fn week_columns() -> Vec<Column> {
    vec![
        Column::plain(
            "iso_week",
            Name::new("År og uke", "Year and week"),
            Name::new("Uke etter ISO 8601", "Week by ISO 8601"),
        ),
        Column::plain("week", Name::new("Uke", "Week"), Name::new("Ukenummer", "Number of the week")),
    ]
}

pub(super) fn week_cells((year, week): (i32, u32)) -> Vec<Cell> {
    vec![
        Cell::text(format!("{year}-W{week:02}")),
        Cell::Words(Words { nb: format!("uke {week}"), en: week.to_string() }),
    ]
}

fn keys(variant: &VariantResults, row: usize) -> Option<Vec<Cell>> {
    let weeks = &variant.axes.weeks;
    let mut cells = week_cells(weeks[row % weeks.len()]);
    cells.push(Cell::term(terms::part(Part::ALL[row / weeks.len()])));
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_are_those_of_the_calendar() {
        let closed = vec![Date::from_ymd(2026, 12, 24).unwrap()];
        let deadline = DeadlineNote {
            rule: "calendar_day",
            expected: 3,
            limit: 5,
            goal: None,
            holidays: true,
            saturday_counts: false,
            stops_while_waiting: false,
            closed,
        };
        // 2026: Maundy Thursday and Good Friday in week 14, Easter Monday in 15, 24 and 25 December in 52.
        let found = [14, 15, 16, 20, 52, 53].map(|week| days_off(&deadline, (2026, week)));
        assert_eq!(found, [2, 1, 0, 1, 2, 1]);
        let none = DeadlineNote { holidays: false, closed: Vec::new(), ..deadline };
        assert_eq!(days_off(&none, (2026, 14)), 0);
    }

    #[test]
    fn ranks_are_values_that_occurred() {
        let values: Vec<f64> = (1..=30).map(f64::from).collect();
        assert_eq!([10, 50, 90].map(|percent| rank(&values, percent)), [Some(3.0), Some(15.0), Some(27.0)]);
        assert_eq!((rank(&[7.0], 10), rank(&[], 50)), (Some(7.0), None));
    }
}
