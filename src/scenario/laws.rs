//! Time laws by name: `{ exponential = "4 min" }`, `{ gamma = { mean, cv } }` …
//!
//! The log-normal law without a name is read in `values`.

use super::cursor::Section;
use super::item::Item;
use super::values::{made, mean_and_cv, positive};
use crate::random::Law;
use crate::text::scenario as say;

const NAMES: [&str; 9] = [
    "constant",
    "exponential",
    "gamma",
    "weibull",
    "erlang",
    "hyperexponential",
    "triangular",
    "uniform",
    "empirical",
];

/// The law of a table with one key, its name.
pub fn named(item: &Item<'_>, section: &Section<'_>) -> Option<Law> {
    let mut written = NAMES.iter().filter_map(|name| section.get(name).map(|inner| (*name, inner)));
    let (Some((name, inner)), None) = (written.next(), written.next()) else {
        let keys: Vec<&str> = section.table.into_iter().flatten().map(|entry| &*entry.key).collect();
        let near = keys.first().and_then(|key| super::faults::nearest(key, NAMES));
        item.fault_with(say::law_rule(), near.map(say::did_you_mean));
        return None;
    };
    if section.table.is_some_and(|table| table.iter().count() > 1) {
        item.fault(say::law_rule());
        return None;
    }
    match name {
        "constant" => made(item, Law::constant(inner.duration()?)),
        "exponential" => made(item, Law::exponential(positive(&inner)?)),
        "empirical" => empirical(item, &inner),
        _ => with_parameters(item, name, inner.section().quiet()),
    }
}

fn empirical(item: &Item<'_>, inner: &Item<'_>) -> Option<Law> {
    let items = inner.list()?;
    let values: Option<Vec<_>> = items
        .iter()
        .map(|value| {
            value.hush();
            value.duration()
        })
        .collect();
    let values = values?;
    if values.is_empty() || values.len() > 100_000 {
        inner.fault(say::empirical_rule());
        return None;
    }
    made(item, Law::empirical(&values))
}

fn with_parameters(item: &Item<'_>, name: &str, section: Section<'_>) -> Option<Law> {
    let mean = || section.need("mean").and_then(|mean| positive(&mean));
    let time = |key| section.need(key).and_then(|time| time.duration());
    let law = match name {
        "gamma" => mean_and_cv(&section, item, Law::gamma),
        "weibull" => {
            let (mean, shape) = (mean(), section.need("shape").and_then(|shape| shape.number(0.1, 100.0)));
            mean.zip(shape).and_then(|(mean, shape)| made(item, Law::weibull(mean, shape)))
        }
        "erlang" => {
            let (mean, stages) = (mean(), section.need("stages").and_then(|stages| stages.whole(1, 10_000)));
            mean.zip(stages).and_then(|(mean, stages)| made(item, Law::erlang(mean, stages)))
        }
        "hyperexponential" => hyperexponential(item, &section),
        "triangular" => {
            let (min, mode, max) = (time("min"), time("mode"), time("max"));
            let times = min.zip(mode).zip(max).and_then(|((a, b), c)| ordered(item, [a, b, c]));
            times.and_then(|[a, b, c]| made(item, Law::triangular(a, b, c)))
        }
        _ => {
            let (min, max) = (time("min"), time("max"));
            let times = min.zip(max).and_then(|(a, b)| ordered(item, [a, b]));
            times.and_then(|[a, b]| made(item, Law::uniform(a, b)))
        }
    };
    section.done();
    law
}

/// With a share of the draws exponential with one mean, else with another.
fn hyperexponential(item: &Item<'_>, section: &Section<'_>) -> Option<Law> {
    let share = section.need("first_share").and_then(|share| share.share());
    let mean = |key| section.need(key).and_then(|mean| positive(&mean));
    let (first, second) = (mean("first_mean"), mean("second_mean"));
    made(item, Law::hyperexponential(share?, first?, second?))
}

fn ordered<const N: usize>(
    item: &Item<'_>,
    times: [crate::time::Duration; N],
) -> Option<[crate::time::Duration; N]> {
    if times.is_sorted() {
        return Some(times);
    }
    item.fault(say::law_order());
    None
}
