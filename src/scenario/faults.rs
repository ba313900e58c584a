//! What is wrong with a scenario: place, value found, rule, remedy. Collected, ordered, printed.
//!
//! Knows no key of the scenario file.

use super::sources::Sources;
use super::tree::At;
use crate::text::scenario as say;
use crate::text::{Lang, Words};
use std::fmt;

/// As many as are printed; the rest is counted.
pub const MOST: usize = 20;
/// As many as are kept while reading.
const KEPT: usize = 400;
/// Found values are cut at this many characters.
const SHOWN: usize = 60;
/// Among so many a nearest is looked for.
const MOST_CHOICES: usize = 5000;
/// File names and paths are cut at this many.
const PLACE: usize = 300;

/// Where a fault lies; a line or column of 0 is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    pub line: u32,
    pub column: u32,
    /// `staff.lunge-merkantil.count`.
    pub path: String,
}

/// One thing that is wrong, in words.
#[derive(Clone, Debug)]
pub struct Fault {
    pub place: Place,
    /// The value found, control characters escaped.
    pub found: Option<String>,
    /// The rule in one sentence.
    pub rule: Words,
    /// The nearest good choice.
    pub remedy: Option<Words>,
    /// Not the input is wrong but the world: a file that cannot be read.
    pub world: bool,
}

impl Fault {
    pub fn new(place: Place, rule: Words) -> Fault {
        Fault { place, found: None, rule, remedy: None, world: false }
    }

    #[must_use]
    pub fn found(mut self, value: &str) -> Fault {
        self.found = Some(escaped_to(SHOWN, value));
        self
    }

    #[must_use]
    pub fn remedy(mut self, remedy: Option<Words>) -> Fault {
        self.remedy = remedy;
        self
    }

    /// One line, without the end of line.
    pub fn line(&self, lang: Lang) -> String {
        let mut line = escaped_to(PLACE, &self.place.file);
        if self.place.line > 0 {
            line += &format!(":{}", self.place.line);
        }
        if self.place.column > 0 {
            line += &format!(":{}", self.place.column);
        }
        let path = escaped_to(PLACE, &self.place.path);
        // A file that is wrong as a whole need not be named twice.
        let found = self.found.as_ref().filter(|found| **found != line);
        match (found, path.is_empty()) {
            (Some(found), false) => line += &format!(": {path} = {found}"),
            (Some(found), true) => line += &format!(": {found}"),
            (None, false) => line += &format!(": {path}"),
            (None, true) => {}
        }
        line += &format!(": {}.", self.rule.of(lang));
        if let Some(remedy) = &self.remedy {
            line += &format!(" {}", remedy.of(lang));
        }
        line
    }
}

/// All faults of a scenario, in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// At most [`MOST`].
    pub list: Vec<Fault>,
    /// How many there are beside.
    pub more: usize,
}

impl Faults {
    pub fn one(fault: Fault) -> Faults {
        Faults { list: vec![fault], more: 0 }
    }

    /// Whether the world broke rather than the input being wrong.
    pub fn world(&self) -> bool {
        self.list.iter().any(|fault| fault.world)
    }

    /// One line a fault, then how many more.
    pub fn render(&self, lang: Lang) -> String {
        let mut text: String = self.list.iter().map(|fault| fault.line(lang) + "\n").collect();
        if self.more > 0 {
            text += say::and_more(self.more).of(lang);
            text.push('\n');
        }
        text
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::Nb))
    }
}

impl std::error::Error for Faults {}

/// Gathers faults while reading.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    list: Vec<(At, Fault)>,
    more: usize,
}

impl Collector {
    pub fn push(&mut self, at: At, fault: Fault) {
        if self.list.len() < KEPT { self.list.push((at, fault)) } else { self.more += 1 }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether further faults are only counted; then one need not find words for them. Counts one.
    pub fn counts_only(&mut self) -> bool {
        let full = self.list.len() >= KEPT;
        self.more += usize::from(full);
        full
    }

    /// By place, each said once.
    pub fn finish(mut self) -> Faults {
        self.list.sort_by_key(|(at, _)| *at);
        let mut faults = Faults { list: Vec::new(), more: self.more };
        let mut said = std::collections::BTreeSet::new();
        for (at, fault) in self.list {
            // Copies of one value (`like`, templates) have one fault.
            if !said.insert((at, fault.rule.nb.clone())) {
                continue;
            }
            if faults.list.len() < MOST { faults.list.push(fault) } else { faults.more += 1 }
        }
        faults
    }

    /// Ends the stage if anything was found.
    ///
    /// # Errors
    /// All that was found.
    pub fn check(&mut self) -> Result<(), Faults> {
        if self.is_empty() { Ok(()) } else { Err(std::mem::take(self).finish()) }
    }
}

/// Adds a fault at a place of the sources.
pub fn at(sources: &Sources, place: At, path: &str, rule: Words) -> Fault {
    Fault::new(sources.place(place, path), rule)
}

/// In one line, cut after so many characters, control characters escaped.
pub fn escaped_to(most: usize, value: &str) -> String {
    let mut out = String::new();
    value.chars().take(most).for_each(|c| push_escaped(&mut out, c));
    if value.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// Control characters, and those that turn the direction of writing or are not seen.
fn push_escaped(out: &mut String, c: char) {
    let hidden =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if c.is_control() || hidden { out.extend(c.escape_default()) } else { out.push(c) }
}

/// The nearest of the choices, near enough to have been meant.
pub fn nearest<'c>(word: &str, choices: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().take(200).flat_map(char::to_lowercase).collect();
    let allowed = 1 + word.len() / 4;
    choices
        .into_iter()
        .take(MOST_CHOICES)
        .map(|choice| (distance(&word, choice), choice))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, choice)| choice)
}

/// Damerau-Levenshtein (adjacent letters swapped count once), case ignored.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().take(200).flat_map(char::to_lowercase).collect();
    if a.len().abs_diff(b.len()) > 1 + a.len() / 4 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (row[j] + 1).min(next[j - 1] + 1).min(row[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}
