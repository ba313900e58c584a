//! Telephone: calls for urgent requests, overdue requests and lost content. A call ends nothing.

use super::State;
use super::event::Event;
use super::message::{Handle, Kind, Place, Slot};
use crate::engine::Agenda;
use crate::model::{InboxId, Model, Receiver, Side};
use crate::random::{Law, Purpose, child};
use crate::record::{ChildKind, Fact, Recorder, Request, Work};
use crate::time::{Date, Instant, TimeOfDay};
use std::collections::VecDeque;

/// Requests by the date on which their sender may call next. Holds the dates that lie ahead, not those of the run.
pub struct OverdueCalls {
    on: bool,
    /// The date of the first list.
    first: Date,
    by_date: VecDeque<Vec<Handle>>,
    /// Lists of dates that have passed, to be used again.
    spare: Vec<Vec<Handle>>,
    /// A limit with the date and the instant of its first check: most requests of a day have the same.
    of_limit: (Instant, Date, Instant),
}

impl OverdueCalls {
    pub fn new(model: &Model) -> Self {
        let (on, first) = (model.telephone.overdue.is_some(), model.period.first());
        let of_limit = (Instant::MAX, first, Instant::MAX);
        OverdueCalls { on, first, by_date: VecDeque::new(), spare: Vec::new(), of_limit }
    }

    /// The list of a date whose check is still to come.
    fn list(&mut self, date: Date) -> &mut Vec<Handle> {
        assert!(date >= self.first, "the check of {date} is past");
        let index = (date.days() - self.first.days()) as usize;
        while self.by_date.len() <= index {
            self.by_date.push_back(self.spare.pop().unwrap_or_default());
        }
        &mut self.by_date[index]
    }

    /// Takes the list of a date; what was before it is past.
    fn take(&mut self, date: Date) -> Vec<Handle> {
        while self.first < date {
            self.spare.extend(self.by_date.pop_front());
            self.first = self.first.plus(1);
        }
        self.first = self.first.plus(1);
        self.by_date.pop_front().unwrap_or_default()
    }
}

const URGENT: u32 = 0;
const LOST_CONTENT: u32 = 1;
const FIRST_OVERDUE: u32 = 2;
/// Above every number of working days.
const WITHDRAWAL: u32 = 8_000;

