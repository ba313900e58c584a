//! Requests that are sent, refused or received, acted out on the server.

use super::actor::{Actor, Done};
use super::client::Reply;
use super::compare::What;
use crate::load::{World, posted, write};
use crate::model::InboxId;
use crate::model::rules::Clause;
use crate::msh::stamp;
use crate::record::Request;
use crate::routing::Admission;
use crate::time::Instant;
use serde_json::Value;
use std::io;

impl Actor<'_> {
    /// Sends a request; the server's answer.
    fn post(&mut self, at: Instant, request: &Request, admission: Admission) -> io::Result<Reply> {
        let World { model, addressing, dice, .. } = self.world;
        let letter = addressing.letter_of(model, *dice, (request, admission));
        let id = self.message_id(request.key, "");
        let body = posted(&write(self.world, (request, &letter), &id, None));
        let reply = self.outside.call(("POST", "/Messages"), &body, at.micros());
        self.accepted();
        reply
    }

    pub(super) fn refused(&mut self, at: Instant, request: &Request, clause: Clause) -> Done {
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
    pub(super) fn received(&mut self, at: Instant, request: &Request, inbox: InboxId) -> Done {
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
        let received = seen["received"].as_str().unwrap_or_default().to_owned();
        self.state(request.key).received = self.stamped(at, &received);
        let key = self.model().inboxes[inbox.index()].key.clone();
        if landed != key && self.model().backlog.iter().any(|backlog| backlog.inbox == inbox) {
            // A start backlog lies in a work group already.
            self.take(at, request.key, &landed, &id)?;
            return self.put(at, request.key, inbox);
        }
        self.differs(request.key, at, What::Route, key, landed);
        self.lateness.visible(request.key, self.due);
        if self.is_stepped() {
            self.differs(request.key, at, What::Receipt, stamp::format(at), received);
        }
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
}
