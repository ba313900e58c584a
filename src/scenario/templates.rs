//! Templates: a municipality's services, inboxes and people, where the scenario has not written them.
//!
//! Works on the tree: what it makes is written as if somebody had, each value at its place in the template.

use super::catalogue;
use super::cursor::{Ctx, Section};
use super::faults::{Faults, nearest};
use super::path;
use super::show;
use super::tree::{At, Entry, Node, Table, Value};
use crate::text::scenario as say;
use std::collections::BTreeSet;

/// Municipalities of a scenario; Norway has 357.
const MOST_MUNICIPALITIES: usize = 2000;
/// Values that templates may make.
const MOST_MADE: usize = 4_000_000;
const KEYS: [&str; 4] = ["services", "inbox", "inboxes", "staff"];
/// Those that hold tables.
const TABLES: [&str; 3] = ["inbox", "inboxes", "staff"];

/// Makes inboxes and staff of every municipality that has a template.
///
/// # Errors
/// There would be too much of it.
pub fn apply(ctx: &Ctx, root: &mut Node) -> Result<(), Faults> {
    let municipalities: Vec<Entry> = match root.get("municipality").and_then(Node::as_table) {
        Some(table) => table.iter().cloned().collect(),
        None => return Ok(()),
    };
    if municipalities.len() > MOST_MUNICIPALITIES {
        let at = root.get("municipality").map_or(root.at, |node| node.at);
        return Err(Faults::one(ctx.at(at, "municipality", say::copies_most())));
    }
    check_own(ctx, root);
    let mut plans = Vec::new();
    for entry in &municipalities {
        if let Some(plan) = plan(ctx, root, entry) {
            plans.push(plan);
        }
    }
    let made: usize = plans.iter().map(|plan| plan.template.size() * (1 + plan.services.len())).sum();
    if made > MOST_MADE {
        let at = root.get("municipality").map_or(root.at, |node| node.at);
        return Err(Faults::one(ctx.at(at, "municipality", say::copies_most())));
    }
    for plan in &plans {
        insert_services(root, plan);
        insert_inboxes(root, plan);
    }
    let served = served_by_hand(root, &plans);
    for plan in &plans {
        insert_staff(ctx, root, plan, &served);
    }
    Ok(())
}

/// A municipality with its template.
struct Plan {
    key: String,
    /// 0 where they are not written, or not as a number.
    inhabitants: u32,
    inhabitants_written: bool,
    /// Of the scenario, or the template's.
    services: Vec<String>,
    services_node: Option<Node>,
    template: Node,
}

impl Plan {
    fn inbox(&self, service: &str) -> String {
        format!("{service}@{}", self.key)
    }
}

/// Unknown keys of the scenario's own templates, and values where tables belong.
fn check_own(ctx: &Ctx, root: &Node) {
    for entry in root.get("template").and_then(Node::as_table).into_iter().flatten() {
        let Some(table) = entry.node.as_table() else { continue };
        // Tables under [template] that are only copied from (`like`) have keys of other tables.
        if !table.has("staff") && !table.has("inbox") && !table.has("inboxes") {
            continue;
        }
        for inner in table.iter() {
            let path = path::join(&path::join("template", &entry.key), &inner.key);
            if TABLES.contains(&&*inner.key) {
                check_table(ctx, inner, path);
                continue;
            }
            if KEYS.contains(&&*inner.key) {
                continue;
            }
            let remedy = match nearest(&inner.key, KEYS) {
                Some(near) => say::did_you_mean(near),
                None => say::allowed_keys(KEYS.join(", ")),
            };
            ctx.push(inner.key_at, ctx.at(inner.key_at, &path, say::unknown_key()).remedy(Some(remedy)));
        }
    }
}

/// A table of a template, and of its staff each group's.
fn check_table(ctx: &Ctx, inner: &Entry, path: String) {
    Section::new(ctx, &inner.node, path.clone());
    let groups = inner.node.as_table().filter(|_| &*inner.key == "staff");
    for group in groups.into_iter().flatten() {
        Section::new(ctx, &group.node, path::join(&path, &group.key));
    }
}

