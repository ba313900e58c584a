//! The queue of one inbox: who is next for somebody with given roles.
//!
//! Every discipline is an order: what was handed back first, then the discipline's rank, then arrival in this
//! inbox, then message key. Work for different roles waits in different lanes; a person takes the first of the
//! lanes that she may serve.

use super::message::{Message, Messages, Slot};
use super::waiting::{Entry, Waiting, by_length, entry};
use crate::model::{Discipline, RoleSet};
use crate::record::Work;
use crate::time::Instant;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

/// How cases may leave a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// From the middle, as their senders withdraw.
    pub withdrawn: bool,
    /// By length, as somebody picks the shortest now and then.
    pub picked: bool,
}

/// What waits for one set of roles.
#[derive(Debug)]
struct Lane {
    roles: RoleSet,
    waiting: Waiting,
    /// The same as under `shortest_first`; empty where nobody picks.
    by_length: BTreeSet<Entry>,
}

/// The queue of one inbox.
#[derive(Debug)]
pub struct Queue {
    discipline: Discipline,
    access: Access,
    lanes: Vec<Lane>,
    calls: VecDeque<Entry>,
    /// Messages that wait, calls not counted.
    pub level: u32,
    /// Requests that wait, by arrival here; empty where nobody can be overtaken.
    by_arrival: VecDeque<Arrival>,
}

/// A waiting request that may be overtaken.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    arrived: Instant,
    roles: RoleSet,
    slot: Slot,
    overtaken: bool,
}

impl Queue {
    pub fn new(discipline: Discipline, access: Access) -> Self {
        Queue {
            discipline,
            access,
            lanes: Vec::new(),
            calls: VecDeque::new(),
            level: 0,
            by_arrival: VecDeque::new(),
        }
    }

    /// Whether a message needs a lot when it joins.
    pub fn draws_lots(&self) -> bool {
        self.discipline == Discipline::Random
    }

    /// Puts a message in its place in the order.
    pub fn add(&mut self, messages: &Messages, slot: Slot) {
        let message = &messages[slot];
        if message.work == Work::Calling {
            // Calls are one line.
            let entry = entry(message, slot, 0);
            let place = self.calls.partition_point(|other| *other < entry);
            self.calls.insert(place, entry);
            return;
        }
        let entry = entry(message, slot, self.rank(message));
        self.level += 1;
        let lane = self.lane_for(message.roles);
        lane.waiting.add(entry);
        if self.access.picked {
            let by_length = by_length(message, slot);
            self.lane_for(messages[slot].roles).by_length.insert(by_length);
        }
        if self.can_overtake() && is_request(messages[slot].work) {
            self.note_arrival(&messages[slot], slot);
        }
    }

    fn lane_for(&mut self, roles: RoleSet) -> &mut Lane {
        let known = self.lanes.iter().position(|lane| lane.roles == roles);
        let index = known.unwrap_or_else(|| {
            let waiting = match self.discipline {
                _ if self.access != Access::default() => Waiting::Sorted(BTreeSet::new()),
                Discipline::Fifo => Waiting::Fifo(VecDeque::new()),
                _ => Waiting::Ordered(BinaryHeap::new()),
            };
            self.lanes.push(Lane { roles, waiting, by_length: BTreeSet::new() });
            self.lanes.len() - 1
        });
        &mut self.lanes[index]
    }

    fn rank(&self, message: &Message) -> i64 {
        let request = is_request(message.work);
        match self.discipline {
            // What was handed back precedes every discipline, earliest arrival first.
            _ if message.handed_back => 0,
            Discipline::Fifo => 0,
            Discipline::Lifo => -message.arrived.micros(),
            Discipline::Random => message.lot,
            Discipline::EarliestDue if request => message.request.limit.micros(),
            Discipline::UrgentFirst if request => i64::from(message.request.urgency),
            Discipline::EarliestDue | Discipline::UrgentFirst => i64::MAX,
            Discipline::ShortestFirst => message.left.micros(),
        }
    }

    /// The first call.
    pub fn first_call(&self) -> Option<&Entry> {
        self.calls.front()
    }

