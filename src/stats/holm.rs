//! Several comparisons at once: Holm's step-down procedure and verdicts.
//!
//! Knows no variants and no figures, only their p-values and which way is good.

use crate::stats::Paired;

/// Which way a figure should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    Higher,
    Lower,
}

/// What a comparison with the baseline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Better,
    Worse,
    Undecided,
}

/// Adjusted p-values in the order of the given ones; each is significant at the family level α if it is
/// at most α.
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎, the j-th is the maximum over i ≤ j of min(1, (m−i+1)·p₍ᵢ₎): Holm (1979),
/// *Scandinavian Journal of Statistics* 6:65–70.
pub fn adjusted(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut result = vec![0.0; p_values.len()];
    let mut highest: f64 = 0.0;
    for (step, &index) in order.iter().enumerate() {
        let left = (p_values.len() - step) as f64;
        highest = highest.max((left * p_values[index]).min(1.0));
        result[index] = highest;
    }
    result
}

/// A verdict on each comparison, with a chance of at most `alpha` of any false one.
pub fn verdicts(comparisons: &[Paired], aim: Aim, alpha: f64) -> Vec<Verdict> {
    let p_values: Vec<f64> = comparisons.iter().map(|c| c.p_value).collect();
    let judge = |(comparison, p): (&Paired, f64)| {
        if p > alpha {
            return Verdict::Undecided;
        }
        match (aim, comparison.difference.mean > 0.0) {
            (Aim::Higher, true) | (Aim::Lower, false) => Verdict::Better,
            (Aim::Higher, false) | (Aim::Lower, true) => Verdict::Worse,
        }
    };
    comparisons.iter().zip(adjusted(&p_values)).map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Interval;

    #[test]
    fn steps_down_in_the_order_of_p() {
        // 4·0.005, 3·0.01, 2·0.03, and 1·0.04 held up by the step before.
        let steps = adjusted(&[0.01, 0.04, 0.03, 0.005]);
        for (value, known) in steps.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((value - known).abs() < 1e-15, "{steps:?}");
        }
        assert_eq!(adjusted(&[]), Vec::<f64>::new());
        assert_eq!(adjusted(&[0.2]), [0.2]);
        assert_eq!(adjusted(&[0.7, 0.9, 0.0]), [1.0, 1.0, 0.0]);
    }

    fn comparison(mean: f64, p_value: f64) -> Paired {
        Paired { difference: Interval { mean, lower: mean - 1.0, upper: mean + 1.0 }, p_value }
    }

    #[test]
    fn verdicts_share_one_level() {
        let comparisons = [comparison(0.3, 0.01), comparison(-0.2, 0.02), comparison(0.1, 0.04)];
        use Verdict::{Better, Undecided, Worse};
        assert_eq!(verdicts(&comparisons, Aim::Higher, 0.05), [Better, Worse, Better]);
        assert_eq!(verdicts(&comparisons, Aim::Lower, 0.05), [Worse, Better, Worse]);
        // 3·0.01 = 0.03 is met, 2·0.02 = 0.04 is not: nothing after it is decided.
        assert_eq!(verdicts(&comparisons, Aim::Higher, 0.035), [Better, Undecided, Undecided]);
        assert_eq!(verdicts(&[comparison(0.0, 1.0)], Aim::Higher, 0.05), [Undecided]);
        assert_eq!(verdicts(&[comparison(0.5, 0.05)], Aim::Higher, 0.05), [Better]);
    }
}
