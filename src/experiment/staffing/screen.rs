//! A quick look at a plan, to propose candidates. Proves nothing and spends no error.

use super::{Plans, extend};
use crate::experiment::trial::Stop;
use crate::stats::{
    Aim, Claim, LOOKS, Tally, Values, certificate_lower, one_sided_share_lower, one_sided_share_upper,
    student,
};
use std::collections::BTreeMap;

/// Replications of a quick look, one step after the other.
const STEPS: [usize; 3] = [10, 30, 60];

/// Error of a quick look in each direction.
const ALPHA: f64 = 0.005;

/// What a quick look says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    Fails,
    /// Near the goal; certification would probably not prove it.
    Unlikely,
    /// Near the goal or above; certification would probably prove it.
    Likely,
    Passes,
}

/// What was seen of each plan, so that none is looked at twice.
#[derive(Default)]
pub struct Screen {
    seen: BTreeMap<Vec<usize>, Seen>,
    pub replications: usize,
}

impl Screen {
    /// Looks at a plan, on the same replications for all.
    pub fn look(&mut self, plans: &mut impl Plans, point: &[usize], claims: &[Claim]) -> Result<Seen, Stop> {
        if let Some(seen) = self.seen.get(point) {
            return Ok(*seen);
        }
        let mut seen = Seen::Fails;
        if plans.possible(point) {
            let mut all: Vec<Values> = vec![Vec::new(); claims.len()];
            for n in STEPS {
                let before = all[0].len();
                extend(plans, point, 0, n, &mut all)?;
                self.replications += n - before;
                seen = claims
                    .iter()
                    .zip(&all)
                    .map(|(claim, values)| judge(claim, values))
                    .min()
                    .unwrap_or(Seen::Fails);
                if matches!(seen, Seen::Fails | Seen::Passes) {
                    break;
                }
            }
        }
        self.seen.insert(point.to_vec(), seen);
        Ok(seen)
    }

    /// Whether a plan was simulated and fails.
    pub fn failed(&self, point: &[usize]) -> bool {
        self.seen.get(point) == Some(&Seen::Fails)
    }

    /// Whether a plan with at least as many everywhere fails; then this one is not expected to do better.
    pub fn below_a_failed_one(&self, point: &[usize]) -> bool {
        let covers = |other: &[usize]| other.iter().zip(point).all(|(other, own)| other >= own);
        self.seen.iter().any(|(other, seen)| *seen == Seen::Fails && covers(other))
    }
}

fn judge(claim: &Claim, values: &[Option<f64>]) -> Seen {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let bounds = match claim.aim {
        Aim::Higher => one_sided_share_lower(&known, ALPHA).zip(one_sided_share_upper(&known, ALPHA)),
        Aim::Lower if known.len() < values.len() => None,
        Aim::Lower => student(&known, 2.0 * ALPHA).map(|interval| (interval.lower, interval.upper)),
    };
    let Some((lower, upper)) = bounds else { return Seen::Fails };
    let (cautious, hopeful) = if claim.aim == Aim::Higher { (lower, upper) } else { (upper, lower) };
    if !claim.met(hopeful) {
        return Seen::Fails;
    }
    // A few replications alike prove little of the next hundred: nothing passes before the second step.
    if claim.met(cautious) && known.len() >= STEPS[1] {
        return Seen::Passes;
    }
    if likely(claim, &known) { Seen::Likely } else { Seen::Unlikely }
}

/// Whether the bound after the last look would meet the goal if mean and spread stayed as they are.
fn likely(claim: &Claim, values: &[f64]) -> bool {
    let last = LOOKS[LOOKS.len() - 1];
    let tally: Tally = values.iter().copied().collect();
    let (Some(mean), Some(deviation)) = (tally.mean(), tally.standard_deviation()) else { return false };
    // One-sided 0.5 % of a normal law: half of alpha 5 % over five looks.
    let margin = 2.58 * deviation / (last as f64).sqrt();
    match claim.aim {
        Aim::Higher => {
            let guard = certificate_lower(&vec![1.0; last], 0.05, LOOKS.len()).unwrap_or(0.0);
            (mean - margin).min(guard) >= claim.goal
        }
        Aim::Lower => mean + margin <= claim.goal,
    }
}
