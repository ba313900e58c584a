//! A run while it lasts: what all its tasks share, and one message on its way to the target.
//!
//! Knows the official interface; not when messages are due.

use super::clock::Clock;
use super::conduct::Glance;
use super::faults::{Faults, Harm};
use super::http::{Answer, Call, Client, Failure};
use super::identity::RunId;
use super::ledger::Ledger;
use super::legs::{Leg, Legs};
use super::messages::World;
use super::outcome::{Flag, Outcome};
use super::source::{Letter, Sight, Verdict};
use crate::stats::Share;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Notify;

/// How a run treats its target.
#[derive(Clone, Debug)]
pub struct Manners {
    /// For how long a message that was not taken is tried again.
    pub retry_for: Duration,
    /// How often an empty inbox is looked into.
    pub poll: Duration,
    /// For how long it is waited for what is still on its way when the last message has been sent.
    pub drain: Duration,
    /// What goes wrong on purpose.
    pub faults: Faults,
}

/// What the tasks of a run share.
pub struct Run {
    pub id: RunId,
    pub clock: Clock,
    pub client: Rc<Client>,
    /// Of the inside interface, if the target shows one.
    pub inside: Option<Rc<Client>>,
    /// The scenario that the messages come from; `None`: none of these messages is real.
    pub world: Option<Rc<World>>,
    pub manners: Manners,
    pub ledger: RefCell<Ledger>,
    pub legs: RefCell<Legs>,
    in_flight: Cell<u64>,
    landed: Notify,
    /// When the last message was acknowledged, for the actual rate.
    answered: Cell<u64>,
    /// The first reason why nothing came back.
    failure: RefCell<Option<Failure>>,
    watching: Cell<u64>,
    /// When watching ends.
    ends: Cell<u64>,
}

/// Whom a run calls, and about what.
pub struct Targets {
    pub client: Rc<Client>,
    pub inside: Option<Rc<Client>>,
    pub world: Option<Rc<World>>,
}

