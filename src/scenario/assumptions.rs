//! What the result rests on: one row for each value written without source, one for each default used.
//!
//! Copies of one value (`like`, templates, defaults) are one row. Order: by the hours of work a week that a value
//! touches times how directly it acts (see [`directness`]), so that what the result hangs on most comes first.

use super::catalogue;
use super::cursor::{Ctx, Use};
use super::flow;
use super::path::{self, Exactness};
use super::tree::{At, Node, Value};
use crate::model::Parts;
use crate::text::scenario as say;
use std::collections::BTreeMap;

/// Patterns of `[sources]`.
const MOST_SOURCES: usize = 1000;
/// Values that patterns are tried on, to see that they fit something.
const MOST_PATHS: usize = 20_000;

/// A value that nobody has given a source for, or has.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Where it is written, or the one place where it holds.
    pub key: String,
    pub value: String,
    /// `None`: an assumption.
    pub source: Option<String>,
    /// From the catalogue.
    pub default: bool,
    /// Why the catalogue has it so.
    pub note: Option<String>,
    /// In how many places it holds, and which.
    pub places: u32,
    pub paths: Vec<String>,
    /// Hours of work a week that it touches, times directness; the list is in falling order.
    pub weight: f64,
}

/// A pattern of `[sources]` or of the catalogue's notes.
struct Pattern<'n> {
    parts: Vec<String>,
    exactness: Exactness,
    written: &'n str,
    text: &'n str,
    at: At,
}

fn patterns(table: Option<&Node>) -> Vec<Pattern<'_>> {
    let entries = table.and_then(Node::as_table).into_iter().flatten();
    let pattern = |entry: &'_ super::tree::Entry| path::parts(&entry.key);
    entries
        .filter_map(|entry| {
            let parts = pattern(entry);
            let (exactness, text) = (path::exactness(&parts), entry.node.as_text()?);
            Some(Pattern { parts, exactness, written: &entry.key, text, at: entry.key_at })
        })
        .collect()
}

/// The most exact pattern that fits, and another that is as exact.
fn best<'p, 'n>(
    patterns: &'p [Pattern<'n>],
    path: &[String],
) -> (Option<&'p Pattern<'n>>, Option<&'p Pattern<'n>>) {
    let mut best: Option<&Pattern<'n>> = None;
    let mut tie = None;
    for pattern in patterns.iter().filter(|pattern| path::path_fits(&pattern.parts, path)) {
        let rank = |pattern: &Pattern<'_>| (pattern.exactness, pattern.parts.len());
        match best {
            Some(known) if rank(known) > rank(pattern) => {}
            Some(known) if rank(known) == rank(pattern) => tie = Some(pattern),
            _ => (best, tie) = (Some(pattern), None),
        }
    }
    (best, tie)
}

/// Checks the shape of `[sources]`, and that each pattern fits something.
pub fn check_sources(ctx: &Ctx, root: &Node) {
    let Some(sources) = root.get("sources") else { return };
    let Some(table) = sources.as_table() else {
        return ctx.fault(sources.at, "sources", say::must_be_table());
    };
    if table.iter().count() > MOST_SOURCES {
        return ctx.fault(sources.at, "sources", say::sources_most(MOST_SOURCES));
    }
    for entry in table.iter().filter(|entry| entry.node.as_text().is_none()) {
        ctx.fault(entry.node.at, &path::join("sources", &entry.key), say::must_be_text());
    }
    let mut paths = Vec::new();
    for entry in root.as_table().into_iter().flatten().filter(|entry| &*entry.key != "sources") {
        collect(&entry.node, &mut vec![entry.key.to_string()], &mut paths);
    }
    for pattern in patterns(Some(sources)) {
        if !paths.iter().any(|path| path::path_fits(&pattern.parts, path)) {
            ctx.warn(say::source_of_nothing(pattern.written));
        }
    }
}

/// The paths of all values; at most as many as a check should take.
fn collect(node: &Node, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    if paths.len() > MOST_PATHS {
        return;
    }
    match &node.value {
        Value::Table(table) => {
            for entry in table {
                path.push(entry.key.to_string());
                collect(&entry.node, path, paths);
                path.pop();
            }
        }
        _ => paths.push(path.clone()),
    }
}

/// Where values were written, by place; of the scenario before copying, and of the catalogue.
fn origins(node: &Node, path: &str, out: &mut BTreeMap<At, String>) {
    if !path.is_empty() {
        out.entry(node.at).or_insert_with(|| path.to_owned());
    }
    for entry in node.as_table().into_iter().flatten() {
        origins(&entry.node, &path::join(path, &entry.key), out);
    }
}

