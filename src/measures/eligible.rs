//! Who may do which work in which inbox, and how a stretch of waiting divides by who was there.
//!
//! Static sets of persons; `why_late` keeps the sums of a replication. Knows no request.

use crate::calendar::DaySet;
use crate::model::{GroupId, InboxId, Model, PersonId, RoleSet};
use crate::time::{Date, Instant};
use std::collections::BTreeMap;
use std::ops::{AddAssign, Sub};

/// The distinct sets of eligible persons, and which of them an inbox and role have.
pub(super) struct Eligible {
    /// Each set by group.
    sets: Vec<Vec<Vec<PersonId>>>,
    by_inbox: Vec<Vec<(RoleSet, u32)>>,
}

/// How a stretch of time divides by who was there, in microseconds; the parts sum to its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Presence {
    /// No working day, Monday–Friday or listed.
    pub holiday: i64,
    /// Nobody eligible is rostered.
    pub closed: i64,
    /// Rostered, but all are away.
    pub absent: i64,
    /// Somebody eligible is there.
    pub attended: i64,
}

impl AddAssign for Presence {
    fn add_assign(&mut self, other: Presence) {
        self.holiday += other.holiday;
        self.closed += other.closed;
        self.absent += other.absent;
        self.attended += other.attended;
    }
}

impl Sub for Presence {
    type Output = Presence;
    fn sub(self, other: Presence) -> Presence {
        Presence {
            holiday: self.holiday - other.holiday,
            closed: self.closed - other.closed,
            absent: self.absent - other.absent,
            attended: self.attended - other.attended,
        }
    }
}

/// Whether a date's waiting is called a holiday's: no working day, though Monday–Friday or listed.
pub(super) fn is_holiday(model: &Model, date: Date) -> bool {
    let calendar = &model.calendar;
    !calendar.is_working_day(date) && (date.weekday().index() < 5 || calendar.is_closed_day(date))
}

impl Eligible {
    pub fn new(model: &Model) -> Eligible {
        let mut known: BTreeMap<Vec<PersonId>, u32> = BTreeMap::new();
        let mut number = |who: Vec<PersonId>| {
            let next = known.len() as u32;
            *known.entry(who).or_insert(next)
        };
        let single = (0..model.roles.len()).map(|role| RoleSet(1 << role));
        let wanted: Vec<RoleSet> = single.chain([RoleSet::ANY]).collect();
        let mut by_inbox = Vec::new();
        for inbox in (0..model.inboxes.len()).map(InboxId::from) {
            let serving = model.served_by(inbox);
            let set = |roles: &RoleSet| {
                let may = |person: &&PersonId| model.persons[person.index()].roles.may_do(*roles);
                (*roles, number(serving.iter().filter(may).copied().collect()))
            };
            by_inbox.push(wanted.iter().map(set).collect());
        }
        let mut sets = vec![Vec::new(); known.len()];
        for (who, number) in known {
            sets[number as usize] = by_group(model, &who);
        }
        Eligible { sets, by_inbox }
    }

    /// The number of distinct sets.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// The set of those who serve the inbox and may do work for the roles: for one role, or for any.
    pub fn set(&self, inbox: InboxId, roles: RoleSet) -> usize {
        let found = self.by_inbox[inbox.index()].iter().find(|(known, _)| *known == roles);
        found.expect("work is for one role, or for any").1 as usize
    }

    /// Divides a stretch within one local date.
    pub fn within_date(
        &self,
        (model, away): (&Model, &[DaySet]),
        set: usize,
        date: Date,
        stretch: (Instant, Instant),
        scratch: &mut Scratch,
    ) -> Presence {
        let length = (stretch.1 - stretch.0).micros();
        if length == 0 || is_holiday(model, date) {
            return Presence { holiday: length, ..Presence::default() };
        }
        scratch.clear();
        for persons in &self.sets[set] {
            gather(model, away, persons, stretch, scratch);
        }
        // One group's windows are in order and disjoint.
        let sorted = self.sets[set].len() == 1;
        let (rostered, attended) =
            (union(&mut scratch.rostered, sorted), union(&mut scratch.attended, sorted));
        Presence { holiday: 0, closed: length - rostered, absent: rostered - attended, attended }
    }
}

/// Stretches of one date, kept between calls so that nothing is allocated.
#[derive(Default)]
pub(super) struct Scratch {
    rostered: Vec<(Instant, Instant)>,
    attended: Vec<(Instant, Instant)>,
}

impl Scratch {
    /// Room for a day of windows of many groups.
    pub fn new() -> Self {
        Scratch { rostered: Vec::with_capacity(1024), attended: Vec::with_capacity(1024) }
    }

    fn clear(&mut self) {
        self.rostered.clear();
        self.attended.clear();
    }
}

/// Persons of a group share its windows; it is enough that one of them is rostered, or there.
fn gather(
    model: &Model,
    away: &[DaySet],
    persons: &[PersonId],
    (from, to): (Instant, Instant),
    scratch: &mut Scratch,
) {
    let windows = model.duty(persons[0], &away[persons[0].index()]).windows;
    for window in &windows.all()[windows.first_ending_after(from)..] {
        if window.from >= to {
            break;
        }
        let cut = (window.from.max(from), window.to.min(to));
        let rostered = |person: &&PersonId| model.persons[person.index()].worked.contains(window.date);
        let here = |person: &PersonId| !away[person.index()].contains(window.date);
        let mut on_roster = persons.iter().filter(rostered).peekable();
        if on_roster.peek().is_some() {
            scratch.rostered.push(cut);
        }
        if on_roster.any(here) {
            scratch.attended.push(cut);
        }
    }
}

/// The length of the union.
fn union(stretches: &mut [(Instant, Instant)], sorted: bool) -> i64 {
    if !sorted {
        stretches.sort_unstable();
    }
    let (mut total, mut until) = (0, Instant::from_micros(i64::MIN));
    for &(from, to) in stretches.iter() {
        if to > until {
            total += (to - from.max(until)).micros();
            until = to;
        }
    }
    total
}

fn by_group(model: &Model, who: &[PersonId]) -> Vec<Vec<PersonId>> {
    let mut groups: BTreeMap<GroupId, Vec<PersonId>> = BTreeMap::new();
    for person in who {
        groups.entry(model.persons[person.index()].group).or_default().push(*person);
    }
    groups.into_values().collect()
}
