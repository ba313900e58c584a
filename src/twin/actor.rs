//! The simulation's facts, acted out on a real server: each fact is a call, made before the simulation goes on.
//!
//! Who takes what, and when, is the simulator's own choice; there is no staff logic here. Calls carry scenario time.

use super::Stage;
use super::client::{Client, Reply, encoded};
use super::compare::{Difference, Findings, What};
use crate::load::{RunId, World};
use crate::model::{InboxId, Model, Side};
use crate::random::stable_hash;
use crate::record::{Case, Context, Fact, MessageKey, Move, Recorder, Request, Work};
use crate::time::Instant;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;

/// What the twin knows of a request that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// The server's name of the request.
    pub(super) id: String,
    lease: Option<String>,
    /// To where, and why, it is being moved.
    moved: Option<(InboxId, Move)>,
    /// MsgId of the question that the sender is asked.
    pub(super) asked: Option<String>,
    /// The server's name of the answer.
    pub(super) answer: Option<String>,
}

/// A recorder that acts.
pub struct Actor<'a> {
    pub world: &'a World,
    run: RunId,
    pub outside: Client,
    pub inside: Client,
    /// Told before each instant's first call: paces a run by the wall clock.
    pub wait: Box<dyn FnMut(Instant) + 'a>,
    pub(super) open: BTreeMap<MessageKey, Open>,
    pub(super) requests: BTreeMap<MessageKey, Request>,
    /// Questions back to requests that they are about.
    pub(super) questions: BTreeMap<MessageKey, MessageKey>,
    /// By inbox: how many wait by the simulation.
    levels: Vec<u32>,
    compared: Option<crate::time::Date>,
    pub findings: Findings,
    /// The first call that came to nothing; no call is made after it.
    pub broken: Option<io::Error>,
}

pub(super) type Done = io::Result<()>;

impl<'a> Actor<'a> {
    pub fn new(world: &'a World, stage: Stage<'a>) -> Actor<'a> {
        Actor {
            world,
            run: stage.run,
            outside: Client::new(stage.outside),
            inside: Client::new(stage.inside),
            wait: stage.wait,
            open: BTreeMap::new(),
            requests: BTreeMap::new(),
            questions: BTreeMap::new(),
            levels: vec![0; world.model.inboxes.len()],
            compared: None,
            findings: Findings::default(),
            broken: None,
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        &self.world.model
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
        if expected != found {
            self.findings.differences.push(Difference { key, at, what, expected, found });
        }
        self.findings.compared[what as usize] += 1;
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

    fn act(&mut self, at: Instant, fact: &Fact<'_>) -> Done {
        match *fact {
            Fact::Refused { request, clause, .. } => self.refused(at, request, clause),
            Fact::Received { request, inbox } | Fact::Backlog { request, inbox } => {
                self.received(request.received, request, inbox)
            }
            Fact::Begun { case, level, .. } => {
                self.levels[case.inbox.index()] = level;
                self.begun(at, &case)
            }
            Fact::Moved { request, to, why, .. } => {
                self.state(request.key).moved = Some((to, why));
                Ok(())
            }
            Fact::Queued { case, level, handed_back } => {
                self.levels[case.inbox.index()] = level;
                self.queued(at, &case, handed_back)
            }
            Fact::Ended { case, done: true, .. } => self.ended(at, &case),
            Fact::AskedBack { request, inbox, clause } => self.asked_back(at, request, inbox, clause),
            Fact::Closed { request, inbox, outcome, .. } => self.closed(at, request, inbox, outcome),
            Fact::Withdrawn { case, level } => {
                self.levels[case.inbox.index()] = level;
                Ok(())
            }
            Fact::Read { request, .. } => self.read(at, request),
            _ => Ok(()),
        }
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
        Ok(Some(reply))
    }

    pub(super) fn put(&mut self, at: Instant, key: MessageKey, inbox: InboxId) -> Done {
        let to = json!({ "inbox": self.model().inboxes[inbox.index()].key });
        self.with_lease(at, key, "forward", &to).map(drop)
    }

    fn begun(&mut self, at: Instant, case: &Case) -> Done {
        if !self.is_inside(case.inbox) || case.work == Work::Calling || self.state(case.key).lease.is_some() {
            return Ok(());
        }
        let inbox = self.model().inboxes[case.inbox.index()].key.clone();
        let state = self.state(case.key);
        let id = if case.work == Work::Reading { state.answer.clone() } else { Some(state.id.clone()) };
        self.take(at, case.key, &inbox, &id.unwrap_or_default())
    }

    fn queued(&mut self, at: Instant, case: &Case, handed_back: bool) -> Done {
        match case.work {
            Work::Calling => Ok(()),
            Work::Reading if !handed_back => self.reply_arrives(at, case.key, case.inbox),
            Work::AnsweringAskBack if !handed_back => self.question_arrives(at, case),
            _ if handed_back => self.with_lease(at, case.key, "release", &Value::Null).map(drop),
            _ => self.joins(at, case),
        }
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
                self.with_lease(at, case.key, "pass", &json!({ "department": department })).map(drop)
            }
            None => self.put(at, case.key, case.inbox),
        }
    }

    /// HER-ids of the sender and of the addressed service of a request.
    pub(super) fn parties(&self, request: &Request) -> (u32, u32) {
        let service = &self.model().services[request.service.expect("addressed").index()];
        (self.world.addressing.sender(request.sender), service.her_id)
    }

    /// Once a simulated date: how many wait in each inside inbox, by both.
    fn compare_queues(&mut self, at: Instant) -> Done {
        let date = self.model().calendar.date(at);
        if self.compared == Some(date) {
            return Ok(());
        }
        self.compared = Some(date);
        let rows = self.work("GET", "/inboxes", &Value::Null, at)?.json();
        let rows = rows.as_array().cloned().unwrap_or_default();
        for (index, row) in rows.iter().enumerate() {
            if !self.is_inside(InboxId::from(index)) {
                continue;
            }
            let (expected, found) = (self.levels[index].to_string(), row["waiting"].to_string());
            let key = MessageKey::root(0, index as u64);
            self.differs(key, at, What::Queue, expected, found);
        }
        Ok(())
    }
}

impl Recorder for Actor<'_> {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if self.broken.is_some() {
            return;
        }
        if !matches!(fact, Fact::Backlog { .. }) {
            (self.wait)(at);
            if let Err(error) = self.compare_queues(at) {
                self.broken = Some(error);
                return;
            }
        }
        self.broken = self.act(at, fact).err();
    }
}
