//! "x 0.7": a value multiplied, whatever its kind.
//!
//! Knows how values are written; no key but those of time laws that are no times.

use super::tree::{Node, Value};
use super::units::{parse_duration, parse_share};
use crate::stats::Share;
use crate::time::Duration;

/// `x 0.7`
pub fn factor(text: &str) -> Option<f64> {
    let number = text.strip_prefix("x ").or_else(|| text.strip_prefix("× "))?;
    number.trim().parse().ok().filter(|factor: &f64| factor.is_finite() && (0.0..=1e6).contains(factor))
}

/// Multiplies a number, share or length of time, a law (its times) or a table of shares.
pub fn scale(node: &mut Node, factor: f64) -> bool {
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
            let mut inner = table
                .iter_mut()
                .filter(|entry| !matches!(entry.key.as_ref(), "cv" | "shape" | "stages" | "first_share"));
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
