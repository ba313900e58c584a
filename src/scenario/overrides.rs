//! Variants and `--set`: values put at paths of the tree, with wildcards and scaling ("x 0.7").
//!
//! Knows which sections stand alone and which hold one table a name; no other key.

use super::cursor::{Ctx, Section};
use super::faults::nearest;
use super::parse;
use super::path;
use super::scale;
use super::show;
use super::tree::{At, Node};
use crate::text::Words;
use crate::text::scenario as say;
use std::collections::BTreeMap;

/// Sections that hold keys themselves.
const SINGLE: [&str; 10] = [
    "period",
    "calendar",
    "deadline",
    "transport",
    "telephone",
    "flaw_effects",
    "cost",
    "report",
    "question",
    "load",
];
/// Sections that hold one table for each name.
const NAMED: [&str; 11] = [
    "hospital",
    "department",
    "inbox",
    "municipality",
    "template",
    "staff",
    "low_season",
    "demand",
    "event",
    "outage",
    "municipalities",
];

/// Variants of a scenario.
const MOST_VARIANTS: usize = 200;
/// Values that checking all variants may copy.
const MOST_TRIED: usize = 4_000_000;

/// One value to be put at a path.
#[derive(Clone, Debug)]
pub struct Change {
    pub path: String,
    pub value: Node,
}

impl Change {
    /// What the command line says.
    pub fn from_command_line(path: &str, value: &str, at: At) -> Change {
        Change { path: path.to_owned(), value: parse::value(value, at) }
    }

    /// Whether templates must see it.
    pub fn before_templates(&self) -> bool {
        let first = path::parts(&self.path).swap_remove(0);
        matches!(first.as_str(), "template" | "municipality" | "municipalities")
    }
}

/// The changes of a variant, in order.
pub fn of_variant(ctx: &Ctx, root: &Node, key: &str) -> Vec<Change> {
    let variants = root.get("variant").and_then(Node::as_table);
    let Some(variant) = variants.and_then(|all| all.get(key)) else {
        let at = ctx.sources.borrow_mut().add_bare("--variant");
        let names: Vec<&str> = variants.into_iter().flatten().map(|entry| &*entry.key).collect();
        let remedy = match nearest(key, names.iter().copied()) {
            Some(near) => Some(say::did_you_mean(near)),
            None if names.is_empty() => None,
            None => Some(say::there_are(names.join(", "))),
        };
        ctx.push(at, ctx.at(at, "", say::no_such_variant()).found(key).remedy(remedy));
        return Vec::new();
    };
    let set = variant.get("set").and_then(Node::as_table);
    let change =
        |entry: &super::tree::Entry| Change { path: entry.key.to_string(), value: entry.node.clone() };
    set.into_iter().flatten().map(change).collect()
}

/// Checks every variant: its keys, and that its paths exist.
pub fn check_variants(ctx: &Ctx, root: &Node) {
    let Some(variants) = root.get("variant") else { return };
    let Some(table) = variants.as_table() else {
        return ctx.fault(variants.at, "variant", say::must_be_table());
    };
    if table.iter().count() > MOST_VARIANTS {
        return ctx.fault(variants.at, "variant", say::variants_most(MOST_VARIANTS));
    }
    let small = root.size() * table.iter().count() < MOST_TRIED;
    for entry in table {
        let section = Section::new(ctx, &entry.node, path::join("variant", &entry.key)).quiet();
        section.get("title").and_then(|title| title.text());
        if let Some(set) = section.get("set")
            && set.node.as_table().is_none()
        {
            set.fault(say::variant_set_table());
        }
        section.done();
        let mut tried = if small { root.clone() } else { continue };
        apply(ctx, &mut tried, &of_variant(ctx, root, &entry.key));
    }
}

fn refuse(ctx: &Ctx, change: &Change, rule: Words, remedy: Option<Words>) {
    let fault = ctx.at(change.value.at, &change.path, rule).found(&show::value(&change.value));
    ctx.push(change.value.at, fault.remedy(remedy));
}

/// Finds the places that a path names.
struct Search<'a> {
    parts: &'a [String],
    /// Tables may be made from this part on: a name must exist, its keys need not.
    makes: usize,
    places: Vec<Vec<String>>,
    near: Option<String>,
}

