//! Finds, in a sorted list of disjoint spans of time, the first that ends after an instant.
//!
//! A table has for each slot of 2³² µs (72 minutes) where to begin; from there a step or two. Knows no date.

use crate::time::Instant;

const SLOT_BITS: u32 = 32;

/// The first span to look at for each slot of time.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    start: i64,
    slots: Vec<u32>,
    spans: u32,
}

impl Lookup {
    /// `ends` are the ends of the spans in order; instants before `start` may not be asked for.
    pub fn new(start: Instant, ends: impl Iterator<Item = Instant>) -> Self {
        let (start, mut slots, mut spans) = (start.micros(), Vec::new(), 0);
        for end in ends {
            while start + ((slots.len() as i64) << SLOT_BITS) < end.micros() {
                slots.push(spans);
            }
            spans += 1;
        }
        Lookup { start, slots, spans }
    }

    /// No span before this one ends after the instant; it may be the number of spans.
    pub fn first(&self, instant: Instant) -> usize {
        let since = instant.micros() - self.start;
        if since < 0 {
            before_the_start(instant);
        }
        self.slots.get((since >> SLOT_BITS) as usize).map_or(self.spans as usize, |&span| span as usize)
    }
}

#[cold]
fn before_the_start(instant: Instant) -> ! {
    panic!("the instant {} µs lies before the beginning of the calendar", instant.micros())
}
