//! The assignment round: who is free, who is asked, who takes what.
//!
//! No event at a window's edge unless somebody waits: who was found off duty is asked again when message time of her
//! group next begins. Those of a group are alike: they look in turn, until one of them finds nothing.

use super::State;
use super::choice::Choice;
use super::event::Event;
use crate::engine::Agenda;
use crate::model::{EndOfWindow, GroupId, InboxId, PersonId, RoleSet};
use crate::record::Recorder;

impl<R: Recorder> State<'_, R> {
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

    /// She is off duty, and so until her group's message time next begins; then all of the group look again.
    fn sleep(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        self.awake.remove(person.0);
        self.look_at_next_opening(agenda, person);
    }

    fn look_at_next_opening(&mut self, agenda: &mut Agenda<Event>, person: PersonId) {
        let group = self.workers[person.index()].group;
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
        let mut begun = false;
        if let [only] = self.looking[..] {
            self.looking.clear();
            begun = self.assign_to(agenda, only);
        } else {
            let mut looking = std::mem::take(&mut self.looking);
            looking.sort_unstable();
            looking.dedup();
            for group in looking.drain(..) {
                begun |= self.assign_to(agenda, group);
            }
            self.looking = looking;
        }
        if begun && !self.blocked.is_empty() {
            for group in self.blocked.drain(..) {
                agenda.schedule(agenda.now(), Event::LookAgain(group));
            }
        }
    }

    /// Those of a group who may be free look for work, until one finds that nothing is left for any of them. Says
    /// whether somebody begins something.
    fn assign_to(&mut self, agenda: &mut Agenda<Event>, group: GroupId) -> bool {
        let crew = self.model.crew(group);
        let (mut rest, mut begun, mut seen) = (crew.members.clone(), false, None);
        while let Some(person) = self.awake.first(rest.clone()).map(PersonId) {
            let Some(choice) = seen.take().or_else(|| self.choose(person, crew)) else { break };
            if self.takes(agenda, person, &choice) {
                begun = true;
            } else if crew.cherry_picking.is_zero() {
                // What she sees and leaves is what the next one sees.
                seen = Some(choice);
            }
            if !crew.unlimited {
                rest.start = person.0 + 1;
            }
        }
        begun
    }

    /// Begins what she chose, unless she is off duty or it does not fit.
    fn takes(&mut self, agenda: &mut Agenda<Event>, person: PersonId, choice: &Choice) -> bool {
        if !self.is_on_duty(person, agenda.now()) {
            self.sleep(agenda, person);
            return false;
        }
        let end_of_window = self.workers[person.index()].end_of_window;
        if end_of_window == EndOfWindow::NoSplit && self.must_wait(agenda, person, choice) {
            return false;
        }
        let slot = self.take(choice);
        self.begin_case(agenda, person, slot);
        true
    }

    /// `no_split`: what would fit in another window is not begun in this one, nor is a shorter one.
    fn must_wait(&mut self, agenda: &mut Agenda<Event>, person: PersonId, choice: &Choice) -> bool {
        let now = agenda.now();
        let who = self.workers[person.index()];
        let duty = self.model.duty(person, &self.away[person.index()]);
        let elapsed = who.elapsed(self.messages[self.chosen(choice)].left);
        if duty.fits(now, elapsed) || elapsed > self.model.longest_window(person) {
            return false;
        }
        self.look_at_next_opening(agenda, person);
        self.blocked.push(who.group);
        true
    }
}
