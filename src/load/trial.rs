//! A run against a sink of one's own: what the selftest, the benchmarks and the tests have in common.

use super::blank::Blanks;
use super::clock::{self, Clock};
use super::conduct::on_one_thread;
use super::dispatch;
use super::endpoint::Endpoint;
use super::faults::Faults;
use super::fetch::{Fetching, Receivers};
use super::http::{Client, Limits};
use super::identity::RunId;
use super::ledger::Ledger;
use super::legs::Legs;
use super::login::Login;
use super::plan::{Paced, Pacing};
use super::run::{Manners, Run, Targets};
use super::shape::Shape;
use super::sink::{Behaviour, Seen, Sink};
use super::source::Sight;
use std::io;
use std::rc::Rc;
use std::time::Duration;

/// What is tried.
pub struct Trial {
    pub shape: Shape,
    pub pacing: Pacing,
    pub seed: u64,
    pub behaviour: Behaviour,
    /// The tool itself stands still from and to these nanoseconds.
    pub stop: Option<(u64, u64)>,
    /// Receivers that fetch; `None`: nobody does.
    pub receivers: Option<Receivers>,
    pub retry_for: Duration,
    pub drain: Duration,
    pub connections: usize,
    /// What goes wrong between tool and sink.
    pub faults: Faults,
    /// So many always under way in place of an open loop.
    pub closed: Option<usize>,
}

/// What a trial left.
pub struct Left {
    pub ledger: Ledger,
    pub legs: Legs,
    pub seen: Seen,
    /// Of a receiver, messages a second of work.
    pub speed: Option<f64>,
    pub id: RunId,
    /// The tool's processor time, and how long it took, in nanoseconds.
    pub cpu: Option<u64>,
    pub took: u64,
}

impl Trial {
    /// # Panics
    /// If the shape is none: it stands in the program.
    pub fn of(shape: &str, behaviour: Behaviour) -> Trial {
        Trial {
            shape: Shape::parse(shape).expect("a shape of the program"),
            pacing: Pacing::Uniform,
            seed: 1,
            behaviour,
            stop: None,
            receivers: None,
            retry_for: Duration::ZERO,
            drain: Duration::from_secs(30),
            connections: 4_096,
            faults: Faults::default(),
            closed: None,
        }
    }

    /// # Errors
    /// No sink, no timer.
    pub fn run(self) -> io::Result<Left> {
        on_one_thread(self.carried_out())?
    }

    async fn carried_out(self) -> io::Result<Left> {
        let clock = Clock::start();
        let sink = Sink::start(clock, self.behaviour)?;
        let endpoint = Endpoint::parse(&sink.url()).map_err(|_| io::Error::other("no address"))?;
        let limits = Limits { connections: self.connections, patience: Duration::from_secs(30) };
        let client = Client::new(endpoint, Login::None, clock, limits);
        let poll = Duration::from_millis(2);
        let manners = Manners { retry_for: self.retry_for, poll, drain: self.drain, faults: self.faults };
        let id = RunId::new(clock.now() ^ self.seed << 40);
        let targets = Targets { client, inside: None, world: None };
        let run = Run::new(id, clock, targets, manners, Legs::default());
        let sight = if self.receivers.is_some() { Sight::Fetched } else { Sight::None };
        let count = self.receivers.as_ref().map_or(1, |receivers| receivers.her_ids.len() as u32);
        let fetching = self.receivers.map(|receivers| Fetching::start(&run, receivers));
        if let Some(stop) = self.stop {
            tokio::task::spawn_local(stand_still(clock, stop));
        }
        let (cpu, begins) = (clock::thread_cpu(), clock.now());
        match self.closed {
            None => {
                let times = Paced::new(&self.shape, self.pacing, self.seed);
                let mut source = Blanks::new(times, id, count, sight);
                // Stops are given on the clock, and so are the instants.
                let first = if self.stop.is_some() { 0 } else { begins };
                dispatch::open_loop(&run, &mut source, first, || false).await?;
            }
            Some(workers) => {
                let source = Blanks::new(std::iter::repeat(0), id, count, sight);
                let until = begins + self.shape.micros() as u64 * 1_000;
                dispatch::closed_loop(&run, source, workers, until).await;
            }
        }
        run.all_landed().await;
        let (cpu, took) = (cpu.zip(clock::thread_cpu()).map(|(from, to)| to - from), clock.now() - begins);
        let until = clock.now() + self.drain.as_nanos() as u64;
        let drained = match &fetching {
            Some(fetching) => fetching.drained(until).await,
            None => true,
        };
        run.close(!drained);
        let speed = fetching.and_then(|fetching| fetching.speed());
        let (ledger, legs) = taken(&run);
        let mut seen = sink.stop();
        seen.arrivals.iter_mut().for_each(|at| *at = at.saturating_sub(begins));
        Ok(Left { ledger, legs, seen, speed, id, cpu, took })
    }
}

fn taken(run: &Rc<Run>) -> (Ledger, Legs) {
    (std::mem::take(&mut *run.ledger.borrow_mut()), std::mem::take(&mut *run.legs.borrow_mut()))
}

/// The whole thread sleeps, as when the machine is too busy.
async fn stand_still(clock: Clock, (from, to): (u64, u64)) {
    tokio::time::sleep(Duration::from_nanos(from.saturating_sub(clock.now()))).await;
    std::thread::sleep(Duration::from_nanos(to.saturating_sub(clock.now())));
}
