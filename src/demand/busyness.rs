//! How many births a date brings when some days are busier than others, without asking every date how busy it is.
//!
//! A Poisson number with a gamma mean is negative binomial. Where a date rarely brings anything it is enough to know
//! on which date something comes next, and how much. Knows no clock and no stream.

use super::rate::Curve;
use crate::random::{GammaTable, Uniform};
use std::sync::Arc;

/// Dates that bring nothing with a smaller chance than e to minus this are asked how busy they are.
const MOST_SILENCE: f64 = 20.0;

/// The busyness of one stream.
#[derive(Clone, Debug)]
pub(super) struct Busyness {
    factor: Arc<GammaTable>,
    /// 1/cv².
    shape: f64,
    /// By level of the curve: −ln of the chance that a date brings nothing.
    silence: Vec<f64>,
}

impl Busyness {
    /// Of a stream that has so many times the births of the curve.
    pub fn new(factor: &Arc<GammaTable>, curve: &Curve, rate: f64) -> Self {
        let shape = 1.0 / (factor.cv() * factor.cv());
        let silence = |level: &f64| shape * libm::log1p(level * rate / shape);
        Busyness { factor: factor.clone(), shape, silence: curve.levels.iter().map(silence).collect() }
    }

    /// −ln of the chance that a date of a level brings nothing; `None` where it brings so much that the factor is
    /// to be drawn.
    #[inline]
    pub fn silence(&self, level: usize) -> Option<f64> {
        let silence = self.silence[level];
        (silence < MOST_SILENCE).then_some(silence)
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

    /// The births of a date on which so many are expected, given that there are some: the number whose distribution
    /// function is the first above e to minus the part of the silence that passed until the first of them.
    pub fn count(&self, expected: f64, silence: f64, passed: f64) -> u32 {
        let (wanted, more) = (libm::exp(-passed), expected / (expected + self.shape));
        let mut chance = libm::exp(-silence);
        let mut below = chance;
        let mut count = 0;
        // Rounding may keep the sum from a number close to 1: then the terms vanish.
        while count == 0 || below <= wanted && chance > 1e-18 {
            chance *= (self.shape + f64::from(count)) / f64::from(count + 1) * more;
            below += chance;
            count += 1;
        }
        count
    }

    /// How busy a date is, on average 1.
    pub fn factor(&self, number: Uniform) -> f64 {
        self.factor.factor(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Dice, Purpose};

    /// Over a date's whole silence, numbers come as often as mixing Poisson chances over the gamma law says.
    #[test]
    fn counts_are_those_of_a_poisson_number_with_a_gamma_mean() {
        for (expected, cv) in [(0.02, 0.3), (0.7, 0.5), (4.0, 0.2), (12.0, 1.0), (8.0, 0.001)] {
            let factor = Arc::new(GammaTable::new(cv).expect("a cv"));
            let shape = 1.0 / (cv * cv);
            let busyness = Busyness { factor, shape, silence: Vec::new() };
            let silence = shape * libm::log1p(expected / shape);
            let draws = 200_000;
            let (mut found, mut nothing) = ([0u32; 12], 0u32);
            let dice = Dice::new(1, 0);
            for draw in 0..draws {
                let gap = dice.draw(Purpose::Gap, 1, draw).unit_exponential();
                match gap < silence {
                    true => found[(busyness.count(expected, silence, gap) as usize - 1).min(11)] += 1,
                    false => nothing += 1,
                }
            }
            let mut mixed = [0.0; 13];
            for part in 0..20_000 {
                let mean = expected
                    * busyness.factor.factor(Uniform::from_word((2 * part + 1) * 461_168_601_842_738));
                let mut chance = libm::exp(-mean);
                for (count, sum) in mixed.iter_mut().enumerate() {
                    *sum += chance / 20_000.0;
                    chance *= mean / (count + 1) as f64;
                }
            }
            mixed[12] = 1.0 - mixed[..12].iter().sum::<f64>();
            let seen = [nothing].into_iter().chain(found);
            for (count, (seen, chance)) in seen.zip(mixed).enumerate() {
                // Five standard errors, and what 20,000 parts may miss; the seed is pinned.
                let error = (chance * (1.0 - chance) / draws as f64).sqrt();
                let off = f64::from(seen) / draws as f64 - chance;
                assert!(
                    off.abs() <= 5.0 * error + 2e-5,
                    "{expected} cv {cv}: {count} births {off} ± {error}"
                );
            }
        }
    }
}
