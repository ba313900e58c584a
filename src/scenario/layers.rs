//! What a file takes from others: `extends` (another file first) and `like` (another table first).
//!
//! Knows no key but these two; circles and copies without end are faults.

use super::faults::{self, Collector, Fault, Faults, nearest};
use super::parse;
use super::path;
use super::sources::Sources;
use super::tree::{At, Node, Table, Value};
use crate::text::scenario as say;
use std::path::{Path, PathBuf};

/// Files that extend one another.
const MOST_FILES: usize = 16;
/// Tables that are like one another, in a row.
const MOST_LIKES: usize = 32;
/// Values that copying may make.
const MOST_COPIES: usize = 400_000;
/// As many values a `like` counts in itself.
const LIKE: usize = 8;

/// Reads a file and those that it extends, the first base first.
///
/// # Errors
/// All syntax faults of the files, a file that cannot be read, a circle.
pub fn read_all(sources: &mut Sources, path: &Path) -> Result<Node, Faults> {
    let (file, text) = sources.read_text(path, None).map_err(|fault| Faults::one(*fault))?;
    let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let trail = vec![path.canonicalize().unwrap_or_else(|_| path.to_path_buf())];
    with_bases(sources, file, &text, base, trail)
}

/// As [`read_all`], for a text that is already here; files are looked for in `folder`.
///
/// # Errors
/// As [`read_all`].
pub fn read_text(sources: &mut Sources, text: &str, folder: &Path) -> Result<Node, Faults> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = sources.add_text("scenario.toml", text);
    sources.count(text.as_bytes());
    if text.len() > super::sources::TOML_LIMIT {
        let at = At { file, start: 0 };
        return Err(Faults::one(faults::at(sources, at, "", say::too_long(1))));
    }
    with_bases(sources, file, text, folder.to_path_buf(), Vec::new())
}

fn with_bases(
    sources: &mut Sources,
    file: u32,
    text: &str,
    mut folder: PathBuf,
    mut trail: Vec<PathBuf>,
) -> Result<Node, Faults> {
    let mut faults = Collector::default();
    let mut layers = vec![parse::parse(sources, file, text, &mut faults)];
    while let Some(next) = layers.last().and_then(|layer| layer.get("extends")).cloned() {
        let Some(name) = next.as_text() else {
            faults.push(next.at, faults::at(sources, next.at, "extends", say::must_be_text()));
            break;
        };
        let path = folder.join(name);
        let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
        if trail.contains(&whole) || layers.len() >= MOST_FILES {
            let fault = faults::at(sources, next.at, "extends", say::extends_circle(MOST_FILES)).found(name);
            faults.push(next.at, fault);
            break;
        }
        match sources.read_text(&path, Some(next.at)) {
            Ok((file, text)) => layers.push(parse::parse(sources, file, &text, &mut faults)),
            Err(mut fault) => {
                fault.place.path = "extends".to_owned();
                faults.push(next.at, *fault);
                break;
            }
        }
        folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        trail.push(whole);
    }
    faults.check()?;
    let mut tree = layers.pop().expect("the first layer is always there");
    while let Some(layer) = layers.pop() {
        tree.merge(layer);
    }
    if let Some(node) = tree.as_table_mut().and_then(|table| table.get_mut("extends")) {
        *node = Node::new(Value::Truth(true), node.at);
    }
    Ok(tree)
}

/// Copies what each `like` names. `catalogue` lends its tables under `template` where the scenario has none.
pub fn likes(sources: &Sources, root: &Node, catalogue: &Node, faults: &mut Collector) -> Node {
    let mut likes = Likes { sources, root, catalogue, faults, trail: Vec::new(), copies: 0 };
    let tree = likes.expand(root);
    if likes.copies > MOST_COPIES {
        faults.push(root.at, faults::at(sources, root.at, "", say::copies_most()));
    }
    tree
}

struct Likes<'a> {
    sources: &'a Sources,
    root: &'a Node,
    catalogue: &'a Node,
    faults: &'a mut Collector,
    /// Paths that are being copied.
    trail: Vec<Vec<String>>,
    copies: usize,
}

