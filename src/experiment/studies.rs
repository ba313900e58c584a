//! How often the statistics are right, on made-up years whose truth is known.
//!
//! The same code as the commands use: intervals, looks, certification, search. Knows no simulator.

use super::staffing::{Aims, Plans, Tried, find};
use super::trial::Stop;
use crate::random::Sequence;
use crate::stats::{Aim, Claim, LOOKS, Look, Looks, Standing, Tally, Values, certify, share, student};
use std::ops::Range;

/// A law of years with a known mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Years {
    /// Beta(57, 3): mean 0.95, standard deviation 2.8 points, skewed to the left.
    Beta,
    /// Beta(31, 1): mean 0.96875, standard deviation 3.0 points.
    BetaAbove,
    /// One year in so many has 50 %, the others 97 to 99 %.
    BadOneIn(u32),
    /// Two kinds of years, around 99 % and around 85 %; so many of 100 are of the second kind.
    Humps(u32),
    /// A queue length: exponential with mean 10.
    Queue,
    /// A queue length around 5, and around 40 in so many of 100 years.
    QueueHumps(u32),
}

impl Years {
    pub fn name(self) -> String {
        match self {
            Years::Beta => "Beta(57, 3)".into(),
            Years::BetaAbove => "Beta(31, 1)".into(),
            Years::BadOneIn(years) => format!("one bad year in {years}"),
            Years::Humps(share) => format!("two humps, {share} % in the second"),
            Years::Queue => "queue, exponential".into(),
            Years::QueueHumps(share) => format!("queue, two humps, {share} % in the second"),
        }
    }

    /// The true mean.
    pub fn mean(self) -> f64 {
        let mixed = |first: f64, second: f64, share: f64| first * (1.0 - share) + second * share;
        match self {
            Years::Beta => 57.0 / 60.0,
            Years::BetaAbove => 31.0 / 32.0,
            Years::BadOneIn(years) => mixed(0.98, 0.5, 1.0 / f64::from(years)),
            Years::Humps(share) => mixed(0.99, 0.85, f64::from(share) / 100.0),
            Years::Queue => 10.0,
            Years::QueueHumps(share) => mixed(5.0, 40.0, f64::from(share) / 100.0),
        }
    }

    /// One year.
    fn draw(self, random: &mut Sequence) -> f64 {
        let mut unit = || random.draw().open01();
        match self {
            // The b-th largest of a+b−1 uniform numbers.
            Years::Beta => nth_largest(3, 59, &mut unit),
            Years::BetaAbove => nth_largest(1, 31, &mut unit),
            Years::BadOneIn(years) => {
                let bad = unit() * f64::from(years) < 1.0;
                if bad { 0.5 } else { 0.97 + 0.02 * unit() }
            }
            Years::Humps(share) => {
                let second = unit() * 100.0 < f64::from(share);
                if second { 0.8 + 0.1 * unit() } else { 0.98 + 0.02 * unit() }
            }
            Years::Queue => random.draw().unit_exponential() * 10.0,
            Years::QueueHumps(share) => {
                let second = unit() * 100.0 < f64::from(share);
                if second { 30.0 + 20.0 * unit() } else { 4.0 + 2.0 * unit() }
            }
        }
    }
}

fn nth_largest(n: usize, of: usize, unit: &mut impl FnMut() -> f64) -> f64 {
    let mut largest = [0.0; 3];
    for _ in 0..of {
        let value = unit();
        if let Some(place) = largest[..n].iter().position(|known| value > *known) {
            largest[place..n].rotate_right(1);
            largest[place] = value;
        }
    }
    largest[n - 1]
}

fn is_share(years: Years) -> bool {
    !matches!(years, Years::Queue | Years::QueueHumps(_))
}

/// Of so many studies with this many years, the share whose 95 % interval holds the truth.
pub fn coverage(years: Years, n: usize, studies: u32, seed: u64) -> f64 {
    let interval = if is_share(years) { share } else { student };
    rate(studies, seed, |random| {
        let values: Vec<f64> = (0..n).map(|_| years.draw(random)).collect();
        interval(&values, 0.05).is_some_and(|interval| interval.contains(years.mean()))
    })
}

/// The same for studies that stop at the first look at which the interval is narrow enough.
pub fn coverage_with_looks(years: Years, half_width: f64, studies: u32, seed: u64) -> f64 {
    let looks =
        if is_share(years) { Looks::of_shares(0.05, half_width) } else { Looks::of_means(0.05, half_width) };
    rate(studies, seed, |random| {
        let mut values: Vec<f64> = Vec::new();
        loop {
            match looks.judge(&values) {
                Look::Continue(n) => values.resize_with(n, || years.draw(random)),
                Look::Reached(interval) | Look::NotReached(interval) => {
                    return interval.contains(years.mean());
                }
            }
        }
    })
}

fn rate(studies: u32, seed: u64, mut holds: impl FnMut(&mut Sequence) -> bool) -> f64 {
    let hits = (0..studies)
        .filter(|study| holds(&mut Sequence::new(seed.wrapping_add(u64::from(*study) << 20), "studies")))
        .count();
    f64::from(hits as u32) / f64::from(studies)
}

/// Two levels of staffing: years of the law on the lower, and plenty on the upper.
struct Made {
    years: Years,
    seed: u64,
}

impl Plans for Made {
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
        let value = |replication: u64| match point[0] {
            0 => self.years.draw(&mut Sequence::new(self.seed.wrapping_add(replication), "year")),
            _ => 1.0 - 1e-6 * (replication % 7) as f64,
        };
        Ok(vec![range.map(|replication| Some(value(replication))).collect()])
    }
}

