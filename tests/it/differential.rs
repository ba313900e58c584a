//! Random scenarios on two simulators that were written apart from each other: exactly the same rows.

use crate::reference::scenarios::scenario;
use crate::reference::simulate;
use crate::reference::timeline::{Row, Timeline, line};
use meldingsflyt::model::{Births, Model, Parts};
use meldingsflyt::random::Dice;
use std::collections::BTreeMap;

/// As many scenarios as the comparison and the count of features look at.
const SCENARIOS: u64 = 1_000;
/// Each feature must happen in at least so many of them.
const EACH_FEATURE: u32 = 30;

/// Everything that must happen, as the slow simulator notes it.
const FEATURES: &[&str] = &[
    "A3: by share, to Saksbehandling",
    "A3: not registered, to Saksbehandling",
    "A3: never sent",
    "C1 slows sorting",
    "C3 slows answering",
    "C4 slows answering",
    "answered at once",
    "answered at once under direct intake",
    "answered in two steps",
    "answering time of an urgency class",
    "ask-back given up",
    "asked back for C2",
    "asked back for C4",
    "attempt failed",
    "away: low season",
    "away: sick",
    "away: vacation",
    "bounced",
    "call after lost content",
    "clock change in autumn",
    "clock change in spring",
    "closed day",
    "deadline: calendar_day",
    "deadline: next_day_after_closing",
    "deadline: open_hours",
    "delivered at a later attempt",
    "earliest_due: not the first that came",
    "fifo: several waited",
    "finish: overtime",
    "follow-up",
    "follow-up waits for the sender's hours",
    "forwarded wrongly",
    "given answering time",
    "given group",
    "given roles",
    "given sorting time",
    "given urgency",
    "hand_back: at closing",
    "handed back and taken up again",
    "in a wrong group",
    "in transport at the end",
    "message time: share",
    "message time: whole roster",
    "message time: windows",
    "no_split: fits in no window",
    "no_split: waits",
    "overdue call",
    "overdue call while interrupted",
    "passed on from a group of direct intake",
    "passed on to another department",
    "person: fast",
    "person: part of a position",
    "person: serves several inboxes",
    "person: several roles",
    "person: several windows a day",
    "person: slow",
    "person: works on a day off",
    "public holiday",
    "refused",
    "reply given up",
    "reply read by a person",
    "request given up",
    "resume: handed back when away",
    "resume: went on in a later window",
    "second message",
    "short day",
    "shortest_first: not the first that came",
    "sorted again",
    "start backlog",
    "urgent call",
    "urgent_first: not the first that came",
    "warm-up",
];

#[test]
fn every_feature_happens_in_enough_scenarios() {
    let mut counts: BTreeMap<&str, u32> = FEATURES.iter().map(|feature| (*feature, 0)).collect();
    for seed in 0..SCENARIOS {
        let model = Model::new(scenario(seed)).expect("a sound scenario");
        for note in simulate(&model, Dice::new(seed, 0)).notes {
            *counts.entry(note).or_default() += 1;
        }
    }
    let rare: Vec<_> = FEATURES.iter().filter(|feature| counts[**feature] < EACH_FEATURE).collect();
    assert!(rare.is_empty(), "too rare: {rare:?} in {counts:#?}");
}

/// Compares the scenarios of these seeds; tells the first difference, in a scenario made as small as it gets.
pub fn compare(seeds: std::ops::Range<u64>, fast: &impl Fn(&Model, Dice) -> Timeline) {
    for seed in seeds {
        let parts = scenario(seed);
        if let Some(first) = difference(&parts, seed, fast) {
            let small = smallest(parts, seed, fast);
            let told = difference(&small, seed, fast).unwrap_or(first);
            panic!("seed {seed}, in its smallest form:\n{}\n{told}", told_parts(&small));
        }
    }
}

