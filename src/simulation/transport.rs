//! The way between two systems: delay, failed attempts, giving up.

use super::State;
use super::event::Event;
use super::message::{Kind, Place, Slot};
use crate::engine::Agenda;
use crate::random::Purpose;
use crate::record::{Fact, Recorder};

impl<R: Recorder> State<'_, R> {
    /// Sends a message over one leg (0: out; 1: the reply, or the answer to an ask-back). Which attempt succeeds
    /// is known at once; a later one is planned, so that it happens in its phase.
    pub(super) fn transmit(&mut self, agenda: &mut Agenda<Event>, slot: Slot, leg: u64) {
        let now = agenda.now();
        let transport = &self.model.transport;
        let (key, draws) = (self.messages[slot].key(), self.messages[slot].request.draws);
        self.messages[slot].place = Place::Transport;
        let mut attempt = 0;
        if !transport.attempt_fails.is_zero() {
            let fails = |attempt: usize| {
                let occasion = 16 * leg + attempt as u64;
                self.dice.block(Purpose::Attempt, draws, occasion)[0].below(transport.attempt_fails)
            };
            attempt = (0..transport.attempts.len())
                .find(|attempt| !fails(*attempt))
                .unwrap_or(transport.attempts.len());
        }
        for _ in 0..attempt {
            self.record(now, Fact::AttemptFailed { key });
        }
        match transport.attempts.get(attempt) {
            _ if attempt == 0 => self.deliver(agenda, slot, leg),
            Some(after) => agenda.schedule(now + *after, Event::Resent(slot)),
            None => agenda.schedule(now + transport.given_up_after, Event::GivenUp(slot)),
        }
    }

    /// The attempt that succeeds: only the delay is left.
    fn deliver(&mut self, agenda: &mut Agenda<Event>, slot: Slot, leg: u64) {
        let law = &self.model.transport.delay;
        let draws = self.messages[slot].request.draws;
        let delay = law.draw(|| self.dice.block(Purpose::Transport, draws, leg)[0]);
        agenda.schedule(agenda.now() + delay, Event::Arrived(slot));
    }

    pub(super) fn resent(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let leg = match self.messages[slot].kind {
            Kind::Request | Kind::AskBack { answered: false, .. } => 0,
            _ => 1,
        };
        self.deliver(agenda, slot, leg);
    }

    /// All attempts failed. A request is lost to the receiver; a question, or its answer, is done without.
    pub(super) fn given_up(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let request = self.messages[slot].request;
        match self.messages[slot].kind {
            Kind::Request => self.record(agenda.now(), Fact::GivenUp { request: &request }),
            Kind::AskBack { request, .. } => {
                let asking = self.messages.find(request).expect("a request waits for its sender");
                agenda.schedule(agenda.now(), Event::Arrived(asking));
            }
            Kind::Reply | Kind::Call { .. } => {}
        }
        self.messages.remove(slot);
    }
}
