//! What is measured (model, section 5): streaming collectors of one replication, and the figures they leave.
//!
//! Knows records and the model. Never changes the run, and knows no interval, table or file.

mod axes;
mod balance;
mod clock;
mod collector;
mod compliance;
mod eligible;
mod ends;
mod flaws;
mod flow;
mod frame;
mod hours;
mod inbox_figures;
mod inbox_record;
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
mod way;
mod ways;
mod why_late;

pub use axes::{Axes, GroupName, InboxName, Level, Part, Place, Unit, organisation_name};
pub use balance::Balance;
pub use collector::Collector;
pub use compliance::Compliance;
pub use ends::{FlowEnds, WayEnds};
pub use flow::{ClauseFigures, FlowFigures, Traffic};
pub use frame::Frame;
pub use hours::CELLS;
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
