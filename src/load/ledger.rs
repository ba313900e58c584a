//! One outcome for each message of the plan, and what else was seen of it: 20 bytes a message.
//!
//! Knows no target and no clock: it is told what happened.

use super::outcome::{Flag, Outcome};
use std::collections::BTreeMap;

/// What a message should come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// HER-id of the receiver, or number of the inbox: whatever the target says where a message is.
    pub place: u32,
    /// The first eight bytes of the SHA-256 of its document.
    pub digest: u64,
    /// Whether it should be refused, sooner or later.
    pub refused: bool,
}

const CHUNK: usize = 1 << 12;
/// Not known yet; at the end nothing has this.
const NONE: u8 = u8::MAX;
/// Beside the flags: it should be refused; the look through all inboxes has come upon it.
const REFUSED: u8 = 1 << 7;
const FOUND: u8 = 1 << 6;
/// Nanoseconds to which instants are kept.
pub const ACCURACY: u64 = 100_000;
/// At most so many ids are named for each finding.
pub const NAMED: usize = 1_000;

struct Chunk {
    digest: [u64; CHUNK],
    place: [u32; CHUNK],
    /// Of the 201, in hundreds of microseconds; 0: none came.
    accepted: [u32; CHUNK],
    /// From when it was sent until then, rounded up; the largest number: longer.
    took: [u16; CHUNK],
    outcome: [u8; CHUNK],
    flags: [u8; CHUNK],
}

/// The ledger of a run, in order of message number.
#[derive(Default)]
pub struct Ledger {
    chunks: Vec<Box<Chunk>>,
    length: u64,
    /// Whether the target promises to know a document again.
    knows_again: bool,
    named: BTreeMap<&'static str, Vec<u64>>,
    counts: [u64; 8],
    flagged: [u64; 6],
}

impl Ledger {
    pub fn new() -> Ledger {
        Ledger::default()
    }

    /// Enters the next message of the plan; its number.
    pub fn enter(&mut self) -> u64 {
        let number = self.length;
        if (number as usize).is_multiple_of(CHUNK) {
            self.chunks.push(Box::new(Chunk {
                digest: [0; CHUNK],
                place: [0; CHUNK],
                accepted: [0; CHUNK],
                took: [0; CHUNK],
                outcome: [NONE; CHUNK],
                flags: [0; CHUNK],
            }));
        }
        self.length += 1;
        number
    }