fn plan(ctx: &Ctx, root: &Node, entry: &Entry) -> Option<Plan> {
    let name = entry.node.get("template")?;
    let path = path::join(&path::join("municipality", &entry.key), "template");
    let own = root.get("template").and_then(Node::as_table);
    let text = name.as_text().unwrap_or("");
    let found = own.and_then(|own| own.get(text)).or_else(|| catalogue::table("template").get(text));
    let Some(template) = found.filter(|node| node.as_table().is_some()) else {
        let names = own.into_iter().chain([catalogue::table("template")]).flatten().map(|entry| &*entry.key);
        let names: Vec<&str> = names.collect();
        let near = nearest(text, names.iter().copied()).map(say::did_you_mean);
        let fault = ctx.at(name.at, &path, say::template_rule(names.join(", "))).found(&show::value(name));
        ctx.push(name.at, fault.remedy(near));
        return None;
    };
    let inhabitants = match entry.node.get("inhabitants").map(|node| &node.value) {
        Some(Value::Whole(number)) => u32::try_from(*number).unwrap_or(0),
        Some(Value::Real(number)) => *number as u32,
        _ => 0,
    };
    let written = entry.node.get("services");
    let services_node = if written.is_some() { None } else { template.get("services").cloned() };
    let services = names_in(written.or(template.get("services")));
    Some(Plan {
        key: entry.key.to_string(),
        inhabitants,
        inhabitants_written: entry.node.get("inhabitants").is_some(),
        services,
        services_node,
        template: template.clone(),
    })
}

/// Service names of a list of names or `{ name, … }`.
fn names_in(list: Option<&Node>) -> Vec<String> {
    let Some(Value::List(list)) = list.map(|node| &node.value) else { return Vec::new() };
    let name = |node: &Node| node.as_text().or_else(|| node.get("name")?.as_text()).map(str::to_owned);
    list.iter().filter_map(name).collect()
}

fn insert_services(root: &mut Node, plan: &Plan) {
    let Some(services) = &plan.services_node else { return };
    let municipality = root
        .as_table_mut()
        .and_then(|root| root.get_mut("municipality"))
        .and_then(Node::as_table_mut)
        .and_then(|all| all.get_mut(&plan.key))
        .and_then(Node::as_table_mut);
    if let Some(municipality) = municipality {
        municipality.set("services", services.at, services.clone());
    }
}

fn insert_inboxes(root: &mut Node, plan: &Plan) {
    let at = plan.template.at;
    let Some(inboxes) = root.as_table_mut().and_then(|root| root.table_at("inbox", at)) else { return };
    for service in &plan.services {
        let key = plan.inbox(service);
        let layers =
            [plan.template.get("inbox"), plan.template.get("inboxes").and_then(|all| all.get(service))];
        let mut node = Node::table(at);
        layers.into_iter().flatten().for_each(|layer| node.merge(as_section(layer)));
        let key_at = inboxes.entry(&key).map_or(at, |entry| entry.key_at);
        if let Some(written) = inboxes.get(&key) {
            node.merge(as_section(written));
            node.at = written.at;
        }
        inboxes.set(&key, key_at, node);
    }
}

/// An inline table as a section, so that it merges.
fn as_section(node: &Node) -> Node {
    let mut node = node.clone();
    if let Some(table) = node.as_table_mut() {
        table.inline = false;
    }
    node
}

/// Municipal inboxes that staff written in the scenario serves.
fn served_by_hand(root: &Node, plans: &[Plan]) -> BTreeSet<String> {
    let mut patterns: Vec<String> = Vec::new();
    for entry in root.get("staff").and_then(Node::as_table).into_iter().flatten() {
        if let Some(Value::List(list)) = entry.node.get("serves").map(|node| &node.value) {
            patterns.extend(list.iter().filter_map(Node::as_text).map(str::to_owned));
        }
    }
    let (wild, exact): (Vec<String>, Vec<String>) =
        patterns.into_iter().partition(|pattern| path::is_pattern(pattern));
    let mut served: BTreeSet<String> = exact.into_iter().collect();
    let all = plans.iter().flat_map(|plan| plan.services.iter().map(|service| plan.inbox(service)));
    let fits: Vec<String> = all.filter(|key| wild.iter().any(|pattern| path::fits(pattern, key))).collect();
    served.extend(fits);
    served
}

