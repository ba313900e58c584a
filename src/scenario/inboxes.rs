//! Inboxes: discipline, times, and who answers with what time law.
//!
//! Knows departments and services only as what stands behind an inbox.

use super::build::Build;
use super::catalogue;
use super::cursor::Section;
use super::departments::{level, nothing, sums_to_whole};
use super::faults::nearest;
use super::item::Item;
use super::stages;
use crate::model::{
    DepartmentId, Discipline, Inbox, InboxId, InboxKind, OrganisationId, Receiver, RoleId, StaffGroup, Way,
};
use crate::random::Law;
use crate::stats::Share;
use crate::text::scenario as say;
use std::collections::BTreeMap;

const KINDS: [(&str, InboxKind); 2] =
    [("outpatient_clinic", InboxKind::OutpatientClinic), ("ward", InboxKind::Ward)];

/// The `[inbox.*]` tables by key.
pub type Tables<'t> = BTreeMap<&'t str, Section<'t>>;

pub fn tables<'t>(top: &Section<'t>) -> Tables<'t> {
    top.each("inbox").into_iter().map(|(key, section)| (key, section.loud())).collect()
}

/// The inbox `KEY-inntak` of a department; its settings stand under `parent_group`.
pub fn add_parent(
    build: &mut Build<'_>,
    (key, name): (&str, &str),
    organisation: OrganisationId,
    department: DepartmentId,
    section: &Section<'_>,
) -> InboxId {
    let name = match section.get("name").and_then(|name| name.text()) {
        Some(name) => name.to_owned(),
        None => format!("{name}, inntak"),
    };
    let mut inbox = blank(format!("{key}-inntak"), organisation, InboxKind::ParentGroup);
    (inbox.name, inbox.department) = (name, Some(department));
    times(&mut inbox, section, false);
    add(build, inbox)
}

/// A work group's inbox; `None` if the key is taken.
pub fn add_group(
    build: &mut Build<'_>,
    key: &str,
    organisation: OrganisationId,
    department: DepartmentId,
    tables: &Tables<'_>,
) -> Option<InboxId> {
    if build.inbox_by_key.contains_key(key) {
        return None;
    }
    let mut inbox = blank(key.to_owned(), organisation, InboxKind::OutpatientClinic);
    inbox.department = Some(department);
    let kind = match tables.get(key) {
        Some(section) => section.or("kind", "inbox.kind"),
        None => {
            Section::absent(build.ctx, Default::default(), format!("inbox.{key}")).or("kind", "inbox.kind")
        }
    };
    inbox.kind = kind.choice(&KINDS).unwrap_or(InboxKind::OutpatientClinic);
    Some(add(build, inbox))
}

/// The inbox of the service added last.
pub fn add_municipal(build: &mut Build<'_>, organisation: OrganisationId) {
    let service = build.services.last().expect("its service was added just before");
    let owner = &build.organisations[organisation.index()];
    let mut inbox = blank(service.address.clone(), organisation, InboxKind::MunicipalService);
    inbox.name = format!("{}, {}", service.name, owner.name);
    add(build, inbox);
}

fn blank(key: String, organisation: OrganisationId, kind: InboxKind) -> Inbox {
    Inbox {
        name: key.clone(),
        key,
        kind,
        organisation,
        department: None,
        discipline: Discipline::EarliestDue,
        look: nothing(),
        reading: None,
        ask_back: nothing(),
        ways: Vec::new(),
        answering: Vec::new(),
        then: Vec::new(),
    }
}

fn add(build: &mut Build<'_>, inbox: Inbox) -> InboxId {
    let id = InboxId::from(build.inboxes.len());
    build.inbox_by_key.insert(inbox.key.clone(), id);
    build.inboxes.push(inbox);
    id
}

/// Discipline, times and names of all but the parent groups; an `[inbox.KEY]` that nobody has is a fault.
pub fn shells(build: &mut Build<'_>, tables: &Tables<'_>) {
    for index in 0..build.inboxes.len() {
        let mut inbox = build.inboxes[index].clone();
        if inbox.kind == InboxKind::ParentGroup {
            continue;
        }
        match tables.get(inbox.key.as_str()) {
            Some(section) => {
                if let Some(name) = section.get("name").and_then(|name| name.text()) {
                    name.clone_into(&mut inbox.name);
                }
                times(&mut inbox, section, true);
            }
            None => {
                let section = absent(build, &inbox.key);
                times(&mut inbox, &section, true);
            }
        }
        build.inboxes[index] = inbox;
    }
    for (key, section) in tables {
        orphan(build, key, section);
    }
}

fn absent<'t>(build: &Build<'t>, key: &str) -> Section<'t> {
    Section::absent(build.ctx, Default::default(), super::path::join("inbox", key))
}

fn orphan(build: &Build<'_>, key: &str, section: &Section<'_>) {
    let known = build.inbox_by_key.get(key);
    let parent = known.is_some_and(|id| build.inboxes[id.index()].kind == InboxKind::ParentGroup);
    if parent {
        let department = key.strip_suffix("-inntak").unwrap_or(key);
        let remedy = say::did_you_mean(format!("[department.{department}.parent_group]"));
        let fault = section.ctx.at(section.at, &section.path, say::parent_group_elsewhere());
        section.ctx.push(section.at, fault.remedy(Some(remedy)));
    } else if known.is_none() {
        let near = nearest(key, build.inbox_by_key.keys().map(String::as_str)).map(say::did_you_mean);
        let fault = section.ctx.at(section.at, &section.path, say::inbox_of_nobody());
        section.ctx.push(section.at, fault.remedy(near));
    }
}

