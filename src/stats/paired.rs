//! Differences between two plans on common random numbers.
//!
//! Knows neither the plans nor which of them is better: `holm` gives verdicts.

use crate::stats::Tally;
use crate::stats::interval::{Interval, student};
use crate::stats::special::t_upper;

/// A mean paired difference, variant minus baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    pub difference: Interval,
    /// Two-sided, of no difference.
    pub p_value: f64,
}

/// Student's paired interval at level 1 − `alpha` and test; the i-th values are the same replication of
/// the two plans. `None` under two pairs.
///
/// # Panics
/// If one plan has more replications than the other.
pub fn paired(variant: &[f64], baseline: &[f64], alpha: f64) -> Option<Paired> {
    assert_eq!(variant.len(), baseline.len(), "pairs need the same replications");
    let differences: Vec<f64> = variant.iter().zip(baseline).map(|(v, b)| v - b).collect();
    let difference = student(&differences, alpha)?;
    let deviation = differences.iter().copied().collect::<Tally>().standard_deviation()?;
    let n = differences.len() as f64;
    let p_value = if difference.mean == 0.0 {
        1.0
    } else if deviation == 0.0 {
        0.0
    } else {
        2.0 * t_upper(n - 1.0, difference.mean.abs() * libm::sqrt(n) / deviation)
    };
    Some(Paired { difference, p_value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::coverage;

    #[test]
    fn against_an_independent_calculation() {
        // scipy `stats.ttest_rel` of these differences: t = 2.7379, p = 0.040894.
        let baseline = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0];
        let variant = [11.1, 20.3, 29.8, 40.9, 50.6, 60.4];
        let result = paired(&variant, &baseline, 0.05).unwrap();
        assert!((result.p_value - 0.040894023691146704).abs() < 1e-9);
        assert!((result.difference.lower - 0.031574572652902366).abs() < 1e-9);
        assert!((result.difference.upper - 1.001758760680431).abs() < 1e-9);
    }

    #[test]
    fn a_plan_against_itself_differs_by_exactly_nothing() {
        let values = [0.1, 0.7, 0.3];
        let result = paired(&values, &values, 0.05).unwrap();
        assert_eq!(result.difference, Interval { mean: 0.0, lower: 0.0, upper: 0.0 });
        assert_eq!(result.p_value, 1.0);
    }

    #[test]
    fn few_pairs_and_constant_differences() {
        assert_eq!(paired(&[], &[], 0.05), None);
        assert_eq!(paired(&[1.0], &[2.0], 0.05), None);
        let constant = paired(&[3.0, 4.0], &[1.0, 2.0], 0.05).unwrap();
        assert_eq!((constant.difference.lower, constant.p_value), (2.0, 0.0));
        let opposite = paired(&[1.0, -1.0], &[0.0, 0.0], 0.05).unwrap();
        assert_eq!((opposite.difference.mean, opposite.p_value), (0.0, 1.0));
    }

    #[test]
    #[should_panic(expected = "the same replications")]
    fn pairs_need_partners() {
        let _ = paired(&[1.0, 2.0], &[1.0], 0.05);
    }

    #[test]
    fn p_values_are_uniform_without_a_difference() {
        let small = coverage(400, 41, |generator| {
            let mut plan = || -> Vec<f64> { (0..30).map(|_| generator.normal()).collect() };
            paired(&plan(), &plan(), 0.05).unwrap().p_value <= 0.05
        });
        assert!((0.02..=0.08).contains(&small), "{small}");
    }
}
