//! What the figures are about: the rows of every table, by name, in the order of the model.
//!
//! Plain text without the model behind it, so that results can be stored. Knows no figure.

use super::ends::{FlowEnds, WayEnds, entries, flows};
use super::local_time::LocalTime;
use crate::model::{Model, Organisation, Receiver, Sender, Service, Side};
use crate::time::{Date, Instant};
use serde::{Deserialize, Serialize};

/// All requests, or those in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    All,
    ToHospital,
    ToMunicipality,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::All, Part::ToHospital, Part::ToMunicipality];
    pub const DIRECTIONS: [Part; 2] = [Part::ToHospital, Part::ToMunicipality];

    pub const fn to(side: Side) -> Self {
        match side {
            Side::Hospital => Part::ToHospital,
            Side::Municipality => Part::ToMunicipality,
        }
    }

    pub const fn index(self) -> usize {
        self as usize
    }
}

/// What kind of unit compliance is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    All,
    Direction,
    /// The department behind the addressed service.
    Department,
    /// The addressed service.
    Service,
    /// The municipality's end, whoever sends.
    Municipality,
    /// The demand row.
    Topic,
}

/// A row of deadline compliance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub level: Level,
    pub name: String,
    pub direction: Part,
    /// The department or municipality that answers, as an index of `Axes::places`, where it is one.
    #[serde(default)]
    pub place: Option<u32>,
}

/// An inbox as a report names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxName {
    pub key: String,
    pub name: String,
    /// The department, or the municipality.
    pub department: String,
    /// That department or municipality as an index of `Axes::places`.
    pub place: u32,
    pub side: Part,
}

/// A group of staff as a report names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupName {
    pub key: String,
    pub name: String,
    pub role: String,
    /// Persons.
    pub count: u32,
    /// Inboxes that it serves, as indices of `Axes::inboxes`.
    pub serves: Vec<u32>,
}

/// A department, or a municipality: where requests come from and go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub name: String,
    pub side: Part,
}

/// Names and order of all rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axes {
    pub units: Vec<Unit>,
    /// ISO (year, week) of the weeks that the observation window touches.
    pub weeks: Vec<(i32, u32)>,
    pub inboxes: Vec<InboxName>,
    pub groups: Vec<GroupName>,
    /// Departments, then municipalities.
    pub places: Vec<Place>,
    /// Sorted.
    pub flows: Vec<FlowEnds>,
    /// By place: inboxes into which requests to it come first, as indices of `inboxes`, sorted.
    pub entries: Vec<Vec<u32>>,
    pub events: Vec<String>,
    /// Inboxes with an hourly series, as indices of `inboxes`.
    pub series: Vec<u32>,
    /// Local times of the snapshots.
    #[serde(default)]
    pub snapshots: Vec<String>,
    /// First date of the observation window, in days since 1970-01-01.
    pub start: i32,
}

impl Axes {
    pub fn new(model: &Model) -> Axes {
        let entries = entries(model);
        Axes {
            units: units(model),
            weeks: weeks(model),
            inboxes: (0..model.inboxes.len()).map(|i| inbox_name(model, i)).collect(),
            groups: (0..model.staff.len()).map(|g| group_name(model, g)).collect(),
            places: places(model),
            flows: flows(model, &entries),
            entries,
            events: model.events.iter().map(|event| event.key.clone()).collect(),
            series: model.hourly_series.iter().map(|inbox| inbox.0).collect(),
            snapshots: model.snapshots.iter().map(|at| local(model, *at)).collect(),
            start: model.period.start.days(),
        }
    }

    /// Where requests may come in and end: place by place, entry by entry, inbox by inbox, and last in none of them.
    pub fn ways(&self) -> impl Iterator<Item = WayEnds> + '_ {
        let own = self.own();
        self.entries.iter().enumerate().flat_map(move |(place, entries)| {
            let ends: Vec<Option<u32>> = own[place].iter().copied().map(Some).chain([None]).collect();
            let of_entry = move |first: &u32| {
                let first = *first;
                ends.clone().into_iter().map(move |last| WayEnds { place: place as u32, first, last })
            };
            entries.iter().flat_map(of_entry)
        })
    }

    /// Inboxes by place, as indices of `inboxes`, sorted.
    pub(super) fn own(&self) -> Vec<Vec<u32>> {
        let mut own = vec![Vec::new(); self.places.len()];
        for (inbox, named) in (0..).zip(&self.inboxes) {
            own[named.place as usize].push(inbox);
        }
        own
    }

    /// First date of the observation window.
    pub fn start(&self) -> Date {
        Date::from_days(self.start)
    }

    /// Rows of the weekly table: the parts, week by week within each.
    pub fn week_row(&self, part: Part, week: usize) -> usize {
        part.index() * self.weeks.len() + week
    }
}

