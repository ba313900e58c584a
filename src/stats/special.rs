//! Distribution functions and quantiles; the only place that knows `statrs`.
//!
//! What reaches a result (Student, normal) is computed over `libm`, because the standard logarithm
//! and exponential differ in the last digit between platforms. `statrs` serves the chi-square test
//! of laws alone. Its inverse beta hangs below 1e-50 and panics below 1e-162 (statrs issue 435) and
//! its Student quantile is off by 3.5e-6 at 100,000 degrees of freedom, so both are avoided.

use std::f64::consts::{PI, SQRT_2};

/// Probabilities nearer to 0 or 1 are taken as this one: no level of significance comes near it.
const SMALLEST_TAIL: f64 = 1e-15;

/// P(Z > z) of the standard normal law.
pub fn normal_upper(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// The z with P(Z ≤ z) = p; p is clamped to 1e-15 … 1 − 1e-15.
pub fn normal_quantile(p: f64) -> f64 {
    let density = |z: f64| libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI);
    symmetric_quantile(p, normal_upper, density)
}

/// P(T > t) of Student's law; accurate far out in the upper tail.
///
/// With x = ν/(ν+t²) it is ½ I_x(ν/2, ½) for t ≥ 0: Abramowitz & Stegun (1964) 26.7.1, 26.5.2.
pub fn t_upper(degrees: f64, t: f64) -> f64 {
    assert!(degrees > 0.0, "Student's law with {degrees} degrees of freedom");
    if t < 0.0 {
        return 1.0 - t_upper(degrees, -t);
    }
    let ratio = t * t / degrees;
    let (x, rest) = (1.0 / (1.0 + ratio), 1.0 / (1.0 + 1.0 / ratio));
    0.5 * incomplete_beta(degrees / 2.0, 0.5, x, rest)
}

/// P(T ≤ t) of Student's law.
pub fn t_cdf(degrees: f64, t: f64) -> f64 {
    t_upper(degrees, -t)
}

/// The t with P(T ≤ t) = p of Student's law; p is clamped to 1e-15 … 1 − 1e-15.
pub fn t_quantile(degrees: f64, p: f64) -> f64 {
    let scale = libm::exp(libm::lgamma((degrees + 1.0) / 2.0) - libm::lgamma(degrees / 2.0));
    let density = |t: f64| {
        let kernel = libm::exp(-(degrees + 1.0) / 2.0 * libm::log1p(t * t / degrees));
        scale * kernel / libm::sqrt(PI * degrees)
    };
    symmetric_quantile(p, |t| t_upper(degrees, t), density)
}

/// P(X > x) of the chi-square law: for tests of laws, never for a figure in a result.
pub fn chi_square_upper(degrees: f64, x: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { statrs::function::gamma::gamma_ur(degrees / 2.0, x / 2.0) }
}

/// The p-value of a Kolmogorov–Smirnov distance `d` between n values and a given continuous law, with
/// Stephens' correction for finite n (1970, *J. R. Stat. Soc. B* 32:115–122).
pub fn kolmogorov_smirnov(d: f64, n: usize) -> f64 {
    let root = libm::sqrt(n as f64);
    let lambda = (root + 0.12 + 0.11 / root) * d;
    // Below 0.2 the alternating series is slow, and 1 is right to 12 digits.
    if n == 0 || lambda < 0.2 {
        return 1.0;
    }
    let term = |k: i32| {
        let k = f64::from(k);
        libm::exp(-2.0 * k * k * lambda * lambda)
    };
    let sum: f64 = (1..=100).step_by(2).map(|k| term(k) - term(k + 1)).sum();
    (2.0 * sum).clamp(0.0, 1.0)
}

/// The quantile of a law that is symmetric about 0 and whose density falls from there.
///
/// Its upper tail is convex for positive arguments, so Newton's steps from 0 rise towards the
/// solution and never pass it: they end when rounding stops the rise.
fn symmetric_quantile(p: f64, upper: impl Fn(f64) -> f64, density: impl Fn(f64) -> f64) -> f64 {
    assert!((0.0..=1.0).contains(&p), "a quantile at probability {p}");
    let tail = p.min(1.0 - p).max(SMALLEST_TAIL);
    let newton = |x: f64| x + (upper(x) - tail) / density(x);
    let (mut x, mut next) = (0.0, newton(0.0));
    while next > x {
        (x, next) = (next, newton(next));
    }
    if p < 0.5 { -x } else { x }
}

/// The regularised incomplete beta function I_x(a, b), by the continued fraction 26.5.8 of Abramowitz
/// & Stegun; `rest` is 1 − x, given apart so that no digits are lost where x is near 1.
fn incomplete_beta(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    if x <= 0.0 || rest <= 0.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, rest, x);
    }
    let ln_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log(rest) - ln_beta) / a;
    front / beta_fraction(a, b, x)
}