fn times(inbox: &mut Inbox, section: &Section<'_>, look: bool) {
    let disciplines: Vec<(&'static str, Discipline)> = Discipline::ALL.map(|d| (d.name(), d)).to_vec();
    let or = |key| section.or(key, &format!("inbox.{key}")).loud();
    inbox.discipline = or("discipline").choice(&disciplines).unwrap_or(inbox.discipline);
    if look {
        inbox.look = or("look").law().unwrap_or_else(nothing);
    }
    inbox.reading = or("reading").law_or_none().flatten();
    inbox.ask_back = or("ask_back").law().unwrap_or_else(nothing);
}

/// Who answers, and how long it takes, once it is known who serves what.
pub fn answering(build: &mut Build<'_>, mut tables: Tables<'_>) {
    for index in 0..build.inboxes.len() {
        if build.inboxes[index].kind == InboxKind::ParentGroup {
            continue;
        }
        let key = build.inboxes[index].key.clone();
        let section = tables.remove(key.as_str()).unwrap_or_else(|| absent(build, &key));
        if build.inboxes[index].kind == InboxKind::MunicipalService && section.get("kind").is_some() {
            section.fault(say::municipal_kind());
        }
        let mut ways = match section.get("answered_by") {
            Some(item) => written_ways(build, &item),
            None => default_ways(build, index, &section),
        };
        level(&mut ways);
        let ways: Vec<Way> =
            ways.into_iter().map(|((first, second), share)| Way { share, first, second }).collect();
        let answering = laws(build, &section, &ways);
        let inbox = &mut build.inboxes[index];
        (inbox.ways, inbox.answering) = (ways, answering);
        stages::read(build, InboxId::from(index), &section);
        section.done();
    }
}

type Ways = Vec<((RoleId, Option<RoleId>), Share)>;

fn written_ways(build: &mut Build<'_>, item: &Item<'_>) -> Ways {
    let mut ways: Ways = Vec::new();
    let mut whole = true;
    for (key, share) in item.entries().unwrap_or_default() {
        let roles: Vec<&str> = key.split('+').map(str::trim).collect();
        let known: Option<Vec<RoleId>> = roles.iter().map(|role| build.role(role)).collect();
        let share_read = share.share();
        match (known.as_deref(), share_read) {
            (Some([first]), Some(size)) => ways.push(((*first, None), size)),
            (Some([first, second]), Some(size)) => ways.push(((*first, Some(*second)), size)),
            (_, None) => whole = false,
            _ => {
                share.fault(say::role_or_two());
                whole = false;
            }
        }
    }
    if whole {
        sums_to_whole(item, ways.iter().map(|(_, share)| *share));
    }
    ways
}

/// The catalogue's roles where somebody there has them, else the first role of those who serve the inbox.
fn default_ways(build: &mut Build<'_>, index: usize, section: &Section<'_>) -> Ways {
    let id = InboxId::from(index);
    let served: Vec<StaffGroup> = build.staff.iter().filter(|g| g.serves.contains(&id)).cloned().collect();
    let has = |role: RoleId| served.iter().any(|group| group.roles.contains(&role));
    let kind = build.inboxes[index].kind;
    let usual: Vec<(String, Share)> = match kind {
        InboxKind::MunicipalService => municipal_role(build, id),
        InboxKind::Ward => catalogue_ways(section, "answered_by.ward"),
        _ => catalogue_ways(section, "answered_by.outpatient_clinic"),
    };
    let position = |name: &str| build.roles.iter().position(|role| role == name).map(RoleId::from);
    let usual: Vec<(Option<RoleId>, Share)> =
        usual.iter().map(|(name, share)| (position(name), *share)).collect();
    if !usual.is_empty() && usual.iter().all(|(role, _)| role.is_some_and(has)) {
        return usual.into_iter().filter_map(|(role, share)| Some(((role?, None), share))).collect();
    }
    let first = served.first().and_then(|group| group.roles.first());
    first.map(|role| ((*role, None), Share::ONE)).into_iter().collect()
}

fn municipal_role(build: &Build<'_>, inbox: InboxId) -> Vec<(String, Share)> {
    let service = build.services.iter().find(|service| service.receiver == Receiver::Inbox(inbox));
    let known = service.and_then(|service| catalogue::service(&service.name));
    known.and_then(|known| known.role).map(|role| (role.to_owned(), Share::ONE)).into_iter().collect()
}

fn catalogue_ways(section: &Section<'_>, name: &str) -> Vec<(String, Share)> {
    let item = section.default("answered_by", name);
    item.hush();
    let entries = item.entries().unwrap_or_default();
    entries.into_iter().filter_map(|(role, share)| Some((role.to_owned(), share.share()?))).collect()
}

/// A law for each role that answers: written, or the catalogue's for the role.
fn laws(build: &mut Build<'_>, section: &Section<'_>, ways: &[Way]) -> Vec<(RoleId, Law)> {
    let written = section.get("answering").and_then(|item| item.entries()).unwrap_or_default();
    let mut laws: Vec<(RoleId, Law)> = Vec::new();
    for (name, item) in written {
        let law = item.law();
        match build.role(name) {
            Some(role) => laws.push((role, law.unwrap_or_else(nothing))),
            None => item.fault(say::roles_most()),
        }
    }
    for role in ways.iter().flat_map(|way| [Some(way.first), way.second]).flatten() {
        if laws.iter().any(|(known, _)| *known == role) {
            continue;
        }
        let name = build.roles[role.index()].clone();
        let key = super::path::join("answering", &name);
        let known = catalogue::find(&format!("answering.\"{name}\"")).is_some();
        let name = if known { format!("answering.\"{name}\"") } else { "answering.other".to_owned() };
        laws.push((role, section.default_at(&key, &name).law().unwrap_or_else(nothing)));
    }
    laws
}
