//! Who was there during any stretch of a run, by prefix sums over whole dates.
//!
//! Filled date by date as it is asked for, so that a long wait costs as much as a short one. Knows no request.

use super::eligible::{Presence, Scratch};
use super::frame::Frame;
use crate::model::Model;
use crate::record::Context;
use crate::time::{Date, Duration, Instant};

/// Numbers of a presence.
const PARTS: usize = 4;

/// Presence by set of eligible persons, summed from the first simulated date.
pub(super) struct PresenceSums {
    first: Date,
    dates: usize,
    /// For each set and number of dates the presence on so many dates, part by part. Zeros that nobody asks for take no
    /// memory: most sets of a nation are never late.
    sums: Vec<i64>,
    /// How many dates of each set are summed.
    filled: Vec<usize>,
    scratch: Scratch,
}

impl PresenceSums {
    pub fn new(frame: &Frame, model: &Model) -> Self {
        let dates = (model.calendar.to().days() - frame.first.days() + 1) as usize;
        let sets = frame.eligible.len();
        PresenceSums {
            first: frame.first,
            dates,
            sums: vec![0; PARTS * sets * (dates + 1)],
            filled: vec![0; sets],
            scratch: Scratch::new(),
        }
    }

    /// Divides [from, to), which does not begin before the first simulated date.
    pub fn between(
        &mut self,
        world: (&Frame, &Context<'_>),
        set: usize,
        (from, to): (Instant, Instant),
    ) -> Presence {
        if from >= to {
            return Presence::default();
        }
        let calendar = &world.1.model.calendar;
        let (first, last) = (calendar.date(from), calendar.date(to - Duration::MICROSECOND));
        if first == last {
            return self.within_date(world, set, first, (from, to));
        }
        let mut sum = self.until(world, set, last) - self.until(world, set, first.plus(1));
        sum += self.within_date(world, set, first, (from, calendar.midnight(first.plus(1))));
        sum += self.within_date(world, set, last, (calendar.midnight(last), to));
        sum
    }

    /// Presence on the dates before this one.
    fn until(&mut self, world: (&Frame, &Context<'_>), set: usize, date: Date) -> Presence {
        let wanted = (date.days() - self.first.days()) as usize;
        let row = self.dates + 1;
        let place = |dates: usize| PARTS * (set * row + dates);
        while self.filled[set] < wanted {
            let index = self.filled[set];
            let next = self.first.plus(index as i32);
            let calendar = &world.1.model.calendar;
            let whole = (calendar.midnight(next), calendar.midnight(next.plus(1)));
            let mut sum = self.read(place(index));
            sum += self.within_date(world, set, next, whole);
            let Presence { holiday, closed, absent, attended } = sum;
            self.sums[place(index + 1)..][..PARTS].copy_from_slice(&[holiday, closed, absent, attended]);
            self.filled[set] += 1;
        }
        self.read(place(wanted))
    }

    fn read(&self, place: usize) -> Presence {
        let [holiday, closed, absent, attended] = [0, 1, 2, 3].map(|part| self.sums[place + part]);
        Presence { holiday, closed, absent, attended }
    }

    fn within_date(
        &mut self,
        (frame, context): (&Frame, &Context<'_>),
        set: usize,
        date: Date,
        stretch: (Instant, Instant),
    ) -> Presence {
        frame.eligible.within_date((context.model, context.away), set, date, stretch, &mut self.scratch)
    }
}
