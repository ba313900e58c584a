//! Proof that means over replications meet their goals, with a bound on the chance of a false one.
//!
//! Takes values, so that the same code is tried on made-up data and used by the commands. Knows neither what the
//! values are nor how a replication comes about.

use crate::stats::interval::{Interval, certificate_lower, certificate_upper, unseen_year_period};
use crate::stats::looks::LOOKS;
use crate::stats::mean::one_sided_mean;
use crate::stats::{Aim, Tally};

/// A kind of year that was not seen may have so many times the goal of a mean that is to be low; a share has 0, its
/// least. With less than this, one bad year in 20 makes more than 5 % of certificates false.
const UNSEEN_TIMES: f64 = 5.0;

/// One goal: a mean share to be at least so much (`Aim::Higher`), or another mean to be at most (`Aim::Lower`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    pub aim: Aim,
    pub goal: f64,
}

/// One-sided bounds of a mean, each at the level of one look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub mean: f64,
    pub lower: f64,
    pub upper: f64,
}

/// What a look says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Proved,
    Refuted,
    /// Neither: go on, or after the last look "too close to call".
    Open,
}

/// How a study of one plan ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    pub standing: Standing,
    /// Replications used.
    pub replications: usize,
    /// By claim; `None` where values are missing that the claim cannot do without.
    pub bounds: Vec<Option<Bounds>>,
}

/// Values of a claim in replication order; `None`: this replication does not have it.
pub type Values = Vec<Option<f64>>;

impl Claim {
    /// Bounds at one of the looks that share `alpha`. Replications without a single request say nothing of a share
    /// and are left out; another mean that is missing anywhere has no bounds. `None` under two values, too.
    ///
    /// The bound that meets the goal is guarded against kinds of years that happened not to be drawn.
    pub fn bounds(&self, values: &[Option<f64>], alpha: f64) -> Option<Bounds> {
        let known: Vec<f64> = values.iter().copied().flatten().collect();
        let mean = known.iter().copied().collect::<Tally>().mean()?;
        match self.aim {
            Aim::Higher => Some(Bounds {
                mean,
                lower: certificate_lower(&known, alpha, LOOKS.len())?,
                upper: certificate_upper(&known, alpha, LOOKS.len())?,
            }),
            Aim::Lower if known.len() < values.len() => None,
            Aim::Lower => {
                let level = alpha / LOOKS.len() as f64;
                let Interval { lower, upper, .. } = one_sided_mean(&known, level)?;
                let unseen = 1.0 / unseen_year_period(known.len(), level);
                let guard = (1.0 - unseen) * mean + unseen * UNSEEN_TIMES * self.goal;
                Some(Bounds { mean, lower, upper: upper.max(guard) })
            }
        }
    }

    /// What bounds say of the goal; the goal itself meets it.
    pub fn judge(&self, bounds: Bounds) -> Standing {
        let (proved, refuted) = match self.aim {
            Aim::Higher => (bounds.lower >= self.goal, bounds.upper < self.goal),
            Aim::Lower => (bounds.upper <= self.goal, bounds.lower > self.goal),
        };
        match (proved, refuted) {
            (true, _) => Standing::Proved,
            (_, true) => Standing::Refuted,
            _ => Standing::Open,
        }
    }

    /// Whether a single replication meets the goal.
    pub fn met(&self, value: f64) -> bool {
        match self.aim {
            Aim::Higher => value >= self.goal,
            Aim::Lower => value <= self.goal,
        }
    }
}

/// One look at all claims: proved if each is, refuted if any is.
///
/// Several goals need no correction: a false certificate needs a goal that is not met to be "proved", and the
/// chance of that is at most `alpha` for this one (an intersection–union test; Berger 1982, *Technometrics*
/// 24:295–300).
pub fn look(claims: &[Claim], values: &[Values], alpha: f64) -> Proof {
    let bounds: Vec<Option<Bounds>> =
        claims.iter().zip(values).map(|(claim, values)| claim.bounds(values, alpha)).collect();
    let judged = |(claim, bounds): (&Claim, &Option<Bounds>)| {
        bounds.map_or(Standing::Open, |bounds| claim.judge(bounds))
    };
    let all: Vec<Standing> = claims.iter().zip(&bounds).map(judged).collect();
    let standing = if all.contains(&Standing::Refuted) {
        Standing::Refuted
    } else if all.iter().all(|standing| *standing == Standing::Proved) {
        Standing::Proved
    } else {
        Standing::Open
    };
    Proof { standing, replications: values.first().map_or(0, Vec::len), bounds }
}

