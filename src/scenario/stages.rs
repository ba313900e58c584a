//! Where requests go besides the straight way: on to another inbox after a work group, or into a wrong one.
//!
//! Knows inboxes by key; the shares are the model's.

use super::build::Build;
use super::cursor::Section;
use super::departments::{level, sums_to_whole};
use super::faults::nearest;
use super::item::Item;
use crate::model::{InboxId, InboxKind};
use crate::stats::Share;
use crate::text::scenario as say;

/// Reads `then` and `wrong_to` of an inbox.
pub fn read(build: &mut Build<'_>, inbox: InboxId, section: &Section<'_>) {
    if let Some(item) = section.get("then") {
        let then = shares(build, &item, |build, to| may_follow(build, inbox, to));
        let sum: u64 = then.iter().map(|(_, share)| u64::from(share.billionths())).sum();
        if sum > u64::from(Share::UNIT) {
            item.fault(say::then_sum());
        }
        build.inboxes[inbox.index()].then = then;
        chain(build, inbox, &item);
    }
    if let Some(item) = section.get("wrong_to") {
        let mut to = shares(build, &item, |build, to| same_department(build, inbox, to));
        if sums_to_whole(&item, to.iter().map(|(_, share)| *share)) {
            level(&mut to);
        }
        if let Some(department) = build.inboxes[inbox.index()].department {
            build.departments[department.index()].wrong_to.push((inbox, to));
        }
    }
}

/// Inboxes with shares; those that may not stand here are faults.
fn shares(
    build: &Build<'_>,
    item: &Item<'_>,
    fits: impl Fn(&Build<'_>, InboxId) -> bool,
) -> Vec<(InboxId, Share)> {
    let mut all = Vec::new();
    for (key, share) in item.entries().unwrap_or_default() {
        let read = share.share();
        match build.inbox_by_key.get(key).copied() {
            None => {
                let near = nearest(key, build.inbox_by_key.keys().map(String::as_str));
                share.fault_with(say::no_such_inbox(key), near.map(say::did_you_mean));
            }
            Some(to) if !fits(build, to) => share.fault(say::not_next_to(key)),
            Some(to) => all.push((to, read.unwrap_or_default())),
        }
    }
    all.retain(|(_, share)| !share.is_zero());
    all
}

/// Another inbox of the same organisation where requests are answered.
fn may_follow(build: &Build<'_>, from: InboxId, to: InboxId) -> bool {
    let (here, there) = (&build.inboxes[from.index()], &build.inboxes[to.index()]);
    from != to && here.organisation == there.organisation && there.kind != InboxKind::ParentGroup
}

/// Another work group of the same department.
fn same_department(build: &Build<'_>, from: InboxId, to: InboxId) -> bool {
    let department = build.inboxes[from.index()].department;
    department.is_some() && build.inboxes[to.index()].department == department && may_follow(build, from, to)
}

/// What went on goes no further: neither does the next inbox have `then`, nor one before it lead here.
fn chain(build: &Build<'_>, inbox: InboxId, item: &Item<'_>) {
    let goes_on = |id: &InboxId| !build.inboxes[id.index()].then.is_empty();
    let further = build.inboxes[inbox.index()].then.iter().any(|(to, _)| goes_on(to));
    let before = build.inboxes.iter().any(|other| other.then.iter().any(|(to, _)| *to == inbox));
    if further || before && goes_on(&inbox) {
        item.fault(say::then_chain());
    }
}
