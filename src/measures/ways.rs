//! Where the ways of requests ended: in which inbox of the addressed place, and how.
//!
//! Of the cohort. Every request of a flow to a place ends in exactly one row of that place. Knows no time.

use super::frame::Frame;
use super::way::Way;
use serde::{Deserialize, Serialize};

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WayEnd {
    InTime,
    Late,
    Returned,
    Withdrawn,
    Open,
}

/// Requests to a place that ended in one inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayFigures {
    /// Answered within the limit.
    pub in_time: u64,
    /// Answered after it.
    pub late: u64,
    /// Returned by a reader.
    pub returned: u64,
    /// Withdrawn by the sender.
    pub withdrawn: u64,
    /// Neither, when the run ended.
    pub open: u64,
}

impl WayFigures {
    /// All requests of the row.
    pub fn all(&self) -> u64 {
        self.in_time + self.late + self.returned + self.withdrawn + self.open
    }
}

/// By `Axes::ways`.
pub(super) struct Ways(Vec<WayFigures>);

impl Ways {
    pub fn new(frame: &Frame) -> Ways {
        Ways(vec![WayFigures::default(); frame.axes.ways().count()])
    }

    /// A request to a place ended so, after this way.
    #[inline]
    pub fn ended(&mut self, frame: &Frame, place: u32, end: WayEnd, way: Way) {
        let figures = &mut self.0[frame.way_row(place, way.last)];
        *match end {
            WayEnd::InTime => &mut figures.in_time,
            WayEnd::Late => &mut figures.late,
            WayEnd::Returned => &mut figures.returned,
            WayEnd::Withdrawn => &mut figures.withdrawn,
            WayEnd::Open => &mut figures.open,
        } += 1;
    }

    pub fn finish(self) -> Vec<WayFigures> {
        self.0
    }
}
