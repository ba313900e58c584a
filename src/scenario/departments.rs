//! Departments: services, parent group, work groups, intake.
//!
//! Makes the inboxes of parent and work groups; who answers in them is read in `inboxes`.

use super::build::Build;
use super::cursor::Section;
use super::faults::nearest;
use super::inboxes::{self, Tables};
use super::item::Item;
use super::organisations;
use crate::model::{Department, DepartmentId, InboxId, Intake, OrganisationId, Receiver, RoleId};
use crate::random::Law;
use crate::stats::Share;
use crate::text::scenario as say;
use crate::time::Duration;

const INTAKES: [(&str, Intake); 2] = [("parent_group", Intake::ParentGroup), ("direct", Intake::Direct)];

/// Reads `[department.*]`.
pub fn read(build: &mut Build<'_>, top: &Section<'_>, tables: &Tables<'_>) {
    for (key, section) in top.each("department") {
        let organisation = hospital(build, &section);
        department(build, key, &section, organisation, tables);
        section.done();
    }
}

fn hospital(build: &Build<'_>, section: &Section<'_>) -> Option<OrganisationId> {
    let item = section.need("hospital")?;
    let key = item.text()?;
    let hospitals = build.organisations.iter().filter(|o| o.side == crate::model::Side::Hospital);
    let names: Vec<&str> = hospitals.map(|o| o.key.as_str()).collect();
    if names.contains(&key) {
        return build.organisation_by_key.get(key).copied();
    }
    let remedy = nearest(key, names.iter().copied()).map(say::did_you_mean);
    let there = (!names.is_empty()).then(|| say::there_are(names.join(", ")));
    item.fault_with(say::no_such_hospital(), remedy.or(there));
    None
}

fn department(
    build: &mut Build<'_>,
    key: &str,
    section: &Section<'_>,
    organisation: Option<OrganisationId>,
    tables: &Tables<'_>,
) {
    let id = DepartmentId::from(build.departments.len());
    let name = section.get("name").and_then(|name| name.text()).unwrap_or(key).to_owned();
    let services = section.need("services").and_then(|services| services.list()).unwrap_or_default();
    let loud = |key| section.or(key, &format!("department.{key}")).loud();
    let intake = loud("intake").choice(&INTAKES).unwrap_or(Intake::ParentGroup);
    let wrong_department = loud("wrong_department").share().unwrap_or_default();
    let group = section.section("parent_group");
    let place = organisation.unwrap_or(OrganisationId(0));
    let parent = inboxes::add_parent(build, (key, &name), place, id, &group);
    let groups = work_groups(build, section, id, place, tables);
    let parent_group = parent_group(build, &group);
    let direct = section.section("direct");
    let sender_errs = direct
        .get("sent_to_wrong_group")
        .unwrap_or_else(|| direct.default("sent_to_wrong_group", "department.sender_errs"))
        .loud()
        .share()
        .unwrap_or_default();
    if groups.len() == 1 {
        one_group(&group, parent_group.clerk_errs);
        one_group(&direct, sender_errs);
    }
    direct.done();
    group.done();
    build.departments.push(Department {
        key: key.to_owned(),
        name,
        organisation: place,
        intake,
        parent,
        groups,
        sorting_role: parent_group.role,
        sorting: parent_group.sorting,
        answered_at_once: parent_group.at_once_share,
        at_once: parent_group.at_once,
        clerk_errs: parent_group.clerk_errs,
        sender_errs,
        wrong_department,
        wrong_to: Vec::new(),
    });
    // Services of a hospital that is misspelt are registered at the first one, so that they are not missed as well.
    if let Some(organisation) = organisation.or_else(|| build.hospitals().next()) {
        for item in services {
            organisations::hospital_service(build, &item, organisation, Receiver::Department(id));
        }
    }
}

/// A department with one work group has no wrong group.
fn one_group(section: &Section<'_>, share: Share) {
    if !share.is_zero()
        && let Some(item) = section.get("sent_to_wrong_group")
    {
        item.fault_with(say::one_group_only(), Some(say::did_you_mean("\"0 %\"")));
    }
}

struct ParentGroup {
    role: RoleId,
    sorting: Law,
    at_once_share: Share,
    at_once: Law,
    clerk_errs: Share,
}

fn parent_group(build: &mut Build<'_>, section: &Section<'_>) -> ParentGroup {
    let or = |key| section.or(key, &format!("parent_group.{key}")).loud();
    let role = or("role").text().and_then(|role| build.role(role)).unwrap_or(RoleId(0));
    let sorting = or("sorting").law().unwrap_or_else(nothing);
    let clerk_errs = or("sent_to_wrong_group").share().unwrap_or_default();
    let at_once = section.section("answered_at_once").loud();
    let share = at_once.or("share", "parent_group.answered_at_once_share").share().unwrap_or_default();
    let time = at_once.or("time", "parent_group.answered_at_once_time");
    // Without a share the time is never used, and no assumption.
    if share.is_zero() {
        time.hush();
    }
    let time = time.law().unwrap_or_else(nothing);
    at_once.done();
    ParentGroup { role, sorting, at_once_share: share, at_once: time, clerk_errs }
}

/// Stands in for a law that could not be read; such a scenario is refused.
pub fn nothing() -> Law {
    Law::constant(Duration::ZERO).expect("a constant of zero is a law")
}

fn work_groups(
    build: &mut Build<'_>,
    section: &Section<'_>,
    department: DepartmentId,
    organisation: OrganisationId,
    tables: &Tables<'_>,
) -> Vec<(InboxId, Share)> {
    let Some(item) = section.need("work_groups").map(Item::loud) else { return Vec::new() };
    let mut groups = Vec::new();
    let mut whole = true;
    for (key, share) in item.entries().unwrap_or_default() {
        let share = share.share();
        whole &= share.is_some();
        match inboxes::add_group(build, key, organisation, department, tables) {
            Some(inbox) => groups.push((inbox, share.unwrap_or_default())),
            None => item.fault(say::inbox_twice(key)),
        }
    }
    if groups.is_empty() {
        item.fault(say::no_work_group());
    } else if whole {
        sums_to_whole(&item, groups.iter().map(|(_, share)| *share));
    }
    level(&mut groups);
    groups
}

/// Shares sum to 100 % within a billionth each.
pub fn sums_to_whole(item: &Item<'_>, shares: impl Iterator<Item = Share>) -> bool {
    let (mut sum, mut count) = (0u64, 0);
    for share in shares {
        sum += u64::from(share.billionths());
        count += 1;
    }
    let good = sum.abs_diff(u64::from(Share::UNIT)) <= count;
    if !good {
        item.fault(say::shares_sum(sum as f64 / 1e7));
    }
    good
}

/// Gives what rounding left over to the largest share, so that the sum is exact.
pub fn level<T>(shares: &mut [(T, Share)]) {
    let sum: i64 = shares.iter().map(|(_, share)| i64::from(share.billionths())).sum();
    let left = i64::from(Share::UNIT) - sum;
    if left != 0
        && left.unsigned_abs() <= shares.len() as u64
        && let Some((_, largest)) = shares.iter_mut().max_by_key(|(_, share)| *share)
    {
        let levelled = u32::try_from(i64::from(largest.billionths()) + left).ok();
        *largest = levelled.and_then(Share::from_billionths).unwrap_or(*largest);
    }
}