    pub fn take_call(&mut self) -> Option<Entry> {
        self.calls.pop_front()
    }

    /// The first message of a lane by the discipline or, if she picks, by length.
    pub fn first(&self, lane: usize, picks: bool) -> Option<&Entry> {
        self.lanes[lane].first(picks)
    }

    /// Takes that message out.
    pub fn take(&mut self, messages: &Messages, lane: usize, picks: bool) -> Option<Slot> {
        if self.access.picked {
            let slot = self.lanes[lane].first(picks)?.slot;
            self.remove(messages, slot);
            return Some(slot);
        }
        let entry = self.lanes[lane].waiting.take_first()?;
        self.level -= 1;
        if self.can_overtake() && is_request(messages[entry.slot].work) {
            self.forget_arrival(&messages[entry.slot], entry.slot);
        }
        Some(entry.slot)
    }

    /// Takes a message out, wherever it stands.
    pub fn remove(&mut self, messages: &Messages, slot: Slot) {
        let message = &messages[slot];
        let sorted = entry(message, slot, self.rank(message));
        let lane = self.lane_for(message.roles);
        let Waiting::Sorted(entries) = &mut lane.waiting else {
            unreachable!("a queue that messages leave from the middle is sorted");
        };
        let there = entries.remove(&sorted);
        debug_assert!(there, "what is taken out was there");
        lane.by_length.remove(&by_length(message, slot));
        self.level -= 1;
        if self.can_overtake() && is_request(messages[slot].work) {
            self.forget_arrival(&messages[slot], slot);
        }
    }

    /// The lane with the first message for somebody with these roles.
    #[inline]
    pub fn lane(&self, roles: RoleSet, picks: bool) -> Option<usize> {
        if self.level == 0 {
            return None;
        }
        if let [lane] = &self.lanes[..] {
            return roles.may_do(lane.roles).then_some(0);
        }
        let mut best: Option<(usize, &Entry)> = None;
        for (index, lane) in self.lanes.iter().enumerate() {
            let Some(entry) = roles.may_do(lane.roles).then(|| lane.first(picks)).flatten() else { continue };
            if best.is_none_or(|(_, other)| entry < other) {
                best = Some((index, entry));
            }
        }
        best.map(|(index, _)| index)
    }

    /// Under `fifo` nobody eligible passes by a message that arrived earlier, unless she picks.
    fn can_overtake(&self) -> bool {
        self.discipline != Discipline::Fifo || self.access.picked
    }

    /// Marks the waiting requests that arrived before `arrived` and that somebody with these roles, who begins a
    /// later one now, could have taken.
    #[inline]
    pub fn overtake(&mut self, messages: &mut Messages, arrived: Instant, roles: RoleSet, now: Instant) {
        for request in &mut self.by_arrival {
            if request.arrived >= arrived {
                break;
            }
            if !request.overtaken && roles.may_do(request.roles) {
                request.overtaken = true;
                messages[request.slot].overtaken = Some(now);
            }
        }
    }

    /// What was handed back may have arrived before others.
    fn note_arrival(&mut self, message: &Message, slot: Slot) {
        let new = Arrival { arrived: message.arrived, roles: message.roles, slot, overtaken: false };
        let earlier = self.by_arrival.iter().rev().take_while(|other| other.arrived > new.arrived).count();
        self.by_arrival.insert(self.by_arrival.len() - earlier, new);
    }

    fn forget_arrival(&mut self, message: &Message, slot: Slot) {
        let first = self.by_arrival.partition_point(|other| other.arrived < message.arrived);
        let place = (first..self.by_arrival.len()).find(|place| self.by_arrival[*place].slot == slot);
        self.by_arrival.remove(place.expect("what waits has arrived"));
    }
}

impl Lane {
    fn first(&self, picks: bool) -> Option<&Entry> {
        if picks { self.by_length.first() } else { self.waiting.first() }
    }
}

/// Whether the case is about a request, which has a deadline and a class.
fn is_request(work: Work) -> bool {
    !matches!(work, Work::Reading | Work::AnsweringAskBack | Work::Calling)
}
