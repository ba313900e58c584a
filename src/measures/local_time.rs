//! The simulated time in which a fault is told.

use crate::calendar::Calendar;
use crate::time::Instant;
use std::fmt;

/// An instant that prints as local date, time of day and offset from UTC.
#[derive(Clone, Copy)]
pub struct LocalTime<'a> {
    pub calendar: &'a Calendar,
    pub at: Instant,
}

impl fmt::Display for LocalTime<'_> {
    /// `2026-05-17T08:05:00.000000+02:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at < self.calendar.start() || self.at >= self.calendar.end() {
            return write!(f, "{} µs", self.at.micros());
        }
        let local = self.calendar.local(self.at);
        let time = local.time_of_day.seconds();
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}.{:06}", local.date, local.micros)?;
        let offset = local.offset_seconds;
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}
