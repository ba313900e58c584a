//! The gamma law with mean 1: exact quantiles, and a table that gives nearly the same in a few
//! nanoseconds. Erlang's law is the one with a whole shape.

use std::f64::consts::PI;

use super::score_table::ScoreTable;
use crate::random::normal;
use crate::random::uniform::Uniform;

/// From here on the Cornish–Fisher expansion is exact to 10⁻¹², and the series are long.
const LARGE_SHAPE: f64 = 20_000.0;
/// From here on Stirling's series gives ln Γ to the last bit.
const STIRLING: f64 = 20.0;
/// A Newton step that is smaller leaves an error below the last bit.
const SETTLED: f64 = 1e-8;
const MOST_STEPS: u32 = 100;

/// The exact gamma law with mean 1 and a shape: its distribution function at x is P(shape, shape · x).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaShape {
    shape: f64,
    /// ln Γ(shape).
    ln_gamma: f64,
    /// ln of x · density at x = 1.
    ln_front_at_mean: f64,
}

impl GammaShape {
    pub fn new(shape: f64) -> Self {
        let ln_gamma = libm::lgamma(shape);
        let ln_front_at_mean = if shape < STIRLING {
            shape * libm::log(shape) - shape - ln_gamma
        } else {
            0.5 * libm::log(shape / (2.0 * PI)) - stirling_rest(shape)
        };
        GammaShape { shape, ln_gamma, ln_front_at_mean }
    }

    /// The quantile, given `below` = u and `above` = 1 − u, both exact so that neither tail loses
    /// digits. Error at most 10⁻¹² of its size for shapes of 0.05 and more.
    pub fn quantile(&self, below: f64, above: f64) -> f64 {
        let z = if below < above { normal::quantile(below) } else { -normal::quantile(above) };
        if self.shape > LARGE_SHAPE {
            return self.cornish_fisher(z);
        }
        libm::exp(self.ln_quantile(self.start(below, above, z), below, above))
    }

    /// The density at x.
    pub fn density(&self, x: f64) -> f64 {
        libm::exp(self.ln_front(libm::log(x))) / x
    }

    /// Newton's method in s = ln x on the logarithm of the smaller tail. Both ln P and ln Q are
    /// concave in s, so that from any start it converges, after its first step from one side.
    fn ln_quantile(&self, start: f64, below: f64, above: f64) -> f64 {
        let upper = below > above;
        let target = libm::log(if upper { above } else { below });
        let mut s = start;
        for _ in 0..MOST_STEPS {
            let (ln_tail, slope) = if upper { self.ln_upper(s) } else { self.ln_lower(s) };
            let step = ((target - ln_tail) / slope).clamp(-3.0, 3.0);
            s += step;
            if step.abs() < SETTLED {
                break;
            }
        }
        s
    }

    /// Wilson–Hilferty's cube, and for what it does not suit the leading term of the tail: the
    /// logarithm of a first guess.
    fn start(&self, below: f64, above: f64, z: f64) -> f64 {
        let ninth = 1.0 / (9.0 * self.shape);
        let cube_root = 1.0 - ninth + z * ninth.sqrt();
        if self.shape >= 1.0 && cube_root > 0.4 {
            return 3.0 * libm::log(cube_root);
        }
        let ln_shape = libm::log(self.shape);
        let power = (libm::log(below) + self.ln_gamma + ln_shape) / self.shape;
        if below < above || power < -1.2 {
            return power - ln_shape;
        }
        let w = -libm::log(above) - self.ln_gamma;
        let tail = if w > 1.0 { w + (self.shape - 1.0) * libm::log(w) } else { 0.5 };
        libm::log(tail.max(0.1)) - ln_shape
    }

    /// ln P and its slope in s = ln x.
    fn ln_lower(&self, s: f64) -> (f64, f64) {
        let argument = self.shape * libm::exp(s);
        if argument < self.shape + 1.0 {
            let sum = lower_series(self.shape, argument) / self.shape;
            (self.ln_front(s) + libm::log(sum), 1.0 / sum)
        } else {
            let front = libm::exp(self.ln_front(s));
            let upper = front * upper_fraction(self.shape, argument);
            (libm::log1p(-upper), front / (1.0 - upper))
        }
    }

    /// ln Q and its slope in s = ln x.
    fn ln_upper(&self, s: f64) -> (f64, f64) {
        let argument = self.shape * libm::exp(s);
        if argument < self.shape + 1.0 {
            let front = libm::exp(self.ln_front(s));
            let lower = front * lower_series(self.shape, argument) / self.shape;
            (libm::log1p(-lower), -front / (1.0 - lower))
        } else {
            let fraction = upper_fraction(self.shape, argument);
            (self.ln_front(s) + libm::log(fraction), -1.0 / fraction)
        }
    }

