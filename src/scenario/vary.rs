//! Values of a scenario varied one at a time: what `explore` lays over it.
//!
//! Knows how values are written; not what they do.

use super::assumptions::Assumption;
use super::parse;
use super::path;
use super::scale;
use super::show;
use super::tree::{At, Node, Value};

/// Whether a path fits a pattern such as `demand.*.per_week`; a pattern that ends earlier takes all that lies below.
pub fn path_fits(pattern: &str, path: &str) -> bool {
    path::path_fits(&path::parts(pattern), &path::parts(path))
}

/// A value as a scenario writes it, times a factor; `None` where it is no number, share, time or law. A whole number
/// stays one, and moves by one at least.
pub fn scaled(written: &str, factor: f64) -> Option<String> {
    let mut node = parse::value(written, At { file: 0, start: 0 });
    if let Value::Whole(number) = node.value {
        let nearest = (number as f64 * factor).round() as i64;
        let moved = if nearest == number { number + if factor > 1.0 { 1 } else { -1 } } else { nearest };
        return Some(moved.max(0).to_string());
    }
    let before = show::value(&node);
    let is_number = |node: &Node| !matches!(node.value, Value::Truth(_) | Value::Moment(_) | Value::List(_));
    (is_number(&node) && scale::scale(&mut node, factor) && show::value(&node) != before).then(|| match &node
        .value
    {
        Value::Text(text) => text.to_string(),
        _ => show::value(&node),
    })
}

impl Assumption {
    /// What sets this value to another everywhere where it holds, as `--set` has it; `None` where a part of a list
    /// cannot be set by itself.
    pub fn set_to(&self, value: &str) -> Option<Vec<(String, String)>> {
        let settable = !self.paths.is_empty() && self.paths.iter().all(|path| !path.contains('['));
        settable.then(|| self.paths.iter().map(|path| (path.clone(), value.to_owned())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_scaled_as_they_are_written() {
        let up = |text| scaled(text, 1.2);
        assert_eq!(up("22").as_deref(), Some("26"));
        assert_eq!(up("3").as_deref(), Some("4"));
        assert_eq!(scaled("1", 0.8).as_deref(), Some("0"));
        assert_eq!(up("0.25").as_deref(), Some("0.3"));
        assert_eq!(up("10 %").as_deref(), Some("12 %"));
        assert!(up("\"3 min\"").is_some_and(|text| text.starts_with("216")));
        assert!(
            up("{ mean = \"3 min\", cv = 0.8 }")
                .is_some_and(|text| text.contains("216") && text.contains("0.8"))
        );
        assert_eq!([up("resume"), up("true"), up("[\"13:00-13:30\"]"), up("0 %")], [None, None, None, None]);
        assert!(
            path_fits("demand.*.per_week", "demand.a.per_week")
                && !path_fits("demand.*.per_week", "demand.a")
        );
    }
}
