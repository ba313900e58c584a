//! What is open: queues of the inside inboxes, leases, unread messages of the outside services. In memory, made
//! anew from the store at each start; changed only after a commit, but for leases, which end with the process.

use super::envelope::{Envelope, Place};
use super::row::Row;
use crate::model::InboxId;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// A message in an inside inbox.
#[derive(Clone, Debug)]
pub struct Item {
    pub inbox: InboxId,
    pub place: Place,
    /// By the inbox's discipline; then by turn.
    pub rank: i64,
    pub turn: i64,
    pub attempts: u32,
    pub lease: Option<Lease>,
}

/// Somebody has a message in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    Until(LeaseId, i64),
    /// What the holder wants done with it is being committed.
    Ending,
}

/// Counts from 1 in each run of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeaseId(pub i64);

/// Why a lease is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLease {
    /// Nothing waits.
    Empty,
    /// The message does not wait in this inbox.
    NotThere,
}

/// A lease that ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    pub row: Row,
    pub attempts: u32,
    pub place: Place,
}

/// Vain leases after which a message is put aside.
pub const MOST_ATTEMPTS: u32 = 10;

#[derive(Debug, Default)]
pub struct Board {
    items: BTreeMap<Row, Item>,
    /// By inbox: (rank, turn, row) of what waits and is not leased.
    queues: Vec<BTreeSet<(i64, i64, Row)>>,
    leases: BTreeMap<LeaseId, (Row, i64)>,
    last_lease: i64,
    /// By HER-id: (instant of the document in microseconds, row).
    unread: BTreeMap<u32, BTreeSet<(i64, Row)>>,
}

impl Board {
    pub fn new(inboxes: usize) -> Board {
        Board { queues: vec![BTreeSet::new(); inboxes], ..Board::default() }
    }

    /// A message as it is filed; `rank` by its inbox's discipline.
    pub fn file(&mut self, envelope: &Envelope, rank: i64) {
        if envelope.unread {
            self.unread.entry(envelope.receiver).or_default().insert((order(envelope), envelope.row));
        }
        let Some(inbox) = envelope.inbox else { return };
        if matches!(envelope.place, Place::Waiting | Place::WithSender | Place::Dead) {
            let Envelope { place, turn, attempts, .. } = *envelope;
            let item = Item { inbox, place, rank, turn, attempts, lease: None };
            self.items.insert(envelope.row, item);
            self.queue(envelope.row);
        }
    }

    /// Into its queue, if it waits and nobody has it.
    fn queue(&mut self, row: Row) {
        let item = &self.items[&row];
        if item.place == Place::Waiting && item.lease.is_none() {
            self.queues[item.inbox.index()].insert((item.rank, item.turn, row));
        }
    }

    pub fn item(&self, row: Row) -> Option<&Item> {
        self.items.get(&row)
    }

    /// Rows that wait in an inbox, leased ones left out, in the order in which they are taken.
    pub fn waiting(&self, inbox: InboxId) -> impl Iterator<Item = Row> {
        self.queues[inbox.index()].iter().map(|(.., row)| *row)
    }

    /// As [`Board::waiting`], behind a message that may be in somebody's hand by now; `None`: it is not in this inbox.
    pub fn waiting_behind(&self, inbox: InboxId, after: Row) -> Option<impl Iterator<Item = Row>> {
        let item = self.items.get(&after).filter(|item| item.inbox == inbox)?;
        let from = (Bound::Excluded((item.rank, item.turn, after)), Bound::Unbounded);
        Some(self.queues[inbox.index()].range(from).map(|(.., row)| *row))
    }

    /// How many wait, are leased, and were put aside, by inbox.
    pub fn counts(&self) -> Vec<[usize; 3]> {
        let mut counts: Vec<[usize; 3]> = self.queues.iter().map(|queue| [queue.len(), 0, 0]).collect();
        for item in self.items.values() {
            let counts = &mut counts[item.inbox.index()];
            counts[1] += usize::from(item.lease.is_some());
            counts[2] += usize::from(item.place == Place::Dead);
        }
        counts
    }

