//! The simulation: demand comes in, messages wait in inboxes, people take them, facts are recorded.
//!
//! Follow one message: [`birth`] → [`transport`] → [`arrival`] → [`round`] → [`people`] → [`intake`] or [`group`] →
//! [`reply`]. Knows no statistic: what is measured is a recorder's matter.

mod absence;
mod arrival;
mod birth;
mod choice;
mod ending;
mod event;
mod group;
mod id_set;
mod intake;
mod message;
mod people;
mod queue;
mod reply;
mod round;
mod telephone;
mod transport;
mod waiting;
mod withdrawal;

use crate::calendar::DaySet;
use crate::demand::{Birth, Demand, Schedule};
use crate::engine::{Agenda, Next, World};
use crate::model::{GroupId, InboxId, Model, StaffGroup};
use crate::random::Dice;
use crate::record::{Context, Fact, MessageKey, Recorder};
use crate::time::Instant;
use ending::Cohort;
use event::Event;
use id_set::IdSet;
use message::{Messages, Slot};
use people::Worker;
use queue::{Access, Queue};
use telephone::OverdueCalls;

/// A model with its compiled demand: all that replications share.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub model: Model,
    pub demand: Demand,
}

impl Prepared {
    /// # Errors
    /// One sentence for each start backlog that no demand row explains.
    pub fn new(model: Model) -> Result<Prepared, Vec<String>> {
        let demand = Demand::compile(&model)?;
        Ok(Prepared { model, demand })
    }
}

/// All that changes during a replication.
struct State<'a, R> {
    model: &'a Model,
    demand: &'a Demand,
    dice: Dice,
    away: &'a [DaySet],
    recorder: &'a mut R,
    messages: Messages,
    queues: Vec<Queue>,
    /// By inbox, whether a message waits: small, and asked of all inboxes of everybody who looks for work.
    filled: IdSet,
    workers: Vec<Worker>,
    births: Schedule,
    /// The births on the agenda, all of one instant, and the one after them.
    born_next: Vec<Birth>,
    born_later: Option<Birth>,
    /// Persons without a case, but for those known to be off duty until their group's next opening.
    awake: IdSet,
    /// Groups that look for work in this pass's assignment round.
    looking: Vec<GroupId>,
    /// By group, whether its next opening is planned.
    openings: Vec<bool>,
    /// Calls that wait in any inbox.
    calls_waiting: u32,
    /// Groups with idle people on duty for whom the first in line does not fit.
    blocked: Vec<GroupId>,
    overdue: OverdueCalls,
    /// What an outage holds, since when.
    held: Vec<(Instant, Slot)>,
    cohort: Cohort,
    observed: (Instant, Instant),
}

/// Runs one replication and records what happens. Returns the instant at which the run ended: the first after the
/// observation window at which every request of the cohort is closed or past its limit.
pub fn run<R: Recorder>(prepared: &Prepared, dice: Dice, recorder: &mut R) -> (Instant, Vec<DaySet>) {
    let away = absence::draw(&prepared.model, dice);
    let mut agenda = Agenda::new(prepared.model.begins());
    let mut state = State::new(prepared, dice, &away, recorder);
    state.begin(&mut agenda);
    let end = state.run_to_the_end(&mut agenda);
    state.tell_what_is_left(end);
    (end, away)
}

impl<'a, R: Recorder> State<'a, R> {
    fn new(prepared: &'a Prepared, dice: Dice, away: &'a [DaySet], recorder: &'a mut R) -> Self {
        let Prepared { model, demand } = prepared;
        State {
            model,
            demand,
            dice,
            away,
            recorder,
            messages: Messages::default(),
            queues: queues(model),
            filled: IdSet::empty(model.inboxes.len()),
            workers: vec![Worker::default(); model.persons.len()],
            births: Schedule::new(model, demand, dice),
            born_next: Vec::new(),
            born_later: None,
            awake: IdSet::full(model.persons.len()),
            looking: Vec::new(),
            openings: vec![false; model.staff.len()],
            calls_waiting: 0,
            blocked: Vec::new(),
            overdue: OverdueCalls::new(model),
            held: Vec::new(),
            cohort: Cohort::new(model.deadline.stops_while_waiting),
            observed: model.observed(),
        }
    }

