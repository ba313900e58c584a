//! What must be known beside a figure of the summary before it is trusted.

use crate::experiment::VariantResults;
use crate::measures::InboxName;
use crate::report::table::{Cell, Column};
use crate::report::{Report, Warning};
use crate::stats::LOOKS;
use crate::text::{Name, Words, number};

/// What must be known beside every figure: too few replications, precision not reached, inboxes with more work
/// than time.
pub(super) fn doubts(report: &Report<'_>, variant: &VariantResults) -> Words {
    let own = |warning: &&Warning| warning.variant == variant.key;
    let warnings: Vec<&str> =
        report.run.warnings.iter().filter(own).map(|warning| warning.text.as_str()).collect();
    let warnings = warnings.join("; ");
    joined(&too_short(variant), &Words { nb: warnings.clone(), en: warnings })
}

/// The inboxes of a variant that have more work than time.
pub(super) fn overloaded<'a>(
    report: &'a Report<'_>,
    variant: &'a VariantResults,
) -> impl Iterator<Item = &'a InboxName> {
    let inboxes = variant.axes.inboxes.iter();
    let over = |key: &str| {
        report.run.overloaded.iter().any(|found| found.variant == variant.key && found.inbox == key)
    };
    inboxes.filter(move |inbox| over(&inbox.key))
}

/// What must be known beside a row, for which an inbox has more work than time, or not.
pub(super) fn remark(variant: &VariantResults, overloaded: bool) -> Cell {
    let grows = if overloaded { MORE_WORK_THAN_TIME.into() } else { Words::default() };
    let words = joined(&too_short(variant), &grows);
    if words.nb.is_empty() { Cell::Missing } else { Cell::Words(words) }
}

/// The column of that.
pub(super) fn remarks() -> Column {
    Column::plain(
        "remark",
        Name::new("Merknad", "Remark"),
        Name::new(
            "Det som må vites: for få gjentak, presisjon ikke nådd, mer arbeid enn meldingstid",
            "What one must know: too few replications, precision not reached, more work than message time",
        ),
    )
}

const MORE_WORK_THAN_TIME: Name =
    Name::new("mer arbeid enn meldingstid; køen vokser", "more work than message time; the queue grows");

/// Too few replications, precision not reached.
fn too_short(variant: &VariantResults) -> Words {
    let (mut nb, mut en) = (Vec::new(), Vec::new());
    let replications = variant.observations().len();
    if replications < LOOKS[0] {
        nb.push(format!("bare {replications} gjentak"));
        en.push(format!("only {replications} replications"));
    }
    if let Some(half_width) = variant.imprecise {
        let points = number::fixed(half_width * 100.0, 2);
        nb.push(format!("presisjon ikke nådd: ± {} prosentpoeng", points.replace('.', ",")));
        en.push(format!("precision not reached: ± {points} points"));
    }
    Words { nb: nb.join("; "), en: en.join("; ") }
}

/// Two remarks as one.
pub(super) fn joined(first: &Words, second: &Words) -> Words {
    let both = |first: &str, second: &str| match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_string(),
        (_, true) => first.to_string(),
        _ => format!("{first}; {second}"),
    };
    Words { nb: both(&first.nb, &second.nb), en: both(&first.en, &second.en) }
}
