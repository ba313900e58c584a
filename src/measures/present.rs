//! Cases waiting or in hand in an inbox: arrivals = departures + present, and Little's law on the sample path.
//!
//! Over the whole run, warm-up included. Knows no length of a queue.

use super::local_time::LocalTime;
use super::observed::Moment;
use crate::model::{InboxId, Model};
use crate::record::Case;
use crate::time::Instant;

/// Cases waiting or in hand over the whole run, for Little's law.
///
/// The integral of a count that begins and ends at 0 is the sum of the instants at which it fell, less those at which
/// it grew. Sums may wrap around: equal ones stay equal, and what fits comes out right.
#[derive(Clone, Copy, Default)]
pub(super) struct Present {
    pub count: i64,
    /// ∫ count dt, and the times spent, from the run's beginning at the earliest.
    integral: i64,
    spent: i64,
    /// ∫ count dt inside the observation window, in microseconds.
    pub observed: i64,
}

impl Present {
    /// A case came here.
    #[inline]
    pub fn come(&mut self, moment: Moment) {
        self.count += 1;
        self.integral = self.integral.wrapping_sub(moment.at.micros());
        self.observed = self.observed.wrapping_sub(moment.clamped.micros());
    }

    /// A case left for good, or is there when the run ends.
    #[inline]
    pub fn leave(&mut self, moment: Moment, begins: Instant, case: &Case) {
        self.count -= 1;
        self.integral = self.integral.wrapping_add(moment.at.micros());
        self.observed = self.observed.wrapping_add(moment.clamped.micros());
        self.spent = self.spent.wrapping_add((moment.at - case.arrived.max(begins)).micros());
    }

    /// Arrivals = departures + present, and Little's law on the sample path.
    pub fn check(&self, inbox: InboxId, model: &Model, end: Instant) {
        let (key, at) = (&model.inboxes[inbox.index()].key, LocalTime { calendar: &model.calendar, at: end });
        assert_eq!(self.count, 0, "at {at}: the inbox {key} has arrivals that neither left nor are present");
        assert_eq!(
            self.integral, self.spent,
            "at {at}: Little's law fails in the inbox {key}: number over time, and times spent"
        );
    }
}
