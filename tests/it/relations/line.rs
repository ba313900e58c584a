//! One inbox with like people and a trace of messages with known times: the smallest thing that waits.

use crate::reference::dice::Choices;
use crate::reference::town::{self, SAKSBEHANDLER, TO_MUNICIPALITY, group, message, weekdays};
use meldingsflyt::calendar::{DeadlineRule, Holidays, RosterSpec};
use meldingsflyt::model::*;
use meldingsflyt::random::Dice;
use meldingsflyt::record::{Context, Fact, Recorder, Work};
use meldingsflyt::simulation::{Prepared, run};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, Duration, Instant};
use std::collections::BTreeMap;

/// A message: minutes after the start, minutes of work, class of urgency.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    pub at: i64,
    pub work: i64,
    pub class: u8,
}

/// What is simulated.
#[derive(Clone)]
pub struct Line {
    pub start: Date,
    pub people: u32,
    pub roster: RosterSpec,
    pub discipline: Discipline,
    pub closed: Vec<Date>,
    pub sent: Vec<Sent>,
    pub classes: usize,
}

/// When a message arrived, when somebody began with it, when it was answered; in microseconds after the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    pub arrived: i64,
    pub begun: i64,
    pub ended: i64,
}

impl Line {
    /// First come, first served, from Monday 1 June 2026, in office hours.
    pub fn new(people: u32, sent: Vec<Sent>) -> Line {
        Line {
            start: town::date("2026-06-01"),
            people,
            roster: weekdays(&[("08:00", "15:30")]),
            discipline: Discipline::Fifo,
            closed: Vec::new(),
            sent,
            classes: 1,
        }
    }

    pub fn parts(&self) -> Parts {
        let mut parts = town::town("2026-06-01", 2, &[]);
        parts.period.start = self.start;
        parts.calendar.zone = "UTC".into();
        parts.calendar.holidays = Holidays::None;
        parts.calendar.closed = self.closed.clone();
        parts.deadline = town::deadline(DeadlineRule::None, 5);
        parts.inboxes[3].discipline = self.discipline;
        let mut staff = group("saksbehandler", SAKSBEHANDLER, &[InboxId(3)]);
        staff.count = self.people;
        staff.roster = self.roster.clone();
        parts.staff[3] = staff;
        let class = || UrgencyClass { share: Share::ZERO, answering: Vec::new(), calls: false };
        let mut classes: Vec<UrgencyClass> = (0..self.classes).map(|_| class()).collect();
        classes[self.classes - 1].share = Share::ONE;
        parts.demand[TO_MUNICIPALITY].urgency = classes;
        let origin = self.origin();
        let line = |sent: &Sent| TraceMessage {
            urgency: Some(sent.class),
            answering: Some(Duration::MINUTE.times(sent.work)),
            ..message(origin + Duration::MINUTE.times(sent.at), 0, SenderId(1))
        };
        parts.demand[TO_MUNICIPALITY].births = Births::Trace(self.sent.iter().map(line).collect());
        parts
    }

    fn origin(&self) -> Instant {
        Instant::from_micros(i64::from(self.start.days()) * 86_400_000_000)
    }

    /// Of each message, in order of the trace.
    pub fn visits(&self) -> Vec<Visit> {
        let mut visits = Visits { origin: self.origin(), visits: BTreeMap::new() };
        let model = Model::new(self.parts()).expect("a sound line");
        run(&Prepared::new(model).expect("a trace"), Dice::new(1, 0), &mut visits);
        assert_eq!(visits.visits.len(), self.sent.len(), "every message is answered");
        visits.visits.into_values().collect()
    }
}

struct Visits {
    origin: Instant,
    visits: BTreeMap<u64, Visit>,
}

impl Recorder for Visits {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        let after = |instant: Instant| (instant - self.origin).micros();
        match fact {
            Fact::Begun { case, first: true, .. } if case.work == Work::Answering => {
                let visit = Visit { arrived: after(case.arrived), begun: after(at), ended: 0 };
                self.visits.insert(case.key.ordinal(), visit);
            }
            Fact::Left { case } if case.work == Work::Answering => {
                let ended = after(at);
                self.visits.get_mut(&case.key.ordinal()).expect("it was begun").ended = ended;
            }
            _ => {}
        }
    }
}

/// Up to 60 messages in a fortnight's first eight days, often several at once, in order of time.
pub fn trace(choices: &mut Choices, classes: u8) -> Vec<Sent> {
    let mut at = choices.between(0, 600);
    let count = choices.between(2, 60);
    let mut sent = Vec::new();
    for _ in 0..count {
        let class = choices.between(1, classes.into()) as u8;
        sent.push(Sent { at, work: choices.between(1, 90), class });
        at += choices.of(&[0, 0, 1, 5, 20, 60, 400]);
    }
    sent
}
