//! Closed formulas of queueing theory: the known answers that the simulator is held against, and the
//! first estimate of how much staff a load needs.
//!
//! All but [`mt_g_infinite`] and [`mmc_mean_after`] is in steady state; people never go home and the queue has no
//! limit. Arrivals are Poisson unless a name says otherwise. Knows no messages. Rates are per any unit of time; times come out in that unit. A
//! queue that grows for ever has no steady state, and neither has nonsense: both give `None`.

mod arrivals;
mod changing;
mod impatient;
mod many_servers;
mod network;
mod one_server;
mod priority;

pub use arrivals::{batches, dm1, em1, gi_m1, hm1};
pub use changing::{exponential_tail, mmc_mean_after, mt_g_infinite};
pub use impatient::{Impatient, erlang_a};
pub use many_servers::{erlang_b, erlang_c, mmc, mmc_wait_quantile};
pub use network::{Network, Station, tandem};
pub use one_server::{Order, md1, mg1, mm1, mm1_time_quantile, mm1_wait_quantile, mm1_wait_second_moment};
pub use priority::{Class, cobham};

/// A queue in steady state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steady {
    /// ρ: the share of time that a server is in work.
    pub utilisation: f64,
    /// P(W > 0): the probability that an arrival has to wait.
    pub waiting_probability: f64,
    /// L_q: mean number waiting.
    pub mean_waiting: f64,
    /// L: mean number waiting or in work.
    pub mean_present: f64,
    /// W_q: mean time from arrival to the beginning of work.
    pub mean_wait: f64,
    /// W: mean time from arrival to the end of work.
    pub mean_time: f64,
}

impl Steady {
    /// The rest follows from the mean wait by Little's law, L = λW (1961, *Operations Research* 9:383–387).
    fn from_wait(arrival_rate: f64, mean_service: f64, waiting_probability: f64, mean_wait: f64) -> Self {
        let mean_time = mean_wait + mean_service;
        Steady {
            utilisation: arrival_rate * mean_service,
            waiting_probability,
            mean_waiting: arrival_rate * mean_wait,
            mean_present: arrival_rate * mean_time,
            mean_wait,
            mean_time,
        }
    }
}

/// λ·E(S) in erlangs: the mean number of servers in work if there are always enough of them.
pub fn offered_load(arrival_rate: f64, mean_service: f64) -> f64 {
    arrival_rate * mean_service
}

/// ρ = λ·E(S)/c: 1 or more means that the queue grows for ever. `None` without servers.
pub fn utilisation(arrival_rate: f64, mean_service: f64, servers: u32) -> Option<f64> {
    (servers > 0).then(|| offered_load(arrival_rate, mean_service) / f64::from(servers))
}

/// The fewest servers with ρ < 1; `None` if the load is negative or no number.
pub fn fewest_servers(arrival_rate: f64, mean_service: f64) -> Option<u32> {
    let load = offered_load(arrival_rate, mean_service);
    (0.0..f64::from(u32::MAX)).contains(&load).then_some(load as u32 + 1)
}

/// Are arrivals possible and times positive, both finite?
fn sensible(arrival_rate: f64, time: f64) -> bool {
    arrival_rate >= 0.0 && arrival_rate.is_finite() && time > 0.0 && time.is_finite()
}

#[cfg(test)]
fn close(value: f64, known: f64) {
    assert!((value - known).abs() <= 1e-12 * known.abs().max(1.0), "{value} is not {known}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn load_and_fewest_servers() {
        // 30 messages an hour of 6 minutes: 3 erlangs, so that 3 people never catch up.
        assert_eq!(offered_load(30.0, 0.1), 3.0);
        assert_eq!((utilisation(30.0, 0.1, 4), utilisation(30.0, 0.1, 0)), (Some(0.75), None));
        assert_eq!((fewest_servers(30.0, 0.1), fewest_servers(0.0, 1.0)), (Some(4), Some(1)));
        assert_eq!((fewest_servers(2.9, 1.0), fewest_servers(-1.0, 1.0)), (Some(3), None));
        assert_eq!(fewest_servers(f64::NAN, 1.0), None);
    }

    #[test]
    fn nonsense_has_no_steady_state() {
        for wrong in [f64::NAN, f64::INFINITY, -1.0] {
            assert_eq!(mm1(wrong, 1.0), None, "{wrong}");
            assert_eq!(mm1(0.5, wrong), None, "{wrong}");
            assert_eq!(mmc(wrong, 1.0, 2), None, "{wrong}");
            assert_eq!(mg1(0.5, 1.0, wrong), None, "{wrong}");
            assert_eq!(cobham(&[Class { arrival_rate: wrong, mean_service: 1.0, second_moment: 1.0 }]), None);
        }
        assert_eq!(mm1(0.5, 0.0), None);
    }
}
