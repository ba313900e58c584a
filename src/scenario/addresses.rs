//! Who sends and who is addressed: names, addresses and wildcards of `from` and `to`.
//!
//! Knows organisations and services; nothing of rates.

use super::build::Build;
use super::catalogue;
use super::faults::nearest;
use super::item::Item;
use super::path;
use crate::model::{OrganisationId, ServiceId, Side};
use crate::text::Words;
use crate::text::scenario as say;
use std::collections::BTreeSet;

/// One end of a row: a service, a service that is not registered, or a bare municipality.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// `Saksbehandling@bergen`, or the municipality's key.
    pub address: String,
    pub organisation: OrganisationId,
    pub service: Option<ServiceId>,
}

impl End {
    /// The service's name, registered or not; `None` for a bare municipality.
    pub fn name(&self) -> Option<&str> {
        self.address.rsplit_once('@').map(|(name, _)| name)
    }
}

/// Which end is read; `to` knows the side of `from`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    From,
    To(Side),
}

/// The ends that an item names, each once, in order. Faults are told at the item.
pub fn read(build: &Build<'_>, item: &Item<'_>, which: Which) -> Vec<End> {
    let mut ends = Vec::new();
    let mut seen = BTreeSet::new();
    for item in item.one_or_more() {
        let Some(text) = item.text() else { continue };
        match resolve(build, text, which) {
            Ok(found) => ends.extend(found.into_iter().filter(|end| seen.insert(end.address.clone()))),
            Err((rule, remedy)) => item.fault_with(rule, remedy),
        }
    }
    ends
}

type Refusal = (Words, Option<Words>);

fn resolve(build: &Build<'_>, text: &str, which: Which) -> Result<Vec<End>, Refusal> {
    for (prefix, side) in [("municipality.", Side::Municipality), ("hospital.", Side::Hospital)] {
        if let Some(key) = text.strip_prefix(prefix) {
            return organisations(build, key, side, which);
        }
    }
    match text.rsplit_once('@') {
        Some((name, key)) => addresses(build, name, key, which),
        None => named(build, text, which),
    }
}

/// `municipality.*`: bare municipalities as senders; else all services of the organisations.
fn organisations(build: &Build<'_>, key: &str, side: Side, which: Which) -> Result<Vec<End>, Refusal> {
    let found = fitting(build, key, Some(side));
    if found.is_empty() {
        return Err((say::no_such_organisation(), near_organisation(build, key)));
    }
    if side == Side::Municipality && which == Which::From {
        let bare = |id: OrganisationId| End {
            address: build.organisations[id.index()].key.clone(),
            organisation: id,
            service: None,
        };
        return Ok(found.into_iter().map(bare).collect());
    }
    let ends: Vec<End> = found.into_iter().flat_map(|id| registered(build, "*", id)).collect();
    if ends.is_empty() { Err((say::no_services_there(), None)) } else { Ok(ends) }
}

fn fitting(build: &Build<'_>, pattern: &str, side: Option<Side>) -> Vec<OrganisationId> {
    let all = build.organisations.iter().enumerate();
    all.filter(|(_, o)| side.is_none_or(|side| o.side == side) && path::fits(pattern, &o.key))
        .map(|(index, _)| OrganisationId::from(index))
        .collect()
}

fn registered(build: &Build<'_>, pattern: &str, organisation: OrganisationId) -> Vec<End> {
    let all = build.services.iter().enumerate();
    all.filter(|(_, s)| s.organisation == organisation && path::fits(pattern, &s.name))
        .map(|(index, s)| End {
            address: s.address.clone(),
            organisation,
            service: Some(ServiceId::from(index)),
        })
        .collect()
}

