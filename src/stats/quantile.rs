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

/// The median of values of which some are above everything (`None`), and an interval of it that holds with
/// probability 1 − alpha at least, whatever the law: order statistics whose ranks the binomial law gives (David &
/// Nagaraja 2003, *Order Statistics*, section 7.1). `None` where one of its ends is above everything, or there
/// are too few values.
pub fn median_with_missing(values: &[Option<f64>], alpha: f64) -> (Option<f64>, Option<(f64, f64)>) {
    let known: Vec<f64> = sorted(&values.iter().copied().flatten().collect::<Vec<f64>>());
    let n = values.len();
    let at = |rank: usize| known.get(rank).copied();
    let median = n.checked_sub(1).and_then(|last| Some((at(last / 2)? + at(last.div_ceil(2))?) / 2.0));
    let below = ranks_below(n, alpha / 2.0);
    let bounds = below.checked_sub(1).and_then(|rank| Some((at(rank)?, at(n - below)?)));
    (median, bounds)
}

/// The most ranks j with P(fewer than j of n values lie below the median) ≤ tail.
fn ranks_below(n: usize, tail: f64) -> usize {
    // Terms of the binomial law as shares of the middle one, which does not underflow.
    let middle = n / 2;
    let mut terms = vec![1.0; middle + 1];
    for k in (0..middle).rev() {
        terms[k] = terms[k + 1] * (k + 1) as f64 / (n - k) as f64;
    }
    let half: f64 = terms.iter().sum();
    let whole = if n.is_multiple_of(2) { 2.0 * half - 1.0 } else { 2.0 * half };
    let mut sum = 0.0;
    let few = terms.iter().take_while(|term| {
        sum += **term;
        sum <= tail * whole
    });
    few.count()
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
    fn a_median_with_missing_values_by_hand() {
        let known = |n: usize| (1..=n).map(|i| Some(i as f64)).collect::<Vec<_>>();
        // Tables of the sign test: n = 10 has ranks 2 and 9 (97.9 %), n = 30 has 10 and 21 (95.7 %), n = 5 none.
        assert_eq!(median_with_missing(&known(10), 0.05), (Some(5.5), Some((2.0, 9.0))));
        assert_eq!(median_with_missing(&known(30), 0.05), (Some(15.5), Some((10.0, 21.0))));
        assert_eq!(median_with_missing(&known(5), 0.05), (Some(3.0), None));
        assert_eq!(median_with_missing(&[], 0.05), (None, None));
        let with_missing = |known: &[Option<f64>], missing| [known, &vec![None; missing]].concat();
        assert_eq!(median_with_missing(&with_missing(&known(21), 9), 0.05), (Some(15.5), Some((10.0, 21.0))));
        assert_eq!(median_with_missing(&with_missing(&known(20), 10), 0.05), (Some(15.5), None));
        assert_eq!(median_with_missing(&with_missing(&known(15), 15), 0.05), (None, None));
        // 100,000 replications: no term underflows; the normal approximation gives 49,690.1.
        assert_eq!(ranks_below(100_000, 0.025), 49_690);
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
