//! Message keys: who a message is, in an order that does not depend on when it was made.

/// What a message is to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChildKind {
    SecondMessage = 1,
    AskBack = 2,
    FollowUp = 3,
    Call = 4,
    /// The caller's part of a call.
    Caller = 5,
}

/// The order of messages at one instant (model, section 3): backlog, then streams in file order, ordinal;
/// children after their parent, by kind, ordinal.
///
/// The path holds 16 generations; beyond, order is that of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageKey {
    /// Stream in the upper 24 bits, ordinal in the lower 40.
    root: u64,
    /// From the top: 3 bits a generation for the kind; after the kind of an ask-back or a call, which have no
    /// children, 13 bits for the ordinal (saturating). Others are the only ones of their kind.
    path: u64,
}

impl MessageKey {
    const ORDINAL_BITS: u32 = 40;
    const KIND_BITS: u32 = 3;
    const STEP_BITS: u32 = 13;
    const MOST_GENERATIONS: u32 = 16;

    /// A message of demand, trace or backlog.
    pub fn root(stream: u32, ordinal: u64) -> Self {
        debug_assert!(stream < 1 << 24 && ordinal < 1 << Self::ORDINAL_BITS);
        MessageKey { root: u64::from(stream) << Self::ORDINAL_BITS | ordinal, path: 0 }
    }

    /// A child of this message.
    pub fn child(self, kind: ChildKind, ordinal: u32) -> Self {
        let generations = self.generations();
        if generations == Self::MOST_GENERATIONS {
            return self;
        }
        let free = 64 - Self::KIND_BITS * (generations + 1);
        let mut path = self.path | (kind as u64) << free;
        if is_leaf(kind as u64) {
            let most = (1 << Self::STEP_BITS) - 1;
            path |= u64::from(ordinal.min(most)) << (free - Self::STEP_BITS);
        }
        MessageKey { root: self.root, path }
    }

    /// The caller's part of this call.
    pub fn callers_part(self) -> Self {
        let steps = self.steps().count() as u32;
        debug_assert!(self.steps().last().is_some_and(|(kind, _)| kind == ChildKind::Call as u8));
        MessageKey { path: self.path | 1 << (64 - Self::KIND_BITS * steps), ..self }
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
        let mut rest = self.path;
        std::iter::from_fn(move || {
            let kind = rest >> (64 - Self::KIND_BITS);
            rest <<= Self::KIND_BITS;
            let mut ordinal = 0;
            if is_leaf(kind) {
                ordinal = rest >> (64 - Self::STEP_BITS);
                rest = 0;
            }
            (kind != 0).then_some((kind as u8, ordinal as u32))
        })
    }

    /// What it is to its parent, and its ordinal; `None` for a message of demand, trace or backlog.
    #[inline]
    pub fn last_step(self) -> Option<(ChildKind, u32)> {
        if self.path == 0 {
            return None;
        }
        let (kind, ordinal) = self.steps().last()?;
        let kind = match kind {
            1 => ChildKind::SecondMessage,
            2 => ChildKind::AskBack,
            3 => ChildKind::FollowUp,
            4 => ChildKind::Call,
            _ => ChildKind::Caller,
        };
        Some((kind, ordinal))
    }

    /// Generations below the root; ask-backs and calls, which end a path, are asked for no children.
    fn generations(self) -> u32 {
        (64 - self.path.trailing_zeros().min(64)).div_ceil(Self::KIND_BITS)
    }
}

/// Whether messages of a kind have an ordinal and no children.
const fn is_leaf(kind: u64) -> bool {
    kind == ChildKind::AskBack as u64 || kind == ChildKind::Call as u64 || kind == ChildKind::Caller as u64
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
            parent.child(ChildKind::Call, 7),
            parent.child(ChildKind::Call, 7).callers_part(),
            MessageKey::root(3, 8),
            MessageKey::root(4, 0),
        ];
        assert!(ordered.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn sixteen_generations_are_told_apart() {
        let mut key = MessageKey::root(0, 0);
        for generation in 0..16 {
            assert_eq!(key.steps().count(), generation);
            if generation < 15 {
                let call = key.child(ChildKind::Call, 37);
                assert_eq!(call.steps().last(), Some((ChildKind::Call as u8, 37)));
                assert!(key < call);
                assert_eq!(call.last_step(), Some((ChildKind::Call, 37)));
                assert_eq!(call.callers_part().last_step(), Some((ChildKind::Caller, 37)));
                assert_eq!(call.callers_part(), key.child(ChildKind::Caller, 37));
            }
            key = key.child(ChildKind::FollowUp, 0);
        }
        assert_eq!(key.child(ChildKind::FollowUp, 0), key);
        assert_eq!(key.thread(), MessageKey::root(0, 0));
        assert_eq!((key.last_step(), key.thread().last_step()), (Some((ChildKind::FollowUp, 0)), None));
    }
}
