//! Instants, durations, civil dates and times of day, as whole numbers.
//!
//! Knows no time zone, no calendar and no wall clock: `calendar` turns civil time into instants.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};

/// An instant: whole microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(i64);

/// A length of time in whole microseconds; may be negative as a difference of instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration(i64);

/// A civil date: whole days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date(i32);

/// A civil time of day in whole seconds since midnight; 86,400 is the midnight that ends the day,
/// and up to 172,800 is allowed for a window that ends on the next date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TimeOfDay(u32);

/// A number of working days (*virkedager*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WorkingDays(pub u32);

/// Days of the week, Monday first (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 0 for Monday … 6 for Sunday.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl Instant {
    pub const MAX: Instant = Instant(i64::MAX);

    #[inline]
    pub const fn from_micros(micros: i64) -> Self {
        Instant(micros)
    }

    /// Whole microseconds since 1970-01-01T00:00:00Z.
    #[inline]
    pub const fn micros(self) -> i64 {
        self.0
    }
}

impl Duration {
    pub const ZERO: Duration = Duration(0);
    pub const MICROSECOND: Duration = Duration(1);
    pub const SECOND: Duration = Duration(1_000_000);
    pub const MINUTE: Duration = Duration(60_000_000);
    pub const HOUR: Duration = Duration(3_600_000_000);
    pub const DAY: Duration = Duration(86_400_000_000);

    #[inline]
    pub const fn from_micros(micros: i64) -> Self {
        Duration(micros)
    }

    #[inline]
    pub const fn micros(self) -> i64 {
        self.0
    }

    #[inline]
    pub const fn times(self, count: i64) -> Self {
        Duration(self.0 * count)
    }

    /// Hours as a number for reports; never used to compute an instant.
    pub fn hours(self) -> f64 {
        self.0 as f64 / Duration::HOUR.0 as f64
    }

    /// Minutes as a number for reports; never used to compute an instant.
    pub fn minutes(self) -> f64 {
        self.0 as f64 / Duration::MINUTE.0 as f64
    }
}

impl Date {
    #[inline]
    pub const fn from_days(days: i32) -> Self {
        Date(days)
    }

    /// Whole days since 1970-01-01.
    #[inline]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The date `days` later (earlier if negative).
    #[inline]
    pub const fn plus(self, days: i32) -> Self {
        Date(self.0 + days)
    }

    /// 1970-01-01 was a Thursday.
    pub const fn weekday(self) -> Weekday {
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// The proleptic Gregorian date, or `None` if there is no such date.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last.
        let y = i64::from(if month <= 2 { year - 1 } else { year });
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let shifted_month = i64::from((month + 9) % 12);
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Date((era * 146_097 + day_of_era - 719_468) as i32))
    }

    /// "YYYY-MM-DD", strictly; `None` if it is written otherwise or there is no such date.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape = |(i, b): (usize, &u8)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() };
        if bytes.len() != 10 || !bytes.iter().enumerate().all(shape) {
            return None;
        }
        Date::from_ymd(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// (year, month 1–12, day 1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let mp = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * mp + 2) / 5 + 1) as u32;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }

    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// (ISO year, ISO week 1–53); weeks begin on Monday and belong to the year of their Thursday.
    pub fn iso_week(self) -> (i32, u32) {
        let thursday = self.plus(3 - self.weekday().index() as i32);
        let year = thursday.year();
        let first = Date::from_ymd(year, 1, 1).expect("1 January exists");
        (year, ((thursday.0 - first.0) / 7 + 1) as u32)
    }
}