impl<R: Recorder> State<'_, R> {
    /// Asks at 10:00 of the first working day after the limit date whether the sender calls.
    pub(super) fn watch_overdue(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let limit = self.messages[slot].request.limit;
        if !self.overdue.on || limit == Instant::MAX {
            return;
        }
        if self.overdue.of_limit.0 != limit {
            let (date, at) = self.check_after(self.model.calendar.date(limit));
            self.overdue.of_limit = (limit, date, at);
        }
        let (_, date, at) = self.overdue.of_limit;
        self.watch(agenda, slot, (date, at));
    }

    fn watch_after(&mut self, agenda: &mut Agenda<Event>, slot: Slot, date: Date) {
        let check = self.check_after(date);
        self.watch(agenda, slot, check);
    }

    /// The next working day, and its 10:00.
    fn check_after(&self, date: Date) -> (Date, Instant) {
        let next = self.model.calendar.nth_working_day_after(date, 1);
        let ten = TimeOfDay::from_seconds(10 * 3600).expect("10:00");
        (next, self.model.calendar.at(next, ten))
    }

    fn watch(&mut self, agenda: &mut Agenda<Event>, slot: Slot, (next, at): (Date, Instant)) {
        if at < agenda.now() {
            // A start backlog whose check lay before the run: the next working day's.
            self.messages[slot].overdue_days += 1;
            return self.watch_after(agenda, slot, next);
        }
        let list = self.overdue.list(next);
        if list.is_empty() {
            agenda.schedule(at, Event::OverdueChecks);
        }
        list.push(self.messages.handle(slot));
    }

    pub(super) fn overdue_checks(&mut self, agenda: &mut Agenda<Event>) {
        let now = agenda.now();
        let date = self.model.calendar.date(now);
        let mut due = self.overdue.take(date);
        due.retain(|handle| self.messages.find(*handle).is_some());
        // Beyond four generations keys are shared; sending tells them apart. A stable sort would allocate.
        due.sort_unstable_by_key(|handle| {
            let request = &self.messages[handle.slot].request;
            (request.key, request.sent)
        });
        let Some(calls) = &self.model.telephone.overdue else { return };
        for handle in due.drain(..) {
            let slot = handle.slot;
            if self.model.deadline.stops_while_waiting && !self.is_overdue_still(slot, date) {
                self.watch_overdue(agenda, slot);
                continue;
            }
            let ordinal = FIRST_OVERDUE + self.messages[slot].overdue_days;
            self.messages[slot].overdue_days += 1;
            let waits = match self.messages[slot].place {
                Place::Queued => true,
                Place::InHand(person) => !self.model.duty(person, &self.away[person.index()]).on_duty(now),
                _ => false,
            };
            if waits && self.calls(slot, ordinal).below(calls.share) {
                let inbox = self.messages[slot].inbox;
                self.call(agenda, slot, (ordinal, inbox), &calls.time);
            }
            self.watch_after(agenda, slot, date);
        }
        self.overdue.spare.push(due);
    }

    /// The clock stood still since it was looked at: whether its limit lies before a date, and how many working days.
    fn is_overdue_still(&mut self, slot: Slot, date: Date) -> bool {
        let calendar = &self.model.calendar;
        let message = &mut self.messages[slot];
        let limit_date = calendar.date(message.request.limit);
        message.overdue_days = calendar.working_days_in(limit_date, date).saturating_sub(1);
        limit_date < date
    }

    /// With an urgent request, at the sending instant.
    pub(super) fn urgent_call(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let Some(calls) = &self.model.telephone.urgent else { return };
        let request = &self.messages[slot].request;
        let class = self.model.demand[request.row.index()].urgency.get(usize::from(request.urgency) - 1);
        if class.is_some_and(|class| class.calls) && self.calls(slot, URGENT).below(calls.share) {
            let inbox = self.urgent_inbox(slot);
            self.call(agenda, slot, (URGENT, inbox), &calls.time);
        }
    }

    /// At a municipality *Saksbehandling*, if it registers that; else the inbox to which the request goes.
    fn urgent_inbox(&self, slot: Slot) -> InboxId {
        let service = &self.model.services[self.service(slot).index()];
        if self.model.organisations[service.organisation.index()].side == Side::Municipality
            && let Some(handling) = self.model.case_handling(service.organisation)
            && let Receiver::Inbox(inbox) = self.model.services[handling.index()].receiver
        {
            return inbox;
        }
        self.landing(slot)
    }

    pub(super) fn plan_lost_content_call(&mut self, agenda: &mut Agenda<Event>, slot: Slot, at: Instant) {
        let mut request = self.messages[slot].request;
        let inbox = self.landing(slot);
        request.draws = child(request.draws, ChildKind::Call as u64, u64::from(LOST_CONTENT));
        request.key = request.key.child(ChildKind::Call, LOST_CONTENT);
        let about = self.messages.handle(slot);
        let call = self.messages.add(Kind::Call { request: about }, &request);
        let length =
            self.model.flaw_effects.c5_call_time.draw(|| self.dice.block(Purpose::Call, request.draws, 0)[1]);
        self.messages[call].inbox = inbox;
        self.messages[call].left = length;
        agenda.schedule(at, Event::LostContentCall(call));
    }

    /// The call lies where its request is; if that is under way or closed, in the service's first inbox.
    pub(super) fn lost_content_call(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let Kind::Call { request } = self.messages[slot].kind else { return };
        if let Some(about) = self.messages.find(request) {
            let there =
                matches!(self.messages[about].place, Place::Queued | Place::InHand(_) | Place::WithSender);
            if there {
                self.messages[slot].inbox = self.messages[about].inbox;
            }
        }
        self.ring(agenda, slot, false);
    }

    /// Whether the sender calls: the first number of the call's draws.
    fn calls(&self, slot: Slot, ordinal: u32) -> crate::random::Uniform {
        let draws = child(self.messages[slot].request.draws, ChildKind::Call as u64, u64::from(ordinal));
        self.dice.block(Purpose::Call, draws, 0)[0]
    }

    fn call(
        &mut self,
        agenda: &mut Agenda<Event>,
        about: Slot,
        (ordinal, inbox): (u32, InboxId),
        time: &Law,
    ) {
        let mut request = self.messages[about].request;
        request.draws = child(request.draws, ChildKind::Call as u64, u64::from(ordinal));
        request.key = request.key.child(ChildKind::Call, ordinal);
        request.sent = agenda.now();
        let kind = Kind::Call { request: self.messages.handle(about) };
        let call = self.messages.add(kind, &request);
        self.messages[call].inbox = inbox;
        self.messages[call].left = time.draw(|| self.dice.block(Purpose::Call, request.draws, 0)[1]);
        self.ring(agenda, call, (FIRST_OVERDUE..WITHDRAWAL).contains(&ordinal));
    }

    fn ring(&mut self, agenda: &mut Agenda<Event>, call: Slot, overdue: bool) {
        let now = agenda.now();
        let inbox = self.messages[call].inbox;
        self.record(now, Fact::Called { inbox, overdue });
        self.messages[call].work = Work::Calling;
        let request = self.messages[call].request;
        self.enter(agenda, call, now);
        self.callers_part(agenda, call, request);
    }

    /// The caller's own time, in the inbox of the sender's people.
    fn callers_part(&mut self, agenda: &mut Agenda<Event>, call: Slot, mut request: Request) {
        let (Some(law), Some(inbox)) = (&self.model.telephone.caller, request.own_inbox) else { return };
        let length = law.draw(|| self.dice.block(Purpose::Call, request.draws, 0)[2]);
        request.key = request.key.callers_part();
        let part = self.messages.add(self.messages[call].kind, &request);
        self.messages[part].inbox = inbox;
        self.messages[part].left = length;
        self.messages[part].work = Work::Calling;
        self.enter(agenda, part, agenda.now());
    }

    /// With a withdrawal, to the inbox where the request lay.
    pub(super) fn withdrawal_call(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        if let Some(law) = &self.model.telephone.withdrawal {
            let inbox = self.messages[slot].inbox;
            self.call(agenda, slot, (WITHDRAWAL, inbox), law);
        }
    }
}
