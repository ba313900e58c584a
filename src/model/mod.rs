//! Who and what is simulated: organisations, services, inboxes, people, demand, and the rules of the guideline.
//!
//! Immutable during a run. Knows no events, no files and no output: `scenario` fills [`Parts`],
//! [`Model::new`] compiles calendars and rosters, `simulation` only reads.

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

use crate::calendar::{
    Calendar, CalendarSpec, DaySet, Duty, Holidays, MessageTime, OpenTime, RosterSpec, Seat, Windows,
    block_of, low_season_days, position_days, vacation_blocks,
};
use crate::random::stable_hash;
use crate::time::{Date, Duration, Instant};
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
}

impl Deref for Model {
    type Target = Parts;
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
        let asks_fate = parts.inboxes.iter().any(|inbox| inbox.ways.len() > 1)
            || parts.departments.iter().any(|department| !department.answered_at_once.is_zero());
        Ok(Model { parts, calendar, persons, windows, rosters, longest, serving, case_handling, asks_fate })
    }

    /// Whether a message's way of answering, or whether a clerk answers it at once, is drawn anywhere.
    pub fn asks_fate(&self) -> bool {
        self.asks_fate
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

/// Whole calendar years, so that yearly totals can be kept, with room for sick spells before and for the last
/// limits after.
fn calendar_range(parts: &Parts) -> (Date, Date) {
    let room_after = 120 + 4 * parts.deadline.limit.0 as i32;
    let first = parts.period.first().plus(-SICK_SCAN_DAYS - 10).year();
    let last = parts.period.end().plus(room_after).year();
    let date = |y, m, d| Date::from_ymd(y, m, d).expect("first and last day of a year exist");
    (date(first, 1, 1), date(last, 12, 31))
}

/// Windows by group; groups with the same roster share one table.
fn compiled(
    parts: &Parts,
    calendar: &Calendar,
    roster: impl Fn(&RosterSpec) -> RosterSpec,
) -> Result<Vec<Arc<Windows>>, Vec<String>> {
    let mut known: Vec<(RosterSpec, Arc<Windows>)> = Vec::new();
    let mut faults = Vec::new();
    let mut windows = Vec::new();
    for group in &parts.staff {
        let wanted = roster(&group.roster);
        if let Some((_, table)) = known.iter().find(|(spec, _)| *spec == wanted) {
            windows.push(table.clone());
            continue;
        }
        match wanted.compile(calendar) {
            Ok(table) => {
                windows.push(Arc::new(table));
                known.push((wanted, windows[windows.len() - 1].clone()));
            }
            Err(fault) => faults.push(format!("staff.{}: {fault}", group.key)),
        }
    }
    if faults.is_empty() { Ok(windows) } else { Err(faults) }
}

/// Four weeks without holidays and clock changes; without end for those who are always there.
fn longest_window(roster: &RosterSpec) -> Duration {
    let first = Date::from_ymd(2024, 1, 1).expect("a Monday");
    let spec = CalendarSpec { zone: "UTC".into(), holidays: Holidays::None, ..CalendarSpec::default() };
    let plain = Calendar::compile(&spec, first, first.plus(28)).expect("a plain calendar");
    let Ok(windows) = roster.compile(&plain) else { return Duration::ZERO };
    if windows.always() {
        return Duration::from_micros(i64::MAX);
    }
    let everyday = DaySet::full(&plain);
    let nobody_away = DaySet::empty(&plain);
    Duty { windows: &windows, worked: &everyday, away: &nobody_away }.longest_window()
}

fn person(group: &StaffGroup, id: GroupId, number: u32, calendar: &Calendar) -> Person {
    let mut leave = DaySet::empty(calendar);
    for vacation in &group.vacations {
        let blocks = vacation_blocks(vacation.from, vacation.to, group.count, vacation.away_at_once);
        if let Some((from, to)) = blocks.get(block_of(number, vacation.away_at_once)) {
            leave.insert_range(*from, *to);
        }
    }
    let seat = Seat { number, position: group.position };
    for season in &group.low_seasons {
        leave.union(&low_season_days(
            &group.roster,
            calendar,
            seat,
            (season.from, season.to),
            season.present,
        ));
    }
    Person {
        group: id,
        number,
        key: stable_hash(&format!("staff.{}#{number}", group.key)),
        roles: group.role_set(),
        worked: position_days(&group.roster, calendar, number, group.position),
        leave,
        end_of_window: group.end_of_window,
        speed: group.speed,
    }
}
