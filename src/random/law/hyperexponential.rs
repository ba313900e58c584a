//! A mixture of two exponential laws: with probability p the first, else the second.
//!
//! One uniform through the inverse of the mixture's own distribution function, not one to choose the
//! branch and one for the time: so a draw rises with u like that of every other law.

use super::score_table::ScoreTable;
use crate::random::uniform::Uniform;

/// A Newton step that is a smaller share of the value leaves an error near the last bit.
const SETTLED: f64 = 1e-9;
const MOST_STEPS: u32 = 200;

/// The mixture in microseconds: exact beyond four standard scores, within them to 10⁻⁷.
#[derive(Clone, Debug, PartialEq)]
pub struct Hyperexponential {
    branches: Branches,
    table: ScoreTable,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Branches {
    shares: [f64; 2],
    means: [f64; 2],
}

impl Hyperexponential {
    /// Shares strictly between 0 and 1 and positive means are the caller's to check.
    pub fn new(first_share: f64, first_mean: f64, second_mean: f64) -> Self {
        let branches =
            Branches { shares: [first_share, 1.0 - first_share], means: [first_mean, second_mean] };
        let table = ScoreTable::new(|below, above| branches.quantile(below, above), |x| branches.density(x));
        Hyperexponential { branches, table }
    }

    /// The quantile at u, in microseconds.
    #[inline]
    pub fn quantile(&self, u: Uniform) -> f64 {
        self.table.get(u.normal_score()).unwrap_or_else(|| self.branches.quantile(u.open01(), u.rest01()))
    }

    pub fn mean(&self) -> f64 {
        self.branches.sum(|mean| mean)
    }

    pub fn cv(&self) -> f64 {
        let mean = self.mean();
        (2.0 * self.branches.sum(|m| (m / mean) * (m / mean)) - 1.0).max(0.0).sqrt()
    }
}

impl Branches {
    /// Newton's method on ln(1 − F), which falls and is convex: from a lower bound it rises to the
    /// root and never passes it.
    fn quantile(&self, below: f64, above: f64) -> f64 {
        let target = if below < above { libm::log1p(-below) } else { libm::log(above) };
        let mut x = self.lower_bound(-target);
        for _ in 0..MOST_STEPS {
            let above_x = self.sum(|mean| libm::exp(-x / mean));
            let ln_above_x = if above_x < 0.5 {
                libm::log(above_x)
            } else {
                libm::log1p(self.sum(|m| libm::expm1(-x / m)))
            };
            let step = (ln_above_x - target) * above_x / self.density(x);
            x += step.max(0.0);
            if step <= SETTLED * x {
                break;
            }
        }
        x
    }

    fn density(&self, x: f64) -> f64 {
        self.sum(|mean| libm::exp(-x / mean) / mean)
    }

    /// Where the mixture would stand at `exponential` = −ln(1 − u) if its first rate stayed, or if one
    /// branch were empty: each is a lower bound of the quantile.
    fn lower_bound(&self, exponential: f64) -> f64 {
        let branch = |i: usize| self.means[i] * (exponential + libm::log(self.shares[i]));
        let first_rate = exponential / self.sum(|mean| 1.0 / mean);
        first_rate.max(branch(0)).max(branch(1))
    }

    /// The mean of a quantity of the branches.
    #[inline]
    fn sum(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.shares[0] * of(self.means[0]) + self.shares[1] * of(self.means[1])
    }
}