fn insert_staff(ctx: &Ctx, root: &mut Node, plan: &Plan, served: &BTreeSet<String>) {
    let Some(groups) = plan.template.get("staff").and_then(Node::as_table) else { return };
    let Some(root) = root.as_table_mut() else { return };
    let Some(staff) = root.table_at("staff", plan.template.at) else { return };
    for entry in groups {
        let key = format!("{}-{}", plan.key, entry.key);
        let written = staff.entry(&key).cloned();
        let mut node = as_section(&entry.node);
        let own_serves = written.as_ref().is_some_and(|written| written.node.get("serves").is_some());
        let serves: Vec<String> = serves(plan, &entry.node)
            .into_iter()
            .filter(|inbox| written.is_some() || !served.contains(inbox))
            .collect();
        if serves.is_empty() && written.is_none() {
            continue;
        }
        set_serves(&mut node, &serves);
        if let Some(written) = &written {
            node.merge(as_section(&written.node));
            node.at = written.node.at;
        }
        if own_serves || !serves.is_empty() {
            set_count(ctx, &mut node, plan, &key);
            let key_at = written.map_or(entry.key_at, |written| written.key_at);
            staff.set(&key, key_at, node);
        }
    }
}

/// Inboxes of this municipality that a group of the template serves, in the order written.
fn serves(plan: &Plan, group: &Node) -> Vec<String> {
    let mut inboxes: Vec<String> = Vec::new();
    for pattern in names_in(group.get("serves")) {
        for service in plan.services.iter().filter(|service| path::fits(&pattern, service)) {
            let inbox = plan.inbox(service);
            if !inboxes.contains(&inbox) {
                inboxes.push(inbox);
            }
        }
    }
    inboxes
}

fn set_serves(node: &mut Node, serves: &[String]) {
    let at = node.get("serves").map_or(node.at, |serves| serves.at);
    let list = serves.iter().map(|key| Node::text(key, at)).collect();
    if let Some(table) = node.as_table_mut() {
        table.set("serves", at, Node::new(Value::List(list), at));
    }
}

/// One person for each so many inhabitants, to the nearest, at least so many.
fn set_count(ctx: &Ctx, node: &mut Node, plan: &Plan, key: &str) {
    let Some(per) = node.get("per_inhabitants").cloned() else { return };
    let path = path::join(&path::join("staff", key), "per_inhabitants");
    let least = match node.get("at_least") {
        Some(least) => Some(least),
        None => catalogue::find("template_staff.at_least"),
    };
    let whole = |node: &Node| match node.value {
        Value::Whole(number) => u32::try_from(number).ok().filter(|n| (1..=100_000_000).contains(n)),
        _ => None,
    };
    let (Some(divisor), Some(least)) = (whole(&per), least.and_then(whole)) else {
        ctx.push(per.at, ctx.at(per.at, &path, say::whole_rule(1, 100_000_000)).found(&show::value(&per)));
        return;
    };
    if !plan.inhabitants_written {
        ctx.fault(per.at, &path, say::inhabitants_needed(&plan.key));
    }
    let count = ((plan.inhabitants + divisor / 2) / divisor).max(least);
    let Some(table) = node.as_table_mut() else { return };
    let rest = table.without(&["per_inhabitants", "at_least"]);
    *table = rest;
    if !table.has("count") {
        table.set("count", per.at, Node::new(Value::Whole(i64::from(count)), per.at));
    }
}

impl Table {
    /// The same without some keys.
    fn without(&self, keys: &[&str]) -> Table {
        let mut rest = Table::default();
        rest.inline = self.inline;
        for entry in self.iter().filter(|entry| !keys.contains(&&*entry.key)) {
            rest.set(&entry.key, entry.key_at, entry.node.clone());
        }
        rest
    }
}

/// A place for what a template makes.
impl Default for At {
    fn default() -> At {
        At { file: 0, start: 0 }
    }
}