    /// ln of x · density(x), at s = ln x, without the cancellation of its usual form.
    fn ln_front(&self, s: f64) -> f64 {
        self.ln_front_at_mean - self.shape * (libm::expm1(s) - s)
    }

    /// Cornish and Fisher's expansion to the fifth order of shape^(−1/2).
    fn cornish_fisher(&self, z: f64) -> f64 {
        let r = 1.0 / self.shape.sqrt();
        let z2 = z * z;
        let fifth = z * ((9.0 * z2 + 256.0) * z2 - 433.0) / 38_880.0;
        let fourth = -((3.0 * z2 + 7.0) * z2 - 16.0) / 810.0;
        let third = z * (z2 - 7.0) / 36.0;
        let second = (z2 - 1.0) / 3.0;
        1.0 + r * (z + r * (second + r * (third + r * (fourth + r * fifth))))
    }
}

/// Σ xⁿ / ((a + 1) … (a + n)) from n = 0: P(a, x) is this times xᵃ e⁻ˣ / Γ(a + 1).
fn lower_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut divisor) = (1.0, 1.0, a);
    while term >= sum * 1e-17 {
        divisor += 1.0;
        term *= x / divisor;
        sum += term;
    }
    sum
}

/// Legendre's continued fraction by Lentz's method: Q(a, x) is this times xᵃ e⁻ˣ / Γ(a), for
/// x ≥ a + 1.
fn upper_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut value = d;
    for i in 1..100_000 {
        let numerator = -f64::from(i) * (f64::from(i) - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// ln Γ(a) less Stirling's (a − ½) ln a − a + ½ ln 2π.
fn stirling_rest(a: f64) -> f64 {
    let w = 1.0 / (a * a);
    (1.0 / 12.0 - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w * (1.0 / 1680.0 - w / 1188.0)))) / a
}

/// A factor with a gamma law of mean 1, for day-to-day busyness: exact beyond four standard scores,
/// within them to 10⁻⁷ of its size. A scenario needs one for each coefficient of variation, 16 KB.
#[derive(Clone, Debug, PartialEq)]
pub struct GammaTable {
    exact: GammaShape,
    table: ScoreTable,
}

impl GammaTable {
    /// By coefficient of variation, 0.000 1–100; shape = 1/cv².
    pub fn new(cv: f64) -> Result<Self, String> {
        if (1e-4..=100.0).contains(&cv) {
            Ok(GammaTable::with_shape(1.0 / (cv * cv)))
        } else {
            Err(format!(
                "the coefficient of variation of a gamma factor lies between 0.0001 and 100, not {cv}"
            ))
        }
    }

    pub(super) fn with_shape(shape: f64) -> Self {
        let exact = GammaShape::new(shape);
        let table = ScoreTable::new(|below, above| exact.quantile(below, above), |x| exact.density(x));
        GammaTable { exact, table }
    }

    /// The quantile at u.
    #[inline]
    pub fn factor(&self, u: Uniform) -> f64 {
        self.table.get(u.normal_score()).unwrap_or_else(|| self.exact.quantile(u.open01(), u.rest01()))
    }

    /// The quantile at Φ(z), for a factor that follows a Gaussian process; scores beyond ±30 count as
    /// ±30.
    #[inline]
    pub fn factor_at_score(&self, z: f64) -> f64 {
        self.table.get(z).unwrap_or_else(|| {
            let z = z.clamp(-30.0, 30.0);
            self.exact.quantile(normal::distribution(z), normal::distribution(-z))
        })
    }

