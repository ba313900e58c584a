//! The compiled calendar: civil dates and times to instants and back, working days.
//!
//! Every look-up is arithmetic and a table row. Dates outside the compiled range are our own fault and
//! panic with the date and the range. Knows no person and no roster.

use super::compile::CalendarSpec;
use super::holidays::Holiday;
use super::office::OfficeDay;
use super::zone::Change;
use crate::time::{Date, Duration, Instant, TimeOfDay};

pub(super) const WORKING: u8 = 1;
pub(super) const HOLIDAY: u8 = 2;
/// A public holiday or on the closed list.
pub(super) const CLOSED: u8 = 4;
pub(super) const NO_CHANGE: u32 = u32::MAX;
pub(super) const NO_SHORT: u32 = u32::MAX;

/// One date. Instants and open times in microseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Day {
    pub midnight: i64,
    /// Equal to `office_close` on a date without office hours.
    pub office_open: i64,
    /// Closing time, that of the short day on a short day, whether or not the office opens.
    pub office_close: i64,
    /// Open office time since the first row, up to this date's opening.
    pub office_before: i64,
    /// Working days since the first row, before this date.
    pub working_before: u32,
    /// Offset from UTC in seconds just before this midnight.
    pub offset: i32,
    /// The first clock change on this date, or `NO_CHANGE`.
    pub change: u32,
    /// Seconds of the time of day at which a short day ends, or `NO_SHORT`.
    pub short: u32,
    pub flags: u8,
}

/// The tables of one calendar; built by `Calendar::compile`.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub(super) spec: CalendarSpec,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) start: Instant,
    pub(super) end: Instant,
    /// The date of row 0, some days before `from`.
    pub(super) base: Date,
    pub(super) days: Vec<Day>,
    pub(super) changes: Vec<Change>,
    pub(super) working: Vec<Date>,
    pub(super) office: Vec<OfficeDay>,
    pub(super) office_hint: Vec<u32>,
    pub(super) office_day: Duration,
    pub(super) holidays: Vec<Holiday>,
}

/// An instant on the local clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    pub date: Date,
    pub time_of_day: TimeOfDay,
    /// Microseconds past the second, 0–999,999.
    pub micros: u32,
    /// What the local clock is ahead of UTC.
    pub offset_seconds: i32,
}

impl Calendar {
    pub fn spec(&self) -> &CalendarSpec {
        &self.spec
    }

    /// The first date of the range.
    pub fn from(&self) -> Date {
        self.from
    }

    /// The last date of the range.
    pub fn to(&self) -> Date {
        self.to
    }

    /// The instant at which the range begins.
    pub fn start(&self) -> Instant {
        self.start
    }

    /// The midnight after the last date; the first instant outside.
    pub fn end(&self) -> Instant {
        self.end
    }

    /// The public holidays of the range, in order.
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The instant at which a date begins; also of the day after the range.
    pub fn midnight(&self, date: Date) -> Instant {
        if date == self.to.plus(1) {
            return self.end;
        }
        Instant::from_micros(self.days[self.index(date)].midnight)
    }

    /// The local date of an instant.
    pub fn date(&self, instant: Instant) -> Date {
        self.base.plus(self.index_of(instant) as i32)
    }

    /// The instant of a local time; past 24:00 is on the next date. A time that a clock change skips is moved
    /// forward by the gap; of a time that comes twice it is the first.
    pub fn at(&self, date: Date, time: TimeOfDay) -> Instant {
        self.at_time(self.index(date), time)
    }

    /// An instant on the local clock.
    pub fn local(&self, instant: Instant) -> Local {
        let (index, t) = (self.index_of(instant), instant.micros());
        let offset_seconds = self.offset_at(index, t);
        let date = self.base.plus(index as i32);
        let of_day =
            t + i64::from(offset_seconds) * 1_000_000 - i64::from(date.days()) * Duration::DAY.micros();
        let time_of_day = TimeOfDay::from_seconds((of_day / 1_000_000) as u32).expect("within its date");
        Local { date, time_of_day, micros: (of_day % 1_000_000) as u32, offset_seconds }
    }

    /// Weekday × 24 + hour of the local clock: 0 for Monday 00–01 … 167.
    pub fn hour_cell(&self, instant: Instant) -> usize {
        let local = self.local(instant);
        local.date.weekday().index() * 24 + (local.time_of_day.seconds() / 3600) as usize
    }

    /// The next full hour of the local clock strictly after an instant; a clock change is one too.
    pub fn next_local_hour(&self, instant: Instant) -> Instant {
        Instant::from_micros(self.next_hour(self.index_of(instant), instant.micros()))
    }

