//! Reply time of the cohort: working days used, and seconds elapsed and in open office hours.
//!
//! What is returned has no reply time; what is open, or was withdrawn, took "at least so far".

use super::axes::Part;
use crate::stats::{DurationHistogram, Share};
use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// Working days told apart: 0 to 20, then more.
pub const DAYS: usize = 22;

/// Percentiles of reply time in microseconds; `None` where an unanswered request could change it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Percentiles {
    pub mean: Option<f64>,
    pub median: Option<i64>,
    pub p90: Option<i64>,
    pub p99: Option<i64>,
}

/// Reply times of a direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReplyFigures {
    /// Requests answered after 0, 1, … 20 working days, and after more.
    pub days: [u64; DAYS],
    pub unanswered: u64,
    pub elapsed: Percentiles,
    pub office: Percentiles,
}

impl ReplyFigures {
    /// Requests answered within `days` working days; of more than 20 all answered.
    pub fn within(&self, days: usize) -> u64 {
        self.days[..=days.min(DAYS - 1)].iter().sum()
    }

    /// Answered and unanswered.
    pub fn all(&self) -> u64 {
        self.days.iter().sum::<u64>() + self.unanswered
    }
}

/// Reply times by direction.
pub(super) struct ReplyTimes {
    directions: [Direction; 2],
}

#[derive(Default)]
struct Direction {
    days: [u64; DAYS],
    unanswered: u64,
    elapsed: DurationHistogram,
    office: DurationHistogram,
}

impl ReplyTimes {
    pub fn new() -> Self {
        ReplyTimes { directions: [Direction::with_room(), Direction::with_room()] }
    }

    /// A request was answered after so many working days, so much time, and so much of it in open office hours.
    #[inline]
    pub fn answered(&mut self, part: Part, days: u32, (elapsed, office): (Duration, Duration)) {
        let direction = &mut self.directions[part.index() - 1];
        direction.days[(days as usize).min(DAYS - 1)] += 1;
        direction.elapsed.record(elapsed);
        direction.office.record(office);
    }

    /// A request was not answered so far.
    pub fn unanswered(&mut self, part: Part, (elapsed, office): (Duration, Duration)) {
        let direction = &mut self.directions[part.index() - 1];
        direction.unanswered += 1;
        direction.elapsed.record_open(elapsed);
        direction.office.record_open(office);
    }

    /// By part.
    pub fn finish(self) -> [ReplyFigures; 3] {
        let mut all = Direction::default();
        for direction in &self.directions {
            all.days.iter_mut().zip(direction.days).for_each(|(sum, count)| *sum += count);
            all.unanswered += direction.unanswered;
            all.elapsed.merge(&direction.elapsed);
            all.office.merge(&direction.office);
        }
        let [to_hospital, to_municipality] = &self.directions;
        [figures(&all), figures(to_hospital), figures(to_municipality)]
    }
}

impl Direction {
    /// Room for ten years, so that nothing is allocated while the run goes on.
    fn with_room() -> Self {
        let ten_years = Duration::DAY.times(3650);
        Direction {
            elapsed: DurationHistogram::with_room(ten_years),
            office: DurationHistogram::with_room(ten_years),
            ..Direction::default()
        }
    }
}

fn figures(direction: &Direction) -> ReplyFigures {
    ReplyFigures {
        days: direction.days,
        unanswered: direction.unanswered,
        elapsed: percentiles(&direction.elapsed),
        office: percentiles(&direction.office),
    }
}

fn percentiles(histogram: &DurationHistogram) -> Percentiles {
    let share = |percent: u32| Share::from_billionths(percent * (Share::UNIT / 100)).expect("within 1");
    let quantiles = histogram.quantiles([50, 90, 99].map(share));
    let [median, p90, p99] = quantiles.map(|quantile| quantile.map(Duration::micros));
    Percentiles { mean: histogram.mean(), median, p90, p99 }
}
