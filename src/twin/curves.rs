//! How many wait in the inside inboxes, and for how long: by the simulation and on the server, side by side.
//!
//! Knows no call. All times are the scenario's; sums are whole microseconds.

use crate::model::{InboxId, Model, Side};
use crate::record::{Case, MessageKey};
use crate::time::{Duration, Instant};
use std::collections::BTreeMap;

/// What the simulation and the server say, in this order.
pub type Both<T> = [T; 2];

/// A stretch without a fact: how many wait by the simulation.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub levels: Vec<u32>,
    pub from: Instant,
    pub to: Instant,
}

/// The areas below the queue curves.
#[derive(Clone, Debug, Default)]
pub struct Curves {
    /// By inbox: messages times microseconds, over the stretches that were looked at.
    areas: Vec<Both<i128>>,
    seen: Duration,
}

impl Curves {
    pub(super) fn new(inboxes: usize) -> Curves {
        Curves { areas: vec![[0, 0]; inboxes], seen: Duration::ZERO }
    }

    pub(super) fn add(&mut self, look: &Look, inbox: InboxId, found: u64) {
        let long = i128::from((look.to - look.from).micros());
        let area = &mut self.areas[inbox.index()];
        area[0] += long * i128::from(look.levels[inbox.index()]);
        area[1] += long * i128::from(found);
    }

    pub(super) fn looked(&mut self, look: &Look) {
        self.seen += look.to - look.from;
    }

    /// Over what time there is a curve.
    pub fn seen(&self) -> Duration {
        self.seen
    }

    /// Mean number waiting in an inbox, over time; `None` of no time.
    pub fn mean(&self, inbox: InboxId) -> Option<Both<f64>> {
        let long = self.seen.micros() as f64;
        (long > 0.0).then(|| self.areas[inbox.index()].map(|area| area as f64 / long))
    }

    /// Messages times microseconds, of all inboxes.
    pub fn area(&self) -> Both<i128> {
        [0, 1].map(|side| self.areas.iter().map(|area| area[side]).sum())
    }
}

/// How long each visit to an inside inbox waited.
#[derive(Clone, Debug, Default)]
pub struct Waits {
    waiting: BTreeMap<MessageKey, (InboxId, Both<Instant>)>,
    /// By inbox: visits that came to an end, and their sums.
    ended: Vec<(u64, Both<i128>)>,
}

impl Waits {
    pub(super) fn new(inboxes: usize) -> Waits {
        Waits { waiting: BTreeMap::new(), ended: vec![(0, [0, 0]); inboxes] }
    }

    pub(super) fn begin(&mut self, case: &Case, at: Both<Instant>) {
        self.waiting.insert(case.key, (case.inbox, at));
    }

    pub(super) fn end(&mut self, key: MessageKey, at: Both<Instant>) {
        let Some((inbox, from)) = self.waiting.remove(&key) else { return };
        let (visits, sums) = &mut self.ended[inbox.index()];
        *visits += 1;
        for side in 0..2 {
            sums[side] += i128::from((at[side] - from[side]).micros());
        }
    }

    /// Adds those of other messages.
    pub(super) fn merge(&mut self, other: Waits) {
        self.waiting.extend(other.waiting);
        for (mine, (visits, sums)) in self.ended.iter_mut().zip(other.ended) {
            mine.0 += visits;
            (mine.1[0], mine.1[1]) = (mine.1[0] + sums[0], mine.1[1] + sums[1]);
        }
    }

    /// Mean wait of the visits to an inbox that ended, in microseconds, and how many; `None` of none.
    pub fn mean(&self, inbox: InboxId) -> Option<(u64, Both<f64>)> {
        let (visits, sums) = self.ended[inbox.index()];
        (visits > 0).then(|| (visits, sums.map(|sum| sum as f64 / visits as f64)))
    }

    /// All waiting until an instant, in messages times microseconds.
    pub fn until(&self, end: Instant) -> Both<i128> {
        [0, 1].map(|side| {
            let ended: i128 = self.ended.iter().map(|(_, sums)| sums[side]).sum();
            let open = self.waiting.values().map(|(_, from)| i128::from((end - from[side]).micros()));
            ended + open.sum::<i128>()
        })
    }

    /// Visits, those that still wait included.
    pub fn visits(&self) -> u64 {
        self.ended.iter().map(|(visits, _)| visits).sum::<u64>() + self.waiting.len() as u64
    }
}

/// The inboxes that the server holds for the hospitals.
pub fn inside(model: &Model) -> impl Iterator<Item = InboxId> + '_ {
    (0..model.inboxes.len()).map(InboxId::from).filter(|inbox| {
        let organisation = model.inboxes[inbox.index()].organisation;
        model.organisations[organisation.index()].side == Side::Hospital
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RoleSet;
    use crate::record::Work;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros)
    }

    /// Two messages by hand: on the server one comes 1 µs later, and goes 2 µs later.
    #[test]
    fn the_area_below_the_curve_is_the_sum_of_the_waits() {
        let case = |ordinal| Case {
            key: MessageKey::root(0, ordinal),
            inbox: InboxId(0),
            arrived: at(0),
            work: Work::Sorting,
            roles: RoleSet::ANY,
        };
        let mut waits = Waits::new(1);
        waits.begin(&case(1), [at(0), at(0)]);
        let mut others = Waits::new(1);
        others.begin(&case(2), [at(10), at(11)]);
        others.end(case(2).key, [at(20), at(22)]);
        waits.merge(others);
        let mut curves = Curves::new(1);
        for (from, to, level, found) in
            [(0, 10, 1, 1), (10, 11, 2, 1), (11, 20, 2, 2), (20, 22, 1, 2), (22, 30, 1, 1)]
        {
            let look = Look { levels: vec![level], from: at(from), to: at(to) };
            curves.add(&look, InboxId(0), found);
            curves.looked(&look);
        }
        assert_eq!((curves.area(), waits.until(at(30))), ([40, 41], [40, 41]));
        assert_eq!((waits.mean(InboxId(0)), waits.visits()), (Some((1, [10.0, 11.0])), 2));
        assert_eq!((curves.mean(InboxId(0)), curves.seen().micros()), (Some([40.0 / 30.0, 41.0 / 30.0]), 30));
    }
}
