//! The scenario as written: a tree of values that each know where they stand, in the order of the file.
//!
//! Knows TOML's shapes and nothing of what the keys mean.

use std::collections::BTreeMap;
use std::sync::Arc;
use toml::value::Datetime;

/// Where something was written: a file of [`super::sources::Sources`] and a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    pub file: u32,
    /// A byte of a text file, a line of a table.
    pub start: u32,
}

/// A value and where it was written; a copy keeps the place of the original.
#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    pub at: At,
    /// A variant scaled it ("x 0.7"): a whole number is the nearest one.
    pub scaled: bool,
}

#[derive(Clone, Debug)]
pub enum Value {
    Text(Arc<str>),
    Whole(i64),
    Real(f64),
    Truth(bool),
    Moment(Datetime),
    List(Vec<Node>),
    Table(Table),
}

/// Entries that are looked through one by one.
const FEW: usize = 12;

/// Keys in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    entries: Vec<Entry>,
    /// Only of a table with more entries than are looked through one by one.
    index: BTreeMap<Arc<str>, usize>,
    /// `{ … }`: a value that replaces; a `[section]` merges.
    pub inline: bool,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: Arc<str>,
    pub key_at: At,
    pub node: Node,
}

impl Node {
    pub fn new(value: Value, at: At) -> Node {
        Node { value, at, scaled: false }
    }

    pub fn text(text: &str, at: At) -> Node {
        Node::new(Value::Text(text.into()), at)
    }

    pub fn table(at: At) -> Node {
        Node::new(Value::Table(Table::default()), at)
    }

    pub fn as_table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn as_table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value under a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_table().and_then(|table| table.get(key))
    }

    /// How many values this is, itself included.
    pub fn size(&self) -> usize {
        match &self.value {
            Value::List(list) => 1 + list.iter().map(Node::size).sum::<usize>(),
            Value::Table(table) => 1 + table.iter().map(|entry| entry.node.size()).sum::<usize>(),
            _ => 1,
        }
    }

    /// Takes what `over` says: sections are merged key by key, everything else is replaced.
    pub fn merge(&mut self, over: Node) {
        match (&mut self.value, over.value) {
            (Value::Table(mine), Value::Table(theirs)) if !theirs.inline => {
                mine.inline = false;
                for entry in theirs.entries {
                    mine.merge_entry(entry);
                }
            }
            (mine, value) => {
                *mine = value;
                self.at = over.at;
                self.scaled = over.scaled;
            }
        }
    }
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    fn place(&self, key: &str) -> Option<usize> {
        if self.entries.len() > FEW {
            return self.index.get(key).copied();
        }
        self.entries.iter().position(|entry| &*entry.key == key)
    }

    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        let first = if self.entries.len() == FEW + 1 { 0 } else { self.entries.len() - 1 };
        if self.entries.len() > FEW {
            let new = self.entries.iter().enumerate().skip(first);
            self.index.extend(new.map(|(place, entry)| (entry.key.clone(), place)));
        }
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.place(key).map(|place| &self.entries[place])
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let place = self.place(key)?;
        Some(&mut self.entries[place].node)
    }

    pub fn has(&self, key: &str) -> bool {
        self.place(key).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Entry> {
        self.entries.iter_mut()
    }

    /// Sets a key; a new one comes last.
    pub fn set(&mut self, key: &str, key_at: At, node: Node) {
        match self.place(key) {
            Some(place) => {
                let entry = &mut self.entries[place];
                (entry.node, entry.key_at) = (node, key_at);
            }
            None => self.push(Entry { key: key.into(), key_at, node }),
        }
    }

    /// Merges one entry of another table.
    pub fn merge_entry(&mut self, entry: Entry) {
        match self.place(&entry.key) {
            Some(place) => {
                let mine = &mut self.entries[place];
                mine.key_at = entry.key_at;
                mine.node.merge(entry.node);
            }
            None => self.push(entry),
        }
    }

    /// The table under a key, made if it is not there; `None` if something else stands there.
    pub fn table_at(&mut self, key: &str, at: At) -> Option<&mut Table> {
        if !self.has(key) {
            self.set(key, at, Node::table(at));
        }
        self.get_mut(key).and_then(Node::as_table_mut)
    }
}

impl<'t> IntoIterator for &'t Table {
    type Item = &'t Entry;
    type IntoIter = std::slice::Iter<'t, Entry>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
