//! A message of the scenario as the document that is sent: addressed by the register, about somebody made up.

use super::messages::World;
use crate::edi::Address as Party;
use crate::edi::{Letter, LetterKind, Named, Thread, Version, compose, message_id as own_id};
use crate::model::rules::Flaws;
use crate::model::{InboxId, Side};
use crate::random::stable_hash;
use crate::record::Request;
use crate::routing::{self, Address};
use crate::time::Instant;

/// A request of the scenario with this message id, of about so many bytes; `None`: as long as such messages are.
pub fn write(
    world: &World,
    (request, letter): (&Request, &routing::Letter<'_>),
    message_id: &str,
    bytes: Option<usize>,
) -> Vec<u8> {
    let (sender, receiver) = (party(world, letter.sender), chosen(world, letter.receiver, letter.group));
    let from = world.model.senders[request.sender.index()].organisation;
    let written = Letter {
        run: world.seed,
        message: request.draws,
        thread: None,
        purpose: LetterKind::Request,
        version: Version::V1_0,
        generated: &generated(world, request.sent),
        sender,
        receiver,
        second: (letter.receivers > 1).then_some(receiver),
        field: receiver.service.map_or(receiver.organisation.name, |service| service.name),
        contact: "1. november",
        from_municipality: world.model.organisations[from.index()].side == Side::Municipality,
        flaws: letter.flaws,
        misuse: request.misuse,
        bytes,
    };
    let mut document = compose(&written);
    rename(&mut document, &own_id(world.seed, request.draws), message_id);
    document
}

/// A reply to, or a question about, a request: who writes to whom, under which message id, about which other one.
pub struct Further<'a> {
    pub purpose: LetterKind,
    pub from: u32,
    pub to: u32,
    pub message_id: &'a str,
    pub about: &'a str,
    pub at: Instant,
    /// The inbox that it is for, where the receiver's senders choose it.
    pub inbox: Option<InboxId>,
}

/// The document of a reply or a question.
pub fn write_further(world: &World, request: &Request, further: &Further<'_>) -> Vec<u8> {
    let [own, parent] = [further.message_id, further.about].map(stable_hash);
    let receiver = chosen(world, Address::HerId(further.to), further.inbox);
    let written = Letter {
        run: world.seed,
        message: own,
        thread: Some(Thread { parent, first: parent }),
        purpose: further.purpose,
        version: Version::V1_0,
        generated: &generated(world, further.at),
        sender: party(world, Address::HerId(further.from)),
        receiver,
        second: None,
        field: receiver.service.map_or(receiver.organisation.name, |service| service.name),
        contact: "1. november",
        from_municipality: further.from != world.addressing.sender(request.sender),
        flaws: Flaws::NONE,
        misuse: None,
        bytes: None,
    };
    let mut document = compose(&written);
    rename(&mut document, &own_id(world.seed, own), further.message_id);
    rename(&mut document, &own_id(world.seed, parent), further.about);
    document
}

/// Puts another message id of the same length in the place of one, wherever it stands.
pub fn rename(document: &mut [u8], from: &str, to: &str) {
    assert_eq!(from.len(), to.len(), "message ids are UUIDs");
    let mut place = 0;
    while let Some(step) = document[place..].windows(from.len()).position(|bytes| bytes == from.as_bytes()) {
        place += step + to.len();
        document[place - to.len()..place].copy_from_slice(to.as_bytes());
    }
}

/// A receiver with the work group that its senders choose.
fn chosen<'a>(world: &'a World, address: Address<'a>, group: Option<InboxId>) -> Party<'a> {
    let mut receiver = party(world, address);
    if let (Some(service), Some(group)) = (&mut receiver.service, group) {
        service.local_id = Some(&world.model.inboxes[group.index()].key);
    }
    receiver
}

/// Organisation and service of an address; of one that is not registered, the number alone.
fn party<'a>(world: &'a World, address: Address<'a>) -> Party<'a> {
    let her_id = match address {
        Address::HerId(her_id) => her_id,
        Address::Service(name) => world.register.her_id_of(name).unwrap_or(0),
    };
    let name_it = |name: &'a str, her_id| Named { name, her_id, organisation_number: None, local_id: None };
    let known = world.register.by_her_id(her_id);
    let organisation = known.map(|party| match party {
        routing::Party::Organisation(id) | routing::Party::Closed { organisation: id, .. } => id,
        _ => world.model.services[party.service().expect("it has one").index()].organisation,
    });
    let service = known.and_then(|party| party.service()).map(|id| &world.model.services[id.index()]);
    let is_organisation = matches!(known, Some(routing::Party::Organisation(_)));
    let around = match organisation.map(|id| &world.model.organisations[id.index()]) {
        Some(organisation) => name_it(&organisation.name, organisation.her_id),
        None => name_it("Ukjent", her_id),
    };
    let inside = service.map_or("Tjeneste", |service| service.name.as_str());
    Party { organisation: around, service: (!is_organisation).then(|| name_it(inside, her_id)) }
}

fn generated(world: &World, at: Instant) -> String {
    let local = world.model.calendar.local(at);
    let seconds = local.time_of_day.seconds();
    let (ahead, sign) =
        (local.offset_seconds.unsigned_abs(), if local.offset_seconds < 0 { '-' } else { '+' });
    let clock = |seconds: u32| (seconds / 3_600, seconds / 60 % 60);
    let ((hour, minute), (ahead_hours, ahead_minutes)) = (clock(seconds), clock(ahead));
    format!(
        "{}T{hour:02}:{minute:02}:{:02}{sign}{ahead_hours:02}:{ahead_minutes:02}",
        local.date,
        seconds % 60
    )
}
