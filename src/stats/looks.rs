//! When a study has replications enough.
//!
//! Looking after every replication would "prove" a goal that is not met in about 40 % of studies.
//! So there are five looks, fixed beforehand, that share α equally (Bonferroni).

use crate::stats::interval::{Interval, share, student};

/// The numbers of replications at which a study may be looked at.
pub const LOOKS: [usize; 5] = [30, 60, 120, 240, 480];

/// Half a percentage point.
pub const DEFAULT_HALF_WIDTH: f64 = 0.005;

/// The rule by which a study ends.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    alpha: f64,
    half_width: f64,
    interval: fn(&[f64], f64) -> Option<Interval>,
}

/// The answer of a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// Go on until there are this many replications in all.
    Continue(usize),
    /// The interval is narrow enough.
    Reached(Interval),
    /// All replications are used up: "precision not reached: ± half-width".
    NotReached(Interval),
}

impl Looks {
    /// For shares, with the logit-t interval; `alpha` over all looks, `half_width` as a share.
    pub fn of_shares(alpha: f64, half_width: f64) -> Self {
        Looks { alpha, half_width, interval: share }
    }

    /// For other figures, with Student's interval; `half_width` in their unit.
    pub fn of_means(alpha: f64, half_width: f64) -> Self {
        Looks { alpha, half_width, interval: student }
    }

    /// Judges all values so far, in replication order. Between two looks nothing is looked at; past the
    /// last one, only what it had.
    pub fn judge(&self, values: &[f64]) -> Look {
        let last = LOOKS[LOOKS.len() - 1];
        let values = &values[..values.len().min(last)];
        if !LOOKS.contains(&values.len()) {
            return Look::Continue(next_look(values.len()));
        }
        let interval =
            (self.interval)(values, self.alpha / LOOKS.len() as f64).expect("a look has 30 values");
        if interval.half_width() <= self.half_width {
            Look::Reached(interval)
        } else if values.len() == last {
            Look::NotReached(interval)
        } else {
            Look::Continue(next_look(values.len()))
        }
    }
}

/// The first look with more than `n` replications; the last one from there on.
fn next_look(n: usize) -> usize {
    LOOKS.into_iter().find(|&look| look > n).unwrap_or(LOOKS[LOOKS.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::interval::{certificate_lower, one_sided_share_lower};
    use crate::stats::testing::{Generator, coverage};

    fn wide(n: usize) -> Vec<f64> {
        (0..n).map(|i| (i % 2) as f64).collect()
    }

    #[test]
    fn goes_from_look_to_look() {
        let looks = Looks::of_shares(0.05, DEFAULT_HALF_WIDTH);
        for (n, next) in [(0, 30), (1, 30), (29, 30), (30, 60), (60, 120), (61, 120), (240, 480), (479, 480)]
        {
            assert_eq!(looks.judge(&wide(n)), Look::Continue(next), "{n}");
        }
        assert!(matches!(looks.judge(&wide(480)), Look::NotReached(_)));
    }

    #[test]
    fn nothing_is_seen_between_two_looks_or_past_the_last() {
        let looks = Looks::of_means(0.05, 1.0);
        assert_eq!(looks.judge(&[7.0; 31]), Look::Continue(60));
        assert!(matches!(looks.judge(&[7.0; 60]), Look::Reached(_)));
        let mut past = wide(500);
        past[480..].fill(0.0);
        let strict = Looks::of_means(0.05, 0.01);
        assert_eq!(strict.judge(&past), strict.judge(&wide(480)));
    }

    #[test]
    fn each_look_spends_a_fifth_of_alpha() {
        let Look::Reached(interval) = Looks::of_means(0.05, 10.0).judge(&wide(30)) else { panic!() };
        assert_eq!(Some(interval), student(&wide(30), 0.01));
        let Look::Reached(interval) = Looks::of_shares(0.05, 10.0).judge(&wide(30)) else { panic!() };
        assert_eq!(Some(interval), share(&wide(30), 0.01));
    }

    #[test]
    fn the_target_itself_is_reached() {
        let width = student(&wide(30), 0.01).unwrap().half_width();
        assert!(matches!(Looks::of_means(0.05, width).judge(&wide(30)), Look::Reached(_)));
        assert_eq!(Looks::of_means(0.05, width - 1e-12).judge(&wide(30)), Look::Continue(60));
    }

    /// Runs one study to its end and gives its last interval.
    fn study(looks: Looks, mut next: impl FnMut() -> f64) -> Interval {
        let mut values = Vec::new();
        loop {
            match looks.judge(&values) {
                Look::Continue(n) => values.resize_with(n, &mut next),
                Look::Reached(interval) | Look::NotReached(interval) => return interval,
            }
        }
    }

    #[test]
    fn stopping_at_a_look_keeps_the_coverage() {
        let means = coverage(400, 31, |generator| {
            study(Looks::of_means(0.05, 0.2), || generator.normal()).contains(0.0)
        });
        let shares = coverage(400, 32, |generator| {
            study(Looks::of_shares(0.05, DEFAULT_HALF_WIDTH), || generator.share(100, 0.97)).contains(0.97)
        });
        assert!(means >= 0.95 && shares >= 0.95, "{means} {shares}");
    }

    /// A year's share: one year in `period` is bad.
    fn year(generator: &mut Generator, period: f64) -> f64 {
        if generator.uniform() * period < 1.0 { 0.5 } else { 0.99 - 0.02 * generator.uniform() }
    }

    /// The share of studies that certify, at any look, a goal just above the true mean.
    fn false_certificates(period: f64, bound: impl Fn(&[f64]) -> Option<f64>) -> f64 {
        let truth = 0.98 - 0.48 / period;
        coverage(1000, 33, |generator| {
            let values: Vec<f64> = (0..480).map(|_| year(generator, period)).collect();
            LOOKS.iter().any(|&n| bound(&values[..n]) > Some(truth))
        })
    }

    #[test]
    fn rare_bad_years_give_few_false_certificates() {
        for period in [20.0, 10.0, 5.0] {
            let rate = false_certificates(period, |values| certificate_lower(values, 0.05, LOOKS.len()));
            // 5 % and three standard errors of 1,000 studies.
            assert!(rate <= 0.05 + 3.0 * 0.0069, "{rate} with one bad year in {period}");
        }
        let unguarded = false_certificates(20.0, |values| one_sided_share_lower(values, 0.01));
        assert!(unguarded > 0.15, "the guard is needed: {unguarded} without it");
    }
}
