//! Variants and `--set`: values put at paths of the tree, with wildcards and scaling ("x 0.7").
//!
//! Knows which sections stand alone and which hold one table a name; no other key.

use super::cursor::{Ctx, Section};
use super::faults::nearest;
use super::parse;
use super::path;
use super::show;
use super::tree::{At, Node, Value};
use super::values::{parse_duration, parse_share};
use crate::stats::Share;
use crate::text::Words;
use crate::text::scenario as say;
use crate::time::Duration;

/// Sections that hold keys themselves.
const SINGLE: [&str; 9] = [
    "period",
    "calendar",
    "deadline",
    "transport",
    "telephone",
    "flaw_effects",
    "cost",
    "report",
    "question",
];
/// Sections that hold one table for each name.
const NAMED: [&str; 10] = [
    "hospital",
    "department",
    "inbox",
    "municipality",
    "template",
    "staff",
    "low_season",
    "demand",
    "event",
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
        of_variant(ctx, root, &entry.key).iter().for_each(|change| apply(ctx, &mut tried, change));
    }
}

/// Puts a value at its path, or says why not.
pub fn apply(ctx: &Ctx, root: &mut Node, change: &Change) {
    let parts = path::parts(&change.path);
    let known = SINGLE.iter().chain(&NAMED).any(|name| *name == parts[0]) || parts[0] == "title";
    if !known || parts.len() < 2 && parts[0] != "transport" && parts[0] != "title" {
        let near = nearest(&parts[0], SINGLE.iter().chain(&NAMED).copied());
        return refuse(ctx, change, say::set_unknown(), near.map(say::did_you_mean));
    }
    let factor = change.value.as_text().and_then(factor);
    let mut step = Step { ctx, change, factor, hits: 0, written: Vec::new(), near: None };
    let makes = if SINGLE.contains(&parts[0].as_str()) { 1 } else { 2 };
    step.walk(root, &parts, 0, makes);
    if step.hits == 0 {
        let remedy = step.near.take();
        let rule = if step.factor.is_some() { say::set_nothing_to_scale() } else { say::set_unknown() };
        refuse(ctx, change, rule, remedy);
    }
}

fn refuse(ctx: &Ctx, change: &Change, rule: Words, remedy: Option<Words>) {
    let fault = ctx.at(change.value.at, &change.path, rule).found(&show::value(&change.value));
    ctx.push(change.value.at, fault.remedy(remedy));
}

/// `x 0.7`
fn factor(text: &str) -> Option<f64> {
    let number = text.strip_prefix("x ").or_else(|| text.strip_prefix("× "))?;
    number.trim().parse().ok().filter(|factor: &f64| factor.is_finite() && (0.0..=1e6).contains(factor))
}

struct Step<'a> {
    ctx: &'a Ctx,
    change: &'a Change,
    factor: Option<f64>,
    hits: usize,
    /// The path walked so far.
    written: Vec<String>,
    near: Option<Words>,
}

impl Step<'_> {
    /// Goes down one part; tables are made below `makes` parts, so that a name must exist but its keys need not.
    fn walk(&mut self, node: &mut Node, parts: &[String], level: usize, makes: usize) {
        let Some(part) = parts.get(level) else { return self.put(node) };
        let Some(table) = node.as_table_mut() else { return };
        let keys: Vec<String> = table.iter().map(|entry| entry.key.to_string()).collect();
        let fitting: Vec<&String> = keys.iter().filter(|key| path::fits(part, key)).collect();
        // A new table where nothing stands: only below a name that exists, and never for a factor.
        let made = part.clone();
        let inbox = level == 1 && parts[0] == "inbox";
        let single = level == 0 && makes == 1;
        let may_make = level >= makes || inbox || single;
        let fitting = if !fitting.is_empty() {
            fitting
        } else if may_make && !path::is_pattern(part) && self.factor.is_none() {
            table.set(part, self.change.value.at, Node::table(self.change.value.at));
            vec![&made]
        } else {
            self.suggest(part, &keys);
            return;
        };
        for key in fitting {
            let Some(below) = table.get_mut(key) else { continue };
            self.written.push(key.clone());
            self.walk(below, parts, level + 1, makes);
            self.written.pop();
        }
    }

    fn put(&mut self, node: &mut Node) {
        self.hits += 1;
        let Some(factor) = self.factor else {
            *node = self.change.value.clone();
            return;
        };
        if !scale(node, factor) {
            let found = show::value(node);
            let at = self.change.value.at;
            let path = self.written.iter().fold(String::new(), |path, part| path::join(&path, part));
            self.ctx.push(at, self.ctx.at(at, &path, say::set_cannot_scale()).found(&found));
        }
        node.at = self.change.value.at;
    }

    fn suggest(&mut self, part: &str, keys: &[String]) {
        let whole = |key: &str| {
            let path = self.written.iter().fold(String::new(), |path, part| path::join(&path, part));
            path::join(&path, key)
        };
        if let Some(near) = nearest(part, keys.iter().map(String::as_str)) {
            self.near = Some(say::did_you_mean(whole(near)));
        }
    }
}

/// Multiplies a number, share or length of time, a law (its times) or a table of shares.
fn scale(node: &mut Node, factor: f64) -> bool {
    match &mut node.value {
        Value::Whole(number) => {
            let product = *number as f64 * factor;
            node.value = Value::Real(product);
            node.scaled = true;
            true
        }
        Value::Real(number) => {
            *number *= factor;
            true
        }
        Value::Text(text) => match scaled_text(text, factor) {
            Some(scaled) => {
                *text = scaled.into();
                true
            }
            None => false,
        },
        Value::Table(table) => {
            let leaf = |node: &Node| node.as_text().map(|text| parse_share(text).is_some());
            let kinds: Vec<bool> = table.iter().filter_map(|entry| leaf(&entry.node)).collect();
            let mixed = kinds.contains(&true) && kinds.contains(&false);
            let mut inner =
                table.iter_mut().filter(|entry| !matches!(entry.key.as_ref(), "cv" | "shape" | "stages"));
            !mixed && inner.all(|entry| scale(&mut entry.node, factor))
        }
        Value::List(list) => list.iter_mut().all(|node| scale(node, factor)),
        Value::Truth(_) | Value::Moment(_) => false,
    }
}

fn scaled_text(text: &str, factor: f64) -> Option<String> {
    if let Some(share) = parse_share(text) {
        let product = f64::from(share.billionths()) * factor;
        let whole = Share::from_f64(product / f64::from(Share::UNIT));
        return Some(whole.map_or_else(|| format!("{} %", product / 1e7), |share| share.to_string()));
    }
    let duration = parse_duration(text)?;
    let micros = duration.micros() as f64 * factor;
    Some(format!("{:.6} s", micros / Duration::SECOND.micros() as f64))
}
