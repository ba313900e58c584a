//! TOML text to tree: all syntax errors at once, within bounds of depth and size.
//!
//! The only file that speaks with the TOML parser. Knows no key.

use super::faults::{self, Collector};
use super::sources::Sources;
use super::tree::{At, Node, Table, Value};
use crate::text::Words;
use crate::text::scenario as say;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

/// Parts of one dotted key, so that nothing nests without end.
const MOST_PARTS: usize = 24;
/// Levels of the tree.
const MOST_LEVELS: usize = 40;
/// Tables of a file; each costs the parser a kilobyte.
const MOST_TABLES: usize = 40_000;
/// Above this length only the first syntax error is told.
const RECOVER_LIMIT: usize = 1 << 18;

/// Parses a file of the sources.
pub fn parse(sources: &Sources, file: u32, text: &str, faults: &mut Collector) -> Node {
    let root = At { file, start: 0 };
    if let Some(start) = too_many_parts(text) {
        let at = At { file, start: start as u32 };
        faults.push(at, faults::at(sources, at, "", say::too_deep(MOST_PARTS)));
        return Node::table(root);
    }
    if tables(text) > MOST_TABLES {
        faults.push(root, faults::at(sources, root, "", say::tables_most(MOST_TABLES)));
        return Node::table(root);
    }
    let (table, errors) = if text.len() <= RECOVER_LIMIT {
        DeTable::parse_recoverable(text)
    } else {
        match DeTable::parse(text) {
            Ok(table) => (table, Vec::new()),
            Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
        }
    };
    // What follows a fault on its line follows from it.
    let mut broken = BTreeSet::new();
    for error in &errors {
        let start = error.span().map_or(text.len(), |span| span.start);
        if !broken.insert(line_start(text, start)) {
            continue;
        }
        let at = At { file, start: start as u32 };
        let found = line_at(text, start);
        faults.push(at, faults::at(sources, at, "", syntax(error)).found(found));
    }
    let mut convert = Convert { sources, file, text, faults, broken };
    convert.table(table.get_ref(), root, 0)
}

/// A value as `--set` has it: TOML, or else plain text.
pub fn value(text: &str, at: At) -> Node {
    let plain = Node::text(text, at);
    if text.len() > 10_000 || too_many_parts(text).is_some() {
        return plain;
    }
    let Ok(parsed) = DeValue::parse(text) else { return plain };
    if parsed.get_ref().as_datetime().is_some_and(|moment| moment.date.is_none()) {
        return plain;
    }
    let mut sources = Sources::default();
    let file = sources.add_text("", text);
    let mut faults = Collector::default();
    let mut node = Convert { sources: &sources, file, text, faults: &mut faults, broken: BTreeSet::new() }
        .value(&parsed, 0);
    place_all(&mut node, at);
    if faults.is_empty() { node } else { plain }
}

fn place_all(node: &mut Node, at: At) {
    node.at = at;
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(|node| place_all(node, at)),
        Value::Table(table) => table.iter_mut().for_each(|entry| {
            entry.key_at = at;
            place_all(&mut entry.node, at);
        }),
        _ => {}
    }
}

struct Convert<'a> {
    sources: &'a Sources,
    file: u32,
    text: &'a str,
    faults: &'a mut Collector,
    /// Where lines begin that are no TOML.
    broken: BTreeSet<usize>,
}

impl Convert<'_> {
    fn table(&mut self, table: &DeTable<'_>, at: At, level: usize) -> Node {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let inline = self.text.as_bytes().get(at.start as usize) == Some(&b'{');
        let mut out = Table::default();
        out.inline = inline;
        for (key, value) in entries {
            let key_at = At { file: self.file, start: key.span().start as u32 };
            let node = self.value(value, level + 1);
            out.set(key.get_ref(), key_at, node);
        }
        Node::new(Value::Table(out), at)
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, level: usize) -> Node {
        let at = At { file: self.file, start: value.span().start as u32 };
        if level > MOST_LEVELS {
            self.faults.push(at, faults::at(self.sources, at, "", say::too_deep(MOST_LEVELS)));
            return Node::table(at);
        }
        let converted = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.as_ref().into()),
            DeValue::Boolean(truth) => Value::Truth(*truth),
            DeValue::Datetime(moment) => Value::Moment(*moment),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Whole(number),
                Err(_) => self.not_a_number(at, number.as_str()),
            },
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Value::Real(number),
                _ => self.not_a_number(at, number.as_str()),
            },
            DeValue::Array(list) => {
                Value::List(list.iter().map(|item| self.value(item, level + 1)).collect())
            }
            DeValue::Table(table) => return self.table(table, at, level),
        };
        Node::new(converted, at)
    }

    fn not_a_number(&mut self, at: At, found: &str) -> Value {
        if !self.broken.contains(&line_start(self.text, at.start as usize)) {
            self.faults.push(at, faults::at(self.sources, at, "", say::number_too_large()).found(found));
        }
        Value::Whole(0)
    }
}

/// The first byte of a dotted key with too many parts. Strings and comments count as well, unless a line is
/// nothing but comment: what is counted too much is only ever prose with very many full stops.
fn too_many_parts(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut dots = 0;
        let comment = line.trim_start().starts_with('#');
        for (i, byte) in line.bytes().enumerate().filter(|_| !comment) {
            match byte {
                b'.' => dots += 1,
                b'=' | b',' | b'[' | b']' | b'{' | b'}' => dots = 0,
                _ => {}
            }
            if dots >= MOST_PARTS {
                return Some(start + i);
            }
        }
        start += line.len();
    }
    None
}

/// How many tables there are at most: inline ones, headers, dotted keys.
fn tables(text: &str) -> usize {
    let inline = text.bytes().filter(|byte| *byte == b'{').count();
    let key = |line: &str| line.split('=').next().is_some_and(|key| key.contains('.'));
    let lines = text.lines().filter(|line| line.trim_start().starts_with('[') || key(line));
    inline + lines.count()
}

fn line_start(text: &str, start: usize) -> usize {
    let start = (0..=start.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    text[..start].rfind('\n').map_or(0, |i| i + 1)
}

fn line_at(text: &str, start: usize) -> &str {
    text[line_start(text, start)..].lines().next().unwrap_or("").trim()
}

/// The parser's message, in words where we have them.
fn syntax(error: &Error) -> Words {
    let message = error.message();
    let begins = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
    match () {
        () if message.contains("duplicate key") => say::duplicate_key(),
        () if begins(&["string values must be quoted"]) => say::syntax_no_value(),
        () if begins(&["key with no value", "missing assignment"]) => say::syntax_no_equals(),
        () if begins(&["unclosed table", "unclosed array of tables"]) => say::syntax_open_heading(),
        () if begins(&["missing comma", "unclosed inline table", "unclosed array"]) => say::syntax_comma(),
        () if begins(&["extra comma"]) => say::syntax_extra_comma(),
        () if begins(&["unexpected leading zero"]) => say::syntax_leading_zero(),
        () if begins(&["invalid date", "invalid time"]) => say::date_rule(),
        () if begins(&["invalid boolean"]) => say::syntax_no_value(),
        () if begins(&["invalid unquoted key", "unquoted keys"]) => say::syntax_key(),
        () if begins(&["cannot extend"]) => say::syntax_extend(),
        () if message.contains("string") => say::syntax_string(message),
        () if message.contains("newline") => say::syntax_newline(message),
        () => say::syntax(message),
    }
}
