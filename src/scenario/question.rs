//! What is asked of the scenario: which numbers of people to vary, how sure to be, which goal.
//!
//! Knows staff by key only.

use super::build::{Build, loud};
use super::cursor::Section;
use super::item::Item;
use super::path;
use super::settings;
use super::show;
use crate::model::{DeadlineSpec, Goal, GroupId, InboxId};
use crate::stats::Share;
use crate::text::scenario as say;
use crate::time::Duration;

/// Levels of position at most.
const MOST_LEVELS: u32 = 1000;

/// `find = "minimum_staffing"`.
#[derive(Clone, Debug)]
pub struct Question {
    pub vary: Vec<Vary>,
    /// Groups whose position is looked for.
    pub positions: Vec<VaryPosition>,
    pub confidence: Share,
    /// Its own, or the deadline's.
    pub goal: Option<Goal>,
    /// For which units the goal must hold beside the whole.
    pub each: Option<Each>,
    /// The mean time from receipt to reply, at most.
    pub mean_reply: Option<Duration>,
    /// The mean wait in these inboxes, at most; `None`: in all of them together.
    pub mean_wait: Vec<(Option<InboxId>, Duration)>,
    /// Kroner a year of a full position in these groups, in place of the scenario's.
    pub cost: Vec<(GroupId, f64)>,
    pub ranges: Vec<Range>,
}

/// Units for each of which a goal must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    Department,
    Service,
    Municipality,
}

/// A group whose position is looked for, in steps from one bound to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaryPosition {
    pub group: GroupId,
    pub from: Share,
    pub to: Share,
    pub step: Share,
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
    let (vary, positions) = section.need("vary").map(|item| vary(build, &item)).unwrap_or_default();
    let confidence = section.or("confidence", "question.confidence");
    let share = confidence.share().unwrap_or(Share::ONE);
    if !(0.5..1.0).contains(&share.as_f64()) {
        confidence.fault(say::confidence_rule());
    }
    let goal = match section.get("goal") {
        Some(item) => settings::goal(&item, deadline.limit.0),
        None => deadline.goal,
    };
    let levels =
        [("department", Each::Department), ("service", Each::Service), ("municipality", Each::Municipality)];
    let each = section.get("each").and_then(|item| item.choice(&levels));
    let mean_reply = section.get("mean_reply").and_then(|item| super::values::positive(&item));
    let mean_wait = section.get("mean_wait").map(|item| waits(build, &item)).unwrap_or_default();
    if goal.is_none() && mean_reply.is_none() && mean_wait.is_empty() {
        section.fault(say::question_without_goal());
    }
    let cost = section.get("cost").map(|item| cost(build, &item)).unwrap_or_default();
    let ranges = section.get("ranges").map(|item| ranges(&item)).unwrap_or_default();
    section.done();
    Some(Question { vary, positions, confidence: share, goal, each, mean_reply, mean_wait, cost, ranges })
}

/// The most exact pattern decides for each group and key.
fn vary(build: &Build<'_>, item: &Item<'_>) -> (Vec<Vary>, Vec<VaryPosition>) {
    let mut counts: Vec<Option<(path::Exactness, Vary)>> = vec![None; build.staff.len()];
    let mut positions: Vec<Option<(path::Exactness, VaryPosition)>> = vec![None; build.staff.len()];
    for (key, bounds) in item.entries().unwrap_or_default() {
        let parts = path::parts(key);
        let exact = path::exactness(&parts);
        match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["staff", pattern, "count"] => {
                let section = bounds.section();
                let from = section.need("from").and_then(|from| from.whole(0, 10_000));
                let to = section.need("to").and_then(|to| to.whole(0, 10_000));
                section.done();
                let (Some(from), Some(to)) = (from, to) else { continue };
                if from > to {
                    bounds.fault(say::from_above_to());
                }
                choose(build, (pattern, exact), &bounds, &mut counts, |group| Vary { group, from, to });
            }
            ["staff", pattern, "position"] => {
                let section = bounds.section();
                let [from, to, step] =
                    ["from", "to", "step"].map(|key| section.need(key).and_then(|v| v.share()));
                section.done();
                let (Some(from), Some(to), Some(step)) = (from, to, step) else { continue };
                let levels = |step: u32| to.billionths().saturating_sub(from.billionths()) / step;
                if from > to || from.is_zero() || step.is_zero() || levels(step.billionths()) >= MOST_LEVELS {
                    bounds.fault(say::position_steps());
                }
                choose(build, (pattern, exact), &bounds, &mut positions, |group| VaryPosition {
                    group,
                    from,
                    to,
                    step,
                });
            }
            _ => bounds.fault(say::vary_rule()),
        }
    }
    let counts = counts.into_iter().flatten().map(|(_, vary)| vary).collect();
    (counts, positions.into_iter().flatten().map(|(_, vary)| vary).collect())
}

