//! The simulation's facts, acted out on a real server: each fact is a call, made before the simulation goes on.
//!
//! Who takes what, and when, is the simulator's own choice; there is no staff logic here. Calls carry scenario time.

use super::client::{Client, Reply};
use super::compare::{Difference, Findings, What};
use super::letters::Letters;
use crate::demand::Addressing;
use crate::model::rules::Clause;
use crate::model::{InboxId, Model, Side};
use crate::random::Dice;
use crate::record::{Case, Context, Fact, MessageKey, Move, Recorder, Request, Work};
use crate::routing::Admission;
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
    pub letters: Letters<'a>,
    pub addressing: &'a Addressing,
    pub dice: Dice,
    /// Begins each MsgId, so that a store may be used again.
    pub run: String,
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
    pub fn new(
        letters: Letters<'a>,
        addressing: &'a Addressing,
        (dice, run): (Dice, String),
        (outside, inside): (Client, Client),
        wait: Box<dyn FnMut(Instant) + 'a>,
    ) -> Actor<'a> {
        let levels = vec![0; letters.model.inboxes.len()];
        Actor {
            letters,
            addressing,
            dice,
            run,
            outside,
            inside,
            wait,
            open: BTreeMap::new(),
            requests: BTreeMap::new(),
            questions: BTreeMap::new(),
            levels,
            compared: None,
            findings: Findings::default(),
            broken: None,
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        self.letters.model
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
        format!("{}-{}-{}{below}{what}", self.run, key.stream(), key.ordinal())
    }

    /// Sends a request; the server's answer.
    fn post(&mut self, at: Instant, request: &Request, admission: Admission) -> io::Result<Reply> {
        let letter = self.addressing.letter_of(self.model(), self.dice, (request, admission));
        let id = self.message_id(request.key, "");
        let body = self.letters.request(request, &letter, &id);
        self.outside.call(("POST", "/Messages"), &body, at.micros())
    }

    fn refused(&mut self, at: Instant, request: &Request, clause: Clause) -> Done {
        let reply = self.post(at, request, Admission::Refused(clause))?;
        let found = match (reply.status, reply.json()) {
            (400, said) if said.to_string().contains("(A2)") => "A2".to_owned(),
            (201, Value::String(id)) => self.verdict(at, &id)?,
            (status, said) => format!("{status} {said}"),
        };
        let expected = if matches!(clause, Clause::A4 | Clause::A5) {
            "X99".to_owned()
        } else {
            clause.name().to_owned()
        };
        self.findings.requests += 1;
        self.differs(request.key, at, What::Route, expected, found);
        Ok(())
    }

    /// What the server says of a message that it accepted and refused.
    fn verdict(&mut self, at: Instant, id: &str) -> io::Result<String> {
        let status = self.outside.call(("GET", &format!("/Messages/{id}/status")), "", at.micros())?.json();
        if status[0]["transportDeliveryState"] == "Rejected" {
            return Ok("A1".to_owned());
        }
        let info = self.outside.call(("GET", &format!("/Messages/{id}/apprec")), "", at.micros())?.json();
        let code = info[0]["appRecErrorList"][0]["errorCode"].as_str();
        Ok(code.map_or_else(|| status.to_string(), str::to_owned))
    }

    /// In the receiving system: sent now, since transport is the simulation's.
    fn received(&mut self, at: Instant, request: &Request, inbox: InboxId) -> Done {
        let service = request.service.expect("what is received was addressed");
        let reply = self.post(at, request, Admission::To(service))?;
        self.must(request.key, at, &reply, 201);
        let id = reply.json().as_str().unwrap_or_default().to_owned();
        self.findings.requests += 1;
        self.state(request.key).id = id.clone();
        self.requests.insert(request.key, *request);
        if !self.is_inside(inbox) {
            return self.delivered_outside(at, request, &id);
        }
        let seen = self.work("GET", &format!("/messages/{id}"), &Value::Null, at)?.json();
        let landed = seen["inbox"].as_str().unwrap_or("nowhere").to_owned();
        let key = self.model().inboxes[inbox.index()].key.clone();
        if landed != key && self.model().backlog.iter().any(|backlog| backlog.inbox == inbox) {
            // A start backlog lies in a work group already.
            self.take(at, request.key, &landed, &id)?;
            return self.put(at, request.key, inbox);
        }
        self.differs(request.key, at, What::Route, key, landed);
        let received = seen["received"].as_str().unwrap_or_default().to_owned();
        self.differs(request.key, at, What::Receipt, super::letters::stamp(at), received);
        Ok(())
    }

    /// The outside party's own system: it sees the message, gives the receipt, reads it.
    fn delivered_outside(&mut self, at: Instant, request: &Request, id: &str) -> Done {
        let service = &self.model().services[request.service.expect("addressed").index()];
        let her_id = service.her_id;
        let message = self.outside.call(("GET", &format!("/Messages/{id}")), "", at.micros())?.json();
        let found = message["receiverHerId"].to_string();
        self.differs(request.key, at, What::Route, her_id.to_string(), found);
        let path = format!("/Messages/{id}/apprec/{her_id}");
        let receipt = self.outside.call(("POST", &path), "{\"appRecStatus\":\"Ok\"}", at.micros())?;
        self.must(request.key, at, &receipt, 201);
        let read = self.outside.call(("PUT", &format!("/Messages/{id}/read/{her_id}")), "", at.micros())?;
        self.must(request.key, at, &read, 204);
        Ok(())
    }

    /// Takes a message in hand.
    fn take(&mut self, at: Instant, key: MessageKey, inbox: &str, id: &str) -> Done {
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

    fn put(&mut self, at: Instant, key: MessageKey, inbox: InboxId) -> Done {
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
        (self.addressing.sender(request.sender), service.her_id)
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

/// A path segment, percent-encoded.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
