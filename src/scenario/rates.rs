//! A row's rate, shared out to its targets; and its senders with their weights.
//!
//! Knows inhabitants and the weights of services; nothing of profiles.

use super::addresses::End;
use super::build::Build;
use super::catalogue;
use super::cursor::Section;
use super::faults::nearest;
use super::path;
use crate::model::{OrganisationId, Receiver, Sender, SenderId, Side, Target};
use crate::stats::Share;
use crate::text::scenario as say;
use std::collections::{BTreeMap, BTreeSet};

/// Weeks of the mean calendar year.
pub const WEEKS_A_YEAR: f64 = 365.25 / 7.0;

/// How a row's rate is written.
#[derive(Clone, Copy)]
pub enum Rate {
    PerWeek(f64),
    /// Per 1,000 inhabitants a year, at the municipality's end.
    PerThousand(f64),
    /// A table says it.
    None,
}

/// Weights of service names: the row's, else the catalogue's.
pub struct Weights {
    own: BTreeMap<String, f64>,
}

impl Weights {
    pub fn read(section: &Section<'_>, ends: &[&End]) -> Weights {
        let mut own = BTreeMap::new();
        let entries = section.get("weights").and_then(|weights| weights.entries()).unwrap_or_default();
        for (name, item) in entries {
            let names = || ends.iter().filter_map(|end| end.name());
            if !names().any(|known| known == name) {
                item.fault_with(say::weight_of_nobody(), nearest(name, names()).map(say::did_you_mean));
            }
            own.insert(name.to_owned(), item.number(0.0, 1e9).unwrap_or(1.0));
        }
        Weights { own }
    }

    fn of(&self, end: &End) -> f64 {
        let Some(name) = end.name() else { return 1.0 };
        let known = || catalogue::service(name).map(|known| known.weight());
        self.own.get(name).copied().or_else(known).unwrap_or(1.0)
    }

    /// Notes the catalogue's weights as used, where there is something to weigh.
    pub fn note(&self, section: &Section<'_>, ends: &[End]) {
        let names: BTreeSet<&str> = ends.iter().filter_map(End::name).collect();
        for name in names.iter().filter(|name| names.len() > 1 && !self.own.contains_key(**name)) {
            if let Some(known) = catalogue::service(name) {
                let path = path::join(&path::join(&section.path, "weights"), name);
                section.ctx.note(known.weight, path);
            }
        }
    }
}

fn inhabitants(build: &Build<'_>, organisation: OrganisationId) -> u32 {
    build.organisations[organisation.index()].inhabitants
}

/// The targets with their rates a week.
pub fn targets(
    build: &Build<'_>,
    rate: &Rate,
    (from, to): (&[End], &[End]),
    weights: &Weights,
) -> Vec<Target> {
    let mut shares: Vec<f64> = to.iter().map(|end| weights.of(end)).collect();
    if shares.iter().all(|share| *share == 0.0) {
        shares.iter_mut().for_each(|share| *share = 1.0);
    }
    let towns = |ends: &[End]| -> BTreeMap<OrganisationId, f64> {
        let all = ends.iter().filter(|end| build.side(end.organisation) == Side::Municipality);
        all.map(|end| (end.organisation, f64::from(inhabitants(build, end.organisation)))).collect()
    };
    let (senders, receivers) = (towns(from), towns(to));
    // Where targets are in several municipalities, the larger one has more.
    let spread = receivers.len() > 1;
    let weight = |(end, share): (&End, f64)| {
        let people = receivers.get(&end.organisation).copied().unwrap_or(1.0);
        if spread { share * people } else { share }
    };
    let weighed: Vec<f64> = to.iter().zip(shares.iter().copied()).map(weight).collect();
    let whole: f64 = weighed.iter().sum();
    let total = match rate {
        Rate::PerWeek(total) => *total,
        Rate::PerThousand(each) if receivers.is_empty() => {
            each * senders.values().sum::<f64>() / 1000.0 / WEEKS_A_YEAR
        }
        _ => 0.0,
    };
    let mut at_town: BTreeMap<OrganisationId, f64> = BTreeMap::new();
    for (end, share) in to.iter().zip(&shares) {
        *at_town.entry(end.organisation).or_default() += share;
    }
    let per_week = |index: usize, end: &End| match rate {
        Rate::PerThousand(each) if !receivers.is_empty() => {
            let there = at_town[&end.organisation];
            let part = if there > 0.0 { shares[index] / there } else { 0.0 };
            each * receivers[&end.organisation] / 1000.0 / WEEKS_A_YEAR * part
        }
        _ if whole > 0.0 => total * weighed[index] / whole,
        _ => 0.0,
    };
    let target = |(index, end): (usize, &End)| Target {
        address: end.address.clone(),
        organisation: end.organisation,
        service: end.service,
        per_week: per_week(index, end),
        senders: Vec::new(),
    };
    to.iter().enumerate().map(target).collect()
}