fn choose<T>(
    build: &Build<'_>,
    (pattern, exact): (&str, path::Exactness),
    bounds: &Item<'_>,
    chosen: &mut [Option<(path::Exactness, T)>],
    made: impl Fn(GroupId) -> T,
) {
    let mut any = false;
    for (index, staff) in build.staff.iter().enumerate().filter(|(_, staff)| path::fits(pattern, &staff.key))
    {
        any = true;
        match &chosen[index] {
            Some((other, _)) if *other == exact => bounds.fault(say::pattern_tie(&staff.key)),
            Some((other, _)) if *other > exact => {}
            _ => chosen[index] = Some((exact, made(GroupId::from(index)))),
        }
    }
    if !any {
        let keys = build.staff.iter().map(|staff| staff.key.as_str());
        let near = super::faults::nearest(pattern, keys).map(|near| format!("staff.{near}.count"));
        bounds.fault_with(say::no_such_staff(), near.map(say::did_you_mean));
    }
}

/// `{ "staff.lunge-leger" = 1_200_000 }`: each group once, the most exact pattern decides.
fn cost(build: &Build<'_>, item: &Item<'_>) -> Vec<(GroupId, f64)> {
    let mut chosen: Vec<Option<(path::Exactness, (GroupId, f64))>> = vec![None; build.staff.len()];
    for (key, price) in item.entries().unwrap_or_default() {
        let parts = path::parts(key);
        let exact = path::exactness(&parts);
        let ["staff", pattern] = parts.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
            price.fault(say::cost_rule());
            continue;
        };
        let Some(kroner) = price.number(0.0, 1e9) else { continue };
        choose(build, (pattern, exact), &price, &mut chosen, |group| (group, kroner));
    }
    chosen.into_iter().flatten().map(|(_, price)| price).collect()
}

/// `"8 h"`: over all inboxes; `{ "lunge-*" = "8 h" }`: in each inbox that the pattern fits.
fn waits(build: &Build<'_>, item: &Item<'_>) -> Vec<(Option<InboxId>, Duration)> {
    if item.node.as_text().is_some() {
        return super::values::positive(item).map(|most| (None, most)).into_iter().collect();
    }
    let mut found = Vec::new();
    for (pattern, most) in item.entries().unwrap_or_default() {
        let Some(hours) = super::values::positive(&most) else { continue };
        let fits = |(_, inbox): &(usize, &crate::model::Inbox)| path::fits(pattern, &inbox.key);
        let inboxes: Vec<InboxId> =
            build.inboxes.iter().enumerate().filter(fits).map(|(index, _)| InboxId::from(index)).collect();
        if inboxes.is_empty() {
            let near = super::faults::nearest(pattern, build.inboxes.iter().map(|inbox| inbox.key.as_str()));
            most.fault_with(say::no_such_inbox_to_wait(), near.map(say::did_you_mean));
        }
        found.extend(inboxes.into_iter().map(|inbox| (Some(inbox), hours)));
    }
    found
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
