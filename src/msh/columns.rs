//! The columns of an envelope in the store. Knows no connection.

use super::envelope::{Envelope, Kind, Place, Receipt, Transport};
use super::row::Row;
use super::store::{Result, StoreError};
use crate::model::InboxId;
use crate::time::Instant;

pub const COLUMNS: &str = "id, sender, receiver, msg_id, generated, kind, received, about, conversation, transport, \
     receipt, receipt_row, errors, unread, inbox, place, turn, attempts, hits, answer, sha";

pub fn written(errors: &[(String, String)]) -> Option<String> {
    (!errors.is_empty()).then(|| serde_json::to_string(errors).expect("strings"))
}

/// # Errors
/// The row is damaged.
pub fn read(row: &rusqlite::Row<'_>) -> Result<Envelope> {
    let id: i64 = row.get(0)?;
    let damaged = |what: &str| StoreError::Damaged(format!("row {id}: {what}"));
    let number = |index: usize| row.get::<_, i64>(index);
    let errors: Option<String> = row.get(12)?;
    Ok(Envelope {
        row: Row(id),
        sender: row.get(1)?,
        receiver: row.get(2)?,
        msg_id: row.get(3)?,
        generated: row.get(4)?,
        kind: Kind::of_number(number(5)?).ok_or_else(|| damaged("kind"))?,
        received: Instant::from_micros(number(6)?),
        about: row.get::<_, Option<i64>>(7)?.map(Row),
        conversation: row.get(8)?,
        transport: Transport::of_number(number(9)?).ok_or_else(|| damaged("transport"))?,
        receipt: row.get::<_, Option<i64>>(10)?.and_then(Receipt::of_number),
        receipt_row: row.get::<_, Option<i64>>(11)?.map(Row),
        errors: match errors {
            Some(text) => serde_json::from_str(&text).map_err(|_| damaged("errors"))?,
            None => Vec::new(),
        },
        unread: row.get(13)?,
        inbox: row.get::<_, Option<u32>>(14)?.map(InboxId),
        place: Place::of_number(number(15)?).ok_or_else(|| damaged("place"))?,
        turn: row.get(16)?,
        attempts: row.get(17)?,
        hits: row.get(18)?,
        answer: row.get::<_, Option<i64>>(19)?.map(Row),
        sha: row.get(20)?,
    })
}
