//! The server's state and what all calls need of it: the clock, the queue to the writer, the store to read from.

use super::access::Access;
use super::board::{Board, Lapse};
use super::envelope::Envelope;
use super::house::House;
use super::job::{Done, Job, Order};
use super::meter::{Gauges, Meter};
use super::reply::Reply;
use super::row::Row;
use super::store::{Durability, Store, StoreError};
use crate::random::{Salt, Uuid};
use crate::time::Instant;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};
use tokio::sync::{mpsc, oneshot};

/// Header with scenario time in microseconds since 1970, under a test clock.
pub const TIME_HEADER: &str = "meldingsflyt-time";

/// Writes one line of the log.
pub type Log = Box<dyn Fn(&str) + Send + Sync>;

/// All that calls share.
pub struct Server {
    pub house: Arc<House>,
    pub board: Arc<Mutex<Board>>,
    pub salt: Salt,
    /// Of leases: another one in each run.
    pub lease_salt: Salt,
    pub access: Access,
    pub meter: Meter,
    pub durability: Durability,
    /// For a request's head, twice for its body, and for each wait for a client that does not read.
    pub patience: Duration,
    /// Takes scenario time from the header.
    pub test_clock: bool,
    pub orders: mpsc::Sender<Order>,
    pub reader: Mutex<Store>,
    pub log: Log,
    pub calls: AtomicU64,
}

impl Server {
    pub fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().expect("nobody panics with the board in hand")
    }

    /// The wall clock in microseconds since 1970: for leases, and for everything else without a test clock.
    pub fn wall(&self) -> i64 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        since.map_or(0, |since| since.as_micros() as i64)
    }

    /// The instant of a call: the header's under a test clock.
    pub fn now(&self, header: Option<&str>) -> Instant {
        let told = header.filter(|_| self.test_clock).and_then(|text| text.parse().ok());
        Instant::from_micros(told.unwrap_or_else(|| self.wall()))
    }

    /// Has the writer do it; answers when it is on the disk.
    ///
    /// # Errors
    /// Too many wait (429), or the store failed or the server stops (503): nothing happened.
    pub async fn order(&self, job: Job) -> Result<Done, Reply> {
        let (reply, done) = oneshot::channel();
        if self.orders.try_send((job, reply)).is_err() {
            Meter::count(&self.meter.turned_away);
            let busy = Reply::problem(429, "Too many calls wait for a commit; try again");
            return Err(busy.with("Retry-After", "1"));
        }
        match done.await {
            Ok(Done::Broken(why)) => {
                self.say("store_failed", &why);
                let broken = Reply::problem(503, "The store could not keep it; nothing happened");
                Err(broken.with("Retry-After", "10"))
            }
            Ok(done) => Ok(done),
            Err(_) => Err(Reply::problem(503, "The server is stopping").with("Retry-After", "10")),
        }
    }

    /// Leases that have run out: their messages are back in their places, and the store knows.
    pub fn lapse(&self) {
        let lapsed = self.board().lapse(self.wall());
        for Lapse { row, attempts, place } in lapsed {
            Meter::count(&self.meter.lapsed);
            let (reply, _) = oneshot::channel();
            // A count that is not stored is counted anew after a restart.
            let _ = self.orders.try_send((Job::Lapsed { row, attempts, place }, reply));
        }
    }

    /// The stored message behind a UUID.
    ///
    /// # Errors
    /// There is none (404), it is no UUID (400), or the store failed (500).
    pub fn find(&self, id: &str) -> Result<Envelope, Reply> {
        let uuid =
            Uuid::parse(id).ok_or_else(|| Reply::invalid(vec![format!("{id:?} is not a valid Guid")]))?;
        let row = self.salt.number(uuid).map(Row);
        let found = row.map(|row| self.envelope(row)).transpose()?.flatten();
        found.ok_or_else(|| Reply::problem(404, "Could not find message"))
    }

    /// # Errors
    /// The store failed (500).
    pub fn envelope(&self, row: Row) -> Result<Option<Envelope>, Reply> {
        self.reader().envelope(row).map_err(|error| self.failed(&error))
    }

    /// The document of a message as it came or, of the server's own receipts, as it is written from the envelope.
    ///
    /// # Errors
    /// It is not what was accepted: the store is damaged (500).
    pub fn document(&self, envelope: &Envelope) -> Result<Vec<u8>, Reply> {
        let Some(sha) = envelope.sha else { return super::writing::receipt(self, envelope) };
        let document = self.reader().document(envelope.row).map_err(|error| self.failed(&error))?;
        let document = document.filter(|bytes| <[u8; 32]>::from(Sha256::digest(bytes)) == sha);
        document.ok_or_else(|| {
            let id = self.salt.uuid(envelope.row.0);
            self.failed(&StoreError::Damaged(format!(
                "the document of {id} is not the one that was accepted"
            )))
        })
    }

    pub fn failed(&self, error: &StoreError) -> Reply {
        self.say("store_failed", &format!("{error:?}"));
        let text = match error {
            StoreError::Damaged(what) => format!("The store is damaged: {what}"),
            _ => "The store cannot be read".to_owned(),
        };
        Reply::problem(500, &text)
    }

    fn reader(&self) -> MutexGuard<'_, Store> {
        self.reader.lock().expect("nobody panics while reading")
    }

    pub fn gauges(&self) -> Gauges {
        let (in_inboxes, unread) = self.board().sizes();
        let waiting_to_be_committed = self.orders.max_capacity() - self.orders.capacity();
        Gauges { in_inboxes, unread, waiting_to_be_committed }
    }

    /// What `/health` says.
    pub fn health(&self) -> Reply {
        let durability = match self.durability {
            Durability::Full => "full",
            Durability::Relaxed => "relaxed",
            Durability::Off => "off",
        };
        let gauges = self.gauges();
        Reply::json(
            200,
            &serde_json::json!({
                "status": "ok",
                "durability": durability,
                "testClock": self.test_clock,
                "inInboxes": gauges.in_inboxes,
                "unread": gauges.unread,
            }),
        )
    }

    /// A line of the log: what happened, and what there is to say about it. Never text of a message.
    pub fn say(&self, event: &str, detail: &str) {
        let time = super::stamp::format(Instant::from_micros(self.wall()));
        let line = serde_json::json!({ "time": time, "event": event, "detail": crate::edi::mask(detail) });
        (self.log)(&line.to_string());
    }

    /// The id of the next call.
    #[inline]
    pub fn next_call(&self) -> Uuid {
        self.lease_salt.uuid(self.calls.fetch_add(1, Ordering::Relaxed) as i64 + 1)
    }
}
