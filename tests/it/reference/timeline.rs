//! What a run did, as plain sorted rows that two simulators can be compared by.

use meldingsflyt::calendar::DeadlineRule;
use meldingsflyt::model::{InboxId, Model, PersonId};
use meldingsflyt::time::{Date, Duration, Instant, WorkingDays};
use std::collections::BTreeSet;

/// One step of one message. Texts, so that a difference can be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// `Instant::MAX` for what is still there at the end of the run.
    pub at: Instant,
    pub key: String,
    pub step: &'static str,
    pub inbox: String,
    pub person: String,
    pub detail: String,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ending {
    pub key: String,
    /// `answered`, `returned N2`, `given up`, `refused A4`, `open`, `in transport`, …
    pub outcome: String,
    pub received: Option<Instant>,
    pub limit: Option<Instant>,
    pub closed: Option<Instant>,
    pub working_days_used: Option<u32>,
}

/// The queue of an inbox over the observation window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueRow {
    pub inbox: String,
    /// Sum of level × microseconds.
    pub integral: i64,
    pub maximum: u32,
}

/// Everything that is compared.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    pub rows: Vec<Row>,
    pub endings: Vec<Ending>,
    pub queues: Vec<QueueRow>,
    pub never_sent: u32,
    pub calls: u32,
    /// Something would have happened between two ticks: such a run is not to be compared.
    pub between_minutes: bool,
    /// What happened to happen, for the count of exercised features; not compared.
    pub notes: BTreeSet<&'static str>,
}

impl Timeline {
    pub fn sort(&mut self) {
        self.rows.sort();
        self.endings.sort();
    }

    /// Rows of these steps as lines `01-04 08:10 rad/0 begun inntak merkantil#1`, with seconds where there are any.
    pub fn lines(&self, model: &Model, steps: &[&str]) -> Vec<String> {
        self.rows.iter().filter(|row| steps.contains(&row.step)).map(|row| line(model, row)).collect()
    }
}

/// A row without its detail, in local time.
pub fn line(model: &Model, row: &Row) -> String {
    let mut text = format!("{} {} {}", moment(model, row.at), row.key, row.step);
    for part in [&row.inbox, &row.person] {
        if !part.is_empty() {
            text.push(' ');
            text.push_str(part);
        }
    }
    text
}

/// `01-04 08:10` in local time, `01-04 08:10:05.000001` where it is no whole minute.
pub fn moment(model: &Model, at: Instant) -> String {
    if at == Instant::MAX {
        return "end".to_string();
    }
    let local = model.calendar.local(at);
    let (_, month, day) = local.date.ymd();
    let mut text = format!("{month:02}-{day:02} {}", local.time_of_day);
    if local.micros > 0 {
        text.push_str(&format!(".{:06}", local.micros));
    }
    text
}

pub fn inbox_text(model: &Model, inbox: InboxId) -> String {
    model.inboxes[inbox.index()].key.clone()
}

pub fn person_text(model: &Model, person: PersonId) -> String {
    format!("{}#{}", model.group(person).key, model.persons[person.index()].number)
}

/// Minutes, with a fraction only where there is one.
pub fn minutes(duration: Duration) -> String {
    let micros = duration.micros();
    if micros % Duration::MINUTE.micros() == 0 {
        format!("{} min", micros / Duration::MINUTE.micros())
    } else {
        format!("{micros} us")
    }
}

/// How long the deadline clock stood still: working days that began meanwhile, and open time.
fn stood_still(model: &Model, waits: &[(Instant, Instant)]) -> (u32, Duration) {
    let calendar = &model.calendar;
    let (mut days, mut open) = (0, Duration::ZERO);
    for &(asked, back) in waits {
        let dates = (calendar.date(asked).days() + 1..=calendar.date(back).days()).map(Date::from_days);
        days += dates.filter(|date| calendar.is_working_day(*date)).count() as u32;
        open += calendar.office_time(asked, back);
    }
    (days, open)
}

/// The first minute at which so much open time has passed.
fn later(model: &Model, received: Instant, open: Duration) -> Instant {
    let mut at = received;
    while model.calendar.office_time(received, at) < open {
        at = at + Duration::MINUTE;
    }
    at
}

/// Working days used until the answer; the clock stood still in some stretches.
pub fn used(model: &Model, received: Instant, waits: &[(Instant, Instant)], closed: Instant) -> u32 {
    let (rule, calendar) = (model.deadline.rule, &model.calendar);
    let (days, open) = stood_still(model, waits);
    if rule.rule == DeadlineRule::OpenHours {
        return rule.working_days_used(calendar, later(model, received, open), closed);
    }
    let all = rule.working_days_used(calendar, received, closed);
    if days == 0 {
        return all;
    }
    // What is answered on a day off has used one day more, unless it has used none.
    let day_off = u32::from(!calendar.is_working_day(calendar.date(closed)));
    // A wait that ends before the receipt counts leaves nothing used.
    let counted = all.saturating_sub(day_off).saturating_sub(days);
    counted + day_off * u32::from(counted > 0)
}

/// The last instant within the limit; the clock stood still in some stretches.
pub fn limit(model: &Model, received: Instant, waits: &[(Instant, Instant)]) -> Instant {
    let (rule, calendar, WorkingDays(limit)) = (model.deadline.rule, &model.calendar, model.deadline.limit);
    let (days, open) = stood_still(model, waits);
    match rule.rule {
        DeadlineRule::OpenHours => {
            rule.last_instant(calendar, later(model, received, open), WorkingDays(limit))
        }
        _ => rule.last_instant(calendar, received, WorkingDays(limit + days)),
    }
}