    /// Gives the first in line, or the one that is asked for, to a holder until `until` (wall clock, microseconds).
    ///
    /// # Errors
    /// Nothing waits, or not that one.
    pub fn lease(
        &mut self,
        inbox: InboxId,
        wanted: Option<Row>,
        until: i64,
    ) -> Result<(LeaseId, Row), NoLease> {
        let row = match wanted {
            None => self.waiting(inbox).next().ok_or(NoLease::Empty)?,
            Some(row) => row,
        };
        let item = self.items.get_mut(&row).filter(|item| item.inbox == inbox).ok_or(NoLease::NotThere)?;
        if item.lease.is_some() || !matches!(item.place, Place::Waiting | Place::Dead) {
            return Err(NoLease::NotThere);
        }
        self.last_lease += 1;
        let id = LeaseId(self.last_lease);
        item.lease = Some(Lease::Until(id, until));
        self.queues[inbox.index()].remove(&(item.rank, item.turn, row));
        self.leases.insert(id, (row, until));
        Ok((id, row))
    }

    /// The message of a lease that still holds.
    pub fn held(&self, lease: LeaseId) -> Option<Row> {
        self.leases.get(&lease).map(|(row, _)| *row)
    }

    /// Whether the lease still held.
    pub fn extend(&mut self, lease: LeaseId, until: i64) -> bool {
        let Some((row, end)) = self.leases.get_mut(&lease) else { return false };
        *end = until;
        self.items.get_mut(row).expect("what is leased is there").lease = Some(Lease::Until(lease, until));
        true
    }

    /// The holder gives it back: to its place. Whether the lease still held.
    pub fn release(&mut self, lease: LeaseId) -> bool {
        let Some((row, _)) = self.leases.remove(&lease) else { return false };
        self.items.get_mut(&row).expect("what is leased is there").lease = None;
        self.queue(row);
        true
    }

    /// The holder's last call: the lease ends, the message stays away until what was asked is committed.
    pub fn end(&mut self, lease: LeaseId) -> Option<Row> {
        let (row, _) = self.leases.remove(&lease)?;
        self.items.get_mut(&row).expect("what is leased is there").lease = Some(Lease::Ending);
        Some(row)
    }

    /// Leases that ended by themselves before `now`; their messages are back in their places.
    pub fn lapse(&mut self, now: i64) -> Vec<Lapse> {
        let ended: Vec<LeaseId> =
            self.leases.iter().filter(|(_, (_, until))| *until <= now).map(|(id, _)| *id).collect();
        let lapse = |board: &mut Board, lease: LeaseId| {
            let (row, _) = board.leases.remove(&lease).expect("just seen");
            let item = board.items.get_mut(&row).expect("what is leased is there");
            item.lease = None;
            item.attempts += 1;
            if item.attempts >= MOST_ATTEMPTS {
                item.place = Place::Dead;
            }
            let lapse = Lapse { row, attempts: item.attempts, place: item.place };
            board.queue(row);
            lapse
        };
        ended.into_iter().map(|lease| lapse(self, lease)).collect()
    }

    /// To the back of an inbox, or out of it for a while (`place` is with the sender).
    pub fn put(&mut self, row: Row, (inbox, place, turn): (InboxId, Place, i64), rank: i64) {
        let Some(item) = self.items.get_mut(&row) else { return };
        self.queues[item.inbox.index()].remove(&(item.rank, item.turn, row));
        (item.inbox, item.place, item.turn, item.rank, item.lease) = (inbox, place, turn, rank, None);
        self.queue(row);
    }

    /// Answered, returned, withdrawn or closed.
    pub fn close(&mut self, row: Row) {
        if let Some(item) = self.items.remove(&row) {
            self.queues[item.inbox.index()].remove(&(item.rank, item.turn, row));
            if let Some(Lease::Until(id, _)) = item.lease {
                self.leases.remove(&id);
            }
        }
    }

    pub fn read(&mut self, envelope: &Envelope) {
        if let Some(unread) = self.unread.get_mut(&envelope.receiver) {
            unread.remove(&(order(envelope), envelope.row));
        }
    }

