//! One value of the tree being read: its kind, its faults, its use.
//!
//! Knows no key of the scenario file; how single values are written is in `values`.

use super::cursor::{Ctx, Section};
use super::path;
use super::show;
use super::tree::{Entry, Node, Value};
use crate::text::Words;
use crate::text::scenario as say;
use std::cell::Cell;

/// A value being read. What cannot be read is reported, and `None`.
#[derive(Clone)]
pub struct Item<'t> {
    pub ctx: &'t Ctx,
    pub node: &'t Node,
    pub path: String,
    quiet: Cell<bool>,
}

impl<'t> Item<'t> {
    /// `quiet`: no assumption.
    pub fn new(ctx: &'t Ctx, node: &'t Node, path: String, quiet: bool) -> Item<'t> {
        Item { ctx, node, path, quiet: Cell::new(quiet) }
    }

    pub fn fault(&self, rule: Words) {
        self.fault_with(rule, None);
    }

    pub fn fault_with(&self, rule: Words, remedy: Option<Words>) {
        if self.ctx.faults().counts_only() {
            return;
        }
        let fault = self.ctx.at(self.node.at, &self.path, rule).found(&show::value(self.node));
        self.ctx.push(self.node.at, fault.remedy(remedy));
    }

    /// The value is an assumption, whatever its section says.
    #[must_use]
    pub fn loud(self) -> Item<'t> {
        self.quiet.set(false);
        self
    }

    /// From here on the value is no assumption of its own.
    pub fn hush(&self) {
        self.quiet.set(true);
    }

    /// Notes that the value went into the model; once an item.
    pub fn used(&self) {
        if self.quiet.replace(true) {
            return;
        }
        self.ctx.note(self.node, self.path.clone());
    }

    pub fn text(&self) -> Option<&'t str> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => {
                self.fault(say::must_be_text());
                None
            }
        }
    }

    /// The items of a list.
    pub fn list(&self) -> Option<Vec<Item<'t>>> {
        let Value::List(list) = &self.node.value else {
            self.fault(say::must_be_list());
            return None;
        };
        Some(list.iter().enumerate().map(|(index, node)| self.below(node, index)).collect())
    }

    /// One value, or the items of a list.
    pub fn one_or_more(&self) -> Vec<Item<'t>> {
        match &self.node.value {
            Value::List(list) => list.iter().enumerate().map(|(i, node)| self.below(node, i)).collect(),
            _ => vec![self.clone()],
        }
    }

    fn below(&self, node: &'t Node, index: usize) -> Item<'t> {
        Item::new(self.ctx, node, format!("{}[{}]", self.path, index + 1), self.quiet.get())
    }

    /// The keys of a table with their values.
    pub fn entries(&self) -> Option<Vec<(&'t str, Item<'t>)>> {
        let Some(table) = self.node.as_table() else {
            self.fault(say::must_be_table());
            return None;
        };
        let item = |entry: &'t Entry| {
            let path = path::join(&self.path, &entry.key);
            (&*entry.key, Item::new(self.ctx, &entry.node, path, self.quiet.get()))
        };
        Some(table.iter().map(item).collect())
    }

    pub fn section(&self) -> Section<'t> {
        let mut section = Section::new(self.ctx, self.node, self.path.clone());
        section.quiet = self.quiet.get();
        section
    }
}
