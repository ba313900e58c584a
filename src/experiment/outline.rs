//! How large a scenario is, and which period it covers: what a reader of its results must know of the model.

use crate::model::{Model, Side};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// A scenario in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// First date of the observation window, `2026-01-05`.
    pub start: String,
    /// Length of the observation window, and of what is simulated before it.
    pub weeks: u32,
    pub warm_up_weeks: u32,
    /// The run ends with the window, whatever is open.
    pub hard_end: bool,
    pub hospitals: usize,
    pub municipalities: usize,
    pub departments: usize,
    pub services: usize,
    pub inboxes: usize,
    pub groups: usize,
    pub persons: usize,
    pub demand_rows: usize,
    /// Requests a week, as demand has them before season and busyness.
    pub per_week: f64,
    /// Messages that wait when the run begins.
    pub backlog: u64,
    /// Outages of the transport.
    pub outages: usize,
    /// Names of the time zone.
    pub zone: String,
}

impl Outline {
    pub fn of(model: &Model) -> Outline {
        let parts = model.parts();
        let side = |side: Side| parts.organisations.iter().filter(|one| one.side == side).count();
        let start: Date = parts.period.start;
        Outline {
            start: start.to_string(),
            weeks: parts.period.weeks,
            warm_up_weeks: parts.period.warm_up_weeks,
            hard_end: parts.hard_end,
            hospitals: side(Side::Hospital),
            municipalities: side(Side::Municipality),
            departments: parts.departments.len(),
            services: parts.services.len(),
            inboxes: parts.inboxes.len(),
            groups: parts.staff.len(),
            persons: parts.staff.iter().map(|group| group.count as usize).sum(),
            demand_rows: parts.demand.len(),
            per_week: parts.demand.iter().flat_map(|row| &row.targets).map(|target| target.per_week).sum(),
            backlog: parts.backlog.iter().map(|one| u64::from(one.count)).sum(),
            outages: parts.transport.outages.len(),
            zone: parts.calendar.zone.to_string(),
        }
    }
}
