//! Reading a tree key by key: what is asked for is known, what is left over was misspelt.
//!
//! Knows no key of the scenario file; its callers do.

use super::catalogue;
use super::faults::{self, Collector, Fault, nearest};
use super::item::Item;
use super::path;
use super::show;
use super::sources::Sources;
use super::tree::{At, Entry, Node, Table};
use crate::text::Words;
use crate::text::scenario as say;
use std::cell::RefCell;
use std::path::PathBuf;

/// Tables of one kind.
const MOST_TABLES: usize = 20_000;

/// What reading gathers besides values: faults, warnings, which values were used.
pub struct Ctx {
    pub sources: RefCell<Sources>,
    /// Files beside the scenario are looked for here.
    pub folder: PathBuf,
    faults: RefCell<Collector>,
    warnings: RefCell<Vec<Words>>,
    overloaded: RefCell<Vec<String>>,
    uses: RefCell<Vec<Use>>,
}

/// A value that went into the model, for the list of assumptions.
#[derive(Clone, Debug)]
pub struct Use {
    pub at: At,
    /// Where it holds; copies and defaults hold in many places.
    pub path: String,
    pub value: String,
}

impl Ctx {
    pub fn new(sources: Sources, folder: PathBuf) -> Ctx {
        Ctx {
            sources: RefCell::new(sources),
            folder,
            faults: RefCell::default(),
            warnings: RefCell::default(),
            overloaded: RefCell::default(),
            uses: RefCell::default(),
        }
    }

    pub fn push(&self, at: At, fault: Fault) {
        self.faults.borrow_mut().push(at, fault);
    }

    /// A fault that shows no value.
    pub fn fault(&self, at: At, path: &str, rule: Words) {
        if self.faults().counts_only() {
            return;
        }
        let fault = self.at(at, path, rule);
        self.push(at, fault);
    }

    /// A fault to be added to.
    pub fn at(&self, at: At, path: &str, rule: Words) -> Fault {
        faults::at(&self.sources.borrow(), at, path, rule)
    }

    pub fn warn(&self, words: Words) {
        self.warnings.borrow_mut().push(words);
    }

    /// Notes that a value went into the model.
    pub fn note(&self, node: &Node, path: String) {
        let value = faults::escaped_to(200, &show::value(node));
        self.uses.borrow_mut().push(Use { at: node.at, path, value });
    }

    pub fn faults(&self) -> std::cell::RefMut<'_, Collector> {
        self.faults.borrow_mut()
    }

    /// Notes that an inbox has more work than time.
    pub fn overloaded(&self, inbox: &str) {
        self.overloaded.borrow_mut().push(inbox.to_owned());
    }

    pub fn take_overloaded(&self) -> Vec<String> {
        self.overloaded.take()
    }

    pub fn take_warnings(&self) -> Vec<Words> {
        self.warnings.take()
    }

    pub fn take_uses(&self) -> Vec<Use> {
        self.uses.take()
    }
}

