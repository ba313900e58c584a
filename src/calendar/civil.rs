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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ZONES;
    use crate::calendar::zone::Zone;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn calendar(zone: &str, from: &str, to: &str) -> Calendar {
        let spec = CalendarSpec { zone: zone.to_string(), ..CalendarSpec::default() };
        Calendar::compile(&spec, date(from), date(to)).unwrap()
    }

    fn time(text: &str) -> TimeOfDay {
        TimeOfDay::parse(text).unwrap()
    }

    #[test]
    fn local_times_agree_with_the_zone_data_in_every_zone() {
        for name in ZONES {
            let (calendar, zone) = (calendar(name, "2025-12-30", "2028-01-02"), Zone::find(name).unwrap());
            for day in calendar.from().days()..=calendar.to().days() {
                let date = Date::from_days(day);
                for seconds in (0..86_400).step_by(900) {
                    let time = TimeOfDay::from_seconds(seconds).unwrap();
                    let at = calendar.at(date, time);
                    assert_eq!(at.micros(), zone.at(date, seconds), "{name} {date} {time}");
                    let local = calendar.local(at);
                    assert_eq!(local.offset_seconds, zone.offset(at.micros()), "{name} {date} {time}");
                    let wall = at.micros() / 1_000_000 + i64::from(local.offset_seconds);
                    let days = i64::from(local.date.days());
                    assert_eq!(days * 86_400 + i64::from(local.time_of_day.seconds()), wall);
                    assert_eq!((local.date, local.micros), (date, 0));
                }
            }
        }
    }

    #[test]
    fn every_instant_has_its_local_time_also_around_clock_changes() {
        for name in ZONES {
            let (calendar, zone) = (calendar(name, "2026-01-01", "2026-12-31"), Zone::find(name).unwrap());
            let mut t = calendar.start();
            while t < calendar.end() {
                let local = calendar.local(t);
                assert_eq!(local.offset_seconds, zone.offset(t.micros()), "{name}");
                assert_eq!(calendar.date(t), local.date);
                assert!(t >= calendar.midnight(local.date) && t < calendar.midnight(local.date.plus(1)));
                t = t + Duration::from_micros(599_999_999);
            }
        }
    }

    #[test]
    fn hours_of_the_local_clock_follow_each_other_without_a_hole() {
        for name in ZONES {
            let calendar = calendar(name, "2026-01-01", "2026-12-31");
            let (mut t, mut hours) = (calendar.start(), 0);
            while t < calendar.end() {
                let next = calendar.next_local_hour(t);
                assert!(next > t && next - t <= Duration::HOUR);
                let last = next - Duration::MICROSECOND;
                assert_eq!(calendar.hour_cell(last), calendar.hour_cell(t), "{name}");
                assert_eq!(calendar.next_local_hour(last), next);
                if next < calendar.end() {
                    let local = calendar.local(next);
                    let full = local.time_of_day.seconds().is_multiple_of(3600) && local.micros == 0;
                    assert!(
                        full || calendar.changes.iter().any(|change| change.at == next.micros()),
                        "{name}"
                    );
                }
                (t, hours) = (next, hours + 1);
            }
            assert_eq!(t, calendar.end());
            assert!((8760..=8762).contains(&hours), "{name} {hours}");
        }
    }

    #[test]
    fn clock_changes_of_oslo_are_where_they_are() {
        let calendar = calendar("Europe/Oslo", "2026-01-01", "2026-12-31");
        let shown = |day, clock| calendar.format(calendar.at(date(day), time(clock)));
        assert_eq!(shown("2026-03-29", "01:59:59"), "2026-03-29T01:59:59+01:00");
        assert_eq!(shown("2026-03-29", "02:00"), "2026-03-29T03:00:00+02:00");
        assert_eq!(shown("2026-03-29", "02:30"), "2026-03-29T03:30:00+02:00");
        assert_eq!(shown("2026-03-29", "03:00"), "2026-03-29T03:00:00+02:00");
        assert_eq!(shown("2026-10-25", "02:30"), "2026-10-25T02:30:00+02:00");
        assert_eq!(shown("2026-10-25", "03:00"), "2026-10-25T03:00:00+01:00");
        let second = calendar.at(date("2026-10-25"), time("02:30")) + Duration::HOUR;
        assert_eq!(calendar.format(second), "2026-10-25T02:30:00+01:00");
        assert_eq!(calendar.hour_cell(second), 6 * 24 + 2);
        let length = |day| (calendar.midnight(date(day).plus(1)) - calendar.midnight(date(day))).hours();
        assert_eq!([length("2026-03-29"), length("2026-10-25"), length("2026-10-26")], [23.0, 25.0, 24.0]);
        let next_day = TimeOfDay::from_seconds(26 * 3600).unwrap();
        assert_eq!(calendar.format(calendar.at(date("2026-10-24"), next_day)), "2026-10-25T02:00:00+02:00");
        let far = TimeOfDay::from_seconds(172_800).unwrap();
        assert_eq!(calendar.at(date("2026-12-31"), far), calendar.end() + Duration::DAY);
        assert_eq!(calendar.midnight(date("2027-01-01")), calendar.end());
    }

    #[test]
    fn a_date_may_begin_at_one_o_clock() {
        let calendar = calendar("Africa/Cairo", "2026-01-01", "2026-12-31");
        let day = date("2026-04-24");
        assert_eq!(calendar.format(calendar.midnight(day)), "2026-04-24T01:00:00+03:00");
        assert_eq!(calendar.format(calendar.at(day, time("00:30"))), "2026-04-24T01:30:00+03:00");
        assert_eq!(calendar.date(calendar.midnight(day) - Duration::MICROSECOND), day.plus(-1));
        let before = calendar.at(date("2026-10-29"), time("23:30"));
        assert_eq!(calendar.format(before), "2026-10-29T23:30:00+03:00");
        assert_eq!(calendar.format(before + Duration::HOUR), "2026-10-29T23:30:00+02:00");
        assert_eq!(
            calendar.midnight(date("2026-10-30")),
            before + Duration::HOUR + Duration::MINUTE.times(30)
        );
    }

    #[test]
    fn office_time_is_what_a_walk_over_minutes_finds() {
        let noon = time("12:00");
        let spec = CalendarSpec { short_days: vec![(date("2026-04-01"), noon)], ..CalendarSpec::default() };
        let calendar = Calendar::compile(&spec, date("2026-03-25"), date("2026-04-12")).unwrap();
        let (opens, closes) = (spec.office_opens, spec.office_closes);
        let mut open = Duration::ZERO;
        let mut t = calendar.start();
        while t < calendar.end() {
            assert_eq!(calendar.office_time(calendar.start(), t), open);
            assert_eq!(calendar.office_time(t, calendar.start()), Duration::ZERO - open);
            let local = calendar.local(t);
            let close = calendar.short_day(local.date).map_or(closes, |short| short.min(closes));
            if calendar.is_working_day(local.date) && local.time_of_day >= opens && local.time_of_day < close
            {
                open += Duration::MINUTE;
            }
            t = t + Duration::MINUTE;
        }
        assert_eq!(calendar.office_time(calendar.start(), calendar.end()), open);
        assert_eq!(open, calendar.office_day().times(9) + Duration::HOUR.times(4));
    }

    #[test]
    fn kinds_of_days_are_told_apart() {
        let spec = CalendarSpec {
            closed: vec![date("2026-12-24")],
            saturday_counts: true,
            ..CalendarSpec::default()
        };
        let calendar = Calendar::compile(&spec, date("2026-12-01"), date("2026-12-31")).unwrap();
        let kinds = |day| {
            let day = date(day);
            (calendar.is_working_day(day), calendar.is_public_holiday(day), calendar.is_closed_day(day))
        };
        assert_eq!(kinds("2026-12-23"), (true, false, false));
        assert_eq!(kinds("2026-12-24"), (false, false, true));
        assert_eq!(kinds("2026-12-25"), (false, true, true));
        assert_eq!(kinds("2026-12-19"), (true, false, false));
        assert_eq!(kinds("2026-12-20"), (false, false, false));
        assert_eq!(calendar.nth_working_day_after(date("2026-12-23"), 1), date("2026-12-28"));
        assert_eq!(calendar.nth_working_day_after(date("2026-12-24"), 0), date("2026-12-24"));
        assert_eq!(calendar.working_days_in(date("2026-12-23"), date("2026-12-28")), 1);
        assert_eq!(calendar.working_days_in(date("2026-12-28"), date("2026-12-23")), 0);
        let names: Vec<&str> = calendar.holidays().iter().map(|holiday| holiday.name.as_str()).collect();
        assert_eq!(names, ["1. juledag", "2. juledag"]);
    }

    #[test]
    fn what_lies_outside_is_named_with_the_range() {
        let calendar = calendar("Europe/Oslo", "2026-01-01", "2026-12-31");
        let message = |act: &dyn Fn()| {
            let fault = std::panic::catch_unwind(std::panic::AssertUnwindSafe(act)).unwrap_err();
            *fault.downcast::<String>().unwrap()
        };
        let late = "2027-01-01 is outside the calendar 2026-01-01 to 2026-12-31";
        assert_eq!(
            message(&|| {
                calendar.date(calendar.end());
            }),
            late
        );
        assert_eq!(
            message(&|| {
                calendar.is_working_day(date("2027-01-01"));
            }),
            late
        );
        let early = calendar.start() - Duration::MICROSECOND;
        let early_text = "2025-12-31 is outside the calendar 2026-01-01 to 2026-12-31";
        assert_eq!(
            message(&|| {
                calendar.local(early);
            }),
            early_text
        );
        assert_eq!(
            message(&|| {
                calendar.midnight(date("2025-12-31"));
            }),
            early_text
        );
    }

    #[test]
    fn contradictory_calendars_are_refused() {
        let fault = |change: &dyn Fn(&mut CalendarSpec), from, to| {
            let mut spec = CalendarSpec::default();
            change(&mut spec);
            Calendar::compile(&spec, date(from), date(to)).unwrap_err()
        };
        let year = |change: &dyn Fn(&mut CalendarSpec)| fault(change, "2026-01-01", "2026-12-31");
        assert!(year(&|spec| spec.zone = "Mars".to_string()).starts_with("unknown time zone \"Mars\""));
        assert_eq!(
            year(&|spec| spec.office_closes = time("08:00")),
            "the office opens at 08:00 and closes at 08:00; it must open before, by 24:00"
        );
        assert_eq!(
            year(&|spec| spec.short_days =
                ["12:00", "13:00"].map(|at| (date("2026-04-01"), time(at))).to_vec()),
            "the short day 2026-04-01 is listed twice, with different times"
        );
        let late = TimeOfDay::from_seconds(90_000).unwrap();
        assert!(year(&|spec| spec.short_days = vec![(date("2026-04-01"), late)]).contains("by 24:00"));
        assert!(fault(&|_| (), "2026-02-01", "2026-01-31").contains("before it begins"));
        assert!(fault(&|_| (), "1969-12-31", "2026-01-31").contains("1970 to 2200"));
        assert!(fault(&|_| (), "2026-01-31", "2201-01-01").contains("1970 to 2200"));
        let jumps = fault(&|spec| spec.zone = "America/St_Johns".to_string(), "2008-01-01", "2008-12-31");
        assert_eq!(jumps, "the clock of America/St_Johns changes across midnight of 2008-11-02");
        assert!(Calendar::compile(&CalendarSpec::default(), date("1970-01-01"), date("2200-12-31")).is_ok());
    }
}
