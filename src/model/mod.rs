//! Who and what is simulated: organisations, services, inboxes, people, demand, and the rules of the guideline.
//!
//! Immutable during a run. Knows no events, no files and no output: `scenario` fills [`Parts`],
//! [`Model::new`] compiles calendars and rosters, `simulation` only reads.

mod compile;
mod demand;
mod ids;
mod inbox;
mod organisation;
pub mod rules;
mod serving;
mod settings;
mod staff;

pub use demand::*;
pub use ids::*;
pub use inbox::*;
pub use organisation::*;
pub use serving::Crew;
pub use settings::*;
pub use staff::*;

use crate::calendar::{Calendar, CalendarSpec, DaySet, Duty, MessageTime, OpenTime, RosterSpec, Windows};
use crate::time::{Duration, Instant};
use compile::{calendar_range, compiled, longest_window, person};
use serving::Serving;
use std::ops::Deref;
use std::sync::Arc;

/// Sick spells are drawn from this many days before the first simulated date (model, section 3).
pub const SICK_SCAN_DAYS: i32 = 90;

/// Everything a scenario says, resolved and validated, in plain lists that refer to one another by id.
#[derive(Clone, Debug)]
pub struct Parts {
    pub title: String,
    pub period: Period,
    /// The run stops at the end of the observation window, whatever is open.
    pub hard_end: bool,
    pub calendar: CalendarSpec,
    pub deadline: DeadlineSpec,
    pub organisations: Vec<Organisation>,
    pub services: Vec<Service>,
    pub departments: Vec<Department>,
    pub inboxes: Vec<Inbox>,
    /// Names of roles; at most [`RoleSet::MOST`].
    pub roles: Vec<String>,
    pub staff: Vec<StaffGroup>,
    pub senders: Vec<Sender>,
    pub demand: Vec<DemandRow>,
    pub backlog: Vec<Backlog>,
    pub transport: Transport,
    pub telephone: Telephone,
    pub flaw_effects: FlawEffects,
    pub events: Vec<NamedEvent>,
    /// Kroner a position and year.
    pub kr_per_position_year: Option<f64>,
    /// Inboxes whose hourly queue is reported.
    pub hourly_series: Vec<InboxId>,
    /// Instants of the observation window at which all queues are looked at, ascending.
    pub snapshots: Vec<Instant>,
}

/// One person, as the simulation sees her.
#[derive(Clone, Debug)]
pub struct Person {
    pub group: GroupId,
    /// From 1 within the group.
    pub number: u32,
    /// Address of her draws: stable under changes elsewhere in the scenario.
    pub key: u64,
    pub roles: RoleSet,
    /// Dates that her position gives her.
    pub worked: DaySet,
    /// Vacation and low season; sick leave is drawn a replication.
    pub leave: DaySet,
    pub end_of_window: EndOfWindow,
    pub speed: Factor,
}

/// The compiled model: parts, calendar, persons with their windows.
#[derive(Clone, Debug)]
pub struct Model {
    parts: Parts,
    pub calendar: Calendar,
    pub persons: Vec<Person>,
    /// Message time by group.
    windows: Vec<Arc<Windows>>,
    /// The whole roster by group, for present full-time equivalents.
    rosters: Vec<Arc<Windows>>,
    /// By group, the longest stretch of message time in four ordinary weeks.
    longest: Vec<Duration>,
    serving: Serving,
    /// By organisation.
    case_handling: Vec<Option<ServiceId>>,
    asks_fate: bool,
    has_trace: bool,
}