/// The list, most important first. `written` is the scenario before anything was copied.
pub fn list(ctx: &Ctx, written: &Node, root: &Node, parts: &Parts) -> Vec<Assumption> {
    let sources = patterns(root.get("sources"));
    let notes = patterns(catalogue::root().get("notes"));
    let mut places = BTreeMap::new();
    origins(written, "", &mut places);
    origins(catalogue::root(), "", &mut places);
    let touched = Touched::new(parts);
    let mut rows: BTreeMap<(At, Option<&str>), Assumption> = BTreeMap::new();
    for used in ctx.take_uses() {
        let path_parts = path::parts(&used.path);
        let origin = places.get(&used.at);
        let mut source = sourced(ctx, &sources, &used, &path_parts);
        if source.is_none()
            && let Some(origin) = origin
        {
            source = best(&sources, &path::parts(origin)).0.map(|pattern| pattern.text);
        }
        let weight = touched.hours(&path_parts) * directness(&path_parts);
        let default = used.at.file == 0;
        let row = rows.entry((used.at, source)).or_insert_with(|| Assumption {
            key: used.path.clone(),
            value: used.value.clone(),
            source: source.map(str::to_owned),
            default,
            note: None,
            places: 0,
            paths: Vec::new(),
            weight: 0.0,
        });
        row.places += 1;
        row.paths.push(used.path.clone());
        row.weight += weight;
        if let Some(origin) = origin.filter(|_| row.places > 1 || !default) {
            row.key.clone_from(origin);
        }
        if default && let Some(origin) = origin {
            row.note = best(&notes, &path::parts(origin)).0.map(|pattern| pattern.text.to_owned());
        }
    }
    let mut list: Vec<Assumption> = rows.into_values().collect();
    list.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    list
}

fn sourced<'n>(ctx: &Ctx, sources: &[Pattern<'n>], used: &Use, path: &[String]) -> Option<&'n str> {
    let (found, tie) = best(sources, path);
    if let (Some(found), Some(tie)) = (found, tie) {
        let path = path::join("sources", tie.written);
        let fault = ctx.at(tie.at, &path, say::pattern_tie(&used.path));
        ctx.push(
            tie.at,
            fault.remedy(Some(say::there_are(format!("«{}», «{}»", found.written, tie.written)))),
        );
    }
    found.map(|pattern| pattern.text)
}

/// How directly a value acts on how long people have work: numbers of people, message time and rates fully;
/// times of work nearly so; shares of messages half; absence a fifth; everything else a tenth.
fn directness(path: &[String]) -> f64 {
    let last = path.last().map_or("", String::as_str);
    let has = |name: &str| path.iter().any(|part| part == name);
    match path.first().map_or("", String::as_str) {
        "staff" => match last {
            "count" | "message_share" | "message_windows" => 1.0,
            "position" => 0.8,
            "speed" | "works_holidays" => 0.1,
            _ if has("works") => 0.5,
            _ => 0.2,
        },
        "demand" => match path.get(2).map_or("", String::as_str) {
            "per_week" | "per_1000_inhabitants_a_year" | "counts" | "trace" => 1.0,
            "misuse" | "follow_up" | "flaws" | "urgency" | "weights" | "no_municipal_service" => 0.5,
            _ => 0.1,
        },
        "inbox" if has("answering") => 0.9,
        "department" if last == "sorting" || last == "intake" => 0.9,
        "inbox" | "department" if has("answered_by") || has("work_groups") || has("parent_group") => 0.5,
        "municipality" => 0.5,
        "low_season" | "period" | "deadline" => 0.2,
        _ => 0.1,
    }
}

/// Hours of work a week that lie behind a path: by section and key; of everything else, all.
struct Touched<'p> {
    hours: BTreeMap<(&'static str, &'p str), f64>,
    total: f64,
}

impl<'p> Touched<'p> {
    fn new(parts: &'p Parts) -> Touched<'p> {
        let flow = flow::of(parts);
        let mut by_inbox = vec![0.0; parts.inboxes.len()];
        flow.needs.iter().for_each(|((inbox, _), hours)| by_inbox[inbox.index()] += hours);
        let mut hours: BTreeMap<(&'static str, &'p str), f64> = BTreeMap::new();
        for (inbox, there) in parts.inboxes.iter().zip(&by_inbox) {
            hours.insert(("inbox", &inbox.key), *there);
            let organisation = &parts.organisations[inbox.organisation.index()];
            *hours.entry(("municipality", &organisation.key)).or_default() += there;
            if let Some(department) = inbox.department {
                let department = &parts.departments[department.index()];
                *hours.entry(("department", &department.key)).or_default() += there;
            }
        }
        for group in &parts.staff {
            let served = group.serves.iter().map(|inbox| by_inbox[inbox.index()]).sum();
            hours.insert(("staff", &group.key), served);
        }
        for (row, made) in parts.demand.iter().zip(&flow.by_row) {
            hours.insert(("demand", &row.key), *made);
        }
        Touched { hours, total: by_inbox.iter().sum() }
    }

    fn hours(&self, path: &[String]) -> f64 {
        let section = path.first().map_or("", String::as_str);
        let Some(section) = SECTIONS.iter().find(|known| **known == section) else { return self.total };
        let key = path.get(1).map_or("", String::as_str);
        self.hours.get(&(*section, key)).copied().unwrap_or(0.0)
    }
}

/// Sections whose tables stand for people, inboxes or rows.
const SECTIONS: [&str; 5] = ["inbox", "municipality", "department", "staff", "demand"];
