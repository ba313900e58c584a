//! A message of the scenario as the document that is sent: addressed by the register, about somebody made up.

use super::messages::World;
use crate::demand::Born;
use crate::edi::Address as Party;
use crate::edi::{Letter, LetterKind, Named, Version, compose, message_id as own_id};
use crate::model::Side;
use crate::routing::{self, Address};
use crate::time::Instant;

/// The bytes of a document with this message id.
pub fn write(world: &World, (born, letter): (&Born, &routing::Letter<'_>), message_id: &str) -> Vec<u8> {
    let (sender, mut receiver) = (party(world, letter.sender), party(world, letter.receiver));
    if let (Some(service), Some(group)) = (&mut receiver.service, letter.group) {
        service.local_id = Some(&world.model.inboxes[group.index()].key);
    }
    let request = &born.request;
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
        bytes: None,
    };
    named(compose(&written), &own_id(world.seed, request.draws), message_id)
}

/// The same document with another message id: one that says by itself which message of which run it is.
fn named(mut document: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let place = document.windows(from.len()).position(|bytes| bytes == from.as_bytes());
    let place = place.expect("a document holds its own id");
    document[place..place + to.len()].copy_from_slice(to.as_bytes());
    document
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