/// The longest pause before a message is tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl Run {
    pub fn new(id: RunId, clock: Clock, targets: Targets, manners: Manners, legs: Legs) -> Rc<Run> {
        let Targets { client, inside, world } = targets;
        Rc::new(Run {
            id,
            clock,
            client,
            inside,
            world,
            manners,
            ledger: RefCell::new(Ledger::new()),
            legs: RefCell::new(legs),
            in_flight: Cell::new(0),
            landed: Notify::new(),
            answered: Cell::new(0),
            failure: RefCell::new(None),
            watching: Cell::new(0),
            ends: Cell::new(u64::MAX),
        })
    }

    /// Records a leg of a message that was due at `due`.
    pub fn record(&self, leg: Leg, nanos: u64, due: u64) {
        self.legs.borrow_mut().record(leg, nanos, (due, self.clock.now()));
    }

    /// The place of an inbox by its key, as the ledger has it.
    pub(super) fn place_of(&self, key: &str) -> Option<u32> {
        self.world.as_ref()?.inbox_place(key)
    }

    pub(super) fn ends(&self) -> u64 {
        self.ends.get()
    }

    /// From now on nothing is watched longer than until this clock time.
    pub fn end_at(&self, nanos: u64) {
        self.ends.set(nanos);
    }

    pub(super) fn watched(&self) {
        self.watching.set(self.watching.get() - 1);
        self.landed.notify_one();
    }

    /// Returns when nothing is watched any more.
    pub async fn all_watched(&self) {
        while self.watching.get() > 0 {
            self.landed.notified().await;
        }
    }

    pub fn answered(&self) -> u64 {
        self.answered.get()
    }

    pub fn failure(&self) -> Option<Failure> {
        self.failure.borrow().clone()
    }

    /// Returns when no call of a send is under way.
    pub async fn all_landed(&self) {
        while self.in_flight.get() > 0 {
            self.landed.notified().await;
        }
    }

    /// Counts a send as under way; [`Run::send`] must follow.
    pub fn take_off(&self) {
        self.in_flight.set(self.in_flight.get() + 1);
    }

    /// Sends a message that was due at `due` and books what is answered.
    pub async fn send(self: Rc<Run>, id: u64, due: u64, letter: Letter) {
        let call = Call::post("/Messages", letter.body.clone());
        let answer = self.posted(id, due, &call).await;
        let now = self.clock.now();
        match answer {
            Ok(answer) => {
                self.booked(id, (due, now), &letter, &answer);
                self.follow(id, due, letter, &answer);
            }
            Err(failure) => {
                self.failure.borrow_mut().get_or_insert(failure);
            }
        }
        self.in_flight.set(self.in_flight.get() - 1);
        self.landed.notify_one();
    }

    /// Posts, and posts again what was not taken as long as that is wished.
    async fn posted(&self, id: u64, due: u64, call: &Call) -> Result<Answer, Failure> {
        let mut attempt = 0;
        let until = self.clock.now() + self.manners.retry_for.as_nanos() as u64;
        let mut pause = Duration::from_millis(50);
        loop {
            let answer = match self.manners.faults.of((id, attempt), due) {
                None => self.client.call(call).await,
                Some(harm) => Box::pin(self.harmed(id, harm, call)).await,
            };
            attempt += 1;
            let busy = |answer: &Answer| matches!(answer.status, 429 | 500 | 502 | 503 | 504);
            let (again, wished) = match &answer {
                Ok(answer) => (busy(answer), answer.retry_after.map(Duration::from_secs)),
                Err(_) => (true, None),
            };
            let pausing = wished.unwrap_or(pause);
            if !again || self.clock.now() + pausing.as_nanos() as u64 >= until {
                return answer;
            }
            if matches!(answer, Err(Failure::Cut(_))) {
                self.ledger.borrow_mut().flag(id, Flag::Retried);
            }
            tokio::time::sleep(pausing).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Makes a call at which something goes wrong on purpose.
    async fn harmed(&self, id: u64, harm: Harm, call: &Call) -> Result<Answer, Failure> {
        match harm {
            Harm::Answer(status) => Ok(Answer::made_up(status, self.clock.now())),
            Harm::Cut => Err(self.client.cut_off(call).await),
            Harm::Twice => {
                self.ledger.borrow_mut().flag(id, Flag::Retried);
                tokio::join!(self.client.call(call), self.client.call(call)).0
            }
        }
    }

    /// Goes on watching what was taken, unless its receiver will be seen to fetch it.
    fn follow(self: &Rc<Run>, id: u64, due: u64, letter: Letter, answer: &Answer) {
        let fetched =
            letter.verdict == Verdict::Accepted && matches!(letter.sight, Sight::Fetched | Sight::None);
        let taken = (200..300).contains(&answer.status) && letter.verdict != Verdict::BadRequest;
        if !taken || fetched {
            return;
        }
        if let Ok(remote) = serde_json::from_slice::<String>(&answer.body) {
            self.watching.set(self.watching.get() + 1);
            tokio::task::spawn_local(self.clone().watch(id, due, remote, letter));
        }
    }

    fn booked(&self, id: u64, (due, now): (u64, u64), letter: &Letter, answer: &Answer) {
        let ledger = &mut *self.ledger.borrow_mut();
        match answer.status {
            200..300 => {
                self.answered.set(self.answered.get() + 1);
                ledger.accepted(id, now, answer.sent);
                self.record(Leg::Accepted, now.saturating_sub(due), due);
                self.record(Leg::Service, now.saturating_sub(answer.sent), due);
                match (letter.verdict, letter.sight) {
                    (Verdict::BadRequest, _) => ledger.settle(id, Outcome::Leaked),
                    (Verdict::Accepted, Sight::None) => ledger.settle(id, Outcome::Unverified),
                    _ => {}
                }
            }
            400 if letter.verdict == Verdict::BadRequest => ledger.settle(id, Outcome::RightlyRefused),
            429 | 503 => ledger.settle(id, Outcome::BackPressure),
            _ => ledger.settle(id, Outcome::WronglyRefused),
        }
    }

    /// The run as it stands.
    pub fn glance(&self) -> Glance {
        let (ledger, legs) = (self.ledger.borrow(), self.legs.borrow());
        let p99 = Share::from_billionths(990_000_000).expect("a share");
        let millis = |leg| legs.of(leg).quantile(p99).map(|nanos| nanos as f64 / 1e6);
        Glance {
            seconds: self.clock.now() as f64 / 1e9,
            sent: ledger.len(),
            acknowledged: self.answered.get(),
            in_flight: self.in_flight.get(),
            p99: millis(Leg::Accepted),
            lag_p99: millis(Leg::SendLag),
            violations: ledger.violations(),
        }
    }

    /// Settles what is left when nothing more will be seen: acknowledged and not there is lost, unless there may
    /// be more to see.
    pub fn close(&self, more_to_see: bool) {
        let mut ledger = self.ledger.borrow_mut();
        let left: Vec<u64> = ledger.unsettled().collect();
        for id in left {
            let outcome = match (ledger.is_accepted(id), more_to_see) {
                (false, _) => Outcome::BackPressure,
                (true, true) => Outcome::Open,
                (true, false) => Outcome::Lost,
            };
            ledger.settle(id, outcome);
        }
    }
}
