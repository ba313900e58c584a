//! Births and fates: who sends what to whom when, and what is true of each message from the start.
//!
//! A pure function of (model, dice, stream, ordinal): the same in every variant and in the load test. Does
//! not know queues or people, nor that it runs in a simulation.

mod births;
mod busyness;
mod coins;
mod fate;
mod letter;
mod rate;
mod schedule;

pub use fate::{
    Born, attributes, backlog_request, born, choice_of_group, follow_up, landing, second_message,
};
pub use letter::Addressing;
pub use rate::{expected, open_hours};
pub use schedule::{Birth, Schedule};

use crate::model::rules::Misuse;
use crate::model::{self, InboxId, Intake, Model, Receiver, RowId, ServiceKind};
use crate::random::{CountLaw, GammaTable, Law, stable_hash};
use crate::time::{Date, Instant};
use busyness::Busyness;
use rate::Curve;
use std::sync::Arc;

/// One stream of births: a row, a receiving service, ordinary or one kind of misuse; or a whole trace.
#[derive(Clone, Debug)]
pub struct Stream {
    pub row: RowId,
    /// Index into the row's targets (of a trace: 0, each line names its own).
    pub target: u32,
    pub misuse: Option<Misuse>,
    /// Address of its draws.
    pub root: u64,
    /// Place in the order of messages at one instant.
    pub rank: u32,
    /// Running totals of the weights of the target's senders (of a trace: nothing).
    senders: Arc<[u64]>,
    source: Source,
    /// How many messages each birth brings at once; `None`: one.
    batch: Option<CountLaw>,
    /// What each of its messages is, but for key and time, where nothing of it is drawn.
    usual: Option<Born>,
}

#[derive(Clone, Debug)]
enum Source {
    Poisson {
        curve: Arc<Curve>,
        rate: f64,
        busyness: Option<Busyness>,
    },
    /// Gaps by the row's law, in the senders' hours.
    Gaps(Law),
    /// Lines of the trace in order of time.
    Trace(Arc<Vec<u32>>),
}

/// A start backlog with the row and target that its messages are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct BacklogStream {
    pub inbox: InboxId,
    pub count: u32,
    pub row: RowId,
    pub target: u32,
    pub root: u64,
    pub rank: u32,
}

/// All streams of a model, compiled.
#[derive(Clone, Debug)]
pub struct Demand {
    pub streams: Vec<Stream>,
    pub backlog: Vec<BacklogStream>,
}

impl Demand {
    /// Compiles the rates of all rows.
    ///
    /// # Errors
    /// One sentence for each start backlog to which no demand row leads.
    pub fn compile(model: &Model) -> Result<Demand, Vec<String>> {
        let mut faults = Vec::new();
        let mut backlog = Vec::new();
        for (index, entry) in model.backlog.iter().enumerate() {
            match backlog_stream(model, entry, index as u32) {
                Some(stream) => backlog.push(stream),
                None => {
                    let key = &model.inboxes[entry.inbox.index()].key;
                    faults.push(format!("period.start_backlog.{key}: no demand row leads to this inbox"));
                }
            }
        }
        let mut streams = Vec::new();
        for row in 0..model.demand.len() {
            let first = (backlog.len() + streams.len()) as u32;
            streams.extend(row_streams(model, RowId::from(row), first));
        }
        for stream in &mut streams {
            stream.usual = fate::usual(model, stream);
        }
        if faults.is_empty() { Ok(Demand { streams, backlog }) } else { Err(faults) }
    }

    /// Expected number of births between two dates [from, to): traces by their lines, others by rate.
    pub fn expected(&self, model: &Model, from: Date, to: Date) -> f64 {
        let (begin, end) = (model.calendar.midnight(from), model.calendar.midnight(to));
        let of = |stream: &Stream| match &stream.source {
            Source::Poisson { curve, rate, .. } => {
                curve.days[curve.index(from)..curve.index(to)].iter().sum::<f64>() * rate
            }
            Source::Gaps(law) => {
                let hours = &model.demand[stream.row.index()].sender_hours;
                let dates = (from.days()..to.days()).map(Date::from_days);
                let open = dates.filter_map(|date| rate::open_window(hours, &model.calendar, date));
                open.map(|(from, to)| (to - from).hours()).sum::<f64>() / law.mean().hours()
            }
            Source::Trace(lines) => {
                let model::Births::Trace(trace) = &model.demand[stream.row.index()].births else {
                    return 0.0;
                };
                let inside = |line: &&u32| (begin..end).contains(&trace[**line as usize].at);
                lines.iter().filter(inside).count() as f64
            }
        };
        self.streams.iter().map(|stream| of(stream) * stream.batch.as_ref().map_or(1.0, CountLaw::mean)).sum()
    }
}

