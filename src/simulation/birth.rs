//! Births and sendings: from demand, trace and backlog to a message on its way.

use super::State;
use super::event::Event;
use super::message::{Kind, Slot};
use crate::demand::{self, Birth};
use crate::engine::Agenda;
use crate::model::ServiceId;
use crate::model::rules::{Envelope, Flaw, judge};
use crate::random::Purpose;
use crate::record::{Fact, Recorder};
use crate::routing::Admission;
use crate::stats::Share;

impl<R: Recorder> State<'_, R> {
    /// A message is born.
    pub(super) fn birth(&mut self, agenda: &mut Agenda<Event>, birth: Birth) {
        let Birth { at, stream, ordinal } = birth;
        let compiled = &self.demand.streams[stream as usize];
        let born = demand::born(self.model, self.dice, compiled, (ordinal, at));
        let (request, hits) = (&born.request, born.judgement.hits);
        match born.admission {
            Admission::NeverSent => {
                self.record(at, Fact::NeverSent { row: compiled.row, service: request.service });
            }
            Admission::Refused(clause) => {
                self.record(at, Fact::Refused { request, clause, hits, birth: true });
            }
            Admission::To(_) => {
                let slot = self.messages.add(Kind::Request, request);
                self.record_of(slot, at, |message| Fact::Sent {
                    request: &message.request,
                    hits,
                    birth: true,
                });
                self.sent(agenda, slot);
            }
        }
    }

    /// A planned message (follow-up, second message) is sent.
    pub(super) fn send(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let request = &self.messages[slot].request;
        let service = request.service.map(|id| self.model.services[id.index()].kind);
        let (flaws, misuse) = (request.flaws, request.misuse);
        let envelope = Envelope { service, recipients: 1, flaws, misuse, no_municipal_service: false };
        let hits = judge(&envelope).hits;
        self.record_of(slot, agenda.now(), |message| Fact::Sent {
            request: &message.request,
            hits,
            birth: false,
        });
        self.sent(agenda, slot);
    }

    /// What sending brings with it: transport, a call if urgent, a sequel if content was lost.
    fn sent(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        self.urgent_call(agenda, slot);
        if self.messages[slot].request.flaws.has(Flaw::C5) {
            self.plan_sequel_of_lost_content(agenda, slot);
        }
        self.transmit(agenda, slot, 0);
    }

    /// C5: with given shares a second message, or else a call, comes a law after sending.
    fn plan_sequel_of_lost_content(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let parent = self.messages[slot].request;
        let effects = &self.model.flaw_effects;
        let drawn = self.dice.sheet(Purpose::Flaws, parent.draws, 0).coin(0);
        let after = effects.c5_after.draw(|| self.dice.block(Purpose::SecondMessage, parent.draws, 0)[0]);
        let at = parent.sent + after;
        let either = effects.c5_second_message.billionths() + effects.c5_call.billionths();
        if drawn.below(effects.c5_second_message) {
            let request = demand::second_message(self.model, self.dice, &parent, at);
            let child = self.messages.add(Kind::Request, &request);
            agenda.schedule(at, Event::Sent(child));
        } else if drawn.below(Share::from_billionths(either.min(Share::UNIT)).expect("at most the whole")) {
            self.plan_lost_content_call(agenda, slot, at);
        }
    }

    /// The start backlog stands in its inboxes before anything happens.
    pub(super) fn fill_backlog(&mut self, agenda: &mut Agenda<Event>) {
        for stream in &self.demand.backlog {
            for ordinal in 0..stream.count {
                let mut request = demand::backlog_request(self.model, self.dice, stream, ordinal);
                let deadline = &self.model.deadline;
                request.limit =
                    deadline.rule.last_instant(&self.model.calendar, request.received, deadline.limit);
                let slot = self.messages.add(Kind::Request, &request);
                self.record(agenda.now(), Fact::Backlog { request: &request, inbox: stream.inbox });
                self.messages[slot].inbox = stream.inbox;
                self.patience_begins(agenda, slot);
                self.enter(agenda, slot, request.received);
                self.watch_overdue(agenda, slot);
            }
        }
    }

    /// The service of a request that was admitted.
    pub(super) fn service(&self, slot: Slot) -> ServiceId {
        self.messages[slot].request.service.expect("an admitted request has a service")
    }
}
