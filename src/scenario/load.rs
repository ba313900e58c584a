//! Offered load against message time, inbox by inbox.
//!
//! People who share inboxes divide themselves so that nobody is more loaded than needed: work moves to whoever
//! has the most room, until it is even. Knows means only; a ratio below one says nothing about waiting times.

use super::flow;
use crate::calendar::{Calendar, MessageTime};
use crate::model::{InboxId, Parts, RoleId, StaffGroup};
use crate::time::{Date, TimeOfDay};

/// So many as never have too much to do, where there is always one more.
const ENDLESS: f64 = 1e9;
/// Rounds of dividing the work.
const ROUNDS: usize = 200;

/// One inbox in the table of offered load.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadRow {
    pub inbox: InboxId,
    /// Hours of work a week, on average.
    pub offered_hours: f64,
    /// Hours of message time a week that its people have for it, absence taken off.
    pub available_hours: f64,
    /// Offered ÷ available; infinite where nobody serves.
    pub ratio: f64,
    /// Inboxes with which it shares people, over however many.
    pub shared_with: Vec<InboxId>,
}

/// The table of offered load, in the order of the inboxes.
pub fn offered_load(parts: &Parts) -> Vec<LoadRow> {
    let flow = flow::of(parts);
    let capacity = capacities(parts);
    let needs: Vec<(InboxId, Option<RoleId>, f64)> =
        flow.needs.iter().map(|((inbox, role), hours)| (*inbox, *role, *hours)).collect();
    let used = divide(parts, &needs, &capacity);
    let components = components(parts);
    (0..parts.inboxes.len())
        .map(InboxId::from)
        .map(|inbox| {
            let mine = || needs.iter().enumerate().filter(|(_, need)| need.0 == inbox);
            let offered: f64 = mine().map(|(_, need)| need.2).sum();
            // What it takes, seen from the most loaded people that it needs.
            let ratio = mine().filter(|(_, need)| need.2 > 0.0).map(|(i, _)| used[i]).fold(0.0, f64::max);
            let all = parts.staff.iter().zip(&capacity).filter(|(group, _)| group.serves.contains(&inbox));
            let present: f64 = all.map(|(_, hours)| hours).sum();
            let available = if ratio > 0.0 { offered / ratio } else { present };
            let same =
                |other: &InboxId| *other != inbox && components[other.index()] == components[inbox.index()];
            let shared_with = (0..parts.inboxes.len()).map(InboxId::from).filter(same).collect();
            LoadRow { inbox, offered_hours: offered, available_hours: available, ratio, shared_with }
        })
        .collect()
}

/// Whether somebody of a group may do work for a role; `None`: for anybody.
pub fn may_do(group: &StaffGroup, inbox: InboxId, role: Option<RoleId>) -> bool {
    group.count > 0 && group.serves.contains(&inbox) && role.is_none_or(|role| group.roles.contains(&role))
}

/// For each need the load of the people who do it.
fn divide(parts: &Parts, needs: &[(InboxId, Option<RoleId>, f64)], capacity: &[f64]) -> Vec<f64> {
    let able: Vec<Vec<usize>> = needs
        .iter()
        .map(|(inbox, role, _)| {
            let fits = |(group, _): &(usize, &StaffGroup)| may_do(&parts.staff[*group], *inbox, *role);
            parts.staff.iter().enumerate().filter(fits).map(|(group, _)| group).collect()
        })
        .collect();
    let start = |groups: &Vec<usize>| -> Vec<f64> {
        let whole: f64 = groups.iter().map(|group| capacity[*group]).sum();
        groups.iter().map(|group| if whole > 0.0 { capacity[*group] / whole } else { 0.0 }).collect()
    };
    let mut parts_of: Vec<Vec<f64>> = able.iter().map(start).collect();
    let mut load = vec![0.0; parts.staff.len()];
    for _ in 0..ROUNDS {
        load.iter_mut().for_each(|load| *load = 0.0);
        for ((need, groups), split) in needs.iter().zip(&able).zip(&parts_of) {
            groups.iter().zip(split).for_each(|(group, part)| load[*group] += need.2 * part);
        }
        load.iter_mut().zip(capacity).for_each(|(load, capacity)| *load /= capacity.max(1e-12));
        for (groups, split) in able.iter().zip(&mut parts_of) {
            groups.iter().zip(split.iter_mut()).for_each(|(group, part)| *part /= load[*group].max(1e-9));
            let whole: f64 = split.iter().sum();
            split.iter_mut().for_each(|part| *part /= whole.max(1e-300));
        }
    }
    let used = |groups: &Vec<usize>, split: &Vec<f64>| -> f64 {
        if groups.is_empty() {
            return f64::INFINITY;
        }
        groups.iter().zip(split).map(|(group, part)| part * load[*group]).sum()
    };
    able.iter().zip(&parts_of).map(|(groups, split)| used(groups, split)).collect()
}

