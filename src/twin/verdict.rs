//! Whether a run on the wall clock says anything of the server, and what.
//!
//! Knows no words.

use super::{Acted, Both, What};
use crate::model::Model;
use crate::stats::Share;
use crate::time::Duration;

/// How much the wall clock's own latency bends the scenario's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distortion {
    /// Compression times technical latency, 99th percentile, in scenario time.
    pub found: Duration,
    /// 1 % of the shortest mean handling time.
    pub allowed: Duration,
    /// The largest compression that would do; `None`: not even 1.
    pub largest: Option<u32>,
}

/// So much of the deadline verdicts must be equal, and the mean queue be so near.
const VERDICTS: f64 = 0.995;
const QUEUE: f64 = 0.02;

impl Distortion {
    /// `None` where no deed was done.
    pub fn of(acted: &Acted, model: &Model, compression: u32) -> Option<Distortion> {
        let p99 = Share::from_f64(0.99).expect("a share");
        let nanos = acted.lateness.deeds.quantile(p99)?;
        Some(Distortion::new(nanos, shortest_handling(model), compression))
    }

    fn new(nanos: u64, shortest: Duration, compression: u32) -> Distortion {
        let found = Duration::from_micros((nanos * u64::from(compression)).div_ceil(1_000) as i64);
        let allowed = Duration::from_micros(shortest.micros() / 100);
        let largest = (allowed.micros() as u64 * 1_000).checked_div(nanos).unwrap_or(u64::from(u32::MAX));
        let largest = u32::try_from(largest).unwrap_or(u32::MAX);
        Distortion { found, allowed, largest: (largest > 0).then_some(largest) }
    }

    pub fn is_valid(&self) -> bool {
        self.found <= self.allowed
    }
}

/// The shortest of the mean times that people take, over all inboxes and departments.
fn shortest_handling(model: &Model) -> Duration {
    let sorting = model.departments.iter().map(|department| department.sorting.mean());
    let here = model.inboxes.iter().flat_map(|inbox| {
        let answering = inbox.answering.iter().map(|(_, law)| law);
        let all = answering.chain([&inbox.look, &inbox.ask_back]).chain(&inbox.reading);
        all.map(|law| law.mean())
    });
    sorting.chain(here).filter(|mean| *mean > Duration::ZERO).min().unwrap_or(Duration::HOUR)
}

impl Acted {
    /// The share of the deadline verdicts that are equal; `None` of none.
    pub fn equal_verdicts(&self) -> Option<f64> {
        let all = self.findings.compared(What::Deadline);
        (all > 0).then(|| 1.0 - self.findings.differ(What::Deadline) as f64 / all as f64)
    }

    /// Mean number waiting in all inside inboxes; `None` of no time.
    pub fn mean_queue(&self) -> Option<Both<f64>> {
        let long = self.curves.seen().micros() as f64;
        (long > 0.0).then(|| self.curves.area().map(|area| area as f64 / long))
    }

    /// Visits an hour times mean wait: what the mean number waiting is by Little's law; `None` of no time.
    pub fn little(&self) -> Option<Both<f64>> {
        let long = self.length().micros() as f64;
        (long > 0.0).then(|| self.waits.until(self.ends).map(|sum| sum as f64 / long))
    }

    /// The largest deviation of a figure from 1 as a ratio: mean queue, and Little's law on both sides.
    pub fn deviations(&self) -> Option<[f64; 3]> {
        let ([expected, found], [by_law, found_by_law]) = self.mean_queue().zip(self.little())?;
        let from = |a: f64, b: f64| if a == b { 0.0 } else { (a / b - 1.0).abs() };
        Some([from(found, expected), from(expected, by_law), from(found, found_by_law)])
    }

    /// On the wall clock: nothing went another way, and verdicts and queues are as near as they must be.
    pub fn is_equal(&self) -> bool {
        let ways = [What::Route, What::Outcome, What::Call];
        ways.iter().all(|what| self.findings.differ(*what) == 0)
            && self.equal_verdicts().is_none_or(|share| share >= VERDICTS)
            && self.deviations().is_some_and(|all| all.iter().all(|deviation| *deviation <= QUEUE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 3 ms at 400 times are 1.2 s: just 1 % of two minutes.
    #[test]
    fn what_is_too_late_is_told_with_what_would_do() {
        let of = |millis: u64| Distortion::new(millis * 1_000_000, Duration::MINUTE.times(2), 400);
        let (just, late) = (of(3), of(4));
        assert_eq!((just.found.micros(), just.allowed.micros()), (1_200_000, 1_200_000));
        assert!(just.is_valid() && !late.is_valid());
        assert_eq!((just.largest, late.largest, of(2_000).largest), (Some(400), Some(300), None));
    }
}
