//! Sums over a run, made once more from its facts: inboxes in whole microseconds, requests one by one.

use meldingsflyt::measures::{Balance, Compliance, Observations};
use meldingsflyt::model::Model;
use meldingsflyt::record::{
    Case, Context, Fact, Outcome, Recorder, Request, Segment, Work, clock_of_open, waits_for_sender,
};
use meldingsflyt::time::Instant;

/// What came, left and stood in one inbox, calls not counted.
#[derive(Clone, Copy, Debug, Default)]
struct Inbox {
    came: u64,
    left: u64,
    there: u64,
    waits: i64,
    present: i64,
    since: i64,
    /// ∫ over the whole run, and the times spent.
    integral: i128,
    spent: i128,
    /// ∫ over the observation window.
    queue: i128,
    seen: i128,
    arrivals: u64,
    departures: u64,
}

/// Sums of a run.
#[derive(Default)]
pub struct Sums {
    pub begun: u64,
    inboxes: Vec<Inbox>,
    balance: Balance,
    cohort: Compliance,
    /// From sending to answer, or to the end, of late requests of the cohort.
    late: u64,
    late_micros: i64,
    passed: u64,
    worked: i64,
}

impl Sums {
    fn inbox(&mut self, context: &Context<'_>, at: Instant, case: &Case) -> &mut Inbox {
        let model = context.model;
        if self.inboxes.is_empty() {
            let begins = Inbox { since: model.begins().micros(), ..Inbox::default() };
            self.inboxes = vec![begins; model.inboxes.len()];
        }
        let (from, to) = model.observed();
        let inbox = &mut self.inboxes[case.inbox.index()];
        let since = Instant::from_micros(inbox.since);
        inbox.integral += i128::from(inbox.present * (at - since).micros());
        let seen = i128::from((at.clamp(from, to) - since.clamp(from, to)).micros());
        inbox.queue += i128::from(inbox.waits) * seen;
        inbox.seen += i128::from(inbox.present) * seen;
        inbox.since = at.micros();
        inbox
    }

    fn case(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        let (from, to) = context.model.observed();
        let seen = u64::from(from <= at && at < to);
        match fact {
            Fact::Queued { case, handed_back, .. } if case.work != Work::Calling => {
                let inbox = self.inbox(context, at, case);
                inbox.waits += 1;
                if !handed_back {
                    inbox.present += 1;
                    inbox.came += 1;
                    inbox.arrivals += seen;
                }
            }
            Fact::Begun { case, .. } => {
                self.begun += 1;
                if case.work != Work::Calling {
                    self.inbox(context, at, case).waits -= 1;
                }
            }
            Fact::Withdrawn { case, .. } => self.inbox(context, at, case).waits -= 1,
            Fact::Left { case } if case.work != Work::Calling => {
                let inbox = self.inbox(context, at, case);
                inbox.left += 1;
                inbox.departures += seen;
                inbox.leave(context.model, at, case);
            }
            Fact::Present { case, person } if case.work != Work::Calling => {
                let inbox = self.inbox(context, at, case);
                inbox.there += 1;
                inbox.waits -= i64::from(person.is_none());
                inbox.leave(context.model, at, case);
            }
            Fact::Ended { observed, .. } | Fact::StillInHand { observed, .. } => {
                self.worked += observed.micros()
            }
            _ => {}
        }
    }

    fn request(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        match fact {
            Fact::Sent { .. } => self.balance.sent += 1,
            Fact::NeverSent { .. } => self.balance.never_sent += 1,
            Fact::Refused { .. } => {
                self.balance.sent += 1;
                self.balance.refused += 1;
            }
            Fact::GivenUp { .. } => self.balance.given_up += 1,
            Fact::InTransport { .. } => self.balance.in_transport += 1,
            Fact::Received { .. } => self.balance.received += 1,
            Fact::Backlog { .. } => self.balance.backlog += 1,
            Fact::Closed { request, outcome, segments, .. } => {
                match outcome {
                    Outcome::Answered => self.balance.answered += 1,
                    Outcome::Returned(_) => self.balance.returned += 1,
                    Outcome::Withdrawn => self.balance.withdrawn += 1,
                }
                self.way(context, at, request, (Some(*outcome), segments));
            }
            Fact::Open { request, segments, .. } => {
                let stops = context.model.deadline.stops_while_waiting;
                if clock_of_open(stops, segments, at) > request.limit {
                    self.balance.open_overdue += 1;
                } else {
                    self.balance.open_not_due += 1;
                }
                self.way(context, at, request, (None, segments));
            }
            _ => {}
        }
    }

