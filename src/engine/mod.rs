//! Clock, event list and main loop. Knows no message, no queue and no person.
//!
//! An instant passes in phases, and the phases are repeated until nothing more happens at that instant: a
//! *pass*. What an event makes for a phase that is still ahead happens in this pass, all else in the next.
//! After the last phase of each pass the world settles (in the simulation: one assignment round).

mod event_list;

pub use event_list::EventList;

use crate::time::{Duration, Instant};

/// What may be planned.
pub trait Event: Copy {
    /// The phase of an instant to which an event belongs, below [`SETTLING`]; ascending.
    fn phase(self) -> u8;
}

/// What the engine runs.
pub trait World {
    type Event: Event;
    /// Orders events of one phase of one instant.
    type Rank: Ord;

    fn rank(&self, event: &Self::Event) -> Self::Rank;

    /// Inside, `agenda.now()` is the event's time.
    fn handle(&mut self, event: Self::Event, agenda: &mut Agenda<Self::Event>);

    /// After the last phase of each pass. Says whether the run may go on after this instant.
    fn settle(&mut self, agenda: &mut Agenda<Self::Event>) -> Next;
}

/// Whether the run goes on once the instant is quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    GoOn,
    Stop,
}

/// The number of phases below which an event's phase must lie.
pub const SETTLING: u8 = 7;

/// The clock and what is planned.
#[derive(Clone, Debug)]
pub struct Agenda<E> {
    list: EventList<E>,
    /// What was planned for the instant at which it was planned, latest first: few, and soon gone.
    at_once: Vec<(u64, E)>,
    origin: Instant,
    now: Instant,
    /// Pass and phase that are running: pass × 8 + phase.
    class: u64,
    batch: Vec<E>,
}

const CLASS_BITS: u32 = 16;

impl<E: Event> Agenda<E> {
    /// An empty agenda whose clock stands at `origin`, the earliest instant of the run.
    pub fn new(origin: Instant) -> Self {
        Agenda {
            list: EventList::new(),
            at_once: Vec::new(),
            origin,
            now: origin,
            class: 0,
            batch: Vec::new(),
        }
    }

    /// The clock: inside a handler the event's time, after `run(until)` it is `until`.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Plans an event for an instant that is not past.
    #[inline]
    pub fn schedule(&mut self, at: Instant, event: E) {
        assert!(at >= self.now, "event planned for {at:?}, before the clock's {:?}", self.now);
        let class = u64::from(event.phase());
        if at > self.now {
            return self.list.push(self.key(at) | class, event);
        }
        let (pass, running) = (self.class >> 3, self.class & 7);
        let pass = if class > running { pass } else { pass + 1 };
        let key = self.key(at) | pass << 3 | class;
        let place = self.at_once.iter().rposition(|(other, _)| *other >= key).map_or(0, |place| place + 1);
        self.at_once.insert(place, (key, event));
    }

    /// The key of the next event.
    #[inline]
    fn first(&self) -> Option<u64> {
        match (self.at_once.last(), self.list.first()) {
            (Some((now, _)), Some(planned)) => Some(planned.min(*now)),
            (Some((now, _)), None) => Some(*now),
            (None, planned) => planned,
        }
    }

    /// Takes the event with this key, which is the next.
    #[inline]
    fn take(&mut self, key: u64) -> Option<E> {
        match self.at_once.last() {
            Some((now, _)) if *now == key => self.at_once.pop().map(|(_, event)| event),
            _ => self.list.pop().map(|(_, event)| event),
        }
    }

    #[inline]
    fn key(&self, at: Instant) -> u64 {
        let elapsed = (at - self.origin).micros() as u64;
        assert!(elapsed < 1 << (64 - CLASS_BITS), "{at:?} is more than 2^48 µs after the run's start");
        elapsed << CLASS_BITS
    }

    /// Sets the clock to the earliest event if it is not after `until`, and takes it.
    #[inline]
    fn advance(&mut self, until: u64) -> Option<(u64, E)> {
        let key = self.first()?;
        if key >> CLASS_BITS > until {
            return None;
        }
        let event = self.take(key)?;
        self.now = self.origin + Duration::from_micros((key >> CLASS_BITS) as i64);
        self.class = key & ((1 << CLASS_BITS) - 1);
        assert!(self.class >> 3 < 1 << 12, "an instant without end at {:?}", self.now);
        Some((key, event))
    }

