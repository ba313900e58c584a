//! The messages of a scenario as letters: the births that the simulator has, addressed, written, and with what the
//! target should do with each.
//!
//! Knows no target.

use super::document;
use super::identity::RunId;
use super::jump::Compression;
use super::ledger::Expected;
use super::source::{Letter, Sight, Source, Verdict, digest};
use crate::demand::{self, Addressing, Born, Demand, Schedule};
use crate::model::{Model, Side};
use crate::random::Dice;
use crate::routing::{self, Address, Party, Refusal, Register};
use crate::time::Instant;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::rc::Rc;

/// A scenario, compiled for sending.
pub struct World {
    pub model: Model,
    pub demand: Demand,
    pub register: Register,
    pub addressing: Addressing,
    pub dice: Dice,
    pub seed: u64,
    /// By service: whether the target is its record system.
    inside: Vec<bool>,
    /// Whether the target shows its inboxes.
    pub shows_inboxes: bool,
}

/// Where instants come from.
pub enum Times {
    /// The scenario's own.
    Births(Compression),
    /// Others; the messages are the scenario's, in their order.
    Given(Box<dyn Iterator<Item = i64>>),
}

/// The letters of a scenario.
pub struct Messages {
    world: Rc<World>,
    schedule: Schedule,
    times: Times,
    run: RunId,
    ends: Instant,
}

/// Inboxes are numbered above all HER-ids.
const INBOX: u32 = 1 << 31;

impl World {
    /// Hospitals are the target's own and municipalities are not, but for the HER-ids that are named.
    pub fn new(model: Model, demand: Demand, seed: u64, shows_inboxes: bool) -> World {
        let register = Register::new(&model);
        let addressing = Addressing::new(&model, &register);
        let hospital = |service: &crate::model::Service| {
            model.organisations[service.organisation.index()].side == Side::Hospital
        };
        let inside = model.services.iter().map(hospital).collect();
        World { model, demand, register, addressing, dice: Dice::new(seed, 0), seed, inside, shows_inboxes }
    }

    /// HER-ids whose unread lists the tool empties: services that the target is not the record system of, and all
    /// senders, who get receipts.
    pub fn outside(&self) -> Vec<u32> {
        let services = self.model.services.iter().zip(&self.inside).filter(|(_, inside)| !**inside);
        let mut all: Vec<u32> = services.map(|(service, _)| service.her_id).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The place of an inbox by its key, as the ledger has it.
    pub fn inbox_place(&self, key: &str) -> Option<u32> {
        self.model.inboxes.iter().position(|inbox| inbox.key == key).map(|index| INBOX | index as u32)
    }

    /// What should become of a letter: verdict, place, and how it can be seen there.
    fn fate(&self, letter: &routing::Letter<'_>) -> (Verdict, u32, Sight) {
        let receiver = match letter.receiver {
            Address::HerId(her_id) => her_id,
            Address::Service(name) => self.register.her_id_of(name).unwrap_or(0),
        };
        let delivery = match routing::route(&self.model, &self.register, letter) {
            Ok(delivery) => delivery,
            Err(refusal) => return (verdict(refusal), receiver, Sight::Receipt),
        };
        let service = self.register.by_her_id(receiver).as_ref().and_then(Party::service);
        match service.is_some_and(|id| self.inside[id.index()]) {
            false => (Verdict::Accepted, receiver, Sight::Fetched),
            true if self.shows_inboxes => (Verdict::Accepted, INBOX | delivery.inbox.0, Sight::Inbox),
            true => (Verdict::Accepted, receiver, Sight::Receipt),
        }
    }
}

fn verdict(refusal: Refusal) -> Verdict {
    match refusal {
        Refusal::SeveralReceivers | Refusal::UnknownSender => Verdict::BadRequest,
        Refusal::UnknownReceiver => Verdict::TransportRejected,
        other => Verdict::Receipt(other.code().unwrap_or_default()),
    }
}

impl Messages {
    /// From the first simulated instant to the end of the observation.
    pub fn new(world: &Rc<World>, times: Times, run: RunId) -> Messages {
        let schedule = Schedule::new(&world.model, &world.demand, world.dice);
        Messages { world: world.clone(), schedule, times, run, ends: world.model.observed().1 }
    }

    /// The next message that is really sent.
    fn born(&mut self) -> Option<(Instant, Born, routing::Letter<'static>)> {
        let World { model, demand, dice, addressing, .. } = &*self.world;
        loop {
            let birth = self.schedule.next(model, demand, *dice)?;
            if matches!(self.times, Times::Births(_)) && birth.at >= self.ends {
                return None;
            }
            let stream = &demand.streams[birth.stream as usize];
            let born = demand::born(model, *dice, stream, (birth.ordinal, birth.at));
            if let Some(letter) = addressing.letter(model, *dice, &born) {
                return Some((birth.at, born, letter));
            }
        }
    }
}

impl Source for Messages {
    fn next(&mut self, id: u64) -> Option<Letter> {
        let (birth, born, letter) = self.born()?;
        let at = match &mut self.times {
            Times::Births(compression) => compression.due(birth),
            Times::Given(times) => times.next()?,
        };
        let document = document::write(&self.world, (&born.request, &letter), &self.run.message(id), None);
        let (verdict, place, sight) = self.world.fate(&letter);
        let refused = verdict != Verdict::Accepted;
        Some(Letter {
            at,
            expected: Expected { place, digest: digest(&document), refused },
            body: posted(&document).into(),
            verdict,
            sight,
        })
    }
}

/// The document in the answer of a call that fetches one.
pub fn fetched(body: &serde_json::Value) -> Option<Vec<u8>> {
    body["businessDocument"].as_str().and_then(|text| STANDARD.decode(text).ok())
}

/// The body of the call that posts a document.
pub fn posted(document: &[u8]) -> String {
    let mut body = String::with_capacity(document.len().div_ceil(3) * 4 + 100);
    body.push_str("{\"businessDocument\":\"");
    STANDARD.encode_string(document, &mut body);
    body.push_str("\",\"contentType\":\"application/xml\",\"contentTransferEncoding\":\"base64\"}");
    body
}
