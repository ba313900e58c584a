//! Confidence intervals over replications.
//!
//! The unit is the replication, never the message. Knows neither how the replications came about nor
//! when to stop: `looks` does.

use crate::stats::Tally;
use crate::stats::special::t_quantile;

/// A mean over replications with its confidence bounds, in the unit of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub mean: f64,
    pub lower: f64,
    pub upper: f64,
}

impl Interval {
    /// Half the distance between the bounds; the interval of a share need not be symmetric.
    pub fn half_width(&self) -> f64 {
        (self.upper - self.lower) / 2.0
    }

    pub fn contains(&self, value: f64) -> bool {
        (self.lower..=self.upper).contains(&value)
    }

    fn point(mean: f64) -> Self {
        Interval { mean, lower: mean, upper: mean }
    }
}

/// Student's two-sided interval at level 1 − `alpha`: x̄ ± t(n−1, 1−α/2)·s/√n. `None` under two values.
pub fn student(values: &[f64], alpha: f64) -> Option<Interval> {
    check_level(alpha);
    let tally: Tally = values.iter().copied().collect();
    let (mean, deviation) = (tally.mean()?, tally.standard_deviation()?);
    if deviation == 0.0 {
        return Some(Interval::point(mean));
    }
    let n = values.len() as f64;
    let margin = t_quantile(n - 1.0, 1.0 - alpha / 2.0) * deviation / libm::sqrt(n);
    Some(Interval { mean, lower: mean - margin, upper: mean + margin })
}

/// The two-sided interval of a mean share at level 1 − `alpha`; each value is one replication's share.
///
/// With p̄ the mean over replications: logit(p̄) ± t(n−1, 1−α/2)·s/(√n·p̄(1−p̄)), transformed back (the
/// delta method). If all values are 1 (or 0) there is no spread to go by, and the bound is the exact
/// one-sided α^(1/n) (or 1 − α^(1/n)). `None` under two values.
pub fn share(values: &[f64], alpha: f64) -> Option<Interval> {
    share_interval(values, alpha / 2.0, alpha)
}

/// Lower bound of a mean share, one-sided at level 1 − `alpha`; `None` under two values.
pub fn one_sided_share_lower(values: &[f64], alpha: f64) -> Option<f64> {
    share_interval(values, alpha, alpha).map(|interval| interval.lower)
}

/// Upper bound of a mean share, one-sided at level 1 − `alpha`; `None` under two values.
pub fn one_sided_share_upper(values: &[f64], alpha: f64) -> Option<f64> {
    share_interval(values, alpha, alpha).map(|interval| interval.upper)
}

/// The lower bound with which a goal is certified, when there are `looks` looks and `alpha` is the
/// chance of a false certificate over all of them.
///
/// The smaller of the logit-t bound, one-sided at α/looks, and (α/looks)^(1/n). The second bound keeps
/// a study in which no bad year happened to be drawn from proving that there are none: a year worse
/// than any seen has a probability of up to 1 − (α/looks)^(1/n). `None` under two values.
pub fn certificate_lower(values: &[f64], alpha: f64, looks: usize) -> Option<f64> {
    let level = alpha / looks as f64;
    one_sided_share_lower(values, level).map(|bound| bound.min(root(level, values.len())))
}

/// The mirror image of `certificate_lower`: below the goal, it certifies that the goal is not met;
/// when the goal lies between the two bounds, it is too close to call. `None` under two values.
pub fn certificate_upper(values: &[f64], alpha: f64, looks: usize) -> Option<f64> {
    let level = alpha / looks as f64;
    one_sided_share_upper(values, level).map(|bound| bound.max(one_minus_root(level, values.len())))
}

/// N, where a kind of year rarer than one in N would have stayed unseen in n replications with a
/// probability above `level`: 1/N = 1 − level^(1/n).
pub fn unseen_year_period(n: usize, level: f64) -> f64 {
    1.0 / one_minus_root(level, n)
}

/// `tail` is the probability outside each bound, `exact` that outside the one bound of equal values.
fn share_interval(values: &[f64], tail: f64, exact: f64) -> Option<Interval> {
    check_level(exact);
    assert!(values.iter().all(|v| (0.0..=1.0).contains(v)), "a share outside 0–1");
    let n = values.len();
    if n < 2 {
        return None;
    }
    // Both sides are averaged, as 1 − p̄ would lose the digits of a p̄ near 1.
    let p: f64 = values.iter().copied().collect::<Tally>().mean()?;
    let q: f64 = values.iter().map(|v| 1.0 - v).collect::<Tally>().mean()?;
    if q == 0.0 {
        return Some(Interval { mean: 1.0, lower: root(exact, n), upper: 1.0 });
    }
    if p == 0.0 {
        return Some(Interval { mean: 0.0, lower: 0.0, upper: one_minus_root(exact, n) });
    }
    // s/(p̄(1−p̄)) as the relative spread of the smaller side over the larger: free of cancellation.
    let (relative, larger): (Tally, f64) = if p < q {
        (values.iter().map(|v| v / p).collect(), q)
    } else {
        (values.iter().map(|v| (1.0 - v) / q).collect(), p)
    };
    let spread = relative.standard_deviation()? / larger;
    if spread == 0.0 {
        return Some(Interval::point(p));
    }
    let n = n as f64;
    let centre = libm::log(p) - libm::log(q);
    let margin = t_quantile(n - 1.0, 1.0 - tail) * spread / libm::sqrt(n);
    let (lower, upper) = (logistic(centre - margin), logistic(centre + margin));
    Some(Interval { mean: p, lower: lower.min(p), upper: upper.max(p) })
}

