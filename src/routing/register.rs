//! The register of addresses: who has a HER-id, and what the register says of it.
//!
//! Look-up by HER-id or by service address, without allocation. Does not know what a message is.

use crate::model::rules::Misuse;
use crate::model::{
    DemandRow, DepartmentId, InboxId, Intake, Model, OrganisationId, Receiver, ServiceId, ServiceKind, Side,
};
use crate::random::stable_hash;

/// What stands behind a HER-id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A service behind which a parent group sorts.
    Sorted { service: ServiceId, kind: ServiceKind, parent: InboxId },
    /// A service whose senders choose the work group; `first` is the one for those who do not.
    Direct { service: ServiceId, kind: ServiceKind, department: DepartmentId, first: InboxId },
    /// A municipal service: its own inbox.
    Own { service: ServiceId, kind: ServiceKind, inbox: InboxId },
    /// A service of an organisation that takes no dialogue messages, and is not in the scenario for that reason.
    Closed { organisation: OrganisationId, kind: ServiceKind },
    /// Level 1: it can send nothing and receive nothing itself.
    Organisation(OrganisationId),
}

impl Party {
    /// The service, if it is one of the scenario's.
    pub const fn service(&self) -> Option<ServiceId> {
        match *self {
            Party::Sorted { service, .. } | Party::Direct { service, .. } | Party::Own { service, .. } => {
                Some(service)
            }
            Party::Closed { .. } | Party::Organisation(_) => None,
        }
    }

    /// What the register says that it takes; an organisation takes nothing.
    pub const fn kind(&self) -> Option<ServiceKind> {
        match *self {
            Party::Sorted { kind, .. }
            | Party::Direct { kind, .. }
            | Party::Own { kind, .. }
            | Party::Closed { kind, .. } => Some(kind),
            Party::Organisation(_) => None,
        }
    }
}

/// HER-ids and addresses in tables with at most half of their places taken.
#[derive(Clone, Debug)]
pub struct Register {
    /// HER-id 0: a free place. The id of a place is hashed by multiplication (Knuth, TAOCP 6.4).
    by_her_id: Box<[(u32, Party)]>,
    her_id_shift: u32,
    /// Hash of the address and index into `addresses`; `u32::MAX`: a free place.
    by_address: Box<[(u32, u32)]>,
    addresses: Box<[(Box<str>, u32)]>,
}

const FREE: u32 = u32::MAX;
const NOBODY: (u32, Party) = (0, Party::Organisation(OrganisationId(FREE)));
/// Services that hospitals have and that take no dialogue messages (A4, A5): name, kind.
const CLOSED: [(&str, ServiceKind); 2] = [
    ("Laboratoriemedisin", ServiceKind::LaboratoryOrRadiology),
    ("PLO Innleggelse Somatikk", ServiceKind::Admission),
];
/// The range of derived HER-ids (model, section 1).
const DERIVED: u32 = 2_000_000_000;
const DERIVED_COUNT: u64 = 100_000_000;

impl Register {
    /// All organisations and services of a model, and for each hospital (and whoever else the scenario misuses so)
    /// that registers none a laboratory and an admission service: misuse of them has an address (A4, A5).
    pub fn new(model: &Model) -> Register {
        let services = &model.services;
        let organisations = model.organisations.iter().enumerate();
        let mut entries: Vec<(u32, String, Party)> = organisations
            .map(|(id, one)| (one.her_id, one.key.clone(), Party::Organisation(OrganisationId::from(id))))
            .collect();
        entries.extend(services.iter().enumerate().map(|(id, service)| {
            (service.her_id, service.address.clone(), party(model, ServiceId::from(id)))
        }));
        let mut taken: Vec<u32> = entries.iter().map(|entry| entry.0).collect();
        taken.sort_unstable();
        for (index, organisation) in model.organisations.iter().enumerate() {
            let id = OrganisationId::from(index);
            let has = |kind| services.iter().any(|s| s.organisation == id && s.kind == kind);
            let misused = organisation.side == Side::Hospital || is_misused(model, id);
            for (name, kind) in CLOSED.iter().filter(|(_, kind)| misused && !has(*kind)) {
                let address = format!("{name}@{}", organisation.key);
                let her_id = free_her_id(&address, &mut taken);
                entries.push((her_id, address, Party::Closed { organisation: id, kind: *kind }));
            }
        }
        Register::of(&entries)
    }

    fn of(entries: &[(u32, String, Party)]) -> Register {
        let places = (entries.len() * 2).next_power_of_two().max(2);
        let her_id_shift = 32 - places.trailing_zeros();
        let mut by_her_id = vec![NOBODY; places].into_boxed_slice();
        let mut by_address = vec![(0, FREE); places].into_boxed_slice();
        for (index, (her_id, address, party)) in entries.iter().enumerate() {
            let mut place = spread(*her_id, her_id_shift);
            while by_her_id[place].0 != 0 {
                place = (place + 1) & (places - 1);
            }
            by_her_id[place] = (*her_id, *party);
            let hash = stable_hash(address) as u32;
            let mut place = spread(hash, her_id_shift);
            while by_address[place].1 != FREE {
                place = (place + 1) & (places - 1);
            }
            by_address[place] = (hash, index as u32);
        }
        let addresses =
            entries.iter().map(|(her_id, address, _)| (address.as_str().into(), *her_id)).collect();
        Register { by_her_id, her_id_shift, by_address, addresses }
    }

