//! The simulator beside a real message server: the same messages, the same people, compared message by message.
//!
//! The simulation runs as always; a recorder acts each fact out on the server. Stepped, the next call is made when the
//! last is answered, and calls carry scenario time. Knows no file formats and no words for people.

mod actor;
mod answers;
mod arrivals;
mod client;
mod compare;
mod letters;

pub use client::{Client, Reply};
pub use compare::{Difference, Findings, What};

use crate::demand::Addressing;
use crate::random::Dice;
use crate::routing::Register;
use crate::simulation::{self, Prepared};
use crate::time::Instant;
use actor::Actor;
use letters::Letters;

pub use letters::bench_body;
use std::io;
use std::net::SocketAddr;

/// Which replication is acted out, where, and how fast.
pub struct Stage<'a> {
    pub seed: u64,
    pub replication: u64,
    /// Begins each MsgId.
    pub run: String,
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

/// Acts a replication out on a server with a test clock.
///
/// # Errors
/// The server cannot be reached, or answers in no form that is known.
pub fn act(prepared: &Prepared, stage: Stage<'_>) -> io::Result<Acted> {
    let register = Register::new(&prepared.model);
    let addressing = Addressing::new(&prepared.model, &register);
    let letters = Letters { model: &prepared.model, register: &register };
    let dice = Dice::new(stage.seed, stage.replication);
    let clients = (Client::new(stage.outside), Client::new(stage.inside));
    let mut actor = Actor::new(letters, &addressing, (dice, stage.run), clients, stage.wait);
    simulation::run(prepared, dice, &mut actor);
    let calls = actor.outside.calls() + actor.inside.calls();
    match actor.broken {
        Some(error) => Err(error),
        None => Ok(Acted { findings: actor.findings, calls }),
    }
}