impl Likes<'_> {
    /// The node with all its likes copied.
    fn expand(&mut self, node: &Node) -> Node {
        self.copies += 1;
        let value = match &node.value {
            _ if self.copies > MOST_COPIES => Value::Truth(false),
            Value::Table(table) => return self.expand_table(table, node.at),
            Value::List(list) => Value::List(list.iter().map(|item| self.expand(item)).collect()),
            other => other.clone(),
        };
        Node { value, at: node.at, scaled: node.scaled }
    }

    fn expand_table(&mut self, table: &Table, at: At) -> Node {
        let mut out = match table.get("like") {
            Some(like) => self.named(like).unwrap_or_else(|| Node::table(at)),
            None => Node::table(at),
        };
        out.at = at;
        if let Some(mine) = out.as_table_mut() {
            mine.inline = table.inline;
            for entry in table.iter().filter(|entry| &*entry.key != "like") {
                let node = self.expand(&entry.node);
                mine.merge_entry(super::tree::Entry { node, ..entry.clone_key() });
            }
        }
        out
    }

    /// The table that a `like` names, its own likes copied.
    fn named(&mut self, like: &Node) -> Option<Node> {
        let Some(name) = like.as_text() else {
            self.fault(like, say::must_be_text());
            return None;
        };
        // What copies nothing costs time as well.
        self.copies += LIKE;
        let parts = path::parts(name);
        let circle = self.trail.contains(&parts);
        if circle || self.trail.len() >= MOST_LIKES {
            self.fault(like, say::like_circle(MOST_LIKES));
            return None;
        }
        self.trail.push(parts.clone());
        let found = self.find(self.root, &parts).or_else(|| {
            let lent = parts[0] == "template";
            lent.then(|| self.find(self.catalogue, &parts)).flatten()
        });
        self.trail.pop();
        match found {
            Some(node) if node.as_table().is_some() => Some(node),
            Some(_) => {
                self.fault(like, say::like_no_table());
                None
            }
            None => {
                self.unknown(like, &parts);
                None
            }
        }
    }

    fn find(&mut self, from: &Node, parts: &[String]) -> Option<Node> {
        let Some((part, below)) = parts.split_first() else { return Some(self.expand(from)) };
        let own = from.get(part).and_then(|node| self.find(node, below));
        let Some(like) = from.get("like") else { return own };
        let lent = self.named(like).and_then(|base| descend(&base, parts).cloned());
        match (lent, own) {
            (Some(mut base), Some(own)) => {
                base.merge(own);
                Some(base)
            }
            (lent, own) => own.or(lent),
        }
    }

    fn fault(&mut self, like: &Node, rule: crate::text::Words) {
        let found = like.as_text().unwrap_or("").to_owned();
        let fault = faults::at(self.sources, like.at, "like", rule).found(&found);
        self.faults.push(like.at, fault);
    }

    fn unknown(&mut self, like: &Node, parts: &[String]) {
        let holder = descend(self.root, &parts[..parts.len() - 1]).and_then(Node::as_table);
        let last = parts.last().map_or("", String::as_str);
        let keys = holder.into_iter().flatten().map(|entry| &*entry.key);
        let remedy = nearest(last, keys).map(|near| {
            let mut whole = String::new();
            parts[..parts.len() - 1].iter().for_each(|part| whole = path::join(&whole, part));
            say::did_you_mean(path::join(&whole, near))
        });
        let fault: Fault = faults::at(self.sources, like.at, "like", say::like_unknown())
            .found(like.as_text().unwrap_or(""))
            .remedy(remedy);
        self.faults.push(like.at, fault);
    }
}

/// The node at a path, if there is one.
pub fn descend<'n>(from: &'n Node, parts: &[String]) -> Option<&'n Node> {
    parts.iter().try_fold(from, |node, part| node.get(part))
}

impl super::tree::Entry {
    /// The entry with nothing under its key.
    fn clone_key(&self) -> super::tree::Entry {
        let node = Node::new(Value::Truth(false), self.key_at);
        super::tree::Entry { key: self.key.clone(), key_at: self.key_at, node }
    }
}