    /// Monday–Friday (Saturday if the calendar says so), no public holiday, not on the closed list.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.days[self.index(date)].flags & WORKING != 0
    }

    pub fn is_public_holiday(&self, date: Date) -> bool {
        self.days[self.index(date)].flags & HOLIDAY != 0
    }

    /// A public holiday or on the closed list.
    pub fn is_closed_day(&self, date: Date) -> bool {
        self.days[self.index(date)].flags & CLOSED != 0
    }

    /// When a short day ends; `None` on other days.
    pub fn short_day(&self, date: Date) -> Option<TimeOfDay> {
        let short = self.days[self.index(date)].short;
        if short == NO_SHORT { None } else { TimeOfDay::from_seconds(short) }
    }

    /// Working days in (after, through]; 0 if there is no such date.
    pub fn working_days_in(&self, after: Date, through: Date) -> u32 {
        let until = |date| self.days[self.index(date) + 1].working_before;
        until(through).saturating_sub(until(after))
    }

    /// The k-th working day strictly after a date; for k = 0 the date itself.
    pub fn nth_working_day_after(&self, date: Date, k: u32) -> Date {
        if k == 0 {
            return date;
        }
        let nth = self.days[self.index(date) + 1].working_before as usize + k as usize;
        match self.working.get(nth - 1) {
            Some(&day) if day <= self.to => day,
            _ => panic!("working day {k} after {date} is outside the calendar {} to {}", self.from, self.to),
        }
    }

    pub(super) fn row(&self, date: Date) -> &Day {
        &self.days[self.index(date)]
    }

    pub(super) fn index(&self, date: Date) -> usize {
        if date < self.from || date > self.to {
            self.outside(date);
        }
        (date.days() - self.base.days()) as usize
    }

    pub(super) fn index_of(&self, instant: Instant) -> usize {
        if instant == self.end {
            self.outside(self.to.plus(1));
        }
        self.index_to_end(instant)
    }

    /// As `index_of`, but the end of the range itself is allowed.
    pub(super) fn index_to_end(&self, instant: Instant) -> usize {
        let t = instant.micros();
        if instant < self.start || instant > self.end {
            self.outside(Date::from_days(t.div_euclid(Duration::DAY.micros()) as i32));
        }
        self.find(t)
    }

    /// The row of an instant inside the table, padding included.
    pub(super) fn find(&self, t: i64) -> usize {
        let mut index = ((t - self.days[0].midnight) / Duration::DAY.micros()) as usize;
        while t < self.days[index].midnight {
            index -= 1;
        }
        while t >= self.days[index + 1].midnight {
            index += 1;
        }
        index
    }

    pub(super) fn at_time(&self, index: usize, time: TimeOfDay) -> Instant {
        let (days, seconds) = (time.seconds() / 86_400, time.seconds() % 86_400);
        Instant::from_micros(self.at_index(index + days as usize, seconds))
    }

    pub(super) fn at_index(&self, index: usize, seconds: u32) -> i64 {
        let date = self.base.plus(index as i32);
        let wall = i64::from(date.days()) * Duration::DAY.micros() + i64::from(seconds) * 1_000_000;
        let mut offset = self.days[index].offset;
        if self.days[index].change != NO_CHANGE {
            let next = self.days[index + 1].midnight;
            let of_date = self.changes[self.days[index].change as usize..].iter().take_while(|c| c.at < next);
            for change in of_date {
                let settled = change.at + i64::from(change.before.max(change.after)) * 1_000_000;
                offset = if wall >= settled { change.after } else { offset };
            }
        }
        wall - i64::from(offset) * 1_000_000
    }

    pub(super) fn next_hour(&self, index: usize, t: i64) -> i64 {
        let wall = t + i64::from(self.offset_at(index, t)) * 1_000_000;
        let full = t + Duration::HOUR.micros() - wall.rem_euclid(Duration::HOUR.micros());
        if self.days[index].change == NO_CHANGE {
            return full;
        }
        let later = self.changes[self.days[index].change as usize..].iter().find(|change| change.at > t);
        later.map_or(full, |change| full.min(change.at))
    }

    fn offset_at(&self, index: usize, t: i64) -> i32 {
        let day = &self.days[index];
        if day.change == NO_CHANGE {
            return day.offset;
        }
        let past = self.changes[day.change as usize..].iter().take_while(|change| change.at <= t);
        past.last().map_or(day.offset, |change| change.after)
    }

    #[cold]
    pub(super) fn outside(&self, date: Date) -> ! {
        panic!("{date} is outside the calendar {} to {}", self.from, self.to)
    }
}