    /// Unread messages of a receiver as (instant of the document, row).
    pub fn unread(&self, her_id: u32) -> impl DoubleEndedIterator<Item = (i64, Row)> {
        self.unread.get(&her_id).into_iter().flatten().copied()
    }

    /// How many messages are in inside inboxes, and how many are unread outside.
    pub fn sizes(&self) -> (usize, usize) {
        (self.items.len(), self.unread.values().map(BTreeSet::len).sum())
    }
}

/// By the document's own date; one that has none comes when it was received.
fn order(envelope: &Envelope) -> i64 {
    super::stamp::parse(&envelope.generated).unwrap_or(envelope.received).micros()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::msh::testing::envelope;

    fn board(rows: i64) -> Board {
        let mut board = Board::new(2);
        (1..=rows).for_each(|row| board.file(&envelope(row), 0));
        board
    }

    const INBOX: InboxId = InboxId(0);

    #[test]
    fn a_lease_takes_the_first_and_a_lapse_puts_it_back_in_its_place() {
        let mut board = board(3);
        let (lease, row) = board.lease(INBOX, None, 100).expect("something waits");
        assert_eq!((row, board.held(lease)), (Row(1), Some(Row(1))));
        assert_eq!(board.waiting(INBOX).collect::<Vec<_>>(), [Row(2), Row(3)]);
        assert_eq!(board.lease(INBOX, Some(Row(1)), 100), Err(NoLease::NotThere));
        assert_eq!(board.lapse(99), []);
        assert_eq!(board.lapse(100), [Lapse { row: Row(1), attempts: 1, place: Place::Waiting }]);
        assert_eq!(board.waiting(INBOX).collect::<Vec<_>>(), [Row(1), Row(2), Row(3)]);
        assert!(!board.extend(lease, 200) && !board.release(lease) && board.end(lease).is_none());
    }

    #[test]
    fn a_list_goes_on_behind_a_message_that_was_taken_meanwhile() {
        let mut board = board(4);
        let behind =
            |board: &Board, row| board.waiting_behind(INBOX, Row(row)).map(Iterator::collect::<Vec<_>>);
        board.lease(INBOX, Some(Row(2)), 100).expect("it waits");
        assert_eq!(behind(&board, 2), Some(vec![Row(3), Row(4)]));
        board.close(Row(3));
        assert_eq!(behind(&board, 2), Some(vec![Row(4)]));
        assert_eq!((behind(&board, 4), behind(&board, 3)), (Some(Vec::new()), None));
    }

    #[test]
    fn after_ten_vain_leases_a_message_is_put_aside() {
        let mut board = board(1);
        for attempt in 1..=MOST_ATTEMPTS {
            board.lease(INBOX, None, 0).expect("it waits");
            let place = if attempt == MOST_ATTEMPTS { Place::Dead } else { Place::Waiting };
            assert_eq!(board.lapse(0), [Lapse { row: Row(1), attempts: attempt, place }]);
        }
        assert_eq!(board.lease(INBOX, None, 0), Err(NoLease::Empty));
        assert_eq!(board.counts()[0], [0, 0, 1]);
        // Whoever asks for it by name gets it.
        assert!(board.lease(INBOX, Some(Row(1)), 9).is_ok());
    }

    #[test]
    fn what_is_being_ended_is_nobodys() {
        let mut board = board(2);
        let (lease, row) = board.lease(INBOX, None, 100).expect("something waits");
        assert_eq!(board.end(lease), Some(row));
        assert_eq!(board.end(lease), None);
        assert_eq!(board.lapse(1_000), []);
        assert_eq!(board.lease(INBOX, Some(row), 100), Err(NoLease::NotThere));
        board.put(row, (InboxId(1), Place::Waiting, 9), 0);
        assert_eq!(board.waiting(InboxId(1)).collect::<Vec<_>>(), [row]);
        assert_eq!(board.waiting(INBOX).collect::<Vec<_>>(), [Row(2)]);
        board.close(row);
        assert_eq!(board.sizes(), (1, 0));
    }
}
