//! A roster as a scenario describes it, compiled for a calendar into windows of message time.
//!
//! Knows weekdays, message time, holidays and short days; not position, absence or any person.

use super::civil::Calendar;
use super::windows::{Window, Windows};
use crate::stats::Share;
use crate::time::{Date, Instant, TimeOfDay, Weekday};

/// A stretch of a date, [from, to); `to` may lie past 24:00.
type Interval = (TimeOfDay, TimeOfDay);

/// Weekly hours and the part of them given to messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterSpec {
    /// Hours by weekday, Monday first; several a day; an interval may end past midnight, up to 48:00.
    pub days: [Vec<(TimeOfDay, TimeOfDay)>; 7],
    /// Whether public holidays and closed days are worked like others.
    pub works_holidays: bool,
    pub message: MessageTime,
}

/// The part of the roster in which messages are worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageTime {
    /// These times of day, on every rostered date.
    Windows(Vec<(TimeOfDay, TimeOfDay)>),
    /// The first share of the rostered part of each local clock hour, down to the microsecond.
    Share(Share),
    /// The whole roster.
    Whole,
}

/// From and to, not yet tied to a date.
type Piece = (Instant, Instant);

impl RosterSpec {
    /// Open day and night, every day.
    pub fn always() -> Self {
        let day = || vec![(TimeOfDay::MIDNIGHT, TimeOfDay::END_OF_DAY)];
        RosterSpec {
            days: [day(), day(), day(), day(), day(), day(), day()],
            works_holidays: true,
            message: MessageTime::Whole,
        }
    }

    /// Whether the weekly pattern has hours on a weekday.
    pub fn has_hours(&self, weekday: Weekday) -> bool {
        !self.days[weekday.index()].is_empty()
    }

    /// The windows on the calendar's dates. A window of the evening before the range is not among them.
    ///
    /// # Errors
    /// Intervals that are empty, begin at or after 24:00, or overlap, also over midnight with the next day's.
    pub fn compile(&self, calendar: &Calendar) -> Result<Windows, String> {
        let days: Vec<Vec<Interval>> =
            self.days.iter().map(|day| sorted("the roster", day)).collect::<Result<_, _>>()?;
        for (day, intervals) in days.iter().enumerate() {
            check_midnight("the roster", intervals, &days[(day + 1) % 7])?;
        }
        let message = match &self.message {
            MessageTime::Windows(windows) => sorted("message time", windows)?,
            _ => Vec::new(),
        };
        check_midnight("message time", &message, &message)?;
        let mut list: Vec<Window> = Vec::new();
        for date in (calendar.from().days()..=calendar.to().days()).map(Date::from_days) {
            if calendar.is_closed_day(date) && !self.works_holidays {
                continue;
            }
            let rostered = pieces_of(calendar, date, &days[date.weekday().index()]);
            let pieces = match &self.message {
                MessageTime::Whole => rostered,
                MessageTime::Share(share) => first_share(calendar, &rostered, *share),
                MessageTime::Windows(_) => intersect(calendar, date, &rostered, &message),
            };
            let free_from = list.last().map_or(calendar.start(), |window| window.to);
            let after = pieces.into_iter().map(|(from, to)| Window { from: from.max(free_from), to, date });
            list.extend(after.filter(|window| window.from < window.to));
        }
        Ok(Windows::new(calendar, list))
    }
}

fn sorted(what: &str, intervals: &[Interval]) -> Result<Vec<Interval>, String> {
    let mut intervals = intervals.to_vec();
    intervals.sort_unstable();
    for &(from, to) in &intervals {
        if from >= to {
            return Err(format!("{what} has {from}-{to}, which ends before it begins"));
        }
        if from >= TimeOfDay::END_OF_DAY {
            return Err(format!("{what} has {from}-{to}, which begins on the next date"));
        }
    }
    match intervals.windows(2).find(|pair| pair[1].0 < pair[0].1) {
        Some(pair) => Err(format!(
            "{what} has {}-{} and {}-{}, which overlap",
            pair[0].0, pair[0].1, pair[1].0, pair[1].1
        )),
        None => Ok(intervals),
    }
}

fn check_midnight(what: &str, day: &[Interval], next: &[Interval]) -> Result<(), String> {
    let (Some(last), Some(first)) = (day.last(), next.first()) else {
        return Ok(());
    };
    if last.1.seconds() > first.0.seconds() + 86_400 {
        let (a, b, c, d) = (last.0, last.1, first.0, first.1);
        return Err(format!("{what} has {a}-{b}, which overlaps {c}-{d} of the next day"));
    }
    Ok(())
}

/// A date's intervals as instants, cut on a short day, adjoining ones merged.
fn pieces_of(calendar: &Calendar, date: Date, intervals: &[Interval]) -> Vec<Piece> {
    let cut = calendar.short_day(date).map(|time| calendar.at(date, time));
    let mut pieces = Vec::new();
    for &(from, to) in intervals {
        let (from, to) = (calendar.at(date, from), calendar.at(date, to));
        push(&mut pieces, (from, cut.map_or(to, |cut| cut.min(to))));
    }
    pieces
}

/// Adds a piece after the others: what is empty is dropped, what adjoins is merged.
fn push(pieces: &mut Vec<Piece>, (from, to): Piece) {
    let from = pieces.last().map_or(from, |last| from.max(last.1));
    if from >= to {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.1 == from => last.1 = to,
        _ => pieces.push((from, to)),
    }
}

/// The pieces within the message times of the date, of the next date (past midnight) and of the one before.
fn intersect(calendar: &Calendar, date: Date, rostered: &[Piece], message: &[Interval]) -> Vec<Piece> {
    let today = calendar.index(date);
    let mut open = Vec::new();
    for index in today - 1..=today + 1 {
        for &(from, to) in message {
            push(&mut open, (calendar.at_time(index, from), calendar.at_time(index, to)));
        }
    }
    let mut pieces = Vec::new();
    for &(from, to) in rostered {
        for &(opens, closes) in &open {
            push(&mut pieces, (from.max(opens), to.min(closes)));
        }
    }
    pieces
}

/// The first share of what each local clock hour has of the pieces.
fn first_share(calendar: &Calendar, rostered: &[Piece], share: Share) -> Vec<Piece> {
    let mut hours: Vec<(i64, Vec<(i64, i64)>)> = Vec::new();
    for (from, to) in rostered.iter().map(|piece| (piece.0.micros(), piece.1.micros())) {
        let mut at = from;
        while at < to {
            let hour = calendar.next_hour(calendar.find(at), at);
            match hours.last_mut() {
                Some(last) if last.0 == hour => last.1.push((at, hour.min(to))),
                _ => hours.push((hour, vec![(at, hour.min(to))])),
            }
            at = hour;
        }
    }
    let mut pieces = Vec::new();
    for (_, parts) in hours {
        let total: i64 = parts.iter().map(|part| part.1 - part.0).sum();
        let whole = i128::from(total) * i128::from(share.billionths()) / i128::from(Share::UNIT);
        let mut left = whole as i64;
        for (from, to) in parts {
            let taken = left.min(to - from);
            push(&mut pieces, (Instant::from_micros(from), Instant::from_micros(from + taken)));
            left -= taken;
        }
    }
    pieces
}
