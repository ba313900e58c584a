//! One server, several classes; the most urgent waiting one is next, and work is never interrupted.

use super::sensible;

/// A class of arrivals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    pub arrival_rate: f64,
    /// E(S).
    pub mean_service: f64,
    /// E(S²).
    pub second_moment: f64,
}

/// The mean wait of each class, the most urgent first: W_i = W₀/((1−σ_{i−1})(1−σ_i)), with
/// W₀ = Σλ_j·E(S_j²)/2 over all classes and σ_i = ρ₁+…+ρ_i. Cobham (1954), *Operations Research* 2:70–76.
/// `None` if all classes together are too much.
pub fn cobham(classes: &[Class]) -> Option<Vec<f64>> {
    let possible = |c: &Class| {
        sensible(c.arrival_rate, c.mean_service)
            && c.second_moment.is_finite()
            && c.second_moment >= c.mean_service * c.mean_service * (1.0 - 1e-12)
    };
    let load: f64 = classes.iter().map(|c| c.arrival_rate * c.mean_service).sum();
    if !classes.iter().all(possible) || load >= 1.0 {
        return None;
    }
    let residual: f64 = classes.iter().map(|c| c.arrival_rate * c.second_moment / 2.0).sum();
    let mut more_urgent = 0.0;
    let wait = |class: &Class| {
        let before = 1.0 - more_urgent;
        more_urgent += class.arrival_rate * class.mean_service;
        residual / (before * (1.0 - more_urgent))
    };
    Some(classes.iter().map(wait).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queueing::{close, mg1};

    fn exponential(arrival_rate: f64, mean: f64) -> Class {
        Class { arrival_rate, mean_service: mean, second_moment: 2.0 * mean * mean }
    }

    #[test]
    fn two_classes_by_hand() {
        // ρ = 0.3, 0.4; W₀ = 0.7; W₁ = 0.7/0.7 = 1, W₂ = 0.7/(0.7·0.3) = 10/3.
        let waits = cobham(&[exponential(0.3, 1.0), exponential(0.4, 1.0)]).unwrap();
        close(waits[0], 1.0);
        close(waits[1], 10.0 / 3.0);
    }

    #[test]
    fn own_service_times_by_hand() {
        // Constant 1 and exponential 2: W₀ = 0.2·1/2 + 0.2·8/2 = 0.9; σ = 0.2, 0.6.
        let constant = Class { arrival_rate: 0.2, mean_service: 1.0, second_moment: 1.0 };
        let waits = cobham(&[constant, exponential(0.2, 2.0)]).unwrap();
        close(waits[0], 0.9 / 0.8);
        close(waits[1], 0.9 / (0.8 * 0.4));
        // Kleinrock's conservation law: Σρ_i·W_i = ρW₀/(1−ρ).
        close(0.2 * waits[0] + 0.4 * waits[1], 0.6 * 0.9 / 0.4);
    }

    #[test]
    fn one_class_is_mg1_and_an_empty_class_changes_nothing() {
        let class = Class { arrival_rate: 0.6, mean_service: 1.0, second_moment: 4.0 / 3.0 };
        let alone = cobham(&[class]).unwrap();
        close(alone[0], mg1(0.6, 1.0, 4.0 / 3.0).unwrap().mean_wait);
        let with_empty = cobham(&[exponential(0.0, 9.0), class]).unwrap();
        close(with_empty[1], alone[0]);
        assert_eq!(cobham(&[]), Some(vec![]));
    }

    #[test]
    fn too_much_has_no_answer() {
        assert_eq!(cobham(&[exponential(0.5, 1.0), exponential(0.5, 1.0)]), None);
        assert_eq!(cobham(&[Class { arrival_rate: 0.1, mean_service: 1.0, second_moment: 0.5 }]), None);
    }
}
