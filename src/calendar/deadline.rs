//! Deadlines in working days under three named rules: the last instant in time, and the days used.
//!
//! Knows the calendar only: not what is answered, nor what limit or goal a scenario sets.

use super::civil::{Calendar, WORKING};
use crate::time::{Date, Duration, Instant, WorkingDays};

/// How working days are counted from receipt; every report prints the one used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DeadlineRule {
    /// The day of receipt is day 0; due at the end of the k-th working day after it.
    #[default]
    CalendarDay,
    /// As `CalendarDay`, but what comes on a day off or from closing time on counts as received on the next
    /// working day.
    NextDayAfterClosing,
    /// k office days of open time from receipt.
    OpenHours,
    /// No deadline.
    None,
}

/// A deadline rule applied to a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Deadline {
    pub rule: DeadlineRule,
}

impl DeadlineRule {
    pub const ALL: [DeadlineRule; 4] = [
        DeadlineRule::CalendarDay,
        DeadlineRule::NextDayAfterClosing,
        DeadlineRule::OpenHours,
        DeadlineRule::None,
    ];

    /// The name that a scenario writes.
    pub fn parse(text: &str) -> Option<Self> {
        DeadlineRule::ALL.into_iter().find(|rule| rule.name() == text)
    }

    pub fn name(self) -> &'static str {
        match self {
            DeadlineRule::CalendarDay => "calendar_day",
            DeadlineRule::NextDayAfterClosing => "next_day_after_closing",
            DeadlineRule::OpenHours => "open_hours",
            DeadlineRule::None => "none",
        }
    }
}

impl Deadline {
    /// The last instant at which an answer is within `k` working days; past its limit means later than this.
    ///
    /// For k = 0 it is the last instant before any working day, or any open time, has been used.
    pub fn last_instant(&self, calendar: &Calendar, receipt: Instant, k: WorkingDays) -> Instant {
        match self.rule {
            DeadlineRule::CalendarDay => end_of_day(calendar, calendar.date(receipt), k.0),
            DeadlineRule::NextDayAfterClosing => end_of_day(calendar, counted_date(calendar, receipt), k.0),
            DeadlineRule::OpenHours => open_limit(calendar, receipt, k.0),
            DeadlineRule::None => Instant::MAX,
        }
    }

    /// The receipt from which it counts when the clock stood still in [from, to): by as many working days later as
    /// begin meanwhile or, under `OpenHours`, by as much open time.
    pub fn put_off(&self, calendar: &Calendar, receipt: Instant, (from, to): (Instant, Instant)) -> Instant {
        let later = |received: Date| match calendar.working_days_in(calendar.date(from), calendar.date(to)) {
            0 => receipt,
            days => calendar.midnight(calendar.nth_working_day_after(received, days)),
        };
        match self.rule {
            DeadlineRule::CalendarDay => later(calendar.date(receipt)),
            DeadlineRule::NextDayAfterClosing => later(counted_date(calendar, receipt)),
            DeadlineRule::OpenHours => match calendar.office_time(from, to).micros() {
                0 => receipt,
                open => calendar.office_instant(calendar.office_clock(receipt) + open),
            },
            DeadlineRule::None => receipt,
        }
    }

    /// The least k for which the answer is within k working days; 0 without a deadline.
    ///
    /// An answer on a day off after working days have passed is later than the end of the last of them, so it
    /// has used one more; likewise one while the office is closed after whole office days of open time.
    pub fn working_days_used(&self, calendar: &Calendar, receipt: Instant, answer: Instant) -> u32 {
        match self.rule {
            DeadlineRule::CalendarDay => days_used(calendar, calendar.date(receipt), answer),
            DeadlineRule::NextDayAfterClosing => days_used(calendar, counted_date(calendar, receipt), answer),
            DeadlineRule::OpenHours => open_days_used(calendar, receipt, answer),
            DeadlineRule::None => 0,
        }
    }

    /// `working_days_used` and `Calendar::office_time` in one, as both look up the same two dates.
    pub fn used(&self, calendar: &Calendar, receipt: Instant, answer: Instant) -> (u32, Duration) {
        let [received, answered] = [receipt, answer].map(|instant| calendar.index_to_end(instant));
        let clock = |index: usize, instant| calendar.days[index].office_clock(instant);
        let office = Duration::from_micros(clock(answered, answer) - clock(received, receipt));
        let days = match self.rule {
            DeadlineRule::CalendarDay => rows_used(calendar, received, answered),
            _ => self.working_days_used(calendar, receipt, answer),
        };
        (days, office)
    }
}

/// The date on which a message counts as received under `NextDayAfterClosing`.
fn counted_date(calendar: &Calendar, receipt: Instant) -> Date {
    let date = calendar.date(receipt);
    let day = calendar.row(date);
    let in_time = day.flags & WORKING != 0 && receipt.micros() < day.office_close;
    if in_time { date } else { calendar.nth_working_day_after(date, 1) }
}

fn end_of_day(calendar: &Calendar, received: Date, k: u32) -> Instant {
    let after = match k {
        0 => calendar.nth_working_day_after(received, 1),
        _ => calendar.nth_working_day_after(received, k).plus(1),
    };
    calendar.midnight(after) - Duration::MICROSECOND
}

fn days_used(calendar: &Calendar, received: Date, answer: Instant) -> u32 {
    rows_used(calendar, calendar.index(received), calendar.index_of(answer))
}

/// The same of two rows of the calendar.
#[inline]
fn rows_used(calendar: &Calendar, received: usize, answered: usize) -> u32 {
    let through = |index: usize| calendar.days[index + 1].working_before;
    let passed = through(answered).saturating_sub(through(received));
    passed + u32::from(passed > 0 && calendar.days[answered].flags & WORKING == 0)
}

fn open_limit(calendar: &Calendar, receipt: Instant, k: u32) -> Instant {
    let clock = calendar.office_clock(receipt);
    if k > 0 {
        return calendar.office_instant(clock + calendar.office_day().micros() * i64::from(k));
    }
    calendar.office_instant(clock + 1) - Duration::MICROSECOND
}

fn open_days_used(calendar: &Calendar, receipt: Instant, answer: Instant) -> u32 {
    let (from, open) = (calendar.office_clock(receipt), calendar.office_time(receipt, answer).micros());
    let day = calendar.office_day().micros();
    if open <= 0 {
        return 0;
    }
    let whole = open / day;
    if open % day == 0 && answer <= calendar.office_instant(from + open) {
        return whole as u32;
    }
    whole as u32 + 1
}