/// `4601 Bergen` for a municipality with a number, so that no spreadsheet eats a leading zero.
pub fn organisation_name(organisation: &Organisation) -> String {
    let bare = organisation.name.strip_suffix(" kommune").unwrap_or(&organisation.name);
    match &organisation.number {
        Some(number) => format!("{number} {bare}"),
        None => organisation.name.clone(),
    }
}

/// The place of a service: its department, or the municipality.
pub(super) fn place_of_service(model: &Model, service: &Service) -> usize {
    match service.receiver {
        Receiver::Department(department) => department.index(),
        Receiver::Inbox(_) => place_of_organisation(model, service.organisation.index()),
    }
}

/// The place of a sender.
pub(super) fn place_of_sender(model: &Model, sender: &Sender) -> usize {
    match sender.service {
        Some(service) => place_of_service(model, &model.services[service.index()]),
        None => place_of_organisation(model, sender.organisation.index()),
    }
}

/// Places are departments, then all organisations; a hospital stands there only for senders without department.
fn place_of_organisation(model: &Model, organisation: usize) -> usize {
    model.departments.len() + organisation
}

fn places(model: &Model) -> Vec<Place> {
    let departments =
        model.departments.iter().map(|d| Place { name: d.name.clone(), side: Part::ToHospital });
    let organisations =
        model.organisations.iter().map(|o| Place { name: organisation_name(o), side: Part::to(o.side) });
    departments.chain(organisations).collect()
}

fn units(model: &Model) -> Vec<Unit> {
    let unit = |level, name: String, direction| Unit { level, name, direction, place: None };
    let at = |place: usize, unit: Unit| Unit { place: Some(place as u32), ..unit };
    let mut units = vec![unit(Level::All, String::new(), Part::All)];
    units.extend(Part::DIRECTIONS.map(|direction| unit(Level::Direction, String::new(), direction)));
    let department = |name: &str| unit(Level::Department, name.to_owned(), Part::ToHospital);
    units.extend(model.departments.iter().enumerate().map(|(place, d)| at(place, department(&d.name))));
    units.extend(model.services.iter().map(|service| {
        let organisation = &model.organisations[service.organisation.index()];
        let name = format!("{}, {}", service.name, organisation_name(organisation));
        at(place_of_service(model, service), unit(Level::Service, name, Part::to(organisation.side)))
    }));
    for (index, organisation) in model.organisations.iter().enumerate() {
        if organisation.side == Side::Municipality {
            let of = |part| unit(Level::Municipality, organisation_name(organisation), part);
            units.push(of(Part::ToHospital));
            units.push(at(place_of_organisation(model, index), of(Part::ToMunicipality)));
        }
    }
    for row in &model.demand {
        units.extend(Part::DIRECTIONS.map(|part| unit(Level::Topic, row.key.clone(), part)));
    }
    units
}

fn weeks(model: &Model) -> Vec<(i32, u32)> {
    let days = 0..model.period.weeks as i32 * 7;
    let mut weeks: Vec<(i32, u32)> = days.map(|day| model.period.start.plus(day).iso_week()).collect();
    weeks.dedup();
    weeks
}

fn inbox_name(model: &Model, index: usize) -> InboxName {
    let inbox = &model.inboxes[index];
    let organisation = &model.organisations[inbox.organisation.index()];
    InboxName {
        key: inbox.key.clone(),
        name: inbox.name.clone(),
        department: match inbox.department {
            Some(department) => model.departments[department.index()].name.clone(),
            None => organisation_name(organisation),
        },
        place: match inbox.department {
            Some(department) => department.0,
            None => place_of_organisation(model, inbox.organisation.index()) as u32,
        },
        side: Part::to(organisation.side),
    }
}

/// To the second, with its offset from UTC.
fn local(model: &Model, at: Instant) -> String {
    let text = LocalTime { calendar: &model.calendar, at }.to_string();
    text.replacen(".000000", "", 1)
}

fn group_name(model: &Model, index: usize) -> GroupName {
    let group = &model.staff[index];
    let roles: Vec<&str> = group.roles.iter().map(|role| model.roles[role.index()].as_str()).collect();
    GroupName {
        key: group.key.clone(),
        name: group.name.clone(),
        role: roles.join(" + "),
        count: group.count,
        serves: group.serves.iter().map(|inbox| inbox.0).collect(),
    }
}
