//! Documents: dialogue messages and receipts as XML, read and written.
//!
//! Hodemelding (MsgHead) 1.2 with Dialogmelding 1.0 and 1.1, and AppRec 1.0 and 1.1. The structure is checked by tables
//! of our own, in the one pass that also reads. Knows no scenario and no server: whoever writes hands in plain
//! facts, and whoever reads gets them.

mod bare;
mod check;
mod document;
mod elements;
mod examine;
mod facts;
mod fault;
mod generate;
mod identity;
mod mask;
mod names;
mod pass;
mod read;
mod schema;
#[cfg(test)]
mod tests;
mod write;
mod xml;

pub use bare::bare;
pub use document::{
    AppRec, Attachment, Content, Conversation, Dialogue, Document, Head, Kind, Party, Patient, Status, Text,
    Unit, Version,
};
pub use examine::{Deviation, Examination, Role, Summary, examine};
pub use fault::{Malformed, Part, Refusal, StructureFault, What};
pub use generate::{Letter, LetterKind, Thread, compose, message_id};
pub use identity::{Identity, Mark, NumberKind, Rule, is_organisation_number, organisation_number};
pub use mask::mask;
pub use pass::DEPTH;
pub use read::{LIMIT, read};
pub use write::{
    Address, AppRecOut, Body, Code, Enclosure, Named, Outgoing, Person, Question, write_apprec,
    write_dialogue,
};
