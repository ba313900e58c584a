//! Cases in one order, by what may be taken out: the first, or any. Knows no inbox and no person.

use super::message::{Message, Slot};
use crate::record::MessageKey;
use crate::time::Instant;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

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

/// Cases in one order.
#[derive(Debug)]
pub enum Waiting {
    /// First come, first served: almost always appended.
    Fifo(VecDeque<Entry>),
    Ordered(BinaryHeap<Reverse<Entry>>),
    /// Others than the first may be taken out.
    Sorted(BTreeSet<Entry>),
}

impl Waiting {
    pub fn first(&self) -> Option<&Entry> {
        match self {
            Waiting::Fifo(entries) => entries.front(),
            Waiting::Ordered(entries) => entries.peek().map(|Reverse(entry)| entry),
            Waiting::Sorted(entries) => entries.first(),
        }
    }

    pub fn take_first(&mut self) -> Option<Entry> {
        match self {
            Waiting::Fifo(entries) => entries.pop_front(),
            Waiting::Ordered(entries) => entries.pop().map(|Reverse(entry)| entry),
            Waiting::Sorted(entries) => entries.pop_first(),
        }
    }

    pub fn add(&mut self, entry: Entry) {
        match self {
            Waiting::Fifo(entries) => {
                if entries
                    .back()
                    .is_none_or(|last| (entry.fresh && last.arrived < entry.arrived) || *last < entry)
                {
                    entries.push_back(entry);
                } else {
                    let place = entries.partition_point(|other| *other < entry);
                    entries.insert(place, entry);
                }
            }
            Waiting::Ordered(entries) => entries.push(Reverse(entry)),
            Waiting::Sorted(entries) => {
                entries.insert(entry);
            }
        }
    }
}

/// A message with its discipline's rank.
pub fn entry(message: &Message, slot: Slot, rank: i64) -> Entry {
    Entry { fresh: !message.handed_back, rank, arrived: message.arrived, key: message.key(), slot }
}

/// As under `shortest_first`.
pub fn by_length(message: &Message, slot: Slot) -> Entry {
    entry(message, slot, if message.handed_back { 0 } else { message.left.micros() })
}
