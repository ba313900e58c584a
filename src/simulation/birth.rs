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
    /// Puts the births of the next instant that has any on the agenda.
    pub(super) fn plan_births(&mut self, agenda: &mut Agenda<Event>) {
        self.born_next.clear();
        while let Some(birth) = self.born_later
            && self.born_next.first().is_none_or(|first| first.at == birth.at)
        {
            agenda.schedule(birth.at, Event::Birth(self.born_next.len() as u32));
            self.born_next.push(birth);
            self.born_later = self.births.next(self.model, self.demand, self.dice);
        }
    }

    /// A message is born; after the last of its instant the next ones are planned.
    pub(super) fn birth(&mut self, agenda: &mut Agenda<Event>, index: usize) {
        let Birth { at, stream, ordinal } = self.born_next[index];
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
                self.record(at, Fact::Sent { request, hits, birth: true });
                let slot = self.messages.add(Kind::Request, born.request);
                self.sent(agenda, slot);
            }
        }
        if index + 1 == self.born_next.len() {
            self.plan_births(agenda);
        }
    }

    /// A planned message (follow-up, second message) is sent.
    pub(super) fn send(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let request = self.messages[slot].request;
        let service = request.service.map(|id| self.model.services[id.index()].kind);
        let (flaws, misuse) = (request.flaws, request.misuse);
        let envelope = Envelope { service, recipients: 1, flaws, misuse, no_municipal_service: false };
        let hits = judge(&envelope).hits;
        self.record(agenda.now(), Fact::Sent { request: &request, hits, birth: false });
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
            let child = self.messages.add(Kind::Request, request);
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
                let slot = self.messages.add(Kind::Request, request);
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
