//! The cheapest plan by trying all of them, to see whether search finds it.

use crate::experiment::staffing::{Aims, Plans, Point};
use crate::experiment::trial::{STREAM, Stop};
use crate::stats::{Claim, Tally};

/// Replications of its own, far from those of search and certification.
const FIRST: u64 = STREAM << 8;

/// What trying every plan says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brute {
    /// Plans that can be simulated.
    pub plans: usize,
    pub replications: usize,
    /// The least cost at which a plan's means meet all goals; `None` if none does.
    pub least: Option<f64>,
    /// The plans of this cost that do, each with the mean of the first goal.
    pub cheapest: Vec<(Point, f64)>,
}

/// Simulates every plan with so many replications each.
///
/// # Errors
/// As trials end.
pub fn brute(plans: &mut impl Plans, aims: &Aims, n: u64) -> Result<Brute, Stop> {
    let mut found = Brute::default();
    for point in every(&plans.levels()) {
        if !plans.possible(&point) {
            continue;
        }
        let values = plans.values(&point, FIRST..FIRST + n)?;
        found.plans += 1;
        found.replications += n as usize;
        let means: Vec<Option<f64>> = values.iter().map(|values| mean(values)).collect();
        let met = |(claim, mean): (&Claim, &Option<f64>)| mean.is_some_and(|mean| claim.met(mean));
        if !aims.claims.iter().zip(&means).all(met) {
            continue;
        }
        let (cost, first) = (plans.cost(&point), means[0].unwrap_or_default());
        // Costs are sums of the same terms in the same order: equal staffing costs are equal bits.
        match found.least {
            Some(least) if cost > least => {}
            Some(least) if cost == least => found.cheapest.push((point, first)),
            _ => (found.least, found.cheapest) = (Some(cost), vec![(point, first)]),
        }
    }
    Ok(found)
}

/// Every point, the first axis fastest.
fn every(levels: &[usize]) -> Vec<Point> {
    let mut points: Vec<Point> = vec![Vec::new()];
    for count in levels {
        let longer = |level: usize| points.iter().map(move |point| [point.as_slice(), &[level]].concat());
        points = (0..*count).flat_map(longer).collect();
    }
    points
}

fn mean(values: &[Option<f64>]) -> Option<f64> {
    values.iter().copied().flatten().collect::<Tally>().mean()
}
