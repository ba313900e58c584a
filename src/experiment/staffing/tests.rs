//! Search and certification on made-up plans whose truth is known.

use super::*;
use crate::random::Sequence;
use crate::stats::Aim;

/// A plan's years lie around a mean that its point gives; addressed like the simulator's draws.
struct Made<F: Fn(&[usize]) -> f64> {
    levels: Vec<usize>,
    price: Vec<f64>,
    mean: F,
    spread: f64,
    used: usize,
    seed: u64,
    stop_after: usize,
}

impl<F: Fn(&[usize]) -> f64> Made<F> {
    fn new(levels: &[usize], price: &[f64], mean: F) -> Self {
        let (levels, price) = (levels.to_vec(), price.to_vec());
        Made { levels, price, mean, spread: 0.02, used: 0, seed: 1, stop_after: usize::MAX }
    }
}

/// Between 0 and 1, from seed and replication alone: common random numbers.
fn uniform(seed: u64, replication: u64) -> f64 {
    Sequence::new(seed.wrapping_add(replication), "year").draw().open01()
}

impl<F: Fn(&[usize]) -> f64> Plans for Made<F> {
    fn levels(&self) -> Vec<usize> {
        self.levels.clone()
    }
    fn cost(&self, point: &[usize]) -> f64 {
        point.iter().zip(&self.price).map(|(level, price)| (*level + 1) as f64 * price).sum()
    }
    fn possible(&mut self, _: &[usize]) -> bool {
        true
    }
    fn values(&mut self, point: &[usize], range: Range<u64>) -> Result<Vec<Values>, Stop> {
        self.used += (range.end - range.start) as usize;
        if self.used > self.stop_after {
            return Err(Stop::Interrupted);
        }
        let mean = (self.mean)(point);
        let year = |k: u64| (mean + self.spread * (uniform(self.seed, k) - 0.5)).clamp(0.0, 1.0);
        Ok(vec![range.map(|k| Some(year(k))).collect()])
    }
}

fn aims(goal: f64, guess: usize) -> Aims {
    Aims { claims: vec![Claim { aim: Aim::Higher, goal }], alpha: 0.05, guess }
}

#[test]
fn one_group_goes_down_to_the_first_that_is_not_proved() {
    let mean = |point: &[usize]| [0.3, 0.6, 0.93, 0.97, 0.99, 0.995][point[0]];
    for guess in 0..6 {
        let mut plans = Made::new(&[6], &[1.0], mean);
        let answer = find(&mut plans, &aims(0.95, guess));
        let points: Vec<usize> = answer.candidates.iter().map(|tried| tried.point[0]).collect();
        assert_eq!(points, [3, 2], "from {guess}");
        assert_eq!((answer.proved, answer.stopped), (Some(0), None));
        assert_eq!(answer.candidates[1].proof.standing, Standing::Refuted);
        assert_eq!(answer.candidates[0].met[0], Some(1.0));
        assert!(answer.candidates.iter().all(|tried| tried.first >= STREAM), "not those of the search");
    }
}

#[test]
fn what_cannot_be_proved_is_said() {
    let mut plans = Made::new(&[4], &[1.0], |_| 0.9);
    let answer = find(&mut plans, &aims(0.95, 1));
    assert_eq!((answer.proved, answer.candidates.len(), answer.candidates[0].point[0]), (None, 1, 3));
    // A truth at the goal itself is too close to call.
    let mut plans = Made::new(&[2], &[1.0], |_| 0.95);
    plans.spread = 0.1;
    let answer = find(&mut plans, &aims(0.95, 1));
    assert_eq!((answer.proved, answer.candidates[0].proof.replications), (None, 480));
    assert_eq!(answer.candidates[0].proof.standing, Standing::Open);
    // The lowest of all is enough: there is nothing below.
    let answer = find(&mut Made::new(&[3], &[1.0], |_| 0.99), &aims(0.95, 2));
    assert_eq!((answer.candidates.len(), answer.proved, answer.all_below_tried), (1, Some(0), true));
}