/// Days of a month of the Gregorian calendar.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl TimeOfDay {
    pub const MIDNIGHT: TimeOfDay = TimeOfDay(0);
    pub const END_OF_DAY: TimeOfDay = TimeOfDay(86_400);

    /// `None` past the end of the next date.
    pub const fn from_seconds(seconds: u32) -> Option<Self> {
        if seconds <= 172_800 { Some(TimeOfDay(seconds)) } else { None }
    }

    /// "HH:MM" or "HH:MM:SS", 00:00 to 24:00.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let mut two_digits = || -> Option<u32> {
            let part = parts.next()?;
            let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let (hour, minute) = (two_digits()?, two_digits()?);
        let second = if text.len() > 5 { two_digits()? } else { 0 };
        let seconds = hour * 3600 + minute * 60 + second;
        let whole = text.len() == 5 || text.len() == 8;
        (whole && minute < 60 && second < 60 && seconds <= 86_400).then_some(TimeOfDay(seconds))
    }

    #[inline]
    pub const fn seconds(self) -> u32 {
        self.0
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;
    #[inline]
    fn add(self, rhs: Duration) -> Instant {
        Instant(self.0 + rhs.0)
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;
    #[inline]
    fn sub(self, rhs: Duration) -> Instant {
        Instant(self.0 - rhs.0)
    }
}

impl Sub for Instant {
    type Output = Duration;
    #[inline]
    fn sub(self, rhs: Instant) -> Duration {
        Duration(self.0 - rhs.0)
    }
}

impl Add for Duration {
    type Output = Duration;
    #[inline]
    fn add(self, rhs: Duration) -> Duration {
        Duration(self.0 + rhs.0)
    }
}

impl Sub for Duration {
    type Output = Duration;
    #[inline]
    fn sub(self, rhs: Duration) -> Duration {
        Duration(self.0 - rhs.0)
    }
}

impl AddAssign for Duration {
    #[inline]
    fn add_assign(&mut self, rhs: Duration) {
        self.0 += rhs.0;
    }
}

impl SubAssign for Duration {
    #[inline]
    fn sub_assign(&mut self, rhs: Duration) {
        self.0 -= rhs.0;
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "{hour:02}:{minute:02}")?;
        if second > 0 { write!(f, ":{second:02}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_there_and_back_over_four_centuries() {
        let mut expected = (1900, 1, 1);
        let first = Date::from_ymd(1900, 1, 1).unwrap();
        for offset in 0..146_097 {
            let date = first.plus(offset);
            assert_eq!(date.ymd(), expected);
            assert_eq!(Date::from_ymd(expected.0, expected.1, expected.2), Some(date));
            expected = match expected {
                (y, 12, 31) => (y + 1, 1, 1),
                (y, m, d) if d == days_in_month(y, m) => (y, m + 1, 1),
                (y, m, d) => (y, m, d + 1),
            };
        }
    }

    #[test]
    fn iso_weeks_follow_the_thursday() {
        let week = |y, m, d| Date::from_ymd(y, m, d).unwrap().iso_week();
        assert_eq!(week(2026, 12, 31), (2026, 53));
        assert_eq!(week(2027, 1, 3), (2026, 53));
        assert_eq!(week(2027, 1, 4), (2027, 1));
        assert_eq!(week(2025, 12, 29), (2026, 1));
        assert_eq!(Date::from_ymd(2026, 11, 23).unwrap().weekday(), Weekday::Monday);
    }

    #[test]
    fn dates_are_read_strictly() {
        assert_eq!(Date::parse("2028-02-29"), Date::from_ymd(2028, 2, 29));
        assert_eq!(Date::parse("1970-01-01"), Some(Date::from_days(0)));
        let wrong =
            ["2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026/01/01", "+026-01-01", "2026-01-0é"];
        for text in wrong {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_day_are_read_strictly() {
        assert_eq!(TimeOfDay::parse("15:30").unwrap().seconds(), 55_800);
        assert_eq!(TimeOfDay::parse("24:00"), Some(TimeOfDay::END_OF_DAY));
        assert_eq!(TimeOfDay::parse("08:00:05").unwrap().to_string(), "08:00:05");
        for wrong in ["8:00", "24:01", "12:60", "", "12", "12:00:0", "+1:00", "08:00:60", "08-00"] {
            assert_eq!(TimeOfDay::parse(wrong), None, "{wrong}");
        }
    }
}
