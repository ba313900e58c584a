//! A whole run: the target is tried, messages go out, what is left is waited for, the inboxes are looked through.

use super::clock::{self, Clock};
use super::dispatch;
use super::endpoint::Endpoint;
use super::fetch::{Fetching, Receivers};
use super::findings::{Findings, Threshold};
use super::http::{Client, Limits};
use super::identity::RunId;
use super::jump::Compression;
use super::legs::Legs;
use super::login::Login;
use super::messages::{Messages, Times, World};
use super::plan::{self, Paced, Pacing};
use super::run::{Manners, Run, Targets};
use super::shape::Shape;
use std::io;
use std::rc::Rc;
use std::time::Duration;

/// When messages are due.
#[derive(Clone, Debug)]
pub enum Schedule {
    /// When the scenario has them, so many times faster.
    Scenario { compress: u32 },
    /// By a rate.
    Rate { shape: Shape, pacing: Pacing, seed: u64 },
    /// At these microseconds, in order.
    Trace(Vec<i64>),
    /// As soon as one of so many before it is answered, for so many microseconds: no open loop.
    Closed { workers: usize, micros: i64 },
}

/// Everything that a run is told.
pub struct Order {
    pub endpoint: Endpoint,
    pub login: Login,
    /// Where the target shows its inboxes.
    pub inside: Option<Endpoint>,
    pub schedule: Schedule,
    pub limits: Limits,
    pub manners: Manners,
    /// What each message costs a receiver that the tool plays.
    pub receiver_pause: Duration,
    pub max_send_lag: u64,
    pub thresholds: Vec<Threshold>,
    /// A number that no other run has; and seconds since the epoch, if seconds are to be logged.
    pub number: u64,
    pub log_from: Option<f64>,
}

/// What somebody who watches a run is shown from time to time, and what he can say.
pub trait Watcher {
    fn look(&self, glance: &Glance);
    fn stopped(&self) -> bool;
}

/// A run at a moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glance {
    pub seconds: f64,
    pub sent: u64,
    pub acknowledged: u64,
    pub in_flight: u64,
    /// Milliseconds, of the whole run so far: latency from the intended instant, and the tool's own lateness.
    pub p99: Option<f64>,
    pub lag_p99: Option<f64>,
    pub violations: u64,
}

/// Runs something on a runtime of one thread.
///
/// # Errors
/// The system gives no poll or timer.
pub fn on_one_thread<T>(work: impl Future<Output = T>) -> io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(tokio::task::LocalSet::new().block_on(&runtime, work))
}

/// Carries out a run.
///
/// # Errors
/// Nobody listens where the target should be; or the system lacks a timer.
pub async fn conduct(world: Rc<World>, order: Order, watcher: Rc<dyn Watcher>) -> io::Result<Findings> {
    drop(order.endpoint.open().await?);
    let clock = Clock::start();
    let client = Client::new(order.endpoint, order.login, clock, order.limits);
    let inside = order.inside.map(|inside| Client::new(inside, Login::None, clock, order.limits));
    let mut legs = Legs::new(order.log_from);
    for threshold in &order.thresholds {
        if let Threshold::Latency { leg, window, .. } = threshold {
            legs.watch(*leg, *window);
        }
    }
    let id = RunId::new(order.number);
    let targets = Targets { client, inside, world: Some(world.clone()) };
    let run = Run::new(id, clock, targets, order.manners, legs);
    if run.inside.is_some() {
        // Only our own server shows its inboxes, and it promises that.
        run.ledger.borrow_mut().promised();
    }
    let receivers = Receivers { her_ids: world.outside(), pause: order.receiver_pause, freeze: None };
    let fetching = Fetching::start(&run, receivers);
    tokio::task::spawn_local(tell(run.clone(), watcher.clone()));
    let cpu = clock::thread_cpu();
    let begins = clock.now();
    let planned = send(&run, &world, &order.schedule, watcher.as_ref()).await?;
    let sending = clock.now() - begins;
    let drained = drain(&run, &fetching).await;
    run.take_stock().await;
    run.close(!drained);
    let cpu = cpu.zip(clock::thread_cpu()).map(|(before, after)| after - before);
    let ledger = std::mem::take(&mut *run.ledger.borrow_mut());
    let legs = std::mem::take(&mut *run.legs.borrow_mut());
    Ok(Findings {
        planned: planned.unwrap_or(ledger.len()),
        ledger,
        legs,
        sending,
        whole: clock.now() - begins,
        cpu,
        connections: run.client.opened(),
        acknowledged: run.answered(),
        max_send_lag: order.max_send_lag,
        interrupted: watcher.stopped(),
        failure: run.failure().map(|failure| failure.to_string()),
        thresholds: order.thresholds,
        login_cost: run.client.login().cost(),
    })
}

/// Sends what is due; how many that should be, where it is known beforehand.
async fn send(
    run: &Rc<Run>,
    world: &Rc<World>,
    schedule: &Schedule,
    watcher: &dyn Watcher,
) -> io::Result<Option<u64>> {
    let begins = run.clock.now();
    let given = |times| Messages::new(world, Times::Given(times), run.id);
    let stopped = || watcher.stopped();
    match schedule {
        Schedule::Scenario { compress } => {
            let compression = Compression::new(&world.model, *compress);
            let mut source = Messages::new(world, Times::Births(compression), run.id);
            dispatch::open_loop(run, &mut source, begins, stopped).await?;
            Ok(None)
        }
        Schedule::Rate { shape, pacing, seed } => {
            let mut source = given(Box::new(Paced::new(shape, *pacing, *seed)));
            dispatch::open_loop(run, &mut source, begins, stopped).await?;
            Ok(Some(plan::count(shape, *pacing, *seed)))
        }
        Schedule::Trace(instants) => {
            let mut source = given(Box::new(instants.clone().into_iter()));
            dispatch::open_loop(run, &mut source, begins, stopped).await?;
            Ok(Some(instants.len() as u64))
        }
        Schedule::Closed { workers, micros } => {
            let source = given(Box::new(std::iter::repeat(0)));
            dispatch::closed_loop(run, source, *workers, begins + *micros as u64 * 1_000).await;
            Ok(None)
        }
    }
}

/// Waits for what is on its way; whether nothing more is to be seen.
async fn drain(run: &Rc<Run>, fetching: &Fetching) -> bool {
    let until = run.clock.now() + run.manners.drain.as_nanos() as u64;
    run.end_at(until);
    run.all_landed().await;
    run.all_watched().await;
    fetching.drained(until).await
}

async fn tell(run: Rc<Run>, watcher: Rc<dyn Watcher>) {
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        watcher.look(&run.glance());
    }
}
