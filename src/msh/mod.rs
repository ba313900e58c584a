//! A durable message server that speaks EDI 2.0 (*Meldingstjener* REST interface, version 2) for a scenario's parties.
//!
//! Follow one document: [`http`] → [`api`] → [`documents`] (read, route) → [`writer`] → [`store`], then [`board`] makes
//! it visible. For inside services the server is the record system, too: [`inside`]. Knows no simulation.

mod access;
mod api;
mod board;
mod columns;
mod cores;
mod documents;
mod envelope;
mod house;
mod http;
mod inside;
mod job;
mod keys;
mod listing;
mod meter;
mod openapi;
mod patient;
mod receipts;
mod reply;
mod row;
mod schemas;
mod server;
pub mod stamp;
mod start;
mod store;
mod target;
mod tls;
mod writer;
mod writing;

pub use access::Access;
pub use cores::keep_off;
pub use documents::routed;
pub use house::House;
pub use server::Log;
pub use start::{Running, Settings, StartError, run};
pub use store::{Durability, StoreError};

#[cfg(test)]
mod testing {
    //! An envelope that waits.

    use super::envelope::{Envelope, Kind, Place, Receipt, Transport};
    use super::row::Row;
    use crate::model::InboxId;
    use crate::time::Instant;

    pub fn envelope(row: i64) -> Envelope {
        Envelope {
            row: Row(row),
            sender: 1,
            receiver: 2,
            msg_id: format!("id-{row}"),
            generated: "2026-11-24T08:00:00Z".to_owned(),
            kind: Kind::Request,
            received: Instant::from_micros(row),
            about: None,
            conversation: None,
            transport: Transport::Acknowledged,
            receipt: Some(Receipt::Ok),
            receipt_row: None,
            errors: vec![("E10".to_owned(), "tekst".to_owned())],
            unread: false,
            inbox: Some(InboxId(0)),
            place: Place::Waiting,
            turn: row,
            attempts: 0,
            hits: 1 << 9,
            answer: None,
            sha: Some([7; 32]),
        }
    }
}
