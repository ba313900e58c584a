//! Open office time: how much of it lies between two instants, and when a given amount is used up.
//!
//! Knows the office hours of the calendar; not the deadline that is counted in them.

use super::civil::{Calendar, Day};
use crate::time::{Duration, Instant};

/// A date on which the office is open, with the open time before and through it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfficeDay {
    pub open: i64,
    pub open_before: i64,
    pub open_through: i64,
}

impl Day {
    /// Open office time from the first row to an instant of this date.
    #[inline]
    pub fn office_clock(&self, instant: Instant) -> i64 {
        self.office_before + instant.micros().clamp(self.office_open, self.office_close) - self.office_open
    }
}

impl Calendar {
    /// The length of an ordinary office day.
    pub fn office_day(&self) -> Duration {
        self.office_day
    }

    /// Open office time between two instants; working days only, short days cut. The end of the range counts
    /// as inside.
    pub fn office_time(&self, from: Instant, to: Instant) -> Duration {
        Duration::from_micros(self.office_clock(to) - self.office_clock(from))
    }

    /// Open office time since the first row.
    pub(super) fn office_clock(&self, instant: Instant) -> i64 {
        self.days[self.index_to_end(instant)].office_clock(instant)
    }

    /// The first instant at which the office clock shows `open` microseconds (> 0).
    pub(super) fn office_instant(&self, open: i64) -> Instant {
        let bucket = ((open - 1) / self.office_day.micros()) as usize;
        let mut index = self.office_hint.get(bucket).map_or(self.office.len(), |&first| first as usize);
        while index < self.office.len() && self.office[index].open_through < open {
            index += 1;
        }
        match self.office.get(index) {
            Some(day) if day.open < self.end.micros() => {
                Instant::from_micros(day.open + open - day.open_before)
            }
            _ => panic!("an office instant is outside the calendar {} to {}", self.from, self.to),
        }
    }
}
