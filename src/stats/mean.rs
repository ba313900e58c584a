//! Intervals of a mean whose values may be skewed, such as queue lengths and waits.
//!
//! Student's interval is as far to both sides; near full load a few years have queues many times the usual, the
//! truth then lies above it too often, and it covers 89 % where it says 95. Hall's (1992) transformation of
//! Student's statistic uses the skewness that was seen. The interval here reaches as far as either of the two: on
//! symmetric values they are the same. How often it covers: `docs/studies.md`; why: `docs/decisions/0025`.

use crate::stats::Tally;
use crate::stats::interval::Interval;
use crate::stats::special::t_quantile;

/// Fewer values say nothing of skewness; they have Student's interval.
const FEWEST: usize = 30;

/// Skewness below which the two intervals differ by less than rounding shows.
const NO_SKEWNESS: f64 = 1e-6;

/// The two-sided interval at level 1 − `alpha`; `None` under two values.
pub fn mean(values: &[f64], alpha: f64) -> Option<Interval> {
    reaching(values, alpha / 2.0)
}

/// Both bounds, each one-sided at level 1 − `alpha`; `None` under two values.
pub fn one_sided_mean(values: &[f64], alpha: f64) -> Option<Interval> {
    reaching(values, alpha)
}

/// `tail` is the probability outside each bound.
fn reaching(values: &[f64], tail: f64) -> Option<Interval> {
    assert!(0.0 < tail && tail < 0.5, "a probability of {tail} outside a bound");
    let tally: Tally = values.iter().copied().collect();
    let (mean, deviation) = (tally.mean()?, tally.standard_deviation()?);
    if deviation == 0.0 {
        return Some(Interval { mean, lower: mean, upper: mean });
    }
    let n = values.len() as f64;
    let t = t_quantile(n - 1.0, 1.0 - tail);
    // As `student` has it, to the last bit.
    let margin = t * deviation / libm::sqrt(n);
    let student = (mean - margin, mean + margin);
    let skewness = skewness(values, mean, deviation);
    if values.len() < FEWEST || skewness.abs() < NO_SKEWNESS {
        return Some(Interval { mean, lower: student.0, upper: student.1 });
    }
    let w = t / libm::sqrt(n);
    let hall = [w, -w].map(|w| mean - deviation * untransformed(w, skewness, n));
    Some(Interval { mean, lower: hall[0].min(student.0), upper: hall[1].max(student.1) })
}

/// The third moment about the mean over the cube of the standard deviation, both over n.
fn skewness(values: &[f64], mean: f64, deviation: f64) -> f64 {
    let cubes: Tally = values
        .iter()
        .map(|value| {
            let z = (value - mean) / deviation;
            z * z * z
        })
        .collect();
    let n = values.len() as f64;
    cubes.mean().unwrap_or(0.0) * libm::pow(n / (n - 1.0), 1.5)
}

/// The inverse of Hall's g(w) = w + γw²/3 + γ²w³/27 + γ/(6n), a cube that only rises.
fn untransformed(g: f64, skewness: f64, n: f64) -> f64 {
    3.0 / skewness * (libm::cbrt(1.0 + skewness * (g - skewness / (6.0 * n))) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::interval::student;
    use crate::stats::testing::coverage;

    #[test]
    fn against_an_independent_calculation() {
        // numpy and scipy, from the formulas: skewness 1.0747; Hall's bounds are 3891.30 and 9606.62, Student's
        // 3552.70 and 9062.30.
        let values: Vec<f64> = (0..30).map(|k| f64::from(k * k * k)).collect();
        let interval = mean(&values, 0.05).unwrap();
        assert_eq!(interval.mean, 6307.5);
        assert!((interval.lower - 3552.6989782147057).abs() < 1e-8, "{interval:?}");
        assert!((interval.upper - 9606.617916833717).abs() < 1e-8, "{interval:?}");
        let mirrored: Vec<f64> = values.iter().map(|value| -value).collect();
        let mirrored = mean(&mirrored, 0.05).unwrap();
        assert!((mirrored.lower + interval.upper).abs() < 1e-8);
        assert!((mirrored.upper + interval.lower).abs() < 1e-8);
    }

    #[test]
    fn few_or_symmetric_values_have_students_interval_and_no_others_a_narrower_one() {
        let symmetric: Vec<f64> = (0..31).map(f64::from).collect();
        assert_eq!(mean(&symmetric, 0.05), student(&symmetric, 0.05));
        let mut few = vec![1.0; 29];
        few[7] = 1000.0;
        assert_eq!(mean(&few, 0.05), student(&few, 0.05));
        assert_eq!(mean(&[7.0; 40], 0.05), Some(Interval { mean: 7.0, lower: 7.0, upper: 7.0 }));
        assert_eq!((mean(&[], 0.05), mean(&[1.0], 0.05)), (None, None));
        // A variance beyond the range of numbers has no bounds.
        for rare in [1.0, -1e9, 1e-9, 1e150] {
            let mut values = vec![0.0; 60];
            values[59] = rare;
            for alpha in [0.01, 0.05, 0.5] {
                let (ours, theirs) = (mean(&values, alpha).unwrap(), student(&values, alpha).unwrap());
                assert!(ours.lower <= theirs.lower && theirs.upper <= ours.upper, "{rare}");
                assert!(ours.lower.is_finite() && ours.upper.is_finite(), "{ours:?}");
                assert_eq!(Some(ours), one_sided_mean(&values, alpha / 2.0));
            }
        }
    }

    /// A log-normal law with sigma 1: Student covers 91 % with n = 60. 2,000 studies: three standard errors are
    /// 1.5 points.
    #[test]
    fn skewed_values_are_covered_where_student_falls_short() {
        let truth = libm::exp(0.5);
        let years = |interval: fn(&[f64], f64) -> Option<Interval>| {
            coverage(2000, 41, |generator| {
                let values: Vec<f64> = (0..60).map(|_| libm::exp(generator.normal())).collect();
                interval(&values, 0.05).unwrap().contains(truth)
            })
        };
        let (ours, theirs) = (years(mean), years(student));
        assert!((0.935..=0.965).contains(&ours), "{ours}");
        assert!(theirs < 0.92, "the correction is needed: {theirs} without it");
    }
}
