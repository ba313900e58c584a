//! Cases waiting or in hand in an inbox: arrivals = departures + present, and Little's law on the sample path.
//!
//! Over the whole run, warm-up included. Knows no length of a queue.

use super::frame::Frame;
use super::local_time::LocalTime;
use crate::model::{InboxId, Model};
use crate::record::Case;
use crate::time::Instant;

/// Cases waiting or in hand over the whole run, for Little's law. Sums may wrap around: equal ones stay equal.
pub(super) struct Present {
    count: i64,
    since: Instant,
    /// ∫ count dt, and the times spent, from the run's beginning at the earliest.
    integral: i64,
    spent: i64,
    /// ∫ count dt inside the observation window, in microseconds.
    pub observed: i64,
}

impl Present {
    pub fn new(begins: Instant) -> Self {
        Present { count: 0, since: begins, integral: 0, spent: 0, observed: 0 }
    }

    #[inline]
    fn change(&mut self, frame: &Frame, at: Instant, by: i64) {
        let (from, to) = (frame.observed.clamp(self.since), frame.observed.clamp(at));
        self.observed += self.count * (to - from).micros();
        self.integral = self.integral.wrapping_add(self.count.wrapping_mul((at - self.since).micros()));
        self.since = at;
        self.count += by;
    }

    /// A case came here.
    #[inline]
    pub fn come(&mut self, frame: &Frame, at: Instant) {
        self.change(frame, at, 1);
    }

    /// A case left for good, or is there when the run ends.
    #[inline]
    pub fn leave(&mut self, frame: &Frame, at: Instant, case: &Case) {
        self.change(frame, at, -1);
        self.spent = self.spent.wrapping_add((at - case.arrived.max(frame.begins)).micros());
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
