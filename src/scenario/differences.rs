//! In what two readings of a scenario differ, value by value.
//!
//! Compares resolved trees; knows no sentence.

use super::cursor::Ctx;
use super::faults::Faults;
use super::show;
use super::tree::{Node, Value};
use super::{Overrides, ScenarioFile};
use std::collections::BTreeMap;

/// A value that one reading has otherwise than the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The parts of its path.
    pub path: Vec<String>,
    /// As a scenario writes it, texts without quotes; `None` where it is not written.
    pub before: Option<String>,
    pub after: Option<String>,
    /// The role of the group of staff that it belongs to, if it has one.
    pub role: Option<String>,
}

/// Values by path.
type Leaves = BTreeMap<Vec<String>, String>;

impl ScenarioFile {
    /// What the second overrides change against the first, in the order of paths.
    ///
    /// # Errors
    /// What keeps either from being resolved.
    pub fn differences(&self, before: &Overrides, after: &Overrides) -> Result<Vec<Difference>, Faults> {
        let read = |overrides: &Overrides| -> Result<Leaves, Faults> {
            let ctx = Ctx::new(self.sources.clone(), self.folder.clone());
            let tree = self.resolved(&ctx, overrides)?;
            ctx.faults().check()?;
            let mut found = Leaves::new();
            leaves(&tree, &mut Vec::new(), &mut found);
            Ok(found)
        };
        let (before, after) = (read(before)?, read(after)?);
        let changed =
            before.iter().filter(|(path, text)| after.get(*path) != Some(text)).map(|(path, _)| path);
        let new = after.keys().filter(|path| !before.contains_key(*path));
        let mut paths: Vec<&Vec<String>> = changed.chain(new).collect();
        paths.sort();
        let difference = |path: &Vec<String>| Difference {
            path: path.clone(),
            before: before.get(path).cloned(),
            after: after.get(path).cloned(),
            role: role(&after, path).or_else(|| role(&before, path)),
        };
        Ok(paths.into_iter().map(difference).collect())
    }
}

/// All values but those that name and explain.
fn leaves(node: &Node, path: &mut Vec<String>, found: &mut Leaves) {
    if let Value::Table(table) = &node.value {
        let top = path.is_empty();
        for entry in table.iter().filter(|entry| !top || !told_elsewhere(&entry.key)) {
            path.push(entry.key.to_string());
            leaves(&entry.node, path, found);
            path.pop();
        }
        return;
    }
    let text = node.as_text().map_or_else(|| show::value(node), str::to_owned);
    found.insert(path.clone(), text);
}

/// Sections that change nothing in what is simulated.
fn told_elsewhere(section: &str) -> bool {
    ["variant", "sources", "question", "title", "report", "load"].contains(&section)
}

fn role(leaves: &Leaves, path: &[String]) -> Option<String> {
    let [section, key, ..] = path else { return None };
    let of = |name: &str| leaves.get(&vec![section.clone(), key.clone(), name.to_owned()]).cloned();
    if section == "staff" { of("role") } else { None }
}