/// level^(1/n).
fn root(level: f64, n: usize) -> f64 {
    libm::exp(libm::log(level) / n as f64)
}

/// 1 − level^(1/n), without cancellation where n is large.
fn one_minus_root(level: f64, n: usize) -> f64 {
    -libm::expm1(libm::log(level) / n as f64)
}

/// The inverse of the logit.
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn check_level(alpha: f64) {
    assert!(0.0 < alpha && alpha < 1.0, "a confidence level of 1 − {alpha}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::coverage;

    fn close(interval: Interval, mean: f64, lower: f64, upper: f64) {
        for (value, known) in [(interval.mean, mean), (interval.lower, lower), (interval.upper, upper)] {
            assert!((value - known).abs() < 1e-12, "{value} is not {known} in {interval:?}");
        }
    }

    #[test]
    fn student_by_table() {
        // Mean 3, s² = 2.5, t(4, 0.975) = 2.776445; 2.776445·√0.5 = 1.963243.
        let interval = student(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.05).unwrap();
        close(interval, 3.0, 3.0 - 1.9632431614775198, 3.0 + 1.9632431614775198);
        assert!((interval.half_width() - 1.9632431614775198).abs() < 1e-12);
        assert!(interval.contains(4.9) && !interval.contains(5.0) && !interval.contains(1.0));
    }

    #[test]
    fn few_or_equal_values() {
        for interval in [student, share] {
            assert_eq!(interval(&[], 0.05), None);
            assert_eq!(interval(&[0.5], 0.05), None);
            assert_eq!(interval(&[1.0], 0.05), None);
            assert_eq!(interval(&[0.7, 0.7, 0.7], 0.05), Some(Interval::point(0.7)));
        }
        assert_eq!(one_sided_share_lower(&[1.0], 0.05), None);
        assert_eq!(certificate_lower(&[1.0], 0.05, 5), None);
        assert_eq!(certificate_upper(&[], 0.05, 5), None);
    }

    #[test]
    fn logit_t_against_an_independent_calculation() {
        // numpy and scipy, from the formula of the design.
        let values = [0.9, 0.95, 1.0, 0.85, 0.98];
        close(share(&values, 0.05).unwrap(), 0.936, 0.8048398524501277, 0.9810838515827233);
        close(share(&values, 0.10).unwrap(), 0.936, 0.8469302929413528, 0.9747840643692331);
        assert!((one_sided_share_lower(&values, 0.05).unwrap() - 0.8469302929413528).abs() < 1e-12);
        assert!((one_sided_share_upper(&values, 0.05).unwrap() - 0.9747840643692331).abs() < 1e-12);
    }

    #[test]
    fn all_ones_and_all_zeros_have_the_exact_bound() {
        // 0.05^(1/10) = 0.741134449…
        close(share(&[1.0; 10], 0.05).unwrap(), 1.0, 0.7411344491069477, 1.0);
        close(share(&[0.0; 10], 0.05).unwrap(), 0.0, 0.0, 1.0 - 0.7411344491069477);
        assert_eq!(one_sided_share_upper(&[1.0; 10], 0.05), Some(1.0));
        assert_eq!(one_sided_share_lower(&[0.0; 10], 0.05), Some(0.0));
    }

    #[test]
    fn a_share_and_what_is_left_of_it_are_mirror_images() {
        let values = [0.999, 0.25, 0.75, 1.0, 0.5];
        let rest: Vec<f64> = values.iter().map(|v| 1.0 - v).collect();
        let (own, mirror) = (share(&values, 0.05).unwrap(), share(&rest, 0.05).unwrap());
        close(own, 1.0 - mirror.mean, 1.0 - mirror.upper, 1.0 - mirror.lower);
        let certificates = (certificate_lower(&values, 0.05, 5), certificate_upper(&rest, 0.05, 5));
        assert!((certificates.0.unwrap() - (1.0 - certificates.1.unwrap())).abs() < 1e-12);
    }

    #[test]
    fn shares_at_the_very_edge_stay_between_0_and_1() {
        for (value, rest) in
            [(5e-324, 0.0), (1e-300, 0.0), (1e-17, 2e-17), (1.0 - 1e-16, 1.0), (1e-9, 1.0), (0.0, 1.0)]
        {
            for n in [2, 30, 480] {
                let mut values = vec![rest; n];
                values[n / 2] = value;
                let interval = share(&values, 0.01).unwrap();
                assert!(0.0 <= interval.lower && interval.lower <= interval.mean, "{interval:?}");
                assert!(interval.mean <= interval.upper && interval.upper <= 1.0, "{interval:?}");
                assert!(interval.lower < interval.upper || interval.mean == 1.0, "{interval:?}");
                let certified = certificate_lower(&values, 0.05, 5).unwrap();
                assert!((0.0..1.0).contains(&certified));
            }
        }
    }

    #[test]
    fn the_interval_near_1_keeps_its_digits() {
        // One value of n apart from 1: s/(√n·q̄) = 1, so logit ± t, whatever the distance.
        let distance = f64::EPSILON;
        let mut values = [1.0; 10];
        values[3] = 1.0 - distance;
        let upper = 1.0 - share(&values, 0.05).unwrap().lower;
        let known = distance / 10.0 * libm::exp(t_quantile(9.0, 0.975));
        assert!((upper - known).abs() < 1e-16, "{upper} is not {known}");
    }

    #[test]
    fn certificates() {
        // 0.01^(1/30) = 0.857695898…, whatever the values; below it, the logit-t bound decides.
        let near_one: Vec<f64> = (0..30).map(|i| 0.99 + f64::from(i % 3) * 0.002).collect();
        let bound = certificate_lower(&near_one, 0.05, 5).unwrap();
        assert!((bound - 0.8576958985908941).abs() < 1e-12);
        assert_eq!(certificate_lower(&[1.0; 30], 0.05, 5).unwrap(), bound);
        let spread: Vec<f64> = (0..30).map(|i| 0.5 + f64::from(i % 3) * 0.1).collect();
        assert_eq!(certificate_lower(&spread, 0.05, 5), one_sided_share_lower(&spread, 0.01));
        assert_eq!(certificate_upper(&spread, 0.05, 5), one_sided_share_upper(&spread, 0.01));
        assert_eq!(certificate_upper(&[1.0; 30], 0.05, 5), Some(1.0));
        assert_eq!(certificate_lower(&[0.0; 30], 0.05, 5), Some(0.0));
        let none_met = certificate_upper(&[0.0; 30], 0.05, 1).unwrap();
        assert!((none_met - (1.0 - 0.9049661471446958)).abs() < 1e-12);
    }

    #[test]
    fn unseen_years() {
        // 0.05^(1/30) = 0.904966147…: a kind of year rarer than one in 10.5.
        assert!((unseen_year_period(30, 0.05) - 1.0 / (1.0 - 0.9049661471446958)).abs() < 1e-9);
        assert!((unseen_year_period(1, 0.05) - 1.0 / 0.95).abs() < 1e-12);
        assert!((unseen_year_period(480, 0.05) - 160.73).abs() < 0.01, "{}", unseen_year_period(480, 0.05));
        assert_eq!(unseen_year_period(0, 0.05), 1.0);
    }

    #[test]
    #[should_panic(expected = "outside 0–1")]
    fn a_share_above_1_is_refused() {
        share(&[0.5, 1.5], 0.05);
    }

    #[test]
    #[should_panic(expected = "outside 0–1")]
    fn a_share_that_is_no_number_is_refused() {
        share(&[0.5, f64::NAN], 0.05);
    }

    #[test]
    fn student_covers_as_often_as_it_says() {
        let normal = coverage(400, 11, |generator| {
            let values: Vec<f64> = (0..20).map(|_| 5.0 + generator.normal()).collect();
            student(&values, 0.05).unwrap().contains(5.0)
        });
        let skewed = coverage(400, 12, |generator| {
            let values: Vec<f64> = (0..60).map(|_| generator.exponential(3.0)).collect();
            student(&values, 0.05).unwrap().contains(3.0)
        });
        assert!((0.92..=0.98).contains(&normal), "{normal}");
        assert!((0.92..=0.98).contains(&skewed), "{skewed}");
    }

    #[test]
    fn shares_are_covered_as_often_as_it_says() {
        for (seed, p) in [(21, 0.5), (22, 0.93), (23, 0.99)] {
            let covered = coverage(400, seed, |generator| {
                let values: Vec<f64> = (0..60).map(|_| generator.share(200, p)).collect();
                share(&values, 0.05).unwrap().contains(p)
            });
            assert!((0.92..=0.98).contains(&covered), "{covered} at {p}");
        }
    }
}
