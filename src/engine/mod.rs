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

    /// The phase of what comes from outside.
    const OUTSIDE: u8 = 0;

    /// When something next comes from outside, which happens in order of time and needs no planning (in the simulation:
    /// births).
    fn next_outside(&mut self) -> Option<Instant> {
        None
    }

    /// Brings it in. Until the next instant that brings something in, the event stays valid.
    fn take_outside(&mut self) -> Self::Event {
        unreachable!("a world into which something comes says what")
    }

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
    /// The key of what next comes from outside; the greatest number if nothing does.
    outside: u64,
    origin: Instant,
    now: Instant,
    /// Pass and phase that are running: pass × 8 + phase.
    class: u64,
    /// Whether others of the running phase wait for the running handler.
    together: bool,
    batch: Vec<E>,
}

const CLASS_BITS: u32 = 16;
const NEVER: u64 = u64::MAX;

impl<E: Event> Agenda<E> {
    /// An empty agenda whose clock stands at `origin`, the earliest instant of the run.
    pub fn new(origin: Instant) -> Self {
        Agenda {
            list: EventList::new(),
            at_once: Vec::new(),
            outside: NEVER,
            origin,
            now: origin,
            class: 0,
            together: false,
            batch: Vec::new(),
        }
    }

    /// The clock: inside a handler the event's time, after `run(until)` it is `until`.
    #[inline]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Plans an event for an instant that is not past.
    #[inline]
    pub fn schedule(&mut self, at: Instant, event: E) {
        if at > self.now {
            let key = self.key(at) | u64::from(event.phase());
            self.list.push(key, event);
        } else {
            self.schedule_at_once(at, event);
        }
    }

    #[inline]
    fn schedule_at_once(&mut self, at: Instant, event: E) {
        assert!(at == self.now, "event planned for {at:?}, before the clock's {:?}", self.now);
        let class = u64::from(event.phase());
        let (pass, running) = (self.class >> 3, self.class & 7);
        let pass = pass + u64::from(class <= running);
        let key = self.key(at) | pass << 3 | class;
        if self.at_once.last().is_none_or(|(next, _)| key < *next) {
            return self.at_once.push((key, event));
        }
        let place = self.at_once.iter().rposition(|(other, _)| *other >= key).map_or(0, |place| place + 1);
        self.at_once.insert(place, (key, event));
    }

    /// Plans an event for now; or, if it is the very next thing to happen, moves on to its phase and says so: then it is
    /// the caller's to handle, as the last thing that its own handler does.
    #[inline]
    pub fn comes_next(&mut self, event: E) -> bool {
        let class = u64::from(event.phase());
        let next = self.class & !7 | class;
        let ahead = class > self.class & 7 && !self.together;
        if ahead && self.first() > self.key(self.now) | next {
            self.class = next;
            return true;
        }
        self.schedule_at_once(self.now, event);
        false
    }

    /// The key of the next event.
    #[inline]
    fn first(&self) -> u64 {
        let planned = self.list.first().min(self.outside);
        self.at_once.last().map_or(planned, |(key, _)| planned.min(*key))
    }

    #[inline]
    fn key(&self, at: Instant) -> u64 {
        let elapsed = (at - self.origin).micros() as u64;
        assert!(elapsed < 1 << (64 - CLASS_BITS), "{at:?} is more than 2^48 µs after the run's start");
        elapsed << CLASS_BITS
    }

    /// Sets the clock to the instant of a key.
    #[inline]
    fn advance(&mut self, key: u64) {
        self.now = self.origin + Duration::from_micros((key >> CLASS_BITS) as i64);
        self.class = key & ((1 << CLASS_BITS) - 1);
        assert!(self.class >> 3 < 1 << 12, "an instant without end at {:?}", self.now);
    }

    /// Takes the event with this key, which is the next.
    #[inline]
    fn take<W: World<Event = E>>(&mut self, world: &mut W, key: u64) -> Option<E> {
        if self.at_once.last().is_some_and(|(next, _)| *next == key) {
            return self.at_once.pop().map(|(_, event)| event);
        }
        if self.outside == key {
            let event = world.take_outside();
            self.look_outside(world);
            return Some(event);
        }
        self.list.pop().map(|(_, event)| event)
    }

    #[inline]
    fn look_outside<W: World<Event = E>>(&mut self, world: &mut W) {
        self.outside = world.next_outside().map_or(NEVER, |at| self.key(at) | u64::from(W::OUTSIDE));
    }
}

