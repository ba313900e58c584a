//! From the scenario's clock to the run's: so many times faster, and without the stretches in which nothing can
//! happen.
//!
//! A stretch is left out only if no window of anybody and no birth lies in it, and it is at least an hour long.

use crate::model::{InboxId, Model};
use crate::time::{Duration, Instant};

/// Turns rising instants of the scenario into microseconds of the run.
#[derive(Clone, Debug)]
pub struct Compression {
    factor: u32,
    /// Stretches without anybody's window, in order.
    closed: Vec<(Instant, Instant)>,
    next: usize,
    /// Until where has been looked, and what was left out before.
    at: Instant,
    left_out: Duration,
    begins: Instant,
}

const SHORTEST: Duration = Duration::HOUR;

impl Compression {
    /// From the first simulated instant on.
    pub fn new(model: &Model, factor: u32) -> Compression {
        let inboxes = (0..model.inboxes.len()).map(InboxId::from);
        let open = inboxes.flat_map(|inbox| model.open(inbox).spans()).collect();
        Compression::of(open, model.begins(), factor)
    }

    fn of(mut open: Vec<(Instant, Instant)>, begins: Instant, factor: u32) -> Compression {
        open.sort_unstable();
        let (mut closed, mut until) = (Vec::new(), begins);
        for (from, to) in open {
            if from > until {
                closed.push((until, from));
            }
            until = until.max(to);
        }
        Compression { factor: factor.max(1), closed, next: 0, at: begins, left_out: Duration::ZERO, begins }
    }

    /// When a birth at this instant is due, in microseconds of the run. Instants must not fall.
    pub fn due(&mut self, birth: Instant) -> i64 {
        while let Some(&(from, to)) = self.closed.get(self.next).filter(|(from, _)| *from < birth) {
            let stretch = to.min(birth) - from.max(self.at);
            if stretch >= SHORTEST {
                self.left_out += stretch;
            }
            if to > birth {
                break;
            }
            self.next += 1;
        }
        self.at = self.at.max(birth);
        (birth - self.begins - self.left_out).micros() / i64::from(self.factor)
    }

    #[cfg(test)]
    fn left_out(&self) -> Duration {
        self.left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Instant {
        Instant::from_micros(Duration::HOUR.times(hours).micros())
    }

    /// Windows 8–16 and 15–18 of the first day and 32–40 of the second; by hand.
    #[test]
    fn only_stretches_without_windows_and_births_are_left_out() {
        let open = vec![(at(32), at(40)), (at(15), at(18)), (at(8), at(16))];
        let mut run = Compression::of(open, at(0), 10);
        let due = [9, 17, 20, 20, 33].map(|hours| run.due(at(hours)) * 10 / Duration::HOUR.micros());
        // 0–8, 18–20 and 20–32 are left out: none of the windows, none of the births.
        assert_eq!((due, run.left_out()), ([1, 9, 10, 10, 11], Duration::HOUR.times(22)));
        let mut plain = Compression::of(vec![(at(0), at(100))], at(0), 1);
        assert_eq!(
            (plain.due(at(50)), plain.left_out()),
            (Duration::HOUR.times(50).micros(), Duration::ZERO)
        );
    }
}
