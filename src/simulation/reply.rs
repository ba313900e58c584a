//! The answer: closing a request, the reply's way home, reading, and the follow-up.

use super::State;
use super::event::Event;
use super::message::{Kind, Slot};
use super::transport::FOLLOW_UP;
use crate::demand;
use crate::engine::Agenda;
use crate::model::DemandRow;
use crate::random::Purpose;
use crate::record::{Fact, Outcome, Recorder};
use crate::time::Instant;

impl<R: Recorder> State<'_, R> {
    /// A human answer: the deadline clock stops, the reply travels to the sender.
    pub(super) fn answered(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        self.tell_closed(agenda, slot, Outcome::Answered);
        self.messages.becomes_reply(slot);
        self.transmit(agenda, slot, 1);
    }

    /// A request is closed and gone.
    pub(super) fn close(&mut self, agenda: &Agenda<Event>, slot: Slot, outcome: Outcome) {
        self.tell_closed(agenda, slot, outcome);
        self.messages.remove(slot);
    }

    fn tell_closed(&mut self, agenda: &Agenda<Event>, slot: Slot, outcome: Outcome) {
        let now = agenda.now();
        self.record_of(slot, now, |message| Fact::Closed {
            request: &message.request,
            inbox: message.inbox,
            outcome,
            segments: &message.segments,
        });
    }

    /// The reply reaches the sender, whose own inbox spends reading time on it.
    pub(super) fn reply_arrived(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let own = self.messages[slot].request.own_inbox;
        match own.filter(|inbox| self.model.inboxes[inbox.index()].reading.is_some()) {
            Some(inbox) => {
                self.messages[slot].inbox = inbox;
                self.enter(agenda, slot, agenda.now());
            }
            None => self.reply_read(agenda, slot),
        }
    }

    pub(super) fn reply_read(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let now = agenda.now();
        self.record_of(slot, now, |message| {
            let request = &message.request;
            Fact::Read { request, inbox: request.own_inbox }
        });
        self.messages.remove(slot);
        let request = &self.messages[slot].request;
        let row = &self.model.demand[request.row.index()];
        if !request.fate.follow_up.below(row.follow_up) {
            return;
        }
        let delay =
            row.follow_up_delay.draw(|| self.dice.sheet(Purpose::Way, request.draws, 0).number(FOLLOW_UP));
        if let Some(at) = self.in_sender_hours(row, now + delay) {
            let follow_up = demand::follow_up(self.model, self.dice, request, at);
            let slot = self.messages.add(Kind::Request, &follow_up);
            agenda.schedule(at, Event::Sent(slot));
        }
    }

    /// The instant itself if the senders of the row are at work then, else their next opening.
    fn in_sender_hours(&self, row: &DemandRow, at: Instant) -> Option<Instant> {
        let calendar = &self.model.calendar;
        let mut date = calendar.date(at);
        while date < calendar.to() {
            if let Some((from, to)) = demand::open_hours(&row.sender_hours, calendar, date) {
                let (from, to) = (calendar.at(date, from), calendar.at(date, to));
                if at < to {
                    return Some(at.max(from));
                }
            }
            date = date.plus(1);
        }
        None
    }
}
