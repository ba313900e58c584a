//! The constructors of laws: what parameters are allowed, and what is computed once.

use std::f64::consts::LN_2;

use super::gamma::GammaTable;
use super::hyperexponential::Hyperexponential;
use super::{Form, LONGEST, Law};
use crate::stats::Share;
use crate::time::Duration;

impl Law {
    /// Always the same; zero allowed.
    pub fn constant(duration: Duration) -> Result<Law, String> {
        not_negative("a constant time", duration)?;
        Ok(Law(Form::Constant(duration)))
    }

    pub fn exponential(mean: Duration) -> Result<Law, String> {
        Ok(Law(Form::Exponential { mean: positive("the mean", mean)? }))
    }

    /// By the mean and coefficient of variation of the time itself, not of its logarithm.
    pub fn log_normal(mean: Duration, cv: f64) -> Result<Law, String> {
        let micros = positive("the mean", mean)?;
        if checked_cv(cv)? == 0.0 {
            return Law::constant(mean);
        }
        let variance = libm::log1p(cv * cv);
        let mu = libm::log(micros) - 0.5 * variance;
        Ok(Law(Form::LogNormal { mu: mu / LN_2, sigma: variance.sqrt() / LN_2 }))
    }

    /// Shape 1/cv², scale mean · cv².
    pub fn gamma(mean: Duration, cv: f64) -> Result<Law, String> {
        let micros = positive("the mean", mean)?;
        match checked_cv(cv)? {
            0.0 => Law::constant(mean),
            1.0 => Law::exponential(mean),
            _ => Ok(Law(Form::Gamma { mean: micros, factor: GammaTable::new(cv)? })),
        }
    }

    /// The sum of `phases` independent exponential times with the same mean.
    pub fn erlang(mean: Duration, phases: u32) -> Result<Law, String> {
        let micros = positive("the mean", mean)?;
        match phases {
            1 => Law::exponential(mean),
            2..=10_000 => {
                Ok(Law(Form::Gamma { mean: micros, factor: GammaTable::with_shape(f64::from(phases)) }))
            }
            _ => Err(format!("the phases of an Erlang law number between 1 and 10000, not {phases}")),
        }
    }

    /// Weibull's law by its mean.
    pub fn weibull(mean: Duration, shape: f64) -> Result<Law, String> {
        let micros = positive("the mean", mean)?;
        let scale = micros / libm::tgamma(1.0 + 1.0 / checked_shape(shape)?);
        Ok(weibull(scale, shape))
    }

    /// Weibull's law by its scale: 1 − 1/e of the draws are shorter.
    pub fn weibull_with_scale(scale: Duration, shape: f64) -> Result<Law, String> {
        let micros = positive("the scale", scale)?;
        Ok(weibull(micros, checked_shape(shape)?))
    }

    /// Exponential with `first_mean` for a share `first` of the draws, with `second_mean` for the rest.
    pub fn hyperexponential(
        first: Share,
        first_mean: Duration,
        second_mean: Duration,
    ) -> Result<Law, String> {
        let means = [positive("the first mean", first_mean)?, positive("the second mean", second_mean)?];
        if first.is_one() || first_mean == second_mean {
            return Law::exponential(first_mean);
        }
        if first.is_zero() {
            return Law::exponential(second_mean);
        }
        Ok(Law(Form::Hyperexponential(Hyperexponential::new(first.as_f64(), means[0], means[1]))))
    }

    /// Rising in a straight line from `min` to `mode`, falling to `max`.
    pub fn triangular(min: Duration, mode: Duration, max: Duration) -> Result<Law, String> {
        let [low, peak, high] = [
            not_negative("the minimum", min)?,
            not_negative("the mode", mode)?,
            not_negative("the maximum", max)?,
        ];
        if min > mode || mode > max {
            return Err("a triangular law has minimum ≤ mode ≤ maximum".to_owned());
        }
        if min == max {
            return Law::constant(min);
        }
        Ok(Law(Form::Triangular { min: low, mode: peak, max: high }))
    }

    pub fn uniform(min: Duration, max: Duration) -> Result<Law, String> {
        let (low, high) = (not_negative("the minimum", min)?, not_negative("the maximum", max)?);
        if min > max {
            return Err("a uniform law has minimum ≤ maximum".to_owned());
        }
        if min == max {
            return Law::constant(min);
        }
        Ok(Law(Form::Uniform { min: low, max: high }))
    }

    /// One of the given values, in any order, each equally likely.
    pub fn empirical(values: &[Duration]) -> Result<Law, String> {
        Law::empirical_weighted(&values.iter().map(|&value| (value, 1)).collect::<Vec<_>>())
    }

    /// One of the given values, in any order, by whole weights; a weight of zero leaves it out.
    pub fn empirical_weighted(weighted: &[(Duration, u64)]) -> Result<Law, String> {
        let mut sorted: Vec<(Duration, u64)> = weighted.iter().copied().filter(|&(_, w)| w > 0).collect();
        sorted.sort_unstable();
        let (Some(&(least, _)), Some(&(most, _))) = (sorted.first(), sorted.last()) else {
            return Err("an empirical law needs at least one value with a positive weight".to_owned());
        };
        not_negative("a value", least)?;
        not_negative("a value", most)?;
        let cumulative = super::running_totals(sorted.iter().map(|&(_, weight)| weight))?;
        if least == most {
            return Law::constant(least);
        }
        let sorted = sorted.into_iter().map(|(value, _)| value).collect();
        Ok(Law(Form::Empirical { sorted, cumulative }))
    }
}

fn weibull(scale: f64, shape: f64) -> Law {
    Law(if shape == 1.0 {
        Form::Exponential { mean: scale }
    } else {
        Form::Weibull { scale, power: 1.0 / (shape * LN_2) }
    })
}

/// In microseconds.
fn not_negative(what: &str, duration: Duration) -> Result<f64, String> {
    match duration.micros() as f64 {
        micros if micros < 0.0 => Err(format!("{what} is not negative")),
        micros if micros > LONGEST => Err(format!("{what} is at most 1000 years")),
        micros => Ok(micros),
    }
}

/// In microseconds.
fn positive(what: &str, duration: Duration) -> Result<f64, String> {
    if duration == Duration::ZERO {
        Err(format!("{what} is longer than zero"))
    } else {
        not_negative(what, duration)
    }
}

fn checked_cv(cv: f64) -> Result<f64, String> {
    let fits = cv == 0.0 || (1e-4..=100.0).contains(&cv);
    if fits {
        Ok(cv)
    } else {
        Err(format!("a coefficient of variation is 0 or between 0.0001 and 100, not {cv}"))
    }
}

fn checked_shape(shape: f64) -> Result<f64, String> {
    let fits = (0.1..=100.0).contains(&shape);
    if fits {
        Ok(shape)
    } else {
        Err(format!("the shape of a Weibull law lies between 0.1 and 100, not {shape}"))
    }
}
