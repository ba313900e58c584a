//! Disciplines, roles and several inboxes, and what happens at one and the same instant.

use super::{Case, WORK};
use crate::reference::town::*;
use meldingsflyt::model::{Backlog, Discipline, FlawShares, Parts, UrgencyClass};
use meldingsflyt::stats::Share;
use meldingsflyt::time::Duration;

pub fn cases() -> Vec<Case> {
    let mut cases = disciplines();
    cases.extend(equal_instants());
    cases.extend(start());
    cases
}

fn case(name: &'static str, parts: Parts, steps: &'static [&'static str], expected: &[&'static str]) -> Case {
    Case { name, parts, steps, expected: expected.to_vec() }
}

/// Three messages that wait for the case officer at 08:00, with times of 30, 10 and 20 minutes.
fn three(discipline: Discipline) -> Parts {
    let mut parts = town("2026-06-01", 1, &[]);
    parts.inboxes[3].discipline = discipline;
    for (at, minutes, class) in [("07:00", 30, 2), ("07:01", 10, 3), ("07:02", 20, 1)] {
        let message = to_municipality(&mut parts, &format!("2026-06-01 {at}"));
        message.answering = Some(Duration::MINUTE.times(minutes));
        message.urgency = Some(class);
    }
    let class = |percent| UrgencyClass { share: share(percent), answering: Vec::new(), calls: false };
    parts.demand[TO_MUNICIPALITY].urgency = vec![class(20.0), class(30.0), class(50.0)];
    parts
}

/// The earliest comes last; the two that came together are taken in order of their keys.
fn lifo_at_one_instant() -> Parts {
    let mut parts = town("2026-06-01", 1, &[]);
    parts.inboxes[3].discipline = Discipline::Lifo;
    for at in ["06:59", "07:00", "07:00"] {
        to_municipality(&mut parts, &format!("2026-06-01 {at}"));
    }
    parts
}

/// First come, first served, but for her taste.
fn picked() -> Parts {
    let mut parts = three(Discipline::Fifo);
    parts.staff[3].cherry_picking = Share::ONE;
    parts
}

