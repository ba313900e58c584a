//! The store: envelopes and documents in one SQLite file, with a write-ahead log that is flushed at each commit.
//!
//! Rows are numbered in order of acceptance, so both tables only grow at their ends. Knows no interface.

use super::columns::{COLUMNS, read, written};
use super::envelope::{Envelope, Place, Receipt};
use super::row::Row;
use crate::model::InboxId;
use crate::random::Salt;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::Path;

/// How much a commit promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The log is on the disk before the commit returns.
    Full,
    /// The log is on the disk some time later (`synchronous = NORMAL`): for comparison only.
    Relaxed,
    /// The system writes when it likes, and a loss of power may damage the store (`OFF`): for comparison only.
    Off,
}

/// What went wrong with the store.
#[derive(Debug)]
pub enum StoreError {
    Sqlite(rusqlite::Error),
    /// The file is damaged, or is not ours; the sentence says where.
    Damaged(String),
    /// It was made for another scenario: its inboxes are others.
    OtherScenario,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                StoreError::Damaged(error.to_string())
            }
            _ => StoreError::Sqlite(error),
        }
    }
}

pub type Result<T> = std::result::Result<T, StoreError>;

/// Version of the tables.
const FORMAT: i64 = 1;
/// Bytes of a page: two documents of usual size.
const PAGE: u32 = 16_384;
/// Pages of log after which it is copied into the file: some 128 MB.
const CHECKPOINT: u32 = 8_192;

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS envelope (
  id INTEGER PRIMARY KEY, sender INTEGER NOT NULL, receiver INTEGER NOT NULL, msg_id TEXT NOT NULL,
  generated TEXT NOT NULL, kind INTEGER NOT NULL, received INTEGER NOT NULL, about INTEGER, conversation TEXT,
  transport INTEGER NOT NULL, receipt INTEGER, receipt_row INTEGER, errors TEXT, unread INTEGER NOT NULL,
  inbox INTEGER, place INTEGER NOT NULL, turn INTEGER NOT NULL, attempts INTEGER NOT NULL, hits INTEGER NOT NULL,
  answer INTEGER, sha BLOB
) STRICT;
CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
";
/// A connection to the store.
pub struct Store {
    db: Connection,
    /// Pages that a run before this one left in the log: read back when the store was opened, and copied into the file.
    pub recovered: i64,
}

