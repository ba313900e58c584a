//! How messages follow one another where they are no Poisson stream: gaps of a law, several at once.
//!
//! Knows no target and no rate.

use super::cursor::Section;
use super::item::Item;
use crate::random::{CountLaw, Law};
use crate::text::scenario as say;
use crate::time::Duration;

/// Messages that come at once.
const MOST_AT_ONCE: u32 = 10_000;

/// Gaps are some time on average, so that births do not come without end.
pub fn gaps(item: &Item<'_>) -> Option<Law> {
    let law = item.law()?;
    if law.mean() < Duration::from_micros(1_000) {
        item.fault(say::gaps_rule());
        return None;
    }
    Some(law)
}

/// `3`, `{ geometric = 2.5 }` (the mean) or `{ empirical = [1, 1, 4] }`.
pub fn batch(section: &Section<'_>, traced: bool) -> CountLaw {
    let single = CountLaw::constant(1);
    let Some(item) = section.get("batch") else { return single };
    item.used();
    if traced {
        item.fault(say::trace_has_no_batch());
        return single;
    }
    if item.node.as_table().is_none() {
        return item.whole(1, MOST_AT_ONCE).map_or(single, CountLaw::constant);
    }
    let inner = item.section().quiet();
    inner.one_of(&["geometric", "empirical"], true);
    let geometric = inner.get("geometric").and_then(|mean| mean.number(1.0, f64::from(MOST_AT_ONCE)));
    let counts: Option<Vec<(u32, u64)>> = inner.get("empirical").and_then(|list| {
        list.list()?.iter().map(|item| item.whole(1, MOST_AT_ONCE).map(|count| (count, 1))).collect()
    });
    inner.done();
    let law = match (geometric, counts) {
        (Some(mean), _) => CountLaw::geometric(mean),
        (_, Some(counts)) => CountLaw::empirical(&counts),
        _ => return single,
    };
    law.unwrap_or_else(|_| {
        item.fault(say::batch_rule());
        single
    })
}
