//! Instants on the scenario's clock: outages of the transport, snapshots of the queues.

use super::births::Tables;
use super::cursor::Section;
use super::item::Item;
use super::tree::Value;
use crate::model::Outage;
use crate::text::scenario as say;
use crate::time::{Duration, Instant};

/// Snapshots of a run.
const MOST_SNAPSHOTS: usize = 1_000;

/// Reads `[outage.*]`, in order of time.
pub fn outages(top: &Section<'_>, clock: &Tables<'_>) -> Vec<Outage> {
    let mut outages: Vec<Outage> = Vec::new();
    for (key, section) in top.each("outage") {
        let section = section.loud();
        let from = section.need("from").and_then(|from| instant(&from, clock));
        let to = section.need("to").and_then(|to| instant(&to, clock));
        let release = section.get("release_over").map(|release| release.duration());
        section.done();
        let (Some(from), Some(to)) = (from, to) else { continue };
        let Some(release_over) = release.unwrap_or(Some(Duration::ZERO)) else { continue };
        if from >= to {
            section.fault(say::outage_rule());
        } else if let Some(other) = outages.iter().find(|other| from < other.to && other.from < to) {
            section.fault(say::outages_overlap(&other.key));
        } else {
            outages.push(Outage { key: key.to_owned(), from, to, release_over });
        }
    }
    outages.sort_by_key(|outage| outage.from);
    outages
}

/// `snapshots = [2026-03-02T08:00:00, …]`, in order of time, each once.
pub fn snapshots(section: &Section<'_>, clock: &Tables<'_>) -> Vec<Instant> {
    let Some(item) = section.get("snapshots") else { return Vec::new() };
    item.hush();
    let items = item.one_or_more();
    if items.len() > MOST_SNAPSHOTS {
        item.fault(say::snapshots_most(MOST_SNAPSHOTS));
        return Vec::new();
    }
    let mut all: Vec<Instant> = items.iter().filter_map(|item| observed(item, clock)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// An instant of the observation window.
fn observed(item: &Item<'_>, clock: &Tables<'_>) -> Option<Instant> {
    let instant = instant(item, clock)?;
    let date = clock.clock(item)?.date(instant);
    let (from, to) = (clock.period.start, clock.period.end());
    if date < from || date >= to {
        item.fault(say::outside_period(from, to.plus(-1)));
        return None;
    }
    Some(instant)
}

/// A date, a date and time, or a text of them.
fn instant(item: &Item<'_>, clock: &Tables<'_>) -> Option<Instant> {
    item.used();
    let calendar = clock.clock(item)?;
    let text = match &item.node.value {
        Value::Moment(moment) => moment.to_string(),
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    };
    let found = calendar.parse_instant(&text).ok().filter(|at| {
        let date = calendar.date(*at);
        date >= clock.period.first() && date <= clock.period.end()
    });
    if found.is_none() {
        item.fault(say::instant_inside(clock.period.first(), clock.period.end()));
    }
    found
}
