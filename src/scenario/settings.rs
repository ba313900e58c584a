//! What holds for the whole scenario: period, calendar, deadline, transport, telephone, flaws, events, report.
//!
//! Knows inboxes by key only.

use super::births::Tables;
use super::build::{Build, loud};
use super::cursor::Section;
use super::departments::nothing;
use super::instants;
use super::item::Item;
use super::leave::dates;
use super::path;
use super::staff::unknown_inbox;
use crate::calendar::{CalendarSpec, Deadline, DeadlineRule, Holidays, ZONES};
use crate::model::{
    Calls, DeadlineSpec, DemandRow, Factor, FlawEffects, Goal, InboxId, NamedEvent, Period, Telephone,
    Transport,
};
use crate::stats::Share;
use crate::text::scenario as say;
use crate::time::{Date, Duration, Instant, TimeOfDay, WorkingDays};

/// Warm-up and observation together: eight years.
const MOST_WEEKS: u32 = 417;

pub fn format(top: &Section<'_>) {
    if let Some(item) = top.need("format")
        && item.whole(0, u32::MAX).is_some_and(|format| format != 1)
    {
        item.fault_with(say::format_rule(), Some(say::did_you_mean("1")));
    }
}

/// The period, and whether the run stops at its end.
pub fn period(section: &Section<'_>) -> (Period, bool) {
    let start = section.need("start").and_then(|start| start.date());
    if section.table.is_none() {
        section.ctx.fault(section.at, "period", say::missing_key("start"));
    }
    let weeks_item = section.or("weeks", "period.weeks");
    let weeks = weeks_item.whole(1, MOST_WEEKS).unwrap_or(52);
    let backlog = section.get("start_backlog").is_some();
    let warm_up = match section.get("warm_up_weeks") {
        None if backlog => None,
        Some(item) => Some(item),
        None => Some(section.default("warm_up_weeks", "period.warm_up_weeks")),
    };
    let warm_up_weeks = warm_up.and_then(|item| item.whole(0, MOST_WEEKS)).unwrap_or(0);
    if weeks + warm_up_weeks > MOST_WEEKS {
        weeks_item.fault(say::horizon(MOST_WEEKS));
    }
    let hard = section.get("end").and_then(|end| end.choice(&[("settled", false), ("hard", true)]));
    section.done();
    let start = start.unwrap_or_else(|| Date::from_ymd(2026, 1, 5).expect("a Monday"));
    let (weeks, warm_up_weeks) = (weeks.min(MOST_WEEKS), warm_up_weeks.min(MOST_WEEKS));
    (Period { start, weeks, warm_up_weeks }, hard.unwrap_or(false))
}

pub fn calendar(section: &Section<'_>) -> CalendarSpec {
    let mut spec = CalendarSpec::default();
    let or = |key| section.or(key, &format!("calendar.{key}"));
    let zones: Vec<(&'static str, &'static str)> = ZONES.iter().map(|zone| (*zone, *zone)).collect();
    if let Some(zone) = or("zone").choice(&zones) {
        zone.clone_into(&mut spec.zone);
    }
    let holidays = [("NO", Holidays::Norway), ("none", Holidays::None)];
    spec.holidays = or("holidays").choice(&holidays).unwrap_or_default();
    spec.saturday_counts = or("saturday_counts").truth().unwrap_or(false);
    for item in section.get("closed").map(|closed| closed.one_or_more()).unwrap_or_default() {
        item.used();
        match item.date() {
            Some(date) if spec.closed.contains(&date) => item.fault(say::named_twice()),
            Some(date) => spec.closed.push(date),
            None => {}
        }
    }
    for item in section.get("short_days").map(|days| days.one_or_more()).unwrap_or_default() {
        item.used();
        let inner = item.section().quiet();
        let date = inner.need("date").and_then(|date| date.date());
        let until = inner.need("until").and_then(|until| until.time_of_day());
        inner.done();
        if let (Some(date), Some(until)) = (date, until) {
            if spec.short_days.iter().any(|(other, _)| *other == date) {
                item.fault(say::named_twice());
            }
            spec.short_days.push((date, until));
        }
    }
    let hours = or("office_hours");
    if let Some((opens, closes)) = hours.window() {
        if closes > TimeOfDay::END_OF_DAY {
            hours.fault(say::office_one_day());
        }
        (spec.office_opens, spec.office_closes) = (opens, closes);
    }
    section.done();
    spec
}

