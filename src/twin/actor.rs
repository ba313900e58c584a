//! Deeds of the simulation, done on a real server: each is a call or a few.
//!
//! Who takes what, and when, is the simulator's own choice; there is no staff logic here.

use super::client::{Client, Reply, encoded};
use super::compare::{Difference, Findings, What};
use super::curves::Waits;
use super::deed::Deed;
use super::lateness::{Due, Lateness};
use crate::load::{Leg, RunId, World};
use crate::model::{InboxId, Model, PersonId, Side};
use crate::random::stable_hash;
use crate::record::{Case, MessageKey, Move, Request, Work};
use crate::time::Instant;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;

/// What the twin knows of a request that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// The server's name of the request.
    pub(super) id: String,
    /// When the server has received it, by its own stamp.
    pub(super) received: Option<Instant>,
    lease: Option<String>,
    /// To where, and why, it is being moved.
    moved: Option<(InboxId, Move)>,
    /// MsgId of the question that the sender is asked.
    pub(super) asked: Option<String>,
    /// The server's name of the answer.
    pub(super) answer: Option<String>,
    /// The visit that waits.
    pub(super) waits: Option<Case>,
    pub(super) handed_back: bool,
}

/// Does deeds, and compares.
pub(super) struct Actor<'a> {
    pub world: &'a World,
    run: RunId,
    pub outside: Client,
    pub inside: Client,
    pub(super) open: BTreeMap<MessageKey, Open>,
    pub(super) requests: BTreeMap<MessageKey, Request>,
    /// Questions back to requests that they are about.
    pub(super) questions: BTreeMap<MessageKey, MessageKey>,
    pub waits: Waits,
    pub findings: Findings,
    /// On the wall clock: when the deed in hand was due, and how late all were.
    pub(super) due: Option<Due>,
    pub lateness: Lateness,
}

pub(super) type Done = io::Result<()>;

