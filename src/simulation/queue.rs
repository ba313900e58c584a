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
}

/// The queue of one inbox. Most have one lane, which stands in it.
#[derive(Debug)]
pub struct Queue {
    /// Messages that wait, calls not counted.
    pub level: u32,
    discipline: Discipline,
    access: Access,
    /// For no role before the first message.
    first: Lane,
    more: Vec<Lane>,
    calls: VecDeque<Entry>,
    /// By lane, the same as under `shortest_first`; empty where nobody picks.
    by_length: Vec<BTreeSet<Entry>>,
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
            level: 0,
            discipline,
            access,
            first: Lane { roles: RoleSet::NONE, waiting: waiting(discipline, access) },
            more: Vec::new(),
            calls: VecDeque::new(),
            by_length: Vec::new(),
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
        self.waiting(lane).add(entry);
        if self.access.picked {
            self.by_length[lane].insert(by_length(message, slot));
        }
        if self.can_overtake() && is_request(message.work) {
            self.note_arrival(message, slot);
        }
    }

    /// The lane for a set of roles, a new one if there is none.
    #[inline]
    fn lane_for(&mut self, roles: RoleSet) -> usize {
        if self.first.roles == roles { 0 } else { self.other_lane_for(roles) }
    }

    fn other_lane_for(&mut self, roles: RoleSet) -> usize {
        if let Some(place) = self.more.iter().position(|lane| lane.roles == roles) {
            return place + 1;
        }
        if self.access.picked {
            self.by_length.push(BTreeSet::new());
        }
        if self.first.roles == RoleSet::NONE {
            self.first.roles = roles;
            return 0;
        }
        self.more.push(Lane { roles, waiting: waiting(self.discipline, self.access) });
        self.more.len()
    }

    #[inline]
    fn waiting(&mut self, lane: usize) -> &mut Waiting {
        match lane.checked_sub(1) {
            None => &mut self.first.waiting,
            Some(place) => &mut self.more[place].waiting,
        }
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
        if picks {
            return self.by_length[lane].first();
        }
        let lane = lane.checked_sub(1).map_or(&self.first, |place| &self.more[place]);
        lane.waiting.first()
    }

    /// Takes that message out.
    pub fn take(&mut self, messages: &Messages, lane: usize, picks: bool) -> Option<Slot> {
        if self.access.picked {
            let slot = self.first(lane, picks)?.slot;
            self.remove(messages, slot);
            return Some(slot);
        }
        let entry = self.waiting(lane).take_first()?;
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
        let Waiting::Sorted(entries) = self.waiting(lane) else {
            unreachable!("a queue that messages leave from the middle is sorted");
        };
        let there = entries.remove(&sorted);
        debug_assert!(there, "what is taken out was there");
        if self.access.picked {
            self.by_length[lane].remove(&by_length(message, slot));
        }
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
        if self.more.is_empty() {
            return roles.may_do(self.first.roles).then_some(0);
        }
        let mut best: Option<(usize, &Entry)> = None;
        for (index, lane) in std::iter::once(&self.first).chain(&self.more).enumerate() {
            let first = || self.first(index, picks);
            let Some(entry) = roles.may_do(lane.roles).then(first).flatten() else { continue };
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
        if self.by_arrival.front().is_some_and(|first| first.slot == slot) {
            self.by_arrival.pop_front();
            return;
        }
        let first = self.by_arrival.partition_point(|other| other.arrived < message.arrived);
        let place = (first..self.by_arrival.len()).find(|place| self.by_arrival[*place].slot == slot);
        self.by_arrival.remove(place.expect("what waits has arrived"));
    }
}

/// An empty lane's waiting cases.
fn waiting(discipline: Discipline, access: Access) -> Waiting {
    match discipline {
        _ if access != Access::default() => Waiting::Sorted(BTreeSet::new()),
        Discipline::Fifo => Waiting::Fifo(VecDeque::new()),
        _ => Waiting::Ordered(BinaryHeap::new()),
    }
}

/// Whether the case is about a request, which has a deadline and a class.
fn is_request(work: Work) -> bool {
    !matches!(work, Work::Reading | Work::AnsweringAskBack | Work::Calling)
}
