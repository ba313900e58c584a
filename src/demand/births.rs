//! The births of one stream in one replication, one after the other.

use super::busyness::{Busyness, Score};
use super::rate::{Curve, open_window};
use super::{Source, Stream};
use crate::model::{self, Model};
use crate::random::{Dice, DrawSequence, Law, Purpose, Uniform};
use crate::time::{Date, Duration, Instant};

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
    /// Of a counted date: the gap that follows it, and what its first three births shrink it by.
    first: [Uniform; 4],
    last: Instant,
    /// What is left of a gap in the senders' hours.
    left: Option<Duration>,
    /// Correlated busyness remembers the date before.
    score: Option<Score>,
    /// Batches so far, and messages of the last one that are still to come.
    batches: u64,
    together: u32,
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
            first: [Uniform::MIN; 4],
            last: Instant::from_micros(i64::MIN),
            left: None,
            score: None,
            batches: 0,
            together: 0,
        }
    }

    /// Ordinal and instant of the next birth before the midnight that begins `end`, if there is one.
    pub fn next(&mut self, model: &Model, stream: &Stream, dice: Dice, end: Date) -> Option<(u64, Instant)> {
        if self.together > 0 {
            self.together -= 1;
            self.next += 1;
            return Some((self.next - 1, self.last));
        }
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
                Some(self.born(stream, dice))
            }
            Source::Gaps(law) => {
                self.last = self.after_gap(model, (stream, law), end)?;
                Some(self.born(stream, dice))
            }
        }
    }

    /// The first of the messages that are born at `last`.
    fn born(&mut self, stream: &Stream, dice: Dice) -> (u64, Instant) {
        if let Some(batch) = &stream.batch {
            self.together = batch.quantile(dice.draw(Purpose::Batch, stream.root, self.batches)) - 1;
            self.batches += 1;
        }
        self.next += 1;
        (self.next - 1, self.last)
    }

    /// The next birth by gaps: the clock stands still outside the senders' hours.
    fn after_gap(&mut self, model: &Model, (stream, law): (&Stream, &Law), end: Date) -> Option<Instant> {
        let hours = &model.demand[stream.row.index()].sender_hours;
        while self.date < end {
            let left = *self.left.get_or_insert_with(|| law.quantile(self.gaps.draw()));
            if let Some((opens, closes)) = open_window(hours, &model.calendar, self.date) {
                let from = opens.max(self.last);
                if from < closes && left < closes - from {
                    self.left = None;
                    return Some(from + left);
                }
                if from < closes {
                    self.left = Some(left - (closes - from));
                }
            }
            self.date = self.date.plus(1);
        }
        None
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
                    let rest = rest * shrink(&self.first, (stream.root, dice), self.date, (left, taken));
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
        let expected = curve.levels[level] * rate;
        if busyness.is_drawn(level) {
            let number = |date: Date| dice.draw(Purpose::Busyness, stream.root, date.days() as u64);
            let factor = busyness.factor(self.date, number, &mut self.score);
            return self.expect(expected * factor);
        }
        let left = busyness.count(expected, self.gap);
        self.today = Today::Counted { left, rest: 1.0, taken: 0 };
        self.first = dice.block(Purpose::Moment, stream.root, self.date.days() as u64);
        self.gap = self.first[0].unit_exponential();
    }

    fn expect(&mut self, births: f64) {
        self.today = Today::Expected { births, passed: 0.0 };
    }

    fn end_date(&mut self) {
        self.date = self.date.plus(1);
        self.today = Today::Nothing;
    }
}

/// By what the rest of a date shrinks until the next birth, if so many are left and were taken: the first of so many
/// uniform numbers leaves the largest of as many.
fn shrink(first: &[Uniform; 4], (root, dice): (u64, Dice), date: Date, (left, taken): (u32, u32)) -> f64 {
    let number = match taken {
        0..3 => first[taken as usize + 1],
        more => dice.draw(Purpose::Moment, root, (date.days() as u64) << 32 | u64::from(more)),
    };
    number.largest_of(left)
}
