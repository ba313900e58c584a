//! The way between two systems: delay, failed attempts, giving up.

use super::State;
use super::event::Event;
use super::message::{Kind, Place, Slot};
use crate::engine::Agenda;
use crate::random::Purpose;
use crate::record::{Fact, Recorder};
use crate::time::Duration;

/// Numbers of `Way` beside the delays of its two legs: the time that a reply or a question costs its reader.
pub(super) const AT_SENDER: usize = 2;
pub(super) const FOLLOW_UP: usize = 3;

impl<R: Recorder> State<'_, R> {
    /// Sends a message over one leg (0: out; 1: the reply, or the answer to an ask-back).
    pub(super) fn transmit(&mut self, agenda: &mut Agenda<Event>, slot: Slot, leg: u64) {
        let message = &mut self.messages[slot];
        message.place = Place::Transport;
        if self.no_transport {
            return self.arrives_now(agenda, slot);
        }
        message.since_sending = agenda.now();
        message.attempts = 0;
        self.attempt(agenda, slot, leg);
    }

    /// One attempt: only the delay is left, or nothing is delivered. An outage holds it, whatever it would have become.
    fn attempt(&mut self, agenda: &mut Agenda<Event>, slot: Slot, leg: u64) {
        let transport = &self.model.transport;
        let (now, key) = (agenda.now(), self.messages[slot].key());
        if !transport.outages.is_empty() && transport.outage_at(now).is_some() {
            self.held.push((now, slot));
            return self.record(now, Fact::Held { key });
        }
        let (draws, attempt) = (self.messages[slot].request.draws, self.messages[slot].attempts);
        let number = || self.dice.sheet(Purpose::Attempt, draws, 16 * leg + u64::from(attempt)).coin(0);
        if transport.attempt_fails.is_zero() || !number().below(transport.attempt_fails) {
            let delay = transport.delay.draw(|| self.dice.sheet(Purpose::Way, draws, 0).number(leg as usize));
            agenda.schedule(now + delay, Event::Arrived(slot));
            return;
        }
        self.record(now, Fact::AttemptFailed { key });
        let sent = self.messages[slot].since_sending;
        self.messages[slot].attempts += 1;
        match transport.attempts.get(attempt as usize + 1) {
            Some(after) => agenda.schedule(sent + *after, Event::Resent(slot)),
            None => agenda.schedule(sent + transport.given_up_after, Event::GivenUp(slot)),
        }
    }

    pub(super) fn plan_outages(&self, agenda: &mut Agenda<Event>) {
        for (index, outage) in self.model.transport.outages.iter().enumerate() {
            if outage.to >= agenda.now() {
                agenda.schedule(outage.to, Event::OutageEnds(index as u32));
            }
        }
    }

    /// What was held is delivered in sending order, evenly over the time of release.
    pub(super) fn outage_ends(&mut self, agenda: &mut Agenda<Event>, outage: usize) {
        let release = self.model.transport.outages[outage].release_over.micros();
        let mut held = std::mem::take(&mut self.held);
        held.sort_by_key(|(since, slot)| (*since, self.messages[*slot].key()));
        let count = held.len() as i128;
        for (place, (_, slot)) in (1..).zip(held) {
            let part = i128::from(release) * place / count;
            agenda.schedule(agenda.now() + Duration::from_micros(part as i64), Event::Arrived(slot));
        }
    }

    pub(super) fn resent(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let leg = match self.messages[slot].kind {
            Kind::Request | Kind::AskBack { answered: false, .. } => 0,
            _ => 1,
        };
        self.attempt(agenda, slot, leg);
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
