//! The tables of a report: one file each, one list.

mod answers;
pub(super) mod assumptions;
pub(super) mod columns;
mod compliance;
mod doubts;
mod flow;
mod inboxes;
mod late;
mod load;
mod percentiles;
mod reply;
mod returned;
mod series;
mod staff;
mod summary;
mod ways;
mod weeks;

pub(super) use summary::verdict;

use super::Report;
use super::table::Table;

/// The tables for people and machines in reading order; the data dictionary is made from them.
pub static TABLES: [fn(&Report<'_>) -> Table; 11] = [
    summary::build,
    compliance::build,
    inboxes::build,
    weeks::build,
    load::build,
    reply::build,
    late::build,
    staff::build,
    flow::build,
    returned::build,
    assumptions::build,
];

/// Further tables, large ones, for machines only.
pub static SERIES: [fn(&Report<'_>) -> Table; 6] = [
    percentiles::build,
    ways::build,
    series::inbox_weeks,
    series::inbox_hours,
    series::hourly,
    series::snapshots,
];

/// Names of those that stored results do not keep.
pub(super) const LARGE: [&str; 4] = ["inbox_weeks", "inbox_hours", "hourly", "snapshots"];

/// The tables of a report, built.
pub struct Tables {
    /// In reading order, the data dictionary last.
    pub main: Vec<Table>,
    /// For machines only.
    pub series: Vec<Table>,
}

impl Tables {
    pub fn build(report: &Report<'_>) -> Tables {
        let mut all: Vec<Table> = TABLES.iter().chain(&SERIES).map(|build| build(report)).collect();
        let dictionary = columns::of(&all);
        let series = all.split_off(TABLES.len());
        all.push(dictionary);
        Tables { main: all, series }
    }
}