impl Search<'_> {
    fn walk(&mut self, node: &Node, walked: &mut Vec<String>) {
        let Some(part) = self.parts.get(walked.len()) else {
            self.places.push(walked.clone());
            return;
        };
        let Some(table) = node.as_table() else { return };
        let keys: Vec<&str> = table.iter().map(|entry| &*entry.key).collect();
        let mut any = false;
        for entry in table.iter().filter(|entry| path::fits(part, &entry.key)) {
            any = true;
            walked.push(entry.key.to_string());
            self.walk(&entry.node, walked);
            walked.pop();
        }
        let rest = &self.parts[walked.len()..];
        if any {
            return;
        }
        if walked.len() >= self.makes && !rest.iter().any(|part| path::is_pattern(part)) {
            self.places.push(walked.iter().chain(rest).cloned().collect());
        } else if let Some(near) = nearest(part, keys.iter().copied()) {
            let walked = walked.iter().fold(String::new(), |path, part| path::join(&path, part));
            self.near = Some(path::join(&walked, near));
        }
    }
}

/// The places of a change, or `None` with the reason told.
fn places(ctx: &Ctx, root: &Node, change: &Change) -> Option<Vec<Vec<String>>> {
    let parts = path::parts(&change.path);
    let first = parts[0].as_str();
    let known = SINGLE.iter().chain(&NAMED).any(|name| *name == first) || first == "title";
    if !known || parts.len() < 2 && first != "transport" && first != "title" {
        let near = nearest(first, SINGLE.iter().chain(&NAMED).copied());
        refuse(ctx, change, say::set_unknown(), near.map(say::did_you_mean));
        return None;
    }
    let scaled = change.value.as_text().and_then(scale::factor).is_some();
    let whole_table = parts.len() == 2 && change.value.as_table().is_some();
    let makes = match first {
        _ if scaled => usize::MAX,
        _ if whole_table || SINGLE.contains(&first) || first == "title" => 0,
        "inbox" => 1,
        _ => 2,
    };
    let mut search = Search { parts: &parts, makes, places: Vec::new(), near: None };
    search.walk(root, &mut Vec::new());
    if search.places.is_empty() {
        let rule = if scaled { say::set_nothing_to_scale() } else { say::set_unknown() };
        refuse(ctx, change, rule, search.near.map(say::did_you_mean));
        return None;
    }
    Some(search.places)
}

/// Puts the values of one layer (a variant, or one `--set`) at their places. Where several patterns name a place,
/// the most exact one wins; a tie is a fault.
pub fn apply(ctx: &Ctx, root: &mut Node, layer: &[Change]) {
    let mut chosen: BTreeMap<Vec<String>, (path::Exactness, usize)> = BTreeMap::new();
    for (index, change) in layer.iter().enumerate() {
        let exact = path::exactness(&path::parts(&change.path));
        for place in places(ctx, root, change).unwrap_or_default() {
            match chosen.get(&place) {
                Some((other, _)) if *other > exact => {}
                Some((other, _)) if *other == exact => {
                    let name = place.iter().fold(String::new(), |path, part| path::join(&path, part));
                    refuse(ctx, change, say::pattern_tie(name), None);
                }
                _ => {
                    chosen.insert(place, (exact, index));
                }
            }
        }
    }
    let mut order: Vec<(usize, Vec<String>)> =
        chosen.into_iter().map(|(place, (_, index))| (index, place)).collect();
    order.sort();
    for (index, place) in order {
        put(ctx, root, &layer[index], &place);
    }
}

fn put(ctx: &Ctx, root: &mut Node, change: &Change, place: &[String]) {
    let at = change.value.at;
    let mut node = root;
    for part in place {
        let Some(table) = node.as_table_mut() else { return };
        if !table.has(part) {
            table.set(part, at, Node::table(at));
        }
        let Some(below) = table.get_mut(part) else { return };
        node = below;
    }
    let Some(factor) = change.value.as_text().and_then(scale::factor) else {
        *node = change.value.clone();
        return;
    };
    if !scale::scale(node, factor) {
        let path = place.iter().fold(String::new(), |path, part| path::join(&path, part));
        ctx.push(at, ctx.at(at, &path, say::set_cannot_scale()).found(&show::value(node)));
    }
    node.at = at;
}
