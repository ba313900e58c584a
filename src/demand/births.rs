//! The births of one stream in one replication, one after the other.

use super::busyness::Busyness;
use super::rate::Curve;
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
    /// What is left of the gap to the next birth: an exponential of mean 1; negative: to be drawn.
    gap: f64,
    date: Date,
    today: Today,
    last: Instant,
}

/// What is known of the date at which a stream stands.
#[derive(Clone, Copy, Debug)]
enum Today {
    Nothing,
    /// So many births are expected and so many of them have passed.
    Expected {
        births: f64,
        passed: f64,
    },
    /// So many are still to come in what is left of the date.
    Counted {
        left: u32,
        rest: f64,
        taken: u32,
    },
}

impl Births {
    /// Before the first birth; only dates from `first` count.
    pub fn new(stream: &Stream, dice: Dice, first: Date) -> Self {
        Births {
            next: 0,
            gaps: dice.sequence(Purpose::Gap, stream.root),
            gap: -1.0,
            date: first,
            today: Today::Nothing,
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
            Source::Poisson { curve, rate, busyness } => {
                let fraction = self.poisson((curve, *rate), busyness.as_ref(), (stream, dice), end)?;
                let instant = curve.instant(&model.calendar, self.date, fraction);
                // A clock that is set back must not set births back.
                self.last = self.last.max(instant);
                self.next += 1;
                Some((self.next - 1, self.last))
            }
        }
    }

    /// By what fraction of a date's births the next one comes; `date` then says of which date. Inversion of the
    /// cumulative rate (Çinlar): it grows by unit exponentials from birth to birth, and so does the logarithm of the
    /// chance of no birth from one date with births to the next.
    fn poisson(
        &mut self,
        (curve, rate): (&Curve, f64),
        busyness: Option<&Busyness>,
        (stream, dice): (&Stream, Dice),
        end: Date,
    ) -> Option<f64> {
        if rate <= 0.0 {
            return None;
        }
        while self.date < end {
            if self.gap < 0.0 {
                self.gap = self.gaps.draw().unit_exponential();
            }
            match self.today {
                Today::Nothing => match busyness {
                    Some(busyness) => self.begin_date((curve, rate), busyness, (stream, dice), end),
                    None => self.expect(curve.days[curve.index(self.date)] * rate),
                },
                Today::Expected { births, passed } if self.gap < births - passed => {
                    let passed = passed + self.gap;
                    self.today = Today::Expected { births, passed };
                    self.gap = -1.0;
                    return Some(passed / births);
                }
                Today::Expected { births, passed } => {
                    self.gap -= births - passed;
                    self.end_date();
                }
                Today::Counted { left: 0, .. } => self.end_date(),
                Today::Counted { left, rest, taken } => {
                    let rest = rest * shrink(stream.root, dice, self.date, (left, taken));
                    self.today = Today::Counted { left: left - 1, rest, taken: taken + 1 };
                    return Some(1.0 - rest);
                }
            }
        }
        None
    }

    /// Dates pass in which nothing is born; then it is known how many are born on a date, or how many are expected.
    fn begin_date(
        &mut self,
        (curve, rate): (&Curve, f64),
        busyness: &Busyness,
        (stream, dice): (&Stream, Dice),
        end: Date,
    ) {
        let (passed, gap) = busyness.pass(curve.levels_between(self.date, end), self.gap);
        self.gap = gap;
        self.date = self.date.plus(passed);
        if self.date == end {
            return;
        }
        let level = curve.level(self.date);
        let Some(silence) = busyness.silence(level) else {
            let number = dice.draw(Purpose::Busyness, stream.root, self.date.days() as u64);
            return self.expect(curve.levels[level] * rate * busyness.factor(number));
        };
        let left = busyness.count(curve.levels[level] * rate, silence, self.gap);
        self.today = Today::Counted { left, rest: 1.0, taken: 0 };
        self.gap = first_of_date(stream.root, dice, self.date)[0].unit_exponential();
    }

    fn expect(&mut self, births: f64) {
        self.today = Today::Expected { births, passed: 0.0 };
    }

    fn end_date(&mut self) {
        self.date = self.date.plus(1);
        self.today = Today::Nothing;
    }
}

/// The gap that follows a date with births, and what its first three births shrink the date by.
fn first_of_date(root: u64, dice: Dice, date: Date) -> [Uniform; 4] {
    dice.block(Purpose::Moment, root, date.days() as u64)
}

/// By what the rest of a date shrinks until the next birth, if so many are left and were taken: the first of so many
/// uniform numbers leaves the largest of as many.
fn shrink(root: u64, dice: Dice, date: Date, (left, taken): (u32, u32)) -> f64 {
    let number = match taken {
        0..3 => first_of_date(root, dice, date)[taken as usize + 1],
        more => dice.draw(Purpose::Moment, root, (date.days() as u64) << 32 | u64::from(more)),
    };
    number.largest_of(left)
}
