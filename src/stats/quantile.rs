//! Quantiles of a few known values, as the spread over replications.
//!
//! For many durations, some of them open, there is `histogram`.

/// The values in rising order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The `q`-quantile of values in rising order, type 7 of Hyndman & Fan (1996), *The American Statistician*
/// 50:361–365: linear between the values around position (n−1)q. `None` of nothing.
///
/// # Panics
/// If `q` is outside 0–1.
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    assert!((0.0..=1.0).contains(&q), "a quantile at {q}");
    debug_assert!(sorted.is_sorted());
    let last = sorted.len().checked_sub(1)?;
    let position = last as f64 * q;
    let below = position as usize;
    let above = (below + 1).min(last);
    let fraction = position - below as f64;
    Some(sorted[below] + fraction * (sorted[above] - sorted[below]))
}

/// In how many replications the goal was met: "met in 8 of 10 years". Reaching it exactly is meeting it.
pub fn met_in(values: &[f64], goal: f64) -> usize {
    values.iter().filter(|&&value| value >= goal).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_7_by_hand() {
        // R: quantile(c(1, 2, 3, 4), c(0.25, 0.5, 0.9), type = 7) is 1.75, 2.5, 3.7.
        let values = sorted(&[3.0, 1.0, 4.0, 2.0]);
        let at = |q| quantile(&values, q).unwrap();
        assert_eq!([at(0.0), at(0.25), at(0.5), at(1.0)], [1.0, 1.75, 2.5, 4.0]);
        assert!((at(0.9) - 3.7).abs() < 1e-15);
        // Ten years 0 … 9: the tenth percentile lies at position 0.9.
        let ten: Vec<f64> = (0..10).map(f64::from).collect();
        assert!((quantile(&ten, 0.1).unwrap() - 0.9).abs() < 1e-15);
    }

    #[test]
    fn few_or_equal_values() {
        assert_eq!(quantile(&[], 0.5), None);
        for q in [0.0, 0.3, 1.0] {
            assert_eq!(quantile(&[8.5], q), Some(8.5));
            assert_eq!(quantile(&[0.1; 7], q), Some(0.1));
        }
    }

    #[test]
    fn a_goal_that_is_just_reached_is_met() {
        assert_eq!(met_in(&[0.95, 0.9499, 0.96, 1.0], 0.95), 3);
        assert_eq!(met_in(&[], 0.95), 0);
    }

    #[test]
    #[should_panic(expected = "a quantile at 1.5")]
    fn a_quantile_above_1_is_refused() {
        quantile(&[1.0], 1.5);
    }
}
