//! Reads a message as a server does.

use super::document::{Document, Head};
use super::fault::{Part, Refusal};
use super::pass::pass;

/// Longest document that is read, in bytes.
pub const LIMIT: usize = 35_000_000;

/// Reads a message: UTF-8, one pass, the first fault of structure noted.
///
/// # Errors
/// It is too large, not UTF-8, not well-formed, has a document type or an entity of its own, is none of the messages
/// that we know, or names no message id, sender or receiver.
pub fn read(bytes: &[u8]) -> Result<Document<'_>, Refusal> {
    let text = utf8(bytes)?;
    let mut passed = pass(text, 1)?;
    if let Some(part) = missing(&passed.document.head).next() {
        return Err(Refusal::Missing(part));
    }
    passed.document.structure = passed.faults.pop();
    Ok(passed.document)
}

/// The text, without a byte order mark.
fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > LIMIT {
        return Err(Refusal::TooLarge { bytes: bytes.len() as u64 });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotUtf8 { declared: None })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// What a message cannot do without and does not have.
pub(super) fn missing(head: &Head<'_>) -> impl Iterator<Item = Part> + use<> {
    let missing = [
        (Part::MessageId, head.message_id.trim().is_empty()),
        (Part::Sender, head.sender.her_id().is_none()),
        (Part::Receiver, head.receiver.her_id().is_none()),
    ];
    missing.into_iter().filter(|(_, missing)| *missing).map(|(part, _)| part)
}
