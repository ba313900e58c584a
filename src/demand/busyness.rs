//! Days that are busier than others, without asking every day how busy it is.
//!
//! Where a date rarely brings anything it is enough to know on which date something comes next, and how much. Knows no
//! clock and no stream.

use super::rate::Curve;
use crate::random::{GammaTable, MixedPoisson, Uniform};
use crate::time::Date;
use std::sync::Arc;

/// Correlated busyness begins so long before the first date that is asked for.
const DATES_BEFORE: i32 = 100;
/// Dates that bring nothing with a smaller chance than e to minus this are asked how busy they are.
const MOST_SILENCE: f64 = 20.0;

/// The busyness of one stream.
#[derive(Clone, Debug)]
pub(super) struct Busyness {
    factor: Arc<GammaTable>,
    /// Of the normal scores of one date and the next.
    correlation: f64,
    numbers: MixedPoisson,
    /// By level of the curve: −ln of the chance that a date brings nothing.
    silence: Vec<f64>,
}

impl Busyness {
    /// Of a stream that has so many times the births of the curve.
    pub fn new(factor: &Arc<GammaTable>, correlation: f64, (curve, rate): (&Curve, f64)) -> Self {
        let numbers = MixedPoisson::new(factor.cv());
        // Where one date knows something of the next, each is asked.
        let silence =
            |level: &f64| if correlation > 0.0 { f64::INFINITY } else { numbers.silence(level * rate) };
        let silence = curve.levels.iter().map(silence).collect();
        Busyness { factor: factor.clone(), correlation, numbers, silence }
    }

    /// Whether a date of a level brings so much that its factor is to be drawn.
    #[inline]
    pub fn is_drawn(&self, level: usize) -> bool {
        self.silence[level] >= MOST_SILENCE
    }

    /// Over how many dates of these levels a gap passes without a birth, and what is left of it then.
    #[inline]
    pub fn pass(&self, levels: &[u32], mut gap: f64) -> (i32, f64) {
        for (passed, level) in levels.iter().enumerate() {
            let silence = self.silence[*level as usize];
            if gap < silence || silence >= MOST_SILENCE {
                return (passed as i32, gap);
            }
            gap -= silence;
        }
        (levels.len() as i32, gap)
    }

    /// The births of a date on which so many are expected, given that a gap ends there.
    pub fn count(&self, expected: f64, gap: f64) -> u32 {
        self.numbers.given_some(expected, gap)
    }

    /// How busy a date is, on average 1. `number` gives the number of this date and of those before; `before` is the
    /// score of the date before, if it is known.
    pub fn factor(&self, of: Date, number: impl Fn(Date) -> Uniform, before: &mut Option<Score>) -> f64 {
        if self.correlation == 0.0 {
            return self.factor.factor(number(of));
        }
        // Z = ρ·Z of the date before + √(1−ρ²)·ε, from a date whose score is its own ε: normal on every date.
        let fresh = (1.0 - self.correlation * self.correlation).sqrt();
        let Score { mut date, mut value } = before.unwrap_or_else(|| {
            let date = of.plus(-DATES_BEFORE);
            Score { date, value: number(date).normal_score() }
        });
        while date < of {
            date = date.plus(1);
            value = self.correlation * value + fresh * number(date).normal_score();
        }
        *before = Some(Score { date, value });
        self.factor.factor_at_score(value)
    }
}

/// The normal score of a date's busyness.
#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    date: Date,
    value: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Dice, Purpose};

    /// Five standard errors of 20,000 dates: of a covariance √(2(1+ρ²)/(1−ρ²)/n) = 0.0146, of the factor's mean
    /// cv·√((1+ρ)/(1−ρ)/n) = 0.0028, of its spread cv·0.0146/2 and a little for the gamma law's tail.
    #[test]
    fn busyness_follows_the_day_before_and_keeps_its_law() {
        let factor = Arc::new(GammaTable::new(0.2).expect("a cv"));
        let (correlation, numbers, silence) = (0.6, MixedPoisson::new(0.2), Vec::new());
        let busyness = Busyness { factor, correlation, numbers, silence };
        let dice = Dice::new(1, 0);
        let number = |date: Date| dice.draw(Purpose::Busyness, 7, date.days() as u64);
        let (first, mut before) = (Date::from_days(20_000), None);
        let values: Vec<(f64, f64)> = (0..20_000)
            .map(|day| {
                let factor = busyness.factor(first.plus(day), number, &mut before);
                (factor, before.expect("it is known now").value)
            })
            .collect();
        let mean = |of: &dyn Fn(usize) -> f64| (0..19_990).map(of).sum::<f64>() / 19_990.0;
        let lag = |k: usize| mean(&|i| values[i].1 * values[i + k].1);
        for (k, known) in [(0, 1.0), (1, 0.6), (2, 0.36), (7, 0.028)] {
            assert!((lag(k) - known).abs() < 0.073, "lag {k}: {}", lag(k));
        }
        let average = mean(&|i| values[i].0);
        assert!((average - 1.0).abs() < 0.014, "{average}");
        let spread = mean(&|i| (values[i].0 - 1.0) * (values[i].0 - 1.0)).sqrt();
        assert!((spread - 0.2).abs() < 0.01, "{spread}");
        // Begun at another date it soon is the same: 0.6¹⁰⁰ is nothing.
        let mut later = None;
        let again = busyness.factor(first.plus(500), number, &mut later);
        assert!((again - values[500].0).abs() < 1e-12);
    }
}
