//! What the collectors look up, made once a model and shared by its replications.
//!
//! Tables from the model's ids to rows of the axes, and the edges of weeks and of clock changes. Counts nothing.

use super::axes::{Axes, Part, place_of_sender, place_of_service};
use super::eligible::Eligible;
use super::hours::{CELLS, Hours};
use super::observed::Observed;
use super::ways::WayRows;
use crate::calendar::Windows;
use crate::model::{InboxId, Model, PersonId, SenderId, ServiceId};
use crate::time::{Date, Duration, Instant};
use std::sync::Arc;

/// Look-up tables of one model.
pub struct Frame {
    pub axes: Arc<Axes>,
    pub(super) observed: Observed,
    pub(super) begins: Instant,
    /// First simulated date.
    pub(super) first: Date,
    /// When each week ends, the last one with the window.
    pub(super) week_ends: Vec<Instant>,
    /// Stretches of constant offset from UTC inside the window: until when, and what makes an instant the local
    /// time since midnight of the Monday before the window, in microseconds.
    pub(super) offsets: Vec<(Instant, i64)>,
    pub(super) eligible: Eligible,
    /// Contracted positions by group, and what they cost in a year.
    pub(super) positions: Vec<f64>,
    pub(super) cost: Option<f64>,
    /// By group: the dates with rostered time in the window.
    pub(super) rostered: Vec<Vec<RosteredDate>>,
    /// How long the window is in each hour of the week, in microseconds.
    pub(super) cell_lengths: [i64; CELLS],
    services: Vec<ServiceRow>,
    senders: Vec<SenderRow>,
    inbox_parts: Vec<Part>,
    flow_starts: Vec<u32>,
    pub(super) ways: WayRows,
}

/// Where a service stands in the axes.
#[derive(Clone, Copy)]
pub(super) struct ServiceRow {
    pub part: Part,
    pub place: u32,
    /// Its municipality, if it has one.
    pub municipality: Option<u32>,
}

#[derive(Clone, Copy)]
struct SenderRow {
    place: u32,
    municipality: Option<u32>,
}

/// A group's microseconds on a date, cut to the window; windows belong to the date on which they begin.
pub(super) struct RosteredDate {
    pub date: Date,
    /// Message time.
    pub message: i64,
    /// The whole roster.
    pub whole: i64,
}

impl Frame {
    pub fn new(model: &Model) -> Frame {
        let (from, to) = model.observed();
        let observed = Observed { from, to };
        let axes = Axes::new(model);
        let positions: Vec<f64> = model.staff.iter().map(|group| group.positions()).collect();
        let cost = model.kr_per_position_year.map(|price| positions.iter().sum::<f64>() * price);
        let mut frame = Frame {
            observed,
            begins: model.begins(),
            first: model.period.first(),
            week_ends: week_ends(model, observed),
            offsets: offsets(model, observed),
            eligible: Eligible::new(model),
            positions,
            cost,
            rostered: (0..model.staff.len()).map(|group| rostered(model, observed, group)).collect(),
            services: services(model),
            senders: senders(model),
            inbox_parts: axes.inboxes.iter().map(|inbox| inbox.side).collect(),
            flow_starts: flow_starts(&axes),
            ways: WayRows::new(&axes),
            axes: Arc::new(axes),
            cell_lengths: [0; CELLS],
        };
        frame.cell_lengths = cell_lengths(&frame);
        frame
    }

    #[inline]
    pub(super) fn service(&self, service: ServiceId) -> ServiceRow {
        self.services[service.index()]
    }

    #[inline]
    pub(super) fn part_of(&self, inbox: InboxId) -> Part {
        self.inbox_parts[inbox.index()]
    }

    /// The municipality on either end of a request, as a number of municipalities in file order.
    pub(super) fn municipality(&self, sender: SenderId, service: ServiceRow) -> Option<u32> {
        service.municipality.or(self.senders[sender.index()].municipality)
    }

    /// The row of `Axes::flows` from a sender to a place, into an inbox of it.
    pub(super) fn flow(&self, sender: SenderId, to: u32, first: Option<InboxId>) -> usize {
        let from = self.senders[sender.index()].place as usize;
        let (start, end) = (self.flow_starts[from] as usize, self.flow_starts[from + 1] as usize);
        let key = (to, self.ways.entry(to, first));
        let found = self.axes.flows[start..end].binary_search_by_key(&key, |flow| (flow.to, flow.first));
        start + found.expect("every sender, target and entry of demand is a flow")
    }

