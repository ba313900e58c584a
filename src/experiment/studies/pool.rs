//! Years of the simulator as a law: so many of them that their mean is the truth, and studies draw from them.

use super::Law;
use crate::random::Sequence;
use crate::stats::{Aim, Tally};

/// Years to draw from, each as likely as any other.
pub struct Pool {
    years: Vec<f64>,
    mean: f64,
    deviation: f64,
    aim: Aim,
}

impl Pool {
    /// `None` under two years, or if all are the same.
    pub fn new(years: Vec<f64>, aim: Aim) -> Option<Pool> {
        let tally: Tally = years.iter().copied().collect();
        let (mean, deviation) = (tally.mean()?, tally.standard_deviation()?);
        (deviation > 0.0).then_some(Pool { years, mean, deviation, aim })
    }

    pub fn deviation(&self) -> f64 {
        self.deviation
    }

    /// The third moment about the mean over the cube of the standard deviation.
    pub fn skewness(&self) -> f64 {
        let cube = |year: &f64| {
            let z = (year - self.mean) / self.deviation;
            z * z * z
        };
        self.years.iter().map(cube).sum::<f64>() / self.years.len() as f64
    }

    /// The share of years below the middle between the two humps' means, where the years have two humps: the split
    /// that leaves the least variance within (Otsu 1979). Second, the humps' distance over the spread within.
    pub fn humps(&self) -> (f64, f64) {
        let mut sorted = self.years.clone();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len() as f64;
        let total: f64 = sorted.iter().sum();
        let (mut before, mut best) = (0.0, (0.0, 0, 0.0));
        for (place, year) in sorted.iter().enumerate().take(sorted.len() - 1) {
            before += year;
            let low = (place + 1) as f64;
            let apart = (total - before) / (n - low) - before / low;
            let between = low * (n - low) / (n * n) * apart * apart;
            if between > best.0 {
                best = (between, place + 1, apart);
            }
        }
        let within = (self.deviation * self.deviation - best.0).max(f64::MIN_POSITIVE);
        (best.1 as f64 / n, best.2 / within.sqrt())
    }
}

impl Law for Pool {
    fn draw(&self, random: &mut Sequence) -> f64 {
        let place = (random.draw().open01() * self.years.len() as f64) as usize;
        self.years[place.min(self.years.len() - 1)]
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn aim(&self) -> Aim {
        self.aim
    }
}

/// What common random numbers do for the difference of two plans in one figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Luck {
    /// Standard deviations from year to year: of the baseline, of the variant.
    pub deviations: [f64; 2],
    pub correlation: f64,
    /// How many times larger the variance of the difference is with independent years.
    pub gain: f64,
    /// The most that any coupling of the two laws could reach: the years of both in order of size (Hoeffding 1940).
    pub most: f64,
}

/// Paired years of baseline and variant, and as many years of the variant from another seed. `None` where a figure
/// does not vary, or the difference does not.
pub fn luck(baseline: &[f64], variant: &[f64], alone: &[f64]) -> Option<Luck> {
    let of = |values: &mut dyn Iterator<Item = f64>| values.collect::<Tally>().variance();
    let apart = |a: &[f64], b: &[f64]| of(&mut a.iter().zip(b).map(|(a, b)| a - b)).filter(|v| *v > 0.0);
    let own = [of(&mut baseline.iter().copied())?, of(&mut variant.iter().copied())?];
    let (paired, independent) = (apart(variant, baseline)?, apart(alone, baseline)?);
    let in_order = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    let least = apart(&in_order(variant), &in_order(baseline))?;
    let deviations = own.map(f64::sqrt);
    let product = deviations[0] * deviations[1];
    (product > 0.0).then(|| Luck {
        deviations,
        correlation: (own[0] + own[1] - paired) / (2.0 * product),
        gain: independent / paired,
        most: (own[0] + own[1]) / least,
    })
}
