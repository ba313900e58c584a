//! The event log: one CSV row for each step of each message.
//!
//! A recorder that writes as it listens. Knows facts and the model's names; no statistic, and not where the
//! bytes go. RFC 4180, English names, instants in local time with their offset from UTC.

use crate::measures::LocalTime;
use crate::model::{InboxId, PersonId};
use crate::record::{Case, Context, Fact, MessageKey, Move, Outcome, Recorder, Request};
use crate::time::Instant;
use std::io::{self, Write};

/// The columns. `since` is when the step began: work by a person, waiting in an inbox, the way from receipt.
pub const COLUMNS: [&str; 10] =
    ["time", "message", "thread", "step", "since", "inbox", "person", "from", "to", "outcome"];

/// Writes every fact it hears.
pub struct EventLog<W: Write> {
    writer: csv::Writer<W>,
    fault: Option<io::Error>,
}

/// One row before it is text.
#[derive(Default)]
struct Row {
    step: &'static str,
    key: Option<MessageKey>,
    since: Option<Instant>,
    inbox: Option<InboxId>,
    person: Option<PersonId>,
    from: String,
    to: String,
    outcome: String,
}

impl<W: Write> EventLog<W> {
    pub fn new(sink: W) -> Self {
        let mut log = EventLog {
            writer: csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(sink),
            fault: None,
        };
        log.keep(COLUMNS.map(String::from));
        log
    }

    /// Flushes what was written and gives the sink back.
    ///
    /// # Errors
    /// The first failure of any write; after it nothing was written.
    pub fn finish(mut self) -> io::Result<W> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        self.writer.into_inner().map_err(|fault| fault.into_error())
    }

    fn keep(&mut self, cells: [String; COLUMNS.len()]) {
        if self.fault.is_none() {
            self.fault = self.writer.write_record(cells).err().map(cause);
        }
    }
}

impl<W: Write> Recorder for EventLog<W> {
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if self.fault.is_some() {
            return;
        }
        let model = context.model;
        let time = |at: Instant| LocalTime { calendar: &model.calendar, at }.to_string();
        let row = row(context, fact);
        let inbox = row.inbox.map(|inbox| model.inboxes[inbox.index()].key.clone());
        let person = row
            .person
            .map(|person| format!("{}#{}", model.group(person).key, model.persons[person.index()].number));
        self.keep([
            time(at),
            row.key.map(message).unwrap_or_default(),
            row.key.map(|key| message(key.thread())).unwrap_or_default(),
            row.step.to_string(),
            row.since.map(time).unwrap_or_default(),
            inbox.unwrap_or_default(),
            person.unwrap_or_default(),
            row.from,
            row.to,
            row.outcome,
        ]);
    }
}

