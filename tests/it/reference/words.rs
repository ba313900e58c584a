//! Short words for shares, times, dates and instants.

use meldingsflyt::model::Factor;
use meldingsflyt::random::Law;
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, Duration, Instant, TimeOfDay};

pub fn share(percent: f64) -> Share {
    Share::from_f64(percent / 100.0).expect("a share")
}

pub fn law(minutes: i64) -> Law {
    Law::constant(Duration::MINUTE.times(minutes)).expect("a time")
}

pub fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).expect("a time of day")
}

pub fn date(text: &str) -> Date {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().expect("a number")).collect();
    Date::from_ymd(parts[0] as i32, parts[1], parts[2]).expect("a date")
}

/// `2026-06-01 09:00` on Oslo's clock: summer time from 01:00 UTC of the last Sunday of March to that of October.
pub fn oslo(text: &str) -> Instant {
    let (day, clock) = text.split_once(' ').expect("date and time");
    let (day, seconds) = (date(day), i64::from(time(clock).seconds()));
    let changes = |month| {
        let mut sunday = Date::from_ymd(day.year(), month, 31).expect("31 days");
        while sunday.weekday().index() != 6 {
            sunday = sunday.plus(-1);
        }
        i64::from(sunday.days()) * 86_400 + 3600
    };
    let wall = i64::from(day.days()) * 86_400 + seconds;
    let summer = wall - 7200;
    let utc = if summer >= changes(3) && summer < changes(10) { summer } else { wall - 3600 };
    Instant::from_micros(utc * 1_000_000)
}

pub fn factor(value: f64) -> Factor {
    Factor::from_f64(value).expect("a factor")
}
