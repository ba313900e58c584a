//! What is sent: the next message with its instant, its bytes and what should become of it.

use super::ledger::Expected;
use bytes::Bytes;

/// What the target should do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Take it and deliver it.
    Accepted,
    /// 400 at once.
    BadRequest,
    /// 201, then rejected by transport.
    TransportRejected,
    /// 201, then a rejecting application receipt with this code.
    Receipt(&'static str),
}

/// How it can be known that a message arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Nobody can be asked.
    None,
    /// The tool fetches it as its receiver does.
    Fetched,
    /// It lies in an inbox that the inside interface shows.
    Inbox,
    /// The receiving system's receipt tells.
    Receipt,
}

/// A message, ready to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Microseconds from the start of the run.
    pub at: i64,
    /// The body of the call.
    pub body: Bytes,
    pub expected: Expected,
    pub verdict: Verdict,
    pub sight: Sight,
}

/// Messages in order of their instants.
pub trait Source {
    /// The next message, which gets this number; `None`: that was all.
    fn next(&mut self, id: u64) -> Option<Letter>;
}

/// The first eight bytes of a SHA-256.
pub fn digest(bytes: &[u8]) -> u64 {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(bytes);
    u64::from_be_bytes(hash[..8].try_into().expect("it has 32"))
}