/// What the sink said.
fn cause(fault: csv::Error) -> io::Error {
    match fault.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// `3-17.a0.f0`: stream, ordinal, then second message (s), ask-back (a), follow-up (f) call (c) or the caller's part of it (t) with number.
pub fn message(key: MessageKey) -> String {
    let mut text = format!("{}-{}", key.stream(), key.ordinal());
    for (kind, ordinal) in key.steps() {
        let letter = ['?', 's', 'a', 'f', 'c', 't'].get(usize::from(kind)).copied().unwrap_or('?');
        text.push_str(&format!(".{letter}{ordinal}"));
    }
    text
}

fn row(context: &Context<'_>, fact: &Fact<'_>) -> Row {
    match *fact {
        Fact::Sent { request, .. } => sent(context, request, "sent", String::new()),
        Fact::Refused { request, clause, .. } => sent(context, request, "refused", clause.name().to_string()),
        Fact::NeverSent { row, .. } => {
            Row { step: "never_sent", from: context.model.demand[row.index()].key.clone(), ..Row::default() }
        }
        Fact::AttemptFailed { key } => Row { step: "attempt_failed", key: Some(key), ..Row::default() },
        Fact::Held { key } => Row { step: "held", key: Some(key), ..Row::default() },
        Fact::GivenUp { request } => of(request, "given_up", request.sent),
        Fact::Received { request, inbox } => {
            Row { inbox: Some(inbox), ..of(request, "received", request.sent) }
        }
        Fact::Backlog { request, inbox } => {
            Row { inbox: Some(inbox), ..of(request, "backlog", request.received) }
        }
        Fact::Queued { case, handed_back, .. } => {
            at(&case, if handed_back { "handed_back" } else { "queued" }, None)
        }
        Fact::Begun { case, person, .. } => at(&case, "begun", Some(person)),
        Fact::Ended { case, person, began, done, .. } => Row {
            since: Some(began),
            outcome: if done { "done" } else { "not_done" }.to_string(),
            ..at(&case, "ended", Some(person))
        },
        Fact::StillInHand { case, person, .. } => at(&case, "still_in_hand", Some(person)),
        Fact::DidNotFit { case, person } => at(&case, "did_not_fit", Some(person)),
        Fact::Withdrawn { case, .. } => at(&case, "withdrawn", None),
        Fact::Left { case } => at(&case, "left", None),
        Fact::Moved { request, from, to, why } => {
            let key = |inbox: InboxId| context.model.inboxes[inbox.index()].key.clone();
            let outcome = moved(why).to_string();
            Row { from: key(from), to: key(to), outcome, ..of(request, "moved", request.received) }
        }
        Fact::AskedBack { request, inbox, clause } => Row {
            inbox: Some(inbox),
            outcome: clause.name().to_string(),
            ..of(request, "asked_back", request.received)
        },
        Fact::Called { inbox, overdue } => Row {
            step: "called",
            inbox: Some(inbox),
            outcome: if overdue { "overdue" } else { "other" }.to_string(),
            ..Row::default()
        },
        Fact::Closed { request, inbox, outcome, .. } => {
            Row { inbox: Some(inbox), outcome: closed(outcome), ..of(request, "closed", request.received) }
        }
        Fact::Open { request, inbox, .. } => {
            Row { inbox: Some(inbox), ..of(request, "open", request.received) }
        }
        Fact::InTransport { request } => of(request, "in_transport", request.sent),
        Fact::Present { case, person } => at(&case, "present", person),
        Fact::Read { request, inbox } => Row { inbox, ..of(request, "read", request.received) },
    }
}

fn sent(context: &Context<'_>, request: &Request, step: &'static str, outcome: String) -> Row {
    let model = context.model;
    let sender = &model.senders[request.sender.index()];
    let from = match sender.service {
        Some(service) => model.services[service.index()].address.clone(),
        None => model.organisations[sender.organisation.index()].key.clone(),
    };
    let to = request.service.map(|service| model.services[service.index()].address.clone());
    Row { from, to: to.unwrap_or_default(), outcome, ..of(request, step, request.sent) }
}

fn of(request: &Request, step: &'static str, since: Instant) -> Row {
    Row { step, key: Some(request.key), since: Some(since), ..Row::default() }
}

fn at(case: &Case, step: &'static str, person: Option<PersonId>) -> Row {
    Row {
        step,
        key: Some(case.key),
        since: Some(case.arrived),
        inbox: Some(case.inbox),
        person,
        ..Row::default()
    }
}

const fn moved(why: Move) -> &'static str {
    match why {
        Move::Forwarded => "forwarded",
        Move::ForwardedWrongly => "forwarded_wrongly",
        Move::Bounced => "bounced",
        Move::OtherDepartment => "other_department",
        Move::NextStage => "next_stage",
    }
}

fn closed(outcome: Outcome) -> String {
    match outcome {
        Outcome::Answered => "answered".to_string(),
        Outcome::Returned(clause) => format!("returned {}", clause.name()),
        Outcome::Withdrawn => "withdrawn".to_string(),
    }
}

#[cfg(test)]
mod tests;
