//! The streaming measures of one replication: one recorder made of small ones.
//!
//! The match in `record` tells who listens to what. A few additions a fact; nothing is allocated while the run
//! goes on. Never changes the run.

use super::axes::Part;
use super::balance::Balance;
use super::clock::Clock;
use super::compliance::{Class, ComplianceCollector};
use super::flow::Flow;
use super::frame::Frame;
use super::hours::CELLS;
use super::local_time::LocalTime;
use super::observations::{Detail, Observations};
use super::part_rows::{hours, week_queues};
use super::queues::Queues;
use super::recovery::Recovery;
use super::reply_time::ReplyTimes;
use super::snapshots::Snapshots;
use super::staff::Staff;
use super::way::Way;
use super::ways::{WayEnd, Ways};
use super::why_late::WhyLate;
use crate::model::{Model, PersonId};
use crate::record::{
    Case, Context, Fact, Outcome, Recorder, Request, Segment, SegmentKind, Work, clock_of_open,
    waits_for_sender,
};
use crate::time::{Duration, Instant};

/// All measures of one replication.
pub struct Collector<'a> {
    frame: &'a Frame,
    balance: Balance,
    compliance: ComplianceCollector,
    queues: Queues,
    reply: ReplyTimes,
    late: WhyLate,
    staff: Staff,
    flow: Flow,
    ways: Ways,
    recovery: Recovery,
    snapshots: Snapshots,
    /// Requests received, by direction and cell.
    arrivals: [[u64; CELLS]; 2],
    clock: Clock,
    /// When to look at the queues next, before anything changes: a stretch is over, a snapshot or a date's end is due.
    look: Instant,
}

impl<'a> Collector<'a> {
    pub fn new(frame: &'a Frame, model: &Model) -> Self {
        Collector {
            frame,
            balance: Balance::default(),
            compliance: ComplianceCollector::new(&frame.axes),
            queues: Queues::new(frame),
            reply: ReplyTimes::new(),
            late: WhyLate::new(frame, model),
            staff: Staff::new(frame, model),
            flow: Flow::new(frame),
            ways: Ways::new(frame),
            recovery: Recovery::new(frame, model),
            snapshots: Snapshots::new(model),
            arrivals: [[0; CELLS]; 2],
            clock: Clock::new(frame.observed),
            look: Instant::from_micros(i64::MIN),
        }
    }

    /// The figures of the run that ended at `end`.
    ///
    /// # Panics
    /// If a balance of the model, section 5, is violated; the program's own fault.
    pub fn finish(mut self, context: &Context<'_>, end: Instant) -> Observations {
        let (frame, model) = (self.frame, context.model);
        self.look_at_queues(model, end.max(frame.observed.to));
        self.snapshots.take_until(Instant::MAX, &self.queues);
        self.balance.check(LocalTime { calendar: &model.calendar, at: end });
        let (units, weeks) = self.compliance.finish(frame);
        let mut queues = self.queues.finish((frame, model), end);
        let (groups, on_duty) = self.staff.finish(frame, context, end);
        for (index, figures) in queues.figures.iter_mut().enumerate() {
            let serving = model.served_by(crate::model::InboxId::from(index));
            figures.capacity = serving.iter().map(|person| on_duty[person.index()]).sum();
        }
        let (start, last) = (model.period.start, model.period.end().plus(-1));
        Observations {
            balance: self.balance,
            units,
            weeks,
            week_queues: week_queues(frame, &queues),
            hours: hours(frame, &queues, &self.arrivals),
            inboxes: queues.figures,
            reply: self.reply.finish().to_vec(),
            late: self.late.finish(frame),
            groups,
            flows: self.flow.flows,
            ways: self.ways.finish(),
            clauses: self.flow.clauses.to_vec(),
            traffic: self.flow.traffic,
            recovery: self.recovery.finish(model),
            cost: frame.cost,
            working_days: model.calendar.working_days_in(start.plus(-1), last),
            detail: Detail {
                replications: 1,
                inbox_weeks: queues.weeks,
                inbox_hours: queues.cells,
                series: queues.series,
                snapshots: self.snapshots.finish(),
            },
        }
    }

    /// Looks at the queues as they were until now.
    #[cold]
    #[inline(never)]
    fn look_at_queues(&mut self, model: &Model, at: Instant) {
        self.clock.pass(self.frame, at, &mut self.queues);
        self.snapshots.take_until(at, &self.queues);
        if at >= self.recovery.due() {
            self.recovery.read_until(model, at, self.queues.waiting(self.frame));
        }
        self.look = self.clock.due().min(self.snapshots.due()).min(self.recovery.due());
    }

    /// She worked on the case so long within the window, so much of it overtime.
    #[inline(always)]
    fn worked(&mut self, case: &Case, person: PersonId, time: (Duration, Duration), done: bool) {
        let (observed, overtime) = time;
        self.staff.ended(person, case.work, observed, overtime);
        self.flow.worked(case, observed);
        if case.work != Work::Calling {
            self.queues.worked(case.inbox, observed, done);
        }
    }

    #[inline]
    fn received(&mut self, context: &Context<'_>, at: Instant, part: Part) {
        self.balance.received += 1;
        if self.frame.observed.contains(at) {
            let cell = self.clock.cell(at).unwrap_or_else(|| context.model.calendar.hour_cell(at));
            self.arrivals[part.index() - 1][cell] += 1;
        }
    }

