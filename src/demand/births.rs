//! The births of one stream in one replication, one after the other.

use super::{Demand, Source, Stream};
use crate::model::{self, Model};
use crate::random::{Dice, DrawSequence, Purpose};
use crate::time::{Date, Instant};

/// Where a stream stands.
#[derive(Clone, Debug)]
pub struct Births {
    /// The ordinal of the next birth (trace: its place in order of time).
    next: u64,
    gaps: DrawSequence,
    date: Date,
    /// Births expected on `date`, and how far into them the last birth was.
    today: f64,
    passed: f64,
    last: Instant,
}

impl Births {
    /// Before the first birth; only dates from `first` count.
    pub fn new(demand: &Demand, stream: usize, dice: Dice, first: Date) -> Self {
        let root = demand.streams[stream].root;
        let gaps = dice.sequence(Purpose::Gap, root);
        let last = Instant::from_micros(i64::MIN);
        // `today = −1` marks that the date's factor is not drawn yet.
        Births { next: 0, gaps, date: first, today: -1.0, passed: 0.0, last }
    }

    /// The next birth's ordinal and instant, before the midnight that begins `end`.
    pub fn next(&mut self, model: &Model, stream: &Stream, dice: Dice, end: Date) -> Option<(u64, Instant)> {
        match &stream.source {
            Source::Trace(order) => {
                let model::Births::Trace(lines) = &model.demand[stream.row.index()].births else {
                    return None;
                };
                let line = *order.get(self.next as usize)?;
                self.next += 1;
                Some((u64::from(line), lines[line as usize].at))
            }
            Source::Poisson { .. } => self.poisson(model, stream, dice, end),
        }
    }

    /// Inversion of the cumulative rate (Çinlar): the cumulative rate at births grows by unit exponentials.
    fn poisson(&mut self, model: &Model, stream: &Stream, dice: Dice, end: Date) -> Option<(u64, Instant)> {
        let Source::Poisson { curve, rate, busyness } = &stream.source else { return None };
        if *rate <= 0.0 {
            return None;
        }
        let mut gap = self.gaps.draw().unit_exponential();
        while self.date < end {
            if self.today < 0.0 {
                let expected = curve.days[curve.index(self.date)] * rate;
                let draw = || dice.draw(Purpose::Busyness, stream.root, self.date.days() as u64);
                let busy =
                    busyness.as_ref().filter(|_| expected > 0.0).map_or(1.0, |table| table.factor(draw()));
                self.today = expected * busy;
                self.passed = 0.0;
            }
            let left = self.today - self.passed;
            if gap < left {
                self.passed += gap;
                let instant = curve.instant(&model.calendar, self.date, self.passed / self.today);
                // A clock that is set back must not set births back.
                self.last = self.last.max(instant);
                self.next += 1;
                return Some((self.next - 1, self.last));
            }
            gap -= left;
            self.date = self.date.plus(1);
            self.today = -1.0;
        }
        None
    }
}
