//! What a fact of the simulation asks of the server: a fact that borrows nothing, and may go to another thread.

use crate::model::rules::Clause;
use crate::model::{InboxId, PersonId};
use crate::record::{Case, Fact, MessageKey, Move, Outcome, Request};

#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Refuse { request: Request, clause: Clause },
    Receive { request: Request, inbox: InboxId },
    Begin { case: Case, person: PersonId },
    Move { key: MessageKey, to: InboxId, why: Move },
    Queue { case: Case, handed_back: bool },
    End { case: Case },
    AskBack { request: Request, inbox: InboxId, clause: Clause },
    Close { request: Request, inbox: InboxId, outcome: Outcome },
    Withdraw { case: Case },
    Read { request: Request },
}

impl Deed {
    /// `None`: the server has no part in it.
    pub fn of(fact: &Fact<'_>) -> Option<Deed> {
        Some(match *fact {
            Fact::Refused { request, clause, .. } => Deed::Refuse { request: *request, clause },
            Fact::Received { request, inbox } | Fact::Backlog { request, inbox } => {
                Deed::Receive { request: *request, inbox }
            }
            Fact::Begun { case, person, .. } => Deed::Begin { case, person },
            Fact::Moved { request, to, why, .. } => Deed::Move { key: request.key, to, why },
            Fact::Queued { case, handed_back, .. } => Deed::Queue { case, handed_back },
            Fact::Ended { case, done: true, .. } => Deed::End { case },
            Fact::AskedBack { request, inbox, clause } => Deed::AskBack { request: *request, inbox, clause },
            Fact::Closed { request, inbox, outcome, .. } => Deed::Close { request: *request, inbox, outcome },
            Fact::Withdrawn { case, .. } => Deed::Withdraw { case },
            Fact::Read { request, .. } => Deed::Read { request: *request },
            _ => return None,
        })
    }

    /// The thread that it belongs to: its deeds are done one after the other.
    pub fn thread(&self) -> MessageKey {
        match self {
            Deed::Refuse { request, .. }
            | Deed::Receive { request, .. }
            | Deed::AskBack { request, .. }
            | Deed::Close { request, .. }
            | Deed::Read { request } => request.key,
            Deed::Move { key, .. } => *key,
            Deed::Begin { case, .. }
            | Deed::Queue { case, .. }
            | Deed::End { case }
            | Deed::Withdraw { case } => case.key,
        }
        .thread()
    }
}

/// The inbox in which a fact leaves so many waiting.
pub(super) fn level(fact: &Fact<'_>) -> Option<(InboxId, u32)> {
    match *fact {
        Fact::Begun { case, level, .. }
        | Fact::Queued { case, level, .. }
        | Fact::Withdrawn { case, level } => Some((case.inbox, level)),
        _ => None,
    }
}
