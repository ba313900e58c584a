//! Queues at given instants: how many cases wait, and how many are there in all.
//!
//! What is seen at an instant is what lasts from it on. Costs one comparison a fact where no snapshot is asked for.

use crate::model::Model;
use crate::record::{Case, Fact, Work};
use crate::time::Instant;

/// Waiting, and waiting or in hand.
type Levels = [i64; 2];

/// All snapshots of a run.
pub(super) struct Snapshots {
    instants: Vec<Instant>,
    /// The next one to be taken; later than everything when all are.
    next: Instant,
    on: bool,
    /// Now, by inbox.
    now: Vec<Levels>,
    /// By snapshot and inbox.
    taken: Vec<i64>,
}

impl Snapshots {
    pub fn new(model: &Model) -> Self {
        let instants = model.snapshots.clone();
        let next = instants.first().copied().unwrap_or(Instant::MAX);
        let on = !instants.is_empty();
        let now = if on { vec![[0; 2]; model.inboxes.len()] } else { Vec::new() };
        Snapshots { instants, next, on, now, taken: Vec::new() }
    }

    #[inline]
    pub fn record(&mut self, at: Instant, fact: &Fact<'_>) {
        if self.on {
            self.follow(at, fact);
        }
    }

    fn follow(&mut self, at: Instant, fact: &Fact<'_>) {
        while at > self.next {
            self.take();
        }
        match fact {
            Fact::Queued { case, handed_back, .. } => self.change(case, [1, i64::from(!handed_back)]),
            Fact::Begun { case, .. } | Fact::Withdrawn { case, .. } => self.change(case, [-1, 0]),
            Fact::Left { case } => self.change(case, [0, -1]),
            _ => {}
        }
    }

    fn change(&mut self, case: &Case, by: Levels) {
        if case.work != Work::Calling {
            let levels = &mut self.now[case.inbox.index()];
            levels.iter_mut().zip(by).for_each(|(level, by)| *level += by);
        }
    }

    fn take(&mut self) {
        self.taken.extend(self.now.iter().flatten());
        let done = self.taken.len() / (2 * self.now.len());
        self.next = self.instants.get(done).copied().unwrap_or(Instant::MAX);
    }

    /// By snapshot, inbox, and waiting or all that are there.
    pub fn finish(mut self) -> Vec<i64> {
        while self.on && self.next < Instant::MAX {
            self.take();
        }
        self.taken
    }
}
