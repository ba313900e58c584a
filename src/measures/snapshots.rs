//! Queues at given instants: how many cases wait, and how many are there in all.
//!
//! What is seen at an instant is what lasts from it on. Costs nothing where no snapshot is asked for.

use super::queues::Queues;
use crate::model::Model;
use crate::time::{Duration, Instant};

/// All snapshots of a run.
pub(super) struct Snapshots {
    instants: Vec<Instant>,
    done: usize,
    /// By snapshot, inbox, and waiting or all that are there.
    taken: Vec<i64>,
}

impl Snapshots {
    pub fn new(model: &Model) -> Self {
        Snapshots { instants: model.snapshots.clone(), done: 0, taken: Vec::new() }
    }

    /// The first instant after the next snapshot; later than everything when all are taken.
    pub fn due(&self) -> Instant {
        self.instants.get(self.done).map_or(Instant::MAX, |at| *at + Duration::MICROSECOND)
    }

    /// Takes those that are due, before anything changes at an instant.
    pub fn take_until(&mut self, at: Instant, queues: &Queues) {
        while self.due() <= at && self.done < self.instants.len() {
            self.taken.extend(queues.levels().flatten());
            self.done += 1;
        }
    }

    /// By snapshot, inbox, and waiting or all that are there.
    pub fn finish(self) -> Vec<i64> {
        self.taken
    }
}
