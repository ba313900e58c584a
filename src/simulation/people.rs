//! People: a case begins, ends, goes back when message time ends first.
//!
//! No event at a window's edge: the end of a case is computed when it begins. Who takes what is the round's matter.

use super::State;
use super::event::Event;
use super::message::{Kind, Message, Place, Slot};
use crate::calendar::{Progress, Window};
use crate::engine::Agenda;
use crate::model::{EndOfWindow, Factor, GroupId, Model, Person, PersonId};
use crate::record::{Case, Fact, Recorder, SegmentKind, Work};
use crate::time::{Duration, Instant};

/// One person's state, with what of her each case asks for. All together: the people of a nation fit no cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Worker {
    pub case: Option<Slot>,
    pub group: GroupId,
    speed: Factor,
    pub end_of_window: EndOfWindow,
    unlimited: bool,
    /// Cases that she has begun.
    pub begun: u32,
    began: Instant,
    /// Worked on the case since `began` when it ends or is handed back.
    active: Duration,
    /// The window [from, to) in which she was last seen on duty; none: an empty one.
    window: (Instant, Instant),
}

impl Worker {
    /// Before her first case.
    pub fn new(model: &Model, person: &Person) -> Self {
        Worker {
            case: None,
            group: person.group,
            speed: person.speed,
            end_of_window: person.end_of_window,
            unlimited: model.crew(person.group).unlimited,
            begun: 0,
            began: Instant::default(),
            active: Duration::ZERO,
            window: (Instant::default(), Instant::default()),
        }
    }

    /// Whether she is known to be on duty from one instant to the other.
    #[inline]
    fn is_there(&self, from: Instant, to: Instant) -> bool {
        self.window.0 <= from && to <= self.window.1
    }

    /// How long it takes her.
    pub fn elapsed(&self, nominal: Duration) -> Duration {
        self.speed.divide(nominal)
    }
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
        if worker.is_there(now, now + Duration::MICROSECOND) {
            return true;
        }
        let duty = self.model.duty(person, &self.away[person.index()]);
        let rostered = &mut self.rostered[worker.group.index()];
        if rostered.is_none_or(|window| now < window.from || window.to <= now) {
            *rostered = duty.window_at(now).copied();
        }
        let window = rostered.filter(|window| duty.present(window));
        if let Some(Window { from, to, .. }) = window {
            worker.window = (from, to);
        }
        window.is_some()
    }

    pub(super) fn begin_case(&mut self, agenda: &mut Agenda<Event>, person: PersonId, slot: Slot) {
        let now = agenda.now();
        let who = self.workers[person.index()];
        let message = &mut self.messages[slot];
        let (inbox, roles, wrong) = (message.inbox, message.roles, message.in_wrong_group());
        message.tell(SegmentKind::Waiting { inbox, roles, overtaken: message.overtaken, wrong }, now);
        message.place = Place::InHand(person);
        let case = message.case();
        let first = !message.handed_back;
        let elapsed = who.elapsed(message.left);
        if case.work != Work::Calling {
            self.queues[inbox.index()].overtake(
                &mut self.messages,
                case.arrived,
                self.model.crew(who.group).roles,
                now,
            );
        }
        let level = self.queues[inbox.index()].level;
        self.record(now, Fact::Begun { case, person, level, first });
        // Most cases end in the window in which they begin.
        let progress = if who.is_there(now, now + elapsed) {
            Progress::Done(now + elapsed)
        } else {
            self.progress(person, elapsed, (now, case))
        };
        let worker = &mut self.workers[person.index()];
        worker.begun += 1;
        if who.unlimited {
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

    /// When work that may not end in its window is done, or handed back.
    fn progress(&mut self, person: PersonId, elapsed: Duration, (now, case): (Instant, Case)) -> Progress {
        let duty = self.model.duty(person, &self.away[person.index()]);
        match self.workers[person.index()].end_of_window {
            EndOfWindow::Finish => Progress::Done(now + elapsed),
            EndOfWindow::HandBack => duty.until_close(now, elapsed),
            EndOfWindow::Resume => duty.resume(now, elapsed),
            EndOfWindow::NoSplit if duty.fits(now, elapsed) => Progress::Done(now + elapsed),
            EndOfWindow::NoSplit => {
                let progress = duty.resume(now, elapsed);
                self.record(now, Fact::DidNotFit { case, person });
                progress
            }
        }
    }

    /// She is free again; the round of this pass gives her the next case.
    fn release(&mut self, agenda: &Agenda<Event>, person: PersonId, done: bool) -> Slot {
        let slot = self.case_of(person);
        let worker = &mut self.workers[person.index()];
        worker.case = None;
        let Worker { began, active, group, .. } = *worker;
        self.awake.insert(person.0);
        self.looking.push(group);
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
        let finishes = self.workers[person.index()].end_of_window == EndOfWindow::Finish;
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
        if self.workers[person.index()].unlimited { case.since } else { self.workers[person.index()].began }
    }

    pub(super) fn handed_back(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        let slot = self.release(agenda, person, false);
        let active = self.workers[person.index()].active;
        let message = &mut self.messages[slot];
        message.left -= self.workers[person.index()].speed.times_down(active);
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
        let active = self.workers[person.index()].elapsed(message.left);
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
