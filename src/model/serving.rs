//! Who serves which inbox: persons, their groups, and when somebody is rostered there.
//!
//! Compiled once. Knows no absence and no case.

use super::{GroupId, InboxId, Parts, Person, PersonId, RoleSet, StaffGroup};
use crate::calendar::{Calendar, DaySet, OpenTime, Windows, union_windows};
use crate::stats::Share;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What of a group is asked for whenever one of them looks for work.
#[derive(Clone, Debug)]
pub struct Crew {
    /// Their ids; none if the scenario writes a count of 0.
    pub members: Range<u32>,
    pub roles: RoleSet,
    pub unlimited: bool,
    pub cherry_picking: Share,
    /// In the order in which they are looked at.
    pub serves: Box<[InboxId]>,
}

/// The inboxes with those who serve them, in file order.
#[derive(Clone, Debug)]
pub(super) struct Serving {
    crews: Vec<Crew>,
    /// By inbox.
    persons: Vec<Vec<PersonId>>,
    groups: Vec<Vec<GroupId>>,
    /// Rostered time of those who serve it, absence ignored.
    open: Vec<Arc<OpenTime>>,
}

impl Serving {
    /// `persons` stand in order of their groups, `windows` by group.
    pub fn new(parts: &Parts, persons: &[Person], windows: &[Arc<Windows>], calendar: &Calendar) -> Self {
        let mut end = 0;
        let crew = |group: &StaffGroup| {
            end += group.count;
            Crew {
                members: end - group.count..end,
                roles: group.role_set(),
                unlimited: group.unlimited,
                cherry_picking: group.cherry_picking,
                serves: group.serves.clone().into(),
            }
        };
        let crews: Vec<Crew> = parts.staff.iter().map(crew).collect();
        let mut groups = vec![Vec::new(); parts.inboxes.len()];
        for (index, group) in parts.staff.iter().enumerate().filter(|(_, group)| group.count > 0) {
            group.serves.iter().for_each(|inbox| groups[inbox.index()].push(GroupId::from(index)));
        }
        let all_of = |group: &GroupId| crews[group.index()].members.clone().map(PersonId);
        let serving: Vec<Vec<PersonId>> =
            groups.iter().map(|groups| groups.iter().flat_map(all_of).collect()).collect();
        let open = open_times(&serving, persons, windows, calendar);
        Serving { crews, persons: serving, groups, open }
    }

    pub fn crew(&self, group: GroupId) -> &Crew {
        &self.crews[group.index()]
    }

    pub fn persons(&self, inbox: InboxId) -> &[PersonId] {
        &self.persons[inbox.index()]
    }

    pub fn groups(&self, inbox: InboxId) -> &[GroupId] {
        &self.groups[inbox.index()]
    }

    pub fn open(&self, inbox: InboxId) -> &OpenTime {
        &self.open[inbox.index()]
    }
}

/// Inboxes where the same rosters meet share one table, whoever has them.
fn open_times(
    serving: &[Vec<PersonId>],
    persons: &[Person],
    windows: &[Arc<Windows>],
    calendar: &Calendar,
) -> Vec<Arc<OpenTime>> {
    let mut rosters: Vec<(&Arc<Windows>, &DaySet)> = Vec::new();
    let mut numbers = Vec::with_capacity(persons.len());
    for person in persons {
        let table = &windows[person.group.index()];
        let same = |(other, worked): &(&Arc<Windows>, &DaySet)| {
            Arc::ptr_eq(other, table) && **worked == person.worked
        };
        let known = rosters.iter().position(same);
        numbers.push(known.unwrap_or(rosters.len()));
        if known.is_none() {
            rosters.push((table, &person.worked));
        }
    }
    let mut tables: BTreeMap<Vec<usize>, Arc<OpenTime>> = BTreeMap::new();
    let table = |who: &Vec<PersonId>| {
        let mut kinds: Vec<usize> = who.iter().map(|person| numbers[person.index()]).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let meeting = || kinds.iter().map(|kind| (&**rosters[*kind].0, rosters[*kind].1)).collect::<Vec<_>>();
        let union = || Arc::new(union_windows(calendar.start(), &meeting()));
        tables.entry(kinds.clone()).or_insert_with(union).clone()
    };
    serving.iter().map(table).collect()
}
