//! No request is lost: the balance of a run in whole numbers (model, section 5).
//!
//! Counts the whole run, warm-up included. Knows no unit and no inbox.

use super::local_time::LocalTime;
use crate::record::Outcome;
use serde::{Deserialize, Serialize};

/// Requests of a whole run by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Births and sequels, those refused at once included.
    pub sent: u64,
    /// Never sent, as the GP follows up (A3); not among `sent`.
    pub never_sent: u64,
    pub refused: u64,
    pub given_up: u64,
    /// On the way when the run ended.
    pub in_transport: u64,
    pub received: u64,
    /// Start backlog, received before the run; not among `sent` and `received`.
    pub backlog: u64,
    pub answered: u64,
    pub returned: u64,
    pub withdrawn: u64,
    /// Open past the limit when the run ended.
    pub open_overdue: u64,
    /// Open within the limit when the run ended.
    pub open_not_due: u64,
}

impl Balance {
    pub fn close(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Answered => self.answered += 1,
            Outcome::Returned(_) => self.returned += 1,
            Outcome::Withdrawn => self.withdrawn += 1,
        }
    }

    /// # Panics
    /// If a request is lost or made up; that is the program's own fault.
    pub fn check(&self, at: LocalTime) {
        let ways = self.refused + self.given_up + self.in_transport + self.received;
        assert_eq!(
            self.sent, ways,
            "at {at}: requests sent are not refused, given up, under way or received"
        );
        let closed = self.answered + self.returned + self.withdrawn;
        let ends = closed + self.open_overdue + self.open_not_due;
        let there = self.received + self.backlog;
        assert_eq!(there, ends, "at {at}: requests received are neither closed nor open");
    }
}
