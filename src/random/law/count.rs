//! Laws of counts: sizes of batches, lengths of sick spells in days.

use crate::random::uniform::Uniform;

/// How many: a fixed number, 1, 2, … geometrically, or as counted.
#[derive(Clone, Debug, PartialEq)]
pub struct CountLaw(Form);

#[derive(Clone, Debug, PartialEq)]
enum Form {
    Constant(u32),
    Geometric { mean: f64, per_exponential: f64 },
    Empirical { counts: Vec<u32>, cumulative: Vec<u64> },
}

impl CountLaw {
    pub fn constant(count: u32) -> Self {
        CountLaw(Form::Constant(count))
    }

    /// 1, 2, … with P(N > n) = (1 − 1/mean)ⁿ.
    pub fn geometric(mean: f64) -> Result<Self, String> {
        if !(1.0..=1e6).contains(&mean) {
            return Err(format!("the mean of a geometric law lies between 1 and 1000000, not {mean}"));
        }
        if mean == 1.0 {
            return Ok(CountLaw::constant(1));
        }
        Ok(CountLaw(Form::Geometric { mean, per_exponential: per_exponential(mean) }))
    }

    /// Each count with its whole weight, in any order; a count may stand several times.
    pub fn empirical(weighted: &[(u32, u64)]) -> Result<Self, String> {
        let mut sorted: Vec<(u32, u64)> =
            weighted.iter().copied().filter(|&(_, weight)| weight > 0).collect();
        sorted.sort_unstable();
        if sorted.is_empty() {
            return Err("an empirical law needs at least one count with a positive weight".to_owned());
        }
        let cumulative = super::running_totals(sorted.iter().map(|&(_, weight)| weight))?;
        let counts = sorted.into_iter().map(|(count, _)| count).collect();
        Ok(CountLaw(Form::Empirical { counts, cumulative }))
    }

    /// The smallest count n with P(N ≤ n) > u.
    #[inline]
    pub fn quantile(&self, u: Uniform) -> u32 {
        match &self.0 {
            Form::Constant(count) => *count,
            Form::Geometric { per_exponential, .. } => trials(u, *per_exponential),
            Form::Empirical { counts, cumulative } => counts[u.pick(cumulative)],
        }
    }

    pub fn mean(&self) -> f64 {
        match &self.0 {
            Form::Constant(count) => f64::from(*count),
            Form::Geometric { mean, .. } => *mean,
            Form::Empirical { counts, cumulative } => {
                super::weighted_mean(cumulative, |i| f64::from(counts[i]))
            }
        }
    }
}

/// A number of days 1, 2, … with mean `mean_days` and no memory: how long a sick spell lasts. A mean
/// of 1 or less gives 1.
pub fn geometric_days(u: Uniform, mean_days: f64) -> u32 {
    if mean_days > 1.0 { trials(u, per_exponential(mean_days)) } else { 1 }
}

/// Trials until the first success, ⌊E / −ln(1 − 1/mean)⌋ + 1 with E standard exponential.
#[inline]
fn trials(u: Uniform, per_exponential: f64) -> u32 {
    ((u.unit_exponential() * per_exponential) as u32).saturating_add(1)
}

fn per_exponential(mean: f64) -> f64 {
    -1.0 / libm::log1p(-1.0 / mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uniform(u: f64) -> Uniform {
        Uniform::from_word((u * 18_446_744_073_709_551_616.0) as u64)
    }

    #[test]
    fn geometric_counts_follow_their_distribution() {
        // P(N ≤ 1) = 1/4, P(N ≤ 2) = 7/16, P(N ≤ 3) = 37/64.
        let law = CountLaw::geometric(4.0).unwrap();
        let drawn = [0.0, 0.2499, 0.2501, 0.4374, 0.4376, 0.5782].map(|u| law.quantile(uniform(u)));
        assert_eq!(drawn, [1, 1, 2, 2, 3, 4]);
        assert_eq!(geometric_days(uniform(0.4376), 4.0), 3);
        assert_eq!(geometric_days(Uniform::MAX, 1.0), 1);
        assert_eq!(CountLaw::geometric(1.0).unwrap().quantile(Uniform::MAX), 1);
        assert!(CountLaw::geometric(0.9).is_err() && CountLaw::geometric(f64::NAN).is_err());
        assert!(geometric_days(Uniform::MAX, 1e300) > 1);
    }

    #[test]
    fn counts_as_counted_are_sorted() {
        let law = CountLaw::empirical(&[(5, 1), (2, 3), (9, 0)]).unwrap();
        let drawn = [0.0, 0.74, 0.76, 0.999].map(|u| law.quantile(uniform(u)));
        assert_eq!(drawn, [2, 2, 5, 5]);
        assert_eq!(law.mean(), 2.75);
        assert!(CountLaw::empirical(&[]).is_err() && CountLaw::empirical(&[(1, 0)]).is_err());
    }
}
