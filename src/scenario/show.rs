//! Values and trees as TOML text.
//!
//! Knows no key.

use super::path;
use super::tree::{Node, Table, Value};
use std::fmt::Write;

/// A value in one line.
pub fn value(node: &Node) -> String {
    let mut out = String::new();
    write_value(&mut out, node);
    out
}

fn write_value(out: &mut String, node: &Node) {
    // Faults and lists of assumptions cut anyway; a list of a million numbers is not written out for them.
    if out.len() > 2000 {
        out.push('…');
        return;
    }
    match &node.value {
        Value::Text(text) => write_text(out, text),
        Value::Whole(number) => out.push_str(&number.to_string()),
        Value::Real(number) => out.push_str(&real(*number)),
        Value::Truth(truth) => out.push_str(&truth.to_string()),
        Value::Moment(moment) => out.push_str(&moment.to_string()),
        Value::List(list) => write_all(out, "[", "]", list.iter(), write_value),
        Value::Table(table) => write_all(out, "{ ", " }", table.iter(), |out, entry| {
            out.push_str(&path::join("", &entry.key));
            out.push_str(" = ");
            write_value(out, &entry.node);
        }),
    }
}

fn write_all<T>(
    out: &mut String,
    open: &str,
    close: &str,
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    out.push_str(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(out, item);
        if out.ends_with('…') {
            break;
        }
    }
    out.push_str(close);
}

/// With a point, so that it stays a number with fraction.
fn real(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') || text.contains('e') { text } else { text + ".0" }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A whole tree: values first, then sections, in order. What it writes reads back as the same tree.
pub fn tree(root: &Node) -> String {
    let mut out = String::new();
    if let Some(table) = root.as_table() {
        write_section(&mut out, table, "");
    }
    out
}

fn write_section(out: &mut String, table: &Table, path: &str) {
    let is_section = |node: &Node| node.as_table().is_some_and(|table| !table.inline);
    let (sections, values): (Vec<_>, Vec<_>) = table.iter().partition(|entry| is_section(&entry.node));
    if !path.is_empty() && (!values.is_empty() || sections.is_empty()) {
        let _ = writeln!(out, "\n[{path}]");
    }
    for entry in values {
        let _ = writeln!(out, "{} = {}", toml_key(&entry.key), whole_value(&entry.node));
    }
    for entry in sections {
        let dot = if path.is_empty() { "" } else { "." };
        let below = format!("{path}{dot}{}", toml_key(&entry.key));
        if let Some(table) = entry.node.as_table() {
            write_section(out, table, &below);
        }
    }
}

/// As [`value`], never cut.
fn whole_value(node: &Node) -> String {
    match &node.value {
        Value::List(list) => {
            format!("[{}]", list.iter().map(whole_value).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) => {
            let pair = |entry: &super::tree::Entry| {
                format!("{} = {}", toml_key(&entry.key), whole_value(&entry.node))
            };
            format!("{{ {} }}", table.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        _ => value(node),
    }
}

fn toml_key(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if bare {
        return key.to_owned();
    }
    let mut out = String::new();
    write_text(&mut out, key);
    out
}