    /// 1/√shape.
    pub fn cv(&self) -> f64 {
        1.0 / self.exact.shape.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles at u = 2⁻⁴⁰, 0.01, 0.4 and at 1 − u = 0.5, 0.1, 2⁻⁴⁰, by arbitrary-precision
    /// arithmetic.
    #[test]
    fn exact_quantiles_are_exact() {
        let tiny = 9.094_947_017_729_282e-13;
        let at = [(tiny, 1.0 - tiny), (0.01, 0.99), (0.4, 0.6), (0.5, 0.5), (0.9, 0.1), (1.0 - tiny, tiny)];
        let known: [(f64, [f64; 6]); 10] = [
            (
                0.05,
                [
                    1.75303521494102e-240,
                    1.1689264114573064e-39,
                    1.2852481892777906e-07,
                    1.1147756881492494e-05,
                    1.526342278183769,
                    435.77418561034665,
                ],
            ),
            (
                0.3,
                [
                    1.6941307053394552e-40,
                    5.007408850786794e-07,
                    0.11246597548861377,
                    0.24377045288983967,
                    2.949369244534146,
                    81.22509356474282,
                ],
            ),
            (
                0.9,
                [
                    4.444620983240387e-14,
                    0.006397921559320045,
                    0.477830030310503,
                    0.6630478321726605,
                    2.3629556547638986,
                    30.361334799184412,
                ],
            ),
            (
                1.5,
                [
                    7.565999792316433e-09,
                    0.03827726729970568,
                    0.6230561344629053,
                    0.7886579614584461,
                    2.0837962103901075,
                    19.704216966583395,
                ],
            ),
            (
                4.0,
                [
                    0.0005406057758128132,
                    0.2058121715863463,
                    0.8028306950302396,
                    0.918015187212724,
                    1.670195767063966,
                    9.20901116114638,
                ],
            ),
            (
                19.5,
                [
                    0.11164746827244831,
                    0.5493887965370747,
                    0.9272511592072048,
                    0.9829589071675893,
                    1.2989684741849674,
                    3.503679152524434,
                ],
            ),
            (
                25.0,
                [
                    0.15594067353268193,
                    0.5941336539768258,
                    0.9372755231041785,
                    0.9866987346795367,
                    1.2633424201145265,
                    3.112089924675359,
                ],
            ),
            (
                400.0,
                [
                    0.6870676589211476,
                    0.8873711428172132,
                    0.9865590209361514,
                    0.999166790236161,
                    1.0645890221418741,
                    1.3939299318466913,
                ],
            ),
            (
                10000.0,
                [
                    0.9311368838085041,
                    0.9768836856696591,
                    0.9974353841294824,
                    0.9999666668642048,
                    1.0128367373674176,
                    1.0721075971875107,
                ],
            ),
            (
                40000.0,
                [
                    0.9651660325340101,
                    0.9884050391598868,
                    0.9987254721372215,
                    0.9999916666790125,
                    1.0064130871045485,
                    1.0356451235142081,
                ],
            ),
        ];
        for (shape, quantiles) in known {
            let law = GammaShape::new(shape);
            for ((below, above), exact) in at.into_iter().zip(quantiles) {
                let error = law.quantile(below, above) / exact - 1.0;
                assert!(error.abs() < 1e-12, "shape {shape}, u {below}: {error:e}");
            }
        }
    }

    /// Over all draws: between the first and last thousandth to 10⁻⁷, everywhere finite and rising.
    #[test]
    fn the_table_stays_close_to_the_exact_quantile() {
        for cv in [0.0001, 0.004, 0.02, 0.1, 0.25, 0.5, 0.9, 1.0, 1.3, 2.0, 4.4] {
            let factor = GammaTable::new(cv).unwrap();
            let mut last = 0.0;
            for i in 0..20_000u64 {
                let u = Uniform::from_word((2 * i + 1) * (u64::MAX / 40_000));
                let exact = factor.exact.quantile(u.open01(), u.rest01());
                let drawn = factor.factor(u);
                assert!((drawn - exact).abs() <= 1.2e-7 * exact, "cv {cv}, {i}: {drawn} against {exact}");
                assert!(drawn >= last && drawn.is_finite());
                last = drawn;
            }
            let above = factor.factor_at_score(9.0);
            let ends = [-1e9, -40.0, 40.0, 1e9].map(|z| factor.factor_at_score(z));
            assert!(ends.is_sorted() && ends[0] >= 0.0 && ends[3] > above && ends[3].is_finite());
            assert!(factor.factor(Uniform::MIN) >= 0.0 && factor.factor(Uniform::MAX) < above);
            assert!((factor.factor_at_score(0.5) / factor.factor_at_score(0.5 + 1e-12) - 1.0).abs() < 1e-9);
        }
    }

    /// The mean and the coefficient of variation, by the midpoint rule over u.
    #[test]
    fn the_factor_has_mean_one_and_the_given_spread() {
        for cv in [0.05, 0.2, 0.5, 1.2] {
            let factor = GammaTable::new(cv).unwrap();
            let n = 200_000u64;
            let (mut sum, mut squares) = (0.0, 0.0);
            for i in 0..n {
                let x = factor.factor(Uniform::from_word((2 * i + 1) * (u64::MAX / (2 * n))));
                sum += x;
                squares += x * x;
            }
            let mean = sum / n as f64;
            let spread = (squares / n as f64 - mean * mean).sqrt();
            assert!((mean - 1.0).abs() < 1e-4 && (spread / cv - 1.0).abs() < 1e-3, "{mean} {spread}");
        }
        assert!(GammaTable::new(0.0).is_err() && GammaTable::new(f64::NAN).is_err());
    }
}
