//! When each message is due: fixed before anything is sent, made as it is needed, never stored.
//!
//! Knows no target: that an answer is late changes nothing here.

use super::shape::{LEVELS, Reader, Shape};
use crate::random::{Dice, DrawSequence, Purpose, stable_hash};

/// How messages are spread under a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pacing {
    /// Even: the count is the integral of the rate, exactly.
    Uniform,
    /// Independent of one another; the same seed gives the same instants.
    Poisson,
}

/// The instants of a rate, in microseconds from the start, in order.
#[derive(Clone, Debug)]
pub struct Paced {
    reader: Reader,
    pacing: Pacing,
    gaps: DrawSequence,
    level: i128,
    total: i128,
}

impl Paced {
    pub fn new(shape: &Shape, pacing: Pacing, seed: u64) -> Paced {
        let gaps = Dice::new(seed, 0).sequence(Purpose::Sending, stable_hash("load"));
        let level = if pacing == Pacing::Uniform { -LEVELS / 2 } else { 0 };
        Paced { reader: shape.reader(), pacing, gaps, level, total: shape.total() }
    }
}

impl Iterator for Paced {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        self.level += match self.pacing {
            Pacing::Uniform => LEVELS,
            Pacing::Poisson => ((self.gaps.draw().unit_exponential() * LEVELS as f64) as i128).max(1),
        };
        if self.level > self.total { None } else { self.reader.instant(self.level) }
    }
}

/// How many messages a rate brings under a pacing.
pub fn count(shape: &Shape, pacing: Pacing, seed: u64) -> u64 {
    match pacing {
        Pacing::Uniform => shape.count(),
        Pacing::Poisson => Paced::new(shape, pacing, seed).count() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uniform_pacing_counts_to_the_integral() {
        for text in ["1000@6s", "0..1000@10s,1000@1s", "1000..0@7s", "0.5@3s", "3@0.5s,10..20@1.5s"] {
            let shape = Shape::parse(text).expect("sound");
            let instants: Vec<i64> = Paced::new(&shape, Pacing::Uniform, 1).collect();
            assert_eq!(instants.len() as u64, shape.count(), "{text}");
            assert!(instants.is_sorted() && instants.iter().all(|at| (0..=shape.micros()).contains(at)));
        }
    }

    /// Five standard errors of 60,000 Poisson messages are 1,225.
    #[test]
    fn poisson_pacing_is_replayed_exactly_and_has_its_rate() {
        let shape = Shape::parse("500..1500@60s").expect("sound");
        let of = |seed| Paced::new(&shape, Pacing::Poisson, seed).collect::<Vec<i64>>();
        let (one, other) = (of(1), of(2));
        assert!(one == of(1) && one != other && one.is_sorted());
        assert_eq!(one.len() as u64, count(&shape, Pacing::Poisson, 1));
        assert!(one.len().abs_diff(60_000) < 1_225, "{}", one.len());
        // The first half of the ramp brings 22,500 of them.
        let early = one.iter().filter(|at| **at < 30_000_000).count();
        assert!(early.abs_diff(22_500) < 750, "{early}");
    }
}
