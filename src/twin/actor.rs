//! The simulation's facts, acted out on a real server: each fact is a call, made before the simulation goes on.
//!
//! Who takes what, and when, is the simulator's own choice; there is no staff logic here. Calls carry scenario time.

use super::client::{Client, Reply};
use super::compare::{Difference, Findings, What};
use super::letters::{Further, Letters};
use crate::demand::Addressing;
use crate::model::rules::Clause;
use crate::model::{InboxId, Model, Side};
use crate::random::Dice;
use crate::record::{Case, ChildKind, Context, Fact, MessageKey, Move, Outcome, Recorder, Request, Work};
use crate::routing::Admission;
use crate::time::Instant;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;

/// What the twin knows of a request that is open.
#[derive(Clone, Debug, Default)]
struct Open {
    /// The server's name of the request.
    id: String,
    lease: Option<String>,
    /// To where, and why, it is being moved.
    moved: Option<(InboxId, Move)>,
    /// MsgId of the question that the sender is asked.
    asked: Option<String>,
    /// The server's name of the answer.
    answer: Option<String>,
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
    open: BTreeMap<MessageKey, Open>,
    requests: BTreeMap<MessageKey, Request>,
    /// Questions back to requests that they are about.
    questions: BTreeMap<MessageKey, MessageKey>,
    /// By inbox: how many wait by the simulation.
    levels: Vec<u32>,
    compared: Option<crate::time::Date>,
    pub findings: Findings,
    /// The first call that came to nothing; no call is made after it.
    pub broken: Option<io::Error>,
}