/// Whether a rate or a choice of senders needs inhabitants that are not written; told once.
pub fn check_inhabitants(build: &Build<'_>, section: &Section<'_>, rate: &Rate, ends: (&[End], &[End])) {
    let towns = |ends: &[End]| -> Vec<OrganisationId> {
        let mut all: Vec<OrganisationId> = ends
            .iter()
            .map(|end| end.organisation)
            .filter(|id| build.side(*id) == Side::Municipality)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (senders, receivers) = (towns(ends.0), towns(ends.1));
    let spread = receivers.len() > 1 && matches!(rate, Rate::PerWeek(_));
    let needed = matches!(rate, Rate::PerThousand(_)) || senders.len() > 1 || spread;
    let missing = senders.iter().chain(&receivers).find(|id| inhabitants(build, **id) == 0);
    if let (true, Some(id)) = (needed, missing) {
        section.fault(say::inhabitants_needed(&build.organisations[id.index()].key));
    }
}

/// The senders of a row with whole-number weights: inhabitants, and weights of services in thousandths.
pub fn senders(build: &mut Build<'_>, from: &[End], weights: &Weights) -> Vec<(SenderId, u64)> {
    let bare = from.iter().all(|end| end.service.is_none());
    let mut list = Vec::new();
    for end in from {
        let people = match build.side(end.organisation) {
            Side::Municipality => u64::from(inhabitants(build, end.organisation)),
            Side::Hospital => 1,
        };
        let thousandths = if bare { 1 } else { (weights.of(end) * 1000.0).round() as u64 };
        list.push((sender(build, end), people.max(1).saturating_mul(thousandths)));
    }
    if list.iter().all(|(_, weight)| *weight == 0) {
        list.iter_mut().for_each(|(_, weight)| *weight = 1);
    }
    list.retain(|(_, weight)| *weight > 0);
    list
}

/// The sender of that organisation and service, with its own inbox.
fn sender(build: &mut Build<'_>, end: &End) -> SenderId {
    let key = (end.organisation, end.service);
    if let Some(&known) = build.sender_by_end.get(&key) {
        return known;
    }
    let id = SenderId::from(build.senders.len());
    let service = end.service.or_else(|| build.service_at("Saksbehandling", end.organisation));
    let inboxes = match service.map(|service| build.services[service.index()].receiver) {
        None => Vec::new(),
        Some(Receiver::Inbox(inbox)) => vec![(inbox, Share::ONE)],
        Some(Receiver::Department(department)) => {
            let department = &build.departments[department.index()];
            match department.intake {
                crate::model::Intake::ParentGroup => vec![(department.parent, Share::ONE)],
                crate::model::Intake::Direct => department.groups.clone(),
            }
        }
    };
    build.senders.push(Sender { organisation: end.organisation, service: end.service, inboxes });
    build.sender_by_end.insert(key, id);
    id
}
