//! Messages come to the server when the plan has them: Kolmogorov and Smirnov's test, and a curve that is wrong.

use crate::load::plan::Pacing;
use crate::load::shape::Shape;
use crate::load::sink::Behaviour;
use crate::load::trial::Trial;

const SHAPE: &str = "100..500@2s";
const WRONG: &str = "500..100@2s";

/// Instants at which messages came, in microseconds from the start.
fn arrivals(seed: u64) -> Vec<i64> {
    let behaviour = Behaviour { notes_arrivals: true, ..Behaviour::default() };
    let trial = Trial { pacing: Pacing::Poisson, seed, ..Trial::of(SHAPE, behaviour) };
    let left = trial.run().expect("a sink");
    assert_eq!(left.seen.messages, left.ledger.len());
    left.seen.arrivals.iter().map(|at| *at as i64 / 1_000).collect()
}

/// The largest distance between the arrivals' distribution and a shape's, and the chance of one as large (Kolmogorov's
/// series, with Stephens' correction for n). Given how many came, Poisson instants are independent with the shape's
/// distribution.
fn distance_and_p(arrivals: &[i64], shape: &str) -> (f64, f64) {
    let shape = Shape::parse(shape).expect("a shape");
    let n = arrivals.len() as f64;
    let mut sorted = arrivals.to_vec();
    sorted.sort_unstable();
    let distance = sorted.iter().enumerate().fold(0.0f64, |most, (index, at)| {
        let known = shape.before(*at) as f64 / shape.total() as f64;
        most.max((known - index as f64 / n).abs()).max((known - (index as f64 + 1.0) / n).abs())
    });
    let root = n.sqrt();
    let lambda = (root + 0.12 + 0.11 / root) * distance;
    let term = |k: i32| {
        let sign = if k % 2 == 1 { 2.0 } else { -2.0 };
        sign * libm::exp(-2.0 * f64::from(k * k) * lambda * lambda)
    };
    (distance, if lambda < 0.2 { 1.0 } else { (1..=100).map(term).sum::<f64>() })
}

/// Twenty pinned seeds, each with p > 5·10⁻⁵: of a right tool one of a thousand such tests fails. The wrong curve is as
/// long and brings as many; it fails with every seed.
#[test]
fn messages_arrive_when_the_plan_has_them() {
    for seed in 1..=20 {
        let arrivals = arrivals(seed);
        let (distance, p) = distance_and_p(&arrivals, SHAPE);
        assert!(p > 5e-5, "seed {seed}: D = {distance}, p = {p}, n = {}", arrivals.len());
        let (_, wrong) = distance_and_p(&arrivals, WRONG);
        assert!(wrong < 5e-5, "seed {seed}: the wrong curve has p = {wrong}");
    }
}
