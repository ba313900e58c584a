//! Asking back, two steps, answers at once, what makes work slower, reading.

use super::flow::{case, monday_at_nine};
use super::{Case, WORK};
use crate::reference::town::*;
use meldingsflyt::model::FlawShares;
use meldingsflyt::stats::Share;

pub fn cases() -> Vec<Case> {
    let mut cases = asked_back();
    cases.extend(answered());
    cases.extend(slower());
    cases
}

fn asked_back() -> Vec<Case> {
    let flaws = |c2, c4| {
        let mut parts = monday_at_nine();
        parts.transport = transport(30, 0.0);
        parts.demand[TO_HOSPITAL].flaws =
            FlawShares { c2: share(c2), c4: share(c4), ..FlawShares::default() };
        parts
    };
    let mut both = flaws(100.0, 100.0);
    both.flaw_effects.c4_asks_back = Share::ONE;
    both.flaw_effects.c4_answering = factor(2.0);
    vec![
        // There 09:30, sorted 09:34, looked at 09:36; the question arrives 10:06, is answered in 6 minutes and
        // back 10:42; answered 10:52, and read on arrival 11:22.
        case(
            "C2: the sender is asked once",
            flaws(100.0, 0.0),
            &["begun", "asked back", "closed", "read"],
            &[
                "06-01 09:30 inn/0 begun inntak merkantil#1",
                "06-01 09:34 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:36 inn/0 asked back poliklinikk",
                "06-01 10:06 inn/0>2.0 begun saksbehandling saksbehandler#1",
                "06-01 10:42 inn/0 begun poliklinikk sykepleier#1",
                "06-01 10:52 inn/0 closed poliklinikk",
                "06-01 11:22 inn/0 read saksbehandling",
            ],
        ),
        // C2 before C4; the second question 10:44, there 11:14, back 11:50; the answer takes twice 10 minutes.
        case(
            "C2 and C4: asked twice",
            both,
            &["asked back", "begun", "closed"],
            &[
                "06-01 09:30 inn/0 begun inntak merkantil#1",
                "06-01 09:34 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:36 inn/0 asked back poliklinikk",
                "06-01 10:06 inn/0>2.0 begun saksbehandling saksbehandler#1",
                "06-01 10:42 inn/0 begun poliklinikk sykepleier#1",
                "06-01 10:44 inn/0 asked back poliklinikk",
                "06-01 11:14 inn/0>2.1 begun saksbehandling saksbehandler#1",
                "06-01 11:50 inn/0 begun poliklinikk sykepleier#1",
                "06-01 12:10 inn/0 closed poliklinikk",
            ],
        ),
    ]
}

fn answered() -> Vec<Case> {
    let mut two_steps = monday_at_nine();
    only(&mut two_steps).roles = Some((SYKEPLEIER, Some(LEGE)));
    // One person with both roles does the steps as two cases, and another message that waits comes in between.
    let mut both_roles = town("2026-06-01", 1, &["2026-06-01 09:00", "2026-06-01 09:05"]);
    only(&mut both_roles).roles = Some((SYKEPLEIER, Some(LEGE)));
    both_roles.staff[1].roles = vec![SYKEPLEIER, LEGE];
    both_roles.staff.remove(2);
    let mut at_once = monday_at_nine();
    at_once.departments[0].answered_at_once = Share::ONE;
    vec![
        case(
            "two steps by two persons",
            two_steps,
            WORK,
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:04 inn/0 ended inntak merkantil#1",
                "06-01 09:14 inn/0 begun poliklinikk lege#1",
                "06-01 09:14 inn/0 ended poliklinikk sykepleier#1",
                "06-01 09:24 inn/0 closed poliklinikk",
                "06-01 09:24 inn/0 ended poliklinikk lege#1",
            ],
        ),
        case(
            "two steps by one person",
            both_roles,
            &["begun", "closed"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:05 inn/1 begun inntak merkantil#1",
                "06-01 09:14 inn/1 begun poliklinikk sykepleier#1",
                "06-01 09:24 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:24 inn/1 closed poliklinikk",
                "06-01 09:34 inn/0 closed poliklinikk",
            ],
        ),
        case(
            "answered at once: 4 and 6 minutes in one case",
            at_once,
            WORK,
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:10 inn/0 closed inntak",
                "06-01 09:10 inn/0 ended inntak merkantil#1",
            ],
        ),
    ]
}

fn slower() -> Vec<Case> {
    // C1: 4 minutes of sorting become 6; C3: 10 of answering become 30.
    let mut slower = monday_at_nine();
    slower.demand[TO_HOSPITAL].flaws = FlawShares { c1: Share::ONE, c3: Share::ONE, ..FlawShares::default() };
    slower.flaw_effects.c1_sorting = factor(1.5);
    slower.flaw_effects.c3_answering = factor(3.0);
    // She works at half speed: 20 minutes for 10.
    let mut slow = monday_at_nine();
    slow.staff[1].speed = factor(0.5);
    let mut read = monday_at_nine();
    read.inboxes[3].reading = Some(law(5));
    vec![
        case(
            "C1 slows sorting, C3 answering",
            slower,
            &["begun", "closed"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:06 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:36 inn/0 closed poliklinikk",
            ],
        ),
        case(
            "half speed",
            slow,
            &["begun", "closed"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:24 inn/0 closed poliklinikk",
            ],
        ),
        case(
            "the reply is read in 5 minutes",
            read,
            &["closed", "begun", "read"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:14 inn/0 begun saksbehandling saksbehandler#1",
                "06-01 09:14 inn/0 closed poliklinikk",
                "06-01 09:19 inn/0 read saksbehandling",
            ],
        ),
    ]
}
