//! Virtual clerks: the simulation's own people, paced by the wall clock, at work on the server.
//!
//! The simulation waits for each instant and hands its deeds on; it never waits for a call, so a slow server
//! changes what the server sees, not who chooses what. The deeds of a thread of messages are done in order by one
//! of a few hands; half-way between two instants somebody looks how many wait.

use super::actor::Actor;
use super::client::Client;
use super::curves::{Curves, Look, inside};
use super::deed::{Deed, level};
use super::lateness::{Due, Lateness};
use super::pace::Pace;
use super::{Acted, Stage, Waits, prepared};
use crate::load::World;
use crate::random::child;
use crate::record::{Context, Fact, MessageKey, Recorder};
use crate::simulation;
use crate::time::Instant;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration as Wall, Instant as Clock, SystemTime};

/// Connections on which deeds are done at the same time.
const HANDS: u64 = 8;
/// Between instants closer than this nobody looks.
const CLOSE: Wall = Wall::from_millis(2);

type Job = (Instant, Due, Deed);

/// A recorder that waits, and hands on.
struct Pacer<'a> {
    pace: Pace,
    begun: Clock,
    /// The same, in microseconds since 1970.
    epoch: i64,
    now: Instant,
    due: Wall,
    levels: Vec<u32>,
    hands: Vec<Sender<Job>>,
    looks: Sender<Look>,
    wait: Box<dyn FnMut(Instant) + 'a>,
    /// A call came to nothing: the rest is not waited for.
    broken: &'a AtomicBool,
}

impl Pacer<'_> {
    fn sleep_until(&self, due: Wall) {
        let left = due.saturating_sub(self.begun.elapsed());
        if !left.is_zero() && !self.broken.load(Ordering::Relaxed) {
            thread::sleep(left);
        }
    }

    fn on_to(&mut self, at: Instant) {
        let due = self.pace.due(at);
        let gap = due - self.due;
        if gap >= CLOSE {
            self.sleep_until(self.due + gap / 2);
            let look = Look { levels: self.levels.clone(), from: self.now, to: at };
            // Nobody listens any more if a call came to nothing.
            let _ = self.looks.send(look);
        }
        self.sleep_until(due);
        (self.now, self.due) = (at, due);
        (self.wait)(at);
    }

    fn due(&self) -> Due {
        Due {
            wall: self.begun + self.due,
            epoch: self.epoch + self.due.as_micros() as i64,
            compression: self.pace.compression(),
        }
    }

    fn hand(&self, key: MessageKey) -> &Sender<Job> {
        let number = child(u64::from(key.stream()), 0, key.ordinal()) % HANDS;
        &self.hands[number as usize]
    }
}

impl Recorder for Pacer<'_> {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if at > self.now {
            self.on_to(at);
        }
        if let Some((inbox, level)) = level(fact) {
            self.levels[inbox.index()] = level;
        }
        if let Some(deed) = Deed::of(fact) {
            let _ = self.hand(deed.thread()).send((at, self.due(), deed));
        }
    }
}

/// Does the deeds that are handed to it until there are no more.
fn work<'a>(mut actor: Actor<'a>, jobs: Receiver<Job>, broken: &AtomicBool) -> io::Result<Actor<'a>> {
    for (at, due, deed) in jobs {
        if let Err(error) = actor.act(at, Some(due), &deed) {
            broken.store(true, Ordering::Relaxed);
            return Err(error);
        }
    }
    Ok(actor)
}

/// Looks whenever it is told to; what it found, and how many calls it made.
fn watch(world: &World, inside_address: SocketAddr, looks: Receiver<Look>) -> io::Result<(Curves, u64)> {
    let mut client = Client::without_time(inside_address);
    let mut curves = Curves::new(world.model.inboxes.len());
    for look in looks {
        let rows = client.call(("GET", "/inside/v1/inboxes"), "", 0)?.json();
        for inbox in inside(&world.model) {
            let found = rows[inbox.index()]["waiting"].as_u64().unwrap_or(0);
            curves.add(&look, inbox, found);
        }
        curves.looked(&look);
    }
    Ok((curves, client.calls()))
}

pub fn play(world: &World, stage: Stage<'_>, compression: u32) -> io::Result<Acted> {
    let (model, begins) = (&world.model, world.model.begins());
    let broken = AtomicBool::new(false);
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (looks, looking) = channel();
    let (hands, jobs): (Vec<_>, Vec<_>) = (0..HANDS).map(|_| channel()).unzip();
    let mut pacer = Pacer {
        pace: Pace::new(model, compression),
        begun: Clock::now(),
        epoch: since.as_micros() as i64,
        now: begins,
        due: Wall::ZERO,
        levels: vec![0; model.inboxes.len()],
        hands,
        looks,
        wait: stage.wait,
        broken: &broken,
    };
    let (actors, watched, ends) = thread::scope(|scope| {
        let broken = &broken;
        let working = jobs.into_iter().map(|jobs| {
            let clients = (Client::without_time(stage.outside), Client::without_time(stage.inside));
            let actor = Actor::new(world, stage.run, clients);
            scope.spawn(move || work(actor, jobs, broken))
        });
        let working: Vec<_> = working.collect();
        let watching = scope.spawn(move || watch(world, stage.inside, looking));
        simulation::run(&prepared(world), world.dice, &mut pacer);
        let ends = pacer.now;
        drop(pacer);
        let actors: Vec<_> = working.into_iter().map(|hand| hand.join().expect("no hand panics")).collect();
        (actors, watching.join().expect("it does not panic"), ends)
    });
    let (curves, calls) = watched?;
    let mut acted = Acted {
        findings: super::Findings::default(),
        curves,
        waits: Waits::new(model.inboxes.len()),
        lateness: Lateness::default(),
        calls,
        begins,
        ends,
    };
    for actor in actors {
        let actor = actor?;
        acted.calls += actor.calls();
        acted.findings.merge(actor.findings);
        acted.waits.merge(actor.waits);
        acted.lateness.merge(&actor.lateness);
    }
    Ok(acted)
}
