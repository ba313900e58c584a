//! Who is who: the scenario's parties, which of them the server itself is the record system of, and the order of
//! their inboxes. Knows no store and no interface.

use super::envelope::{Envelope, Kind};
use crate::model::{Discipline, InboxId, Model, Side};
use crate::random::child;
use crate::routing::{Party, Register};

/// The scenario as the server sees it.
pub struct House {
    pub model: Model,
    pub register: Register,
    /// By service: whether the server is its record system.
    inside: Vec<bool>,
}

impl House {
    /// Hospitals are inside and municipalities outside, but for the addresses that are named (`*@bergen`,
    /// `Saksbehandling@*`); outside wins.
    pub fn new(model: Model, inside: &[String], outside: &[String]) -> House {
        let register = Register::new(&model);
        let names = |list: &[String], address: &str| list.iter().any(|pattern| fits(pattern, address));
        let is_inside = |service: &crate::model::Service| {
            let hospital = model.organisations[service.organisation.index()].side == Side::Hospital;
            (hospital || names(inside, &service.address)) && !names(outside, &service.address)
        };
        let inside = model.services.iter().map(is_inside).collect();
        House { model, register, inside }
    }

    /// Whether the server is this party's record system.
    pub fn is_inside(&self, her_id: u32) -> bool {
        let service = self.register.by_her_id(her_id).as_ref().and_then(Party::service);
        service.is_some_and(|id| self.inside[id.index()])
    }

    /// What stands for the inboxes in a store: another list is another scenario.
    pub fn inboxes(&self) -> String {
        let keys: Vec<&str> = self.model.inboxes.iter().map(|inbox| inbox.key.as_str()).collect();
        keys.join("\n")
    }

    pub fn inbox(&self, key: &str) -> Option<InboxId> {
        self.model.inboxes.iter().position(|inbox| inbox.key == key).map(InboxId::from)
    }

    /// Organisation and service (if it is one) of a party by name, as documents write them.
    pub fn names(&self, her_id: u32) -> Option<Names<'_>> {
        let organisation = match self.register.by_her_id(her_id)? {
            Party::Organisation(id) | Party::Closed { organisation: id, .. } => id,
            party => self.model.services[party.service()?.index()].organisation,
        };
        let organisation = &self.model.organisations[organisation.index()];
        let service = self.model.services.iter().find(|service| service.her_id == her_id);
        Some(Names {
            organisation: (&organisation.name, organisation.her_id),
            service: service.map(|service| (service.name.as_str(), service.her_id)),
        })
    }

    /// Where replies to a party come in: its own inbox, the parent group, under direct intake the first work group.
    pub fn own_inbox(&self, her_id: u32) -> Option<InboxId> {
        match self.register.by_her_id(her_id)? {
            Party::Sorted { parent, .. } => Some(parent),
            Party::Direct { first, .. } => Some(first),
            Party::Own { inbox, .. } => Some(inbox),
            Party::Closed { .. } | Party::Organisation(_) => None,
        }
    }

    /// By the inbox's discipline. A document says nothing of its class or of the time that it takes: there `fifo` holds.
    pub fn rank(&self, envelope: &Envelope) -> i64 {
        let Some(inbox) = envelope.inbox else { return 0 };
        match self.model.inboxes[inbox.index()].discipline {
            Discipline::Fifo | Discipline::UrgentFirst | Discipline::ShortestFirst => 0,
            Discipline::Lifo => -envelope.turn,
            Discipline::Random => child(envelope.row.0 as u64, 0, envelope.turn as u64) as i64,
            // What has no limit of its own comes last, as in the simulation.
            Discipline::EarliestDue if envelope.kind != Kind::Request => i64::MAX,
            Discipline::EarliestDue => {
                let (calendar, deadline) = (&self.model.calendar, &self.model.deadline);
                let known = (calendar.start()..calendar.end()).contains(&envelope.received);
                let limit =
                    known.then(|| deadline.rule.last_instant(calendar, envelope.received, deadline.limit));
                limit.map_or(envelope.received.micros(), |limit| limit.micros())
            }
        }
    }
}

/// Name and HER-id at both levels.
pub struct Names<'a> {
    pub organisation: (&'a str, u32),
    pub service: Option<(&'a str, u32)>,
}

/// `*` stands for any text.
fn fits(pattern: &str, address: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = address.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, address, fit) in [
            ("*@bergen", "Saksbehandling@bergen", true),
            ("Saksbehandling@*", "Saksbehandling@bergen", true),
            ("S*@b*n", "Saksbehandling@bergen", true),
            ("Saksbehandling@bergen", "Saksbehandling@bergen", true),
            ("Saksbehandling@berge", "Saksbehandling@bergen", false),
            ("*@voss", "Saksbehandling@bergen", false),
            ("*", "anything", true),
        ] {
            assert_eq!(fits(pattern, address), fit, "{pattern} {address}");
        }
    }
}