/// A table being read. [`Section::done`] ends it.
pub struct Section<'t> {
    pub ctx: &'t Ctx,
    /// `None`: not written, so that everything has its default.
    pub table: Option<&'t Table>,
    pub at: At,
    pub path: String,
    pub quiet: bool,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'t> Section<'t> {
    pub fn new(ctx: &'t Ctx, node: &'t Node, path: String) -> Section<'t> {
        let table = node.as_table();
        if table.is_none() {
            let fault = ctx.at(node.at, &path, say::must_be_table()).found(&show::value(node));
            ctx.push(node.at, fault);
        }
        Section {
            ctx,
            table,
            at: node.at,
            path,
            quiet: false,
            asked: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// A table that is not written, at the place of the one that it would be in.
    pub fn absent(ctx: &'t Ctx, at: At, path: String) -> Section<'t> {
        let (asked, missing) = (RefCell::default(), RefCell::default());
        Section { ctx, table: None, at, path, quiet: false, asked, missing }
    }

    /// What is read here is no assumption.
    #[must_use]
    pub fn quiet(mut self) -> Section<'t> {
        self.quiet = true;
        self
    }

    /// What is read here is an assumption.
    #[must_use]
    pub fn loud(mut self) -> Section<'t> {
        self.quiet = false;
        self
    }

    /// The value of a key, if it is written.
    pub fn get(&self, key: &'static str) -> Option<Item<'t>> {
        self.asked.borrow_mut().push(key);
        let entry = self.table?.entry(key)?;
        Some(self.item(entry))
    }

    /// The value of a key that must be written.
    pub fn need(&self, key: &'static str) -> Option<Item<'t>> {
        let item = self.get(key);
        if item.is_none() {
            self.missing.borrow_mut().push(key);
        }
        item
    }

    /// The value of a key, or the catalogue's under `default.`*name*.
    pub fn or(&self, key: &'static str, name: &str) -> Item<'t> {
        self.get(key).unwrap_or_else(|| self.default(key, name))
    }

    /// The catalogue's value for a key.
    pub fn default(&self, key: &str, name: &str) -> Item<'t> {
        let node = catalogue::default(name);
        let path = path::join(&self.path, key);
        Item::new(self.ctx, node, path, self.quiet)
    }

    /// The catalogue's value for something further below.
    pub fn default_at(&self, below: &str, name: &str) -> Item<'t> {
        let path = format!("{}.{below}", self.path);
        Item::new(self.ctx, catalogue::default(name), path, self.quiet)
    }

    /// The table under a key; absent if it is not written.
    pub fn section(&self, key: &'static str) -> Section<'t> {
        let path = path::join(&self.path, key);
        let mut section = match self.get(key) {
            Some(item) => Section::new(self.ctx, item.node, path),
            None => Section::absent(self.ctx, self.at, path),
        };
        section.quiet = self.quiet;
        section
    }

    /// The tables under a key that holds one for each name.
    pub fn each(&self, key: &'static str) -> Vec<(&'t str, Section<'t>)> {
        let Some(item) = self.get(key) else { return Vec::new() };
        let holder = Section::new(self.ctx, item.node, item.path);
        let section = |entry: &'t Entry| {
            let path = path::join(&holder.path, &entry.key);
            let mut section = Section::new(self.ctx, &entry.node, path);
            (section.at, section.quiet) = (entry.key_at, self.quiet);
            (&*entry.key, section)
        };
        if holder.table.is_some_and(|table| table.iter().len() > MOST_TABLES) {
            holder.fault(say::tables_most(MOST_TABLES));
            return Vec::new();
        }
        holder.table.into_iter().flatten().map(section).collect()
    }

    /// Marks keys as known that somebody else reads.
    pub fn known(&self, keys: &[&'static str]) {
        self.asked.borrow_mut().extend(keys);
    }

    fn item(&self, entry: &'t Entry) -> Item<'t> {
        let path = path::join(&self.path, &entry.key);
        Item::new(self.ctx, &entry.node, path, self.quiet)
    }

    pub fn fault(&self, rule: Words) {
        self.ctx.fault(self.at, &self.path, rule);
    }

    /// Whether exactly one of the keys is written; a fault at the second, or if it `must` be and none is.
    pub fn one_of(&self, keys: &[&'static str], must: bool) {
        self.asked.borrow_mut().extend(keys);
        let Some(table) = self.table else { return };
        let written: Vec<&str> = keys.iter().copied().filter(|key| table.has(key)).collect();
        let all = keys.join(", ");
        match written.as_slice() {
            [] if must => self.fault(say::one_of(all)),
            [_, second, ..] => {
                let entry = table.entry(second).expect("it is written");
                self.ctx.fault(entry.key_at, &path::join(&self.path, second), say::only_one_of(all));
            }
            _ => {}
        }
    }

    /// Reports keys that nobody asked for and needed keys that are not there. One that looks like a missing key
    /// is told once.
    pub fn done(&self) {
        let asked = self.asked.take();
        let mut missing = self.missing.take();
        for entry in self.table.into_iter().flatten() {
            if asked.contains(&&*entry.key) {
                continue;
            }
            let table = self.table.expect("it has this entry");
            if self.ctx.faults().counts_only() {
                continue;
            }
            let free = || asked.iter().copied().filter(|key| !table.has(key));
            let near = nearest(&entry.key, free()).or_else(|| nearest(&entry.key, asked.iter().copied()));
            missing.retain(|key| Some(*key) != near);
            let remedy = match near {
                Some(near) => say::did_you_mean(near),
                None => say::allowed_keys(listed(free())),
            };
            let path = path::join(&self.path, &entry.key);
            let fault = self.ctx.at(entry.key_at, &path, say::unknown_key());
            self.ctx.push(entry.key_at, fault.remedy(Some(remedy)));
        }
        if self.table.is_some() {
            missing.iter().for_each(|key| self.fault(say::missing_key(key)));
        }
    }
}

/// At most a dozen, in the order in which they are read.
fn listed<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    let mut seen = Vec::new();
    keys.for_each(|key| {
        if !seen.contains(&key) {
            seen.push(key)
        }
    });
    let more = if seen.len() > 12 { ", …" } else { "" };
    format!("{}{more}", seen[..seen.len().min(12)].join(", "))
}
