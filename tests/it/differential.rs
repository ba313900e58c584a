//! Random scenarios on two simulators that were written apart from each other: exactly the same rows.

use crate::reference::scenarios::scenario;
use crate::reference::simulate;
use crate::reference::timeline::{Row, Timeline, line};
use meldingsflyt::model::{Births, Model, Parts};
use meldingsflyt::random::Dice;
use meldingsflyt::time::Duration;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
    "call of a withdrawal",
    "caller's time",
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
    "gaps",
    "given answering time",
    "given group",
    "given roles",
    "given sorting time",
    "given urgency",
    "hand_back: at closing",
    "handed back and taken up again",
    "hard end",
    "in a wrong group",
    "in transport at the end",
    "lifo: not the first that came",
    "message time: share",
    "message time: whole roster",
    "message time: windows",
    "no_split: fits in no window",
    "no_split: waits",
    "one of unlimited many is done",
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
    "picked the shortest",
    "public holiday",
    "random: not the first that came",
    "refused",
    "released over some time",
    "reply given up",
    "reply or question held by an outage",
    "reply read by a person",
    "request given up",
    "request held by an outage",
    "resume: handed back when away",
    "resume: went on in a later window",
    "second message",
    "several at once",
    "short day",
    "shortest_first: not the first that came",
    "sorted again",
    "start backlog",
    "urgent call",
    "urgent_first: not the first that came",
    "warm-up",
    "went on to another inbox",
    "withdrawn",
    "wrong to where it is said",
];

/// All of them come out the same, and every feature happens often enough to be compared.
#[test]
fn a_thousand_random_scenarios_come_out_the_same() {
    let counts = compare(0..SCENARIOS, &crate::reference::from_facts::fast);
    let seldom = |feature: &&&str| counts.get(**feature).copied().unwrap_or(0) < EACH_FEATURE;
    let rare: Vec<_> = FEATURES.iter().filter(seldom).collect();
    assert!(rare.is_empty(), "too rare: {rare:?} in {counts:#?}");
}

/// Compares the scenarios of these seeds and counts what happened in them. Tells the first difference of the
/// lowest seed that has one, in a scenario made as small as it gets.
pub fn compare<F>(seeds: Range<u64>, fast: &F) -> BTreeMap<&'static str, u32>
where
    F: Fn(&Model, Dice) -> Timeline + Sync,
{
    let first = seeds.start;
    let results: Vec<(BTreeSet<&'static str>, Option<String>)> =
        seeds.into_par_iter().map(|seed| difference(&scenario(seed), seed, fast)).collect();
    if let Some((seed, (_, Some(_)))) = (first..).zip(&results).find(|(_, (_, told))| told.is_some()) {
        let small = smallest(scenario(seed), seed, fast);
        let told = difference(&small, seed, fast).1.expect("the smallest differs, too");
        panic!("seed {seed}, in its smallest form:\n{}\n{told}", told_parts(&small));
    }
    let mut counts = BTreeMap::new();
    for note in results.iter().flat_map(|(notes, _)| notes) {
        *counts.entry(*note).or_default() += 1;
    }
    counts
}

/// Drops message after message as long as a difference is left.
fn smallest(mut parts: Parts, seed: u64, fast: &impl Fn(&Model, Dice) -> Timeline) -> Parts {
    loop {
        let smaller = candidates(&parts).into_iter().find(|fewer| difference(fewer, seed, fast).1.is_some());
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

/// What happened in the slow run, and what differs first between the two, with what is around it on either side.
fn difference(
    parts: &Parts,
    seed: u64,
    fast: &impl Fn(&Model, Dice) -> Timeline,
) -> (BTreeSet<&'static str>, Option<String>) {
    let model = Model::new(parts.clone()).expect("a sound scenario");
    let dice = Dice::new(seed, 0);
    let slow = simulate(&model, dice);
    if slow.between_minutes {
        let mut at_once = parts.clone();
        at_once.transport.outages.iter_mut().for_each(|outage| outage.release_over = Duration::ZERO);
        return difference(&at_once, seed, fast);
    }
    let fast = fast(&model, dice);
    let told = told_difference(&model, &slow, &fast);
    (slow.notes, told)
}

fn told_difference(model: &Model, slow: &Timeline, fast: &Timeline) -> Option<String> {
    if let Some(at) = first_difference(&slow.rows, &fast.rows) {
        let (slow, fast) = (around(model, &slow.rows, at), around(model, &fast.rows, at));
        return Some(format!("row {at} differs\nslow:\n{slow}\nfast:\n{fast}"));
    }
    if slow.endings != fast.endings {
        let pair = slow.endings.iter().zip(&fast.endings).find(|(a, b)| a != b);
        let (slow, fast) = (slow.endings.len(), fast.endings.len());
        return Some(format!("endings differ (slow {slow}, fast {fast}): {pair:#?}"));
    }
    if slow.queues != fast.queues {
        let pair = slow.queues.iter().zip(&fast.queues).find(|(a, b)| a != b);
        return Some(format!("queues differ (slow, fast): {pair:#?}"));
    }
    let counts = |timeline: &Timeline| (timeline.never_sent, timeline.calls);
    (counts(slow) != counts(fast)).then(|| "never sent, or calls, are counted differently".to_string())
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

/// A simulator that forgets its last answer is found out.
#[test]
#[should_panic(expected = "seed 1, in its smallest form")]
fn a_row_that_is_missing_is_told() {
    let forgetful = |model: &Model, dice: Dice| {
        let mut timeline = simulate(model, dice);
        if let Some(last) = timeline.rows.iter().rposition(|row| row.step == "closed") {
            timeline.rows.remove(last);
        }
        timeline
    };
    compare(1..2, &forgetful);
}