impl<'a> Actor<'a> {
    pub fn new(world: &'a World, run: RunId, (outside, inside): (Client, Client)) -> Actor<'a> {
        Actor {
            world,
            run,
            outside,
            inside,
            open: BTreeMap::new(),
            requests: BTreeMap::new(),
            questions: BTreeMap::new(),
            waits: Waits::new(world.model.inboxes.len()),
            findings: Findings::default(),
            due: None,
            lateness: Lateness::default(),
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        &self.world.model
    }

    pub fn calls(&self) -> u64 {
        self.outside.calls() + self.inside.calls()
    }

    /// Whether it does each deed at its instant, and the next when the last is done.
    pub(super) fn is_stepped(&self) -> bool {
        self.due.is_none()
    }

    pub(super) fn is_inside(&self, inbox: InboxId) -> bool {
        let organisation = self.model().inboxes[inbox.index()].organisation;
        self.model().organisations[organisation.index()].side == Side::Hospital
    }

    pub(super) fn differs(
        &mut self,
        key: MessageKey,
        at: Instant,
        what: What,
        expected: String,
        found: String,
    ) {
        match expected == found {
            true => self.findings.equal(what),
            false => self.findings.note(Difference { key, at, what, expected, found }),
        }
    }

    pub(super) fn work(&mut self, method: &str, path: &str, body: &Value, at: Instant) -> io::Result<Reply> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.inside.call((method, &format!("/inside/v1{path}")), &body, at.micros())
    }

    /// A call that must succeed; another status is a difference.
    pub(super) fn must(&mut self, key: MessageKey, at: Instant, reply: &Reply, status: u16) {
        let said = if reply.status == status { String::new() } else { format!(" {}", reply.json()) };
        self.differs(key, at, What::Call, status.to_string(), format!("{}{said}", reply.status));
    }

    /// Does a deed of this instant; on the wall clock it was due then.
    pub fn act(&mut self, at: Instant, due: Option<Due>, deed: &Deed) -> Done {
        (self.due, self.outside.changed, self.inside.changed) = (due, None, None);
        match *deed {
            Deed::Refuse { request, clause } => self.refused(at, &request, clause),
            Deed::Receive { request, inbox } => self.received(request.received, &request, inbox),
            Deed::Begin { case, person } => self.begun(at, &case, person),
            Deed::Move { key, to, why } => {
                self.state(key).moved = Some((to, why));
                Ok(())
            }
            Deed::Queue { case, handed_back } => self.queued(at, &case, handed_back),
            Deed::End { case } => self.ended(at, &case),
            Deed::AskBack { request, inbox, clause } => self.asked_back(at, &request, inbox, clause),
            Deed::Close { request, inbox, outcome } => self.closed(at, &request, inbox, outcome),
            Deed::Withdraw { case } => {
                self.waits.end(case.key, [at, self.seen(at)]);
                Ok(())
            }
            Deed::Read { request } => self.read(at, &request),
        }?;
        if let (Some(due), Some(changed)) = (self.due, self.changed()) {
            self.lateness.done(&due, changed);
        }
        Ok(())
    }

    /// When the last call of the deed in hand that was to change something was made, and answered.
    pub(super) fn changed(&self) -> Option<(std::time::Instant, std::time::Instant)> {
        self.outside.changed.max(self.inside.changed)
    }

    /// The scenario's time at which the server has done the deed in hand.
    pub(super) fn seen(&self, at: Instant) -> Instant {
        match (self.due, self.changed()) {
            (Some(due), Some((_, answered))) => due.scenario(at, answered),
            _ => at,
        }
    }

    /// The scenario's time at which the server wrote a stamp while it did the deed in hand.
    pub(super) fn stamped(&self, at: Instant, stamp: &str) -> Option<Instant> {
        let stamp = crate::msh::stamp::parse(stamp)?;
        Some(self.due.map_or(stamp, |due| due.stamped(at, stamp)))
    }

    pub(super) fn state(&mut self, key: MessageKey) -> &mut Open {
        self.open.entry(key).or_default()
    }

    /// The MsgId of a message of the scenario, or of what is written about it.
    pub(super) fn message_id(&self, key: MessageKey, what: &str) -> String {
        let below: String = key.steps().map(|(kind, ordinal)| format!("-{kind}.{ordinal}")).collect();
        self.message_named(&format!("{}-{}{below}{what}", key.stream(), key.ordinal()))
    }

    pub(super) fn message_named(&self, name: &str) -> String {
        self.run.message(stable_hash(name))
    }

    /// Takes a message in hand.
    pub(super) fn take(&mut self, at: Instant, key: MessageKey, inbox: &str, id: &str) -> Done {
        let body = json!({ "messageId": id, "seconds": 86_400 });
        let reply = self.work("POST", &format!("/inboxes/{}/lease", encoded(inbox)), &body, at)?;
        self.must(key, at, &reply, 200);
        self.state(key).lease = reply.json()["lease"].as_str().map(str::to_owned);
        Ok(())
    }

    /// A call with the lease of a message, which ends it.
    pub(super) fn with_lease(
        &mut self,
        at: Instant,
        key: MessageKey,
        what: &str,
        body: &Value,
    ) -> io::Result<Option<Reply>> {
        let Some(lease) = self.state(key).lease.take() else { return Ok(None) };
        let reply = self.work("POST", &format!("/leases/{lease}/{what}"), body, at)?;
        let writes = matches!(what, "answer" | "return" | "ask-back");
        self.must(key, at, &reply, if writes { 201 } else { 204 });
        self.lateness.ended(key, what, self.inside.changed);
        Ok(Some(reply))
    }

    pub(super) fn put(&mut self, at: Instant, key: MessageKey, inbox: InboxId) -> Done {
        let to = json!({ "inbox": self.model().inboxes[inbox.index()].key });
        if self.with_lease(at, key, "forward", &to)?.is_some() {
            self.must_wait(at, key, inbox)?;
        }
        Ok(())
    }

    /// It can be seen to wait in this inbox.
    pub(super) fn must_wait(&mut self, at: Instant, key: MessageKey, inbox: InboxId) -> Done {
        let id = self.state(key).id.clone();
        let seen = self.work("GET", &format!("/messages/{id}"), &Value::Null, at)?.json();
        let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
        let found = format!("{} {}", text("inbox"), text("place"));
        let expected = format!("{} waiting", self.model().inboxes[inbox.index()].key);
        self.differs(key, at, What::Route, expected, found);
        self.lateness.visible(key, self.due);
        Ok(())
    }

    fn begun(&mut self, at: Instant, case: &Case, person: PersonId) -> Done {
        if !self.is_inside(case.inbox) || case.work == Work::Calling || self.state(case.key).lease.is_some() {
            return Ok(());
        }
        let inbox = self.model().inboxes[case.inbox.index()].key.clone();
        let state = self.state(case.key);
        let id = if case.work == Work::Reading { state.answer.clone() } else { Some(state.id.clone()) };
        let id = id.unwrap_or_default();
        if self.is_stepped() {
            self.passed_over(at, case, person, &id)?;
        }
        self.take(at, case.key, &inbox, &id)?;
        self.state(case.key).waits = None;
        self.waits.end(case.key, [at, self.seen(at)]);
        self.lateness.taken(case.key, self.inside.changed);
        Ok(())
    }

    fn queued(&mut self, at: Instant, case: &Case, handed_back: bool) -> Done {
        match case.work {
            Work::Calling => return Ok(()),
            Work::Reading if !handed_back => self.reply_arrives(at, case.key, case.inbox)?,
            Work::AnsweringAskBack if !handed_back => self.question_arrives(at, case)?,
            _ if handed_back => self.with_lease(at, case.key, "release", &Value::Null).map(drop)?,
            _ => self.joins(at, case)?,
        }
        if self.is_inside(case.inbox) {
            let state = self.state(case.key);
            (state.waits, state.handed_back) = (Some(*case), handed_back);
            self.waits.begin(case, [at, self.seen(at)]);
        }
        Ok(())
    }

    /// A request joins the back of an inbox: after a move, for its second step, or with its sender's answer.
    fn joins(&mut self, at: Instant, case: &Case) -> Done {
        if let Some(question) = self.state(case.key).asked.take() {
            return self.sender_answered(at, case, &question);
        }
        let moved = self.state(case.key).moved.take();
        let department = moved.filter(|(_, why)| *why == Move::OtherDepartment).and_then(|(to, _)| {
            let departments = self.model().departments.iter();
            departments.clone().find(|one| one.parent == to).map(|one| one.key.clone())
        });
        match department {
            Some(department) => {
                let to = json!({ "department": department });
                match self.with_lease(at, case.key, "pass", &to)? {
                    Some(_) => self.must_wait(at, case.key, case.inbox),
                    None => Ok(()),
                }
            }
            None => self.put(at, case.key, case.inbox),
        }
    }

    /// HER-ids of the sender and of the addressed service of a request.
    pub(super) fn parties(&self, request: &Request) -> (u32, u32) {
        let service = &self.model().services[request.service.expect("addressed").index()];
        (self.world.addressing.sender(request.sender), service.her_id)
    }

    /// Notes how long a message took to be taken by the server, on the wall clock.
    pub(super) fn accepted(&mut self) {
        if let (Some(due), Some((made, answered))) = (self.due, self.outside.changed) {
            self.lateness.record(Leg::SendLag, made - due.wall);
            self.lateness.record(Leg::Accepted, answered - due.wall);
            self.lateness.record(Leg::Service, answered - made);
        }
    }
}
