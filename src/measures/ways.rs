//! Where the ways of requests began and ended: into which inbox of the addressed place they came, in which they were
//! last, and how that was.
//!
//! Of the cohort. Every request of a flow ends in exactly one row of that flow's place and first inbox. Knows no time.

use super::axes::Axes;
use super::frame::Frame;
use super::way::Way;
use crate::model::InboxId;
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

/// Where the rows of `Axes::ways` lie.
pub(super) struct WayRows {
    /// By place: its first row, its entries, its inboxes.
    places: Vec<(usize, Vec<u32>, Vec<u32>)>,
}

impl WayRows {
    pub fn new(axes: &Axes) -> WayRows {
        let mut start = 0;
        let place = |(entries, own): (&Vec<u32>, Vec<u32>)| {
            let here = (start, entries.clone(), own);
            start += here.1.len() * (here.2.len() + 1);
            here
        };
        WayRows { places: axes.entries.iter().zip(axes.own()).map(place).collect() }
    }

    /// The entry into which a request to a place came. What came into none counts as come into the first, so that
    /// sums hold.
    pub fn entry(&self, place: u32, first: Option<InboxId>) -> u32 {
        let (_, entries, _) = &self.places[place as usize];
        entries[found(entries, first).unwrap_or(0)]
    }

    /// The row of requests to a place, by the inbox into which they came and the one in which they ended.
    fn row(&self, place: u32, first: Option<InboxId>, last: Option<InboxId>) -> usize {
        let (start, entries, own) = &self.places[place as usize];
        let entry = found(entries, first).unwrap_or(0);
        start + entry * (own.len() + 1) + found(own, last).unwrap_or(own.len())
    }
}

/// Where an inbox stands in a sorted list.
fn found(list: &[u32], inbox: Option<InboxId>) -> Option<usize> {
    list.binary_search(&inbox?.0).ok()
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
        let figures = &mut self.0[frame.ways.row(place, way.first, way.last)];
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