impl Store {
    /// Opens the store for writing; makes it if it is not there. `inboxes` stands for the scenario's inboxes.
    ///
    /// # Errors
    /// The file cannot be opened, is damaged, or belongs to another scenario.
    pub fn open(path: &Path, durability: Durability, inboxes: &str, fresh: u64) -> Result<(Store, Salt)> {
        let db = Connection::open(path)?;
        db.pragma_update(None, "page_size", PAGE)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::Relaxed => "NORMAL",
            Durability::Off => "OFF",
        };
        db.pragma_update(None, "synchronous", synchronous)?;
        db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
        db.pragma_update(None, "cell_size_check", true)?;
        db.pragma_update(None, "cache_size", -32_768)?;
        let recovered = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?;
        db.execute_batch(TABLES)?;
        db.set_prepared_statement_cache_capacity(32);
        let store = Store { db, recovered };
        store.check_pages()?;
        store
            .meta("format", FORMAT)?
            .eq(&FORMAT)
            .then_some(())
            .ok_or_else(|| StoreError::Damaged("the tables are of another version".to_owned()))?;
        if store.meta("inboxes", inboxes.to_owned())? != inboxes {
            return Err(StoreError::OtherScenario);
        }
        let salt = store.meta("salt", fresh as i64)? as u64;
        Ok((store, Salt::new(salt)))
    }

    /// A second connection that only reads.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn reader(path: &Path) -> Result<Store> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.pragma_update(None, "cell_size_check", true)?;
        db.set_prepared_statement_cache_capacity(16);
        Ok(Store { db, recovered: 0 })
    }

    /// The pages of the envelopes; those of documents are checked by their hash when they are read.
    fn check_pages(&self) -> Result<()> {
        let said: String = self.db.query_row("PRAGMA quick_check('envelope')", [], |row| row.get(0))?;
        if said == "ok" { Ok(()) } else { Err(StoreError::Damaged(said)) }
    }

    /// A value that is written once: what is there, else this one.
    fn meta<T: rusqlite::ToSql + rusqlite::types::FromSql>(&self, name: &str, value: T) -> Result<T> {
        self.db.execute("INSERT OR IGNORE INTO meta VALUES (?1, ?2)", params![name, value])?;
        Ok(self.db.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))?)
    }

    /// # Errors
    /// As SQLite says.
    pub fn begin(&self) -> Result<()> {
        Ok(self.db.prepare_cached("BEGIN IMMEDIATE")?.execute([]).map(drop)?)
    }

    /// All since [`Store::begin`] is on the disk when this returns (with [`Durability::Full`]).
    ///
    /// # Errors
    /// Nothing of it will be: the disk is full or broken.
    pub fn commit(&self) -> Result<()> {
        Ok(self.db.prepare_cached("COMMIT")?.execute([]).map(drop)?)
    }

    pub fn roll_back(&self) {
        // After some errors SQLite has done so itself.
        let _ = self.db.execute_batch("ROLLBACK");
    }

    /// # Errors
    /// As SQLite says.
    pub fn insert(&self, envelope: &Envelope, document: Option<&[u8]>) -> Result<()> {
        let e = envelope;
        let sql = "INSERT INTO envelope VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21)";
        self.db.prepare_cached(sql)?.execute(params![
            e.row.0,
            e.sender,
            e.receiver,
            e.msg_id,
            e.generated,
            e.kind as i64,
            e.received.micros(),
            e.about.map(|row| row.0),
            e.conversation,
            e.transport as i64,
            e.receipt.map(|receipt| receipt as i64),
            e.receipt_row.map(|row| row.0),
            written(&e.errors),
            e.unread,
            e.inbox.map(|inbox| inbox.0),
            e.place as i64,
            e.turn,
            e.attempts,
            e.hits,
            e.answer.map(|row| row.0),
            e.sha,
        ])?;
        if let Some(bytes) = document {
            let sql = "INSERT INTO document VALUES (?1, ?2)";
            self.db.prepare_cached(sql)?.execute(params![e.row.0, bytes])?;
        }
        Ok(())
    }

    /// Where a message is, from now on.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn put(&self, row: Row, (inbox, place, turn): (InboxId, Place, i64)) -> Result<()> {
        let sql = "UPDATE envelope SET inbox = ?2, place = ?3, turn = ?4 WHERE id = ?1";
        self.changed(sql, params![row.0, inbox.0, place as i64, turn])
    }

    /// # Errors
    /// As SQLite says.
    pub fn end(&self, row: Row, place: Place, answer: Option<Row>) -> Result<()> {
        let sql = "UPDATE envelope SET place = ?2, answer = ?3 WHERE id = ?1";
        self.changed(sql, params![row.0, place as i64, answer.map(|row| row.0)])
    }

    /// Of a message that is still open.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn attempted(&self, row: Row, attempts: u32, place: Place) -> Result<()> {
        let sql = "UPDATE envelope SET attempts = ?2, place = ?3 WHERE id = ?1 AND place IN (?4, ?5)";
        let open = (Place::Waiting as i64, Place::Dead as i64);
        self.db.prepare_cached(sql)?.execute(params![row.0, attempts, place as i64, open.0, open.1])?;
        Ok(())
    }

    /// # Errors
    /// As SQLite says.
    pub fn mark_read(&self, row: Row) -> Result<()> {
        self.changed("UPDATE envelope SET unread = 0 WHERE id = ?1", params![row.0])
    }

    /// # Errors
    /// As SQLite says.
    pub fn receipt(&self, row: Row, own: Row, receipt: Receipt, errors: &[(String, String)]) -> Result<()> {
        let sql = "UPDATE envelope SET receipt = ?2, receipt_row = ?3, errors = ?4 WHERE id = ?1";
        self.changed(sql, params![row.0, receipt as i64, own.0, written(errors)])
    }

    fn changed(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<()> {
        let changed = self.db.prepare_cached(sql)?.execute(values)?;
        debug_assert_eq!(changed, 1, "{sql}");
        Ok(())
    }

    /// # Errors
    /// As SQLite says, or the row is damaged.
    pub fn envelope(&self, row: Row) -> Result<Option<Envelope>> {
        let sql = format!("SELECT {COLUMNS} FROM envelope WHERE id = ?1");
        let found = self.db.prepare_cached(&sql)?.query_row([row.0], |row| Ok(read(row))).optional()?;
        found.transpose()
    }

    /// Every envelope, in order of acceptance.
    ///
    /// # Errors
    /// As SQLite says, a row is damaged, or what `each` says.
    pub fn each(&self, mut each: impl FnMut(Envelope)) -> Result<()> {
        let mut statement = self.db.prepare(&format!("SELECT {COLUMNS} FROM envelope ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(read(row)?);
        }
        Ok(())
    }

    /// # Errors
    /// As SQLite says.
    pub fn document(&self, row: Row) -> Result<Option<Vec<u8>>> {
        let mut statement = self.db.prepare_cached("SELECT bytes FROM document WHERE id = ?1")?;
        Ok(statement.query_row([row.0], |row| row.get(0)).optional()?)
    }

    /// Copies the log into the file and empties it.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn checkpoint(&self) -> Result<()> {
        Ok(self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}
