//! Random scenarios, seeded: small, full of features, with many things at the same instant.

mod habits;
mod people;
mod places;
mod traffic;

use super::dice::Choices;
use super::town::{date, factor, time, transport};
use meldingsflyt::calendar::{CalendarSpec, Deadline, DeadlineRule, Holidays};
use meldingsflyt::model::{Calls, DeadlineSpec, FlawEffects, Parts, Period, Side, Telephone, Transport};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, Duration, TimeOfDay, WorkingDays};

/// First dates with something about them: clock changes, Easter, May, Christmas, New Year, or nothing.
const STARTS: [&str; 14] = [
    "2026-03-23",
    "2027-03-15",
    "2026-03-30",
    "2025-04-07",
    "2026-10-19",
    "2027-10-25",
    "2026-04-27",
    "2027-05-10",
    "2026-05-11",
    "2026-12-21",
    "2025-12-29",
    "2026-06-01",
    "2026-08-10",
    "2028-02-21",
];

/// What the parts of one scenario have in common.
pub struct Maker {
    pub choices: Choices,
    pub parts: Parts,
    /// Every nominal time is a multiple of this many minutes.
    pub unit: i64,
    /// Persons of different speed may serve one inbox; then nobody hands back.
    pub mixed_speeds: bool,
    /// Everybody's speed in hundredths, where they are not mixed.
    pub speed: u32,
}

/// A scenario that follows from its seed alone.
pub fn scenario(seed: u64) -> Parts {
    let mut choices = Choices::new(seed);
    let mixed_speeds = choices.chance(30);
    let speed = choices.of(&[100, 100, 50, 200]);
    let unit = if mixed_speeds || speed == 200 { 8 } else { 4 };
    let parts = frame(&mut choices, unit);
    let mut maker = Maker { choices, parts, unit, mixed_speeds, speed };
    maker.places();
    maker.staff();
    maker.demand();
    maker.habits(seed);
    maker.parts
}

fn frame(choices: &mut Choices, unit: i64) -> Parts {
    let start = date(choices.of(&STARTS)).plus(choices.between(0, 4) as i32);
    let warm_up_weeks = choices.of(&[0, 0, 1]);
    let period = Period { start, weeks: choices.of(&[1, 1, 2]), warm_up_weeks };
    let rule =
        choices.of(&[DeadlineRule::CalendarDay, DeadlineRule::NextDayAfterClosing, DeadlineRule::OpenHours]);
    let deadline = Deadline { rule };
    Parts {
        title: "random".to_string(),
        period,
        calendar: calendar(choices, period),
        deadline: DeadlineSpec {
            rule: deadline,
            expected: WorkingDays(3),
            limit: WorkingDays(choices.of(&[1, 2, 3, 5])),
            goal: None,
            stops_while_waiting: false,
        },
        organisations: Vec::new(),
        services: Vec::new(),
        departments: Vec::new(),
        inboxes: Vec::new(),
        roles: ["merkantil", "sykepleier", "lege", "saksbehandler"].map(str::to_string).to_vec(),
        staff: Vec::new(),
        senders: Vec::new(),
        demand: Vec::new(),
        backlog: Vec::new(),
        transport: travel(choices),
        telephone: telephone(choices, unit),
        flaw_effects: effects(choices, unit),
        events: Vec::new(),
        kr_per_position_year: None,
        hourly_series: Vec::new(),
        snapshots: Vec::new(),
        hard_end: false,
    }
}

fn calendar(choices: &mut Choices, period: Period) -> CalendarSpec {
    let days = period.end().days() - period.first().days();
    let some_date =
        |choices: &mut Choices| -> Date { period.first().plus(choices.between(-3, days.into()) as i32) };
    let mut calendar = CalendarSpec { saturday_counts: choices.chance(20), ..CalendarSpec::default() };
    if choices.chance(10) {
        calendar.zone = "UTC".to_string();
    }
    if choices.chance(10) {
        calendar.holidays = Holidays::None;
    }
    if choices.chance(30) {
        calendar.closed = vec![some_date(choices), some_date(choices)];
    }
    if choices.chance(30) {
        let early: TimeOfDay = time(choices.of(&["12:00", "13:00", "09:00"]));
        calendar.short_days = vec![(some_date(choices), early)];
    }
    calendar
}

fn travel(choices: &mut Choices) -> Transport {
    let mut travel = transport(0, 0.0);
    if choices.chance(50) {
        travel.delay = choices.law(5, 12);
    }
    travel.attempt_fails = choices.percent_or_none(40, &[20, 40, 80]);
    if choices.chance(60) {
        travel.attempts = [0, 30, 60].map(|minutes| Duration::MINUTE.times(minutes)).to_vec();
        travel.given_up_after = Duration::HOUR.times(2);
    }
    travel
}

fn telephone(choices: &mut Choices, unit: i64) -> Telephone {
    let mut calls = |chance| {
        let share = choices.percent_or_none(chance, &[30, 100]);
        (share > Share::ZERO).then(|| Calls { share, time: choices.law(unit, 4) })
    };
    Telephone { overdue: calls(60), urgent: calls(50), ..Telephone::default() }
}

fn effects(choices: &mut Choices, unit: i64) -> FlawEffects {
    let mut slower = || factor(choices.of(&[1.0, 1.5, 2.0]));
    let (c1_sorting, c3_answering, c4_answering) = (slower(), slower(), slower());
    FlawEffects {
        c1_sorting,
        c3_answering,
        c4_answering,
        c4_asks_back: choices.percent_or_none(70, &[50, 100]),
        c5_second_message: choices.percent_or_none(70, &[30, 50]),
        c5_call: choices.percent_or_none(70, &[30, 50]),
        c5_after: choices.law(10, 60),
        c5_call_time: choices.law(unit, 3),
    }
}

impl Maker {
    /// The organisations of one side.
    pub fn side(&self, side: Side) -> Vec<usize> {
        (0..self.parts.organisations.len()).filter(|o| self.parts.organisations[*o].side == side).collect()
    }
}