fn row_streams(model: &Model, id: RowId, first_rank: u32) -> Vec<Stream> {
    let row = &model.demand[id.index()];
    if let model::Births::Trace(lines) = &row.births {
        let mut order: Vec<u32> = (0..lines.len() as u32).collect();
        order.sort_by_key(|line| (lines[*line as usize].at, *line));
        let root = stable_hash(&format!("demand.{}", row.key));
        let source = Source::Trace(Arc::new(order));
        let senders = Arc::new([]);
        let batch = None;
        return vec![Stream {
            row: id,
            target: 0,
            misuse: None,
            root,
            rank: first_rank,
            senders,
            source,
            batch,
            usual: None,
        }];
    }
    let busyness = (row.day_to_day_cv > 0.0)
        .then(|| Arc::new(GammaTable::new(row.day_to_day_cv).expect("the scenario checks the busyness")));
    let weekly = Arc::new(Curve::weekly(row, &model.calendar));
    let several = (row.batch != CountLaw::constant(1)).then(|| row.batch.clone());
    let mut streams = Vec::new();
    for (index, target) in row.targets.iter().enumerate() {
        let (curve, rate) = match &row.births {
            model::Births::Counts(counts) => {
                let own: Vec<_> = counts.iter().filter(|c| c.target as usize == index).copied().collect();
                (Arc::new(Curve::counted(row, &model.calendar, &own)), 1.0)
            }
            _ => (weekly.clone(), target.per_week),
        };
        let senders: Arc<[u64]> = running_totals(target).collect();
        let kinds =
            std::iter::once((None, 1.0)).chain(row.misuse.iter().map(|(m, s)| (Some(*m), s.as_f64())));
        for (misuse, share) in kinds {
            let kind = misuse.map_or(String::new(), |m| format!("/{}", m.clause().name()));
            let root = stable_hash(&format!("demand.{}>{}{kind}", row.key, target.address));
            let rank = first_rank + streams.len() as u32;
            // Rates are of messages; misuse comes singly.
            let batch = several.clone().filter(|_| misuse.is_none());
            let rate = rate * share / batch.as_ref().map_or(1.0, CountLaw::mean);
            let source = match &row.births {
                model::Births::Gaps(law) => Source::Gaps(law.clone()),
                _ => {
                    let of = |factor| Busyness::new(factor, row.day_to_day_correlation, (&curve, rate));
                    let busyness = busyness.as_ref().map(of);
                    Source::Poisson { curve: curve.clone(), rate, busyness }
                }
            };
            let senders = senders.clone();
            streams.push(Stream {
                row: id,
                target: index as u32,
                misuse,
                root,
                rank,
                senders,
                source,
                batch,
                usual: None,
            });
        }
    }
    streams
}

fn running_totals(target: &model::Target) -> impl Iterator<Item = u64> {
    target.senders.iter().scan(0, |total, (_, weight)| {
        *total += weight;
        Some(*total)
    })
}

fn backlog_stream(model: &Model, entry: &model::Backlog, rank: u32) -> Option<BacklogStream> {
    let inbox = &model.inboxes[entry.inbox.index()];
    let reaches = |service: &model::Service| match service.receiver {
        Receiver::Inbox(own) => own == entry.inbox,
        Receiver::Department(id) => {
            let department = &model.departments[id.index()];
            let sorted_here = department.parent == entry.inbox && department.intake == Intake::ParentGroup;
            sorted_here || department.groups.iter().any(|(group, _)| *group == entry.inbox)
        }
    };
    let leads_here = |target: &model::Target| {
        let service = target.service.map(|id| &model.services[id.index()]);
        service.is_some_and(|service| service.kind == ServiceKind::Ordinary && reaches(service))
    };
    let root = stable_hash(&format!("backlog.{}", inbox.key));
    model.demand.iter().enumerate().find_map(|(row, demand)| {
        let target = demand.targets.iter().position(leads_here)? as u32;
        Some(BacklogStream {
            inbox: entry.inbox,
            count: entry.count,
            row: RowId::from(row),
            target,
            root,
            rank,
        })
    })
}

/// When the i-th (from 0) of n backlog messages came: the (i+½)/n part of the office hours of the five working
/// days before the first simulated date.
pub fn backlog_received(model: &Model, ordinal: u32, count: u32) -> Instant {
    let first = model.period.first();
    let mut from = first;
    let mut days = 0;
    while days < 5 {
        from = from.plus(-1);
        days += u32::from(model.calendar.is_working_day(from));
    }
    let (begin, end) = (model.calendar.midnight(from), model.calendar.midnight(first));
    let total = i128::from(model.calendar.office_time(begin, end).micros());
    let wanted = total * i128::from(2 * ordinal + 1) / i128::from(2 * count);
    // The office is open only in parts of these days: halve until the instant is found.
    let (mut low, mut high) = (begin.micros(), end.micros());
    while low < high {
        let middle = low + (high - low) / 2;
        let open = model.calendar.office_time(begin, Instant::from_micros(middle)).micros();
        if i128::from(open) < wanted { low = middle + 1 } else { high = middle }
    }
    Instant::from_micros(low)
}