fn disciplines() -> Vec<Case> {
    // The first is asked back on Monday (C2) and returns after the second, which came in meanwhile; its limit is
    // a day earlier. Both lie there on Tuesday at 08:00.
    let mut due = town("2026-06-01", 1, &["2026-06-01 15:20"]);
    due.inboxes[1].discipline = Discipline::EarliestDue;
    due.demand[TO_HOSPITAL].flaws = FlawShares { c2: Share::ONE, ..FlawShares::default() };
    due.demand.push(row("senere", due.demand[TO_HOSPITAL].targets.clone(), Vec::new()));
    let mut later = only(&mut due).clone();
    later.at = oslo("2026-06-02 06:00");
    add(&mut due, 2, later);
    due.staff[0].roster.days[1] = vec![(time("06:00"), time("15:30"))];
    // 07:30 the case officer answers what she was asked 15:26 (from 07:24 on); 07:30 both wait.
    due.staff[3].roster.days[0] = vec![(time("08:00"), time("15:00"))];
    due.staff[3].roster.days[1] = vec![(time("07:24"), time("15:30"))];
    let lines =
        |name, discipline, expected: &[&'static str]| case(name, three(discipline), &["begun"], expected);
    vec![
        lines(
            "fifo",
            Discipline::Fifo,
            &[
                "06-01 08:00 ut/0 begun saksbehandling saksbehandler#1",
                "06-01 08:30 ut/1 begun saksbehandling saksbehandler#1",
                "06-01 08:40 ut/2 begun saksbehandling saksbehandler#1",
            ],
        ),
        lines(
            "lifo",
            Discipline::Lifo,
            &[
                "06-01 08:00 ut/2 begun saksbehandling saksbehandler#1",
                "06-01 08:20 ut/1 begun saksbehandling saksbehandler#1",
                "06-01 08:30 ut/0 begun saksbehandling saksbehandler#1",
            ],
        ),
        case(
            "lifo at one instant: by key",
            lifo_at_one_instant(),
            &["begun"],
            &[
                "06-01 08:00 ut/1 begun saksbehandling saksbehandler#1",
                "06-01 08:10 ut/2 begun saksbehandling saksbehandler#1",
                "06-01 08:20 ut/0 begun saksbehandling saksbehandler#1",
            ],
        ),
        case(
            "she always picks the shortest",
            picked(),
            &["begun"],
            &[
                "06-01 08:00 ut/1 begun saksbehandling saksbehandler#1",
                "06-01 08:10 ut/2 begun saksbehandling saksbehandler#1",
                "06-01 08:30 ut/0 begun saksbehandling saksbehandler#1",
            ],
        ),
        lines(
            "shortest_first",
            Discipline::ShortestFirst,
            &[
                "06-01 08:00 ut/1 begun saksbehandling saksbehandler#1",
                "06-01 08:10 ut/2 begun saksbehandling saksbehandler#1",
                "06-01 08:30 ut/0 begun saksbehandling saksbehandler#1",
            ],
        ),
        lines(
            "urgent_first",
            Discipline::UrgentFirst,
            &[
                "06-01 08:00 ut/2 begun saksbehandling saksbehandler#1",
                "06-01 08:20 ut/0 begun saksbehandling saksbehandler#1",
                "06-01 08:50 ut/1 begun saksbehandling saksbehandler#1",
            ],
        ),
        case(
            "earliest_due: an earlier limit, though it came back later",
            due,
            &["begun", "closed"],
            &[
                "06-01 15:20 inn/0 begun inntak merkantil#1",
                "06-01 15:24 inn/0 begun poliklinikk sykepleier#1",
                "06-02 06:00 senere/0 begun inntak merkantil#1",
                "06-02 07:24 inn/0>2.0 begun saksbehandling saksbehandler#1",
                "06-02 08:00 inn/0 begun poliklinikk sykepleier#1",
                "06-02 08:10 inn/0 closed poliklinikk",
                "06-02 08:10 senere/0 begun poliklinikk sykepleier#1",
                "06-02 08:20 senere/0 closed poliklinikk",
            ],
        ),
    ]
}

fn equal_instants() -> Vec<Case> {
    // Two at one instant: by key. The second clerk, listed later, has the second.
    let mut pair = town("2026-06-01", 1, &["2026-06-01 09:00", "2026-06-01 09:00"]);
    pair.staff[0].count = 2;
    // One arrives in the group at 09:04, as the answer of another ends there: she goes on with it at once.
    let mut meets = town("2026-06-01", 1, &["2026-06-01 09:00", "2026-06-01 09:10"]);
    meets.staff.remove(2);
    // She serves the municipality's inbox first, then the other: at 09:10 she leaves the longer waiting one.
    let mut two_inboxes = town("2026-06-01", 1, &["2026-06-01 09:00", "2026-06-01 09:01"]);
    to_municipality(&mut two_inboxes, "2026-06-01 09:09");
    two_inboxes.staff[3].serves = vec![SAKSBEHANDLING, INNTAK];
    two_inboxes.staff[3].roles = vec![SAKSBEHANDLER, MERKANTIL];
    two_inboxes.staff.remove(0);
    two_inboxes.departments[0].sorting = law(10);
    vec![
        case(
            "two at one instant: by key, to people in file order",
            pair,
            &["begun"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:00 inn/1 begun inntak merkantil#2",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:14 inn/1 begun poliklinikk sykepleier#1",
            ],
        ),
        case(
            "an arrival as an answer ends",
            meets,
            WORK,
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:04 inn/0 ended inntak merkantil#1",
                "06-01 09:10 inn/1 begun inntak merkantil#1",
                "06-01 09:14 inn/0 closed poliklinikk",
                "06-01 09:14 inn/0 ended poliklinikk sykepleier#1",
                "06-01 09:14 inn/1 begun poliklinikk sykepleier#1",
                "06-01 09:14 inn/1 ended inntak merkantil#1",
                "06-01 09:24 inn/1 closed poliklinikk",
                "06-01 09:24 inn/1 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "inbox by inbox in her order",
            two_inboxes,
            &["begun"],
            &[
                "06-01 09:00 inn/0 begun inntak saksbehandler#1",
                "06-01 09:10 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:10 ut/0 begun saksbehandling saksbehandler#1",
                "06-01 09:20 inn/1 begun inntak saksbehandler#1",
                "06-01 09:30 inn/1 begun poliklinikk sykepleier#1",
            ],
        ),
    ]
}

fn start() -> Vec<Case> {
    // One message, received at half of the 37½ office hours of the week before: Wednesday 27 May 11:45 would be
    // half of five full days, but 25 May is Whit Monday, so the five are 22 and 26-29 May: Wednesday 27 May 11:45.
    let mut parts = town("2026-06-01", 1, &[]);
    parts.backlog = vec![Backlog { inbox: SAKSBEHANDLING, count: 1 }];
    let mut order = town("2026-06-01", 1, &[]);
    order.backlog = vec![Backlog { inbox: SAKSBEHANDLING, count: 2 }];
    to_municipality(&mut order, "2026-06-01 00:00");
    vec![
        case(
            "start backlog",
            parts,
            WORK,
            &[
                "06-01 08:00 backlog.saksbehandling/0 begun saksbehandling saksbehandler#1",
                "06-01 08:10 backlog.saksbehandling/0 closed saksbehandling",
                "06-01 08:10 backlog.saksbehandling/0 ended saksbehandling saksbehandler#1",
            ],
        ),
        case(
            "start backlog before what comes later",
            order,
            &["begun"],
            &[
                "06-01 08:00 backlog.saksbehandling/0 begun saksbehandling saksbehandler#1",
                "06-01 08:10 backlog.saksbehandling/1 begun saksbehandling saksbehandler#1",
                "06-01 08:20 ut/0 begun saksbehandling saksbehandler#1",
            ],
        ),
    ]
}
