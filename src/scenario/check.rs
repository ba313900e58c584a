//! What only the whole shows: people for every message, places for what comes back, a size that can be run.
//!
//! Looks at the finished parts; the tree is only asked where something stands.

use super::build::Read;
use super::cursor::Ctx;
use super::flow::{self, Flow};
use super::load;
use super::means;
use super::path;
use super::tree::{At, Node};
use crate::calendar::MessageTime;
use crate::model::{EndOfWindow, InboxId, InboxKind, Intake, Parts, RoleId, Side, StaffGroup};
use crate::random::Law;
use crate::text::scenario as say;
use crate::text::{Words, number};
use crate::time::Duration;
use std::collections::BTreeSet;

/// Messages in one run that are still simulated.
pub const MOST_MESSAGES: f64 = 50e6;
/// Persons that are still simulated.
const MOST_PERSONS: u64 = 100_000;
/// Overloaded inboxes that are named.
const NAMED: usize = 5;

/// Where things stand, by path.
struct Places<'a> {
    ctx: &'a Ctx,
    root: &'a Node,
}

impl Places<'_> {
    /// The deepest part of a path that is written.
    fn at(&self, parts: &[&str]) -> At {
        let mut at = self.root.at;
        let mut node = self.root;
        for part in parts {
            let Some(entry) = node.as_table().and_then(|table| table.entry(part)) else { break };
            (at, node) = (entry.key_at, &entry.node);
        }
        at
    }

    fn fault(&self, parts: &[&str], rule: crate::text::Words, remedy: Option<crate::text::Words>) {
        let at = self.at(parts);
        let path = parts.iter().fold(String::new(), |path, part| path::join(&path, part));
        self.ctx.push(at, self.ctx.at(at, &path, rule).remedy(remedy));
    }
}

/// Checks parts that were read without a fault.
pub fn check(ctx: &Ctx, root: &Node, read: &Read) {
    let parts = &read.parts;
    let places = Places { ctx, root };
    let flow = flow::of(parts);
    people_for_every_message(&places, parts, &flow);
    wrong_departments(&places, parts);
    what_comes_back(&places, parts);
    case_handling(&places, parts);
    what_never_fits(&places, parts);
    backlog(&places, parts, &flow);
    size(&places, parts, &flow);
    if ctx.faults().is_empty() {
        overload(ctx, parts);
    }
}

/// An inbox that gets messages for a role that nobody serving it has.
fn people_for_every_message(places: &Places<'_>, parts: &Parts, flow: &Flow<'_>) {
    let mut told = BTreeSet::new();
    for (inbox, role) in flow.needs.keys() {
        let somebody = parts.staff.iter().any(|group| load::may_do(group, *inbox, *role));
        if somebody || !told.insert((*inbox, *role)) {
            continue;
        }
        let nobody = !parts.staff.iter().any(|group| load::may_do(group, *inbox, None));
        if nobody && role.is_some() && flow.needs.contains_key(&(*inbox, None)) {
            continue;
        }
        lacking(places, parts, *inbox, *role);
    }
}

fn lacking(places: &Places<'_>, parts: &Parts, inbox: InboxId, role: Option<RoleId>) {
    let key = &parts.inboxes[inbox.index()].key;
    let serving: Vec<&StaffGroup> = parts.staff.iter().filter(|g| g.serves.contains(&inbox)).collect();
    let able: Vec<&str> = parts
        .staff
        .iter()
        .filter(|group| role.is_none_or(|role| group.roles.contains(&role)))
        .map(|group| group.key.as_str())
        .take(3)
        .collect();
    let remedy = if able.is_empty() { None } else { Some(say::let_serve(able.join(", "), key)) };
    let names: Vec<&str> = serving.iter().map(|group| group.key.as_str()).take(3).collect();
    let rule = match role.map(|role| &parts.roles[role.index()]) {
        Some(role) if names.is_empty() => say::nobody_serves_role(key, role),
        Some(role) => say::nobody_has_role(key, role, names.join(", ")),
        None => say::nobody_serves(key),
    };
    let inbox = &parts.inboxes[inbox.index()];
    match inbox.department.map(|department| &parts.departments[department.index()].key) {
        Some(department) if inbox.kind == InboxKind::ParentGroup => {
            places.fault(&["department", department, "parent_group"], rule, remedy);
        }
        _ => places.fault(&["inbox", key], rule, remedy),
    }
}

