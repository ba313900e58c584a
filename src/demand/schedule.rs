//! The births of all streams of a replication, merged in order of time, some dates at a time.
//!
//! Streams are many and most of them bring little: asked for some dates at once, none of them waits in an event list.

use super::Demand;
use super::births::Births;
use crate::model::Model;
use crate::random::Dice;
use crate::time::{Date, Instant};

/// A message that demand brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Birth {
    pub at: Instant,
    /// Index of its stream; streams are in order of rank.
    pub stream: u32,
    pub ordinal: u64,
}

/// About so many births are made at once.
const AT_ONCE: f64 = 2_000.0;
const MOST_DATES: f64 = 28.0;

/// What demand brings from the first simulated date on.
#[derive(Clone, Debug)]
pub struct Schedule {
    streams: Vec<Births>,
    /// Births before the midnight that begins `until`, in order, and how many of them were taken.
    soon: Vec<Birth>,
    taken: usize,
    until: Date,
    dates_at_once: i32,
}

impl Schedule {
    /// Before the first birth.
    pub fn new(model: &Model, demand: &Demand, dice: Dice) -> Self {
        let (first, end) = (model.period.first(), model.period.end());
        let a_date = demand.expected(model, first, end) / f64::from(end.days() - first.days());
        Schedule {
            streams: demand.streams.iter().map(|stream| Births::new(stream, dice, first)).collect(),
            soon: Vec::new(),
            taken: 0,
            until: first,
            dates_at_once: (AT_ONCE / a_date).clamp(1.0, MOST_DATES) as i32,
        }
    }

    /// The next birth; `None` when the calendar ends.
    pub fn next(&mut self, model: &Model, demand: &Demand, dice: Dice) -> Option<Birth> {
        let birth = self.peek(model, demand, dice);
        self.taken += usize::from(birth.is_some());
        birth
    }

    /// The same, which stays the next.
    #[inline]
    pub fn peek(&mut self, model: &Model, demand: &Demand, dice: Dice) -> Option<Birth> {
        while self.taken == self.soon.len() {
            if self.until >= model.calendar.to() {
                return None;
            }
            self.make_more(model, demand, dice);
        }
        self.soon.get(self.taken).copied()
    }

    fn make_more(&mut self, model: &Model, demand: &Demand, dice: Dice) {
        self.until = self.until.plus(self.dates_at_once).min(model.calendar.to());
        self.soon.clear();
        self.taken = 0;
        for (index, (births, stream)) in self.streams.iter_mut().zip(&demand.streams).enumerate() {
            while let Some((ordinal, at)) = births.next(model, stream, dice, self.until) {
                self.soon.push(Birth { at, stream: index as u32, ordinal });
            }
        }
        self.soon.sort_unstable();
    }
}
