//! What is told of a request: its lasting facts, and the segments of its way from sending to answer.

use super::MessageKey;
use crate::model::rules::{Flaws, Misuse};
use crate::model::{DepartmentId, InboxId, PersonId, RoleSet, RowId, SenderId, ServiceId};
use crate::random::Coin;
use crate::time::Instant;

/// The lasting facts of a request.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    pub key: MessageKey,
    /// Address of its draws.
    pub draws: u64,
    pub row: RowId,
    /// The addressed service, on which compliance is booked; `None` if not registered.
    pub service: Option<ServiceId>,
    pub sender: SenderId,
    /// The sender's own inbox, where the reply is read.
    pub own_inbox: Option<InboxId>,
    pub sent: Instant,
    /// Before receipt: the sending instant.
    pub received: Instant,
    /// The last instant within the limit.
    pub limit: Instant,
    /// Where it belongs; `None` at a municipality.
    pub department: Option<DepartmentId>,
    pub group: InboxId,
    /// From 1, the most urgent.
    pub urgency: u8,
    pub flaws: Flaws,
    pub misuse: Option<Misuse>,
    pub fate: Fate,
}

/// Decisions drawn at birth for what comes later, so that they are the same at each visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// Which way of answering, by the table of the inbox where it is.
    pub way: Coin,
    /// Whether a clerk answers it at once.
    pub at_once: Coin,
    pub follow_up: Coin,
}

/// What a stretch of a request's way was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    Transport,
    /// Asked back: from asking until the answer is here again, transport included.
    Sender,
    /// In a queue, for somebody with one of `roles`; `overtaken`: since when an eligible person had begun a
    /// message that arrived later; `wrong`: in a wrong group.
    Waiting {
        inbox: InboxId,
        roles: RoleSet,
        overtaken: Option<Instant>,
        wrong: bool,
    },
    /// In a person's hands, her pauses included.
    InHand {
        inbox: InboxId,
        person: PersonId,
        roles: RoleSet,
        wrong: bool,
    },
}

/// A stretch of a request's way; the next begins where this one ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub kind: SegmentKind,
    pub from: Instant,
    pub to: Instant,
}

/// The stretches in which its sender was asked back.
pub fn waits_for_sender(segments: &[Segment]) -> impl Iterator<Item = (Instant, Instant)> + '_ {
    let asked = segments.iter().filter(|segment| segment.kind == SegmentKind::Sender);
    asked.map(|segment| (segment.from, segment.to))
}

/// Where the deadline clock of an open request stands: now, or where it stopped.
pub fn clock_of_open(stops: bool, segments: &[Segment], now: Instant) -> Instant {
    match segments.last() {
        Some(Segment { kind: SegmentKind::Sender, from, .. }) if stops => *from,
        _ => now,
    }
}

/// Why a late request was late (model, section 5), first label that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    Transport,
    WaitingForSender,
    Handling,
    WrongGroup,
    Holiday,
    Closed,
    Absence,
    Overtaken,
    /// Waiting in the parent group.
    WaitingIntake,
    /// Waiting in the work group or municipal service.
    WaitingGroup,
}

impl Label {
    pub const ALL: [Label; 10] = [
        Label::Transport,
        Label::WaitingForSender,
        Label::Handling,
        Label::WrongGroup,
        Label::Holiday,
        Label::Closed,
        Label::Absence,
        Label::Overtaken,
        Label::WaitingIntake,
        Label::WaitingGroup,
    ];
}
