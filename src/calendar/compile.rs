//! What a scenario says about its calendar, compiled into one row a date.
//!
//! Checks the description and builds the tables; `civil` looks things up in them. Knows no roster.

use std::collections::{BTreeMap, BTreeSet};

use super::civil::{CLOSED, Calendar, Day, HOLIDAY, NO_CHANGE, NO_SHORT, WORKING};
use super::holidays::{Holiday, Holidays};
use super::office::OfficeDay;
use super::zone::{Change, Zone};
use crate::time::{Date, Duration, Instant, TimeOfDay, Weekday};

/// Rows kept beyond either end of the range: for times of day up to 48:00 and windows over midnight.
pub(super) const PAD: i32 = 4;

/// A calendar as a scenario describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSpec {
    /// An IANA name out of `ZONES`.
    pub zone: String,
    pub holidays: Holidays,
    /// Whether a Saturday that is no holiday is a working day (as in the Holiday Act).
    pub saturday_counts: bool,
    /// Further days without work, e.g. 24 and 31 December.
    pub closed: Vec<Date>,
    /// Days that end early, with the time of day at which they end.
    pub short_days: Vec<(Date, TimeOfDay)>,
    pub office_opens: TimeOfDay,
    pub office_closes: TimeOfDay,
}

impl Default for CalendarSpec {
    /// Oslo time, Norwegian holidays, Monday–Friday, office 08:00–15:30, no closed and no short days.
    fn default() -> Self {
        let time = |seconds| TimeOfDay::from_seconds(seconds).expect("a time of day");
        CalendarSpec {
            zone: "Europe/Oslo".to_string(),
            holidays: Holidays::Norway,
            saturday_counts: false,
            closed: Vec::new(),
            short_days: Vec::new(),
            office_opens: time(8 * 3600),
            office_closes: time(15 * 3600 + 1800),
        }
    }
}

impl CalendarSpec {
    /// Days to add after the last receipt so that a deadline of `working_days` lies in range: at least every
    /// second date is worked over a month and more, but for the closed list.
    pub fn margin_days(&self, working_days: u32) -> i32 {
        30 + 2 * working_days as i32 + self.closed.len() as i32 + 2 * self.short_days.len() as i32
    }

    fn check(&self, from: Date, to: Date) -> Result<(), String> {
        if from > to {
            return Err(format!("the calendar ends ({to}) before it begins ({from})"));
        }
        if from.year() < 1970 || to.year() > 2200 {
            return Err(format!("the calendar {from} to {to} goes beyond the years 1970 to 2200"));
        }
        let (opens, closes) = (self.office_opens, self.office_closes);
        if opens >= closes || closes > TimeOfDay::END_OF_DAY {
            return Err(format!(
                "the office opens at {opens} and closes at {closes}; it must open before, by 24:00"
            ));
        }
        let mut seen = BTreeMap::new();
        for &(date, time) in &self.short_days {
            if time > TimeOfDay::END_OF_DAY {
                return Err(format!("the short day {date} ends at {time}; it must end by 24:00"));
            }
            if seen.insert(date, time).is_some_and(|other| other != time) {
                return Err(format!("the short day {date} is listed twice, with different times"));
            }
        }
        Ok(())
    }
}

impl Calendar {
    /// Compiles the tables of the dates [from, to].
    ///
    /// # Errors
    /// An unknown time zone, a range that is empty or beyond 1970–2200, an office that does not open before
    /// it closes, contradictory short days, a zone whose clock changes across midnight within the range.
    pub fn compile(spec: &CalendarSpec, from: Date, to: Date) -> Result<Calendar, String> {
        let zone = Zone::find(&spec.zone)?;
        spec.check(from, to)?;
        let (first, last) = (from.plus(-PAD), to.plus(PAD));
        let midnights: Vec<i64> =
            (first.days()..=last.days()).map(|d| zone.at(Date::from_days(d), 0)).collect();
        let changes = zone.changes(midnights[0], midnights[midnights.len() - 1]);
        check_changes(&spec.zone, &changes)?;
        let holidays: Vec<Holiday> =
            (first.year()..=last.year()).flat_map(|year| spec.holidays.of_year(year)).collect();
        let mut calendar = Calendar {
            spec: spec.clone(),
            from,
            to,
            start: Instant::from_micros(midnights[PAD as usize]),
            end: Instant::from_micros(midnights[(to.days() - first.days() + 1) as usize]),
            base: first,
            days: midnights.iter().map(|&midnight| bare_day(midnight, zone.offset(midnight - 1))).collect(),
            changes,
            working: Vec::new(),
            office: Vec::new(),
            office_hint: Vec::new(),
            office_day: Duration::SECOND.times(seconds_between(spec.office_opens, spec.office_closes)),
            holidays: holidays.iter().filter(|h| h.date >= from && h.date <= to).cloned().collect(),
        };
        calendar.mark_changes();
        calendar.mark_days(&holidays);
        calendar.fill_office();
        Ok(calendar)
    }

