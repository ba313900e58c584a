//! People: roles, rosters, message time, absence, and what low seasons leave of them.
//!
//! Knows inboxes by key only.

use super::build::Build;
use super::cursor::Section;
use super::faults::nearest;
use super::item::Item;
use super::leave::vacations;
use super::path;
use super::units::Window;
use crate::calendar::{MessageTime, RosterSpec};
use crate::model::{EndOfWindow, Factor, InboxId, Period, RoleId, SickLeave, StaffGroup};
use crate::stats::Share;
use crate::text::scenario as say;

/// Reads `[staff.*]`.
pub fn read(build: &mut Build<'_>, top: &Section<'_>, period: Period) {
    for (key, section) in top.each("staff") {
        let section = section.loud();
        let group = group(build, key, &section, period);
        build.staff.push(group);
        section.done();
    }
}

fn group(build: &mut Build<'_>, key: &str, section: &Section<'_>, period: Period) -> StaffGroup {
    let name = section.get("name").and_then(|name| name.text()).unwrap_or(key).to_owned();
    let or = |key| section.or(key, &format!("staff.{key}"));
    let roles = roles(build, section);
    let written = section.need("count");
    let unlimited = written.as_ref().is_some_and(|count| count.node.as_text() == Some("unlimited"));
    let count = written.filter(|_| !unlimited).and_then(|count| count.whole(0, 10_000)).unwrap_or(1);
    let serves = section.need("serves").map(|serves| inboxes(build, &serves)).unwrap_or_default();
    let ends: Vec<(&'static str, EndOfWindow)> = EndOfWindow::ALL.map(|end| (end.name(), end)).to_vec();
    let position = or("position");
    let share = position.share().unwrap_or(Share::ONE);
    if share.is_zero() {
        position.fault(say::above_zero());
    }
    let group = StaffGroup {
        key: key.to_owned(),
        name,
        roles,
        count,
        unlimited,
        serves,
        roster: roster(section),
        position: share,
        end_of_window: or("end_of_window").choice(&ends).unwrap_or(EndOfWindow::Resume),
        sick_leave: section.get("sick_leave").and_then(|item| sick_leave(item.section())),
        vacations: vacations(section, count, period),
        low_seasons: Vec::new(),
        speed: or("speed").number(0.001, 1000.0).and_then(Factor::from_f64).unwrap_or(Factor::ONE),
        cherry_picking: section.get("cherry_picking").and_then(|c| c.share()).unwrap_or_default(),
    };
    if unlimited && !never_away(&group) {
        section.fault(say::unlimited_rule());
    }
    group
}

/// As one must be of whom there is always another: each case begins on arrival and is hers to its end.
fn never_away(group: &StaffGroup) -> bool {
    let keeps = matches!(group.end_of_window, EndOfWindow::Resume | EndOfWindow::Finish);
    group.position.is_one() && group.sick_leave.is_none() && group.vacations.is_empty() && keeps
}

fn roles(build: &mut Build<'_>, section: &Section<'_>) -> Vec<RoleId> {
    section.one_of(&["role", "roles"], true);
    let items = match (section.get("role"), section.get("roles")) {
        (Some(role), _) => vec![role],
        (_, Some(roles)) => roles.list().unwrap_or_default(),
        _ => Vec::new(),
    };
    let mut roles = Vec::new();
    for item in items {
        let Some(name) = item.text() else { continue };
        if name.contains('+') || name.trim().is_empty() {
            item.fault(say::role_name());
            continue;
        }
        match build.role(name) {
            Some(role) if !roles.contains(&role) => roles.push(role),
            Some(_) => {}
            None => item.fault(say::roles_most()),
        }
    }
    roles
}

/// Inboxes by key or pattern, in the order written; one that is named itself stands where it is named.
fn inboxes(build: &Build<'_>, serves: &Item<'_>) -> Vec<InboxId> {
    let items = serves.one_or_more();
    let named: Vec<&str> = items.iter().filter_map(|item| item.node.as_text()).collect();
    let mut inboxes: Vec<InboxId> = Vec::new();
    for item in &items {
        let Some(pattern) = item.text() else { continue };
        if !path::is_pattern(pattern) {
            match build.inbox_by_key.get(pattern) {
                Some(&id) if !inboxes.contains(&id) => inboxes.push(id),
                Some(_) => item.fault(say::named_twice()),
                None => unknown_inbox(build, item, pattern),
            }
            continue;
        }
        let fits = |key: &str| path::fits(pattern, key) && !named.contains(&key);
        let before = inboxes.len();
        let all = build.inboxes.iter().enumerate().filter(|(_, inbox)| fits(&inbox.key));
        let new: Vec<InboxId> =
            all.map(|(index, _)| InboxId::from(index)).filter(|id| !inboxes.contains(id)).collect();
        inboxes.extend(new);
        let any = build.inboxes.iter().any(|inbox| path::fits(pattern, &inbox.key));
        if inboxes.len() == before && !any {
            item.fault(say::pattern_fits_nothing());
        }
    }
    if items.is_empty() {
        serves.fault(say::serves_nothing());
    }
    inboxes
}

pub fn unknown_inbox(build: &Build<'_>, item: &Item<'_>, key: &str) {
    let near = nearest(key, build.inbox_by_key.keys().map(String::as_str));
    item.fault_with(say::no_such_inbox(key), near.map(|near| say::did_you_mean(format!("\"{near}\""))));
}

fn roster(section: &Section<'_>) -> RosterSpec {
    let mut days: [Vec<Window>; 7] = Default::default();
    if let Some(works) = section.need("works") {
        for item in works.one_or_more() {
            hours(&item, &mut days);
        }
        overlaps(&works, &mut days);
    }
    let works_holidays = section.or("works_holidays", "staff.works_holidays").truth().unwrap_or(false);
    section.one_of(&["message_windows", "message_share"], false);
    let message = match (section.get("message_windows"), section.get("message_share")) {
        (Some(windows), _) => {
            let times = windows.windows().unwrap_or_default();
            outside(&windows, &times, &days);
            MessageTime::Windows(times)
        }
        (_, Some(item)) => {
            let share = item.share().unwrap_or(Share::ONE);
            if share.is_zero() {
                item.fault(say::above_zero());
            }
            if share.is_one() { MessageTime::Whole } else { MessageTime::Share(share) }
        }
        _ => MessageTime::Whole,
    };
    RosterSpec { days, works_holidays, message }
}

/// `{ days = "mon-fri", hours = "08:00-15:30" }`.
fn hours(item: &Item<'_>, days: &mut [Vec<Window>; 7]) {
    if item.node.as_table().is_none() {
        return item.fault(say::works_rule());
    }
    let section = item.section();
    let on = section.need("days").and_then(|days| days.days());
    let windows = section.need("hours").and_then(|hours| hours.windows());
    section.done();
    if let (Some(on), Some(windows)) = (on, windows) {
        days.iter_mut().zip(on).filter(|(_, on)| *on).for_each(|(day, _)| day.extend(&windows));
    }
}

/// Hours of one day overlap one another, or those of the next over midnight.
fn overlaps(item: &Item<'_>, days: &mut [Vec<Window>; 7]) {
    days.iter_mut().for_each(|day| day.sort_unstable());
    let name = |window: Window| format!("{}-{}", window.0, window.1);
    for index in 0..7 {
        let day = &days[index];
        if let Some(pair) = day.windows(2).find(|pair| pair[1].0 < pair[0].1) {
            return item.fault(say::windows_overlap(name(pair[0]), name(pair[1])));
        }
        if let (Some(last), Some(first)) = (day.last(), days[(index + 1) % 7].first())
            && last.1.seconds() > first.0.seconds() + 86_400
        {
            return item.fault(say::windows_overlap(name(*last), name(*first)));
        }
    }
}

/// Message windows must meet the rostered hours somewhere.
fn outside(item: &Item<'_>, windows: &[Window], days: &[Vec<Window>; 7]) {
    for window in windows {
        let meets = |hours: &Window| {
            let (from, to) = (hours.0.seconds(), hours.1.seconds());
            let overlap = |shift: u32| window.0.seconds() + shift < to && from < window.1.seconds() + shift;
            overlap(0) || overlap(86_400)
        };
        let rostered = days.iter().any(|day| !day.is_empty());
        if rostered && !days.iter().flatten().any(meets) {
            item.fault(say::message_outside(format!("{}-{}", window.0, window.1)));
        }
    }
}

fn sick_leave(section: Section<'_>) -> Option<SickLeave> {
    let share = section.need("share").and_then(|item| {
        let share = item.share()?;
        if share.as_f64() > 0.9 {
            item.fault(say::sick_share());
        }
        Some(share)
    });
    let mean = section.need("mean_calendar_days").and_then(|item| {
        let mean = item.number(1.0, 365.0)?;
        Some((item, mean))
    });
    section.done();
    let (share, (item, mean)) = (share?, mean?);
    let odds = share.as_f64() / (1.0 - share.as_f64());
    if odds > mean {
        item.fault(say::sick_spells());
        return None;
    }
    (!share.is_zero()).then_some(SickLeave { share, mean_calendar_days: mean })
}
