//! The simulator beside a real message server: the same messages, the same people, compared message by message.
//!
//! The simulation runs as always; a recorder turns each fact into a deed on the server. Stepped, the next call is
//! made when the last is answered, and calls carry scenario time. On the wall clock the simulation is paced, calls
//! are made beside it, and the server has its own time. Knows no file formats and no words for people.

mod actor;
mod answers;
mod arrivals;
mod clerks;
mod client;
mod compare;
mod curves;
mod deed;
mod lateness;
mod order;
mod pace;
mod stepped;
mod verdict;

pub use client::{Client, Reply, encoded};
pub use compare::{Difference, Findings, What};
pub use curves::{Both, Curves, Waits, inside};
pub use lateness::Lateness;
pub use verdict::Distortion;

use crate::load::{RunId, World};
use crate::simulation::Prepared;
use crate::time::{Duration, Instant};
use std::io;
use std::net::SocketAddr;

/// Where a replication is acted out.
pub struct Stage<'a> {
    /// Two runs share no MsgId, so that a store may be used again.
    pub run: RunId,
    pub outside: SocketAddr,
    pub inside: SocketAddr,
    /// Told of each instant at which something happens, before its first call.
    pub wait: Box<dyn FnMut(Instant) + 'a>,
}

/// What came of it.
pub struct Acted {
    pub findings: Findings,
    pub curves: Curves,
    pub waits: Waits,
    /// On the wall clock only.
    pub lateness: Lateness,
    pub calls: u64,
    /// From the first simulated instant to the last fact.
    pub begins: Instant,
    pub ends: Instant,
}

impl Acted {
    pub fn length(&self) -> Duration {
        self.ends - self.begins
    }
}

/// Acts the world's replication out on a server with a test clock, step by step.
///
/// # Errors
/// The server cannot be reached, or answers in no form that is known.
pub fn act(world: &World, stage: Stage<'_>) -> io::Result<Acted> {
    stepped::act(world, stage)
}

/// Acts it out on the wall clock, so many times faster than the scenario's.
///
/// # Errors
/// As for [`act`].
pub fn play(world: &World, stage: Stage<'_>, compression: u32) -> io::Result<Acted> {
    clerks::play(world, stage, compression)
}

fn prepared(world: &World) -> Prepared {
    Prepared { model: world.model.clone(), demand: world.demand.clone() }
}