/// Drops message after message as long as a difference is left.
fn smallest(mut parts: Parts, seed: u64, fast: &impl Fn(&Model, Dice) -> Timeline) -> Parts {
    loop {
        let smaller = candidates(&parts).into_iter().find(|fewer| difference(fewer, seed, fast).is_some());
        match smaller {
            Some(fewer) => parts = fewer,
            None => return parts,
        }
    }
}

/// The parts without one message each, the last ones first, or without an entry of the start backlog.
fn candidates(parts: &Parts) -> Vec<Parts> {
    let mut all = Vec::new();
    for entry in 0..parts.backlog.len() {
        let mut fewer = parts.clone();
        fewer.backlog.remove(entry);
        all.push(fewer);
    }
    for row in (0..parts.demand.len()).rev() {
        let Births::Trace(messages) = &parts.demand[row].births else { continue };
        for index in (0..messages.len()).rev() {
            let mut left = messages.clone();
            left.remove(index);
            let mut fewer = parts.clone();
            fewer.demand[row].births = Births::Trace(left);
            all.push(fewer);
        }
    }
    all
}

/// What differs first between the two simulators, with what is around it on either side.
fn difference(parts: &Parts, seed: u64, fast: &impl Fn(&Model, Dice) -> Timeline) -> Option<String> {
    let model = Model::new(parts.clone()).expect("a sound scenario");
    let dice = Dice::new(seed, 0);
    let (slow, fast) = (simulate(&model, dice), fast(&model, dice));
    let at = first_difference(&slow.rows, &fast.rows);
    if let Some(at) = at {
        let (slow, fast) = (around(&model, &slow.rows, at), around(&model, &fast.rows, at));
        return Some(format!("row {at} differs\nslow:\n{slow}\nfast:\n{fast}"));
    }
    if slow.endings != fast.endings {
        let pairs = slow.endings.iter().zip(&fast.endings);
        let pair = pairs.into_iter().find(|(a, b)| a != b);
        return Some(format!(
            "endings differ: {pair:#?} of {} and {}",
            slow.endings.len(),
            fast.endings.len()
        ));
    }
    if slow.queues != fast.queues {
        let pair = slow.queues.iter().zip(&fast.queues).find(|(a, b)| a != b);
        return Some(format!("queues differ (slow, fast): {pair:#?}"));
    }
    let counts = |timeline: &Timeline| (timeline.never_sent, timeline.calls);
    (counts(&slow) != counts(&fast)).then(|| "never sent, or calls, are counted differently".to_string())
}

fn first_difference(slow: &[Row], fast: &[Row]) -> Option<usize> {
    let same = slow.iter().zip(fast).take_while(|(a, b)| a == b).count();
    (same < slow.len() || same < fast.len()).then_some(same)
}

fn around(model: &Model, rows: &[Row], at: usize) -> String {
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate().take(at + 6).skip(at.saturating_sub(6)) {
        let mark = if index == at { '>' } else { ' ' };
        text += &format!("{mark} {} [{}]\n", line(model, row), row.detail);
    }
    text
}

/// The calendar, the people and the messages of a scenario, to work it out by hand.
fn told_parts(parts: &Parts) -> String {
    let mut text = format!("{:?}\n{:?}\n", parts.period, parts.calendar);
    for group in &parts.staff {
        let (rule, speed, position) = (group.end_of_window, group.speed.as_f64(), group.position);
        text +=
            &format!("{} × {}: {:?} {speed} {position} {:?}\n", group.key, group.count, rule, group.roster);
    }
    for row in &parts.demand {
        text += &format!("{}: {:?}\n", row.key, row.births);
    }
    text
}

/// The differential test itself: the one place where the fast simulator is to be called.
#[test]
fn a_simulator_agrees_with_itself() {
    compare(0..3, &simulate);
}

#[test]
fn a_thousand_random_scenarios_come_out_the_same() {
    compare(0..SCENARIOS, &crate::reference::from_facts::fast);
}
