//! What the writer is asked to do, and what becomes of it.

use super::board::LeaseId;
use super::envelope::{Envelope, Place, Receipt};
use super::row::Row;
use crate::model::InboxId;
use tokio::sync::oneshot;

/// A message with the document that goes with it; the row is given by the writer.
#[derive(Debug)]
pub struct Filing {
    pub envelope: Envelope,
    pub document: Option<Vec<u8>>,
}

/// What is to be changed.
#[derive(Debug)]
pub enum Job {
    /// A new document; with the receipt that the server gives at once, if it does. `parent`: the MsgId that it refers to.
    Accept {
        letter: Box<Filing>,
        receipt: Option<Box<Envelope>>,
        parent: Option<String>,
    },
    /// An outside receiver's receipt.
    Receipt {
        row: Row,
        receipt: Receipt,
        errors: Vec<(String, String)>,
        own: Box<Filing>,
    },
    Read(Row),
    /// To the back of an inbox.
    Forward {
        lease: LeaseId,
        inbox: InboxId,
    },
    /// Answered or returned, with the document that is sent.
    Answer {
        lease: LeaseId,
        place: Place,
        letter: Box<Filing>,
    },
    /// The sender is asked; the message waits until the reply.
    AskBack {
        lease: LeaseId,
        letter: Box<Filing>,
    },
    Close(LeaseId),
    Withdraw(Row),
    /// A lease ended by itself.
    Lapsed {
        row: Row,
        attempts: u32,
        place: Place,
    },
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// A new message has this row.
    Created(Row),
    /// The same document was accepted before, under this row.
    Same(Row),
    /// Another document with this key was accepted before.
    OtherDocument,
    Yes,
    /// The lease no longer holds, or the message is where this cannot be done.
    Gone,
    NotFound,
    /// The store could not keep it; nothing happened.
    Broken(String),
}

pub type Order = (Job, oneshot::Sender<Done>);
/// A call that waits, and what it is told.
pub type Answered = (oneshot::Sender<Done>, Done);
