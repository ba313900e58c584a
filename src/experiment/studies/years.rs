//! Made-up laws of years whose mean is known.

use super::Law;
use crate::random::Sequence;
use crate::stats::Aim;

/// A law of years with a known mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Years {
    /// Beta(57, 3): mean 0.95, standard deviation 2.8 points, skewed to the left.
    Beta,
    /// Beta(31, 1): mean 0.96875, standard deviation 3.0 points.
    BetaAbove,
    /// One year in so many has 50 %, the others 97 to 99 %.
    BadOneIn(u32),
    /// Two kinds of years, around 99 % and around 85 %; so many of 100 are of the second kind.
    Humps(u32),
    /// A queue length: exponential with mean 10.
    Queue,
    /// A queue length around 5, and around 40 in so many of 100 years.
    QueueHumps(u32),
}

impl Years {
    pub fn name(self) -> String {
        match self {
            Years::Beta => "Beta(57, 3)".into(),
            Years::BetaAbove => "Beta(31, 1)".into(),
            Years::BadOneIn(years) => format!("one bad year in {years}"),
            Years::Humps(share) => format!("two humps, {share} % in the second"),
            Years::Queue => "queue, exponential".into(),
            Years::QueueHumps(share) => format!("queue, two humps, {share} % in the second"),
        }
    }

    /// The true mean.
    fn true_mean(self) -> f64 {
        let mixed = |first: f64, second: f64, share: f64| first * (1.0 - share) + second * share;
        match self {
            Years::Beta => 57.0 / 60.0,
            Years::BetaAbove => 31.0 / 32.0,
            Years::BadOneIn(years) => mixed(0.98, 0.5, 1.0 / f64::from(years)),
            Years::Humps(share) => mixed(0.99, 0.85, f64::from(share) / 100.0),
            Years::Queue => 10.0,
            Years::QueueHumps(share) => mixed(5.0, 40.0, f64::from(share) / 100.0),
        }
    }

    /// One year.
    fn year(self, random: &mut Sequence) -> f64 {
        let mut unit = || random.draw().open01();
        match self {
            // The b-th largest of a+b−1 uniform numbers.
            Years::Beta => nth_largest(3, 59, &mut unit),
            Years::BetaAbove => nth_largest(1, 31, &mut unit),
            Years::BadOneIn(years) => {
                let bad = unit() * f64::from(years) < 1.0;
                if bad { 0.5 } else { 0.97 + 0.02 * unit() }
            }
            Years::Humps(share) => {
                let second = unit() * 100.0 < f64::from(share);
                if second { 0.8 + 0.1 * unit() } else { 0.98 + 0.02 * unit() }
            }
            Years::Queue => random.draw().unit_exponential() * 10.0,
            Years::QueueHumps(share) => {
                let second = unit() * 100.0 < f64::from(share);
                if second { 30.0 + 20.0 * unit() } else { 4.0 + 2.0 * unit() }
            }
        }
    }
}

fn nth_largest(n: usize, of: usize, unit: &mut impl FnMut() -> f64) -> f64 {
    let mut largest = [0.0; 3];
    for _ in 0..of {
        let value = unit();
        if let Some(place) = largest[..n].iter().position(|known| value > *known) {
            largest[place..n].rotate_right(1);
            largest[place] = value;
        }
    }
    largest[n - 1]
}

impl Law for Years {
    fn draw(&self, random: &mut Sequence) -> f64 {
        self.year(random)
    }

    fn mean(&self) -> f64 {
        self.true_mean()
    }

    fn aim(&self) -> Aim {
        match self {
            Years::Queue | Years::QueueHumps(_) => Aim::Lower,
            _ => Aim::Higher,
        }
    }
}
