//! A message of the scenario as the document that is sent: addressed by the register, about somebody made up.

use super::messages::World;
use crate::demand::Born;
use crate::edi::Address as Party;
use crate::edi::{
    Body, Code, Enclosure, Identity, Kind, Mark, Named, Outgoing, Person, Question, Version, write_dialogue,
};
use crate::model::rules::Flaw;
use crate::routing::{self, Address};
use crate::time::Instant;

/// Health information, asked for by the municipality (9152).
const ASKED: Code<'static> = Code { v: "1", s: "2.16.578.1.12.4.1.1.9152", dn: "Helseopplysninger" };
/// Bytes of text that a message has, about as dialogue messages commonly do.
const LONG: usize = 2_000;

/// The bytes of a document with this message id.
pub fn write(world: &World, (born, letter): (&Born, &routing::Letter<'_>), message_id: &str) -> Vec<u8> {
    let (sender, mut receiver) = (party(world, letter.sender), party(world, letter.receiver));
    if let (Some(service), Some(group)) = (&mut receiver.service, letter.group) {
        service.local_id = Some(&world.model.inboxes[group.index()].key);
    }
    let others = vec![receiver; letter.receivers.saturating_sub(1) as usize];
    let (identity, birth) = patient(born.request.draws);
    let patient = Person {
        given_name: "OVERSIKTLIG",
        family_name: "KARAFFEL",
        born: &birth,
        identity: &identity,
        identity_type: "FNR",
    };
    let text = text(&receiver);
    let lost = Enclosure { name: "vedlegg.pdf", mime_type: "application/pdf", bytes: b"%PDF-1.4 lastprove" };
    let message = Outgoing {
        version: Version::V1_0,
        kind: Kind::Request,
        message_id,
        generated: &generated(world, born.request.sent),
        sender,
        receiver,
        others: &others,
        patient: Some(patient),
        conversation: None,
        body: Body::Question(Question { kind: ASKED, text: &text, reason: "Videre oppfølging" }),
        attachments: if letter.flaws.has(Flaw::C5) { std::slice::from_ref(&lost) } else { &[] },
    };
    let mut bytes = Vec::with_capacity(6_000);
    write_dialogue(&message, &mut bytes);
    bytes
}

/// Organisation and service of an address; of one that is not registered, the number alone.
fn party<'a>(world: &'a World, address: Address<'a>) -> Party<'a> {
    let her_id = match address {
        Address::HerId(her_id) => her_id,
        Address::Service(name) => world.register.her_id_of(name).unwrap_or(0),
    };
    let named = |name: &'a str, her_id| Named { name, her_id, organisation_number: None, local_id: None };
    let known = world.register.by_her_id(her_id);
    let organisation = known.map(|party| match party {
        routing::Party::Organisation(id) | routing::Party::Closed { organisation: id, .. } => id,
        _ => world.model.services[party.service().expect("it has one").index()].organisation,
    });
    let service = known.and_then(|party| party.service()).map(|id| &world.model.services[id.index()]);
    let is_organisation = matches!(known, Some(routing::Party::Organisation(_)));
    let around = match organisation.map(|id| &world.model.organisations[id.index()]) {
        Some(organisation) => named(&organisation.name, organisation.her_id),
        None => named("Ukjent", her_id),
    };
    let inside = service.map_or("Tjeneste", |service| service.name.as_str());
    Party { organisation: around, service: (!is_organisation).then(|| named(inside, her_id)) }
}

/// A made-up person, the same for the same message: number and date of birth.
fn patient(draws: u64) -> (String, String) {
    let (day, month, year) =
        ((draws % 28 + 1) as u32, (draws >> 8) as u32 % 12 + 1, (draws >> 16) as u32 % 60 + 1940);
    let first = (draws >> 32) as u32 % 500;
    // About every sixth three digits have no check digits.
    let number = (0..500)
        .find_map(|step| Identity::synthetic((day, month, year), (first + step) % 500, Mark::Month80));
    (number.expect("some of five hundred have"), format!("{year:04}-{month:02}-{day:02}"))
}

fn text(receiver: &Party<'_>) -> String {
    let service = receiver.service.map_or(receiver.organisation.name, |service| service.name);
    let mut text =
        format!("{service}. Gjelder henvisning av 1. november. Syntetisk melding fra en lastprøve.");
    while text.len() < LONG {
        text.push_str(" Pasienten er oppdiktet, og teksten fyller ut til vanlig lengde.");
    }
    text
}

fn generated(world: &World, at: Instant) -> String {
    let local = world.model.calendar.local(at);
    let seconds = local.time_of_day.seconds();
    format!("{}T{:02}:{:02}:{:02}", local.date, seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
