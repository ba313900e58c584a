//! Questions back, answers, returns and what the sender does with them, acted out on the server.

use super::actor::{Actor, Done};
use super::client::Reply;
use super::compare::What;
use crate::edi::LetterKind;
use crate::load::{Further, posted, write_further};
use crate::model::rules::Clause;
use crate::model::{InboxId, Side};
use crate::record::{Case, ChildKind, MessageKey, Outcome, Request, Work};
use crate::time::Instant;
use serde_json::{Value, json};
use std::io;

impl Actor<'_> {
    pub(super) fn asked_back(
        &mut self,
        at: Instant,
        request: &Request,
        inbox: InboxId,
        clause: Clause,
    ) -> Done {
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
        // Where the server asked nothing, which is told by now, the sender has nothing to answer.
        self.state(key).asked = question["businessDocumentId"].as_str().map(str::to_owned);
        Ok(())
    }

    /// Posts a reply or a question of an outside party.
    fn send(&mut self, request: &Request, further: &Further<'_>) -> io::Result<Reply> {
        let body = posted(&write_further(self.world, request, further));
        self.outside.call(("POST", "/Messages"), &body, further.at.micros())
    }

    /// A municipality's question comes to the hospital's own inbox.
    pub(super) fn question_arrives(&mut self, at: Instant, case: &Case) -> Done {
        let about = self.questions.remove(&case.key);
        let Some(request) = about.and_then(|key| self.requests.get(&key)).copied() else { return Ok(()) };
        if !self.is_inside(case.inbox) {
            return Ok(());
        }
        let (sender, receiver) = self.parties(&request);
        let Some(question) = self.state(request.key).asked.clone() else { return Ok(()) };
        let about = self.message_id(request.key, "");
        let further = Further {
            purpose: LetterKind::FollowUp,
            from: receiver,
            to: sender,
            message_id: &question,
            about: &about,
            at,
            inbox: Some(case.inbox),
        };
        let reply = self.send(&request, &further)?;
        self.must(case.key, at, &reply, 201);
        self.state(case.key).id = reply.json().as_str().unwrap_or_default().to_owned();
        Ok(())
    }

    /// The sender has answered what it was asked: the request is back.
    pub(super) fn sender_answered(&mut self, at: Instant, case: &Case, question: &str) -> Done {
        let Some(request) = self.requests.get(&case.key).copied() else { return Ok(()) };
        if !self.is_inside(case.inbox) {
            return Ok(());
        }
        let (sender, receiver) = self.parties(&request);
        let id = self.message_named(&format!("{question} svar"));
        let further = Further {
            purpose: LetterKind::Reply,
            from: sender,
            to: receiver,
            message_id: &id,
            about: question,
            at,
            inbox: None,
        };
        let reply = self.send(&request, &further)?;
        self.must(case.key, at, &reply, 201);
        self.must_wait(at, case.key, case.inbox)
    }

    pub(super) fn ended(&mut self, at: Instant, case: &Case) -> Done {
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

    pub(super) fn closed(
        &mut self,
        at: Instant,
        request: &Request,
        inbox: InboxId,
        outcome: Outcome,
    ) -> Done {
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

    /// Within the limit or not, by the instants that the server has written on receipt and on the answer.
    pub(super) fn verdict_in_time(&mut self, at: Instant, request: &Request, answer: &str) -> Done {
        let message = self.outside.call(("GET", &format!("/Messages/{answer}")), "", at.micros())?.json();
        self.lateness.returned(request.key, self.inside.changed);
        let written = message["businessDocumentGenDate"].as_str().unwrap_or_default();
        let (calendar, deadline) = (&self.model().calendar, &self.model().deadline);
        let limit = self.state(request.key).received.map(|received| {
            let known = (calendar.start()..calendar.end()).contains(&received);
            match known {
                true => deadline.rule.last_instant(calendar, received, deadline.limit),
                false => request.limit,
            }
        });
        let found = self.stamped(at, written).zip(limit).map(|(written, limit)| written <= limit);
        let found = found.map_or_else(|| format!("not known: {written:?}"), |in_time| in_time.to_string());
        self.differs(request.key, at, What::Deadline, (at <= request.limit).to_string(), found);
        Ok(())
    }

    /// The answer has come back to the sender's own inbox.
    pub(super) fn reply_arrives(&mut self, at: Instant, key: MessageKey, inbox: InboxId) -> Done {
        let Some(request) = self.requests.get(&key).copied() else { return Ok(()) };
        if !self.is_inside(inbox) {
            return Ok(());
        }
        let (sender, receiver) = self.parties(&request);
        let (about, id) = (self.message_id(key, ""), self.message_id(key, " svar"));
        let further = Further {
            purpose: LetterKind::Reply,
            from: receiver,
            to: sender,
            message_id: &id,
            about: &about,
            at,
            inbox: Some(inbox),
        };
        let reply = self.send(&request, &further)?;
        self.must(key, at, &reply, 201);
        self.state(key).answer = reply.json().as_str().map(str::to_owned);
        Ok(())
    }

    /// The sender's people have read the answer: outside, their own system marks it.
    pub(super) fn read(&mut self, at: Instant, request: &Request) -> Done {
        let state = self.open.remove(&request.key).unwrap_or_default();
        self.requests.remove(&request.key);
        let to_hospital = self.model().organisations
            [self.model().senders[request.sender.index()].organisation.index()]
        .side
            == Side::Hospital;
        match state.answer {
            Some(answer) if !to_hospital => {
                let path =
                    format!("/Messages/{answer}/read/{}", self.world.addressing.sender(request.sender));
                let reply = self.outside.call(("PUT", &path), "", at.micros())?;
                self.must(request.key, at, &reply, 204);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
