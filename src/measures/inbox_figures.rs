//! What is reported of one inbox. Plain numbers; `queues` fills them.

use serde::{Deserialize, Serialize};

/// The figures of one inbox over the observation window; times in microseconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InboxFigures {
    /// Cases that came and that left for good.
    pub arrivals: u64,
    pub departures: u64,
    /// ∫ number waiting or in hand dt over the window, in message-microseconds.
    pub present: i64,
    pub observed: i64,
    /// ∫ queue length dt.
    pub queue: i64,
    /// The same within open hours, and their length.
    pub queue_open: i64,
    pub open: i64,
    pub median: Option<u32>,
    pub p90: Option<u32>,
    pub p90_open: Option<u32>,
    pub largest: Option<u32>,
    /// The longest that any case had waited here; `None` if none did.
    pub oldest: Option<i64>,
    /// Cases begun for the first time, and what they had waited.
    pub begun: u64,
    pub waited: i64,
    /// Cases worked on, and the time worked on them.
    pub worked_on: u64,
    pub worked: i64,
    /// Message time of those who serve it, away ones left out.
    pub capacity: i64,
    /// Requests whose limit passed while they stood here.
    pub limits_passed: u64,
}
