//! How often the statistics are right, on years whose truth is known: made up, or drawn from very many of the
//! simulator's.
//!
//! The same code as the commands use: intervals, looks, certification, search. Knows no simulator and no file.

pub mod optimum;
mod pool;
mod years;

pub use pool::{Luck, Pool, luck};
pub use years::Years;

use super::staffing::{Aims, Plans, Tried, find};
use super::trial::Stop;
use crate::random::Sequence;
use crate::stats::{Aim, Claim, Interval, LOOKS, Look, Looks, Values, mean, share};
use std::ops::Range;

/// Years with a known mean.
pub trait Law {
    /// One year.
    fn draw(&self, random: &mut Sequence) -> f64;
    /// The true mean.
    fn mean(&self) -> f64;
    /// Shares are to be high, other figures low.
    fn aim(&self) -> Aim;
}

/// A two-sided interval of so many values.
pub type Rule = fn(&[f64], f64) -> Option<Interval>;

/// The interval that reports have of such figures.
pub fn rule(law: &impl Law) -> Rule {
    match law.aim() {
        Aim::Higher => share,
        Aim::Lower => mean,
    }
}

/// How many studies, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Studies {
    pub count: u32,
    pub seed: u64,
}

impl Studies {
    /// The share of studies in which `holds`.
    fn rate(self, mut holds: impl FnMut(&mut Sequence) -> bool) -> f64 {
        let own = |study: u32| self.seed.wrapping_add(u64::from(study) << 20);
        let hits = (0..self.count).filter(|study| holds(&mut Sequence::new(own(*study), "studies"))).count();
        f64::from(hits as u32) / f64::from(self.count)
    }

    /// The share of complete studies of staffing, each with its own seed, in which `holds`.
    fn rate_of_seeds(self, holds: impl Fn(u64) -> bool) -> f64 {
        let own = |study: u32| self.seed.wrapping_add(u64::from(study) << 32);
        let hits = (0..self.count).filter(|study| holds(own(*study))).count();
        f64::from(hits as u32) / f64::from(self.count)
    }
}

/// The share of studies with this many years whose 95 % interval holds the truth.
pub fn coverage(law: &impl Law, interval: Rule, n: usize, studies: Studies) -> f64 {
    studies.rate(|random| {
        let values: Vec<f64> = (0..n).map(|_| law.draw(random)).collect();
        interval(&values, 0.05).is_some_and(|interval| interval.contains(law.mean()))
    })
}

/// The same for studies that stop at the first look at which the interval is narrow enough.
pub fn coverage_with_looks(law: &impl Law, half_width: f64, studies: Studies) -> f64 {
    let looks = match law.aim() {
        Aim::Higher => Looks::of_shares(0.05, half_width),
        Aim::Lower => Looks::of_means(0.05, half_width),
    };
    studies.rate(|random| {
        let mut values: Vec<f64> = Vec::new();
        loop {
            match looks.judge(&values) {
                Look::Continue(n) => values.resize_with(n, || law.draw(random)),
                Look::Reached(interval) | Look::NotReached(interval) => {
                    return interval.contains(law.mean());
                }
            }
        }
    })
}

/// Two levels of staffing: years of the law on the lower, and plenty on the upper.
struct Made<'a, L> {
    law: &'a L,
    goal: f64,
    seed: u64,
}

impl<L: Law> Plans for Made<'_, L> {
    fn levels(&self) -> Vec<usize> {
        vec![2]
    }
    fn cost(&self, point: &[usize]) -> f64 {
        point[0] as f64
    }
    fn possible(&mut self, _: &[usize]) -> bool {
        true
    }
    fn values(&mut self, point: &[usize], range: Range<u64>) -> Result<Vec<Values>, Stop> {
        let plenty = |year: u64| match self.law.aim() {
            Aim::Higher => 1.0 - 1e-6 * (year % 7) as f64,
            Aim::Lower => self.goal * (0.01 + 1e-6 * (year % 7) as f64),
        };
        let value = |year: u64| match point[0] {
            0 => self.law.draw(&mut Sequence::new(self.seed.wrapping_add(year), "year")),
            _ => plenty(year),
        };
        Ok(vec![range.map(|year| Some(value(year))).collect()])
    }
}

/// One complete study of staffing; what became of the lower level.
fn staffed(law: &impl Law, goal: f64, seed: u64) -> Option<Tried> {
    let aims = Aims { claims: vec![Claim { aim: law.aim(), goal }], alpha: 0.05, guess: 1 };
    find(&mut Made { law, goal, seed }, &aims).candidates.into_iter().find(|tried| tried.point == [0])
}

/// The share of complete studies of staffing that certify the lower level although its truth is exactly the goal.
pub fn false_certificates(law: &impl Law, studies: Studies) -> f64 {
    studies.rate_of_seeds(|seed| staffed(law, law.mean(), seed).is_some_and(|tried| tried.proved()))
}

/// The share of complete studies of staffing with this goal that certify it with at most so many replications.
///
/// # Panics
/// If `within` is no look.
pub fn power(law: &impl Law, goal: f64, within: usize, studies: Studies) -> f64 {
    assert!(LOOKS.contains(&within), "a look");
    let certified = |tried: Tried| tried.proved() && tried.proof.replications <= within;
    studies.rate_of_seeds(|seed| staffed(law, goal, seed).is_some_and(certified))
}

#[cfg(test)]
mod tests;