/// A share that belongs to another department, where there is no other.
fn wrong_departments(places: &Places<'_>, parts: &Parts) {
    for department in parts.departments.iter().filter(|d| !d.wrong_department.is_zero()) {
        let same = parts.departments.iter().filter(|other| other.organisation == department.organisation);
        if same.count() < 2 {
            let path = ["department", &department.key, "wrong_department"];
            places.fault(&path, say::one_department_only(), Some(say::did_you_mean("\"0 %\"")));
        }
    }
}

/// Senders without an inbox of their own, who would have to answer when somebody asks back.
fn what_comes_back(places: &Places<'_>, parts: &Parts) {
    for row in &parts.demand {
        let asks =
            !row.flaws.c2.is_zero() || !row.flaws.c4.is_zero() && !parts.flaw_effects.c4_asks_back.is_zero();
        let senders = row.targets.iter().flat_map(|target| &target.senders);
        let homeless =
            senders.map(|(sender, _)| &parts.senders[sender.index()]).find(|s| s.inboxes.is_empty());
        if let (true, Some(sender)) = (asks, homeless) {
            let key = &parts.organisations[sender.organisation.index()].key;
            places.fault(&["demand", &row.key, "flaws"], say::no_own_inbox(key), None);
        }
    }
}

/// A3 goes to *Saksbehandling*, which must be there.
fn case_handling(places: &Places<'_>, parts: &Parts) {
    for row in &parts.demand {
        let missing = row.targets.iter().find(|target| {
            let municipal = parts.organisations[target.organisation.index()].side == Side::Municipality;
            let redirected = target.service.is_none() || !row.no_municipal_service.is_zero();
            let sent = !row.gp_follows_up.is_one();
            municipal && redirected && sent && means::case_handling(parts, target).is_none()
        });
        if let Some(target) = missing {
            let key = &parts.organisations[target.organisation.index()].key;
            let remedy = say::write_case_handling(key);
            let rule = match target.service {
                None => say::not_registered_there(&target.address, key),
                Some(_) => say::case_handling_missing(key),
            };
            places.fault(&["demand", &row.key], rule, Some(remedy));
        }
    }
}

/// Constant times that fit no window of people who begin nothing that they cannot end.
fn what_never_fits(places: &Places<'_>, parts: &Parts) {
    for group in parts.staff.iter().filter(|group| group.end_of_window == EndOfWindow::NoSplit) {
        let longest = longest_window(group);
        let laws = group.serves.iter().flat_map(|inbox| laws_at(parts, group, *inbox));
        let too_long = laws.filter(|law| law.is_constant()).map(|law| group.speed.divide(law.mean())).max();
        if let Some(time) = too_long.filter(|time| *time > longest) {
            let minutes = |time: Duration| (time.minutes() * 100.0).round() / 100.0;
            let rule = say::fits_no_window(minutes(time), minutes(longest));
            places.fault(&["staff", &group.key, "end_of_window"], rule, None);
        }
    }
}

fn laws_at<'p>(parts: &'p Parts, group: &StaffGroup, id: InboxId) -> Vec<&'p Law> {
    let inbox = &parts.inboxes[id.index()];
    let mut laws: Vec<&Law> = vec![&inbox.look, &inbox.ask_back];
    laws.extend(&inbox.reading);
    let hers = inbox.answering.iter().filter(|(role, _)| group.roles.contains(role));
    laws.extend(hers.map(|(_, law)| law));
    let department = inbox.department.map(|department| &parts.departments[department.index()]);
    if let Some(department) = department
        && inbox.kind == InboxKind::ParentGroup
        && department.intake == Intake::ParentGroup
        && group.roles.contains(&department.sorting_role)
    {
        laws.push(&department.sorting);
    }
    laws
}

