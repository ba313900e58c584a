//! Timelines worked out by hand, to the second: what each rule of the model means for a few messages.
//!
//! The cases run against both simulators. In the town of `reference::town` sorting takes 4 minutes, answering
//! 10, a look 2, an answer to a question 6, everybody is there 08:00–15:30 from Monday to Friday, and
//! transport takes no time; each case says what it changes. Monday 2026-06-01 begins an ordinary week.

mod calls;
mod flow;
mod order;
mod windows;

use crate::reference;
use crate::reference::timeline::Timeline;
use meldingsflyt::model::{Model, Parts};
use meldingsflyt::random::Dice;

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
    cases.extend(flow::cases());
    cases.extend(order::cases());
    cases.extend(calls::cases());
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

#[test]
fn the_slow_simulator_keeps_the_timelines_worked_out_by_hand() {
    check(reference::simulate);
}

#[test]
fn the_fast_simulator_keeps_them_too() {
    check(reference::from_facts::fast);
}