/// Inboxes that share people, directly or over others, have the same number.
fn components(parts: &Parts) -> Vec<usize> {
    let mut number: Vec<usize> = (0..parts.inboxes.len()).collect();
    fn root(number: &mut [usize], mut index: usize) -> usize {
        while number[index] != index {
            number[index] = number[number[index]];
            index = number[index];
        }
        index
    }
    for group in parts.staff.iter().filter(|group| group.count > 0) {
        for pair in group.serves.windows(2) {
            let (a, b) = (root(&mut number, pair[0].index()), root(&mut number, pair[1].index()));
            number[a.max(b)] = a.min(b);
        }
    }
    (0..number.len()).map(|index| root(&mut number, index)).collect()
}

/// Hours of message time a week by group, on average over the observed period: public holidays, closed days,
/// position, vacation, low seasons and mean sick leave taken off, times speed.
pub fn capacities(parts: &Parts) -> Vec<f64> {
    let (from, to) = (parts.period.start, parts.period.end());
    let calendar = Calendar::compile(&parts.calendar, from, to).ok();
    let dates: Vec<Date> = (from.days()..to.days()).map(Date::from_days).collect();
    let closed: Vec<bool> =
        dates.iter().map(|date| calendar.as_ref().is_some_and(|c| c.is_closed_day(*date))).collect();
    let weeks = f64::from(parts.period.weeks.max(1));
    parts
        .staff
        .iter()
        .map(|group| {
            let by_day: Vec<f64> = (0..7).map(|day| message_hours(group, day)).collect();
            let mut hours = 0.0;
            for (date, closed) in dates.iter().zip(&closed) {
                if !closed || group.roster.works_holidays {
                    hours += by_day[date.weekday().index()] * present(group, *date);
                }
            }
            let well = group.sick_leave.map_or(1.0, |sick| sick.share.rest().as_f64());
            let count = if group.unlimited { ENDLESS } else { f64::from(group.count) };
            let people = count * group.position.as_f64() * well * group.speed.as_f64();
            hours / weeks * people
        })
        .collect()
}

/// Share of the group that is neither on vacation nor kept away by a low season.
fn present(group: &StaffGroup, date: Date) -> f64 {
    let mut share = 1.0;
    for vacation in &group.vacations {
        if vacation.from <= date && date <= vacation.to {
            let away = f64::from(vacation.away_at_once.min(group.count)) / f64::from(group.count.max(1));
            share *= 1.0 - away;
        }
    }
    for season in group.low_seasons.iter().filter(|season| season.from <= date && date <= season.to) {
        share *= season.present.as_f64();
    }
    share
}

/// Hours of message time on a weekday with a full roster.
fn message_hours(group: &StaffGroup, day: usize) -> f64 {
    let hours = |from: u32, to: u32| f64::from(to.saturating_sub(from)) / 3600.0;
    let roster = &group.roster.days[day];
    let whole = || roster.iter().map(|(from, to)| hours(from.seconds(), to.seconds())).sum::<f64>();
    match &group.roster.message {
        MessageTime::Whole => whole(),
        MessageTime::Share(share) => whole() * share.as_f64(),
        MessageTime::Windows(windows) => {
            let meet = |a: &(TimeOfDay, TimeOfDay), b: &(TimeOfDay, TimeOfDay), shift: u32| {
                let from = a.0.seconds().max(b.0.seconds() + shift);
                hours(from, a.1.seconds().min(b.1.seconds() + shift))
            };
            let all = roster.iter().flat_map(|hours| windows.iter().map(move |window| (hours, window)));
            all.map(|(hours, window)| meet(hours, window, 0) + meet(hours, window, 86_400)).sum()
        }
    }
}
