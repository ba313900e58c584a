//! Writes messages and receipts, always as UTF-8 and declared so.
//!
//! Takes plain facts and appends bytes; what is written holds against the official schemas. Knows nothing of what a
//! message should say: that is `generate`'s matter.

mod apprec;
mod dialogue;
mod xml;

pub use apprec::{AppRecOut, write_apprec};
pub use dialogue::{Body, Code, Enclosure, Outgoing, Person, Question, write_dialogue};

/// A party of a message that is written: the enterprise, and the service inside it that is the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    pub organisation: Named<'a>,
    pub service: Option<Named<'a>>,
}

/// A name and its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    pub name: &'a str,
    pub her_id: u32,
    pub organisation_number: Option<&'a str>,
    /// The receiver's own identifier (`LOK`).
    pub local_id: Option<&'a str>,
}

/// Code systems that are named in what is written.
mod system {
    /// Types of numbers of organisations.
    pub const ORGANISATION_ID: &str = "2.16.578.1.12.4.1.1.9051";
    /// Types of numbers of persons.
    pub const PERSON_ID: &str = "2.16.578.1.12.4.1.1.8116";
    /// Roles in relation to a note (9034).
    pub const ROLE: &str = "2.16.578.1.12.4.1.1.9034";
    /// Why a receiver rejects (8221).
    pub const ERROR: &str = "2.16.578.1.12.4.1.1.8221";
}