/// Looks at 30, 60, 120, 240 and 480 replications until the claims are proved or one is refuted. `more(n)` gives
/// the first n values of each claim. The chance of proving what is not so is at most `alpha` over all looks.
///
/// # Errors
/// That of `more`.
pub fn certify<E>(
    claims: &[Claim],
    alpha: f64,
    mut more: impl FnMut(usize) -> Result<Vec<Values>, E>,
) -> Result<Proof, E> {
    let mut proof = Proof { standing: Standing::Open, replications: 0, bounds: Vec::new() };
    for n in LOOKS {
        proof = look(claims, &more(n)?, alpha);
        if proof.standing != Standing::Open {
            break;
        }
    }
    Ok(proof)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::Generator;
    use std::convert::Infallible;

    const GOAL: Claim = Claim { aim: Aim::Higher, goal: 0.95 };

    fn run(claims: &[Claim], mut year: impl FnMut(usize) -> Option<f64>) -> Proof {
        let mut values: Vec<Values> = vec![Vec::new(); claims.len()];
        let more = |n: usize| {
            for (claim, values) in values.iter_mut().enumerate() {
                values.resize_with(n, || year(claim));
            }
            Ok::<_, Infallible>(values.clone())
        };
        certify(claims, 0.05, more).unwrap()
    }

    #[test]
    fn a_goal_of_95_needs_120_replications_at_least() {
        // 0.01^(1/60) = 0.926 and 0.01^(1/120) = 0.962.
        let proof = run(&[GOAL], |_| Some(1.0));
        assert_eq!((proof.standing, proof.replications), (Standing::Proved, 120));
        assert!((proof.bounds[0].unwrap().lower - libm::exp(libm::log(0.01) / 120.0)).abs() < 1e-12);
        let proof = run(&[GOAL], |_| Some(0.5));
        assert_eq!((proof.standing, proof.replications), (Standing::Refuted, 30));
    }

    #[test]
    fn every_goal_must_be_proved_and_one_refuted_is_enough() {
        let wait = Claim { aim: Aim::Lower, goal: 8.0 };
        let mut generator = Generator::new(3);
        let mut year =
            |long: f64| run(&[GOAL, wait], |claim| Some([1.0, long + 0.1 * generator.normal()][claim]));
        assert_eq!(year(7.0).standing, Standing::Proved);
        let proof = year(9.0);
        assert_eq!((proof.standing, proof.replications), (Standing::Refuted, 30));
    }

    #[test]
    fn what_is_missing_is_never_taken_for_met() {
        let wait = Claim { aim: Aim::Lower, goal: 8.0 };
        let mut count = 0;
        let proof = run(&[wait], |_| {
            count += 1;
            (count != 5).then_some(1.0 + f64::from(count % 3))
        });
        assert_eq!((proof.standing, proof.replications, proof.bounds[0]), (Standing::Open, 480, None));
        // A share without a request says nothing: only the others count.
        let share = GOAL.bounds(&[Some(0.9), None, Some(0.8)], 0.05).unwrap();
        assert_eq!(Some(share), GOAL.bounds(&[Some(0.9), Some(0.8)], 0.05));
        assert_eq!(GOAL.bounds(&[None, None, Some(1.0)], 0.05), None);
        assert_eq!(look(&[GOAL], &[vec![None; 30]], 0.05).standing, Standing::Open);
    }

    #[test]
    fn the_goal_itself_meets_it() {
        assert!(GOAL.met(0.95) && !GOAL.met(0.949));
        let bounds = Bounds { mean: 0.95, lower: 0.95, upper: 0.95 };
        assert_eq!(GOAL.judge(bounds), Standing::Proved);
        assert_eq!(GOAL.judge(Bounds { lower: 0.94, upper: 0.95, mean: 0.945 }), Standing::Open);
    }
}