/// Over a week; adjoining windows of one day are one.
fn longest_window(group: &StaffGroup) -> Duration {
    let mut longest = 0;
    for day in &group.roster.days {
        let pieces: Vec<(u32, u32)> = match &group.roster.message {
            MessageTime::Windows(windows) => day
                .iter()
                .flat_map(|hours| windows.iter().map(move |window| (hours, window)))
                .map(|(a, b)| (a.0.max(b.0).seconds(), a.1.min(b.1).seconds()))
                .collect(),
            _ => day.iter().map(|(from, to)| (from.seconds(), to.seconds())).collect(),
        };
        let mut sorted: Vec<(u32, u32)> = pieces.into_iter().filter(|(from, to)| from < to).collect();
        sorted.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (from, to) in sorted {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        longest = joined.iter().map(|(from, to)| to - from).fold(longest, u32::max);
    }
    let whole = Duration::SECOND.times(i64::from(longest));
    match group.roster.message {
        // The first share of each clock hour: an hour at most, unless it is all of it.
        MessageTime::Share(share) => {
            let hour = whole.min(Duration::HOUR).micros() as f64 * share.as_f64();
            Duration::from_micros(hour as i64)
        }
        _ => whole,
    }
}

/// What waits at the start must be something that rows send there.
fn backlog(places: &Places<'_>, parts: &Parts, flow: &Flow<'_>) {
    for entry in &parts.backlog {
        if flow.arrivals[entry.inbox.index()] == 0.0 {
            let key = &parts.inboxes[entry.inbox.index()].key;
            places.fault(&["period", "start_backlog", key], say::backlog_of_nothing(key), None);
        }
    }
}

fn size(places: &Places<'_>, parts: &Parts, flow: &Flow<'_>) {
    let estimate = flow.estimate();
    if estimate > MOST_MESSAGES {
        let millions = |messages: f64| (messages / 1e6).round();
        places.fault(&["demand"], say::too_many_messages(millions(estimate), millions(MOST_MESSAGES)), None);
    }
    let persons: u64 = parts.staff.iter().map(|group| u64::from(group.count)).sum();
    if persons > MOST_PERSONS {
        places.fault(&["staff"], say::too_many_persons(persons, MOST_PERSONS), None);
    }
    if parts.demand.is_empty() {
        places.fault(&["demand"], say::nothing_is_sent(), None);
    }
}

/// More work than time: it runs, with a warning.
fn overload(ctx: &Ctx, parts: &Parts) {
    let rows = load::offered_load(parts);
    let mut over: Vec<&load::LoadRow> = rows.iter().filter(|row| row.ratio > 1.0).collect();
    over.sort_by(|a, b| b.ratio.total_cmp(&a.ratio).then(a.inbox.cmp(&b.inbox)));
    over.iter().for_each(|row| ctx.overloaded(&parts.inboxes[row.inbox.index()].key));
    for row in over.iter().take(NAMED) {
        let key = &parts.inboxes[row.inbox.index()].key;
        let (offered, available) = (row.offered_hours, row.available_hours);
        let percent = (row.ratio * 100.0).round();
        let comma = |hours: f64| number::with_comma(hours, 1);
        let nb = say::overload(key, comma(offered), comma(available), percent).nb;
        let point = |hours: f64| number::fixed(hours, 1);
        let en = say::overload(key, point(offered), point(available), percent).en;
        ctx.warn(Words { nb, en });
    }
    if over.len() > NAMED {
        ctx.warn(say::overload_more(over.len() - NAMED));
    }
}
