//! Count, mean, variance, minimum and maximum of numbers that come one at a time.
//!
//! Knows nothing of time or of replications. Keeps no values, so it has no quantiles.

/// A running tally after Welford (1962), "Note on a method for calculating corrected sums of
/// squares and products", *Technometrics* 4:419–420.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    count: u64,
    mean: f64,
    squares: f64,
    min: f64,
    max: f64,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { count: 0, mean: 0.0, squares: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }
}

impl Tally {
    pub fn new() -> Self {
        Tally::default()
    }

    /// Adds one value.
    ///
    /// # Panics
    /// If the value is infinite or not a number: one such value would spoil every figure silently.
    pub fn add(&mut self, value: f64) {
        assert!(value.is_finite(), "a tally of {value}");
        self.count += 1;
        let before = value - self.mean;
        self.mean += before / self.count as f64;
        self.squares += before * (value - self.mean);
        self.min = self.min.min(value);
        self.max = self.max.max(value);
    }

    /// Appends a later tally (Chan, Golub & LeVeque 1979). Merge in a fixed order, as in replication
    /// order: floating-point sums depend on it in the last digit.
    pub fn merge(&mut self, later: &Tally) {
        if later.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *later;
            return;
        }
        let (own, other) = (self.count as f64, later.count as f64);
        let apart = later.mean - self.mean;
        self.count += later.count;
        self.mean += apart * other / (own + other);
        self.squares += later.squares + apart * apart * own * other / (own + other);
        self.min = self.min.min(later.min);
        self.max = self.max.max(later.max);
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    /// Arithmetic mean; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean)
    }

    /// Sample variance with denominator n − 1; `None` under two values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / (self.count - 1) as f64)
    }

    /// Square root of the sample variance; `None` under two values.
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(libm::sqrt)
    }

    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.min)
    }

    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.max)
    }
}

impl FromIterator<f64> for Tally {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut tally = Tally::new();
        values.into_iter().for_each(|value| tally.add(value));
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(values: &[f64]) -> Tally {
        values.iter().copied().collect()
    }

    #[test]
    fn nothing_has_no_mean_and_one_value_no_variance() {
        let none = Tally::new();
        assert_eq!((none.count(), none.mean(), none.variance()), (0, None, None));
        assert_eq!((none.min(), none.max(), none.standard_deviation()), (None, None, None));
        let one = tally(&[-3.5]);
        assert_eq!((one.count(), one.mean(), one.variance()), (1, Some(-3.5), None));
        assert_eq!((one.min(), one.max()), (Some(-3.5), Some(-3.5)));
    }

    #[test]
    fn mean_and_variance_by_hand() {
        // Sum 40, squares about the mean 5: 9+1+1+1+0+0+4+16 = 32, over n − 1 = 7.
        let t = tally(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(t.mean(), Some(5.0));
        assert!((t.variance().unwrap() - 32.0 / 7.0).abs() < 1e-14);
        assert_eq!((t.min(), t.max()), (Some(2.0), Some(9.0)));
    }

    #[test]
    fn a_large_offset_costs_no_digits() {
        // Deviations −6, −3, 3, 6: sum of squares 90; squares of 10^12 would have swallowed them.
        let t = tally(&[1e12 + 4.0, 1e12 + 7.0, 1e12 + 13.0, 1e12 + 16.0]);
        assert_eq!((t.mean(), t.variance()), (Some(1e12 + 10.0), Some(30.0)));
        assert_eq!(tally(&[0.1; 1000]).variance(), Some(0.0));
    }

    #[test]
    fn merging_parts_gives_the_whole() {
        let values: Vec<f64> = (0..100).map(|i| f64::from(i * i % 37)).collect();
        let whole = tally(&values);
        for cut in [0, 1, 50, 99, 100] {
            let mut merged = tally(&values[..cut]);
            merged.merge(&tally(&values[cut..]));
            assert_eq!(merged.count(), 100);
            assert_eq!((merged.min(), merged.max()), (whole.min(), whole.max()));
            assert!((merged.mean().unwrap() - whole.mean().unwrap()).abs() < 1e-13);
            assert!((merged.variance().unwrap() - whole.variance().unwrap()).abs() < 1e-11);
        }
    }

    #[test]
    #[should_panic(expected = "a tally of NaN")]
    fn not_a_number_is_refused() {
        Tally::new().add(f64::NAN);
    }
}
