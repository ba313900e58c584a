//! What the twin found: where server and simulation differ, message by message.

use crate::record::MessageKey;
use crate::time::Instant;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The inbox where it landed, or the clause for which it was refused.
    Route,
    /// When it was received.
    Receipt,
    /// How it ended.
    Outcome,
    /// Whether the answer was in time.
    Deadline,
    /// How many wait in an inbox at the first event of a date; the key's ordinal is the inbox.
    Queue,
    /// A call was not answered as it should have been.
    Call,
}

impl What {
    pub const ALL: [What; 6] =
        [What::Route, What::Receipt, What::Outcome, What::Deadline, What::Queue, What::Call];

    pub const fn name(self) -> &'static str {
        match self {
            What::Route => "route",
            What::Receipt => "receipt",
            What::Outcome => "outcome",
            What::Deadline => "deadline",
            What::Queue => "queue",
            What::Call => "call",
        }
    }
}

/// A place where they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub key: MessageKey,
    pub at: Instant,
    pub what: What,
    /// By the simulation.
    pub expected: String,
    /// By the server.
    pub found: String,
}

/// All that was compared, and all that differs.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    pub requests: u64,
    /// Comparisons by [`What`].
    pub compared: [u64; What::ALL.len()],
    pub differences: Vec<Difference>,
}
