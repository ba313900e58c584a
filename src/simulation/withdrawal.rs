//! Senders who lose patience: a request that waits too long is withdrawn.
//!
//! Patience runs from receipt. If it ends while the request is not queued, the request is withdrawn when it next is.

use super::State;
use super::event::Event;
use super::message::{Kind, Place, Slot};
use crate::engine::Agenda;
use crate::random::Purpose;
use crate::record::{Fact, Outcome, Recorder, SegmentKind};

impl<R: Recorder> State<'_, R> {
    /// From now on the sender's patience runs.
    pub(super) fn patience_begins(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let request = &self.messages[slot].request;
        let Some(law) = &self.model.demand[request.row.index()].patience else { return };
        let patience = law.draw(|| self.dice.block(Purpose::Patience, request.draws, 0)[0]);
        self.messages[slot].patience_ends = agenda.now() + patience;
        agenda.schedule(agenda.now() + patience, Event::PatienceEnds(slot));
    }

    /// The slot may have passed to another message since this was planned; what holds is how it is now.
    pub(super) fn patience_ends(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let (now, message) = (agenda.now(), &mut self.messages[slot]);
        let waits = message.is_live() && message.kind == Kind::Request && message.place == Place::Queued;
        if !waits || message.patience_ends > now {
            return;
        }
        let (inbox, roles, wrong) = (message.inbox, message.roles, message.in_wrong_group());
        message.tell(SegmentKind::Waiting { inbox, roles, overtaken: message.overtaken, wrong }, now);
        let case = message.case();
        self.queues[inbox.index()].remove(&self.messages, slot);
        self.note_taken(inbox);
        let level = self.queues[inbox.index()].level;
        self.record(now, Fact::Withdrawn { case, level });
        self.record(now, Fact::Left { case });
        self.withdrawal_call(agenda, slot);
        self.close(agenda, slot, Outcome::Withdrawn);
        // Who waited because it did not fit has another one before her.
        self.looking.append(&mut self.blocked);
    }
}
