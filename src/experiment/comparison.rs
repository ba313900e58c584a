//! Variants against a baseline on common random numbers: paired differences, looked at until they are sharp enough.
//!
//! Takes a function that gives rows; knows neither scenarios nor what the figures are.

use super::study::{ALPHA, Size};
use super::trial::{Row, Stop, column};
use crate::stats::{LOOKS, Look, Looks, Paired, paired};
use std::ops::Range;

/// All rows, and how far each variant got.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The baseline first; a variant's rows are the same replications as the baseline's first ones.
    pub rows: Vec<Vec<Row>>,
    /// By variant, the baseline first: the half-width of the deciding difference, where a smaller one was asked for.
    pub imprecise: Vec<Option<f64>>,
    pub stopped: Option<Stop>,
    /// Two-sided error of one interval, and by how much p-values are multiplied: looking five times costs both.
    pub alpha: f64,
    pub factor: f64,
}

/// Runs `variants` plans beside the baseline (plan 0). `rows(plan, range)` gives replications of a plan; `deciding`
/// is the figure whose difference decides when there are enough.
pub fn compare(
    variants: usize,
    size: Size,
    deciding: usize,
    mut rows: impl FnMut(usize, Range<u64>) -> Result<Vec<Row>, Stop>,
) -> Compared {
    let looks = match size {
        Size::Fixed(_) => 1.0,
        Size::Precision { .. } => LOOKS.len() as f64,
    };
    let mut all = Compared {
        rows: vec![Vec::new(); variants + 1],
        imprecise: vec![None; variants + 1],
        stopped: None,
        alpha: ALPHA / looks,
        factor: looks,
    };
    let steps: &[usize] = match &size {
        Size::Fixed(count) => &[*count],
        Size::Precision { .. } => &LOOKS,
    };
    let mut open: Vec<usize> = (1..=variants).collect();
    for &count in steps {
        for plan in std::iter::once(0).chain(open.clone()) {
            let from = all.rows[plan].len() as u64;
            match rows(plan, from..count as u64) {
                Ok(more) => all.rows[plan].extend(more),
                Err(stop) => {
                    all.stopped = Some(stop);
                    return all;
                }
            }
        }
        if let Size::Precision { half_width } = size {
            open.retain(|plan| !sharp(&mut all, *plan, deciding, half_width));
        }
        if open.is_empty() {
            break;
        }
    }
    all
}

/// Whether a look ends a variant's study; past the last one its half-width is noted.
fn sharp(all: &mut Compared, plan: usize, deciding: usize, half_width: f64) -> bool {
    let (ours, theirs) = (column(&all.rows[plan], deciding), column(&all.rows[0], deciding));
    let known = ours.iter().zip(&theirs).filter_map(|(ours, theirs)| Some((*ours)? - (*theirs)?));
    let mut differences: Vec<f64> = known.collect();
    // Replications without a request say nothing of the share; looks count replications.
    let mean = differences.iter().sum::<f64>() / differences.len().max(1) as f64;
    differences.resize(ours.len(), mean);
    match Looks::of_means(ALPHA, half_width).judge(&differences) {
        Look::Continue(_) => false,
        Look::Reached(_) => true,
        Look::NotReached(interval) => {
            all.imprecise[plan] = Some(interval.half_width());
            true
        }
    }
}

impl Compared {
    /// Replications that a variant has in common with the baseline.
    pub fn replications(&self, plan: usize) -> usize {
        self.rows[plan].len().min(self.rows[0].len())
    }

    /// A figure of a variant and of the baseline, in the replications in which both have it.
    pub fn pairs(&self, plan: usize, figure: usize) -> (Vec<f64>, Vec<f64>) {
        let both = self.rows[plan].iter().zip(&self.rows[0]);
        both.filter_map(|(ours, theirs)| Some((ours[figure]?, theirs[figure]?))).unzip()
    }

    /// The paired difference of a figure, variant minus baseline; `None` under two pairs.
    pub fn difference(&self, plan: usize, figure: usize) -> Option<Paired> {
        let (ours, theirs) = self.pairs(plan, figure);
        let found = paired(&ours, &theirs, self.alpha)?;
        Some(Paired { p_value: (found.p_value * self.factor).min(1.0), ..found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(plan: usize, range: Range<u64>) -> Result<Vec<Row>, Stop> {
        let year = |k: u64| 0.9 + 0.01 * (k % 5) as f64;
        // Plan 1 is the baseline again, plan 2 better by a steady amount, plan 3 by one that varies a lot.
        let value = |k: u64| match plan {
            2 => year(k) + 0.02,
            3 => year(k) + if k.is_multiple_of(2) { 0.1 } else { -0.1 },
            _ => year(k),
        };
        Ok(range.map(|k| vec![Some(value(k))]).collect())
    }

    #[test]
    fn each_variant_goes_on_until_its_difference_is_sharp() {
        let all = compare(3, Size::Precision { half_width: 0.005 }, 0, shares);
        assert_eq!([0, 1, 2, 3].map(|plan| all.rows[plan].len()), [480, 30, 30, 480]);
        assert!(all.imprecise[3].is_some_and(|half| half > 0.005) && all.imprecise[2].is_none());
        let same = all.difference(1, 0).unwrap();
        assert_eq!((same.difference.mean, same.difference.upper, same.p_value), (0.0, 0.0, 1.0));
        let better = all.difference(2, 0).unwrap();
        assert!((better.difference.mean - 0.02).abs() < 1e-12 && better.p_value < 1e-6);
        assert_eq!(all.alpha, 0.01);
    }

    #[test]
    fn what_is_finished_before_an_end_is_kept() {
        let mut calls = 0;
        let all = compare(3, Size::Fixed(20), 0, |plan, range| {
            calls += 1;
            if calls > 2 { Err(Stop::Interrupted) } else { shares(plan, range) }
        });
        assert_eq!([0, 1, 2, 3].map(|plan| all.replications(plan)), [20, 20, 0, 0]);
        assert_eq!((all.stopped, all.alpha), (Some(Stop::Interrupted), 0.05));
    }

    #[test]
    fn a_figure_that_one_side_does_not_have_is_left_out_in_pairs() {
        let rows = |plan: usize, range: Range<u64>| {
            let value = |k: u64| (plan == 0 || k != 3).then_some(k as f64);
            Ok(range.map(|k| vec![value(k)]).collect())
        };
        let all = compare(1, Size::Fixed(6), 0, rows);
        assert_eq!(all.pairs(1, 0).0, [0.0, 1.0, 2.0, 4.0, 5.0]);
        assert_eq!(all.difference(1, 0).unwrap().difference.mean, 0.0);
    }
}
