//! Listens to the fast simulator and writes down the same rows.

use super::key::key_text;
use super::timeline::{Ending, QueueRow, Row, Timeline, inbox_text, minutes, person_text};
use super::visits::{case_text, moved_text};
use super::world::clauses;
use meldingsflyt::model::{InboxId, Model, PersonId};
use meldingsflyt::random::Dice;
use meldingsflyt::record::{
    Case, Context, Fact, MessageKey, Outcome, Recorder, Request, Segment, waits_for_sender,
};
use meldingsflyt::simulation::{self, Prepared};
use meldingsflyt::time::Instant;
use std::collections::BTreeMap;

/// A recorder that becomes a timeline.
#[derive(Default)]
pub struct Collect {
    rows: Vec<(MessageKey, Row)>,
    nameless: Vec<Row>,
    endings: Vec<(MessageKey, Ending)>,
    /// Names of streams, learnt from the requests that were sent.
    names: BTreeMap<u32, String>,
    /// By inbox: every change of the queue.
    levels: Vec<(Instant, InboxId, u32)>,
    never_sent: u32,
    calls: u32,
}

impl Collect {
    /// Sorted rows, as the slow simulator gives them.
    pub fn timeline(self, model: &Model) -> Timeline {
        let name = |key: MessageKey| {
            let unknown = format!("stream {}", key.stream());
            key_text(self.names.get(&key.stream()).unwrap_or(&unknown), key.ordinal(), key.steps())
        };
        let mut rows: Vec<Row> =
            self.rows.iter().map(|(key, row)| Row { key: name(*key), ..row.clone() }).collect();
        rows.extend(self.nameless.clone());
        let endings =
            self.endings.iter().map(|(key, ending)| Ending { key: name(*key), ..ending.clone() }).collect();
        let queues = queues(model, &self.levels);
        let (never_sent, calls) = (self.never_sent, self.calls);
        let mut timeline = Timeline { rows, endings, queues, never_sent, calls, ..Timeline::default() };
        timeline.sort();
        timeline
    }

    fn learn(&mut self, model: &Model, request: &Request, backlog: Option<InboxId>) {
        let stream = request.key.stream();
        let name = match backlog {
            Some(inbox) => format!("backlog.{}", inbox_text(model, inbox)),
            None if self.names.contains_key(&stream) => return,
            None => model.demand[request.row.index()].key.clone(),
        };
        self.names.insert(stream, name);
    }

    fn ending(
        &mut self,
        request: &Request,
        outcome: String,
        received: bool,
        closed: Option<Instant>,
        used: Option<u32>,
    ) {
        let ending = Ending {
            key: String::new(),
            outcome,
            received: received.then_some(request.received),
            limit: received.then_some(request.limit),
            closed,
            working_days_used: used,
        };
        self.endings.push((request.key, ending));
    }
}

/// The parts of a row that a fact fills.
struct Entry {
    at: Instant,
    key: MessageKey,
    step: &'static str,
    inbox: Option<InboxId>,
    person: Option<PersonId>,
    detail: String,
}

impl Recorder for Collect {
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        let model = context.model;
        match fact {
            Fact::NeverSent { row, .. } => {
                self.never_sent += 1;
                self.nameless.push(nameless(at, "never sent", model.demand[row.index()].key.clone()));
            }
            Fact::Called { inbox, overdue } => {
                self.calls += 1;
                let detail = format!("{} overdue={overdue}", inbox_text(model, *inbox));
                self.nameless.push(nameless(at, "called", detail));
            }
            // A reply that was given up is no request that was.
            Fact::GivenUp { request } if self.endings.iter().any(|(key, _)| *key == request.key) => {}
            // Present tells the same.
            Fact::StillInHand { .. } => {}
            _ => self.about_a_message(model, at, fact),
        }
    }
}