    /// What the register says of a HER-id; `None`: it is not registered.
    #[inline]
    pub fn by_her_id(&self, her_id: u32) -> Option<Party> {
        let mut place = spread(her_id, self.her_id_shift);
        loop {
            match self.by_her_id[place] {
                (0, _) => return None,
                (found, party) if found == her_id => return Some(party),
                _ => place = (place + 1) & (self.by_her_id.len() - 1),
            }
        }
    }

    /// The HER-id of a service address (`Lungesykdommer@haukeland`), or of an organisation's key.
    pub fn her_id_of(&self, address: &str) -> Option<u32> {
        let hash = stable_hash(address) as u32;
        let mut place = spread(hash, self.her_id_shift);
        loop {
            match self.by_address[place] {
                (_, FREE) => return None,
                (found, index) if found == hash && *self.addresses[index as usize].0 == *address => {
                    return Some(self.addresses[index as usize].1);
                }
                _ => place = (place + 1) & (self.by_address.len() - 1),
            }
        }
    }

    /// The HER-id of an organisation's service of a kind that takes no dialogue messages.
    pub fn closed(&self, model: &Model, organisation: OrganisationId, kind: ServiceKind) -> Option<u32> {
        let of_scenario = |party: &Party| match party.service() {
            Some(id) => model.services[id.index()].organisation == organisation && party.kind() == Some(kind),
            None => *party == Party::Closed { organisation, kind },
        };
        let mut known = self.addresses.iter().map(|(_, her_id)| *her_id);
        known.find(|her_id| self.by_her_id(*her_id).is_some_and(|party| of_scenario(&party)))
    }

    /// All HER-ids with their addresses, organisations first, in the scenario's order.
    pub fn addresses(&self) -> impl Iterator<Item = (&str, u32)> {
        self.addresses.iter().map(|(address, her_id)| (&**address, *her_id))
    }
}

#[inline]
const fn spread(hash: u32, shift: u32) -> usize {
    (hash.wrapping_mul(0x9E37_79B1) >> shift) as usize
}

fn party(model: &Model, id: ServiceId) -> Party {
    let service = &model.services[id.index()];
    let kind = service.kind;
    let department = match service.receiver {
        Receiver::Inbox(inbox) => return Party::Own { service: id, kind, inbox },
        Receiver::Department(department) => department,
    };
    let behind = &model.departments[department.index()];
    match behind.intake {
        Intake::ParentGroup => Party::Sorted { service: id, kind, parent: behind.parent },
        Intake::Direct => Party::Direct { service: id, kind, department, first: behind.groups[0].0 },
    }
}

fn is_misused(model: &Model, organisation: OrganisationId) -> bool {
    let aims_there = |row: &&DemandRow| row.targets.iter().any(|target| target.organisation == organisation);
    let misuse = |row: &DemandRow| row.misuse.iter().any(|(m, _)| matches!(m, Misuse::A4 | Misuse::A5));
    model.demand.iter().filter(aims_there).any(misuse)
}

fn free_her_id(address: &str, taken: &mut Vec<u32>) -> u32 {
    let mut her_id = DERIVED + (stable_hash(address) % DERIVED_COUNT) as u32;
    loop {
        match taken.binary_search(&her_id) {
            Ok(_) => her_id = DERIVED + (her_id - DERIVED + 1) % DERIVED_COUNT as u32,
            Err(place) => {
                taken.insert(place, her_id);
                return her_id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::testing::model;

    #[test]
    fn everybody_is_found_and_nobody_else() {
        let model = model();
        let register = Register::new(&model);
        let mut seen = std::collections::BTreeSet::new();
        for (address, her_id) in register.addresses() {
            assert!(seen.insert(her_id), "{address} shares its HER-id");
            assert_eq!(register.her_id_of(address), Some(her_id));
            assert!(register.by_her_id(her_id).is_some(), "{address}");
        }
        for service in &model.services {
            let party = register.by_her_id(service.her_id).expect("registered");
            assert_eq!(model.services[party.service().expect("a service").index()].address, service.address);
        }
        let others = (1..100_000).filter(|her_id| !seen.contains(her_id));
        assert!(others.into_iter().all(|her_id| register.by_her_id(her_id).is_none()));
        assert_eq!(register.her_id_of("Lungesykdommer@ingensteds"), None);
    }

    #[test]
    fn a_hospital_has_addresses_that_take_nothing() {
        let model = model();
        let register = Register::new(&model);
        let hospital =
            model.organisations.iter().position(|o| o.side == Side::Hospital).expect("there is one");
        for kind in [ServiceKind::LaboratoryOrRadiology, ServiceKind::Admission] {
            let her_id = register.closed(&model, OrganisationId::from(hospital), kind).expect("derived");
            let organisation = OrganisationId::from(hospital);
            assert_eq!(register.by_her_id(her_id), Some(Party::Closed { organisation, kind }));
        }
    }
}