    /// The end of one request: every step joins the one before; in the cohort it is counted.
    fn way(
        &mut self,
        context: &Context<'_>,
        at: Instant,
        request: &Request,
        (outcome, segments): (Option<Outcome>, &[Segment]),
    ) {
        let (from, to) = context.model.observed();
        assert!(segments.windows(2).all(|pair| pair[0].to == pair[1].from), "{segments:?}");
        assert!(segments.iter().all(|segment| segment.from <= segment.to));
        let ends = segments.first().zip(segments.last()).map(|(first, last)| (first.from, last.to));
        assert_eq!(ends.unwrap_or((request.sent, at)), (request.sent, at), "{segments:?}");
        assert!(request.received >= request.sent);
        let spec = &context.model.deadline;
        let clock = match outcome {
            None => clock_of_open(spec.stops_while_waiting, segments, at),
            Some(_) => at,
        };
        let overdue = clock > request.limit;
        if overdue && request.limit >= from && request.limit < to {
            self.passed += 1;
        }
        if request.received < from || request.received >= to {
            return;
        }
        let counted_from =
            spec.counted_from(&context.model.calendar, request.received, waits_for_sender(segments));
        let in_time = |k| at <= spec.rule.last_instant(&context.model.calendar, counted_from, k);
        self.cohort.received += 1;
        match outcome {
            Some(Outcome::Answered) => {
                self.cohort.answered += 1;
                self.cohort.within_expected += u64::from(in_time(spec.expected));
                self.cohort.within_limit += u64::from(in_time(spec.limit));
            }
            Some(Outcome::Returned(_)) => self.cohort.returned += 1,
            Some(Outcome::Withdrawn) => self.cohort.withdrawn += 1,
            None if overdue => self.cohort.open_overdue += 1,
            None => self.cohort.open_not_due += 1,
        }
        if overdue && matches!(outcome, None | Some(Outcome::Answered)) {
            self.late += 1;
            self.late_micros += (at - request.sent).micros();
        }
    }

    /// The program's figures are these.
    pub fn compare(&self, model: &Model, figures: &Observations) {
        assert_eq!(self.balance, figures.balance, "balance");
        let balance = &self.balance;
        let ways = balance.refused + balance.given_up + balance.in_transport + balance.received;
        assert_eq!(balance.sent, ways, "what is sent");
        let ends = [balance.answered, balance.returned, balance.withdrawn, balance.open_overdue];
        let ends = ends.iter().sum::<u64>() + balance.open_not_due;
        assert_eq!(balance.received + balance.backlog, ends, "what is received");
        let mut cohort = figures.units[0];
        cohort.within_goal = 0;
        assert_eq!(self.cohort, cohort, "cohort");
        let ends = cohort.answered + cohort.returned + cohort.withdrawn + cohort.open_overdue;
        assert_eq!(cohort.received, ends + cohort.open_not_due, "cohort");
        // What nobody answered in time counts, whether withdrawn or still open.
        let counted = cohort.answered + cohort.withdrawn + cohort.open_overdue;
        assert_eq!(cohort.denominator(), counted, "what the share is of");
        assert_eq!(self.late, figures.late[0].late, "late requests");
        assert_eq!(self.late_micros, figures.late[0].micros.iter().sum::<i64>(), "why late");
        let passed: u64 = figures.inboxes.iter().map(|inbox| inbox.limits_passed).sum();
        assert!(passed <= self.passed, "limits passed in inboxes, on the way and with senders");
        for (inbox, figures) in self.inboxes.iter().zip(&figures.inboxes) {
            inbox.compare(figures);
        }
        let window = (model.observed().1 - model.observed().0).micros();
        assert!(figures.inboxes.iter().all(|inbox| inbox.observed == window));
        let worked: i64 = figures.groups.iter().map(|group| group.worked).sum();
        assert_eq!(self.worked, worked, "work");
        recombine(model, figures);
    }
}