impl Collect {
    fn about_a_message(&mut self, model: &Model, at: Instant, fact: &Fact<'_>) {
        let entry = match *fact {
            Fact::Queued { .. }
            | Fact::Begun { .. }
            | Fact::Ended { .. }
            | Fact::DidNotFit { .. }
            | Fact::Withdrawn { .. }
            | Fact::Left { .. }
            | Fact::Present { .. } => self.about_a_case(at, fact),
            Fact::Held { key } => entry(at, key, "held", String::new()),
            Fact::AttemptFailed { key } => entry(at, key, "attempt failed", String::new()),
            _ => self.about_a_request(model, at, fact),
        };
        let row = Row {
            at: entry.at,
            key: String::new(),
            step: entry.step,
            inbox: entry.inbox.map_or(String::new(), |inbox| inbox_text(model, inbox)),
            person: entry.person.map_or(String::new(), |person| person_text(model, person)),
            detail: entry.detail,
        };
        self.rows.push((entry.key, row));
    }

    fn about_a_case(&mut self, at: Instant, fact: &Fact<'_>) -> Entry {
        match *fact {
            Fact::Queued { case, level, handed_back } => {
                self.levels.push((at, case.inbox, level));
                let detail = format!("{} handed_back={handed_back}", text(&case));
                of_case(at, &case, "queued", None, detail)
            }
            Fact::Begun { case, person, level, first } => {
                self.levels.push((at, case.inbox, level));
                of_case(at, &case, "begun", Some(person), format!("{} first={first}", text(&case)))
            }
            Fact::Ended { case, person, began, active, observed, overtime, done } => {
                let detail = format!(
                    "{} began={} active={} observed={} overtime={} done={done}",
                    text(&case),
                    began.micros(),
                    minutes(active),
                    minutes(observed),
                    minutes(overtime),
                );
                of_case(at, &case, "ended", Some(person), detail)
            }
            Fact::DidNotFit { case, person } => of_case(at, &case, "did not fit", Some(person), text(&case)),
            Fact::Withdrawn { case, level } => {
                self.levels.push((at, case.inbox, level));
                of_case(at, &case, "withdrawn", None, text(&case))
            }
            Fact::Left { case } => of_case(at, &case, "left", None, text(&case)),
            Fact::Present { case, person } => of_case(Instant::MAX, &case, "present", person, text(&case)),
            _ => unreachable!("facts about cases"),
        }
    }

    fn about_a_request(&mut self, model: &Model, at: Instant, fact: &Fact<'_>) -> Entry {
        match *fact {
            Fact::Sent { request, hits, birth } => {
                self.learn(model, request, None);
                let service = request.service.map_or("?", |s| model.services[s.index()].address.as_str());
                entry(at, request.key, "sent", format!("{service} {} birth={birth}", clauses(hits)))
            }
            Fact::Refused { request, clause, hits, .. } => {
                self.learn(model, request, None);
                let clause = clause.name();
                self.ending(request, format!("refused {clause}"), false, None, None);
                entry(at, request.key, "refused", format!("{clause} of {}", clauses(hits)))
            }
            Fact::GivenUp { request } => {
                self.ending(request, "given up".to_string(), false, None, None);
                entry(at, request.key, "given up", String::new())
            }
            Fact::Received { request, inbox } => {
                let detail = format!("limit {}", request.limit.micros());
                in_inbox(at, request.key, "received", inbox, detail)
            }
            Fact::Backlog { request, inbox } => {
                self.learn(model, request, Some(inbox));
                let (received, limit) = (request.received.micros(), request.limit.micros());
                in_inbox(at, request.key, "backlog", inbox, format!("received {received} limit {limit}"))
            }
            Fact::Moved { request, from, to, why } => {
                in_inbox(at, request.key, "moved", from, moved_text(model, to, why))
            }
            Fact::AskedBack { request, inbox, clause } => {
                in_inbox(at, request.key, "asked back", inbox, clause.name().to_string())
            }
            Fact::Closed { request, inbox, outcome, segments } => {
                let outcome = outcome_text(outcome);
                // As the measures have it: the days of the deadline's own clock.
                let waits = waits_for_sender(segments);
                let from = model.deadline.counted_from(&model.calendar, request.received, waits);
                let used = model.deadline.rule.working_days_used(&model.calendar, from, at);
                self.ending(request, outcome.clone(), true, Some(at), Some(used));
                in_inbox(at, request.key, "closed", inbox, outcome + gaps(request, at, segments))
            }
            Fact::Open { request, inbox, segments } => {
                self.ending(request, "open".to_string(), true, None, None);
                let gaps = gaps(request, at, segments).to_string();
                in_inbox(Instant::MAX, request.key, "open", inbox, gaps)
            }
            Fact::InTransport { request } => {
                self.ending(request, "in transport".to_string(), false, None, None);
                entry(Instant::MAX, request.key, "in transport", String::new())
            }
            Fact::Read { request, inbox } => Entry { inbox, ..entry(at, request.key, "read", String::new()) },
            _ => unreachable!("facts about requests"),
        }
    }
}

