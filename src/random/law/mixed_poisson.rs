//! A Poisson number whose mean is drawn by a gamma law: negative binomial.
//!
//! Knows no dates: its caller says what a number counts.

/// Numbers with a gamma factor of mean 1 on their mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixedPoisson {
    /// 1/cv² of the factor.
    shape: f64,
}

impl MixedPoisson {
    /// By the factor's coefficient of variation.
    pub fn new(cv: f64) -> Self {
        MixedPoisson { shape: 1.0 / (cv * cv) }
    }

    /// −ln of the chance of none: shape · ln(1 + mean/shape).
    pub fn silence(&self, mean: f64) -> f64 {
        self.shape * libm::log1p(mean / self.shape)
    }

    /// The number, given that there are some: the first whose distribution function is above e to minus `passed`, the
    /// part of the silence that passed until the first of them. At least 1.
    pub fn given_some(&self, mean: f64, passed: f64) -> u32 {
        let (wanted, more) = (libm::exp(-passed), mean / (mean + self.shape));
        let mut chance = libm::exp(-self.silence(mean));
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::uniform::Uniform;
    use crate::random::{Dice, GammaTable, Purpose};

    /// Over the whole silence, numbers come as often as mixing Poisson chances over the gamma law says.
    #[test]
    fn numbers_are_those_of_a_poisson_law_with_a_gamma_mean() {
        for (mean, cv) in [(0.02, 0.3), (0.7, 0.5), (4.0, 0.2), (12.0, 1.0), (8.0, 0.001)] {
            let factor = GammaTable::new(cv).expect("a cv");
            let law = MixedPoisson::new(cv);
            let draws = 200_000;
            let (mut found, mut none) = ([0u32; 12], 0u32);
            let dice = Dice::new(1, 0);
            for draw in 0..draws {
                let gap = dice.draw(Purpose::Gap, 1, draw).unit_exponential();
                match gap < law.silence(mean) {
                    true => found[(law.given_some(mean, gap) as usize - 1).min(11)] += 1,
                    false => none += 1,
                }
            }
            let mut mixed = [0.0; 13];
            for part in 0..20_000 {
                let mean = mean * factor.factor(Uniform::from_word((2 * part + 1) * 461_168_601_842_738));
                let mut chance = libm::exp(-mean);
                for (count, sum) in mixed.iter_mut().enumerate() {
                    *sum += chance / 20_000.0;
                    chance *= mean / (count + 1) as f64;
                }
            }
            mixed[12] = 1.0 - mixed[..12].iter().sum::<f64>();
            let seen = [none].into_iter().chain(found);
            for (count, (seen, chance)) in seen.zip(mixed).enumerate() {
                // Five standard errors, and what 20,000 parts may miss; the seed is pinned.
                let error = (chance * (1.0 - chance) / draws as f64).sqrt();
                let off = f64::from(seen) / draws as f64 - chance;
                assert!(off.abs() <= 5.0 * error + 2e-5, "{mean} cv {cv}: {count}: {off} ± {error}");
            }
        }
    }
}
