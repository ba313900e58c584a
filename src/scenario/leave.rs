//! Dates on which people are away by plan: vacations of a group, low seasons of many.

use super::build::Build;
use super::cursor::Section;
use super::faults::nearest;
use super::path;
use crate::model::{LowSeason, Period, Vacation};
use crate::text::scenario as say;
use crate::time::Date;
use std::collections::BTreeSet;

/// The vacations of a group of so many.
pub fn vacations(section: &Section<'_>, count: u32, period: Period) -> Vec<Vacation> {
    let mut vacations = Vec::new();
    for item in section.get("vacation").map(|item| item.one_or_more()).unwrap_or_default() {
        let inner = item.section().quiet();
        let dates = dates(&inner, period);
        let at_once = inner.or("away_at_once", "staff.away_at_once");
        let away_at_once = at_once.whole(1, 10_000).unwrap_or(1);
        if count > 0 && away_at_once > count {
            at_once.fault(say::away_most(count));
        }
        inner.done();
        item.used();
        if let Some((from, to)) = dates {
            vacations.push(Vacation { from, to, away_at_once });
        }
    }
    vacations
}

/// `from` and `to`, both included, within reach of the simulated dates.
pub fn dates(section: &Section<'_>, period: Period) -> Option<(Date, Date)> {
    let from = section.need("from").and_then(|from| from.date());
    let item = section.need("to");
    let to = item.as_ref().and_then(|to| to.date());
    let (from, to, item) = (from?, to?, item?);
    if to < from {
        item.fault(say::ends_before(from));
        return None;
    }
    // People are simulated until the last limits after the period: dates somewhat later still matter.
    if to < period.first() || from > period.end().plus(120) {
        section.fault(say::outside_period(period.first(), period.end().plus(-1)));
        return None;
    }
    Some((from, to))
}

/// Reads `[low_season.*]` into the groups that it names.
pub fn low_seasons(build: &mut Build<'_>, top: &Section<'_>, period: Period) {
    for (_, section) in top.each("low_season") {
        let section = section.loud();
        let dates = dates(&section, period);
        let present = section.need("present").and_then(|present| present.share());
        let groups = season_groups(build, &section);
        section.done();
        let (Some((from, to)), Some(present)) = (dates, present) else { continue };
        let season = LowSeason { from, to, present };
        for group in groups {
            let group = &mut build.staff[group];
            if group.unlimited {
                continue;
            }
            if group.low_seasons.iter().any(|other| other.from <= to && from <= other.to) {
                section.fault(say::low_seasons_overlap(&group.key));
            }
            group.low_seasons.push(season);
        }
    }
}

/// The groups that `staff` names, each once; all if it is not written.
fn season_groups(build: &Build<'_>, section: &Section<'_>) -> BTreeSet<usize> {
    let all = || build.staff.iter().enumerate();
    let Some(items) = section.get("staff").map(|staff| staff.one_or_more()) else {
        return all().map(|(index, _)| index).collect();
    };
    let mut groups = BTreeSet::new();
    for item in &items {
        let Some(pattern) = item.text() else { continue };
        let found = all().filter(|(_, group)| path::fits(pattern, &group.key)).map(|(index, _)| index);
        let before: Vec<usize> = found.collect();
        if before.is_empty() {
            let near = nearest(pattern, build.staff.iter().map(|group| group.key.as_str()));
            item.fault_with(say::no_such_staff(), near.map(say::did_you_mean));
        }
        groups.extend(before);
    }
    groups
}