impl Deref for Model {
    type Target = Parts;
    #[inline]
    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl Model {
    /// Compiles calendar, rosters and persons.
    ///
    /// # Errors
    /// One sentence a fault that only the compiled calendar shows: an unknown time zone, a roster that overlaps
    /// itself.
    pub fn new(parts: Parts) -> Result<Model, Vec<String>> {
        let (first, last) = calendar_range(&parts);
        let calendar = Calendar::compile(&parts.calendar, first, last).map_err(|fault| vec![fault])?;
        let windows = compiled(&parts, &calendar, |roster| roster.clone())?;
        let whole = |roster: &RosterSpec| RosterSpec { message: MessageTime::Whole, ..roster.clone() };
        let rosters = compiled(&parts, &calendar, whole)?;
        let persons: Vec<Person> = (0..parts.staff.len())
            .flat_map(|g| (1..=parts.staff[g].count).map(move |number| (g, number)))
            .map(|(g, number)| person(&parts.staff[g], GroupId::from(g), number, &calendar))
            .collect();
        let longest = parts.staff.iter().map(|group| longest_window(&group.roster)).collect();
        let serving = Serving::new(&parts, &persons, &windows, &calendar);
        let mut case_handling = vec![None; parts.organisations.len()];
        for (index, service) in parts.services.iter().enumerate().filter(|(_, s)| s.name == CASE_HANDLING) {
            case_handling[service.organisation.index()].get_or_insert(ServiceId::from(index));
        }
        let has_trace = parts.demand.iter().any(|row| matches!(row.births, Births::Trace(_)));
        let asks_fate = parts.inboxes.iter().any(|inbox| inbox.ways.len() > 1)
            || parts.departments.iter().any(|department| !department.answered_at_once.is_zero());
        Ok(Model {
            parts,
            calendar,
            persons,
            windows,
            rosters,
            longest,
            serving,
            case_handling,
            asks_fate,
            has_trace,
        })
    }

    /// Whether a message's way of answering, or whether a clerk answers it at once, is drawn anywhere.
    pub fn asks_fate(&self) -> bool {
        self.asks_fate
    }

    /// Whether some message comes from a trace, which may say what is else drawn.
    #[inline]
    pub fn has_trace(&self) -> bool {
        self.has_trace
    }

    /// *Saksbehandling* of a municipality, if registered.
    pub fn case_handling(&self, organisation: OrganisationId) -> Option<ServiceId> {
        self.case_handling[organisation.index()]
    }

    /// Who serves an inbox, in file order.
    pub fn served_by(&self, inbox: InboxId) -> &[PersonId] {
        self.serving.persons(inbox)
    }

    /// The groups that serve an inbox, empty ones left out, in file order.
    #[inline]
    pub fn groups_serving(&self, inbox: InboxId) -> &[GroupId] {
        self.serving.groups(inbox)
    }

    /// The persons of a group and what they may do.
    #[inline]
    pub fn crew(&self, group: GroupId) -> &Crew {
        self.serving.crew(group)
    }

    /// When message time of a group next begins, strictly after an instant, whoever is there then.
    pub fn next_opening(&self, group: GroupId, after: Instant) -> Option<Instant> {
        self.windows[group.index()].next_opening(after)
    }

    /// Open hours of an inbox: the union of the rostered windows of those who serve it, absence ignored.
    pub fn open(&self, inbox: InboxId) -> &OpenTime {
        self.serving.open(inbox)
    }

    /// A person's message time, given the dates on which she is away.
    #[inline]
    pub fn duty<'a>(&'a self, person: PersonId, away: &'a DaySet) -> Duty<'a> {
        let who = &self.persons[person.index()];
        Duty { windows: &self.windows[who.group.index()], worked: &who.worked, away }
    }

    /// A person's whole roster, given the dates on which she is away.
    pub fn roster<'a>(&'a self, person: PersonId, away: &'a DaySet) -> Duty<'a> {
        let who = &self.persons[person.index()];
        Duty { windows: &self.rosters[who.group.index()], worked: &who.worked, away }
    }

    /// The longest stretch of message time that a person's roster has in ordinary weeks, adjoining windows as one;
    /// longer work fits no window.
    pub fn longest_window(&self, person: PersonId) -> Duration {
        self.longest[self.persons[person.index()].group.index()]
    }

    /// The group a person belongs to.
    #[inline]
    pub fn group(&self, person: PersonId) -> &StaffGroup {
        &self.parts.staff[self.persons[person.index()].group.index()]
    }

    /// First simulated instant: warm-up included.
    pub fn begins(&self) -> Instant {
        self.calendar.midnight(self.period.first())
    }

    /// The observation window [from, to).
    pub fn observed(&self) -> (Instant, Instant) {
        (self.calendar.midnight(self.period.start), self.calendar.midnight(self.period.end()))
    }

    /// The lists that the scenario filled.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }
}