    fn mark_changes(&mut self) {
        for index in (0..self.changes.len()).rev() {
            let at = self.changes[index].at;
            let day = self.days.partition_point(|day| day.midnight <= at) - 1;
            self.days[day].change = index as u32;
        }
    }

    fn mark_days(&mut self, holidays: &[Holiday]) {
        let holidays: BTreeSet<Date> = holidays.iter().map(|holiday| holiday.date).collect();
        let closed: BTreeSet<Date> = self.spec.closed.iter().copied().collect();
        let short: BTreeMap<Date, TimeOfDay> = self.spec.short_days.iter().copied().collect();
        for index in 0..self.days.len() {
            let date = self.base.plus(index as i32);
            let holiday = holidays.contains(&date);
            let shut = holiday || closed.contains(&date);
            let weekday = match date.weekday() {
                Weekday::Sunday => false,
                Weekday::Saturday => self.spec.saturday_counts,
                _ => true,
            };
            let day = &mut self.days[index];
            day.short = short.get(&date).map_or(NO_SHORT, |time| time.seconds());
            day.working_before = self.working.len() as u32;
            day.flags = if holiday { HOLIDAY } else { 0 } | if shut { CLOSED } else { 0 };
            if weekday && !shut {
                day.flags |= WORKING;
                self.working.push(date);
            }
        }
    }

    /// Opening and closing instants, and for each whole office day of open time the first date that passes it.
    fn fill_office(&mut self) {
        let (opens, closes) = (self.spec.office_opens.seconds(), self.spec.office_closes.seconds());
        let mut open_so_far = 0;
        for index in 0..self.days.len() - 2 {
            let works = self.days[index].flags & WORKING != 0;
            let close = self.at_index(index, closes.min(self.days[index].short));
            let open = if works { self.at_index(index, opens).min(close) } else { close };
            let day = &mut self.days[index];
            day.office_open = open;
            day.office_close = close;
            day.office_before = open_so_far;
            if close > open {
                open_so_far += close - open;
                self.office.push(OfficeDay {
                    open,
                    open_through: open_so_far,
                    open_before: day.office_before,
                });
            }
        }
        let length = self.office_day.micros();
        for bucket in 0..=open_so_far / length {
            let passed = |day: &OfficeDay| day.open_through <= bucket * length;
            self.office_hint.push(self.office.partition_point(passed) as u32);
        }
    }
}

fn bare_day(midnight: i64, offset: i32) -> Day {
    Day { midnight, offset, change: NO_CHANGE, short: NO_SHORT, ..Day::default() }
}

fn seconds_between(from: TimeOfDay, to: TimeOfDay) -> i64 {
    i64::from(to.seconds()) - i64::from(from.seconds())
}

/// Local dates must be whole: a change may touch midnight but not jump over it.
fn check_changes(zone: &str, changes: &[Change]) -> Result<(), String> {
    let date = |micros: i64| Date::from_days(micros.div_euclid(Duration::DAY.micros()) as i32);
    for change in changes {
        let before = change.at + i64::from(change.before) * 1_000_000;
        let after = change.at + i64::from(change.after) * 1_000_000;
        let whole =
            if after > before { date(before) == date(after) } else { date(before - 1) == date(after) };
        if !whole {
            return Err(format!("the clock of {zone} changes across midnight of {}", date(before)));
        }
    }
    Ok(())
}