fn nameless(at: Instant, step: &'static str, detail: String) -> Row {
    Row { at, key: String::new(), step, inbox: String::new(), person: String::new(), detail }
}

fn entry(at: Instant, key: MessageKey, step: &'static str, detail: String) -> Entry {
    Entry { at, key, step, inbox: None, person: None, detail }
}

fn in_inbox(at: Instant, key: MessageKey, step: &'static str, inbox: InboxId, detail: String) -> Entry {
    Entry { inbox: Some(inbox), ..entry(at, key, step, detail) }
}

fn of_case(at: Instant, case: &Case, step: &'static str, person: Option<PersonId>, detail: String) -> Entry {
    Entry { person, ..in_inbox(at, case.key, step, case.inbox, detail) }
}

fn text(case: &Case) -> String {
    case_text(case.work, case.roles, case.arrived)
}

fn outcome_text(outcome: Outcome) -> String {
    match outcome {
        Outcome::Answered => "answered".to_string(),
        Outcome::Returned(clause) => format!("returned {}", clause.name()),
        Outcome::Withdrawn => "withdrawn".to_string(),
    }
}

/// Empty if the segments tell the whole way from sending to `until`, without gaps.
fn gaps(request: &Request, until: Instant, segments: &[Segment]) -> &'static str {
    let joined = segments.windows(2).all(|pair| pair[0].to == pair[1].from);
    let ends = segments.first().is_some_and(|first| first.from == request.sent)
        && segments.last().is_some_and(|last| last.to == until);
    if joined && ends { "" } else { " with gaps between its segments" }
}

/// Integral and maximum over the observation window of the levels that last.
fn queues(model: &Model, changes: &[(Instant, InboxId, u32)]) -> Vec<QueueRow> {
    let (from, to) = model.observed();
    (0..model.inboxes.len())
        .map(InboxId::from)
        .map(|inbox| {
            let mut lasting: BTreeMap<Instant, u32> = BTreeMap::new();
            for (at, _, level) in changes.iter().filter(|(_, i, _)| *i == inbox) {
                lasting.insert(*at, *level);
            }
            let mut row = QueueRow { inbox: inbox_text(model, inbox), ..QueueRow::default() };
            let (mut level, mut since) = (0, from);
            for (at, next) in lasting.into_iter().chain([(to, 0)]) {
                let until = at.clamp(from, to);
                if until > since {
                    row.integral += (until - since).micros() * i64::from(level);
                    row.maximum = row.maximum.max(level);
                }
                (level, since) = (next, since.max(until));
            }
            row
        })
        .collect()
}

/// The fast simulator's timeline: the one place where the tests call it.
pub fn fast(model: &Model, dice: Dice) -> Timeline {
    let prepared = Prepared::new(model.clone()).expect("a sound scenario");
    let mut collect = Collect::default();
    simulation::run(&prepared, dice, &mut collect);
    collect.timeline(model)
}
#[cfg(test)]
mod tests;
