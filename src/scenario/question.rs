//! What is asked of the scenario: which numbers of people to vary, how sure to be, which goal.
//!
//! Knows staff by key only.

use super::build::{Build, loud};
use super::cursor::Section;
use super::item::Item;
use super::path;
use super::settings;
use super::show;
use crate::model::{DeadlineSpec, Goal, GroupId};
use crate::stats::Share;
use crate::text::scenario as say;

/// `find = "minimum_staffing"`.
#[derive(Clone, Debug)]
pub struct Question {
    pub vary: Vec<Vary>,
    pub confidence: Share,
    /// Its own, or the deadline's.
    pub goal: Option<Goal>,
    pub ranges: Vec<Range>,
}

/// A group whose number of persons is looked for, both bounds included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vary {
    pub group: GroupId,
    pub from: u32,
    pub to: u32,
}

/// A value that is not known for sure: a path and its bounds, as `--set` writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub path: String,
    pub from: String,
    pub to: String,
}

pub fn read(build: &Build<'_>, top: &Section<'_>, deadline: &DeadlineSpec) -> Option<Question> {
    let section = loud(top.ctx, top, "question").quiet();
    section.table?;
    if let Some(find) = section.need("find") {
        find.choice(&[("minimum_staffing", ())]);
    }
    let vary = section.need("vary").map(|item| vary(build, &item)).unwrap_or_default();
    let confidence = section.or("confidence", "question.confidence");
    let share = confidence.share().unwrap_or(Share::ONE);
    if !(0.5..1.0).contains(&share.as_f64()) {
        confidence.fault(say::confidence_rule());
    }
    let goal = match section.get("goal") {
        Some(item) => settings::goal(&item, deadline.limit.0),
        None => deadline.goal,
    };
    if goal.is_none() {
        section.fault(say::question_without_goal());
    }
    let ranges = section.get("ranges").map(|item| ranges(&item)).unwrap_or_default();
    section.done();
    Some(Question { vary, confidence: share, goal, ranges })
}

/// The most exact pattern decides for each group.
fn vary(build: &Build<'_>, item: &Item<'_>) -> Vec<Vary> {
    let mut chosen: Vec<Option<(path::Exactness, Vary)>> = vec![None; build.staff.len()];
    for (key, bounds) in item.entries().unwrap_or_default() {
        let parts = path::parts(key);
        let [staff, group, count] = parts.as_slice() else {
            bounds.fault(say::vary_rule());
            continue;
        };
        if staff != "staff" || count != "count" {
            bounds.fault(say::vary_rule());
            continue;
        }
        let section = bounds.section();
        let from = section.need("from").and_then(|from| from.whole(0, 10_000));
        let to = section.need("to").and_then(|to| to.whole(0, 10_000));
        section.done();
        let (Some(from), Some(to)) = (from, to) else { continue };
        if from > to {
            bounds.fault(say::from_above_to());
        }
        let exact = path::exactness(&parts);
        let mut any = false;
        for (index, staff) in
            build.staff.iter().enumerate().filter(|(_, staff)| path::fits(group, &staff.key))
        {
            any = true;
            let vary = Vary { group: GroupId::from(index), from, to };
            match &chosen[index] {
                Some((other, _)) if *other == exact => bounds.fault(say::pattern_tie(&staff.key)),
                Some((other, _)) if *other > exact => {}
                _ => chosen[index] = Some((exact, vary)),
            }
        }
        if !any {
            let keys = build.staff.iter().map(|staff| staff.key.as_str());
            let near = super::faults::nearest(group, keys).map(|near| format!("staff.{near}.count"));
            bounds.fault_with(say::no_such_staff(), near.map(say::did_you_mean));
        }
    }
    chosen.into_iter().flatten().map(|(_, vary)| vary).collect()
}

fn ranges(item: &Item<'_>) -> Vec<Range> {
    let mut ranges = Vec::new();
    for (path, bounds) in item.entries().unwrap_or_default() {
        let section = bounds.section();
        let text = |item: Item<'_>| match item.node.as_text() {
            Some(text) => text.to_owned(),
            None => show::value(item.node),
        };
        let (from, to) = (section.need("from").map(text), section.need("to").map(text));
        section.done();
        if let (Some(from), Some(to)) = (from, to) {
            ranges.push(Range { path: path.to_owned(), from, to });
        }
    }
    ranges
}
