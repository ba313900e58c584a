//! People: who is free, what she takes, when it ends, what happens when her message time ends first.
//!
//! No event at a window's edge unless somebody waits: the end of a case is computed when it begins, and who was
//! found off duty is asked again when message time of her group next begins. Those of a group are alike: they look
//! in turn, until one of them finds nothing.

use super::State;
use super::choice::Choice;
use super::event::Event;
use super::message::{Kind, Message, Place, Slot};
use crate::calendar::Progress;
use crate::engine::Agenda;
use crate::model::{Crew, EndOfWindow, GroupId, InboxId, PersonId, RoleSet};
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

/// What becomes of a person's look for work.
enum Look {
    Begun,
    /// Something waits, but she is off duty or it does not fit.
    NotNow,
    /// Nothing waits that she may do, nor others of her group.
    NothingLeft,
}

impl<R: Recorder> State<'_, R> {
    /// The case that a busy person has.
    pub(super) fn case_of(&self, person: PersonId) -> Slot {
        self.workers[person.index()].case.expect("a person whose case ends has one")
    }

    /// Something waits in an inbox: the groups that serve it look at it in this pass.
    #[inline]
    pub(super) fn call_for(&mut self, inbox: InboxId, roles: RoleSet) {
        for &group in self.model.groups_serving(inbox) {
            let crew = self.model.crew(group);
            if crew.roles.may_do(roles) && self.awake.first(crew.members.clone()).is_some() {
                self.looking.push(group);
            }
        }
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

    /// She is off duty, and so until her group's message time next begins; then all of the group look again.
    fn sleep(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        self.awake.remove(person.0);
        self.look_at_next_opening(agenda, person);
    }

    fn look_at_next_opening(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        let group = self.model.persons[person.index()].group;
        if self.openings[group.index()] {
            return;
        }
        if let Some(at) = self.model.next_opening(group, agenda.now()) {
            self.openings[group.index()] = true;
            agenda.schedule(at, Event::Opens(group));
        }
    }

    /// Message time of a group begins, and something waited for it.
    pub(super) fn opens(&mut self, group: GroupId) {
        self.openings[group.index()] = false;
        for person in self.model.crew(group).members.clone() {
            if self.workers[person as usize].case.is_none() {
                self.awake.insert(person);
            }
        }
        self.looking.push(group);
    }

    /// The assignment round: in file order, which is that of the groups.
    pub(super) fn assign(&mut self, agenda: &mut Agenda<Event>) {
        let mut looking = std::mem::take(&mut self.looking);
        if looking.len() > 1 {
            looking.sort_unstable();
            looking.dedup();
        }
        let mut begun = false;
        for group in looking.drain(..) {
            begun |= self.assign_to(agenda, group);
        }
        self.looking = looking;
        if begun {
            for group in self.blocked.drain(..) {
                agenda.schedule(agenda.now(), Event::LookAgain(group));
            }
        }
    }

    /// Those of a group who may be free look for work, until one finds that nothing is left for any of them. Says
    /// whether somebody begins something.
    fn assign_to(&mut self, agenda: &mut Agenda<Event>, group: GroupId) -> bool {
        let crew = self.model.crew(group);
        let (mut rest, mut begun) = (crew.members.clone(), false);
        while let Some(person) = self.awake.first(rest.clone()).map(PersonId) {
            match self.look_for_work(agenda, (person, crew)) {
                Look::NothingLeft => break,
                Look::Begun => begun = true,
                Look::NotNow => {}
            }
            if !crew.unlimited {
                rest.start = person.0 + 1;
            }
        }
        begun
    }

    fn look_for_work(&mut self, agenda: &mut Agenda<Event>, (person, crew): (PersonId, &Crew)) -> Look {
        let Some(choice) = self.choose(person, crew) else { return Look::NothingLeft };
        if !self.is_on_duty(person, agenda.now()) {
            self.sleep(agenda, person);
            return Look::NotNow;
        }
        let who = &self.model.persons[person.index()];
        if who.end_of_window == EndOfWindow::NoSplit && self.must_wait(agenda, person, &choice) {
            return Look::NotNow;
        }
        let slot = self.take(&choice);
        self.begin_case(agenda, person, slot);
        Look::Begun
    }

    /// `no_split`: what would fit in another window is not begun in this one, nor is a shorter one.
    fn must_wait(&mut self, agenda: &mut Agenda<Event>, person: PersonId, choice: &Choice) -> bool {
        let now = agenda.now();
        let who = &self.model.persons[person.index()];
        let duty = self.model.duty(person, &self.away[person.index()]);
        let elapsed = who.speed.divide(self.messages[self.chosen(choice)].left);
        if duty.fits(now, elapsed) || elapsed > self.model.longest_window(person) {
            return false;
        }
        self.look_at_next_opening(agenda, person);
        self.blocked.push(who.group);
        true
    }

    fn begin_case(&mut self, agenda: &mut Agenda<Event>, person: PersonId, slot: Slot) {
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