pub fn deadline(section: &Section<'_>) -> DeadlineSpec {
    let or = |key| section.or(key, &format!("deadline.{key}"));
    let rules: Vec<(&'static str, DeadlineRule)> = DeadlineRule::ALL.map(|rule| (rule.name(), rule)).to_vec();
    let rule = or("rule").choice(&rules).unwrap_or_default();
    let expected = or("expected_working_days").whole(0, 60).unwrap_or(3);
    let limit_item = or("limit_working_days");
    let limit = limit_item.whole(0, 60).unwrap_or(5);
    if limit < expected {
        limit_item.fault(say::limit_below_expected(expected));
    }
    let goal = match section.get("goal") {
        Some(item) => goal(&item, limit),
        None => {
            let share = section.default_at("goal.share", "deadline.goal_share").share();
            share.map(|share| Goal { share, within: WorkingDays(limit) })
        }
    };
    let stops = section.get("clock_stops_while_waiting").and_then(|stops| stops.truth());
    section.done();
    let goal = if rule == DeadlineRule::None { None } else { goal };
    DeadlineSpec {
        rule: Deadline { rule },
        expected: WorkingDays(expected),
        limit: WorkingDays(limit),
        goal,
        stops_while_waiting: stops.unwrap_or(false),
    }
}

/// `{ share = "95 %", within_working_days = 5 }`.
pub fn goal(item: &Item<'_>, limit: u32) -> Option<Goal> {
    let section = item.section();
    let share = section.need("share").and_then(|share| share.share());
    let within = match section.get("within_working_days") {
        Some(days) => days.whole(0, 60),
        None => Some(limit),
    };
    section.done();
    Some(Goal { share: share?, within: WorkingDays(within?) })
}

pub fn transport(top: &Section<'_>) -> Transport {
    let at_once = || Transport {
        delay: nothing(),
        attempt_fails: Share::ZERO,
        attempts: vec![Duration::ZERO],
        given_up_after: Duration::from_micros(72 * Duration::HOUR.micros()),
        outages: Vec::new(),
    };
    let section = match top.get("transport") {
        Some(item) if item.node.as_text() == Some("none") => {
            item.loud().used();
            return at_once();
        }
        _ => loud(top.ctx, top, "transport"),
    };
    let or = |key| section.or(key, &format!("transport.{key}"));
    let delay = match section.or("delay", "transport.delay").law_or_none() {
        Some(Some(law)) => law,
        _ => nothing(),
    };
    let attempt_fails = or("attempt_fails").share().unwrap_or_default();
    let item = or("attempts");
    let given_up = or("given_up_after");
    if attempt_fails.is_zero() {
        [&item, &given_up].into_iter().for_each(Item::hush);
    }
    let attempts: Vec<Duration> = item
        .list()
        .unwrap_or_default()
        .iter()
        .filter_map(|item| {
            item.hush();
            item.duration()
        })
        .collect();
    item.used();
    let first = attempts.first() == Some(&Duration::ZERO);
    if !first || attempts.len() > 16 || !attempts.is_sorted_by(|a, b| a < b) {
        item.fault(say::attempts_rule());
    }
    let given_up_after = given_up.duration().unwrap_or(Duration::DAY);
    if attempts.last().is_some_and(|last| *last > given_up_after) {
        given_up.fault(say::given_up_rule());
    }
    section.done();
    Transport { delay, attempt_fails, attempts, given_up_after, outages: Vec::new() }
}

pub fn telephone(section: &Section<'_>) -> Telephone {
    let overdue = section.get("overdue_call").and_then(|item| calls(&item, "each_working_day"));
    let urgent = section.get("urgent_call").and_then(|item| calls(&item, "share"));
    let law = |key| section.get(key).and_then(|law| law.law());
    let (withdrawal, caller) = (law("withdrawal_call"), law("caller_time"));
    section.done();
    Telephone { overdue, urgent, withdrawal, caller }
}

fn calls(item: &Item<'_>, key: &'static str) -> Option<Calls> {
    let section = item.section();
    let share = section.need(key).and_then(|share| share.share());
    let time = section.need("time").and_then(|time| time.law());
    section.done();
    let (share, time) = (share?, time?);
    (!share.is_zero()).then_some(Calls { share, time })
}

/// What flaws cost. An effect of a flaw that no row has is no assumption.
pub fn flaw_effects(section: &Section<'_>, rows: &[DemandRow]) -> FlawEffects {
    let arises = |flaw: &str| {
        rows.iter().any(|row| {
            let share = match flaw {
                "C1" => row.flaws.c1,
                "C3" => row.flaws.c3,
                "C4" => row.flaws.c4,
                _ => row.flaws.c5,
            };
            !share.is_zero()
        })
    };
    let or = |key: &'static str| {
        let item = section.or(key, &format!("flaw_effects.{key}"));
        if !arises(&key[..2]) {
            item.hush();
        }
        item
    };
    let factor = |key| or(key).number(0.001, 1000.0).and_then(Factor::from_f64).unwrap_or(Factor::ONE);
    let share = |key| or(key).share().unwrap_or_default();
    let law = |key| or(key).law().unwrap_or_else(nothing);
    let effects = FlawEffects {
        c1_sorting: factor("C1_sorting"),
        c3_answering: factor("C3_answering"),
        c4_answering: factor("C4_answering"),
        c4_asks_back: share("C4_asks_back"),
        c5_second_message: share("C5_second_message"),
        c5_call: share("C5_call"),
        c5_after: law("C5_after"),
        c5_call_time: law("C5_call_time"),
    };
    let sum = effects.c5_second_message.as_f64() + effects.c5_call.as_f64();
    if sum > 1.0 + 1e-9 {
        section.fault(say::c5_sum());
    }
    section.done();
    effects
}

