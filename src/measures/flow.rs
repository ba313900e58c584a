//! Ways through the house: who sends to whom, hops, wrong sorting, what is returned, calls, follow-ups.
//!
//! Ways and returns are those of the cohort, events those of the observation window. Knows no queue.

use super::flaws;
use super::frame::Frame;
use super::way::Way;
use super::why_late::worked;
use crate::model::rules::Clause;
use crate::record::{Case, ChildKind, Context, Fact, Move, Outcome, Request, Segment, SegmentKind};
use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// Requests of the cohort from one place to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowFigures {
    pub requests: u64,
    /// Moves from inbox to inbox on the receiving side.
    pub hops: u64,
    /// Requests that were in a wrong group at least once.
    pub wrongly_sorted: u64,
}

/// What happened with a clause of the guideline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseFigures {
    /// Requests sent in the window that broke it; for A3 also those never sent.
    pub hits: u64,
    /// Refused at once by software, in the window.
    pub refused: u64,
    /// Requests of the cohort returned by a reader.
    pub returned: u64,
    /// Microseconds that readers gave to those; of a flaw of content: work that it made.
    pub handled: i64,
    /// Asked back because of it, in the window.
    pub asked_back: u64,
}

/// Events within the observation window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traffic {
    pub sent: u64,
    pub follow_ups: u64,
    pub second_messages: u64,
    pub never_sent: u64,
    pub refused: u64,
    pub given_up: u64,
    pub failed_attempts: u64,
    pub forwarded: u64,
    pub forwarded_wrongly: u64,
    pub bounced: u64,
    pub other_department: u64,
    pub asked_back: u64,
    pub calls_overdue: u64,
    pub calls_other: u64,
    pub replies_read: u64,
    pub handed_back: u64,
}

/// Flow of the whole scenario.
pub(super) struct Flow {
    pub flows: Vec<FlowFigures>,
    pub clauses: [ClauseFigures; Clause::COUNT],
    pub traffic: Traffic,
}

impl Flow {
    pub fn new(frame: &Frame) -> Self {
        Flow {
            flows: vec![FlowFigures::default(); frame.axes.flows.len()],
            clauses: Default::default(),
            traffic: Traffic::default(),
        }
    }

    /// Counts an event of the observation window.
    #[inline(always)]
    pub fn event(&mut self, fact: &Fact<'_>) {
        let traffic = &mut self.traffic;
        match fact {
            Fact::Sent { request, hits, birth } => {
                traffic.sent += 1;
                if !birth {
                    traffic.child(request);
                }
                self.hit(*hits);
            }
            Fact::NeverSent { .. } => {
                traffic.never_sent += 1;
                self.clauses[Clause::A3.index()].hits += 1;
            }
            Fact::Refused { clause, hits, .. } => {
                traffic.sent += 1;
                traffic.refused += 1;
                self.clauses[clause.index()].refused += 1;
                self.hit(*hits);
            }
            Fact::AttemptFailed { .. } => traffic.failed_attempts += 1,
            Fact::GivenUp { .. } => traffic.given_up += 1,
            Fact::Moved { why, .. } => match why {
                Move::Forwarded => traffic.forwarded += 1,
                Move::ForwardedWrongly => traffic.forwarded_wrongly += 1,
                Move::Bounced => traffic.bounced += 1,
                Move::OtherDepartment => traffic.other_department += 1,
                // A hop of its way, and nothing that went wrong.
                Move::NextStage => {}
            },
            Fact::AskedBack { clause, .. } => {
                traffic.asked_back += 1;
                self.clauses[clause.index()].asked_back += 1;
            }
            Fact::Called { overdue: true, .. } => traffic.calls_overdue += 1,
            Fact::Called { overdue: false, .. } => traffic.calls_other += 1,
            Fact::Read { .. } => traffic.replies_read += 1,
            Fact::Ended { done: false, .. } => traffic.handed_back += 1,
            _ => {}
        }
    }

    /// The way of a request of the cohort, closed or still open.
    #[inline]
    pub fn way(&mut self, frame: &Frame, request: &Request, to: u32, way: Way) {
        let flow = &mut self.flows[frame.flow(request.sender, to, way.first)];
        flow.requests += 1;
        flow.hops += way.hops;
        flow.wrongly_sorted += u64::from(way.wrongly);
    }

    /// A case of the window ended, or is in hand when the run ends, after so much time within the window.
    #[inline]
    pub fn worked(&mut self, case: &Case, observed: Duration) {
        if let Some(clause) = flaws::of_case(case) {
            self.clauses[clause.index()].handled += observed.micros();
        }
    }

    /// What flaws of a request of the cohort cost on its way, however it ended.
    #[inline]
    pub fn flaws(
        &mut self,
        context: &Context<'_>,
        request: &Request,
        outcome: Option<Outcome>,
        segments: &[Segment],
    ) {
        if !request.flaws.is_empty() {
            flaws::of_way(&mut self.clauses, context, (request, outcome), segments);
        }
    }

    /// Misuse of the cohort that a reader returned.
    pub fn returned(&mut self, context: &Context<'_>, outcome: Outcome, segments: &[Segment]) {
        let Outcome::Returned(clause) = outcome else { return };
        let figures = &mut self.clauses[clause.index()];
        figures.returned += 1;
        for segment in segments {
            if let SegmentKind::InHand { person, .. } = segment.kind {
                figures.handled += worked(context, person, segment, |_| ());
            }
        }
    }

    fn hit(&mut self, hits: u32) {
        let mut left = hits;
        while left != 0 {
            self.clauses[left.trailing_zeros() as usize].hits += 1;
            left &= left - 1;
        }
    }
}

impl Traffic {
    fn child(&mut self, request: &Request) {
        match request.key.steps().last() {
            Some((kind, _)) if kind == ChildKind::SecondMessage as u8 => self.second_messages += 1,
            _ => self.follow_ups += 1,
        }
    }
}
