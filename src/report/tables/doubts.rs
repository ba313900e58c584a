//! What must be known beside a figure of the summary before it is trusted.

use crate::experiment::VariantResults;
use crate::report::Report;
use crate::stats::LOOKS;
use crate::text::{Words, number};

/// What must be known beside every figure: too few replications, precision not reached, inboxes with more work
/// than time.
pub(super) fn doubts(report: &Report<'_>, variant: &VariantResults) -> Words {
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
    for warning in report.run.warnings.iter().filter(|warning| warning.variant == variant.key) {
        nb.push(warning.text.clone());
        en.push(warning.text.clone());
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