pub fn events(top: &Section<'_>, period: Period) -> Vec<NamedEvent> {
    let mut events = Vec::new();
    for (key, section) in top.each("event") {
        let dates = dates(&section, period);
        if let Some((from, to)) = dates {
            if from < period.start || to >= period.end() {
                section.fault(say::event_outside(period.start, period.end().plus(-1)));
            }
            events.push(NamedEvent { key: key.to_owned(), from, to });
        }
        section.done();
    }
    events
}

pub fn cost(section: &Section<'_>) -> Option<f64> {
    let kr = section.get("kr_per_position_year").and_then(|kr| kr.number(0.0, 1e9));
    section.done();
    kr
}

/// Inboxes with an hourly series, instants of snapshots, and how many messages are too few to rank a unit.
pub fn report(
    build: &Build<'_>,
    section: &Section<'_>,
    clock: &Tables<'_>,
) -> (Vec<InboxId>, Vec<Instant>, u32) {
    let mut hourly: Vec<InboxId> = Vec::new();
    let items = section.get("hourly_series").map(|series| series.one_or_more()).unwrap_or_default();
    for item in items {
        let Some(pattern) = item.text() else { continue };
        let keys = build.inboxes.iter().enumerate().filter(|(_, inbox)| path::fits(pattern, &inbox.key));
        let found: Vec<InboxId> = keys.map(|(index, _)| InboxId::from(index)).collect();
        if found.is_empty() {
            unknown_inbox(build, &item, pattern);
        }
        hourly.extend(found);
    }
    hourly.sort_unstable();
    hourly.dedup();
    let snapshots = instants::snapshots(section, clock);
    let too_few = section.or("too_few", "report.too_few").whole(0, 1_000_000).unwrap_or(30);
    section.done();
    (hourly, snapshots, too_few)
}
