//! One server, first come first served.

use super::{Steady, mmc, mmc_wait_quantile, sensible};

/// M/M/1: W_q = ρ/(μ−λ). Kleinrock (1975), *Queueing Systems* I, 3.2.
pub fn mm1(arrival_rate: f64, service_rate: f64) -> Option<Steady> {
    mmc(arrival_rate, service_rate, 1)
}

/// M/D/1: W_q = ρ·D/(2(1−ρ)). Gross & Harris (1998), *Fundamentals of Queueing Theory*, 5.1.
pub fn md1(arrival_rate: f64, service: f64) -> Option<Steady> {
    mg1(arrival_rate, service, service * service)
}

/// M/G/1: W_q = λ·E(S²)/(2(1−ρ)), after Pollaczek (1930) and Khinchine (1932); Kleinrock I, 5.6.
pub fn mg1(arrival_rate: f64, mean_service: f64, second_moment: f64) -> Option<Steady> {
    let load = arrival_rate * mean_service;
    // A second moment is never below the square of the mean; rounding may bring it there.
    let possible = second_moment.is_finite() && second_moment >= mean_service * mean_service * (1.0 - 1e-12);
    if !sensible(arrival_rate, mean_service) || load >= 1.0 || !possible {
        return None;
    }
    let wait = arrival_rate * second_moment / (2.0 * (1.0 - load));
    Some(Steady::from_wait(arrival_rate, mean_service, load, wait))
}

/// M/M/1: the time within which the share `q` of arrivals is done, −ln(1−q)/(μ−λ): the time in the
/// system is exponential. Gross & Harris, 2.2. `None` unless 0 ≤ q < 1.
pub fn mm1_time_quantile(arrival_rate: f64, service_rate: f64, q: f64) -> Option<f64> {
    let stable = sensible(arrival_rate, service_rate) && arrival_rate < service_rate;
    (stable && (0.0..1.0).contains(&q)).then(|| -libm::log1p(-q) / (service_rate - arrival_rate))
}

/// M/M/1: the time within which the share `q` of arrivals is begun, ln(ρ/(1−q))/(μ−λ) or 0. Gross &
/// Harris, 2.2. `None` unless 0 ≤ q < 1.
pub fn mm1_wait_quantile(arrival_rate: f64, service_rate: f64, q: f64) -> Option<f64> {
    mmc_wait_quantile(arrival_rate, service_rate, 1, q)
}

/// Orders of service that look at no time: all have the same mean wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Fifo,
    /// By a lot drawn on arrival.
    Lot,
    /// Last come, first served; who is in work stays.
    Lifo,
}

/// M/M/1: E(W²) of the wait. First come first served: 2ρ/(μ−λ)². Last come first served that ÷ (1−ρ), as a wait is a
/// busy period. By lot: with σ = ρx for who has a share x before her, 2ρ/(1−σ)³ + 4ρσ/(1−σ)⁴ as of priorities without
/// interruption (Takács 1964, *Operations Research* 12:63–74), over all x: (4/(1−ρ)³ − 3/(1−ρ)² − 1)/(3μ²).
pub fn mm1_wait_second_moment(arrival_rate: f64, service_rate: f64, order: Order) -> Option<f64> {
    let load = mm1(arrival_rate, service_rate)?.utilisation;
    let (gap, free) = (service_rate - arrival_rate, 1.0 - load);
    let fifo = 2.0 * load / (gap * gap);
    Some(match order {
        Order::Fifo => fifo,
        Order::Lot => {
            (4.0 / (free * free * free) - 3.0 / (free * free) - 1.0) / (3.0 * service_rate * service_rate)
        }
        Order::Lifo => fifo / free,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::close;

    #[test]
    fn mm1_by_hand() {
        // λ = 4, μ = 5: ρ = 0.8, L = ρ/(1−ρ) = 4, W = 1/(μ−λ) = 1, L_q = 3.2, W_q = 0.8.
        let queue = mm1(4.0, 5.0).unwrap();
        close(queue.utilisation, 0.8);
        close(queue.waiting_probability, 0.8);
        close(queue.mean_present, 4.0);
        close(queue.mean_time, 1.0);
        close(queue.mean_waiting, 3.2);
        close(queue.mean_wait, 0.8);
        assert_eq!((mm1(5.0, 5.0), mm1(6.0, 5.0)), (None, None));
        assert_eq!(mm1(0.0, 5.0).unwrap().mean_present, 0.0);
    }

    #[test]
    fn the_spread_grows_with_disorder() {
        // λ = 0.5, μ = 1: the wait is 0 or, with probability ½, exponential with rate ½: E(W²) = ½·8 = 4.
        let second = |order| mm1_wait_second_moment(0.5, 1.0, order).unwrap();
        close(second(Order::Fifo), 4.0);
        close(second(Order::Lot), 19.0 / 3.0);
        close(second(Order::Lifo), 8.0);
        assert_eq!(mm1_wait_second_moment(1.0, 1.0, Order::Fifo), None);
    }

    #[test]
    fn constant_service_halves_the_wait() {
        close(md1(0.8, 1.0).unwrap().mean_wait, 2.0);
        close(md1(0.8, 1.0).unwrap().mean_waiting, 1.6);
        close(mg1(0.8, 1.0, 2.0).unwrap().mean_wait, mm1(0.8, 1.0).unwrap().mean_wait);
        assert_eq!(md1(1.0, 1.0), None);
    }

    #[test]
    fn pollaczek_khinchine_by_hand() {
        // Uniform on 0–2: E(S) = 1, E(S²) = 4/3; λ = 0.6: W_q = 0.8/(2·0.4) = 1.
        let queue = mg1(0.6, 1.0, 4.0 / 3.0).unwrap();
        close(queue.mean_wait, 1.0);
        close(queue.mean_present, 1.2);
        assert_eq!(mg1(0.6, 1.0, 0.9), None);
    }

    #[test]
    fn mm1_quantiles_by_hand() {
        // ln 2 and ln 10 over μ − λ = 0.5.
        close(mm1_time_quantile(0.5, 1.0, 0.5).unwrap(), 1.3862943611198906);
        close(mm1_time_quantile(0.5, 1.0, 0.9).unwrap(), 4.605170185988091);
        // ρ/(1−q) = 0.5/0.1: ln 5 over 0.5. Half of the arrivals do not wait.
        close(mm1_wait_quantile(0.5, 1.0, 0.9).unwrap(), 3.2188758248682006);
        assert_eq!(mm1_wait_quantile(0.5, 1.0, 0.4), Some(0.0));
        assert_eq!(mm1_time_quantile(0.5, 1.0, 0.0), Some(0.0));
        assert_eq!((mm1_time_quantile(0.5, 1.0, 1.0), mm1_time_quantile(1.0, 1.0, 0.5)), (None, None));
    }
}
