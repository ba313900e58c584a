//! The collectors against facts made by hand and figures worked out on paper.

mod compliance;
mod flaws;
mod flow;
mod queues;
mod recovery;
mod staff;
mod why_late;

use super::testing::{self, at};
use super::{Collector, Frame, Observations};
use crate::calendar::DaySet;
use crate::model::{InboxId, Model, PersonId, RoleSet};
use crate::record::{
    Case, Context, Fact, MessageKey, Outcome, Recorder, Request, Segment, SegmentKind, Work,
};
use crate::time::{Duration, Instant};

/// Tells a collector facts by hand.
struct Teller<'a> {
    model: &'a Model,
    away: &'a [DaySet],
    collector: Collector<'a>,
    told: u64,
}

/// The figures after these facts; the run ends on that day of January.
fn observe(model: &Model, end: (u32, &str), facts: impl FnOnce(&mut Teller<'_>)) -> Observations {
    observe_away(model, &testing::away(model), end, facts)
}

fn observe_away(
    model: &Model,
    away: &[DaySet],
    end: (u32, &str),
    facts: impl FnOnce(&mut Teller<'_>),
) -> Observations {
    let frame = Frame::new(model);
    let mut teller = Teller { model, away, collector: Collector::new(&frame, model), told: 0 };
    facts(&mut teller);
    let context = Context { model, away };
    teller.collector.finish(&context, at(model, end.0, end.1))
}

impl Teller<'_> {
    fn tell(&mut self, at: Instant, fact: Fact<'_>) {
        let context = Context { model: self.model, away: self.away };
        self.collector.record(&context, at, &fact);
    }

    fn at(&self, day: u32, time: &str) -> Instant {
        at(self.model, day, time)
    }

    /// A request is sent and, without transport, received.
    fn received(&mut self, day: u32, time: &str, to_hospital: bool) -> Request {
        let now = self.at(day, time);
        let request = testing::request(self.model, self.told, now, to_hospital);
        self.told += 1;
        let inbox = if to_hospital { testing::INTAKE } else { testing::OFFICE };
        self.tell(now, Fact::Sent { request: &request, hits: 0, birth: true });
        self.tell(now, Fact::Received { request: &request, inbox });
        request
    }

    /// It is closed after waiting all the time in one inbox.
    fn closed(&mut self, request: &Request, day: u32, time: &str, outcome: Outcome) {
        let now = self.at(day, time);
        let inbox = request.group;
        let segments = [waiting(inbox, request.received, now)];
        self.tell(now, Fact::Closed { request, inbox, outcome, segments: &segments });
    }

    fn queued(&mut self, day: u32, time: &str, inbox: InboxId, level: u32) -> Case {
        let now = self.at(day, time);
        let case = testing::case(MessageKey::root(9, self.told), inbox, now);
        self.told += 1;
        self.tell(now, Fact::Queued { case, level, handed_back: false });
        case
    }

    /// Somebody begins the case, and ends it some minutes later.
    fn done(&mut self, case: Case, (day, time): (u32, &str), minutes: i64, level: u32) {
        let (person, began) = (PersonId(0), self.at(day, time));
        let active = Duration::MINUTE.times(minutes);
        self.tell(began, Fact::Begun { case, person, level, first: true });
        self.tell(began + active, ended(case, person, began, active));
        self.tell(began + active, Fact::Left { case });
    }
}

/// A case ended, all of it within the window and in time.
fn ended(case: Case, person: PersonId, began: Instant, active: Duration) -> Fact<'static> {
    let (observed, overtime) = (active, Duration::ZERO);
    Fact::Ended { case, person, began, active, observed, overtime, done: true }
}

fn waiting(inbox: InboxId, from: Instant, to: Instant) -> Segment {
    let kind = SegmentKind::Waiting { inbox, roles: RoleSet::ANY, overtaken: None, wrong: false };
    Segment { kind, from, to }
}

fn in_hand(inbox: InboxId, person: PersonId, from: Instant, to: Instant) -> Segment {
    Segment { kind: SegmentKind::InHand { inbox, person, roles: RoleSet::ANY, wrong: false }, from, to }
}

/// Hours in microseconds.
fn hours(hours: f64) -> i64 {
    (hours * Duration::HOUR.micros() as f64).round() as i64
}

const WORKS: [Work; 10] = [
    Work::Sorting,
    Work::SortingAndAnswering,
    Work::Answering,
    Work::LookingWrongPlace,
    Work::LookingMisuse,
    Work::SortingMisuse,
    Work::LookingAskBack,
    Work::Reading,
    Work::AnsweringAskBack,
    Work::Calling,
];
