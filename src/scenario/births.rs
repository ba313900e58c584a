//! Births out of tables: weekly counts, and traces of single messages.
//!
//! Knows a row's targets and senders; times are on the scenario's clock.

use super::build::Build;
use super::cursor::Ctx;
use super::faults::nearest;
use super::item::Item;
use super::tables::{Columns, Row};
use super::units::parse_duration;
use crate::calendar::{Calendar, CalendarSpec};
use crate::model::{InboxId, Period, RoleId, SenderId, Target, TraceMessage, WeekCount};
use crate::text::Words;
use crate::text::scenario as say;
use crate::time::{Date, Duration};
use std::cell::OnceCell;
use std::collections::BTreeMap;

const WEEK: Columns = Columns {
    needed: &[&["week", "uke"], &["to", "til"], &["count", "antall"]],
    optional: &[],
    most_rows: 1_000_000,
};
const TRACE: Columns = Columns {
    needed: &[&["sent", "sendt"], &["from", "fra"], &["to", "til"]],
    optional: &[
        &["work_group", "arbeidsgruppe"],
        &["role", "rolle"],
        &["urgency", "hastegrad"],
        &["sorting", "sortering"],
        &["answering", "besvaring"],
    ],
    most_rows: 2_000_000,
};

/// What tables are read against.
pub struct Tables<'a> {
    pub calendar: &'a CalendarSpec,
    pub period: Period,
    compiled: OnceCell<Option<Calendar>>,
}

