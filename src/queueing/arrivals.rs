//! One exponential server with arrivals that are not Poisson: renewal arrivals and batches.

use super::{Steady, sensible};

/// GI/M/1: gaps with a Laplace–Stieltjes transform A*(s), of mean 1/`arrival_rate`. With σ the root in (0, 1) of
/// σ = A*(μ(1−σ)): P(W > 0) = σ and W_q = σ/(μ(1−σ)). Kleinrock (1975), *Queueing Systems* I, 6.4.
pub fn gi_m1(arrival_rate: f64, service_rate: f64, transform: impl Fn(f64) -> f64) -> Option<Steady> {
    if !sensible(arrival_rate, service_rate) || arrival_rate >= service_rate {
        return None;
    }
    // From 0 the iteration rises to the smaller of the two roots; the other one is 1.
    let mut sigma = 0.0;
    for _ in 0..100_000 {
        let next = transform(service_rate * (1.0 - sigma));
        if next <= sigma {
            break;
        }
        sigma = next;
    }
    let wait = sigma / (service_rate * (1.0 - sigma));
    Some(Steady::from_wait(arrival_rate, 1.0 / service_rate, sigma, wait))
}

/// D/M/1: A*(s) = e^(−s/λ).
pub fn dm1(arrival_rate: f64, service_rate: f64) -> Option<Steady> {
    gi_m1(arrival_rate, service_rate, |s| libm::exp(-s / arrival_rate))
}

/// E_k/M/1: gaps of `stages` exponential parts, A*(s) = (kλ/(kλ+s))^k.
pub fn em1(stages: u32, arrival_rate: f64, service_rate: f64) -> Option<Steady> {
    let whole = f64::from(stages) * arrival_rate;
    let part = |s: f64| libm::pow(whole / (whole + s), f64::from(stages));
    (stages > 0).then(|| gi_m1(arrival_rate, service_rate, part)).flatten()
}

/// H₂/M/1: gaps exponential with the first mean for a `share` of them, else with the second.
pub fn hm1(share: f64, means: [f64; 2], service_rate: f64) -> Option<Steady> {
    let shares = [share, 1.0 - share];
    let mean: f64 = shares.iter().zip(means).map(|(share, mean)| share * mean).sum();
    let transform = |s: f64| shares.iter().zip(means).map(|(share, mean)| share / (1.0 + mean * s)).sum();
    let possible = (0.0..=1.0).contains(&share) && means.iter().all(|mean| *mean > 0.0);
    possible.then(|| gi_m1(1.0 / mean, service_rate, transform)).flatten()
}

/// Mean wait of a message in M^X/G/1: batches come at `batch_rate`, sizes have these first two moments, and so has
/// service. A batch waits like one customer of M/G/1, and then a message for those before it in its batch:
/// W_q = λ(E(X)·Var(S) + E(X²)·E(S)²)/(2(1−ρ)) + E(S)·(E(X²)−E(X))/(2E(X)). Gross & Harris (1998), *Fundamentals of
/// Queueing Theory*, 5.1.9; Chaudhry & Templeton (1983), *A First Course in Bulk Queues*, 3.2.
pub fn batches(batch_rate: f64, size: [f64; 2], service: [f64; 2]) -> Option<Steady> {
    let ([size, square], [mean, second]) = (size, service);
    let load = batch_rate * size * mean;
    let possible =
        size >= 1.0 && square >= size * size * (1.0 - 1e-12) && second >= mean * mean * (1.0 - 1e-12);
    if !sensible(batch_rate, mean) || load >= 1.0 || !possible {
        return None;
    }
    let of_batch = batch_rate * (size * (second - mean * mean) + square * mean * mean) / (2.0 * (1.0 - load));
    let within = mean * (square - size) / (2.0 * size);
    // An arrival waits unless it is the first of its batch and finds nobody.
    let waits = 1.0 - (1.0 - load) / size;
    Some(Steady::from_wait(batch_rate * size, mean, waits, of_batch + within))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::{close, md1, mm1};

    #[test]
    fn poisson_arrivals_are_a_special_case() {
        let known = mm1(0.7, 1.0).unwrap();
        for found in [em1(1, 0.7, 1.0).unwrap(), hm1(0.3, [1.0 / 0.7; 2], 1.0).unwrap()] {
            close(found.mean_wait, known.mean_wait);
            close(found.waiting_probability, 0.7);
        }
        let single = batches(0.7, [1.0, 1.0], [1.0, 2.0]).unwrap();
        close(single.mean_wait, known.mean_wait);
        close(single.waiting_probability, 0.7);
        close(batches(0.7, [1.0, 1.0], [1.0, 1.0]).unwrap().mean_wait, md1(0.7, 1.0).unwrap().mean_wait);
    }

    #[test]
    fn two_stages_by_hand() {
        // E₂/M/1 with λ = 1/2, μ = 1: σ = (1/(2−σ))² has σ(2−σ)² = 1, (σ−1)(σ²−3σ+1) = 0: σ = (3−√5)/2.
        let sigma = (3.0 - 5f64.sqrt()) / 2.0;
        let found = em1(2, 0.5, 1.0).unwrap();
        close(found.waiting_probability, sigma);
        close(found.mean_wait, sigma / (1.0 - sigma));
    }

    #[test]
    fn fixed_gaps_by_hand() {
        // σ = e^(−2(1−σ)) at λ = 1/2, μ = 1: 0.20318786997997992 by Lambert's function, −W(−2e^(−2))/2.
        close(dm1(0.5, 1.0).unwrap().waiting_probability, 0.203_187_869_979_979_92);
    }

    #[test]
    fn pairs_by_hand() {
        // Two at once, each 1 minute, every 4 minutes: ρ = 1/2. A batch waits 0.25·4/(2·0.5) = 1, a message ½ more.
        close(batches(0.25, [2.0, 4.0], [1.0, 1.0]).unwrap().mean_wait, 1.5);
    }

    #[test]
    fn what_has_no_steady_state() {
        assert_eq!((dm1(1.0, 1.0), em1(0, 0.5, 1.0), hm1(1.1, [1.0, 1.0], 2.0)), (None, None, None));
        assert_eq!(batches(0.5, [2.0, 4.0], [1.0, 1.0]), None);
        assert_eq!(batches(0.1, [2.0, 3.0], [1.0, 1.0]), None);
    }
}