/// One complete study of staffing; what became of the lower level.
fn staffed(years: Years, goal: f64, seed: u64) -> Option<Tried> {
    let aims = Aims { claims: vec![Claim { aim: Aim::Higher, goal }], alpha: 0.05, guess: 1 };
    find(&mut Made { years, seed }, &aims).candidates.into_iter().find(|tried| tried.point == [0])
}

/// Of so many complete studies of staffing in which the truth of the lower level is exactly the goal, the share
/// that certifies it all the same.
pub fn false_certificates(years: Years, studies: u32, seed: u64) -> f64 {
    let certified = |study: &u32| {
        let own = seed.wrapping_add(u64::from(*study) << 32);
        staffed(years, years.mean(), own).is_some_and(|tried| tried.proved())
    };
    let hits = (0..studies).filter(certified).count();
    f64::from(hits as u32) / f64::from(studies)
}

/// Of so many studies with this goal, the share that certifies with at most this many replications.
pub fn power(years: Years, goal: f64, within: usize, studies: u32, seed: u64) -> f64 {
    assert!(LOOKS.contains(&within), "a look");
    let certified = |study: &u32| {
        let own = seed.wrapping_add(u64::from(*study) << 32);
        staffed(years, goal, own).is_some_and(|tried| tried.proved() && tried.proof.replications <= within)
    };
    let hits = (0..studies).filter(certified).count();
    f64::from(hits as u32) / f64::from(studies)
}

/// What a pool of real years says of intervals and certificates; their mean is the truth, studies draw from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfPool {
    pub truth: f64,
    /// Coverage of the 95 % interval of 60 years.
    pub covered: f64,
    /// Studies that certify the truth itself as a goal; only of shares.
    pub falsely_certified: Option<f64>,
}

/// Draws studies from a pool of the simulator's years. `share`: the years are shares.
pub fn of_pool(pool: &[f64], share_of: bool, studies: u32, seed: u64) -> OfPool {
    let truth = pool.iter().sum::<f64>() / pool.len() as f64;
    let draw = |random: &mut Sequence| {
        let place = (random.draw().open01() * pool.len() as f64) as usize;
        pool[place.min(pool.len() - 1)]
    };
    let interval = if share_of { share } else { student };
    let covered = rate(studies, seed, |random| {
        let values: Vec<f64> = (0..60).map(|_| draw(random)).collect();
        interval(&values, 0.05).is_some_and(|interval| interval.contains(truth))
    });
    let claim = Claim { aim: Aim::Higher, goal: truth };
    let falsely_certified = share_of.then(|| {
        rate(studies, seed.wrapping_add(1 << 60), |random| {
            let mut values: Values = Vec::new();
            let more = |n: usize| {
                values.resize_with(n, || Some(draw(random)));
                Ok::<_, std::convert::Infallible>(vec![values.clone()])
            };
            certify(&[claim], 0.05, more).is_ok_and(|proof| proof.standing == Standing::Proved)
        })
    });
    OfPool { truth, covered, falsely_certified }
}

/// How many times larger the variance of a difference is with independent years than on common random numbers.
/// `alone` are years of the variant that have nothing in common with the baseline's.
pub fn variance_ratio(baseline: &[f64], variant: &[f64], alone: &[f64]) -> Option<f64> {
    let variance = |other: &[f64]| -> Option<f64> {
        let tally: Tally = other.iter().zip(baseline).map(|(a, b)| a - b).collect();
        tally.variance()
    };
    let (paired, independent) = (variance(variant)?, variance(alone)?);
    (paired > 0.0).then(|| independent / paired)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_have_the_means_that_they_say() {
        let laws =
            [Years::Beta, Years::BetaAbove, Years::BadOneIn(10), Years::Humps(20), Years::QueueHumps(30)];
        for years in laws {
            let mut random = Sequence::new(5, "means");
            let values: Vec<f64> = (0..4000).map(|_| years.draw(&mut random)).collect();
            let found = student(&values, 1e-6).unwrap();
            assert!(found.contains(years.mean()), "{years:?}: {found:?}");
        }
    }

    /// 300 studies; four standard errors of a share of 5 % are 5.0 points.
    #[test]
    fn few_certificates_are_false() {
        for years in [Years::Beta, Years::BadOneIn(10), Years::Humps(20)] {
            let rate = false_certificates(years, 300, 71);
            assert!(rate <= 0.05 + 0.05, "{years:?}: {rate}");
        }
    }

    /// 300 studies; three standard errors of a share of 95 % are 3.8 points.
    #[test]
    fn a_goal_two_points_below_is_certified() {
        let rate = power(Years::BetaAbove, 0.94875, 120, 300, 72);
        assert!(rate >= 0.95 - 0.038, "{rate}");
        assert!(power(Years::Beta, 0.97, 480, 100, 73) < 0.01, "nobody certifies a goal two points above");
    }

    /// 400 studies: three standard errors are 3.3 points.
    #[test]
    fn intervals_cover() {
        for years in [Years::Beta, Years::Humps(30), Years::QueueHumps(30)] {
            let rate = coverage(years, 60, 400, 74);
            assert!((0.91..=0.985).contains(&rate), "{years:?}: {rate}");
            let half_width = if is_share(years) { 0.005 } else { 1.0 };
            assert!(coverage_with_looks(years, half_width, 400, 75) >= 0.95 - 0.033, "{years:?}");
        }
    }
}