    pub fn len(&self) -> u64 {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn chunk(&self, id: u64) -> (&Chunk, usize) {
        (&self.chunks[id as usize / CHUNK], id as usize % CHUNK)
    }

    fn chunk_mut(&mut self, id: u64) -> (&mut Chunk, usize) {
        (&mut self.chunks[id as usize / CHUNK], id as usize % CHUNK)
    }

    pub fn expect(&mut self, id: u64, expected: Expected) {
        let (chunk, place) = self.chunk_mut(id);
        (chunk.digest[place], chunk.place[place]) = (expected.digest, expected.place);
        chunk.flags[place] |= if expected.refused { REFUSED } else { 0 };
    }

    pub fn expected(&self, id: u64) -> Expected {
        let (chunk, place) = self.chunk(id);
        Expected {
            place: chunk.place[place],
            digest: chunk.digest[place],
            refused: chunk.flags[place] & REFUSED != 0,
        }
    }

    /// The target promises that a document which comes again is there once: then no second copy is excused.
    pub fn promised(&mut self) {
        self.knows_again = true;
    }

    /// The target has said that it has it; when, and when it was sent, in nanoseconds.
    pub fn accepted(&mut self, id: u64, nanos: u64, sent: u64) {
        let (chunk, place) = self.chunk_mut(id);
        let took = nanos.saturating_sub(sent).div_ceil(ACCURACY) + 1;
        chunk.accepted[place] = (nanos / ACCURACY + 1).min(u64::from(u32::MAX)) as u32;
        chunk.took[place] = took.min(u64::from(u16::MAX)) as u16;
    }

    /// When it was sent, in nanoseconds, at the earliest; `None`: it was not acknowledged, or too much later.
    pub fn sent_at(&self, id: u64) -> Option<u64> {
        let (chunk, place) = self.chunk(id);
        let took = Some(chunk.took[place]).filter(|took| *took < u16::MAX)?;
        Some(self.accepted_at(id)?.saturating_sub(u64::from(took) * ACCURACY))
    }

    pub fn is_accepted(&self, id: u64) -> bool {
        let (chunk, place) = self.chunk(id);
        chunk.accepted[place] > 0
    }

    /// When it was accepted, in nanoseconds, to a tenth of a millisecond.
    pub fn accepted_at(&self, id: u64) -> Option<u64> {
        let (chunk, place) = self.chunk(id);
        (chunk.accepted[place] > 0).then(|| u64::from(chunk.accepted[place] - 1) * ACCURACY)
    }

    pub fn outcome(&self, id: u64) -> Option<Outcome> {
        let (chunk, place) = self.chunk(id);
        Outcome::ALL.get(chunk.outcome[place] as usize).copied()
    }

    /// Settles a message; what was settled before is put right.
    pub fn settle(&mut self, id: u64, outcome: Outcome) {
        if let Some(before) = self.outcome(id) {
            self.counts[before as usize] -= 1;
            if let Some(named) = self.named.get_mut(before.name()) {
                named.retain(|other| *other != id);
            }
        }
        let (chunk, place) = self.chunk_mut(id);
        chunk.outcome[place] = outcome as u8;
        self.counts[outcome as usize] += 1;
        if !matches!(outcome, Outcome::Delivered | Outcome::RightlyRefused | Outcome::Unverified) {
            self.name(outcome.name(), id);
        }
    }

    /// Notes what was seen of a message; once is enough.
    pub fn flag(&mut self, id: u64, flag: Flag) {
        let (chunk, place) = self.chunk_mut(id);
        if chunk.flags[place] & flag.bit() == 0 {
            chunk.flags[place] |= flag.bit();
            self.flagged[flag as usize] += 1;
            self.name(flag.name(), id);
        }
    }

    pub fn has(&self, id: u64, flag: Flag) -> bool {
        let (chunk, place) = self.chunk(id);
        chunk.flags[place] & flag.bit() != 0
    }

    fn name(&mut self, finding: &'static str, id: u64) {
        let named = self.named.entry(finding).or_default();
        if named.len() < NAMED {
            named.push(id);
        }
    }

    /// A message was seen at its receiver's, with these bytes if they were fetched.
    pub fn seen(&mut self, id: u64, place: u32, digest: Option<u64>) {
        let expected = self.expected(id);
        if place != expected.place {
            self.flag(id, Flag::Misrouted);
        }
        if digest.is_some_and(|digest| digest != expected.digest) {
            self.flag(id, Flag::Corrupted);
        }
        match self.outcome(id) {
            Some(Outcome::Delivered | Outcome::Leaked)
                if self.has(id, Flag::Retried) && !self.knows_again =>
            {
                self.flag(id, Flag::AmbiguousRetry);
            }
            Some(Outcome::Delivered | Outcome::Leaked) => self.flag(id, Flag::Duplicate),
            _ if expected.refused => self.settle(id, Outcome::Leaked),
            _ => self.settle(id, Outcome::Delivered),
        }
    }

    /// The look through all inboxes came upon a message.
    pub fn found(&mut self, id: u64, place: u32, digest: Option<u64>) {
        let (chunk, index) = self.chunk_mut(id);
        let again = chunk.flags[index] & FOUND != 0;
        chunk.flags[index] |= FOUND;
        let is_settled = matches!(self.outcome(id), Some(Outcome::Delivered | Outcome::Leaked));
        if again || !is_settled {
            self.seen(id, place, digest);
        } else if self.expected(id).place != place {
            self.flag(id, Flag::Misrouted);
        }
    }

    /// So many have this outcome.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.counts[outcome as usize]
    }

