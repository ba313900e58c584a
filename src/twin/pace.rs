//! From the scenario's clock to the wall's: so many times faster, and without the stretches in which nobody has a
//! window and nothing happens.
//!
//! Knows no call and reads no clock.

use crate::model::{InboxId, Model};
use crate::time::{Duration, Instant};
use std::time::Duration as Wall;

/// A stretch that is left out takes at most this long: what was asked of the server before it comes to its end.
const REST: Wall = Wall::from_millis(20);

/// Turns rising instants of the scenario into wall time from the start.
#[derive(Clone, Debug)]
pub struct Pace {
    compression: u32,
    /// Stretches in which somebody has a window, in order and apart.
    open: Vec<(Instant, Instant)>,
    next: usize,
    last: Instant,
    due: Wall,
}

impl Pace {
    pub fn new(model: &Model, compression: u32) -> Pace {
        let inboxes = (0..model.inboxes.len()).map(InboxId::from);
        let open = inboxes.flat_map(|inbox| model.open(inbox).spans()).collect();
        Pace::of(open, model.begins(), compression)
    }

    fn of(mut open: Vec<(Instant, Instant)>, begins: Instant, compression: u32) -> Pace {
        open.sort_unstable();
        let mut apart: Vec<(Instant, Instant)> = Vec::new();
        for (from, to) in open {
            match apart.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => apart.push((from, to)),
            }
        }
        Pace { compression: compression.max(1), open: apart, next: 0, last: begins, due: Wall::ZERO }
    }

    pub fn compression(&self) -> u32 {
        self.compression
    }

    /// When the instant of the next fact is due. Instants must not fall.
    pub fn due(&mut self, at: Instant) -> Wall {
        let opened = self.opened(at);
        let closed = self.wall((at - self.last) - opened);
        self.due += self.wall(opened) + closed.min(REST);
        self.last = at;
        self.due
    }

    /// How much of the time from the last instant until this one somebody has a window.
    fn opened(&mut self, at: Instant) -> Duration {
        let mut sum = Duration::ZERO;
        while let Some(&(from, to)) = self.open.get(self.next).filter(|(from, _)| *from < at) {
            let (from, until) = (from.max(self.last), to.min(at));
            sum += if from < until { until - from } else { Duration::ZERO };
            if to > at {
                break;
            }
            self.next += 1;
        }
        sum
    }

    fn wall(&self, scenario: Duration) -> Wall {
        Wall::from_nanos(scenario.micros() as u64 * 1_000 / u64::from(self.compression))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Instant {
        Instant::from_micros(Duration::HOUR.times(hours).micros())
    }

    /// Windows 8–16 and 15–18 of the first day and 32–40 of the second, an hour as a second; by hand.
    #[test]
    fn only_what_lies_outside_all_windows_and_between_facts_is_left_out() {
        let open = vec![(at(32), at(40)), (at(15), at(18)), (at(8), at(16))];
        let mut pace = Pace::of(open, at(0), 3_600);
        // 0–8, 18–20, 20–30 and 30–32 are rests.
        let due = [9, 17, 20, 20, 30, 33].map(|hours| pace.due(at(hours)).as_millis());
        assert_eq!(due, [1_020, 9_020, 10_040, 10_040, 10_060, 11_080]);
        let mut always = Pace::of(vec![(at(0), at(100))], at(0), 3_600);
        assert_eq!(always.due(at(50)).as_secs(), 50);
        let mut never = Pace::of(Vec::new(), at(0), 3_600_000);
        assert_eq!([1, 2, 50].map(|hours| never.due(at(hours)).as_millis()), [1, 2, 22]);
    }
}
