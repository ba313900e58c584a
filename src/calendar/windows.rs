//! Rostered windows of a roster, in order, with quick look-up.
//!
//! Knows when the roster lets somebody work; not who is there: `duty` adds position and absence.

use super::civil::Calendar;
use super::lookup::Lookup;
use crate::time::{Date, Instant};

/// A stretch of message time, half-open [from, to); it belongs to the date on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub from: Instant,
    pub to: Instant,
    /// The roster's date: that of `from`, but for a piece past midnight of a window begun the evening before.
    pub date: Date,
}

/// The windows of a roster on a calendar's dates, sorted and disjoint.
#[derive(Clone, Debug)]
pub struct Windows {
    list: Vec<Window>,
    /// For each date of the range the index of its first window, and the end.
    first_of: Vec<u32>,
    first_date: Date,
    lookup: Lookup,
    end: Instant,
    always: bool,
}

impl Windows {
    /// `list` is sorted by instant and by date, and disjoint.
    pub(super) fn new(calendar: &Calendar, list: Vec<Window>) -> Self {
        let dates = calendar.from().days()..=calendar.to().days() + 1;
        let first_of = dates
            .map(|date| list.partition_point(|window| window.date < Date::from_days(date)) as u32)
            .collect();
        let gapless = list.windows(2).all(|pair| pair[0].to == pair[1].from);
        let to_the_end = |last: &Window| last.to >= calendar.end() && list[0].from <= calendar.start();
        let always = gapless && list.last().is_some_and(to_the_end);
        let lookup = Lookup::new(calendar.start(), list.iter().map(|window| window.to));
        let end = list.last().map_or(calendar.start(), |last| last.to);
        Windows { first_of, first_date: calendar.from(), lookup, end, always, list }
    }

    /// Every window, in order.
    pub fn all(&self) -> &[Window] {
        &self.list
    }

    /// The windows of one date of the calendar.
    pub fn of_date(&self, date: Date) -> &[Window] {
        let index = (date.days() - self.first_date.days()) as usize;
        &self.list[self.first_of[index] as usize..self.first_of[index + 1] as usize]
    }

    /// Whether the windows cover the whole range without a gap.
    pub fn always(&self) -> bool {
        self.always
    }

    /// The end of the last window.
    pub fn end(&self) -> Instant {
        self.end
    }

    /// The index in `all` of the first window that ends after an instant; the number of windows if none does.
    pub fn first_ending_after(&self, instant: Instant) -> usize {
        let mut index = self.lookup.first(instant);
        while index < self.list.len() && self.list[index].to <= instant {
            index += 1;
        }
        index
    }

    /// When the next window begins, strictly after an instant.
    pub fn next_opening(&self, after: Instant) -> Option<Instant> {
        let rest = &self.list[self.first_ending_after(after)..];
        rest.iter().map(|window| window.from).find(|from| *from > after)
    }

    /// The index in `all` of the first window that belongs to a later date than this window's.
    pub(super) fn after_date_of(&self, window: &Window) -> usize {
        self.first_of[(window.date.days() - self.first_date.days()) as usize + 1] as usize
    }
}
