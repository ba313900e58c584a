//! Hospitals, municipalities and their services, with HER-ids.
//!
//! Knows no inbox settings and no people.

use super::build::Build;
use super::catalogue;
use super::cursor::Section;
use super::faults::nearest;
use super::item::Item;
use crate::model::{InboxId, Organisation, OrganisationId, Receiver, Service, ServiceId, ServiceKind, Side};
use crate::random::stable_hash;
use crate::text::scenario as say;
use std::collections::BTreeSet;

/// Range of HER-ids that are not in use, for those that are not written.
const SYNTHETIC: std::ops::Range<u32> = 2_000_000_000..2_100_000_000;

const KINDS: [(&str, ServiceKind); 4] = [
    ("ordinary", ServiceKind::Ordinary),
    ("laboratory", ServiceKind::LaboratoryOrRadiology),
    ("radiology", ServiceKind::LaboratoryOrRadiology),
    ("admission", ServiceKind::Admission),
];

/// HER-ids that are written.
#[derive(Default)]
pub struct HerIds {
    taken: BTreeSet<u32>,
}

/// What is written of a service.
struct Written {
    name: String,
    code: Option<String>,
    code_system: Option<String>,
    kind: ServiceKind,
    her_id: u32,
}

/// Reads `[hospital.*]` and `[municipality.*]`.
pub fn read(build: &mut Build<'_>, top: &Section<'_>) {
    for (key, section) in top.each("hospital") {
        let trust = section.get("trust").and_then(|trust| trust.text()).map(str::to_owned);
        let organisation = Organisation { trust, ..blank(build, key, Side::Hospital, &section) };
        add(build, organisation, &section);
        section.done();
    }
    for (key, section) in top.each("municipality") {
        let number = section.get("number").and_then(|number| municipality_number(&number));
        let inhabitants = inhabitants(&section);
        let mut organisation = blank(build, key, Side::Municipality, &section);
        (organisation.number, organisation.inhabitants) = (number, inhabitants);
        add(build, organisation, &section);
        section.known(&["template", "services"]);
        section.done();
    }
}

fn inhabitants(section: &Section<'_>) -> u32 {
    section.get("inhabitants").and_then(|item| item.loud().whole(1, 100_000_000)).unwrap_or(0)
}

fn blank(build: &mut Build<'_>, key: &str, side: Side, section: &Section<'_>) -> Organisation {
    let name = section.get("name").and_then(|name| name.text()).unwrap_or(key).to_owned();
    let her_id = her_id(build, section);
    Organisation { key: key.to_owned(), name, side, trust: None, number: None, inhabitants: 0, her_id }
}

fn add(build: &mut Build<'_>, organisation: Organisation, section: &Section<'_>) {
    if organisation.key.contains('@') || organisation.key.contains('*') {
        section.fault(say::key_letters());
    }
    let id = OrganisationId::from(build.organisations.len());
    if build.organisation_by_key.insert(organisation.key.clone(), id).is_some() {
        section.fault(say::organisation_twice());
    }
    build.organisations.push(organisation);
}

fn municipality_number(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    item.fault(say::municipality_number());
    None
}

fn her_id(build: &mut Build<'_>, section: &Section<'_>) -> u32 {
    let Some(item) = section.get("her_id") else { return 0 };
    let id = item.whole(1, u32::MAX).unwrap_or(0);
    if id > 0 && !build.her.taken.insert(id) {
        item.fault(say::her_id_twice());
    }
    id
}

/// Gives an id to those that have none: from the key, the next free one if it is taken.
pub fn number(build: &mut Build<'_>) {
    let mut taken = std::mem::take(&mut build.her.taken);
    let mut give = |her_id: &mut u32, key: &str| {
        if *her_id > 0 {
            return;
        }
        let count = SYNTHETIC.end - SYNTHETIC.start;
        let mut id = SYNTHETIC.start + (stable_hash(&format!("her_id.{key}")) % u64::from(count)) as u32;
        while !taken.insert(id) {
            id = if id + 1 == SYNTHETIC.end { SYNTHETIC.start } else { id + 1 };
        }
        *her_id = id;
    };
    build.organisations.iter_mut().for_each(|o| give(&mut o.her_id, &o.key));
    build.services.iter_mut().for_each(|s| give(&mut s.her_id, &s.address));
}

