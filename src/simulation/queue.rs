//! The queue of one inbox: who is next for somebody with given roles.
//!
//! Every discipline is an order: what was handed back first, then the discipline's rank, then arrival in this
//! inbox, then message key. Work for different roles waits in different lanes; a person takes the first of the
//! lanes that she may serve.

use super::message::{Messages, Slot};
use crate::model::{Discipline, RoleSet};
use crate::record::{MessageKey, Work};
use crate::time::Instant;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// A waiting case with its place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// False sorts first: handed back.
    fresh: bool,
    rank: i64,
    arrived: Instant,
    key: MessageKey,
    pub slot: Slot,
}

#[derive(Debug)]
enum Waiting {
    /// First come, first served: almost always appended.
    Fifo(VecDeque<Entry>),
    Ordered(BinaryHeap<Reverse<Entry>>),
}

impl Waiting {
    fn first(&self) -> Option<&Entry> {
        match self {
            Waiting::Fifo(entries) => entries.front(),
            Waiting::Ordered(entries) => entries.peek().map(|Reverse(entry)| entry),
        }
    }

    fn take_first(&mut self) -> Option<Entry> {
        match self {
            Waiting::Fifo(entries) => entries.pop_front(),
            Waiting::Ordered(entries) => entries.pop().map(|Reverse(entry)| entry),
        }
    }

    fn add(&mut self, entry: Entry) {
        match self {
            Waiting::Fifo(entries) => {
                if entries.back().is_none_or(|last| *last < entry) {
                    entries.push_back(entry);
                } else {
                    let place = entries.partition_point(|other| *other < entry);
                    entries.insert(place, entry);
                }
            }
            Waiting::Ordered(entries) => entries.push(Reverse(entry)),
        }
    }
}

/// The queue of one inbox.
#[derive(Debug)]
pub struct Queue {
    discipline: Discipline,
    lanes: Vec<(RoleSet, Waiting)>,
    calls: VecDeque<Entry>,
    /// Messages that wait, calls not counted.
    pub level: u32,
    /// The waiting request that arrived first, and the one that arrived last.
    oldest: Option<Slot>,
    youngest: Option<Slot>,
}

impl Queue {
    pub fn new(discipline: Discipline) -> Self {
        Queue {
            discipline,
            lanes: Vec::new(),
            calls: VecDeque::new(),
            level: 0,
            oldest: None,
            youngest: None,
        }
    }

    /// Puts a message in its place in the order.
    pub fn add(&mut self, messages: &mut Messages, slot: Slot) {
        let message = &messages[slot];
        let is_call = message.work == Work::Calling;
        // What was handed back precedes every discipline, earliest arrival first; calls are one line.
        let rank = if is_call || message.handed_back { 0 } else { self.rank(message) };
        let entry =
            Entry { fresh: !message.handed_back, rank, arrived: message.arrived, key: message.key(), slot };
        if is_call {
            let place = self.calls.partition_point(|other| *other < entry);
            self.calls.insert(place, entry);
            return;
        }
        let roles = message.roles;
        self.level += 1;
        match self.lanes.iter_mut().find(|(lane, _)| *lane == roles) {
            Some((_, waiting)) => waiting.add(entry),
            None => {
                let mut waiting = match self.discipline {
                    Discipline::Fifo => Waiting::Fifo(VecDeque::new()),
                    _ => Waiting::Ordered(BinaryHeap::new()),
                };
                waiting.add(entry);
                self.lanes.push((roles, waiting));
            }
        }
        if self.can_overtake() && is_request(messages[slot].work) {
            self.link(messages, slot);
        }
    }

    fn rank(&self, message: &super::message::Message) -> i64 {
        let request = is_request(message.work);
        match self.discipline {
            Discipline::Fifo => 0,
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

    /// The first message of a lane.
    pub fn first(&self, lane: usize) -> Option<&Entry> {
        self.lanes[lane].1.first()
    }

    /// Takes that message out.
    pub fn take(&mut self, messages: &mut Messages, lane: usize) -> Option<Slot> {
        let entry = self.lanes[lane].1.take_first()?;
        self.level -= 1;
        if self.can_overtake() && is_request(messages[entry.slot].work) {
            self.unlink(messages, entry.slot);
        }
        Some(entry.slot)
    }

    /// The lane with the first message for somebody with these roles.
    #[inline]
    pub fn lane(&self, roles: RoleSet) -> Option<usize> {
        if self.level == 0 {
            return None;
        }
        if let [(lane, waiting)] = &self.lanes[..] {
            return (roles.may_do(*lane) && waiting.first().is_some()).then_some(0);
        }
        let mut best: Option<(usize, &Entry)> = None;
        for (index, (lane, waiting)) in self.lanes.iter().enumerate() {
            let Some(entry) = waiting.first().filter(|_| roles.may_do(*lane)) else { continue };
            if best.is_none_or(|(_, other)| entry < other) {
                best = Some((index, entry));
            }
        }
        best.map(|(index, _)| index)
    }

    /// Under `fifo` nobody eligible passes by a message that arrived earlier.
    fn can_overtake(&self) -> bool {
        self.discipline != Discipline::Fifo
    }

    /// Marks the waiting requests that arrived before `arrived` and that somebody with these roles, who begins a
    /// later one now, could have taken.
    pub fn overtake(&self, messages: &mut Messages, arrived: Instant, roles: RoleSet, now: Instant) {
        let mut next = self.oldest;
        while let Some(slot) = next {
            let message = &mut messages[slot];
            if message.arrived >= arrived {
                break;
            }
            if message.overtaken.is_none() && roles.may_do(message.roles) {
                message.overtaken = Some(now);
            }
            next = message.younger;
        }
    }

    /// Into the list by arrival; what was handed back may have arrived before others.
    fn link(&mut self, messages: &mut Messages, slot: Slot) {
        let arrived = messages[slot].arrived;
        let mut older = self.youngest;
        while let Some(other) = older.filter(|other| messages[*other].arrived > arrived) {
            older = messages[other].older;
        }
        let younger = match older {
            Some(other) => messages[other].younger.replace(slot),
            None => self.oldest.replace(slot),
        };
        match younger {
            Some(other) => messages[other].older = Some(slot),
            None => self.youngest = Some(slot),
        }
        messages[slot].older = older;
        messages[slot].younger = younger;
    }

    fn unlink(&mut self, messages: &mut Messages, slot: Slot) {
        let (older, younger) = (messages[slot].older.take(), messages[slot].younger.take());
        match older {
            Some(other) => messages[other].younger = younger,
            None => self.oldest = younger,
        }
        match younger {
            Some(other) => messages[other].older = older,
            None => self.youngest = older,
        }
    }
}

/// Whether the case is about a request, which has a deadline and a class.
fn is_request(work: Work) -> bool {
    !matches!(work, Work::Reading | Work::AnsweringAskBack | Work::Calling)
}
