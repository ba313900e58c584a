//! Municipalities from a table: each row becomes a `[municipality.KEY]` with the scenario's differences on top.
//!
//! Works on the tree; reads no other key.

use super::cursor::{Ctx, Section};
use super::tables::{Columns, Row};
use super::tree::{At, Node, Table, Value};
use crate::text::scenario as say;

const COLUMNS: Columns = Columns {
    needed: &[&["number", "nummer"], &["name", "navn"], &["inhabitants", "innbyggere"]],
    optional: &[&["template", "mal"]],
    most_rows: 2000,
};

/// Replaces `[municipalities] table` by the municipalities of the table, in its order, before the others.
pub fn insert(ctx: &Ctx, root: &mut Node) {
    let Some(node) = root.get("municipalities").cloned() else { return };
    let section = Section::new(ctx, &node, "municipalities".to_owned()).quiet();
    let mut all = Table::default();
    let add = |row: &Row| {
        let key = key_of(row.cell(1));
        if key.is_empty() || all.has(&key) {
            let fault = ctx.at(row.at, "", say::municipality_twice()).found(row.cell(1));
            ctx.push(row.at, fault);
        } else if let Some(node) = municipality(ctx, row) {
            all.set(&key, row.at, node);
        }
    };
    let read = section.need("table").and_then(|table| COLUMNS.read(&table, add));
    section.done();
    let (Some(()), Some(root)) = (read, root.as_table_mut()) else { return };
    if let Some(written) = root.get("municipality").and_then(Node::as_table) {
        for entry in written {
            all.merge_entry(entry.clone());
        }
    }
    root.set("municipality", node.at, Node::new(Value::Table(all), node.at));
}

fn municipality(ctx: &Ctx, row: &Row) -> Option<Node> {
    let inhabitants = row.number(2).filter(|n| n.fract() == 0.0 && (0.0..=1e9).contains(n));
    let Some(inhabitants) = inhabitants else {
        ctx.push(row.at, ctx.at(row.at, "innbyggere", say::whole_rule(0, 1_000_000_000)).found(row.cell(2)));
        return None;
    };
    let mut table = Table::default();
    let mut set = |key: &str, text: &str, at: At| {
        if !text.is_empty() {
            table.set(key, at, Node::text(text, at));
        }
    };
    let number = row.cell(0);
    // A spreadsheet drops the leading zero of 0301.
    let padded = if number.len() == 3 { format!("0{number}") } else { number.to_owned() };
    set("number", &padded, row.at);
    set("name", row.cell(1), row.at);
    set("template", row.cell(3), row.at);
    table.set("inhabitants", row.at, Node::new(Value::Whole(inhabitants as i64), row.at));
    Some(Node::new(Value::Table(table), row.at))
}

/// `Øygarden` → `oygarden`.
fn key_of(name: &str) -> String {
    let mut key = String::new();
    for c in name.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'æ' | 'ä' => key.push_str("ae"),
            'ø' | 'ö' => key.push('o'),
            'å' | 'á' => key.push('a'),
            'š' => key.push('s'),
            'ŋ' => key.push('n'),
            c if c.is_ascii_alphanumeric() => key.push(c),
            _ if !key.is_empty() && !key.ends_with('-') => key.push('-'),
            _ => {}
        }
    }
    key.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_from_names() {
        for (name, key) in [
            ("Øygarden", "oygarden"),
            ("Ås", "as"),
            ("Sør-Varanger", "sor-varanger"),
            ("Nore og Uvdal ", "nore-og-uvdal"),
        ] {
            assert_eq!(key_of(name), key);
        }
    }
}