impl Inbox {
    fn leave(&mut self, model: &Model, at: Instant, case: &Case) {
        self.present -= 1;
        self.spent += i128::from((at - case.arrived.max(model.begins())).micros());
    }

    fn compare(&self, figures: &meldingsflyt::measures::InboxFigures) {
        assert_eq!(self.came, self.left + self.there, "arrivals = departures + present");
        assert_eq!(self.integral, self.spent, "Little's law on the sample path");
        assert_eq!((self.waits, self.present), (0, 0), "everything there is told of once");
        assert_eq!((self.arrivals, self.departures), (figures.arrivals, figures.departures));
        assert_eq!(self.queue, i128::from(figures.queue), "∫ queue");
        assert_eq!(self.seen, i128::from(figures.present), "∫ present");
        assert!(figures.queue_open <= figures.queue && figures.open <= figures.observed);
        assert!(figures.median <= figures.p90 && figures.p90 <= figures.largest);
    }
}

/// Averages over weeks, hours and parts are the whole's again, to the microsecond.
fn recombine(model: &Model, figures: &Observations) {
    let inboxes = figures.inboxes.len();
    let weeks = figures.detail.inbox_weeks.len() / inboxes;
    let cells = figures.detail.inbox_hours.len() / inboxes;
    for (index, inbox) in figures.inboxes.iter().enumerate() {
        let by_week = &figures.detail.inbox_weeks[index * weeks..][..weeks];
        let by_hour = &figures.detail.inbox_hours[index * cells..][..cells];
        assert_eq!(by_week.iter().sum::<i64>(), inbox.queue, "weeks");
        assert_eq!(by_hour.iter().sum::<i64>(), inbox.queue, "hours of the week");
    }
    let whole: i64 = figures.inboxes.iter().map(|inbox| inbox.queue).sum();
    for part in [&figures.week_queues[..weeks], &figures.week_queues[weeks..]] {
        assert_eq!(part.iter().map(|week| week.queue).sum::<i64>(), whole, "weeks of all inboxes");
    }
    let window = (model.observed().1 - model.observed().0).micros();
    for part in [0..1, 1..3] {
        let rows = &figures.hours[part.start * cells..part.end * cells];
        assert_eq!(rows.iter().map(|hour| hour.queue).sum::<i64>(), whole, "hours of all inboxes");
        let lengths: i64 = rows.iter().map(|hour| hour.length).sum();
        assert_eq!(lengths, window * part.len() as i64, "hours of the window");
    }
    for (series, inbox) in figures.detail.series.iter().zip(&model.hourly_series) {
        assert_eq!(series.iter().sum::<i64>(), figures.inboxes[inbox.index()].queue, "hourly series");
    }
    let received: u64 = figures.weeks[..weeks].iter().map(|week| week.received).sum();
    assert_eq!(received, figures.units[0].received, "requests by week");
    for group in &figures.groups {
        let possible = group.unlimited || group.worked - group.overtime <= group.on_duty;
        assert!(possible, "busy at most while on duty");
        assert!(group.on_duty <= group.present, "message time is part of the roster");
        assert_eq!(group.by_activity.iter().sum::<i64>(), group.worked, "activities");
    }
    let answered = figures.reply[0].days.iter().sum::<u64>();
    assert_eq!(answered, figures.units[0].answered, "reply times");
}

impl Recorder for Sums {
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        self.case(context, at, fact);
        self.request(context, at, fact);
    }
}