    /// The week of an instant of the window.
    #[inline]
    pub(super) fn week(&self, at: Instant) -> usize {
        // All weeks but the first and the last are seven days long, but for clock changes: the guess is off by one at most.
        let since = (at - self.week_ends[0]).micros().div_euclid(7 * Duration::DAY.micros());
        let mut week = (since + 1).clamp(0, self.week_ends.len() as i64 - 1) as usize;
        while week > 0 && at < self.week_ends[week - 1] {
            week -= 1;
        }
        while at >= self.week_ends[week] {
            week += 1;
        }
        week
    }
}

fn cell_lengths(frame: &Frame) -> [i64; CELLS] {
    let mut lengths = [0; CELLS];
    for stretch in Hours::all(frame) {
        lengths[stretch.cell] += (stretch.until - stretch.from).micros();
    }
    lengths
}

fn services(model: &Model) -> Vec<ServiceRow> {
    let municipality = municipality_numbers(model);
    let row = |service: &crate::model::Service| ServiceRow {
        part: Part::to(model.organisations[service.organisation.index()].side),
        place: place_of_service(model, service) as u32,
        municipality: municipality[service.organisation.index()],
    };
    model.services.iter().map(row).collect()
}

fn senders(model: &Model) -> Vec<SenderRow> {
    let municipality = municipality_numbers(model);
    let row = |sender: &crate::model::Sender| SenderRow {
        place: place_of_sender(model, sender) as u32,
        municipality: municipality[sender.organisation.index()],
    };
    model.senders.iter().map(row).collect()
}

/// By organisation: its number among the municipalities.
fn municipality_numbers(model: &Model) -> Vec<Option<u32>> {
    let mut next = 0;
    let number = |organisation: &crate::model::Organisation| {
        (Part::to(organisation.side) == Part::ToMunicipality).then(|| {
            next += 1;
            next - 1
        })
    };
    model.organisations.iter().map(number).collect()
}

/// For each place the first of its flows, and the end.
fn flow_starts(axes: &Axes) -> Vec<u32> {
    (0..=axes.places.len() as u32).map(|p| axes.flows.partition_point(|flow| flow.from < p) as u32).collect()
}

fn week_ends(model: &Model, observed: Observed) -> Vec<Instant> {
    let dates = (1..model.period.weeks as i32 * 7).map(|day| model.period.start.plus(day));
    let mondays = dates.filter(|date| date.weekday().index() == 0);
    mondays.map(|date| model.calendar.midnight(date)).chain([observed.to]).collect()
}

fn offsets(model: &Model, observed: Observed) -> Vec<(Instant, i64)> {
    let start = model.period.start;
    let monday = start.plus(-(start.weekday().index() as i32));
    let since_monday = i64::from(monday.days()) * Duration::DAY.micros();
    let offset = |at| i64::from(model.calendar.local(at).offset_seconds) * 1_000_000 - since_monday;
    let mut offsets = Vec::new();
    let (mut at, mut current) = (observed.from, offset(observed.from));
    while at < observed.to {
        let date = model.calendar.date(at);
        let next = model.calendar.midnight(date.plus(1)).min(observed.to);
        if offset(next) == current {
            at = next;
            continue;
        }
        at = model.calendar.next_local_hour(at);
        if offset(at) != current {
            offsets.push((at, current));
            current = offset(at);
        }
    }
    offsets.push((observed.to, current));
    offsets
}

fn rostered(model: &Model, observed: Observed, group: usize) -> Vec<RosteredDate> {
    let Some(person) = model.persons.iter().position(|person| person.group.index() == group) else {
        return Vec::new();
    };
    let (id, leave) = (PersonId::from(person), &model.persons[person].leave);
    let lengths = |windows: &Windows| {
        let mut by_date: Vec<(Date, i64)> = Vec::new();
        for window in &windows.all()[windows.first_ending_after(observed.from)..] {
            if window.from >= observed.to {
                break;
            }
            let length = (observed.clamp(window.to) - observed.clamp(window.from)).micros();
            match by_date.last_mut() {
                Some((date, sum)) if *date == window.date => *sum += length,
                _ => by_date.push((window.date, length)),
            }
        }
        by_date
    };
    // Message time lies within the roster.
    let message = lengths(model.duty(id, leave).windows);
    let whole = lengths(model.roster(id, leave).windows);
    let message_on =
        |date: Date| message.binary_search_by_key(&date, |day| day.0).map_or(0, |found| message[found].1);
    let date = |(date, whole)| RosteredDate { date, message: message_on(date), whole };
    whole.into_iter().map(date).collect()
}
