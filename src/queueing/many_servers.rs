//! Several equal servers, one queue, first come first served.

use super::{Steady, sensible};

/// Erlang's first formula: the probability that all `servers` are in work, if who finds them so goes away.
/// By the recursion B(k) = aB(k−1)/(k + aB(k−1)), which cannot overflow. Gross & Harris (1998), 2.5.
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, k| load * blocked / (f64::from(k) + load * blocked))
}

/// Erlang's second formula: the probability that an arrival has to wait, C = B/(1 − ρ(1−B)). Gross &
/// Harris, 2.3. `None` unless 0 ≤ load < servers.
pub fn erlang_c(servers: u32, load: f64) -> Option<f64> {
    if !(0.0..f64::from(servers)).contains(&load) {
        return None;
    }
    let blocked = erlang_b(servers, load);
    Some(blocked / (1.0 - load / f64::from(servers) * (1.0 - blocked)))
}

/// M/M/c: W_q = C/(cμ−λ). Kleinrock (1975), 3.5; Gross & Harris, 2.3.
pub fn mmc(arrival_rate: f64, service_rate: f64, servers: u32) -> Option<Steady> {
    if !sensible(arrival_rate, service_rate) {
        return None;
    }
    let waiting = erlang_c(servers, arrival_rate / service_rate)?;
    let wait = waiting / (f64::from(servers) * service_rate - arrival_rate);
    let steady = Steady::from_wait(arrival_rate, 1.0 / service_rate, waiting, wait);
    Some(Steady { utilisation: steady.utilisation / f64::from(servers), ..steady })
}

/// M/M/c: the time within which the share `q` of arrivals is begun, ln(C/(1−q))/(cμ−λ) or 0, as
/// P(W > t) = C·e^(−(cμ−λ)t). Gross & Harris, 2.3. `None` unless 0 ≤ q < 1.
pub fn mmc_wait_quantile(arrival_rate: f64, service_rate: f64, servers: u32, q: f64) -> Option<f64> {
    let steady = mmc(arrival_rate, service_rate, servers).filter(|_| (0.0..1.0).contains(&q))?;
    let exponent = libm::log(steady.waiting_probability) - libm::log1p(-q);
    Some(exponent.max(0.0) / (f64::from(servers) * service_rate - arrival_rate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::{close, mm1};

    #[test]
    fn two_servers_by_hand() {
        // a = 1.5, c = 2: B = (9/8)/(1 + 3/2 + 9/8) = 9/29, C = 9/14, W_q = (9/14)/(2−1.5) = 9/7.
        close(erlang_b(2, 1.5), 9.0 / 29.0);
        close(erlang_c(2, 1.5).unwrap(), 9.0 / 14.0);
        let queue = mmc(1.5, 1.0, 2).unwrap();
        close(queue.mean_wait, 9.0 / 7.0);
        close(queue.mean_waiting, 27.0 / 14.0);
        close(queue.mean_time, 16.0 / 7.0);
        close(queue.mean_present, 24.0 / 7.0);
        close(queue.utilisation, 0.75);
    }

    #[test]
    fn known_tables() {
        // Erlang B tables: 10 lines at 4.4612 erlangs lose 1 %, 100 lines at 84.064 erlangs lose 1 %.
        assert!((erlang_b(10, 4.4612) - 0.01).abs() < 1e-6);
        assert!((erlang_b(100, 84.064) - 0.01).abs() < 1e-6);
        // Five servers, four erlangs: C = 128/231 = 0.5541.
        close(erlang_c(5, 4.0).unwrap(), 128.0 / 231.0);
    }

    #[test]
    fn one_server_is_mm1() {
        let (one, other) = (mmc(0.7, 1.0, 1).unwrap(), mm1(0.7, 1.0).unwrap());
        assert_eq!(one, other);
        close(one.mean_wait, 0.7 / 0.3);
    }

    #[test]
    fn edges() {
        assert_eq!((erlang_c(0, 0.0), erlang_c(2, 2.0), erlang_c(2, -0.1)), (None, None, None));
        assert_eq!((erlang_b(0, 3.0), erlang_b(3, 0.0), erlang_c(3, 0.0)), (1.0, 0.0, Some(0.0)));
        assert_eq!((mmc(2.0, 1.0, 2), mmc(1.0, 1.0, 0)), (None, None));
        let thousands = erlang_c(10_000, 9_900.0).unwrap();
        assert!((0.2..0.4).contains(&thousands), "{thousands}");
    }

    #[test]
    fn wait_quantiles_by_hand() {
        // C = 9/14, q = 0.9: ln(90/14)/0.5.
        close(mmc_wait_quantile(1.5, 1.0, 2, 0.9).unwrap(), 3.721504681430013);
        assert_eq!(mmc_wait_quantile(1.5, 1.0, 2, 0.3), Some(0.0));
        assert_eq!(mmc_wait_quantile(0.0, 1.0, 2, 0.9), Some(0.0));
        assert_eq!((mmc_wait_quantile(1.5, 1.0, 2, 1.0), mmc_wait_quantile(2.0, 1.0, 2, 0.5)), (None, None));
    }
}
