//! The state of the slow simulator: plain lists of requests, cases, journeys and persons.

use super::days::Days;
use super::key::Key;
use super::presence::{Presence, presences};
use super::timeline::{Row, Timeline, inbox_text, person_text};
use meldingsflyt::model::rules::{Clause, Flaws};
use meldingsflyt::model::{DepartmentId, InboxId, Model, PersonId, RoleId, RoleSet, SenderId, ServiceId};
use meldingsflyt::random::{Coin, Dice, Purpose, Uniform};
use meldingsflyt::record::Work;
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Duration, Instant};

/// Where a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    OnTheWay,
    GivenUp,
    /// Forwarded and the like: it arrives in phase 3.
    Moving,
    Queued,
    InHand(usize),
    AskingSender,
    Answered,
    Withdrawn,
}

/// What a trace tells and a draw would else.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given {
    pub roles: Option<(RoleId, Option<RoleId>)>,
    pub sorting: Option<Duration>,
    pub answering: Option<Duration>,
}

#[derive(Clone, Debug)]
pub struct Request {
    pub key: Key,
    pub draws: u64,
    pub row: usize,
    pub sender: SenderId,
    pub own_inbox: Option<InboxId>,
    /// The addressed service.
    pub service: ServiceId,
    pub department: Option<DepartmentId>,
    pub group: InboxId,
    pub urgency: u8,
    pub flaws: Flaws,
    pub given: Given,
    pub sent: Instant,
    pub received: Option<Instant>,
    pub limit: Instant,
    pub backlog: bool,
    pub place: Place,
    /// The inbox where it lies, or that asked the sender.
    pub inbox: Option<InboxId>,
    pub sortings: u64,
    pub looks: u64,
    /// Forwardings by clerks.
    pub passes: u64,
    /// Asked back for C2, for C4.
    pub asked: [bool; 2],
    /// Since when its sender has been asked, and the stretches in which the deadline clock stood still.
    pub asked_at: Option<Instant>,
    pub stood_still: Vec<(Instant, Instant)>,
    /// Inboxes that it, or its reply, has joined.
    pub visits: u64,
    /// 1 when the first of two steps is done.
    pub step: u64,
    /// It went on from its work group.
    pub went_on: bool,
    /// When its sender withdraws it.
    pub patience_ends: Instant,
    pub closed: Option<Instant>,
}

/// What the end of a case leads to.
#[derive(Clone, Copy, Debug)]
pub enum Then {
    Forward(InboxId),
    PassOn,
    SendOn,
    AskBack(usize),
    SecondStep,
    /// Answered at once, or not: then it may go on.
    Answer,
    GoOn(InboxId),
    ReadReply,
    AnswerAskBack(usize),
    HangUp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    Waiting,
    InHand,
    Done,
}

/// A visit of something to an inbox.
#[derive(Clone, Debug)]
pub struct Case {
    pub key: Key,
    pub request: usize,
    /// The address of its draws, and the how-manieth inbox this is for it.
    pub draws: u64,
    pub visit: u64,
    pub work: Work,
    pub then: Then,
    pub inbox: InboxId,
    pub roles: RoleSet,
    pub arrived: Instant,
    pub nominal: Duration,
    pub left: Duration,
    pub limit: Instant,
    /// Urgency class, 255 for what has none.
    pub class: u8,
    pub handed_back: bool,
    pub state: CaseState,
}

