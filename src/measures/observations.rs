//! What one replication leaves behind: plain numbers, in the rows of the axes.
//!
//! Knows no interval and no other replication. The large tables by inbox stand apart, to be summed over
//! replications at once.

use super::balance::Balance;
use super::compliance::Compliance;
use super::flow::{ClauseFigures, FlowFigures, Traffic};
use super::inbox_figures::InboxFigures;
use super::reply_time::ReplyFigures;
use super::staff::GroupFigures;
use super::ways::WayFigures;
use super::why_late::LateFigures;
use serde::{Deserialize, Serialize};

/// The figures of one replication.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Observations {
    /// Of the whole run, warm-up included.
    pub balance: Balance,
    /// By `Axes::units`.
    pub units: Vec<Compliance>,
    /// By `Axes::week_row`: compliance by week of receipt.
    pub weeks: Vec<Compliance>,
    /// By `Axes::week_row`: ∫ queue dt over the inboxes of the part, in microseconds, and the week's length.
    pub week_queues: Vec<WeekQueue>,
    /// By `Axes::inboxes`.
    pub inboxes: Vec<InboxFigures>,
    /// By part and cell (weekday × hour).
    pub hours: Vec<HourFigures>,
    /// By part.
    pub reply: Vec<ReplyFigures>,
    /// All, by direction, then by `Axes::places`.
    pub late: Vec<LateFigures>,
    /// By `Axes::groups`.
    pub groups: Vec<GroupFigures>,
    /// By `Axes::flows`.
    pub flows: Vec<FlowFigures>,
    /// By `Axes::ways`.
    #[serde(default)]
    pub ways: Vec<WayFigures>,
    /// By clause of the guideline.
    pub clauses: Vec<ClauseFigures>,
    pub traffic: Traffic,
    /// By event and part: working days until recovery; `None` if not recovered.
    pub recovery: Vec<Option<u32>>,
    /// Kroner a year for the contracted positions.
    pub cost: Option<f64>,
    /// Working days in the observation window.
    pub working_days: u32,
    pub detail: Detail,
}

/// The queues of a part in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekQueue {
    pub queue: i64,
    pub length: i64,
}

/// A part in a weekday × hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourFigures {
    /// Requests received.
    pub arrivals: u64,
    /// ∫ queue dt, and the time that the window has in such hours, in microseconds.
    pub queue: i64,
    pub length: i64,
}

/// Large tables in message-microseconds; whole numbers, so that sums are exact in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// Replications summed.
    pub replications: u64,
    /// ∫ queue dt by inbox and week.
    pub inbox_weeks: Vec<i64>,
    /// ∫ queue dt by inbox and cell.
    pub inbox_hours: Vec<i64>,
    /// ∫ queue dt by inbox of `Axes::series` and hour from the start of the window.
    pub series: Vec<Vec<i64>>,
    /// By snapshot and inbox: cases that wait, and cases that are there.
    #[serde(default)]
    pub snapshots: Vec<i64>,
}

impl Detail {
    /// Adds the tables of further replications of the same model.
    pub fn merge(&mut self, other: &Detail) {
        if self.replications == 0 {
            *self = other.clone();
            return;
        }
        self.replications += other.replications;
        add(&mut self.inbox_weeks, &other.inbox_weeks);
        add(&mut self.inbox_hours, &other.inbox_hours);
        add(&mut self.snapshots, &other.snapshots);
        for (sum, more) in self.series.iter_mut().zip(&other.series) {
            add(sum, more);
        }
    }
}

fn add(sum: &mut [i64], more: &[i64]) {
    assert_eq!(sum.len(), more.len(), "tables of two models cannot be added");
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}
