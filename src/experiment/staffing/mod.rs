//! The least staffing that meets its goals: search proposes, certification proves, on disjoint replications.
//!
//! Takes plans that give values, so that the same code is tried on made-up data with a known truth. Knows neither
//! groups nor scenarios: a plan is a point of a lattice, a level on each axis, with a cost.

pub mod axis;
mod one;
mod screen;
mod several;

use super::trial::{STREAM, Stop};
use crate::stats::{Claim, Proof, Standing, Values, certify};
use std::ops::Range;

/// A level on each axis, 0 the least.
pub type Point = Vec<usize>;

/// What can be simulated.
pub trait Plans {
    /// Levels of each axis.
    fn levels(&self) -> Vec<usize>;
    /// What a point costs; more people cost more.
    fn cost(&self, point: &[usize]) -> f64;
    /// Whether a point can be simulated at all.
    fn possible(&mut self, point: &[usize]) -> bool;
    /// The values of replications of a point, by claim.
    ///
    /// # Errors
    /// As trials end.
    fn values(&mut self, point: &[usize], range: Range<u64>) -> Result<Vec<Values>, Stop>;
}

/// What is to be proved, and how surely.
#[derive(Clone, Debug, PartialEq)]
pub struct Aims {
    pub claims: Vec<Claim>,
    /// The chance of a false certificate.
    pub alpha: f64,
    /// Where search begins on a single axis: the level that an estimate of load proposes.
    pub guess: usize,
}

/// A study of one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    pub point: Point,
    /// First replication; the study's own from there on.
    pub first: u64,
    /// Error that it may spend.
    pub alpha: f64,
    pub proof: Proof,
    /// By claim: the share of its replications that meet the goal; `None` without a value.
    pub met: Vec<Option<f64>>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Candidates in the order in which they were tried.
    pub candidates: Vec<Tried>,
    /// Of `candidates`: the cheapest that is proved.
    pub proved: Option<usize>,
    /// Plans one step cheaper than the proved one that were simulated beside it and are no candidates.
    pub neighbours: Vec<Tried>,
    /// Whether every cheaper plan was simulated and found wanting, so that nothing cheaper is left to try.
    pub all_below_tried: bool,
    /// Replications that only searched.
    pub searched: usize,
    pub stopped: Option<Stop>,
}

/// Certification of candidate number j (from 1) begins at this replication; search has those before `STREAM`.
const fn stream(candidate: usize) -> u64 {
    STREAM * candidate as u64
}

/// Finds the cheapest plan that meets all claims. One axis: fixed order downwards from a start, each level at the
/// full alpha, stop at the first that is not proved. Several: the j-th candidate at alpha/2^j on fresh replications.
pub fn find(plans: &mut impl Plans, aims: &Aims) -> Answer {
    let mut answer = Answer::default();
    let found = match plans.levels().len() {
        1 => one::find(plans, aims, &mut answer),
        _ => several::find(plans, aims, &mut answer),
    };
    answer.stopped = found.err();
    answer
}

/// A study with the looks of section 7, from this replication on.
fn study(
    plans: &mut impl Plans,
    point: &[usize],
    claims: &[Claim],
    (first, alpha): (u64, f64),
) -> Result<Tried, Stop> {
    let mut all: Vec<Values> = vec![Vec::new(); claims.len()];
    let proof = certify(claims, alpha, |n| {
        extend(plans, point, first, n, &mut all)?;
        Ok(all.clone())
    })?;
    let met = claims.iter().zip(&all).map(|(claim, values)| share_met(claim, values)).collect();
    Ok(Tried { point: point.to_vec(), first, alpha, proof, met })
}

/// Tries a point again, as a certificate says it was tried.
///
/// # Errors
/// As trials end.
pub fn verify(plans: &mut impl Plans, point: &[usize], aims: &Aims) -> Result<Tried, Stop> {
    study(plans, point, &aims.claims, (stream(1), aims.alpha))
}

fn extend(
    plans: &mut impl Plans,
    point: &[usize],
    first: u64,
    n: usize,
    all: &mut [Values],
) -> Result<(), Stop> {
    let have = all.first().map_or(0, Vec::len);
    if have < n {
        let more = plans.values(point, first + have as u64..first + n as u64)?;
        all.iter_mut().zip(more).for_each(|(all, more)| all.extend(more));
    }
    Ok(())
}

fn share_met(claim: &Claim, values: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let met = known.iter().filter(|value| claim.met(**value)).count();
    (!known.is_empty()).then(|| met as f64 / known.len() as f64)
}

impl Tried {
    pub fn proved(&self) -> bool {
        self.proof.standing == Standing::Proved
    }
}

#[cfg(test)]
mod tests;
