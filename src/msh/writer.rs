//! The one writer: takes all jobs that wait, commits them together, then tells everybody. No timer: while a commit
//! runs, the next jobs gather.
//!
//! Nothing is visible, and nobody is answered, before the commit is on the disk. Knows no HTTP.

use super::board::Board;
use super::envelope::{Envelope, Kind, Place, Receipt, Transport};
use super::job::{Answered, Done, Filing, Job, Order};
use super::keys::{Keys, key};
use super::row::Row;
use super::store::{Store, StoreError};
use crate::model::InboxId;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::mpsc;

/// Jobs in one commit.
pub const MOST_AT_ONCE: usize = 1_024;

/// What a commit makes visible.
enum Effect {
    Filed(Box<Envelope>, i64),
    Put(Row, (InboxId, Place, i64), i64),
    Closed(Row),
    Read(Row),
}

/// The writer's own state.
pub struct Writer {
    store: Store,
    keys: Keys,
    board: Arc<Mutex<Board>>,
    last_row: i64,
    last_turn: i64,
    /// A message's rank in its inbox, by discipline.
    rank: Box<dyn Fn(&Envelope) -> i64 + Send>,
    inboxes: usize,
}

impl Writer {
    /// Reads the store into the board.
    ///
    /// # Errors
    /// The store is damaged.
    pub fn new(
        store: Store,
        board: Arc<Mutex<Board>>,
        inboxes: usize,
        rank: Box<dyn Fn(&Envelope) -> i64 + Send>,
    ) -> Result<Writer, StoreError> {
        let keys = Keys::default();
        let mut writer = Writer { store, keys, board, last_row: 0, last_turn: 0, rank, inboxes };
        writer.read_all()?;
        Ok(writer)
    }

    fn read_all(&mut self) -> Result<(), StoreError> {
        let mut board = Board::new(self.inboxes);
        let (keys, rank) = (&mut self.keys, &self.rank);
        *keys = Keys::default();
        let (mut last_row, mut last_turn) = (0, 0);
        self.store.each(|envelope| {
            keys.add(key(envelope.sender, &envelope.msg_id, envelope.receiver), envelope.row);
            last_row = envelope.row.0;
            last_turn = last_turn.max(envelope.turn);
            board.file(&envelope, rank(&envelope));
        })?;
        (self.last_row, self.last_turn) = (last_row, last_turn);
        *self.board() = board;
        Ok(())
    }

    /// How many messages the store has.
    pub fn stored(&self) -> i64 {
        self.last_row
    }

    fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().expect("nobody panics with the board in hand")
    }

    /// Works until all senders of orders are gone; then empties the log. `told` gets the answers of each commit.
    pub fn work(mut self, mut orders: mpsc::Receiver<Order>, told: &mpsc::UnboundedSender<Vec<Answered>>) {
        let mut batch = Vec::with_capacity(MOST_AT_ONCE);
        while orders.blocking_recv_many(&mut batch, MOST_AT_ONCE) > 0 {
            // Whoever tells them ends after this thread.
            let _ = told.send(self.commit(batch.drain(..)));
        }
        // The log is as good as the file: that it stays is no loss.
        let _ = self.store.checkpoint();
    }

    /// What becomes of a batch, once it is on the disk.
    fn commit(&mut self, batch: impl ExactSizeIterator<Item = Order>) -> Vec<Answered> {
        let mut answers = Vec::with_capacity(batch.len());
        let mut effects = Vec::with_capacity(2 * batch.len());
        let mut failed = self.store.begin().err();
        for (job, reply) in batch {
            let done = if failed.is_some() { Ok(Done::Gone) } else { self.perform(job, &mut effects) };
            let done = done.unwrap_or_else(|error| {
                failed = Some(error);
                Done::Gone
            });
            answers.push((reply, done));
        }
        failed = failed.or_else(|| self.store.commit().err());
        if let Some(error) = failed {
            return self.give_up(&error, answers);
        }
        let mut board = self.board();
        for effect in effects {
            match effect {
                Effect::Filed(envelope, rank) => board.file(&envelope, rank),
                Effect::Put(row, to, rank) => board.put(row, to, rank),
                Effect::Closed(row) => board.close(row),
                Effect::Read(row) => {
                    if let Ok(Some(envelope)) = self.store.envelope(row) {
                        board.read(&envelope);
                    }
                }
            }
        }
        drop(board);
        answers
    }

    /// Nothing of the batch is stored; what is in memory is made anew from what is.
    fn give_up(&mut self, error: &StoreError, answers: Vec<Answered>) -> Vec<Answered> {
        self.store.roll_back();
        let again = self.read_all();
        let text = format!("{error:?}{}", again.err().map_or(String::new(), |error| format!("; {error:?}")));
        answers.into_iter().map(|(reply, _)| (reply, Done::Broken(text.clone()))).collect()
    }

    fn perform(&mut self, job: Job, effects: &mut Vec<Effect>) -> Result<Done, StoreError> {
        match job {
            Job::Accept { letter, receipt, parent } => self.accept(*letter, receipt, parent, effects),
            Job::Receipt { row, receipt, errors, own } => self.receipt((row, receipt, errors), *own, effects),
            Job::Read(row) => {
                self.store.mark_read(row)?;
                effects.push(Effect::Read(row));
                Ok(Done::Yes)
            }
            Job::Forward { lease, inbox } => {
                let Some(row) = self.board().end(lease) else { return Ok(Done::Gone) };
                self.put(row, (inbox, Place::Waiting), effects)?;
                Ok(Done::Yes)
            }
            Job::Answer { lease, place, letter } => {
                let Some(row) = self.board().end(lease) else { return Ok(Done::Gone) };
                let answer = self.file(*letter, effects)?;
                self.store.end(row, place, Some(answer))?;
                effects.push(Effect::Closed(row));
                Ok(Done::Created(answer))
            }
            Job::AskBack { lease, letter } => {
                let Some(row) = self.board().end(lease) else { return Ok(Done::Gone) };
                let question = self.file(*letter, effects)?;
                let inbox = self.board().item(row).expect("just ended").inbox;
                self.put(row, (inbox, Place::WithSender), effects)?;
                Ok(Done::Created(question))
            }
            Job::Close(lease) => {
                let Some(row) = self.board().end(lease) else { return Ok(Done::Gone) };
                self.close(row, Place::Closed, effects)
            }
            Job::Withdraw(row) => {
                let waits = |board: &Board| board.item(row).is_some_and(|i| i.lease.is_none());
                if !waits(&self.board()) {
                    return Ok(Done::Gone);
                }
                self.close(row, Place::Withdrawn, effects)
            }
            Job::Lapsed { row, attempts, place } => {
                self.store.attempted(row, attempts, place)?;
                Ok(Done::Yes)
            }
        }
    }

    fn close(&mut self, row: Row, place: Place, effects: &mut Vec<Effect>) -> Result<Done, StoreError> {
        self.store.end(row, place, None)?;
        effects.push(Effect::Closed(row));
        Ok(Done::Yes)
    }

    fn put(
        &mut self,
        row: Row,
        (inbox, place): (InboxId, Place),
        effects: &mut Vec<Effect>,
    ) -> Result<(), StoreError> {
        self.last_turn += 1;
        let to = (inbox, place, self.last_turn);
        self.store.put(row, to)?;
        let rank = self.store.envelope(row)?.map_or(0, |envelope| (self.rank)(&envelope));
        effects.push(Effect::Put(row, to, rank));
        Ok(())
    }

    /// Gives a message its row and its turn, and stores it.
    fn file(&mut self, mut filing: Filing, effects: &mut Vec<Effect>) -> Result<Row, StoreError> {
        self.last_row += 1;
        self.last_turn += 1;
        let envelope = &mut filing.envelope;
        (envelope.row, envelope.turn) = (Row(self.last_row), self.last_turn);
        self.store.insert(envelope, filing.document.as_deref())?;
        self.keys.add(key(envelope.sender, &envelope.msg_id, envelope.receiver), envelope.row);
        let (row, rank) = (envelope.row, (self.rank)(envelope));
        effects.push(Effect::Filed(Box::new(filing.envelope), rank));
        Ok(row)
    }

    fn accept(
        &mut self,
        mut letter: Filing,
        receipt: Option<Box<Envelope>>,
        parent: Option<String>,
        effects: &mut Vec<Effect>,
    ) -> Result<Done, StoreError> {
        let Envelope { sender, receiver, .. } = letter.envelope;
        if let Some(known) = self.find(sender, &letter.envelope.msg_id, receiver)? {
            return Ok(if known.sha == letter.envelope.sha {
                Done::Same(known.row)
            } else {
                Done::OtherDocument
            });
        }
        let parent = parent.map(|id| self.find(receiver, &id, sender)).transpose()?.flatten();
        let waiting = self.reply_to(&mut letter.envelope, parent.as_ref());
        if receipt.is_some() {
            letter.envelope.receipt_row = Some(Row(self.last_row + 2));
        }
        let row = self.file(letter, effects)?;
        if let Some(envelope) = receipt {
            let envelope = Envelope { about: Some(row), ..*envelope };
            self.file(Filing { envelope, document: None }, effects)?;
        }
        if let Some((asking, inbox)) = waiting {
            self.put(asking, (inbox, Place::Waiting), effects)?;
        }
        if let Some(parent) = parent.filter(|p| p.place == Place::Nowhere && p.answer.is_none()) {
            self.store.end(parent.row, Place::Nowhere, Some(row))?;
        }
        Ok(Done::Created(row))
    }

    /// A reply is about its parent. If the parent asked back about a message that waits for it, the reply itself goes
    /// into no inbox: that message does, again.
    fn reply_to(&self, letter: &mut Envelope, parent: Option<&Envelope>) -> Option<(Row, InboxId)> {
        let parent =
            parent.filter(|_| letter.kind != Kind::AppRec && letter.transport != Transport::Rejected)?;
        letter.about = Some(parent.row);
        let asking = parent.about.filter(|_| letter.kind == Kind::Reply && letter.inbox.is_some())?;
        let board = self.board();
        let item = board.item(asking).filter(|item| item.place == Place::WithSender)?;
        letter.place = Place::Closed;
        Some((asking, item.inbox))
    }

    fn receipt(
        &mut self,
        (row, receipt, errors): (Row, Receipt, Vec<(String, String)>),
        own: Filing,
        effects: &mut Vec<Effect>,
    ) -> Result<Done, StoreError> {
        let Some(about) = self.store.envelope(row)? else { return Ok(Done::NotFound) };
        if let (Some(given), Some(known)) = (about.receipt, about.receipt_row) {
            let same = given == receipt && about.errors == errors;
            return Ok(if same { Done::Same(known) } else { Done::OtherDocument });
        }
        let own = self.file(own, effects)?;
        self.store.receipt(row, own, receipt, &errors)?;
        Ok(Done::Created(own))
    }

    /// The message with this key.
    fn find(&self, sender: u32, msg_id: &str, receiver: u32) -> Result<Option<Envelope>, StoreError> {
        for row in self.keys.rows(key(sender, msg_id, receiver)) {
            let is = |e: &Envelope| e.sender == sender && e.receiver == receiver && e.msg_id == msg_id;
            if let Some(envelope) = self.store.envelope(row)?.filter(is) {
                return Ok(Some(envelope));
            }
        }
        Ok(None)
    }
}
