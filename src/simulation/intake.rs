//! Intake in the parent group: a clerk sorts, returns, passes on, answers at once, or forwards.

use super::State;
use super::event::Event;
use super::message::{Place, Slot};
use crate::demand;
use crate::engine::Agenda;
use crate::model::rules::Flaw;
use crate::model::{Department, DepartmentId, InboxId, RoleSet};
use crate::random::{Purpose, Uniform};
use crate::record::{Fact, Move, Outcome, Recorder, Work};
use crate::routing;
use crate::time::Duration;

/// Numbers of `Work`.
pub(super) const SORTING: usize = 0;
pub(super) const ANSWERING: usize = 1;
const AT_ONCE: usize = 2;

impl<R: Recorder> State<'_, R> {
    /// The number that gives the time of a request's n-th sorting or answering.
    pub(super) fn work_number(&self, slot: Slot, occasion: u64, lane: usize) -> Uniform {
        self.dice.sheet(Purpose::Work, self.messages[slot].request.draws, occasion).number(lane)
    }

    /// What there is to do for a clerk with a request in the parent group.
    pub(super) fn sorting(&self, slot: Slot, id: DepartmentId) -> (Work, RoleSet, Duration) {
        let message = &self.messages[slot];
        let department = &self.model.departments[id.index()];
        let roles = RoleSet::of(department.sorting_role);
        let request = &message.request;
        let given = demand::attributes(self.model, request).and_then(|line| line.sorting);
        let drawn = || self.work_number(slot, u64::from(message.sortings), SORTING);
        let mut time = given.unwrap_or_else(|| department.sorting.draw(drawn));
        if request.flaws.has(Flaw::C1) {
            time = self.model.flaw_effects.c1_sorting.times(time);
        }
        if request.misuse.is_some() {
            return (Work::SortingMisuse, roles, time);
        }
        if request.department == Some(id) && self.answered_at_once(slot, department) {
            return (
                Work::SortingAndAnswering,
                roles,
                time + self.time_at_once(slot, department, message.sortings),
            );
        }
        (Work::Sorting, roles, time)
    }

    /// Whether a clerk answers it herself (the same for each visit).
    pub(super) fn answered_at_once(&self, slot: Slot, department: &Department) -> bool {
        self.messages[slot].request.fate.at_once.below(department.answered_at_once)
    }

    /// Time of a clerk's answer at her n-th sorting (from 0), flaws included.
    pub(super) fn time_at_once(&self, slot: Slot, department: &Department, sorting: u32) -> Duration {
        let drawn = || self.work_number(slot, u64::from(sorting), AT_ONCE);
        self.slowed_by_flaws(slot, department.at_once.draw(drawn))
    }

    /// C3 and C4 multiply answering time.
    pub(super) fn slowed_by_flaws(&self, slot: Slot, time: Duration) -> Duration {
        let flaws = self.messages[slot].request.flaws;
        let effects = &self.model.flaw_effects;
        let time = if flaws.has(Flaw::C3) { effects.c3_answering.times(time) } else { time };
        if flaws.has(Flaw::C4) { effects.c4_answering.times(time) } else { time }
    }

    /// The clerk has sorted a request.
    pub(super) fn sorted(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let message = &mut self.messages[slot];
        message.sortings += 1;
        let request = &message.request;
        let here = self.model.inboxes[message.inbox.index()].department;
        if let Some(misuse) = request.misuse {
            self.close(agenda, slot, Outcome::Returned(misuse.clause()));
            return;
        }
        if message.work == Work::SortingAndAnswering {
            self.answered(agenda, slot);
            return;
        }
        let belongs = request.department.expect("what a clerk sorts belongs to a department");
        if Some(belongs) != here {
            let to = routing::passed_to(self.model, belongs, request.group);
            self.move_to(agenda, slot, to, Move::OtherDepartment);
            return;
        }
        let pass = message.forwards;
        let choice = || demand::choice_of_group(self.dice, request, pass);
        let to = routing::group_chosen(&self.model.departments[belongs.index()], request.group, pass, choice);
        let why = if to == request.group { Move::Forwarded } else { Move::ForwardedWrongly };
        self.messages[slot].forwards += 1;
        self.move_to(agenda, slot, to, why);
    }

    /// To another inbox of the same organisation, where it arrives in this pass.
    pub(super) fn move_to(&mut self, agenda: &mut Agenda<Event>, slot: Slot, to: InboxId, why: Move) {
        let message = &mut self.messages[slot];
        let from = message.inbox;
        message.inbox = to;
        message.place = Place::Moving;
        self.record_of(slot, agenda.now(), |message| Fact::Moved {
            request: &message.request,
            from,
            to,
            why,
        });
        self.arrives_now(agenda, slot);
    }
}