/// `Saksbehandling@bergen`, `*@bergen`, `Saksbehandling@*`.
fn addresses(build: &Build<'_>, name: &str, key: &str, which: Which) -> Result<Vec<End>, Refusal> {
    let found = fitting(build, key, None);
    if found.is_empty() {
        return Err((say::no_such_organisation(), near_organisation(build, key)));
    }
    let mut ends = Vec::new();
    for id in found {
        let there = registered(build, name, id);
        if there.is_empty() && which != Which::From && unregistered(build, name, id) {
            ends.push(missing(build, name, id));
        }
        ends.extend(there);
    }
    if ends.is_empty() {
        return Err((say::no_such_address(), near_address(build, &format!("{name}@{key}"))));
    }
    Ok(ends)
}

/// Whether it is a municipal service that this municipality could register.
fn unregistered(build: &Build<'_>, name: &str, organisation: OrganisationId) -> bool {
    build.side(organisation) == Side::Municipality && !path::is_pattern(name) && is_municipal(build, name)
}

fn missing(build: &Build<'_>, name: &str, organisation: OrganisationId) -> End {
    let key = &build.organisations[organisation.index()].key;
    End { address: format!("{name}@{key}"), organisation, service: None }
}

/// Known to the catalogue as a municipality's, or registered at some municipality.
fn is_municipal(build: &Build<'_>, name: &str) -> bool {
    let known = catalogue::service(name).is_some_and(|known| known.municipal);
    known || build.services.iter().any(|s| s.name == name && build.side(s.organisation) == Side::Municipality)
}

/// A bare name: at each municipality when sent from a hospital, else where it is unique.
fn named(build: &Build<'_>, name: &str, which: Which) -> Result<Vec<End>, Refusal> {
    if which == Which::To(Side::Hospital) && !path::is_pattern(name) && is_municipal(build, name) {
        let each = |id| registered(build, name, id).pop().unwrap_or_else(|| missing(build, name, id));
        return Ok(build.municipalities().map(each).collect());
    }
    let side = match which {
        Which::To(Side::Municipality) => Some(Side::Hospital),
        Which::To(Side::Hospital) => Some(Side::Municipality),
        Which::From => None,
    };
    let mut ends: Vec<End> =
        fitting(build, "*", side).into_iter().flat_map(|id| registered(build, name, id)).collect();
    ends.sort_by_key(|end| end.service);
    let municipal = ends.iter().all(|end| build.side(end.organisation) == Side::Municipality);
    if ends.is_empty() {
        return Err((say::no_such_address(), near_name(build, name, which)));
    }
    if ends.len() > 1 && !municipal && !path::is_pattern(name) {
        let addresses: Vec<String> = ends.iter().map(|end| format!("\"{}\"", end.address)).collect();
        return Err((say::not_unique(), Some(say::there_are(addresses.join(", ")))));
    }
    Ok(ends)
}

fn near_organisation(build: &Build<'_>, key: &str) -> Option<Words> {
    nearest(key, build.organisations.iter().map(|o| o.key.as_str())).map(say::did_you_mean)
}

fn near_address(build: &Build<'_>, address: &str) -> Option<Words> {
    let near = nearest(address, build.services.iter().map(|s| s.address.as_str()));
    near.map(|near| say::did_you_mean(format!("\"{near}\"")))
}

fn near_name(build: &Build<'_>, name: &str, which: Which) -> Option<Words> {
    // A key alone: `bergen` for `municipality.bergen`.
    if let Some(&id) = build.organisation_by_key.get(name) {
        let prefix = if build.side(id) == Side::Hospital { "hospital" } else { "municipality" };
        return Some(say::did_you_mean(format!("\"{prefix}.{name}\"")));
    }
    let municipal = catalogue::service_names().filter(|name| {
        which == Which::To(Side::Hospital) && catalogue::service(name).is_some_and(|s| s.municipal)
    });
    let mut names: Vec<&str> = build.services.iter().map(|s| s.name.as_str()).collect();
    for name in municipal {
        names.push(name);
    }
    nearest(name, names).map(|near| say::did_you_mean(format!("\"{near}\"")))
}
