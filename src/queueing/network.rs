//! Networks of queues with exponential service, each with its own servers.

use super::{Steady, mmc};

/// A queue in a network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// Arrivals from outside.
    pub arrival_rate: f64,
    /// Of each server.
    pub service_rate: f64,
    pub servers: u32,
}

/// An open Jackson network in steady state.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Total arrivals at each station, from outside and from within.
    pub arrival_rates: Vec<f64>,
    /// Each station, as if it stood alone with those arrivals; an average over visits.
    pub stations: Vec<Steady>,
    /// Mean time from arrival from outside until leaving, all visits together; `None` without arrivals.
    pub mean_time: Option<f64>,
}

impl Network {
    /// `routing[i][j]` is the probability that what leaves station i goes to j; the rest leaves the
    /// network. Total arrivals solve λ_j = γ_j + Σλ_i·p_ij, and each station is an M/M/c of its own:
    /// Jackson (1957), *Operations Research* 5:518–521. `None` if a station is overloaded, if something
    /// never leaves, or if `routing` is no such matrix.
    pub fn solve(stations: &[Station], routing: &[Vec<f64>]) -> Option<Network> {
        let arrival_rates = traffic(stations, routing)?;
        let alone = |(s, &rate): (&Station, &f64)| mmc(rate, s.service_rate, s.servers);
        let steady = stations.iter().zip(&arrival_rates).map(alone).collect::<Option<Vec<_>>>()?;
        let outside: f64 = stations.iter().map(|s| s.arrival_rate).sum();
        let present: f64 = steady.iter().map(|s| s.mean_present).sum();
        let mean_time = (outside > 0.0).then(|| present / outside);
        Some(Network { arrival_rates, stations: steady, mean_time })
    }
}

/// Stations (service rate, servers) in a row: by Burke's theorem (1956, *Operations Research* 4:699–704)
/// each sees the same Poisson arrivals.
pub fn tandem(arrival_rate: f64, stations: &[(f64, u32)]) -> Option<Vec<Steady>> {
    stations.iter().map(|&(service_rate, servers)| mmc(arrival_rate, service_rate, servers)).collect()
}

/// Total arrival rates: (I − Pᵀ)λ = γ, by Gauss–Jordan elimination. Each diagonal element is at least the sum
/// of the others in its column, so no pivot has to be looked for.
fn traffic(stations: &[Station], routing: &[Vec<f64>]) -> Option<Vec<f64>> {
    let n = stations.len();
    let valid = |row: &Vec<f64>| {
        row.len() == n
            && row.iter().all(|p| (0.0..=1.0).contains(p))
            && row.iter().sum::<f64>() <= 1.0 + 1e-12
    };
    let possible = stations.iter().all(|s| s.arrival_rate >= 0.0 && s.arrival_rate.is_finite());
    if routing.len() != n || !routing.iter().all(valid) || !possible {
        return None;
    }
    let row = |j: usize| -> Vec<f64> {
        let identity = |i: usize| if i == j { 1.0 } else { 0.0 };
        let left = (0..n).map(|i| identity(i) - routing[i][j]);
        left.chain([stations[j].arrival_rate]).collect()
    };
    let mut rows: Vec<Vec<f64>> = (0..n).map(row).collect();
    for column in 0..n {
        // What never leaves makes the equations singular.
        if rows[column][column] < 1e-12 {
            return None;
        }
        eliminate(&mut rows, column);
    }
    Some(rows.iter().map(|row| row[n]).collect())
}