    #[inline(never)]
    fn closed(
        &mut self,
        context: &Context<'_>,
        at: Instant,
        (request, outcome): (&Request, Outcome),
        segments: &[Segment],
    ) {
        let way = Way::of(context, at, request, segments);
        self.balance.close(outcome);
        let late = at > request.limit;
        if late {
            self.limit_passed(context, at, request, segments);
        }
        let (frame, deadline) = (self.frame, &context.model.deadline);
        if !frame.observed.contains(request.received) {
            return;
        }
        let (calendar, row) = (
            &context.model.calendar,
            frame.service(request.service.expect("what is received has an address")),
        );
        let (mut days, office) = deadline.rule.used(calendar, request.received, at);
        if deadline.stops_while_waiting {
            let counted_from = deadline.counted_from(calendar, request.received, waits_for_sender(segments));
            days = deadline.rule.working_days_used(calendar, counted_from, at);
        }
        let times = (at - request.received, office);
        self.compliance.ended(frame, Class::closed(deadline, outcome, days), request, row);
        self.flow.way(frame, request, row.place, way);
        self.flow.flaws(context, request, Some(outcome), segments);
        let end = match outcome {
            Outcome::Answered if late => WayEnd::Late,
            Outcome::Answered => WayEnd::InTime,
            Outcome::Returned(_) => WayEnd::Returned,
            Outcome::Withdrawn => WayEnd::Withdrawn,
        };
        self.ways.ended(frame, row.place, end, way);
        match outcome {
            Outcome::Answered => self.reply.answered(row.part, days, times),
            Outcome::Withdrawn => self.reply.unanswered(row.part, times),
            Outcome::Returned(_) => self.flow.returned(context, outcome, segments),
        }
        if end == WayEnd::Late {
            self.late.late(frame, context, row.place, segments);
        }
    }

    #[cold]
    fn open(&mut self, context: &Context<'_>, at: Instant, request: &Request, segments: &[Segment]) {
        let way = Way::of(context, at, request, segments);
        let stops = context.model.deadline.stops_while_waiting;
        let overdue = clock_of_open(stops, segments, at) > request.limit;
        if overdue {
            self.balance.open_overdue += 1;
            self.limit_passed(context, at, request, segments);
        } else {
            self.balance.open_not_due += 1;
        }
        let frame = self.frame;
        if !frame.observed.contains(request.received) {
            return;
        }
        let row = frame.service(request.service.expect("what is received has an address"));
        let class = if overdue { Class::OPEN_OVERDUE } else { Class::OPEN_NOT_DUE };
        self.compliance.ended(frame, class, request, row);
        self.flow.way(frame, request, row.place, way);
        self.flow.flaws(context, request, None, segments);
        self.ways.ended(frame, row.place, WayEnd::Open, way);
        let office = context.model.calendar.office_time(request.received, at);
        self.reply.unanswered(row.part, (at - request.received, office));
        if overdue {
            self.late.late(frame, context, row.place, segments);
        }
    }

    /// Books the passing of a limit on the inbox where the request then stood.
    fn limit_passed(&mut self, context: &Context<'_>, at: Instant, request: &Request, segments: &[Segment]) {
        let service = request.service.expect("what is received has an address");
        let part = self.frame.service(service).part;
        self.recovery.overdue(context.model, part, (request.limit, at));
        if !self.frame.observed.contains(request.limit) {
            return;
        }
        let there =
            segments.iter().find(|segment| segment.from <= request.limit && request.limit < segment.to);
        if let Some(SegmentKind::Waiting { inbox, .. } | SegmentKind::InHand { inbox, .. }) =
            there.map(|s| s.kind)
        {
            self.queues.limit_passed(inbox);
        }
    }
}

impl Recorder for Collector<'_> {
    /// Inlined where a fact is told, so that only what listens to it is left.
    #[inline(always)]
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        let (frame, model) = (self.frame, context.model);
        let observed = frame.observed.contains(at);
        if at >= self.look {
            self.look_at_queues(model, at);
        }
        match fact {
            // Calls stand in line for people, but an inbox's queue is its messages.
            Fact::Queued { case, .. }
            | Fact::Begun { case, .. }
            | Fact::Left { case }
            | Fact::Present { case, .. }
                if case.work == Work::Calling =>
            {
                return;
            }
            Fact::Queued { case, level, handed_back } => {
                self.queues.queued((frame, model), at, case, (*level, *handed_back));
                return;
            }
            Fact::Begun { case, level, first, .. } => {
                self.queues.begun((frame, model), at, case, (*level, *first));
                return;
            }
            Fact::Withdrawn { case, level } => {
                self.queues.withdrawn((frame, model), at, case, *level);
                return;
            }
            Fact::Ended { case, person, observed, overtime, done, .. } => {
                self.worked(case, *person, (*observed, *overtime), *done);
            }
            Fact::StillInHand { case, person, observed, overtime } => {
                self.worked(case, *person, (*observed, *overtime), false);
            }
            Fact::Left { case } => {
                self.queues.left(frame, at, case);
                return;
            }
            Fact::DidNotFit { person, .. } if observed => self.staff.did_not_fit(*person),
            Fact::Present { case, person } => {
                self.snapshots.take_until(Instant::MAX, &self.queues);
                self.queues.remains(frame, at, case, person.is_none());
            }
            Fact::Sent { .. } => self.balance.sent += 1,
            Fact::NeverSent { .. } => self.balance.never_sent += 1,
            Fact::Refused { .. } => {
                self.balance.sent += 1;
                self.balance.refused += 1;
            }
            Fact::GivenUp { .. } => self.balance.given_up += 1,
            Fact::InTransport { .. } => self.balance.in_transport += 1,
            Fact::Backlog { .. } => self.balance.backlog += 1,
            Fact::Received { inbox, .. } => self.received(context, at, frame.part_of(*inbox)),
            Fact::Closed { request, outcome, segments, .. } => {
                self.closed(context, at, (request, *outcome), segments);
            }
            Fact::Open { request, segments, .. } => self.open(context, at, request, segments),
            _ => {}
        }
        if observed {
            self.flow.event(fact);
        }
    }
}
