//! Queues that are not in steady state: rates that change, and what begins empty.

use super::sensible;

/// M(t)/G/∞: mean number in work at `at`, where every arrival is begun at once. Rates hold on stretches [from, to)
/// before `at`; `tail` is ∫₀ˣ P(S > s) ds. The number is Poisson with mean Σ rate·(tail(at−from) − tail(at−to)):
/// Eick, Massey & Whitt (1993), *Operations Research* 41:731–742, theorem 1.
pub fn mt_g_infinite(stretches: &[(f64, f64, f64)], at: f64, tail: impl Fn(f64) -> f64) -> f64 {
    let before = |&&(from, to, _): &&(f64, f64, f64)| from < to.min(at);
    let part = |(from, to, rate): &(f64, f64, f64)| rate * (tail(at - from) - tail(at - to.min(at)));
    stretches.iter().filter(before).map(part).sum()
}

/// ∫₀ˣ P(S > s) ds of an exponential time.
pub fn exponential_tail(mean: f64, x: f64) -> f64 {
    -mean * libm::expm1(-x / mean)
}

/// M/M/c that begins empty: mean number present after a time. By uniformisation: the number of jumps of a process
/// that jumps at the rate λ + cμ is Poisson, and between jumps the state is a chain (Jensen 1953, *Skandinavisk
/// Aktuarietidskrift* 36:87–91; Gross & Harris 1998, 7.3). The error is below 10⁻¹² of the mean.
pub fn mmc_mean_after(arrival_rate: f64, service_rate: f64, servers: u32, time: f64) -> Option<f64> {
    if !sensible(arrival_rate, service_rate) || servers == 0 || !(time >= 0.0 && time.is_finite()) {
        return None;
    }
    if time == 0.0 {
        return Some(0.0);
    }
    let uniform = arrival_rate + f64::from(servers) * service_rate;
    let jumps = uniform * time;
    let most = (jumps + 12.0 * jumps.sqrt() + 60.0) as usize;
    let up = arrival_rate / uniform;
    let down = |state: usize| (state as f64).min(f64::from(servers)) * service_rate / uniform;
    let mut chances = vec![0.0; most + 2];
    chances[0] = 1.0;
    let mut mean = 0.0;
    // After so many jumps no more than so many are there.
    for reached in 0..=most {
        let n = reached as f64;
        let weight = libm::exp(n * libm::log(jumps) - jumps - libm::lgamma(n + 1.0));
        let present: f64 =
            chances[..=reached].iter().zip(0u32..).map(|(p, state)| p * f64::from(state)).sum();
        mean += weight * present;
        let mut next = vec![0.0; reached + 2];
        for (state, chance) in chances[..=reached].iter().enumerate() {
            next[state + 1] += chance * up;
            next[state.saturating_sub(1)] += chance * down(state);
            next[state] += chance * (1.0 - up - down(state));
        }
        chances[..=reached + 1].copy_from_slice(&next);
    }
    Some(mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::{close, mm1};

    #[test]
    fn a_constant_rate_fills_up() {
        // From empty, λ = 3 and E(S) = 2: 6(1 − e^(−t/2)).
        let tail = |x| exponential_tail(2.0, x);
        for time in [0.5, 2.0, 9.0] {
            let known = 6.0 * (1.0 - libm::exp(-time / 2.0));
            close(mt_g_infinite(&[(0.0, 4.0, 3.0), (4.0, 99.0, 3.0)], time, tail), known);
        }
        // Constant times of 2: what came in the last two units, one of them at rate 5.
        close(mt_g_infinite(&[(0.0, 3.0, 1.0), (3.0, 9.0, 5.0)], 4.0, |x: f64| x.min(2.0)), 6.0);
    }

    #[test]
    fn infinitely_many_servers_have_a_simple_mean() {
        // 40 servers and a load of 2: as good as infinitely many.
        let found = mmc_mean_after(2.0, 1.0, 40, 1.5).unwrap();
        close(found, 2.0 * (1.0 - libm::exp(-1.5)));
    }

    #[test]
    fn one_server_begins_like_a_birth_and_ends_steady() {
        let start = mmc_mean_after(0.5, 1.0, 1, 1e-4).unwrap();
        // λt − λμt²/2 to the second order.
        assert!((start - (0.5e-4 - 0.25e-8)).abs() < 1e-12, "{start}");
        let late = mmc_mean_after(0.5, 1.0, 1, 400.0).unwrap();
        assert!((late - mm1(0.5, 1.0).unwrap().mean_present).abs() < 1e-9, "{late}");
        assert_eq!(mmc_mean_after(0.5, 1.0, 1, 0.0), Some(0.0));
        assert_eq!((mmc_mean_after(0.5, 0.0, 1, 1.0), mmc_mean_after(0.5, 1.0, 0, 1.0)), (None, None));
    }
}
