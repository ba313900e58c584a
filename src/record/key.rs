//! Message keys: who a message is, in an order that does not depend on when it was made.

/// What a message is to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChildKind {
    SecondMessage = 1,
    AskBack = 2,
    FollowUp = 3,
    Call = 4,
}

/// The order of messages at one instant (model, section 3): backlog, then streams in file order, ordinal;
/// children after their parent, by kind, ordinal.
///
/// The path holds four generations; beyond, order is that of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageKey {
    /// Stream in the upper 24 bits, ordinal in the lower 40.
    root: u64,
    /// Four steps of 16 bits from the top: kind (3 bits), ordinal (13 bits, from 0, saturating).
    path: u64,
}

impl MessageKey {
    const ORDINAL_BITS: u32 = 40;

    /// A message of demand, trace or backlog.
    pub fn root(stream: u32, ordinal: u64) -> Self {
        debug_assert!(stream < 1 << 24 && ordinal < 1 << Self::ORDINAL_BITS);
        MessageKey { root: u64::from(stream) << Self::ORDINAL_BITS | ordinal, path: 0 }
    }

    /// A child of this message.
    pub fn child(self, kind: ChildKind, ordinal: u32) -> Self {
        let step = (kind as u64) << 13 | u64::from(ordinal.min((1 << 13) - 1));
        let depth = self.depth();
        if depth == 4 {
            return self;
        }
        MessageKey { root: self.root, path: self.path | step << (48 - 16 * depth) }
    }

    /// The message that began the thread.
    pub fn thread(self) -> Self {
        MessageKey { root: self.root, path: 0 }
    }

    /// Stream number of the root.
    pub fn stream(self) -> u32 {
        (self.root >> Self::ORDINAL_BITS) as u32
    }

    /// Ordinal of the root in its stream.
    pub fn ordinal(self) -> u64 {
        self.root & ((1 << Self::ORDINAL_BITS) - 1)
    }

    /// The generations below the root as (kind, ordinal), nearest the root first.
    pub fn steps(self) -> impl Iterator<Item = (u8, u32)> {
        (0..4)
            .map(move |i| (self.path >> (48 - 16 * i)) & 0xFFFF)
            .take_while(|step| *step != 0)
            .map(|step| ((step >> 13) as u8, (step & 0x1FFF) as u32))
    }

    fn depth(self) -> u32 {
        4 - (self.path.trailing_zeros().min(64) / 16).min(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_follow_their_parent_by_kind_and_ordinal() {
        let parent = MessageKey::root(3, 7);
        let ordered = [
            parent,
            parent.child(ChildKind::SecondMessage, 0),
            parent.child(ChildKind::AskBack, 0),
            parent.child(ChildKind::AskBack, 1),
            parent.child(ChildKind::FollowUp, 0),
            parent.child(ChildKind::FollowUp, 0).child(ChildKind::FollowUp, 0),
            parent.child(ChildKind::Call, 0),
            MessageKey::root(3, 8),
            MessageKey::root(4, 0),
        ];
        assert!(ordered.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn four_generations_are_told_apart() {
        let mut key = MessageKey::root(0, 0);
        for generation in 0..4 {
            assert_eq!(key.steps().count(), generation);
            key = key.child(ChildKind::FollowUp, 0);
        }
        assert_eq!(key.child(ChildKind::FollowUp, 0), key);
        assert_eq!(key.thread(), MessageKey::root(0, 0));
    }
}
