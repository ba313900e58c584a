//! Promises that a sink breaks at stated messages, so that the tool can be seen to notice.

/// Each is done at every so many messages; 0: never.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// Acknowledged and forgotten.
    pub lose: u64,
    /// In its inbox twice.
    pub duplicate: u64,
    /// In the inbox of the message that comes next, and that one in this one's.
    pub swap: u64,
    /// A byte is changed.
    pub corrupt: u64,
    /// Shown only when one that came later has been read.
    pub overtake: u64,
    /// Answered with this status and not kept.
    pub refuse: (u64, u16),
    /// The connection is cut before the message is kept.
    pub cut_before: u64,
    /// The connection is cut when the message is kept, before the answer.
    pub cut_after: u64,
    /// The connection is cut when a receiver marks the message read, the first time, and it stays unread.
    pub cut_read: u64,
}

impl Faults {
    /// Whether it is this message's turn, counted from 1.
    pub const fn hits(every: u64, number: u64) -> bool {
        every > 0 && number.is_multiple_of(every)
    }
}