/// Runs all events up to and including `until`, or until the world says stop and the instant is quiet.
/// The clock then stands at `until`, or at the instant of the stop, which is returned.
pub fn run<W: World>(world: &mut W, agenda: &mut Agenda<W::Event>, until: Instant) -> Next {
    // Nothing can be planned beyond what a key holds, so that a later end is as good as that one.
    let beyond = agenda.origin + Duration::from_micros((1 << (64 - CLASS_BITS)) - 2);
    let last = agenda.key(until.min(beyond)) | ((1 << CLASS_BITS) - 1);
    agenda.look_outside(world);
    loop {
        let key = agenda.first();
        if key > last {
            break;
        }
        agenda.advance(key);
        let Some(event) = agenda.take(world, key) else { break };
        if agenda.first() == key {
            handle_together(world, agenda, key, event);
        } else {
            world.handle(event, agenda);
        }
        // The pass goes on.
        if agenda.first() >> 3 == key >> 3 {
            continue;
        }
        agenda.class |= u64::from(SETTLING);
        let next = world.settle(agenda);
        if next == Next::Stop && agenda.first() >> CLASS_BITS != key >> CLASS_BITS {
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
    while agenda.first() == key {
        batch.extend(agenda.take(world, key));
    }
    batch.sort_unstable_by_key(|event| world.rank(event));
    agenda.together = true;
    for event in batch.drain(..) {
        world.handle(event, agenda);
    }
    agenda.together = false;
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

    /// Each event lets one of the next phase follow at once, if told so by itself, else through the agenda.
    struct Chain {
        log: Vec<(i64, u8, u32)>,
        directly: bool,
    }

    impl World for Chain {
        type Event = (u8, u32);
        type Rank = u32;

        fn rank(&self, event: &Self::Event) -> u32 {
            event.1
        }

        fn handle(&mut self, (phase, number): Self::Event, agenda: &mut Agenda<Self::Event>) {
            self.log.push((agenda.now().micros(), phase, number));
            let next = (phase * 3 % 7, number + 10);
            if number >= 60 {
                return;
            }
            if !self.directly {
                agenda.schedule(agenda.now(), next);
            } else if agenda.comes_next(next) {
                self.handle(next, agenda);
            }
        }

        fn settle(&mut self, agenda: &mut Agenda<Self::Event>) -> Next {
            self.log.push((agenda.now().micros(), SETTLING, 0));
            Next::GoOn
        }
    }

    #[test]
    fn what_comes_next_may_happen_without_the_agenda() {
        let log = |directly| {
            let mut world = Chain { log: Vec::new(), directly };
            let mut agenda = Agenda::new(at(0));
            for (micros, phase, number) in [(5, 1, 1), (7, 1, 2), (7, 1, 3), (7, 3, 4), (9, 2, 5), (9, 5, 0)]
            {
                agenda.schedule(at(micros), (phase, number));
            }
            run(&mut world, &mut agenda, at(10));
            world.log
        };
        assert!(log(true).len() > 40);
        assert_eq!(log(true), log(false));
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

    /// Brings in what its list says, each (2, number).
    struct Gate {
        inner: Script,
        coming: Vec<(i64, u32)>,
    }

    impl World for Gate {
        type Event = (u8, u32);
        type Rank = u32;

        const OUTSIDE: u8 = 2;

        fn next_outside(&mut self) -> Option<Instant> {
            self.coming.first().map(|(micros, _)| at(*micros))
        }

        fn take_outside(&mut self) -> Self::Event {
            (2, self.coming.remove(0).1)
        }

        fn rank(&self, event: &Self::Event) -> u32 {
            self.inner.rank(event)
        }

        fn handle(&mut self, event: Self::Event, agenda: &mut Agenda<Self::Event>) {
            self.inner.handle(event, agenda);
        }

        fn settle(&mut self, agenda: &mut Agenda<Self::Event>) -> Next {
            self.inner.settle(agenda)
        }
    }

    #[test]
    fn what_comes_from_outside_is_ranked_with_what_was_planned() {
        // 4 makes 9 for the phase after its own, which waits for all of phase 2.
        let inner = Script { log: Vec::new(), plans: vec![(4, 0, 3, 9)] };
        let mut world = Gate { inner, coming: vec![(5, 1), (7, 4), (7, 6), (11, 8)] };
        let mut agenda = Agenda::new(at(0));
        agenda.schedule(at(7), (2, 5));
        agenda.schedule(at(7), (1, 0));
        assert_eq!(run(&mut world, &mut agenda, at(10)), Next::GoOn);
        let expected = [
            (5, 2, 1),
            (5, SETTLING, 0),
            (7, 1, 0),
            (7, 2, 4),
            (7, 2, 5),
            (7, 2, 6),
            (7, 3, 9),
            (7, SETTLING, 0),
        ];
        assert_eq!(world.inner.log, expected);
        assert_eq!(world.coming, [(11, 8)]);
        run(&mut world, &mut agenda, at(11));
        assert_eq!(world.inner.log[8..], [(11, 2, 8), (11, SETTLING, 0)]);
    }

    #[test]
    #[should_panic(expected = "before the clock's")]
    fn nothing_is_planned_for_the_past() {
        let mut agenda: Agenda<(u8, u32)> = Agenda::new(at(10));
        agenda.schedule(at(9), (0, 0));
    }
}
