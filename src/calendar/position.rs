//! Which of her rostered days a part-time person works, and who stays in a low season.
//!
//! Counting in whole numbers after the weekly pattern, before holidays are removed. Draws no random number.

use super::civil::Calendar;
use super::day_set::DaySet;
use super::roster::RosterSpec;
use crate::stats::Share;
use crate::time::Date;

/// One person's place in her group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// From 1, in the group's order.
    pub number: u32,
    /// The share of her rostered days that she works.
    pub position: Share,
}

/// The dates that a position gives to person `number` (from 1): of the days with hours in the weekly pattern,
/// numbered k = 1, 2, … from 1 January, those with ⌊(k+i)p⌋ > ⌊(k+i−1)p⌋. It never shortens a day.
pub fn position_days(spec: &RosterSpec, calendar: &Calendar, number: u32, position: Share) -> DaySet {
    let mut days = DaySet::empty(calendar);
    worked_days(spec, Seat { number, position }, calendar.from(), calendar.to(), |date| days.insert(date));
    days
}

/// The dates of [from, to] on which a low season keeps a person away: of the days that her position gives,
/// numbered k = 1, 2, … within the period, all but the share `present` by the same rule as `position_days`.
pub fn low_season_days(
    spec: &RosterSpec,
    calendar: &Calendar,
    seat: Seat,
    (from, to): (Date, Date),
    present: Share,
) -> DaySet {
    let mut away = DaySet::empty(calendar);
    let mut k = 0;
    worked_days(spec, seat, from, to, |date| {
        k += 1;
        if !chosen(k, seat.number, present) {
            away.insert_range(date, date);
        }
    });
    away
}

/// Visits the dates of [from, to] that the weekly pattern and the position give, in order.
fn worked_days(spec: &RosterSpec, seat: Seat, from: Date, to: Date, mut visit: impl FnMut(Date)) {
    let mut date = Date::from_ymd(from.year(), 1, 1).expect("1 January exists");
    let (mut year, mut k) = (from.year(), 0);
    while date <= to {
        if date.year() != year {
            (year, k) = (date.year(), 0);
        }
        if spec.has_hours(date.weekday()) {
            k += 1;
            if date >= from && chosen(k, seat.number, seat.position) {
                visit(date);
            }
        }
        date = date.plus(1);
    }
}

/// Whether ⌊(k+i)p⌋ > ⌊(k+i−1)p⌋.
fn chosen(k: u32, number: u32, share: Share) -> bool {
    let whole = |count: u64| count * u64::from(share.billionths()) / u64::from(Share::UNIT);
    let count = u64::from(k) + u64::from(number);
    whole(count) > whole(count - 1)
}