/// The sender is asked for what is missing.
#[derive(Clone, Debug)]
pub struct AskBack {
    pub key: Key,
    pub draws: u64,
    pub request: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum Cargo {
    Request(usize),
    Reply(usize),
    Question(usize),
    Answer(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Attempt(Instant),
    GiveUp(Instant),
    Arrive(Instant),
    /// An outage holds it since then.
    Held(Instant),
    Over,
}

/// Something between two systems.
#[derive(Clone, Debug)]
pub struct Journey {
    pub key: Key,
    pub draws: u64,
    pub leg: u64,
    pub cargo: Cargo,
    pub sent: Instant,
    /// The next attempt's number.
    pub attempt: usize,
    pub next: Next,
}

#[derive(Clone, Copy, Debug)]
pub enum Sending {
    /// Row and line of a trace.
    Birth(usize, usize),
    /// Row and ordinal of a message that gaps bring.
    ByGap(usize, u64),
    SecondMessage(usize),
    FollowUp(usize),
}

/// Something to be sent at a known instant.
#[derive(Clone, Debug)]
pub struct Planned {
    pub at: Instant,
    pub key: Key,
    pub what: Sending,
}

/// One person: what she has in hand, and how long.
#[derive(Clone, Debug, Default)]
pub struct Hands {
    pub case: Option<usize>,
    pub began: Instant,
    pub active: Duration,
    pub observed: Duration,
    pub overtime: Duration,
}

pub struct World<'a> {
    pub model: &'a Model,
    pub dice: Dice,
    pub days: Days<'a>,
    pub presences: Vec<Presence>,
    pub tick: i64,
    pub now: Instant,
    pub requests: Vec<Request>,
    pub cases: Vec<Case>,
    pub asks: Vec<AskBack>,
    pub journeys: Vec<Journey>,
    pub planned: Vec<Planned>,
    /// Calls after lost content: instant and request.
    pub planned_calls: Vec<(Instant, usize)>,
    /// Requests on their way inside an organisation, to arrive in phase 3.
    pub moving: Vec<(usize, InboxId)>,
    pub hands: Vec<Hands>,
    /// Cases in hand of those who are unlimited, with the person who stands for all of them.
    pub crowd: Vec<(usize, Hands)>,
    /// Cases that each person has begun.
    pub begun: Vec<u64>,
    /// Cases that wait, in no particular order.
    pub waiting: Vec<usize>,
    pub created: u64,
    pub timeline: Timeline,
}

impl<'a> World<'a> {
    pub fn new(model: &'a Model, dice: Dice) -> World<'a> {
        let days = Days::new(model);
        let presences = presences(model, &days, dice);
        assert_eq!(presences.len(), model.persons.len());
        World {
            model,
            dice,
            days,
            hands: vec![Hands::default(); presences.len()],
            crowd: Vec::new(),
            begun: vec![0; presences.len()],
            presences,
            tick: 0,
            now: model.begins(),
            requests: Vec::new(),
            cases: Vec::new(),
            asks: Vec::new(),
            journeys: Vec::new(),
            planned: Vec::new(),
            planned_calls: Vec::new(),
            moving: Vec::new(),
            waiting: Vec::new(),
            created: 0,
            timeline: Timeline::default(),
        }
    }

    /// The draw of an address.
    pub fn draw(&self, purpose: Purpose, entity: u64, occasion: u64, lane: usize) -> Uniform {
        self.dice.block(purpose, entity, occasion)[lane]
    }

    /// A decision of an address.
    pub fn coin(&self, purpose: Purpose, entity: u64, occasion: u64, lane: usize) -> Coin {
        self.dice.sheet(purpose, entity, occasion).coin(lane)
    }

    pub fn child_key(&mut self, parent: &Key, kind: u8, ordinal: u32) -> Key {
        self.created += 1;
        parent.child(kind, ordinal, self.created)
    }

    pub fn root_name(&self, key: &Key) -> String {
        match key.root {
            (0, entry) => format!("backlog.{}", inbox_text(self.model, self.model.backlog[entry].inbox)),
            (_, row) => self.model.demand[row].key.clone(),
        }
    }

    pub fn text(&self, key: &Key) -> String {
        key.text(&self.root_name(key))
    }

    /// A row about no inbox and no person.
    pub fn row(&mut self, key: &Key, step: &'static str, detail: String) {
        self.full_row(key, step, None, None, detail);
    }

    pub fn full_row(
        &mut self,
        key: &Key,
        step: &'static str,
        inbox: Option<InboxId>,
        person: Option<usize>,
        detail: String,
    ) {
        let row = Row {
            at: self.now,
            key: self.text(key),
            step,
            inbox: inbox.map_or(String::new(), |inbox| inbox_text(self.model, inbox)),
            person: person.map_or(String::new(), |p| person_text(self.model, PersonId::from(p))),
            detail,
        };
        self.timeline.rows.push(row);
    }

    pub fn note(&mut self, what: &'static str) {
        self.timeline.notes.insert(what);
    }

    pub fn observed(&self) -> bool {
        let (from, to) = self.model.observed();
        self.now >= from && self.now < to
    }
}

/// The first entry whose cumulative share exceeds the uniform.
pub fn choose(u: Coin, shares: impl Iterator<Item = Share>) -> usize {
    let mut sum = 0;
    let mut last = 0;
    for (index, share) in shares.enumerate() {
        sum += share.billionths();
        if u.below(Share::from_billionths(sum).expect("shares sum to 1")) {
            return index;
        }
        last = index;
    }
    last
}

/// As both simulators write a clause set.
pub fn clauses(hits: u32) -> String {
    let names = Clause::ALL.iter().filter(|clause| hits >> clause.index() & 1 == 1);
    names.map(|clause| clause.name()).collect::<Vec<_>>().join("+")
}
