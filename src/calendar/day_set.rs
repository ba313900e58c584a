//! A set of dates of a calendar, one bit each.
//!
//! Knows nothing of why a date is in it: worked, away, sick.

use super::civil::Calendar;
use crate::time::Date;

/// Dates out of a calendar's range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySet {
    first: Date,
    days: u32,
    count: u32,
    bits: Vec<u64>,
}

impl DaySet {
    /// No date of the calendar.
    pub fn empty(calendar: &Calendar) -> Self {
        let days = (calendar.to().days() - calendar.from().days() + 1) as u32;
        DaySet { first: calendar.from(), days, count: 0, bits: vec![0; days.div_ceil(64) as usize] }
    }

    /// Every date of the calendar.
    pub fn full(calendar: &Calendar) -> Self {
        let mut set = DaySet::empty(calendar);
        set.insert_range(calendar.from(), calendar.to());
        set
    }

    /// A date outside the calendar is in no set.
    pub fn contains(&self, date: Date) -> bool {
        let index = self.index(date);
        index < self.days && self.bits[(index >> 6) as usize] >> (index & 63) & 1 == 1
    }

    /// Puts a date in; outside the calendar it panics.
    pub fn insert(&mut self, date: Date) {
        let index = self.inside(date);
        let word = &mut self.bits[(index >> 6) as usize];
        self.count += u32::from(*word >> (index & 63) & 1 == 0);
        *word |= 1 << (index & 63);
    }

    /// Takes a date out; outside the calendar it panics.
    pub fn remove(&mut self, date: Date) {
        let index = self.inside(date);
        let word = &mut self.bits[(index >> 6) as usize];
        self.count -= u32::from(*word >> (index & 63) & 1 == 1);
        *word &= !(1 << (index & 63));
    }

    /// Puts in the dates of [from, to] that the calendar has.
    pub fn insert_range(&mut self, from: Date, to: Date) {
        for date in self.clip(from, to) {
            self.insert(Date::from_days(date));
        }
    }

    /// Takes out the dates of [from, to].
    pub fn remove_range(&mut self, from: Date, to: Date) {
        for date in self.clip(from, to) {
            self.remove(Date::from_days(date));
        }
    }

    /// Puts in every date of another set of the same calendar.
    pub fn union(&mut self, other: &DaySet) {
        assert_eq!((self.first, self.days), (other.first, other.days), "sets of two calendars");
        for (mine, theirs) in self.bits.iter_mut().zip(&other.bits) {
            *mine |= theirs;
        }
        self.count = self.bits.iter().map(|word| word.count_ones()).sum();
    }

    /// The number of dates in the set.
    pub fn len(&self) -> u32 {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether every date of the calendar is in the set.
    pub fn is_full(&self) -> bool {
        self.count == self.days
    }

    /// The dates in order.
    pub fn iter(&self) -> impl Iterator<Item = Date> + '_ {
        (0..self.days).map(|index| self.first.plus(index as i32)).filter(|&date| self.contains(date))
    }

    fn index(&self, date: Date) -> u32 {
        date.days().wrapping_sub(self.first.days()) as u32
    }

    fn inside(&self, date: Date) -> u32 {
        let index = self.index(date);
        let last = self.first.plus(self.days as i32 - 1);
        assert!(index < self.days, "{date} is outside the calendar {} to {last}", self.first);
        index
    }

    fn clip(&self, from: Date, to: Date) -> std::ops::Range<i32> {
        let end = self.first.days() + self.days as i32;
        from.days().max(self.first.days())..(to.days() + 1).min(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CalendarSpec;

    #[test]
    fn a_set_does_what_a_sorted_list_does() {
        let day = |offset: i32| Date::parse("2026-01-01").unwrap().plus(offset);
        let calendar = Calendar::compile(&CalendarSpec::default(), day(0), day(199)).unwrap();
        let mut set = DaySet::empty(&calendar);
        assert!(set.is_empty() && !set.is_full());
        set.insert_range(day(-5), day(3));
        set.insert_range(day(62), day(65));
        set.insert(day(63));
        set.insert_range(day(198), day(300));
        set.remove_range(day(64), day(64));
        set.remove(day(100));
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 1, 2, 3, 62, 63, 65, 198, 199].map(day));
        assert_eq!(set.len(), 9);
        assert!(set.contains(day(199)) && !set.contains(day(200)) && !set.contains(day(-1)));
        let mut all = DaySet::full(&calendar);
        assert!(all.is_full());
        all.remove_range(day(0), day(197));
        set.remove_range(day(198), day(198));
        set.union(&all);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 1, 2, 3, 62, 63, 65, 198, 199].map(day));
        assert_eq!(set.len(), 9);
        let outside = std::panic::catch_unwind(move || set.insert(day(200))).unwrap_err();
        let message = outside.downcast::<String>().unwrap();
        assert_eq!(*message, "2026-07-20 is outside the calendar 2026-01-01 to 2026-07-19");
    }
}
