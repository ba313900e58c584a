//! What can be planned, and the whole order of simultaneous events.

use super::message::Slot;
use crate::engine;
use crate::model::{GroupId, PersonId};

/// The phase of births and sendings.
pub const SENDING: u8 = 2;

/// An event of the simulation.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// A person ends her case.
    Completed(PersonId),
    /// A case of somebody of whom there are unlimited many ends.
    CaseDone(Slot),
    /// A person's case goes back: her window closes, or opens while she is away.
    HandedBack(PersonId),
    /// Message time of a group begins, and something waits that it may do.
    Opens(GroupId),
    /// A group of whom somebody waits because the first in line does not fit looks again, as the line has changed.
    LookAgain(GroupId),
    /// A message of demand is born: which of those of this instant.
    Birth(u32),
    /// A follow-up or second message is sent.
    Sent(Slot),
    /// A message reaches an inbox.
    Arrived(Slot),
    /// Transport tries again.
    Resent(Slot),
    /// Transport gives up.
    GivenUp(Slot),
    /// An outage ends; what was held is on its way.
    OutageEnds(u32),
    /// The patience of a request's sender ends, or has ended.
    PatienceEnds(Slot),
    /// The sender calls because content was lost.
    LostContentCall(Slot),
    /// 10:00 of a working day: senders of overdue requests may call.
    OverdueChecks,
}

impl engine::Event for Event {
    /// The order of phases at one instant (model, section 3); the assignment round follows.
    #[inline]
    fn phase(self) -> u8 {
        match self {
            Event::Completed(_) | Event::CaseDone(_) => 0,
            Event::HandedBack(_) | Event::Opens(_) | Event::LookAgain(_) => 1,
            Event::Birth(_) | Event::Sent(_) | Event::OutageEnds(_) => SENDING,
            Event::Arrived(_) => 3,
            Event::Resent(_)
            | Event::GivenUp(_)
            | Event::PatienceEnds(_)
            | Event::LostContentCall(_)
            | Event::OverdueChecks => 4,
        }
    }
}