/// Makes `column` that of the identity matrix.
fn eliminate(rows: &mut [Vec<f64>], column: usize) {
    let scale = rows[column][column];
    rows[column].iter_mut().for_each(|value| *value /= scale);
    let pivot = rows[column].clone();
    for (_, row) in rows.iter_mut().enumerate().filter(|(index, _)| *index != column) {
        let factor = row[column];
        row.iter_mut().zip(&pivot).for_each(|(value, own)| *value -= factor * own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::{close, mm1};

    fn station(arrival_rate: f64, service_rate: f64, servers: u32) -> Station {
        Station { arrival_rate, service_rate, servers }
    }

    #[test]
    fn feedback_by_hand() {
        // One station, a fifth comes back: λ = 2/0.8 = 2.5, μ = 5, L = 1, so 0.5 each through all visits.
        let network = Network::solve(&[station(2.0, 5.0, 1)], &[vec![0.2]]).unwrap();
        close(network.arrival_rates[0], 2.5);
        close(network.stations[0].mean_present, 1.0);
        close(network.mean_time.unwrap(), 0.5);
    }

    #[test]
    fn sorting_work_and_bouncing_by_hand() {
        // Sorting 1, groups 2 and 3; 10 % of each group's go back to sorting.
        // λ₁ = 9 + 0.1λ₁ = 10, λ₂ = 0.6·10 = 6, λ₃ = 4.
        let stations = [station(9.0, 12.5, 1), station(0.0, 4.0, 2), station(0.0, 5.0, 1)];
        let routing = [vec![0.0, 0.6, 0.4], vec![0.1, 0.0, 0.0], vec![0.1, 0.0, 0.0]];
        let network = Network::solve(&stations, &routing).unwrap();
        for (rate, known) in network.arrival_rates.iter().zip([10.0, 6.0, 4.0]) {
            close(*rate, known);
        }
        // L: 0.8/0.2 = 4; M/M/2 with a = 1.5 has 24/7; 0.8/0.2 = 4.
        let present: Vec<f64> = network.stations.iter().map(|s| s.mean_present).collect();
        close(present[0], 4.0);
        close(present[1], 24.0 / 7.0);
        close(present[2], 4.0);
        close(network.mean_time.unwrap(), (8.0 + 24.0 / 7.0) / 9.0);
    }

    #[test]
    fn a_tandem_is_a_network_in_a_row() {
        let row = tandem(4.0, &[(5.0, 1), (3.0, 2)]).unwrap();
        assert_eq!(Some(row[0]), mm1(4.0, 5.0));
        let stations = [station(4.0, 5.0, 1), station(0.0, 3.0, 2)];
        let network = Network::solve(&stations, &[vec![0.0, 1.0], vec![0.0, 0.0]]).unwrap();
        assert_eq!(network.stations, row);
        close(network.mean_time.unwrap(), row[0].mean_time + row[1].mean_time);
        assert_eq!(tandem(4.0, &[(5.0, 1), (4.0, 1)]), None);
        assert_eq!(tandem(4.0, &[]), Some(vec![]));
    }

    #[test]
    fn circles_by_hand() {
        let stations = [station(1.0, 9.0, 1), station(1.0, 9.0, 1), station(0.0, 9.0, 1)];
        let routing = [vec![0.0, 1.0, 0.0], vec![0.5, 0.0, 0.5], vec![0.0, 0.5, 0.0]];
        // λ₁ = 1 + λ₂/2, λ₃ = λ₂/2, λ₂ = 1 + λ₁ + λ₃/2 = 2 + 3λ₂/4 = 8.
        let rates = Network::solve(&stations, &routing).unwrap().arrival_rates;
        for (rate, known) in rates.iter().zip([5.0, 8.0, 4.0]) {
            close(*rate, known);
        }
    }

    #[test]
    fn what_has_no_steady_state() {
        let one = [station(1.0, 2.0, 1)];
        assert_eq!(Network::solve(&one, &[vec![0.5]]), None);
        assert_eq!(Network::solve(&one, &[vec![1.0]]), None);
        let circle = [vec![0.0, 1.0], vec![1.0, 0.0]];
        assert_eq!(Network::solve(&[station(0.1, 9.0, 1); 2], &circle), None);
        assert_eq!(Network::solve(&one, &[]), None);
        assert_eq!(Network::solve(&one, &[vec![-0.1]]), None);
        assert_eq!(Network::solve(&one, &[vec![f64::NAN]]), None);
        assert_eq!(Network::solve(&[station(f64::NAN, 2.0, 1)], &[vec![0.0]]), None);
        let idle = Network::solve(&[station(0.0, 2.0, 1)], &[vec![0.0]]).unwrap();
        assert_eq!((idle.mean_time, idle.arrival_rates), (None, vec![0.0]));
    }
}