#[test]
fn an_interruption_keeps_what_is_proved() {
    let mean = |point: &[usize]| [0.6, 0.97, 0.99, 0.995][point[0]];
    let mut plans = Made::new(&[4], &[1.0], mean);
    let whole = find(&mut plans, &aims(0.95, 3));
    assert_eq!(whole.candidates.len(), 2);
    let mut plans = Made { stop_after: plans.used - 10, ..Made::new(&[4], &[1.0], mean) };
    let cut = find(&mut plans, &aims(0.95, 3));
    assert_eq!((cut.stopped, cut.proved), (Some(Stop::Interrupted), Some(0)));
    assert_eq!(cut.candidates[0], whole.candidates[0]);
}

/// Saturating returns: each axis adds what is still lacking.
fn capacity(point: &[usize], worth: &[f64]) -> f64 {
    let lacking: f64 =
        point.iter().zip(worth).map(|(level, worth)| 1.0 / (1.0 + worth * *level as f64)).product();
    1.0 - 0.6 * lacking
}

/// The cheapest points whose true mean meets the goal, by trying all of them.
fn brute(levels: &[usize], price: &[f64], goal: f64, mean: impl Fn(&[usize]) -> f64) -> f64 {
    let made = Made::new(levels, price, mean);
    let points = levels.iter().product::<usize>();
    let point = |mut number: usize| -> Point {
        levels
            .iter()
            .map(|levels| {
                let level = number % levels;
                number /= levels;
                level
            })
            .collect()
    };
    (0..points)
        .map(point)
        .filter(|p| (made.mean)(p) >= goal)
        .map(|p| made.cost(&p))
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn several_groups_find_a_cheapest_plan_with_a_tenth_of_the_work() {
    let cases: [(&[usize], &[f64], &[f64]); 4] = [
        (&[8, 8], &[1.0, 1.0], &[2.0, 1.0]),
        (&[8, 8], &[1.0, 2.5], &[1.0, 3.0]),
        (&[6, 6, 6], &[1.0, 1.0, 1.0], &[0.5, 1.0, 2.0]),
        (&[6, 6, 6], &[3.0, 1.0, 2.0], &[2.0, 0.7, 1.0]),
    ];
    for (levels, price, worth) in cases {
        // A step at 0.0005 keeps every point clearly on one side.
        let mean = |point: &[usize]| (capacity(point, worth) * 200.0).round() / 200.0 + 0.001;
        let mut plans = Made::new(levels, price, mean);
        plans.spread = 0.01;
        let answer = find(&mut plans, &aims(0.95, 0));
        let proved = &answer.candidates[answer.proved.expect("there is a plan")].point;
        assert_eq!(plans.cost(proved), brute(levels, price, 0.95, mean), "{levels:?} {price:?}: {proved:?}");
        let all = 480 * levels.iter().product::<usize>();
        assert!(plans.used * 10 <= all, "{} of {all} replications", plans.used);
        let cheaper = answer.candidates.iter().chain(&answer.neighbours).filter(|tried| !tried.proved());
        assert!(cheaper.count() >= 1);
    }
}

#[test]
fn candidates_share_the_error_and_no_replication() {
    // Search is deceived: the first replications are better than the rest, on the axis of search only.
    struct Deceiving(usize);
    impl Plans for Deceiving {
        fn levels(&self) -> Vec<usize> {
            vec![3, 3]
        }
        fn cost(&self, point: &[usize]) -> f64 {
            point.iter().sum::<usize>() as f64
        }
        fn possible(&mut self, _: &[usize]) -> bool {
            true
        }
        fn values(&mut self, point: &[usize], range: Range<u64>) -> Result<Vec<Values>, Stop> {
            self.0 += 1;
            let enough = point.iter().sum::<usize>() >= 3;
            let value = |k: u64| {
                if enough || k < STREAM {
                    0.99 + 0.001 * (k % 3) as f64
                } else {
                    0.5 + 0.001 * (k % 3) as f64
                }
            };
            Ok(vec![range.map(|k| Some(value(k))).collect()])
        }
    }
    let answer = find(&mut Deceiving(0), &aims(0.95, 0));
    let proved = answer.proved.unwrap();
    assert_eq!(answer.candidates[proved].point.iter().sum::<usize>(), 3);
    for (number, tried) in answer.candidates.iter().enumerate() {
        assert_eq!(tried.alpha, 0.05 / f64::from(1 << (number + 1)));
        assert_eq!(tried.first, STREAM * (number as u64 + 1));
    }
    assert!(answer.candidates.len() > 3);
}