impl<'a> Tables<'a> {
    pub fn new(calendar: &'a CalendarSpec, period: Period) -> Tables<'a> {
        Tables { calendar, period, compiled: OnceCell::new() }
    }

    /// The calendar of the simulated dates; a fault once if there is none.
    pub fn clock(&self, item: &Item<'_>) -> Option<&Calendar> {
        let compile = || {
            let compiled = Calendar::compile(self.calendar, self.period.first(), self.period.end());
            compiled.map_err(|reason| item.fault(say::calendar_refused(reason))).ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }

    /// `week;to;count`. Weeks outside the simulated dates are left out, with a warning.
    pub fn counts(&self, build: &Build<'_>, item: &Item<'_>, targets: &[Target]) -> Vec<WeekCount> {
        let ctx = item.ctx;
        let names = names(targets.iter().map(|target| target.address.as_str()));
        let (mut counts, mut left_out) = (Vec::new(), 0);
        WEEK.read(item, |row| {
            let week = parse_week(row.cell(0));
            let target = names.get(row.cell(1)).copied().flatten();
            let count = row.number(2).filter(|count| (0.0..=1e7).contains(count));
            match (week, target, count) {
                (None, _, _) => fault(ctx, row, 0, say::week_rule(), || None),
                (_, None, _) => fault(ctx, row, 1, say::not_in_row("to"), || near(&names, row.cell(1))),
                (_, _, None) => fault(ctx, row, 2, say::number_rule(0, 10_000_000), || None),
                (Some(monday), Some(target), Some(count)) => {
                    if monday.plus(6) < self.period.first() || monday >= self.period.end() {
                        left_out += 1;
                        return;
                    }
                    counts.push(WeekCount { target, iso_week: monday.iso_week(), count });
                }
            }
        });
        warn_left_out(build, item, left_out);
        counts.sort_by_key(|count| (count.target, count.iso_week));
        if counts.windows(2).any(|p| (p[0].target, p[0].iso_week) == (p[1].target, p[1].iso_week)) {
            item.fault(say::week_twice());
        }
        counts
    }

    /// `sent;from;to` and what else is known. Messages outside the simulated dates are left out, with a warning.
    pub fn trace(&self, build: &Build<'_>, item: &Item<'_>, targets: &[Target]) -> Vec<TraceMessage> {
        let Some(calendar) = self.clock(item) else { return Vec::new() };
        let to = names(targets.iter().map(|target| target.address.as_str()));
        let senders: Vec<SenderId> =
            targets.first().map(|target| target.senders.iter().map(|s| s.0).collect()).unwrap_or_default();
        let addresses: Vec<String> = senders.iter().map(|sender| address(build, *sender)).collect();
        let from = names(addresses.iter().map(String::as_str));
        let (mut messages, mut left_out) = (Vec::new(), 0);
        TRACE.read(item, |row| {
            let date = row.cell(0).get(..10).and_then(Date::parse);
            if date.is_some_and(|date| date < self.period.first() || date >= self.period.end()) {
                left_out += 1;
                return;
            }
            let Ok(at) = calendar.parse_instant(row.cell(0)) else {
                return fault(item.ctx, row, 0, say::instant_rule(), || None);
            };
            let sender = from.get(row.cell(1)).copied().flatten();
            let target = to.get(row.cell(2)).copied().flatten();
            let (Some(sender), Some(target)) = (sender, target) else {
                let (end, column, names) = if sender.is_none() { ("from", 1, &from) } else { ("to", 2, &to) };
                return fault(item.ctx, row, column, say::not_in_row(end), || near(names, row.cell(column)));
            };
            let (group, urgency, roles, sorting, answering) = (None, None, None, None, None);
            let sender = senders[sender as usize];
            let blank = TraceMessage { at, target, sender, group, urgency, roles, sorting, answering };
            messages.push(more(build, item.ctx, row, blank));
        });
        warn_left_out(build, item, left_out);
        messages
    }
}

/// The optional columns.
fn more(build: &Build<'_>, ctx: &Ctx, row: &Row, mut message: TraceMessage) -> TraceMessage {
    let written = |index: usize| (!row.cell(index).is_empty()).then(|| row.cell(index));
    if let Some(key) = written(3) {
        message.group = group(build, ctx, row, key);
    }
    if let Some(roles) = written(4) {
        message.roles = two_roles(build, roles);
        if message.roles.is_none() {
            fault(ctx, row, 4, say::role_or_two(), || None);
        }
    }
    if let Some(class) = written(5) {
        message.urgency = class.parse().ok().filter(|class| (1..=9).contains(class));
        if message.urgency.is_none() {
            fault(ctx, row, 5, say::whole_rule(1, 9), || None);
        }
    }
    let time = |index: usize| -> Option<Duration> {
        let text = written(index)?;
        let duration = parse_duration(&text.replace(',', "."));
        if duration.is_none() {
            fault(ctx, row, index, say::duration_rule(), || None);
        }
        duration
    };
    (message.sorting, message.answering) = (time(6), time(7));
    message
}

fn group(build: &Build<'_>, ctx: &Ctx, row: &Row, key: &str) -> Option<InboxId> {
    let known = build.inbox_by_key.get(key).copied();
    let work_group = known.filter(|id| build.departments.iter().any(|d| d.groups.iter().any(|g| g.0 == *id)));
    if work_group.is_none() {
        let keys = build.departments.iter().flat_map(|d| &d.groups);
        let near = nearest(key, keys.map(|group| build.inboxes[group.0.index()].key.as_str()));
        fault(ctx, row, 3, say::no_such_inbox(key), || near.map(say::did_you_mean));
    }
    work_group
}

/// `lege` or `merkantil+lege`.
fn two_roles(build: &Build<'_>, text: &str) -> Option<(RoleId, Option<RoleId>)> {
    let role = |name: &str| build.roles.iter().position(|role| role == name.trim()).map(RoleId::from);
    match text.split_once('+') {
        Some((first, second)) => Some((role(first)?, Some(role(second)?))),
        None => Some((role(text)?, None)),
    }
}

fn address(build: &Build<'_>, sender: SenderId) -> String {
    let sender = &build.senders[sender.index()];
    match sender.service {
        Some(service) => build.services[service.index()].address.clone(),
        None => build.organisations[sender.organisation.index()].key.clone(),
    }
}

/// Addresses, and names where they are unique, with their places; `None`: not unique.
fn names<'a>(addresses: impl Iterator<Item = &'a str>) -> BTreeMap<String, Option<u32>> {
    let mut names: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for (index, address) in addresses.enumerate() {
        names.insert(address.to_owned(), Some(index as u32));
        let short = match address.rsplit_once('@') {
            Some((name, _)) => name.to_owned(),
            None => format!("municipality.{address}"),
        };
        names.entry(short).and_modify(|place| *place = None).or_insert(Some(index as u32));
    }
    names
}

fn near(names: &BTreeMap<String, Option<u32>>, cell: &str) -> Option<Words> {
    nearest(cell, names.keys().map(String::as_str)).map(say::did_you_mean)
}

fn fault(ctx: &Ctx, row: &Row, column: usize, rule: Words, remedy: impl FnOnce() -> Option<Words>) {
    if !ctx.faults().counts_only() {
        ctx.push(row.at, ctx.at(row.at, "", rule).found(row.cell(column)).remedy(remedy()));
    }
}

fn warn_left_out(build: &Build<'_>, item: &Item<'_>, count: usize) {
    if count > 0 {
        build.ctx.warn(say::rows_left_out(item.node.as_text().unwrap_or(""), count));
    }
}

/// The Monday of `2026-W14`.
fn parse_week(text: &str) -> Option<Date> {
    let (year, week) = text.split_once("-W")?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(week, 2) {
        return None;
    }
    let (year, week): (i32, u32) = (year.parse().ok()?, week.parse().ok()?);
    let fourth = Date::from_ymd(year, 1, 4)?;
    let first = fourth.plus(-(fourth.weekday().index() as i32));
    let monday = first.plus((week as i32 - 1) * 7);
    (monday.iso_week() == (year, week)).then_some(monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_iso_weeks() {
        assert_eq!(parse_week("2026-W14").unwrap().to_string(), "2026-03-30");
        assert_eq!(parse_week("2026-W53").unwrap().to_string(), "2026-12-28");
        for wrong in ["2027-W53", "2026-W00", "2026-14", "26-W14", "2026-W1"] {
            assert_eq!(parse_week(wrong), None, "{wrong}");
        }
    }
}