/// Reads the services of every municipality; each is an inbox, which is made later.
pub fn municipal_services(build: &mut Build<'_>, top: &Section<'_>) {
    for (key, section) in top.each("municipality") {
        let Some(&organisation) = build.organisation_by_key.get(key) else { continue };
        let Some(list) = section.get("services").and_then(|services| services.list()) else { continue };
        for item in list {
            let Some(written) = service(build, &item) else { continue };
            let inbox = InboxId::from(build.inboxes.len());
            if add_service(build, &item, written, organisation, Receiver::Inbox(inbox)).is_some() {
                super::inboxes::add_municipal(build, organisation);
            }
        }
    }
}

/// Reads one entry of a department's services.
pub fn hospital_service(
    build: &mut Build<'_>,
    item: &Item<'_>,
    organisation: OrganisationId,
    receiver: Receiver,
) -> Option<ServiceId> {
    let written = service(build, item)?;
    add_service(build, item, written, organisation, receiver)
}

/// A name, or a table with more.
fn service(build: &mut Build<'_>, item: &Item<'_>) -> Option<Written> {
    if item.node.as_table().is_none() {
        let name = item.text()?.to_owned();
        let kind = catalogue::service(&name).map_or("ordinary", |known| known.kind);
        let kind =
            KINDS.iter().find(|(name, _)| *name == kind).map_or(ServiceKind::Ordinary, |(_, kind)| *kind);
        return Some(Written { name, code: None, code_system: None, kind, her_id: 0 });
    }
    let section = item.section().quiet();
    let text = |key| section.get(key).and_then(|item: Item<'_>| item.text()).map(str::to_owned);
    let name = section.need("name").and_then(|name| name.text()).map(str::to_owned);
    let (code, code_system) = (text("code"), text("code_system"));
    let kind = section.get("kind").and_then(|kind| kind.choice(&KINDS)).unwrap_or(ServiceKind::Ordinary);
    let her_id = her_id(build, &section);
    section.done();
    Some(Written { name: name?, code, code_system, kind, her_id })
}

fn add_service(
    build: &mut Build<'_>,
    item: &Item<'_>,
    written: Written,
    organisation: OrganisationId,
    receiver: Receiver,
) -> Option<ServiceId> {
    let owner = &build.organisations[organisation.index()];
    let address = format!("{}@{}", written.name, owner.key);
    let known = catalogue::service(&written.name);
    let municipal = owner.side == Side::Municipality;
    let bad = written.name.trim().is_empty() || written.name.contains(['@', '*']);
    if bad || build.service_by_address.contains_key(&address) {
        item.fault(if bad { say::service_name() } else { say::service_twice(&address) });
        return None;
    }
    if municipal && known.is_none() && written.code.is_none() {
        let names =
            catalogue::service_names().filter(|name| catalogue::service(name).is_some_and(|s| s.municipal));
        if let Some(near) = nearest(&written.name, names) {
            item.fault_with(say::municipal_service_name(), Some(say::did_you_mean(near)));
        }
    }
    let id = ServiceId::from(build.services.len());
    let synthetic = || format!("SYN-{:05}", stable_hash(&written.name) % 100_000);
    build.service_by_address.insert(address.clone(), id);
    build.services.push(Service {
        address,
        organisation,
        receiver,
        kind: written.kind,
        code_system: written.code_system.unwrap_or_else(|| match known {
            Some(known) => known.code_system.to_owned(),
            None => catalogue::code_system(municipal).to_owned(),
        }),
        code: written.code.or_else(|| known?.code.map(str::to_owned)).unwrap_or_else(synthetic),
        name: written.name,
        her_id: written.her_id,
    });
    Some(id)
}
