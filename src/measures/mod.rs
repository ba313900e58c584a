//! What is measured (model, section 5): streaming collectors of one replication, and the figures they leave.
//!
//! Knows records and the model. Never changes the run, and knows no interval, table or file.

mod axes;
mod balance;
mod cells;
mod collector;
mod compliance;
mod eligible;
mod ends;
mod flow;
mod frame;
mod inbox_figures;
mod kpi;
mod local_time;
mod observations;
mod observed;
mod part_rows;
mod presence;
mod present;
mod queues;
mod recovery;
mod reply_time;
mod snapshots;
mod staff;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod ways;
mod why_late;

pub use axes::{Axes, GroupName, InboxName, Level, Part, Place, Unit, organisation_name};
pub use balance::Balance;
pub use cells::CELLS;
pub use collector::Collector;
pub use compliance::Compliance;
pub use ends::{FlowEnds, WayEnds};
pub use flow::{ClauseFigures, FlowFigures, Traffic};
pub use frame::Frame;
pub use inbox_figures::InboxFigures;
pub use kpi::{
    MEASURES, Measure, Quantity, REPLY_ROWS, Scope, UNANSWERED, Value, label_name, measure, measures_of,
};
pub use local_time::LocalTime;
pub use observations::{Detail, HourFigures, Observations, WeekQueue};
pub use reply_time::{DAYS, Percentiles, ReplyFigures};
pub use staff::{Activity, GroupFigures};
pub use ways::WayFigures;
pub use why_late::{LABELS, LateFigures};