type Done = io::Result<()>;

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

    fn model(&self) -> &'a Model {
        self.letters.model
    }

    fn is_inside(&self, inbox: InboxId) -> bool {
        let organisation = self.model().inboxes[inbox.index()].organisation;
        self.model().organisations[organisation.index()].side == Side::Hospital
    }

    fn differs(&mut self, key: MessageKey, at: Instant, what: What, expected: String, found: String) {
        if expected != found {
            self.findings.differences.push(Difference { key, at, what, expected, found });
        }
        self.findings.compared[what as usize] += 1;
    }

    fn work(&mut self, method: &str, path: &str, body: &Value, at: Instant) -> io::Result<Reply> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.inside.call((method, &format!("/inside/v1{path}")), &body, at.micros())
    }

    /// A call that must succeed; another status is a difference.
    fn must(&mut self, key: MessageKey, at: Instant, reply: &Reply, status: u16) {
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

    fn state(&mut self, key: MessageKey) -> &mut Open {
        self.open.entry(key).or_default()
    }

    /// The MsgId of a message of the scenario, or of what is written about it.
    fn message_id(&self, key: MessageKey, what: &str) -> String {
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
    fn with_lease(
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
    fn parties(&self, request: &Request) -> (u32, u32) {
        let service = &self.model().services[request.service.expect("addressed").index()];
        (self.addressing.sender(request.sender), service.her_id)
    }

    fn asked_back(&mut self, at: Instant, request: &Request, inbox: InboxId, clause: Clause) -> Done {
        let key = request.key;
        if !self.is_inside(inbox) {
            // The question is sent when it arrives at the hospital.
            let ordinal = u32::from(clause != Clause::C2);
            self.questions.insert(key.child(ChildKind::AskBack, ordinal), key);
            let id = self.message_id(key, &format!(" {}", clause.name()));
            self.state(key).asked = Some(id);
            return Ok(());
        }
        let asked = self.with_lease(at, key, "ask-back", &json!({ "clause": clause.name() }))?;
        let name = asked.and_then(|reply| reply.json().as_str().map(str::to_owned)).unwrap_or_default();
        let question = self.outside.call(("GET", &format!("/Messages/{name}")), "", at.micros())?.json();
        let id = question["businessDocumentId"].as_str().unwrap_or_default().to_owned();
        self.state(key).asked = Some(id);
        Ok(())
    }

    /// A municipality's question comes to the hospital's own inbox.
    fn question_arrives(&mut self, at: Instant, case: &Case) -> Done {
        let about = self.questions.remove(&case.key);
        let Some(request) = about.and_then(|key| self.requests.get(&key)).copied() else { return Ok(()) };
        if !self.is_inside(case.inbox) {
            return Ok(());
        }
        let (sender, receiver) = self.parties(&request);
        let question = self.state(request.key).asked.clone().unwrap_or_default();
        let about = self.message_id(request.key, "");
        let further = Further::Question(&about);
        let body =
            self.letters.further(&request, (receiver, sender), &further, &question, (at, Some(case.inbox)));
        let reply = self.outside.call(("POST", "/Messages"), &body, at.micros())?;
        self.must(case.key, at, &reply, 201);
        self.state(case.key).id = reply.json().as_str().unwrap_or_default().to_owned();
        Ok(())
    }

    /// The sender has answered what it was asked: the request is back.
    fn sender_answered(&mut self, at: Instant, case: &Case, question: &str) -> Done {
        let Some(request) = self.requests.get(&case.key).copied() else { return Ok(()) };
        if !self.is_inside(case.inbox) {
            return Ok(());
        }
        let (sender, receiver) = self.parties(&request);
        let id = format!("{question} svar");
        let further = Further::Reply(question);
        let body = self.letters.further(&request, (sender, receiver), &further, &id, (at, None));
        let reply = self.outside.call(("POST", "/Messages"), &body, at.micros())?;
        self.must(case.key, at, &reply, 201);
        let name = self.state(case.key).id.clone();
        let seen = self.work("GET", &format!("/messages/{name}"), &Value::Null, at)?.json();
        let inbox = self.model().inboxes[case.inbox.index()].key.clone();
        let found = format!(
            "{} {}",
            seen["inbox"].as_str().unwrap_or_default(),
            seen["place"].as_str().unwrap_or_default()
        );
        self.differs(case.key, at, What::Route, format!("{inbox} waiting"), found);
        Ok(())
    }

    fn ended(&mut self, at: Instant, case: &Case) -> Done {
        let inside = self.is_inside(case.inbox);
        match case.work {
            Work::Reading if inside => self.with_lease(at, case.key, "close", &Value::Null).map(drop),
            Work::AnsweringAskBack if inside => {
                let text = json!({ "text": "Svar på spørsmålet" });
                self.with_lease(at, case.key, "answer", &text).map(drop)?;
                self.open.remove(&case.key);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn closed(&mut self, at: Instant, request: &Request, inbox: InboxId, outcome: Outcome) -> Done {
        let key = request.key;
        if !self.is_inside(inbox) {
            if let Outcome::Returned(_) | Outcome::Withdrawn = outcome {
                self.open.remove(&key);
                self.requests.remove(&key);
            }
            return Ok(());
        }
        let (place, reply) = match outcome {
            Outcome::Answered => {
                let text = json!({ "text": "Svar på spørsmålet" });
                ("answered", self.with_lease(at, key, "answer", &text)?)
            }
            Outcome::Returned(clause) => {
                ("returned", self.with_lease(at, key, "return", &json!({ "clause": clause.name() }))?)
            }
            Outcome::Withdrawn => {
                let id = self.state(key).id.clone();
                let reply = self.work("POST", &format!("/messages/{id}/withdraw"), &Value::Null, at)?;
                self.must(key, at, &reply, 204);
                ("withdrawn", None)
            }
        };
        let id = self.state(key).id.clone();
        let seen = self.work("GET", &format!("/messages/{id}"), &Value::Null, at)?.json();
        self.differs(
            key,
            at,
            What::Outcome,
            place.to_owned(),
            seen["place"].as_str().unwrap_or_default().to_owned(),
        );
        if let Some(answer) = reply.and_then(|reply| reply.json().as_str().map(str::to_owned)) {
            self.verdict_in_time(at, request, &answer)?;
            self.state(key).answer = Some(answer);
        }
        if outcome != Outcome::Answered {
            self.open.remove(&key);
            self.requests.remove(&key);
        }
        Ok(())
    }

    /// Within the limit or not, by the instants that the server has written.
    fn verdict_in_time(&mut self, at: Instant, request: &Request, answer: &str) -> Done {
        let message = self.outside.call(("GET", &format!("/Messages/{answer}")), "", at.micros())?.json();
        let written = message["businessDocumentGenDate"].as_str().unwrap_or_default().to_owned();
        let in_time = |text: &str| text <= super::letters::stamp(request.limit).as_str();
        let expected = (at <= request.limit).to_string();
        self.differs(request.key, at, What::Deadline, expected, in_time(&written).to_string());
        Ok(())
    }

    /// The answer has come back to the sender's own inbox.
    fn reply_arrives(&mut self, at: Instant, key: MessageKey, inbox: InboxId) -> Done {
        let Some(request) = self.requests.get(&key).copied() else { return Ok(()) };
        if !self.is_inside(inbox) {
            return Ok(());
        }
        let (sender, receiver) = self.parties(&request);
        let (about, id) = (self.message_id(key, ""), self.message_id(key, " svar"));
        let further = Further::Reply(&about);
        let body = self.letters.further(&request, (receiver, sender), &further, &id, (at, Some(inbox)));
        let reply = self.outside.call(("POST", "/Messages"), &body, at.micros())?;
        self.must(key, at, &reply, 201);
        self.state(key).answer = reply.json().as_str().map(str::to_owned);
        Ok(())
    }

    /// The sender's people have read the answer: outside, their own system marks it.
    fn read(&mut self, at: Instant, request: &Request) -> Done {
        let state = self.open.remove(&request.key).unwrap_or_default();
        self.requests.remove(&request.key);
        let to_hospital = self.model().organisations
            [self.model().senders[request.sender.index()].organisation.index()]
        .side
            == Side::Hospital;
        match state.answer {
            Some(answer) if !to_hospital => {
                let path = format!("/Messages/{answer}/read/{}", self.addressing.sender(request.sender));
                let reply = self.outside.call(("PUT", &path), "", at.micros())?;
                self.must(request.key, at, &reply, 204);
                Ok(())
            }
            _ => Ok(()),
        }
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
