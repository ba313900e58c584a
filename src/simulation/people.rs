//! People: a case begins, ends, goes back when message time ends first.
//!
//! No event at a window's edge: the end of a case is computed when it begins. Who takes what is the round's matter.

use super::State;
use super::event::Event;
use super::message::{Kind, Message, Place, Slot};
use crate::calendar::Progress;
use crate::engine::Agenda;
use crate::model::{EndOfWindow, PersonId};
use crate::record::{Fact, Recorder, SegmentKind, Work};
use crate::time::{Duration, Instant};

/// One person's state.
#[derive(Clone, Copy, Debug, Default)]
pub struct Worker {
    pub case: Option<Slot>,
    began: Instant,
    /// Cases that she has begun.
    pub begun: u32,
    /// Worked on the case since `began` when it ends or is handed back.
    active: Duration,
    /// The window [from, to) in which she was last seen on duty.
    window: Option<(Instant, Instant)>,
}

impl<R: Recorder> State<'_, R> {
    /// The case that a busy person has.
    pub(super) fn case_of(&self, person: PersonId) -> Slot {
        self.workers[person.index()].case.expect("a person whose case ends has one")
    }

    /// Whether she is on duty; remembers the window.
    #[inline]
    pub(super) fn is_on_duty(&mut self, person: PersonId, now: Instant) -> bool {
        let worker = &mut self.workers[person.index()];
        if worker.window.is_some_and(|(from, to)| from <= now && now < to) {
            return true;
        }
        let found = self.model.duty(person, &self.away[person.index()]).window(now);
        let window = found.map(|window| (window.from, window.to));
        if window.is_some() {
            worker.window = window;
        }
        window.is_some()
    }

    pub(super) fn begin_case(&mut self, agenda: &mut Agenda<Event>, person: PersonId, slot: Slot) {
        let now = agenda.now();
        let who = &self.model.persons[person.index()];
        let duty = self.model.duty(person, &self.away[person.index()]);
        let message = &mut self.messages[slot];
        let (inbox, roles, wrong) = (message.inbox, message.roles, message.in_wrong_group());
        message.tell(SegmentKind::Waiting { inbox, roles, overtaken: message.overtaken, wrong }, now);
        message.place = Place::InHand(person);
        let case = message.case();
        let first = !message.handed_back;
        let elapsed = who.speed.divide(message.left);
        let worker_window = self.workers[person.index()].window;
        if case.work != Work::Calling {
            self.queues[inbox.index()].overtake(&mut self.messages, case.arrived, who.roles, now);
        }
        let level = self.queues[inbox.index()].level;
        self.record(now, Fact::Begun { case, person, level, first });
        let fits = who.end_of_window == EndOfWindow::NoSplit && duty.fits(now, elapsed);
        // Most cases end in the window in which they begin.
        let within = worker_window.is_some_and(|(from, to)| from <= now && now + elapsed <= to);
        let progress = match who.end_of_window {
            _ if within => Progress::Done(now + elapsed),
            EndOfWindow::Finish => Progress::Done(now + elapsed),
            EndOfWindow::NoSplit if fits => Progress::Done(now + elapsed),
            EndOfWindow::HandBack => duty.until_close(now, elapsed),
            EndOfWindow::Resume | EndOfWindow::NoSplit => duty.resume(now, elapsed),
        };
        if who.end_of_window == EndOfWindow::NoSplit && !fits {
            self.record(now, Fact::DidNotFit { case, person });
        }
        let worker = &mut self.workers[person.index()];
        worker.begun += 1;
        if self.model.crew(who.group).unlimited {
            if let Progress::Done(at) = progress {
                agenda.schedule(at, Event::CaseDone(slot));
            }
            return;
        }
        let mut active = elapsed;
        match progress {
            Progress::Done(at) => agenda.schedule(at, Event::Completed(person)),
            Progress::HandedBack { at, left } => {
                active = elapsed - left;
                agenda.schedule(at, Event::HandedBack(person));
            }
            // The calendar's range, and with it the run, ends before her work does.
            Progress::Never => {}
        }
        self.awake.remove(person.0);
        worker.case = Some(slot);
        worker.began = now;
        worker.active = active;
    }

    /// She is free again; the round of this pass gives her the next case.
    fn release(&mut self, agenda: &Agenda<Event>, person: PersonId, done: bool) -> Slot {
        let slot = self.case_of(person);
        let Worker { began, active, .. } = self.workers[person.index()];
        self.workers[person.index()].case = None;
        self.awake.insert(person.0);
        self.looking.push(self.model.persons[person.index()].group);
        self.tell_ended(agenda.now(), slot, person, (began, active), done);
        slot
    }

    fn tell_ended(
        &mut self,
        now: Instant,
        slot: Slot,
        person: PersonId,
        (began, active): (Instant, Duration),
        done: bool,
    ) {
        let message = &mut self.messages[slot];
        let (inbox, roles, wrong) = (message.inbox, message.roles, message.in_wrong_group());
        message.tell(SegmentKind::InHand { inbox, person, roles, wrong }, now);
        let case = message.case();
        let (observed, overtime) = self.observed_work(person, (began, now), active);
        self.record(now, Fact::Ended { case, person, began, active, observed, overtime, done });
    }

    /// The part of a case's work inside the observation window, and the part of that outside her windows.
    pub(super) fn observed_work(
        &self,
        person: PersonId,
        (began, ended): (Instant, Instant),
        active: Duration,
    ) -> (Duration, Duration) {
        let (from, to) = (began.max(self.observed.0), ended.min(self.observed.1));
        let finishes = self.model.persons[person.index()].end_of_window == EndOfWindow::Finish;
        if from >= to {
            return (Duration::ZERO, Duration::ZERO);
        }
        if from == began && to == ended && !finishes {
            return (active, Duration::ZERO);
        }
        let in_windows = self.model.duty(person, &self.away[person.index()]).time_on_duty(from, to);
        if finishes { (to - from, to - from - in_windows) } else { (in_windows, Duration::ZERO) }
    }

    /// When a busy person began a case. Where there are unlimited many, a message knows it by itself.
    pub(super) fn began(&self, person: PersonId, case: &Message) -> Instant {
        if self.model.group(person).unlimited { case.since } else { self.workers[person.index()].began }
    }

    pub(super) fn handed_back(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        let slot = self.release(agenda, person, false);
        let active = self.workers[person.index()].active;
        let message = &mut self.messages[slot];
        message.left -= self.model.persons[person.index()].speed.times_down(active);
        message.handed_back = true;
        self.join(agenda, slot);
    }

    pub(super) fn completed(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        let slot = self.release(agenda, person, true);
        self.worked(agenda, slot);
    }

    /// A case of one of unlimited many ends; it was never handed back.
    pub(super) fn case_done(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let message = &self.messages[slot];
        let Place::InHand(person) = message.place else { unreachable!("what is done was in hand") };
        let active = self.model.persons[person.index()].speed.divide(message.left);
        self.tell_ended(agenda.now(), slot, person, (message.since, active), true);
        self.worked(agenda, slot);
    }

    fn worked(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let case = self.messages[slot].case();
        self.record(agenda.now(), Fact::Left { case });
        match (self.messages[slot].kind, case.work) {
            (Kind::Call { .. }, _) => self.messages.remove(slot),
            (Kind::AskBack { request, .. }, _) => {
                self.messages[slot].kind = Kind::AskBack { request, answered: true };
                self.transmit(agenda, slot, 1);
            }
            (Kind::Reply, _) => self.reply_read(agenda, slot),
            (Kind::Request, Work::Sorting | Work::SortingAndAnswering | Work::SortingMisuse) => {
                self.sorted(agenda, slot);
            }
            (Kind::Request, _) => self.worked_in_group(agenda, slot),
        }
    }
}
