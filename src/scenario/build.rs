//! From the tree to the model's parts: the order of reading, and what the readers share.
//!
//! Knows the sections by name; what is in them is read by a file each.

use super::cursor::{Ctx, Section};
use super::question::Question;
use super::tree::Node;
use super::{
    births, demand, departments, inboxes, instants, leave, load_test, organisations, question, settings,
    staff,
};
use crate::model::{
    Backlog, DemandRow, Department, Inbox, InboxId, Organisation, OrganisationId, Parts, RoleId, RoleSet,
    Sender, SenderId, Service, ServiceId, Side, StaffGroup, Transport,
};
use crate::text::scenario as say;
use std::collections::BTreeMap;

/// What is filled, list by list, with the places by name.
pub struct Build<'t> {
    pub ctx: &'t Ctx,
    pub organisations: Vec<Organisation>,
    pub services: Vec<Service>,
    pub departments: Vec<Department>,
    pub inboxes: Vec<Inbox>,
    pub roles: Vec<String>,
    pub staff: Vec<StaffGroup>,
    pub senders: Vec<Sender>,
    pub demand: Vec<DemandRow>,
    pub organisation_by_key: BTreeMap<String, OrganisationId>,
    pub service_by_address: BTreeMap<String, ServiceId>,
    pub inbox_by_key: BTreeMap<String, InboxId>,
    pub sender_by_end: BTreeMap<(OrganisationId, Option<ServiceId>), SenderId>,
    /// HER-ids written, by organisation and service.
    pub her: organisations::HerIds,
}

/// What reading a tree gives.
pub struct Read {
    pub parts: Parts,
    pub question: Option<Question>,
    pub too_few: u32,
    pub load: load_test::LoadTest,
}

impl<'t> Build<'t> {
    pub fn new(ctx: &'t Ctx) -> Build<'t> {
        Build {
            ctx,
            organisations: Vec::new(),
            services: Vec::new(),
            departments: Vec::new(),
            inboxes: Vec::new(),
            roles: Vec::new(),
            staff: Vec::new(),
            senders: Vec::new(),
            demand: Vec::new(),
            organisation_by_key: BTreeMap::new(),
            service_by_address: BTreeMap::new(),
            inbox_by_key: BTreeMap::new(),
            sender_by_end: BTreeMap::new(),
            her: organisations::HerIds::default(),
        }
    }

    /// The role of that name; new names are added while there is room.
    pub fn role(&mut self, name: &str) -> Option<RoleId> {
        if let Some(index) = self.roles.iter().position(|role| role == name) {
            return Some(RoleId::from(index));
        }
        let index = self.roles.len();
        (index < RoleSet::MOST && !name.trim().is_empty()).then(|| {
            self.roles.push(name.to_owned());
            RoleId::from(index)
        })
    }

    pub fn side(&self, organisation: OrganisationId) -> Side {
        self.organisations[organisation.index()].side
    }

    pub fn municipalities(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.on_side(Side::Municipality)
    }

    pub fn hospitals(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.on_side(Side::Hospital)
    }

    fn on_side(&self, side: Side) -> impl Iterator<Item = OrganisationId> + '_ {
        let all = 0..self.organisations.len();
        all.map(OrganisationId::from).filter(move |id| self.side(*id) == side)
    }

    /// The service of that name at an organisation.
    pub fn service_at(&self, name: &str, organisation: OrganisationId) -> Option<ServiceId> {
        let address = format!("{name}@{}", self.organisations[organisation.index()].key);
        self.service_by_address.get(&address).copied()
    }
}

/// Reads the whole tree. Faults are in the context; the parts are whole only if there are none.
pub fn read(ctx: &Ctx, root: &Node) -> Read {
    let top = Section::new(ctx, root, String::new()).quiet();
    top.known(&["municipalities", "template", "variant", "sources", "extends"]);
    settings::format(&top);
    let title = top.need("title").and_then(|title| title.text()).unwrap_or_default().to_owned();
    let (period, hard_end) = settings::period(&top.section("period"));
    let calendar = settings::calendar(&loud(ctx, &top, "calendar"));
    let deadline = settings::deadline(&loud(ctx, &top, "deadline"));
    let mut build = Build::new(ctx);
    organisations::read(&mut build, &top);
    let tables = inboxes::tables(&top);
    departments::read(&mut build, &top, &tables);
    organisations::municipal_services(&mut build, &top);
    inboxes::shells(&mut build, &tables);
    staff::read(&mut build, &top, period);
    leave::low_seasons(&mut build, &top, period);
    inboxes::answering(&mut build, tables);
    organisations::number(&mut build);
    demand::read(&mut build, &top, &calendar, period);
    let clock = births::Tables::new(&calendar, period);
    let outages = instants::outages(&top, &clock);
    let transport = Transport { outages, ..settings::transport(&top) };
    let telephone = settings::telephone(&loud(ctx, &top, "telephone"));
    let flaw_effects = settings::flaw_effects(&loud(ctx, &top, "flaw_effects"), &build.demand);
    let events = settings::events(&top, period);
    let kr_per_position_year = settings::cost(&loud(ctx, &top, "cost"));
    let (hourly_series, snapshots, too_few) = settings::report(&build, &loud(ctx, &top, "report"), &clock);
    drop(clock);
    let backlog = backlog(&build, &top);
    let question = question::read(&build, &top, &deadline);
    let load = load_test::read(&top.section("load"));
    top.done();
    let parts = Parts {
        title,
        period,
        calendar,
        deadline,
        organisations: build.organisations,
        services: build.services,
        departments: build.departments,
        inboxes: build.inboxes,
        roles: build.roles,
        staff: build.staff,
        senders: build.senders,
        demand: build.demand,
        backlog,
        transport,
        telephone,
        flaw_effects,
        events,
        kr_per_position_year,
        hourly_series,
        snapshots,
        hard_end,
    };
    Read { parts, question, too_few, load }
}

/// A section of the top whose values are assumptions.
pub fn loud<'t>(ctx: &'t Ctx, top: &Section<'t>, key: &'static str) -> Section<'t> {
    match top.get(key) {
        Some(item) => Section::new(ctx, item.node, key.to_owned()),
        None => Section::absent(ctx, top.at, key.to_owned()),
    }
}

/// `period.start_backlog`, whose inboxes are known last.
fn backlog(build: &Build<'_>, top: &Section<'_>) -> Vec<Backlog> {
    let Some(item) = top.section("period").get("start_backlog") else { return Vec::new() };
    let mut backlog = Vec::new();
    for (key, count) in item.entries().unwrap_or_default() {
        let known = build.inbox_by_key.get(key);
        if known.is_none() {
            let near = super::faults::nearest(key, build.inbox_by_key.keys().map(String::as_str));
            count.fault_with(say::no_such_inbox(key), near.map(say::did_you_mean));
        }
        if let (Some(&inbox), Some(count)) = (known, count.whole(0, 1_000_000)) {
            backlog.push(Backlog { inbox, count });
        }
    }
    backlog.sort_by_key(|entry| entry.inbox);
    backlog.retain(|entry| entry.count > 0);
    backlog
}