/// 1 + d₁/(1 + d₂/(1 + …)) by Lentz's method (1976, *Applied Optics* 15:668–671).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let coefficient = |j: u32| {
        let m = f64::from(j / 2);
        if j.is_multiple_of(2) {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    };
    let nonzero = |value: f64| if value == 0.0 { f64::MIN_POSITIVE } else { value };
    let (mut value, mut c, mut d) = (1.0, 1.0, 0.0);
    for j in 1..100_000 {
        d = 1.0 / nonzero(1.0 + coefficient(j) * d);
        c = nonzero(1.0 + coefficient(j) / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The power of ten that a positive number is; for axes.
pub fn decades(x: f64) -> f64 {
    libm::log10(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, known: f64, relative: f64) {
        assert!((value - known).abs() <= relative * known.abs(), "{value} is not {known}");
    }

    /// Known values: scipy 1.17 `stats.t.isf`, `stats.t.sf`, `stats.norm.ppf`, `stats.chi2.sf`,
    /// `special.kolmogorov`.
    #[test]
    fn student_quantiles() {
        for (degrees, p, known) in [
            (1.0, 0.975, 12.706204736174694),
            (2.0, 0.975, 4.302652729749462),
            (4.0, 0.975, 2.7764451051977934),
            (9.0, 0.995, 3.249835541592126),
            (29.0, 0.975, 2.045229642132703),
            (29.0, 0.6, 0.25568363457125604),
            (59.0, 0.995, 2.6617587521629673),
            (479.0, 0.995, 2.5861321111023177),
        ] {
            close(t_quantile(degrees, p), known, 1e-12);
            close(t_quantile(degrees, 1.0 - p), -known, 1e-12);
        }
        // ln Γ of 50,000 has eleven digits left after its difference.
        close(t_quantile(100_000.0, 0.975), 1.9599877075346095, 1e-10);
        close(t_quantile(3.0, 1.0 - 1e-9), 1033.1096842432753, 1e-7);
        close(t_quantile(1.0, 1.0 - 1e-12), 318_316_927_901.78, 1e-4);
        assert_eq!(t_quantile(29.0, 0.5), 0.0);
    }

    #[test]
    fn student_tails() {
        for (degrees, t, known) in [
            (1.0, 1.0, 0.25),
            (5.0, 2.015, 0.05000308616340318),
            (29.0, 0.1, 0.46051622224368693),
            (29.0, 12.0, 4.5303541665685913e-13),
            (29.0, 60.0, 2.854021679701055e-32),
            (479.0, 3.0, 0.0014202383130766413),
            (3.0, 1e6, 1.1026577908396144e-18),
            (2.0, 1e-8, 0.4999999964644661),
            (100_000.0, 1.96, 0.02499928159715084),
        ] {
            close(t_upper(degrees, t), known, 1e-10);
            close(t_cdf(degrees, -t), known, 1e-10);
            close(t_cdf(degrees, t), 1.0 - known, 1e-11);
        }
        assert_eq!(
            (t_upper(7.0, 0.0), t_upper(7.0, f64::INFINITY), t_cdf(7.0, f64::INFINITY)),
            (0.5, 0.0, 1.0)
        );
        assert_eq!(t_upper(7.0, 1e200), 0.0);
    }

    #[test]
    fn normal_quantiles() {
        for (p, known) in [
            (0.75, 0.6744897501960817),
            (0.975, 1.959963984540054),
            (0.995, 2.5758293035489004),
            (1.0 - 1e-6, 4.753424308817087),
            (0.001, -3.090232306167813),
        ] {
            close(normal_quantile(p), known, 1e-10);
            close(normal_upper(-known), p, 1e-10);
        }
        assert_eq!(normal_quantile(0.5), 0.0);
    }

    #[test]
    fn quantiles_at_the_edge_are_finite_and_quick() {
        for p in [0.0, 1e-320, 1e-162, 1e-50, 1.0 - 1e-16, 1.0] {
            for degrees in [1.0, 2.0, 29.0, 1e6] {
                assert!(t_quantile(degrees, p).is_finite());
            }
            assert!((7.5..8.0).contains(&normal_quantile(p).abs()), "{}", normal_quantile(p));
        }
    }

    #[test]
    fn student_undoes_its_quantile() {
        for degrees in [1.0, 2.0, 3.0, 7.0, 29.0, 30.0, 119.0, 479.0, 9_999.0] {
            for p in [1e-9, 1e-4, 0.01, 0.3, 0.45, 0.499] {
                close(t_cdf(degrees, t_quantile(degrees, p)), p, 1e-9);
            }
        }
    }

    #[test]
    fn tests_of_laws() {
        close(chi_square_upper(1.0, 3.841458820694124), 0.05, 1e-10);
        close(chi_square_upper(10.0, 18.307), 0.05000058909139812, 1e-10);
        close(chi_square_upper(49.0, 90.0), 0.0003229878674324191, 1e-9);
        assert_eq!(chi_square_upper(4.0, 0.0), 1.0);
        // At n = 10,000 Stephens' factor is √n + 0.12 + 0.0011 = 100.1211.
        let p = |lambda: f64| kolmogorov_smirnov(lambda / 100.1211, 10_000);
        close(p(0.5), 0.9639452436648751, 1e-9);
        close(p(1.0), 0.26999967167735456, 1e-9);
        close(p(1.36), 0.049485876755377876, 1e-9);
        close(p(2.0), 0.0006709252557796953, 1e-9);
        assert_eq!((p(0.1), p(50.0), kolmogorov_smirnov(0.5, 0)), (1.0, 0.0, 1.0));
    }
}
