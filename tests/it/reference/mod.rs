//! A second, slow, obvious simulator: whole-minute ticks, plain lists, no event list.
//!
//! Written from the model's text and its list of decisions alone, to be held against the fast simulator.
//! Trace-driven demand and start backlog only; every time must be a whole number of minutes.

mod backlog;
mod birth;
mod days;
pub mod dice;
mod ends;
pub mod from_facts;
mod key;
mod notes;
mod people;
mod phone;
mod presence;
pub mod scenarios;
pub mod timeline;
pub mod town;
mod travel;
mod visits;
pub mod words;
mod world;

use meldingsflyt::model::{InboxId, Model};
use meldingsflyt::random::Dice;
use meldingsflyt::record::Work;
use meldingsflyt::time::{Duration, Instant};
use timeline::{QueueRow, Timeline, inbox_text};
use world::{Request, World};

/// Runs a replication minute by minute.
pub fn simulate(model: &Model, dice: Dice) -> Timeline {
    let mut world = World::new(model, dice);
    let mut queues: Vec<QueueRow> = (0..model.inboxes.len())
        .map(|i| QueueRow { inbox: inbox_text(model, InboxId::from(i)), ..QueueRow::default() })
        .collect();
    world.plan_births();
    world.start_backlog();
    loop {
        world.now = world.days.instant(world.tick);
        if world.is_over() {
            break;
        }
        world.work_a_minute();
        let mut first_pass = true;
        while world.pass(first_pass) || first_pass {
            first_pass = false;
        }
        if world.observed() {
            world.read_levels(&mut queues);
        }
        world.tick += 1;
    }
    world.note_calendar();
    world.end_of_run();
    world.timeline.queues = queues;
    world.timeline.sort();
    world.timeline
}

impl World<'_> {
    /// One pass through the phases of an instant: whether anything happened.
    fn pass(&mut self, first_pass: bool) -> bool {
        let mut busy = self.completions();
        if first_pass {
            self.windows();
        }
        if first_pass {
            self.release();
        }
        busy |= self.send_what_is_due();
        busy |= self.arrivals();
        busy |= self.checks(first_pass);
        busy |= self.assignment();
        busy
    }

    /// After the observation window: every request received in it is closed or past its limit.
    fn is_over(&self) -> bool {
        let (from, to) = self.model.observed();
        let cohort = self.requests.iter().filter(|request| !request.backlog);
        let mut received = cohort.filter(|request| request.received.is_some_and(|at| at >= from && at < to));
        if self.model.hard_end {
            return self.now >= to;
        }
        // Where the clock stops, 60 days after the window are enough.
        if self.model.deadline.stops_while_waiting && self.now >= to + Duration::DAY.times(60) {
            return true;
        }
        self.now >= to
            && received.all(|request| request.closed.is_some() || self.clock(request) > request.limit)
    }

    /// The instant at which the deadline clock of an open request stands.
    fn clock(&self, request: &Request) -> Instant {
        let stops = self.model.deadline.stops_while_waiting;
        request.asked_at.filter(|_| stops).unwrap_or(self.now)
    }

    /// The levels that last from this tick to the next; calls stand in line but are no messages.
    fn read_levels(&self, queues: &mut [QueueRow]) {
        for (inbox, queue) in queues.iter_mut().enumerate() {
            let here = |case: &&usize| {
                let case = &self.cases[**case];
                case.inbox.index() == inbox && case.work != Work::Calling
            };
            let level = self.waiting.iter().filter(here).count() as u32;
            queue.integral += Duration::MINUTE.micros() * i64::from(level);
            queue.maximum = queue.maximum.max(level);
        }
    }
}
