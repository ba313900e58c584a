//! Timelines worked out by hand, to the second: what each rule of the model means for a few messages.
//!
//! The cases run against both simulators. In the town of `reference::town` sorting takes 4 minutes, answering
//! 10, a look 2, an answer to a question 6, everybody is there 08:00–15:30 from Monday to Friday, and
//! transport takes no time; each case says what it changes. Monday 2026-06-01 begins an ordinary week.

mod answers;
mod calls;
mod dates;
mod flow;
mod order;
mod waits;
mod windows;

use crate::reference;
use crate::reference::timeline::Timeline;
use crate::reference::town::*;
use meldingsflyt::model::{FlawShares, Model, Parts};
use meldingsflyt::random::Dice;
use meldingsflyt::stats::Share;
use meldingsflyt::time::Duration;

/// Some parts, and the rows of some steps that must come of them.
pub struct Case {
    pub name: &'static str,
    pub parts: Parts,
    pub steps: &'static [&'static str],
    pub expected: Vec<&'static str>,
}

/// From the clerk to the answer.
pub const WORK: &[&str] = &["begun", "ended", "closed"];

fn cases() -> Vec<Case> {
    let mut cases = windows::cases();
    cases.extend(dates::cases());
    cases.extend(flow::cases());
    cases.extend(answers::cases());
    cases.extend(order::cases());
    cases.extend(calls::cases());
    cases.extend(waits::cases());
    cases
}

/// Checks every case against one simulator and tells all that differ.
fn check(simulate: impl Fn(&Model, Dice) -> Timeline) {
    let mut faults = String::new();
    for case in cases() {
        let model = Model::new(case.parts).expect(case.name);
        let lines = simulate(&model, Dice::new(1, 0)).lines(&model, case.steps);
        if lines != case.expected {
            faults += &format!("\n{}\n  got      {lines:#?}\n  expected {:#?}\n", case.name, case.expected);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Endings and queues, worked out by hand.
fn check_figures(simulate: impl Fn(&Model, Dice) -> Timeline) {
    // Received 1 April: working days after it are 7, 8, 9, 10 and 13 April; answered on the first of them.
    let model = Model::new(town("2026-03-30", 2, &["2026-04-01 15:29"])).expect("sound");
    let ending = &simulate(&model, Dice::new(1, 0)).endings[0];
    assert_eq!((ending.key.as_str(), ending.outcome.as_str()), ("inn/0", "answered"));
    assert_eq!(ending.received, Some(oslo("2026-04-01 15:29")));
    assert_eq!(ending.closed, Some(oslo("2026-04-07 08:13")));
    assert_eq!(ending.limit, Some(oslo("2026-04-14 00:00") - Duration::MICROSECOND));
    assert_eq!(ending.working_days_used, Some(1));
    // The same question on a Monday afternoon is answered on Tuesday: where the clock stops, that day does not count.
    for (stops, limit, used) in [(false, "2026-06-09 00:00", 1), (true, "2026-06-10 00:00", 0)] {
        let mut parts = town("2026-06-01", 1, &["2026-06-01 15:20"]);
        parts.deadline.stops_while_waiting = stops;
        parts.demand[TO_HOSPITAL].flaws = FlawShares { c2: Share::ONE, ..FlawShares::default() };
        parts.staff[3].roster.days[0] = vec![(time("08:00"), time("15:00"))];
        let model = Model::new(parts).expect("sound");
        let ending = &simulate(&model, Dice::new(1, 0)).endings[0];
        assert_eq!((ending.outcome.as_str(), ending.working_days_used), ("answered", Some(used)));
        assert_eq!(ending.limit, Some(oslo(limit) - Duration::MICROSECOND), "{stops}");
    }
    // Two wait for the clerk from 07:00 to 08:00, one 4 minutes more; that one waits 6 minutes for the nurse.
    let model = Model::new(town("2026-06-01", 1, &["2026-06-01 07:00", "2026-06-01 07:00"])).expect("sound");
    let timeline = simulate(&model, Dice::new(1, 0));
    let figures = |inbox: usize| (timeline.queues[inbox].integral, timeline.queues[inbox].maximum);
    assert_eq!(figures(0), (Duration::MINUTE.times(2 * 60 + 4).micros(), 2));
    assert_eq!(figures(1), (Duration::MINUTE.times(6).micros(), 1));
    assert_eq!(figures(2), (0, 0));
}

#[test]
fn the_slow_simulator_keeps_the_timelines_worked_out_by_hand() {
    check(reference::simulate);
    check_figures(reference::simulate);
}

#[test]
fn the_fast_simulator_keeps_them_too() {
    check(reference::from_facts::fast);
}