    pub fn flagged(&self, flag: Flag) -> u64 {
        self.flagged[flag as usize]
    }

    /// Those that are settled.
    pub fn settled(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The messages of a finding, the first thousand.
    pub fn named(&self, finding: &str) -> &[u64] {
        self.named.get(finding).map_or(&[], Vec::as_slice)
    }

    /// Messages that are not settled yet.
    pub fn unsettled(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.length).filter(|id| self.outcome(*id).is_none())
    }

    /// How often the target broke what a message server promises.
    pub fn violations(&self) -> u64 {
        let outcomes = Outcome::ALL.iter().filter(|outcome| outcome.is_violation());
        let flags = Flag::ALL.iter().filter(|flag| flag.is_violation());
        outcomes.map(|outcome| self.count(*outcome)).chain(flags.map(|flag| self.flagged(*flag))).sum()
    }

    /// Whether it ever did.
    pub fn is_violated(&self) -> bool {
        self.violations() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(count: u64) -> Ledger {
        let mut ledger = Ledger::new();
        for id in 0..count {
            assert_eq!(ledger.enter(), id);
            ledger.expect(id, Expected { place: 7, digest: id, refused: id == 5 });
        }
        ledger
    }

    #[test]
    fn outcomes_sum_to_the_plan() {
        let mut ledger = of(4_000);
        (0..4_000).for_each(|id| ledger.settle(id, Outcome::ALL[id as usize % 8]));
        ledger.settle(0, Outcome::Lost);
        assert_eq!(
            (ledger.settled(), ledger.count(Outcome::Delivered), ledger.count(Outcome::Lost)),
            (4_000, 499, 501)
        );
        assert_eq!(ledger.unsettled().count(), 0);
        assert!(ledger.is_violated() && ledger.named("lost").contains(&0));
    }

    #[test]
    fn what_is_seen_is_flagged_and_named_once() {
        let mut ledger = of(6);
        ledger.seen(0, 7, Some(0));
        ledger.seen(1, 8, Some(1));
        ledger.seen(2, 7, Some(99));
        ledger.seen(3, 7, None);
        (0..3).for_each(|_| ledger.seen(3, 7, None));
        ledger.flag(4, Flag::Retried);
        (0..2).for_each(|_| ledger.seen(4, 7, Some(4)));
        let named = Flag::ALL.map(|flag| (ledger.flagged(flag), ledger.named(flag.name()).to_vec()));
        let known = [(1, vec![3]), (1, vec![4]), (1, vec![1]), (1, vec![2]), (0, vec![]), (1, vec![4])];
        assert_eq!((named, ledger.count(Outcome::Delivered)), (known, 5));
        assert_eq!(ledger.unsettled().collect::<Vec<u64>>(), [5]);
        ledger.promised();
        ledger.seen(4, 7, Some(4));
        assert_eq!(ledger.named("duplicate"), [3, 4]);
        ledger.seen(5, 7, Some(5));
        assert_eq!((ledger.outcome(5), ledger.is_violated()), (Some(Outcome::Leaked), true));
    }

    #[test]
    fn a_message_costs_twenty_bytes() {
        assert_eq!(size_of::<Chunk>(), 20 * CHUNK);
    }

    #[test]
    fn acceptance_is_remembered_to_a_tenth_of_a_millisecond() {
        let mut ledger = of(2);
        ledger.accepted(0, 0, 0);
        assert_eq!(
            (ledger.accepted_at(0), ledger.accepted_at(1), ledger.is_accepted(1)),
            (Some(0), None, false)
        );
        ledger.accepted(1, 1_234_567_890, 1_230_000_000);
        assert_eq!((ledger.accepted_at(1), ledger.sent_at(1)), (Some(1_234_500_000), Some(1_229_800_000)));
        // More than six seconds on its way: nothing may be concluded from when it was sent.
        ledger.accepted(1, 8_000_000_000, 1_000_000_000);
        assert_eq!(ledger.sent_at(1), None);
    }
}
