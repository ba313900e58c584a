//! Days that are busier than others, without asking every day how busy it is.
//!
//! Where a date rarely brings anything it is enough to know on which date something comes next, and how much. Knows no
//! clock and no stream.

use super::rate::Curve;
use crate::random::{GammaTable, MixedPoisson, Uniform};
use std::sync::Arc;

/// Dates that bring nothing with a smaller chance than e to minus this are asked how busy they are.
const MOST_SILENCE: f64 = 20.0;

/// The busyness of one stream.
#[derive(Clone, Debug)]
pub(super) struct Busyness {
    factor: Arc<GammaTable>,
    numbers: MixedPoisson,
    /// By level of the curve: −ln of the chance that a date brings nothing.
    silence: Vec<f64>,
}

impl Busyness {
    /// Of a stream that has so many times the births of the curve.
    pub fn new(factor: &Arc<GammaTable>, curve: &Curve, rate: f64) -> Self {
        let numbers = MixedPoisson::new(factor.cv());
        let silence = curve.levels.iter().map(|level| numbers.silence(level * rate)).collect();
        Busyness { factor: factor.clone(), numbers, silence }
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

    /// How busy a date is, on average 1.
    pub fn factor(&self, number: Uniform) -> f64 {
        self.factor.factor(number)
    }
}
