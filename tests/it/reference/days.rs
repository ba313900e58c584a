//! Civil time in whole minutes, from the scenario's words alone: holidays, working days, the clock of each tick.
//!
//! From the compiled calendar it takes nothing but the instants of midnights.

use meldingsflyt::calendar::Holidays;
use meldingsflyt::model::Model;
use meldingsflyt::time::{Date, Duration, Instant, TimeOfDay, Weekday};

/// How long after the observation window the arrays reach, in dates.
const TAIL_DAYS: i32 = 40;

/// The ticks of a run; tick 0 is the first simulated instant.
pub struct Days<'a> {
    model: &'a Model,
    pub first: Date,
    pub last: Date,
    /// The tick at which each date from `first − 2` begins.
    starts: Vec<i64>,
    /// Local date and minute of the day of each tick.
    pub clock: Vec<(Date, u32)>,
}

impl<'a> Days<'a> {
    pub fn new(model: &'a Model) -> Days<'a> {
        assert!(
            ["Europe/Oslo", "UTC"].contains(&model.parts().calendar.zone.as_str()),
            "clock changes of Oslo"
        );
        let standstill = if model.deadline.stops_while_waiting { 60 } else { 0 };
        let (first, last) = (model.period.first(), model.period.end().plus(TAIL_DAYS + standstill));
        let begin = model.begins();
        let starts: Vec<i64> = (-2..=last.days() - first.days() + 3)
            .map(|d| (model.calendar.midnight(first.plus(d)) - begin).micros() / Duration::MINUTE.micros())
            .collect();
        let mut days = Days { model, first, last, starts, clock: Vec::new() };
        for date in (first.days()..=last.days()).map(Date::from_days) {
            let length = days.start(date.plus(1)) - days.start(date);
            days.clock.extend((0..length).map(|elapsed| (date, local_minute(elapsed, length))));
        }
        days
    }

    /// The tick at which a date begins.
    pub fn start(&self, date: Date) -> i64 {
        self.starts[(date.days() - self.first.days() + 2) as usize]
    }

    /// The tick of a time of day; past 24:00 it is on the next date.
    pub fn tick(&self, date: Date, time: TimeOfDay) -> i64 {
        assert!(time.seconds().is_multiple_of(60), "whole minutes");
        let minute = i64::from(time.seconds() / 60);
        if minute >= 1440 {
            return self.on_date(date.plus(1), minute - 1440);
        }
        self.on_date(date, minute)
    }

    /// In a gap moved forward by the gap, in a fold the first.
    fn on_date(&self, date: Date, minute: i64) -> i64 {
        let length = self.start(date.plus(1)) - self.start(date);
        let elapsed = match length {
            1380 if minute >= 180 => minute - 60,
            1500 if minute >= 180 => minute + 60,
            _ => minute,
        };
        self.start(date) + elapsed
    }

    pub fn instant(&self, tick: i64) -> Instant {
        self.model.begins() + Duration::MINUTE.times(tick)
    }

    /// A public holiday or on the closed list.
    pub fn closed(&self, date: Date) -> bool {
        let spec = &self.model.parts().calendar;
        spec.closed.contains(&date) || (spec.holidays == Holidays::Norway && norwegian_holiday(date))
    }

    pub fn working_day(&self, date: Date) -> bool {
        let weekday = match date.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self.model.parts().calendar.saturday_counts,
            _ => true,
        };
        weekday && !self.closed(date)
    }

    /// When a short day ends.
    pub fn short(&self, date: Date) -> Option<TimeOfDay> {
        let short_days = &self.model.parts().calendar.short_days;
        short_days.iter().find(|(day, _)| *day == date).map(|(_, time)| *time)
    }
}

/// Oslo's clock jumps from 02:00 to 03:00 on a date of 23 hours and from 03:00 to 02:00 on one of 25.
fn local_minute(elapsed: i64, length: i64) -> u32 {
    let minute = match length {
        1380 if elapsed >= 120 => elapsed + 60,
        1500 if elapsed >= 180 => elapsed - 60,
        _ => elapsed,
    };
    minute as u32
}

/// The twelve holidays of the Norwegian Act, each by its own rule.
pub fn norwegian_holiday(date: Date) -> bool {
    let (year, month, day) = date.ymd();
    let fixed = [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)].contains(&(month, day));
    fixed || [-3, -2, 0, 1, 39, 49, 50].contains(&(date.days() - easter(year).days()))
}

/// Gauss's rule for the Gregorian calendar of 1900–2199, with its two exceptions.
fn easter(year: i32) -> Date {
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let (m, n) = if year < 2100 { (24, 5) } else { (24, 6) };
    let d = (19 * a + m) % 30;
    let e = (2 * b + 4 * c + 6 * d + n) % 7;
    let after_21_march = 1 + d + e;
    let exception = (d == 29 && e == 6) || (d == 28 && e == 6 && a > 10);
    let days = if exception { after_21_march - 7 } else { after_21_march };
    Date::from_ymd(year, 3, 21).expect("21 March exists").plus(days)
}
