//! Laws of durations, each drawn from one uniform number by inverse transform.
//!
//! A law is checked when made and prepared for drawing. Quantiles rise with u, are rounded to the
//! nearest microsecond, are never negative and never longer than 1,000 years. Knows no scenario.

mod count;
mod gamma;
mod hyperexponential;
mod mixed_poisson;
mod score_table;
mod setup;

#[cfg(test)]
mod tests;

pub use count::{CountLaw, geometric_days};
pub use gamma::GammaTable;
pub use mixed_poisson::MixedPoisson;

use std::f64::consts::LN_2;

use hyperexponential::Hyperexponential;

use super::uniform::Uniform;
use crate::time::Duration;

/// No draw is longer: 1,000 years of 365.2425 days.
const LONGEST: f64 = 31_556_952e9;

/// A law of durations. Made by its constructors, which check the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Law(Form);

/// Times in microseconds. `mu` and `sigma` are those of the binary logarithm of the time, because
/// `exp2` is the fastest exponential of `libm`; `power` is 1/(shape · ln 2) for the same reason.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    Constant(Duration),
    Exponential { mean: f64 },
    LogNormal { mu: f64, sigma: f64 },
    Gamma { mean: f64, factor: GammaTable },
    Weibull { scale: f64, power: f64 },
    Hyperexponential(Hyperexponential),
    Triangular { min: f64, mode: f64, max: f64 },
    Uniform { min: f64, max: f64 },
    Empirical { sorted: Vec<Duration>, cumulative: Vec<u64> },
}

impl Law {
    /// The duration below which a share u of the draws lies.
    #[inline]
    pub fn quantile(&self, u: Uniform) -> Duration {
        match &self.0 {
            Form::Constant(duration) => *duration,
            Form::Exponential { mean } => rounded(mean * u.unit_exponential()),
            Form::LogNormal { mu, sigma } => rounded(libm::exp2(mu + sigma * u.normal_score())),
            Form::Gamma { mean, factor } => rounded(mean * factor.factor(u)),
            Form::Weibull { scale, power } => {
                rounded(scale * libm::exp2(libm::log(u.unit_exponential()) * power))
            }
            Form::Hyperexponential(mixture) => rounded(mixture.quantile(u)),
            Form::Triangular { min, mode, max } => rounded(triangular(u, *min, *mode, *max)),
            Form::Uniform { min, max } => rounded(min + (max - min) * u.open01()),
            Form::Empirical { sorted, cumulative } => sorted[u.pick(cumulative)],
        }
    }

    /// The quantile at a number that is drawn only if the law needs one.
    #[inline]
    pub fn draw(&self, number: impl FnOnce() -> Uniform) -> Duration {
        self.quantile(if self.is_constant() { Uniform::MIN } else { number() })
    }

    /// The mean, to the microsecond.
    pub fn mean(&self) -> Duration {
        rounded(self.moments().0)
    }

    /// Standard deviation over mean; 0 for a constant.
    pub fn cv(&self) -> f64 {
        self.moments().1
    }

    pub const fn is_constant(&self) -> bool {
        matches!(self.0, Form::Constant(_))
    }

    pub const fn is_random(&self) -> bool {
        !self.is_constant()
    }

    /// Whether every draw is zero, so that what it would delay happens at once.
    pub const fn is_zero(&self) -> bool {
        matches!(self.0, Form::Constant(Duration::ZERO))
    }

    /// Whether the law has no memory, which closed formulas ask.
    pub const fn is_exponential(&self) -> bool {
        matches!(self.0, Form::Exponential { .. })
    }

    /// The longest draw, or `None` if there is no bound below 1,000 years.
    pub fn max_possible(&self) -> Option<Duration> {
        match &self.0 {
            Form::Constant(duration) => Some(*duration),
            Form::Triangular { max, .. } | Form::Uniform { max, .. } => Some(rounded(*max)),
            Form::Empirical { sorted, .. } => sorted.last().copied(),
            _ => None,
        }
    }

    /// (mean in microseconds, coefficient of variation).
    fn moments(&self) -> (f64, f64) {
        match &self.0 {
            Form::Constant(duration) => (duration.micros() as f64, 0.0),
            Form::Exponential { mean } => (*mean, 1.0),
            Form::LogNormal { mu, sigma } => {
                let variance = (sigma * LN_2) * (sigma * LN_2);
                (libm::exp(mu * LN_2 + 0.5 * variance), libm::expm1(variance).sqrt())
            }
            Form::Gamma { mean, factor } => (*mean, factor.cv()),
            Form::Weibull { scale, power } => {
                let one_by_shape = power * LN_2;
                let first = libm::lgamma(1.0 + one_by_shape);
                let second = libm::lgamma(1.0 + 2.0 * one_by_shape);
                (scale * libm::exp(first), libm::expm1(second - 2.0 * first).sqrt())
            }
            Form::Hyperexponential(mixture) => (mixture.mean(), mixture.cv()),
            Form::Triangular { min, mode, max } => {
                let mean = (min + mode + max) / 3.0;
                let (low, high) = (mode - min, max - mode);
                (mean, ((low * low + low * high + high * high) / 18.0).sqrt() / mean)
            }
            Form::Uniform { min, max } => {
                let mean = 0.5 * (min + max);
                (mean, (max - min) / 12f64.sqrt() / mean)
            }
            Form::Empirical { sorted, cumulative } => {
                let micros = |i: usize| sorted[i].micros() as f64;
                let mean = weighted_mean(cumulative, micros);
                let square = |i: usize| (micros(i) - mean) * (micros(i) - mean);
                (mean, weighted_mean(cumulative, square).sqrt() / mean)
            }
        }
    }
}

/// The inverse of a distribution function of two parabolas that meet at the mode.
#[inline]
fn triangular(u: Uniform, min: f64, mode: f64, max: f64) -> f64 {
    let width = max - min;
    if u.open01() * width < mode - min {
        min + (u.open01() * width * (mode - min)).sqrt()
    } else {
        max - (u.rest01() * width * (max - mode)).sqrt()
    }
}

/// The nearest microsecond, halves up, at most 1,000 years.
#[inline]
fn rounded(micros: f64) -> Duration {
    Duration::from_micros((micros.min(LONGEST) + 0.5) as i64)
}

/// Running totals of weights, refused where they pass 2⁶³.
fn running_totals(weights: impl Iterator<Item = u64>) -> Result<Vec<u64>, String> {
    let mut total = 0u64;
    weights
        .map(|weight| {
            total = total.checked_add(weight).filter(|&t| t <= i64::MAX as u64)?;
            Some(total)
        })
        .collect::<Option<Vec<u64>>>()
        .ok_or_else(|| "the weights of an empirical law add up to less than 2^63".to_owned())
}

/// The mean of a quantity of entries whose weights are given as running totals.
fn weighted_mean(cumulative: &[u64], of: impl Fn(usize) -> f64) -> f64 {
    let mut before = 0;
    let mut sum = 0.0;
    for (i, &until) in cumulative.iter().enumerate() {
        sum += (until - before) as f64 * of(i);
        before = until;
    }
    sum / before as f64
}
