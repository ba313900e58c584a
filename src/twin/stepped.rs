//! The stepped twin: a deed is done before the simulation goes on, and between two instants the queues are compared.

use super::actor::Actor;
use super::client::Client;
use super::compare::What;
use super::curves::{Curves, Look, inside};
use super::deed::{Deed, level};
use super::{Acted, Stage, prepared};
use crate::load::World;
use crate::model::InboxId;
use crate::record::{Context, Fact, MessageKey, Recorder};
use crate::simulation;
use crate::time::Instant;
use serde_json::Value;
use std::io;

/// A recorder that acts at once.
struct Stepped<'a> {
    actor: Actor<'a>,
    wait: Box<dyn FnMut(Instant) + 'a>,
    inside: Vec<InboxId>,
    /// By inbox: how many wait by the simulation.
    levels: Vec<u32>,
    curves: Curves,
    now: Instant,
    /// The first call that came to nothing; no call is made after it.
    broken: Option<io::Error>,
}

pub fn act(world: &World, stage: Stage<'_>) -> io::Result<Acted> {
    let (model, begins) = (&world.model, world.model.begins());
    let clients = (Client::new(stage.outside), Client::new(stage.inside));
    let mut stepped = Stepped {
        actor: Actor::new(world, stage.run, clients),
        wait: stage.wait,
        inside: inside(model).collect(),
        levels: vec![0; model.inboxes.len()],
        curves: Curves::new(model.inboxes.len()),
        now: begins,
        broken: None,
    };
    simulation::run(&prepared(world), world.dice, &mut stepped);
    stepped.little();
    let Stepped { actor, curves, now, broken, .. } = stepped;
    if let Some(error) = broken {
        return Err(error);
    }
    let calls = actor.calls();
    let Actor { findings, waits, lateness, .. } = actor;
    Ok(Acted { findings, curves, waits, lateness, calls, begins, ends: now })
}

impl Stepped<'_> {
    /// How many wait in each inside inbox since the last instant, by both.
    fn look(&mut self, at: Instant) -> io::Result<()> {
        let rows = self.actor.work("GET", "/inboxes", &Value::Null, self.now)?.json();
        let look = Look { levels: self.levels.clone(), from: self.now, to: at };
        for inbox in self.inside.clone() {
            let expected = self.levels[inbox.index()].to_string();
            let found = rows[inbox.index()]["waiting"].to_string();
            self.curves.add(&look, inbox, found.parse().unwrap_or(0));
            let key = MessageKey::root(0, u64::from(inbox.0));
            self.actor.differs(key, self.now, What::Queue, expected, found);
        }
        self.curves.looked(&look);
        Ok(())
    }

    /// On the server the area below the queue curves is the sum of the waits, as it is in the simulation.
    fn little(&mut self) {
        let (area, waits) = (self.curves.area(), self.actor.waits.until(self.now));
        for side in 0..2 {
            let [expected, found] = [waits, area].map(|sums| sums[side].to_string());
            let key = MessageKey::root(0, side as u64);
            self.actor.differs(key, self.now, What::Little, expected, found);
        }
    }

    fn told(&mut self, at: Instant, fact: &Fact<'_>) -> io::Result<()> {
        if at > self.now {
            self.look(at)?;
            self.now = at;
            (self.wait)(at);
        }
        if let Some((inbox, level)) = level(fact) {
            self.levels[inbox.index()] = level;
        }
        Deed::of(fact).map_or(Ok(()), |deed| self.actor.act(at, None, &deed))
    }
}

impl Recorder for Stepped<'_> {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if self.broken.is_none() {
            self.broken = self.told(at, fact).err();
        }
    }
}
