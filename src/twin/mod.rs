//! The simulator beside a real message server: the same messages, the same people, compared message by message.
//!
//! The simulation runs as always; a recorder acts each fact out on the server. Stepped, the next call is made when the
//! last is answered, and calls carry scenario time. Knows no file formats and no words for people.

mod actor;
mod answers;
mod arrivals;
mod client;
mod compare;

pub use client::{Client, Reply, encoded};
pub use compare::{Difference, Findings, What};

use crate::load::{RunId, World};
use crate::simulation::{self, Prepared};
use crate::time::Instant;
use actor::Actor;
use std::io;
use std::net::SocketAddr;

/// Where a replication is acted out, and how fast.
pub struct Stage<'a> {
    /// Two runs share no MsgId, so that a store may be used again.
    pub run: RunId,
    pub outside: SocketAddr,
    pub inside: SocketAddr,
    /// Called with each instant before its first call: may wait.
    pub wait: Box<dyn FnMut(Instant) + 'a>,
}

/// What came of it.
pub struct Acted {
    pub findings: Findings,
    pub calls: u64,
}

/// Acts the world's replication out on a server with a test clock.
///
/// # Errors
/// The server cannot be reached, or answers in no form that is known.
pub fn act(world: &World, stage: Stage<'_>) -> io::Result<Acted> {
    let prepared = Prepared { model: world.model.clone(), demand: world.demand.clone() };
    let mut actor = Actor::new(world, stage);
    simulation::run(&prepared, world.dice, &mut actor);
    let calls = actor.outside.calls() + actor.inside.calls();
    match actor.broken {
        Some(error) => Err(error),
        None => Ok(Acted { findings: actor.findings, calls }),
    }
}
