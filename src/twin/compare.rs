//! What the twin found: where server and simulation differ, message by message.

use crate::record::MessageKey;
use crate::time::Instant;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The inbox where it landed, or the clause for which it was refused.
    Route,
    /// When it was received; on the wall clock it is part of the distortion.
    Receipt,
    /// How it ended.
    Outcome,
    /// Whether the answer was in time.
    Deadline,
    /// How many wait in an inbox between two facts; the key's ordinal is the inbox.
    Queue,
    /// What a person takes: nothing that she might do is passed over in the server's order.
    Order,
    /// The server's queue curves against its waits (L = λW), for the whole run.
    Little,
    /// A call was not answered as it should have been.
    Call,
}

impl What {
    pub const ALL: [What; 8] = [
        What::Route,
        What::Receipt,
        What::Outcome,
        What::Deadline,
        What::Queue,
        What::Order,
        What::Little,
        What::Call,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            What::Route => "route",
            What::Receipt => "receipt",
            What::Outcome => "outcome",
            What::Deadline => "deadline",
            What::Queue => "queue",
            What::Order => "order",
            What::Little => "little",
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

/// All that was compared, and what differs.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    pub requests: u64,
    /// Comparisons by [`What`].
    compared: [u64; What::ALL.len()],
    differ: [u64; What::ALL.len()],
    /// The first of each kind.
    pub differences: Vec<Difference>,
}

/// As many differences of a kind are kept; the rest is counted.
const KEPT: u64 = 1_000;

impl Findings {
    pub fn compared(&self, what: What) -> u64 {
        self.compared[what as usize]
    }

    pub fn differ(&self, what: What) -> u64 {
        self.differ[what as usize]
    }

    pub fn all_differences(&self) -> u64 {
        self.differ.iter().sum()
    }

    pub(super) fn equal(&mut self, what: What) {
        self.compared[what as usize] += 1;
    }

    pub(super) fn note(&mut self, difference: Difference) {
        let what = difference.what as usize;
        if self.differ[what] < KEPT {
            self.differences.push(difference);
        }
        (self.compared[what], self.differ[what]) = (self.compared[what] + 1, self.differ[what] + 1);
    }

    /// Adds those of other messages.
    pub(super) fn merge(&mut self, other: Findings) {
        self.requests += other.requests;
        for what in 0..What::ALL.len() {
            self.compared[what] += other.compared[what];
            self.differ[what] += other.differ[what];
        }
        self.differences.extend(other.differences);
    }
}
