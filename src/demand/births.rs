//! The births of one stream in one replication, one after the other.

use super::{Source, Stream};
use crate::model::{self, Model};
use crate::random::{Dice, DrawSequence, Purpose, Uniform};
use crate::time::{Date, Instant};

/// Where a stream stands.
#[derive(Clone, Debug)]
pub(super) struct Births {
    /// The ordinal of the next birth (trace: its place in order of time).
    next: u64,
    gaps: DrawSequence,
    /// What is left of the gap to the next birth, in expected births; negative: to be drawn.
    gap: f64,
    date: Date,
    /// Births expected on `date` (negative: not known yet), and how far into them the last birth was.
    today: f64,
    passed: f64,
    /// The numbers of four dates for their busyness, and which four.
    busy: [Uniform; 4],
    quadruple: u64,
    last: Instant,
}

impl Births {
    /// Before the first birth; only dates from `first` count.
    pub fn new(stream: &Stream, dice: Dice, first: Date) -> Self {
        Births {
            next: 0,
            gaps: dice.sequence(Purpose::Gap, stream.root),
            gap: -1.0,
            date: first,
            today: -1.0,
            passed: 0.0,
            busy: [Uniform::MIN; 4],
            quadruple: u64::MAX,
            last: Instant::from_micros(i64::MIN),
        }
    }

    /// Ordinal and instant of the next birth before the midnight that begins `end`, if there is one.
    pub fn next(&mut self, model: &Model, stream: &Stream, dice: Dice, end: Date) -> Option<(u64, Instant)> {
        match &stream.source {
            Source::Trace(order) => {
                let model::Births::Trace(lines) = &model.demand[stream.row.index()].births else {
                    return None;
                };
                let line = *order.get(self.next as usize)?;
                let at = lines[line as usize].at;
                if at >= model.calendar.midnight(end) {
                    return None;
                }
                self.next += 1;
                Some((u64::from(line), at))
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
        if self.gap < 0.0 {
            self.gap = self.gaps.draw().unit_exponential();
        }
        let first = curve.index(self.date);
        for expected in &curve.days[first..curve.index(end).max(first)] {
            if self.today < 0.0 {
                self.today = expected * rate;
                if let Some(table) = busyness.as_ref().filter(|_| *expected > 0.0) {
                    self.today *= table.factor(self.number_of_date(stream, dice));
                }
                self.passed = 0.0;
            }
            let left = self.today - self.passed;
            if self.gap < left {
                self.passed += self.gap;
                self.gap = -1.0;
                let instant = curve.instant(&model.calendar, self.date, self.passed / self.today);
                // A clock that is set back must not set births back.
                self.last = self.last.max(instant);
                self.next += 1;
                return Some((self.next - 1, self.last));
            }
            self.gap -= left;
            self.date = self.date.plus(1);
            self.today = -1.0;
        }
        None
    }

    /// The number that decides how busy `date` is: the dates are the occasions.
    fn number_of_date(&mut self, stream: &Stream, dice: Dice) -> Uniform {
        let occasion = self.date.days() as u64;
        if self.quadruple != occasion / 4 {
            self.quadruple = occasion / 4;
            self.busy = dice.block(Purpose::Busyness, stream.root, self.quadruple);
        }
        self.busy[(occasion % 4) as usize]
    }
}
