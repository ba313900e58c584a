//! Arrivals: receipt, and joining the back of an inbox with what is to be done there.

use super::State;
use super::event::Event;
use super::message::{Kind, Place, Slot};
use crate::demand;
use crate::engine::Agenda;
use crate::model::InboxId;
use crate::random::Purpose;
use crate::record::{Fact, Recorder, SegmentKind, Work, waits_for_sender};
use crate::time::Instant;

impl<R: Recorder> State<'_, R> {
    /// It takes no time. The last thing that a handler does.
    pub(super) fn arrives_now(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        if agenda.comes_next(Event::Arrived(slot)) {
            self.arrived(agenda, slot);
        }
    }

    pub(super) fn arrived(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let now = agenda.now();
        match (self.messages[slot].kind, self.messages[slot].place) {
            (Kind::Request, Place::Transport) => self.received(agenda, slot),
            (Kind::Request, Place::WithSender) => self.back_from_sender(agenda, slot),
            (Kind::AskBack { request, answered: true }, _) => {
                self.messages.remove(slot);
                let asking = self.messages.find(request).expect("a request waits for its sender");
                self.back_from_sender(agenda, asking);
            }
            (Kind::Reply, _) => self.reply_arrived(agenda, slot),
            _ => self.enter(agenda, slot, now),
        }
    }

    /// What was missing has come, or nothing will. If the deadline clock stood still, it goes on.
    fn back_from_sender(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let (now, calendar, deadline) = (agenda.now(), &self.model.calendar, &self.model.deadline);
        let message = &mut self.messages[slot];
        message.tell(SegmentKind::Sender, now);
        if deadline.stops_while_waiting {
            let waits = waits_for_sender(&message.segments);
            let counted_from = deadline.counted_from(calendar, message.request.received, waits);
            message.request.limit = deadline.last_instant(calendar, counted_from);
        }
        self.enter(agenda, slot, now);
    }

    /// Receipt: the deadline clock starts.
    fn received(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let now = agenda.now();
        let deadline = &self.model.deadline;
        let limit = deadline.rule.last_instant(&self.model.calendar, now, deadline.limit);
        let inbox = self.landing(slot);
        let message = &mut self.messages[slot];
        message.tell(SegmentKind::Transport, now);
        message.request.received = now;
        message.request.limit = limit;
        message.inbox = inbox;
        self.record_of(slot, now, |message| Fact::Received { request: &message.request, inbox });
        self.watch_overdue(agenda, slot);
        self.patience_begins(agenda, slot);
        self.enter(agenda, slot, now);
    }

    /// The inbox to which the sender's system and the register deliver a request.
    pub(super) fn landing(&self, slot: Slot) -> InboxId {
        demand::landing(self.model, self.dice, &self.messages[slot].request, self.service(slot))
    }

    /// Joins the back of the inbox where it is.
    pub(super) fn enter(&mut self, agenda: &mut Agenda<Event>, slot: Slot, arrived: Instant) {
        let (work, roles, left) = self.work_for(slot);
        let message = &mut self.messages[slot];
        message.work = work;
        message.roles = roles;
        message.left = left;
        message.arrived = arrived;
        message.since = message.since.max(arrived);
        message.handed_back = false;
        let (visit, draws) = (message.visits, message.request.draws);
        message.visits += 1;
        if self.queues[message.inbox.index()].draws_lots() {
            self.messages[slot].lot = self.dice.block(Purpose::Lot, draws, u64::from(visit))[0].parts();
        }
        self.join(agenda, slot);
    }

    /// Puts a case into its queue and looks for somebody who may take it.
    pub(super) fn join(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let message = &mut self.messages[slot];
        message.place = Place::Queued;
        message.overtaken = None;
        let (case, handed_back) = (message.case(), message.handed_back);
        self.calls_waiting += u32::from(case.work == Work::Calling);
        let queue = &mut self.queues[case.inbox.index()];
        queue.add(&self.messages, slot);
        let level = queue.level;
        if level == 1 {
            self.filled.insert(case.inbox.0);
        }
        self.record(agenda.now(), Fact::Queued { case, level, handed_back });
        if self.messages[slot].patience_ends <= agenda.now() {
            agenda.schedule(agenda.now(), Event::PatienceEnds(slot));
        }
        self.call_for(case.inbox, case.roles);
    }

    /// Something has left a queue.
    #[inline]
    pub(super) fn note_taken(&mut self, inbox: InboxId) {
        if self.queues[inbox.index()].level == 0 {
            self.filled.remove(inbox.0);
        }
    }
}
