//! The whole contract between running and measuring: facts with a time, and who may listen.
//!
//! Knows that there are requests, inboxes and persons; knows neither the event list nor any statistic.
//! Recorders are statically dispatched; `()` listens to nothing, a pair listens twice.

mod key;
mod story;

pub use key::{ChildKind, MessageKey};
pub use story::{Fate, Label, Request, Segment, SegmentKind, clock_of_open, waits_for_sender};

use crate::calendar::DaySet;
use crate::model::rules::Clause;
use crate::model::{InboxId, Model, PersonId, RoleSet, RowId, ServiceId};
use crate::time::{Duration, Instant};

/// What stays the same during a replication and a recorder may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub model: &'a Model,
    /// By person: vacation, low season and the sick spells of this replication.
    pub away: &'a [DaySet],
}

/// What a person does in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// A clerk sorts in the parent group.
    Sorting,
    /// A clerk sorts and answers at once.
    SortingAndAnswering,
    /// Answers, or prepares the answer of a second person.
    Answering,
    /// Sees that a message is in the wrong place and sends it on.
    LookingWrongPlace,
    /// Sees misuse and returns it.
    LookingMisuse,
    /// A clerk sorts and returns misuse.
    SortingMisuse,
    /// Sees that something is missing and asks back.
    LookingAskBack,
    /// Reads a reply.
    Reading,
    /// Answers when asked back.
    AnsweringAskBack,
    /// Talks on the telephone.
    Calling,
}

/// Why a request moved to another inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Forwarded to its true group.
    Forwarded,
    /// Forwarded to a wrong group.
    ForwardedWrongly,
    /// Sent back, or on, from a wrong group.
    Bounced,
    /// Passed to the department where it belongs.
    OtherDepartment,
    /// Dealt with in its work group, it goes on to another inbox.
    NextStage,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Answered,
    /// Misuse that a reader saw.
    Returned(Clause),
    /// The sender gave up waiting.
    Withdrawn,
}

/// A case in an inbox: a visit of a message that waits for, or has, a person.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub key: MessageKey,
    pub inbox: InboxId,
    /// Arrival in this inbox.
    pub arrived: Instant,
    pub work: Work,
    pub roles: RoleSet,
}

/// What happened. `request` is there where the fact is about a request.
#[derive(Clone, Copy, Debug)]
pub enum Fact<'a> {
    /// A request was sent (births of demand and trace, follow-ups, second messages). `hits`: a bit for each
    /// clause of the guideline that it breaks.
    Sent { request: &'a Request, hits: u32, birth: bool },
    /// The GP follows up: never sent (A3).
    NeverSent { row: RowId, service: Option<ServiceId> },
    /// Software refused it at once.
    Refused { request: &'a Request, clause: Clause, hits: u32, birth: bool },
    /// One attempt of the transport delivered nothing.
    AttemptFailed { key: MessageKey },
    /// Transport holds it until the end of an outage.
    Held { key: MessageKey },
    /// All attempts of transport failed.
    GivenUp { request: &'a Request },
    /// A request is in the receiving system: the deadline clock starts.
    Received { request: &'a Request, inbox: InboxId },
    /// A request of the start backlog, received earlier, is there when the run begins.
    Backlog { request: &'a Request, inbox: InboxId },
    /// Something joined the queue of an inbox, which is now `level` long (people at work not counted).
    Queued { case: Case, level: u32, handed_back: bool },
    /// A person began, or went on with, a case; the queue it left is now `level` long. `first`: no hand-back before.
    Begun { case: Case, person: PersonId, level: u32, first: bool },
    /// She ended it, or handed it back (`done = false`). `active`: time worked on it since `began`; `observed`: the
    /// part of it inside the observation window; `overtime`: the part of `observed` outside her windows.
    Ended {
        case: Case,
        person: PersonId,
        began: Instant,
        active: Duration,
        observed: Duration,
        overtime: Duration,
        done: bool,
    },
    /// At the end of the run she still has a case: what she worked on it since `began`, as for `Ended`.
    StillInHand { case: Case, person: PersonId, observed: Duration, overtime: Duration },
    /// A case that fits no window of a `no_split` person is done as `resume`.
    DidNotFit { case: Case, person: PersonId },
    /// A sender withdrew a request that waited; the queue that it left is now `level` long.
    Withdrawn { case: Case, level: u32 },
    /// A case left its inbox for good (answered, forwarded, returned, asked back …).
    Left { case: Case },
    /// A request moved inside the hospital.
    Moved { request: &'a Request, from: InboxId, to: InboxId, why: Move },
    /// The answerer asks the sender; the clause says what was missing.
    AskedBack { request: &'a Request, inbox: InboxId, clause: Clause },
    /// The sender calls; the call is queued in `inbox`.
    Called { inbox: InboxId, overdue: bool },
    /// A request is closed. The segments tell its whole way from sending to now, without gaps.
    Closed { request: &'a Request, inbox: InboxId, outcome: Outcome, segments: &'a [Segment] },
    /// At the end of the run a request that was received is still open.
    Open { request: &'a Request, inbox: InboxId, segments: &'a [Segment] },
    /// At the end of the run a request is still on its way.
    InTransport { request: &'a Request },
    /// At the end of the run a case still waits (`person = None`) or is in hand.
    Present { case: Case, person: Option<PersonId> },
    /// A reply was read.
    Read { request: &'a Request, inbox: Option<InboxId> },
}

/// Listens to a run.
pub trait Recorder {
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>);
}

impl Recorder for () {
    #[inline(always)]
    fn record(&mut self, _: &Context<'_>, _: Instant, _: &Fact<'_>) {}
}

impl<A: Recorder, B: Recorder> Recorder for (A, B) {
    #[inline(always)]
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        self.0.record(context, at, fact);
        self.1.record(context, at, fact);
    }
}

impl<R: Recorder> Recorder for &mut R {
    #[inline(always)]
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        (**self).record(context, at, fact);
    }
}
