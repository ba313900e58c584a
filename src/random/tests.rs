//! Statistical tests with pinned seeds: each would refuse good numbers once in 10,000 seeds.

use super::*;
use crate::stats::Share;
use crate::time::Duration;

const DRAWS: u64 = 100_000;
/// Kolmogorov's distance for a false alarm of 10⁻⁴: √(ln(2/10⁻⁴)/2) / √n.
const KOLMOGOROV: f64 = 0.007_037;

fn draws(purpose: Purpose) -> impl Iterator<Item = Uniform> {
    let mut sequence = Dice::new(20_261_123, 1).sequence(purpose, stable_hash("statistical test"));
    (0..DRAWS).map(move |_| sequence.draw())
}

/// The largest distance between the draws of a law and a distribution function of minutes.
fn distance(law: &Law, distribution: impl Fn(f64) -> f64) -> f64 {
    let mut drawn: Vec<f64> = draws(Purpose::Work).map(|u| law.quantile(u).minutes()).collect();
    drawn.sort_unstable_by(f64::total_cmp);
    let n = DRAWS as f64;
    let gap = |(i, &x): (usize, &f64)| {
        let at = distribution(x);
        (at - i as f64 / n).max((i + 1) as f64 / n - at)
    };
    drawn.iter().enumerate().map(gap).fold(0.0, f64::max)
}

/// Pearson's sum over classes of the given probabilities.
fn chi_square(classes: impl Iterator<Item = usize>, probabilities: &[f64]) -> f64 {
    let mut counts = vec![0.0; probabilities.len()];
    classes.for_each(|class| counts[class] += 1.0);
    let total: f64 = counts.iter().sum();
    counts.iter().zip(probabilities).map(|(n, p)| (n - total * p) * (n - total * p) / (total * p)).sum()
}

fn follows(name: &str, law: Result<Law, String>, distribution: impl Fn(f64) -> f64) {
    let far = distance(&law.unwrap(), distribution);
    assert!(far < KOLMOGOROV, "{name}: {far}");
}

/// The distribution function of `phases` exponential times in a row.
fn erlang(phases: u32, rate: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 0.0);
    for i in 1..=phases {
        sum += term;
        term *= rate * x / f64::from(i);
    }
    1.0 - libm::exp(-rate * x) * sum
}

#[test]
fn draws_follow_their_laws() {
    let mean = Duration::MINUTE.times(10);
    let m = |count| Duration::MINUTE.times(count);
    let exponential = |mean: f64, x: f64| 1.0 - libm::exp(-x / mean);
    follows("exponential", Law::exponential(mean), |x| exponential(10.0, x));
    // A log-normal law with cv² = e − 1 has a logarithm of variance 1.
    let sigma_one = libm::expm1(1.0).sqrt();
    follows("log-normal", Law::log_normal(mean, sigma_one), |x| {
        normal::distribution(libm::log(x) - libm::log(10.0) + 0.5)
    });
    follows("gamma", Law::gamma(mean, 0.5), |x| erlang(4, 0.4, x));
    // With cv² = 2 the gamma law is that of ten times a squared standard normal number.
    follows("gamma, wide", Law::gamma(mean, 2f64.sqrt()), |x| libm::erf((x / 20.0).sqrt()));
    follows("erlang", Law::erlang(mean, 3), |x| erlang(3, 0.3, x));
    follows("weibull", Law::weibull_with_scale(mean, 2.0), |x| 1.0 - libm::exp(-x * x / 100.0));
    let share = Share::from_f64(0.25).unwrap();
    follows("hyperexponential", Law::hyperexponential(share, m(40), m(2)), |x| {
        0.25 * exponential(40.0, x) + 0.75 * exponential(2.0, x)
    });
    follows("uniform", Law::uniform(m(5), m(20)), |x| (x - 5.0) / 15.0);
    follows("triangular", Law::triangular(m(0), m(4), m(10)), |x| {
        if x < 4.0 { x * x / 40.0 } else { 1.0 - (10.0 - x) * (10.0 - x) / 60.0 }
    });
}

#[test]
fn choices_follow_their_weights() {
    let values = [(Duration::DAY, 2), (Duration::HOUR, 5), (Duration::MINUTE, 1)];
    let law = Law::empirical_weighted(&values).unwrap();
    let class = |u: Uniform| values.iter().position(|v| v.0 == law.quantile(u)).unwrap();
    assert!(chi_square(draws(Purpose::Look).map(class), &[0.25, 0.625, 0.125]) < 18.42);
    let weights = draws(Purpose::Birth).map(|u| u.pick(&[1, 3, 6, 10]));
    assert!(chi_square(weights, &[0.1, 0.2, 0.3, 0.4]) < 21.11);
    let geometric = draws(Purpose::SickLeave).map(|u| (geometric_days(u, 2.0) as usize).min(4) - 1);
    assert!(chi_square(geometric, &[0.5, 0.25, 0.125, 0.125]) < 21.11);
    let share = Share::from_f64(0.07).unwrap();
    let below = draws(Purpose::Flaws).map(|u| usize::from(u.below(share)));
    assert!(chi_square(below, &[0.93, 0.07]) < 15.14);
}

/// Pairs of draws that differ in one part of their address fill a 10 × 10 board evenly.
#[test]
fn neighbouring_addresses_are_independent() {
    type Pair = fn(u64) -> [Uniform; 2];
    let pairs: [(&str, Pair); 5] = [
        ("seed", |n| [0, 1].map(|i| Dice::new(n + i, 0).draw(Purpose::Gap, 0, 0))),
        ("replication", |n| [0, 1].map(|i| Dice::new(0, n + i).draw(Purpose::Gap, 0, 0))),
        ("entity", |n| [0, 1].map(|i| Dice::new(0, 0).draw(Purpose::Gap, n + i, 0))),
        ("occasion", |n| [0, 1].map(|i| Dice::new(0, 0).draw(Purpose::Gap, 0, n + i))),
        ("purpose", |n| [Purpose::Gap, Purpose::Look].map(|p| Dice::new(0, 0).draw(p, n, 0))),
    ];
    for (name, pair) in pairs {
        let classes = (0..DRAWS).map(|n| {
            let [x, y] = pair(n * 2);
            x.index(10) * 10 + y.index(10)
        });
        let sum = chi_square(classes, &[0.01; 100]);
        assert!(sum < 160.06, "{name}: {sum}");
    }
}