    /// Backlog into the inboxes, the first births on the agenda.
    fn begin(&mut self, agenda: &mut Agenda<Event>) {
        self.plan_outages(agenda);
        self.fill_backlog(agenda);
        self.born_later = self.births.next(self.model, self.demand, self.dice);
        self.plan_births(agenda);
        // People who are there to look at the backlog do so in the first instant's own round.
        for group in std::mem::take(&mut self.looking) {
            agenda.schedule(agenda.now(), Event::LookAgain(group));
        }
    }

    #[inline(always)]
    fn record(&mut self, at: Instant, fact: Fact<'_>) {
        let context = Context { model: self.model, away: self.away };
        self.recorder.record(&context, at, &fact);
    }
}

/// An empty queue for each inbox, able to do what the scenario asks of it.
fn queues(model: &Model) -> Vec<Queue> {
    let withdrawn = model.demand.iter().any(|row| row.patience.is_some());
    let queue = |index: usize| {
        let inbox = InboxId::from(index);
        let picks = |group: &StaffGroup| !group.cherry_picking.is_zero() && group.serves.contains(&inbox);
        let picked = model.staff.iter().any(picks);
        Queue::new(model.inboxes[index].discipline, Access { picked, withdrawn })
    };
    (0..model.inboxes.len()).map(queue).collect()
}

impl<R: Recorder> World for State<'_, R> {
    type Event = Event;
    /// Persons in file order, messages in the order of their keys; a phase has only one of them.
    type Rank = (u32, MessageKey);

    fn rank(&self, event: &Event) -> (u32, MessageKey) {
        let key = |slot: Slot| (0, self.messages[slot].key());
        match *event {
            Event::Completed(person) => key(self.case_of(person)),
            Event::OutageEnds(_) => (0, MessageKey::root(0, 0)),
            Event::HandedBack(person) => (person.0, MessageKey::root(0, 0)),
            // They let people look, which they do in the round.
            Event::Opens(group) | Event::LookAgain(group) => (group.0, MessageKey::root(0, 0)),
            Event::Birth(index) => {
                let Birth { stream, ordinal, .. } = self.born_next[index as usize];
                (0, MessageKey::root(self.demand.streams[stream as usize].rank, ordinal))
            }
            Event::Sent(slot)
            | Event::Arrived(slot)
            | Event::Resent(slot)
            | Event::GivenUp(slot)
            | Event::PatienceEnds(slot)
            | Event::CaseDone(slot)
            | Event::LostContentCall(slot) => key(slot),
            Event::OverdueChecks => (1, MessageKey::root(0, 0)),
        }
    }

    fn handle(&mut self, event: Event, agenda: &mut Agenda<Event>) {
        match event {
            Event::Completed(person) => self.completed(agenda, person),
            Event::CaseDone(slot) => self.case_done(agenda, slot),
            Event::HandedBack(person) => self.handed_back(agenda, person),
            Event::Opens(group) => self.opens(group),
            Event::LookAgain(group) => self.looking.push(group),
            Event::Birth(index) => self.birth(agenda, index as usize),
            Event::Sent(slot) => self.send(agenda, slot),
            Event::Arrived(slot) => self.arrived(agenda, slot),
            Event::Resent(slot) => self.resent(agenda, slot),
            Event::GivenUp(slot) => self.given_up(agenda, slot),
            Event::OutageEnds(outage) => self.outage_ends(agenda, outage as usize),
            Event::PatienceEnds(slot) => self.patience_ends(agenda, slot),
            Event::LostContentCall(slot) => self.lost_content_call(agenda, slot),
            Event::OverdueChecks => self.overdue_checks(agenda),
        }
    }

    /// One assignment round: idle people on duty in file order, each takes the first that exists.
    fn settle(&mut self, agenda: &mut Agenda<Event>) -> Next {
        if !self.looking.is_empty() {
            self.assign(agenda);
        }
        let now = agenda.now();
        if now >= self.observed.1 && self.cohort_is_settled(now) { Next::Stop } else { Next::GoOn }
    }
}

#[cfg(test)]
mod tests;
