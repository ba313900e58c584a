//! Servers whose customers lose patience: Erlang A.

use super::sensible;

/// M/M/n+M in steady state: exponential patience, and who is served stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impatient {
    /// Share of time that a server is in work.
    pub utilisation: f64,
    pub waiting_probability: f64,
    pub mean_waiting: f64,
    pub mean_present: f64,
    /// Share of arrivals that leave unserved.
    pub abandon: f64,
}

/// Palm's model: a birth–death process with deaths at min(j, n)·μ + max(j−n, 0)·θ. Palm (1957), *Tele* 2;
/// Mandelbaum & Zeltyn (2007), *Advances in Services Innovations*, 2.1. P(abandon) = θ·L_q/λ.
pub fn erlang_a(arrival_rate: f64, service_rate: f64, servers: u32, impatience: f64) -> Option<Impatient> {
    let possible = sensible(arrival_rate, service_rate) && sensible(0.0, impatience) && servers > 0;
    if !possible || arrival_rate == 0.0 {
        return None;
    }
    // Weights from state 0 on; terms fall for good once deaths are more frequent than births.
    let (mut weight, mut total, mut busy, mut waiting, mut delayed) = (1.0, 1.0, 0.0, 0.0, 0.0);
    let most = f64::from(servers);
    for state in 1u32.. {
        let count = f64::from(state);
        let deaths = count.min(most) * service_rate + (count - most).max(0.0) * impatience;
        weight *= arrival_rate / deaths;
        total += weight;
        busy += weight * count.min(most);
        waiting += weight * (count - most).max(0.0);
        delayed += if state >= servers { weight } else { 0.0 };
        if total > 1e280 {
            for sum in [&mut weight, &mut total, &mut busy, &mut waiting, &mut delayed] {
                *sum *= 1e-280;
            }
        }
        if deaths > 2.0 * arrival_rate && weight * count < total * 1e-18 {
            break;
        }
    }
    let (mean_waiting, in_work) = (waiting / total, busy / total);
    Some(Impatient {
        utilisation: in_work / most,
        waiting_probability: delayed / total,
        mean_waiting,
        mean_present: mean_waiting + in_work,
        abandon: impatience * mean_waiting / arrival_rate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::{close, erlang_c, mmc};

    #[test]
    fn patience_as_short_as_service_is_a_poisson_number() {
        // θ = μ: deaths at jμ whatever the servers, so the number present is Poisson with mean λ/μ = 2.
        let found = erlang_a(2.0, 1.0, 2, 1.0).unwrap();
        close(found.mean_present, 2.0);
        // P(N ≥ 2) = 1 − 3e^(−2); L_q = Σ(j−2)⁺p_j = 2 − 2 + (2p₀ + p₁) = 4e^(−2).
        let e2 = libm::exp(-2.0);
        close(found.waiting_probability, 1.0 - 3.0 * e2);
        close(found.mean_waiting, 4.0 * e2);
        close(found.abandon, 2.0 * e2);
        // What is served: λ(1 − P(abandon)) = nμρ.
        close(2.0 * (1.0 - found.abandon), 2.0 * found.utilisation);
    }

    #[test]
    fn patience_without_end_is_erlangs_queue() {
        let found = erlang_a(1.5, 1.0, 2, 1e-9).unwrap();
        assert!((found.waiting_probability - erlang_c(2, 1.5).unwrap()).abs() < 1e-7);
        assert!((found.mean_waiting - mmc(1.5, 1.0, 2).unwrap().mean_waiting).abs() < 1e-6);
    }

    #[test]
    fn thousands_of_servers_and_nonsense() {
        let many = erlang_a(5_000.0, 1.0, 4_900, 0.5).unwrap();
        close(many.abandon, 1.0 - many.utilisation * 4_900.0 / 5_000.0);
        assert_eq!((erlang_a(0.0, 1.0, 2, 1.0), erlang_a(1.0, 1.0, 0, 1.0)), (None, None));
        assert_eq!(erlang_a(1.0, 1.0, 2, 0.0), None);
    }
}