    /// Whether the next event belongs to the running pass of this instant.
    #[inline]
    fn pass_goes_on(&self, key: u64) -> bool {
        self.first().is_some_and(|next| next >> 3 == key >> 3)
    }

    fn instant_goes_on(&self, key: u64) -> bool {
        self.first().is_some_and(|next| next >> CLASS_BITS == key >> CLASS_BITS)
    }
}

/// Runs all events up to and including `until`, or until the world says stop and the instant is quiet.
/// The clock then stands at `until`, or at the instant of the stop, which is returned.
pub fn run<W: World>(world: &mut W, agenda: &mut Agenda<W::Event>, until: Instant) -> Next {
    let last = (until - agenda.origin).micros() as u64;
    while let Some((key, event)) = agenda.advance(last) {
        if agenda.first() == Some(key) {
            handle_together(world, agenda, key, event);
        } else {
            world.handle(event, agenda);
        }
        if agenda.pass_goes_on(key) {
            continue;
        }
        agenda.class |= u64::from(SETTLING);
        let next = world.settle(agenda);
        if next == Next::Stop && !agenda.instant_goes_on(key) {
            return Next::Stop;
        }
    }
    agenda.now = until;
    agenda.class = u64::from(SETTLING);
    Next::GoOn
}

/// Events of one phase of one instant, in the order of their ranks.
fn handle_together<W: World>(world: &mut W, agenda: &mut Agenda<W::Event>, key: u64, first: W::Event) {
    let mut batch = std::mem::take(&mut agenda.batch);
    batch.push(first);
    while agenda.first() == Some(key) {
        batch.extend(agenda.take(key));
    }
    batch.sort_unstable_by_key(|event| world.rank(event));
    for event in batch.drain(..) {
        world.handle(event, agenda);
    }
    agenda.batch = batch;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Remembers what happened; event (phase, number) plans what its script says.
    struct Script {
        log: Vec<(i64, u8, u32)>,
        plans: Vec<(u32, i64, u8, u32)>,
    }

    impl Event for (u8, u32) {
        fn phase(self) -> u8 {
            self.0
        }
    }

    impl World for Script {
        type Event = (u8, u32);
        type Rank = u32;

        fn rank(&self, event: &Self::Event) -> u32 {
            event.1
        }

        fn handle(&mut self, event: Self::Event, agenda: &mut Agenda<Self::Event>) {
            let now = agenda.now();
            self.log.push((now.micros(), event.0, event.1));
            for (_, after, phase, number) in self.plans.iter().filter(|plan| plan.0 == event.1) {
                agenda.schedule(now + Duration::from_micros(*after), (*phase, *number));
            }
        }

        fn settle(&mut self, agenda: &mut Agenda<Self::Event>) -> Next {
            self.log.push((agenda.now().micros(), SETTLING, 0));
            Next::GoOn
        }
    }

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros)
    }

    #[test]
    fn products_enter_the_phase_ahead_or_the_next_pass() {
        // Event 1 (phase 3) makes 2 for phase 5 (ahead), 3 for phase 1 and 4 for its own phase (next pass).
        let plans = vec![(1, 0, 5, 2), (1, 0, 1, 3), (1, 0, 3, 4)];
        let mut world = Script { log: Vec::new(), plans };
        let mut agenda = Agenda::new(at(0));
        agenda.schedule(at(10), (3, 1));
        assert_eq!(run(&mut world, &mut agenda, at(20)), Next::GoOn);
        let expected = [(10, 3, 1), (10, 5, 2), (10, SETTLING, 0), (10, 1, 3), (10, 3, 4), (10, SETTLING, 0)];
        assert_eq!(world.log, expected);
        assert_eq!(agenda.now(), at(20));
    }

    #[test]
    fn equal_phases_follow_rank_and_until_is_inclusive() {
        let mut world = Script { log: Vec::new(), plans: Vec::new() };
        let mut agenda = Agenda::new(at(0));
        for number in [5, 3, 9, 1] {
            agenda.schedule(at(7), (2, number));
        }
        agenda.schedule(at(8), (0, 0));
        run(&mut world, &mut agenda, at(7));
        assert_eq!(world.log, [(7, 2, 1), (7, 2, 3), (7, 2, 5), (7, 2, 9), (7, SETTLING, 0)]);
    }

    #[test]
    #[should_panic(expected = "before the clock's")]
    fn nothing_is_planned_for_the_past() {
        let mut agenda: Agenda<(u8, u32)> = Agenda::new(at(10));
        agenda.schedule(at(9), (0, 0));
    }
}
