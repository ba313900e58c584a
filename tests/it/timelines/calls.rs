//! Telephone, limits, and when a run ends.

use super::Case;
use crate::reference::town::*;
use meldingsflyt::model::{Calls, Parts, Vacation};
use meldingsflyt::stats::Share;

pub fn cases() -> Vec<Case> {
    vec![urgent(), after_lost_content(), overdue(), run_ends()]
}

fn calls(minutes: i64) -> Option<Calls> {
    Some(Calls { share: Share::ONE, time: law(minutes) })
}

fn urgent() -> Case {
    // She takes the call first (3 minutes), though the message is there at the same instant.
    let mut parts = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    parts.demand[TO_HOSPITAL].urgency[0].calls = true;
    parts.telephone.urgent = calls(3);
    Case {
        name: "an urgent call",
        parts,
        steps: &["begun", "ended"],
        expected: vec![
            "06-01 09:00 inn/0>4.0 begun inntak merkantil#1",
            "06-01 09:03 inn/0 begun inntak merkantil#1",
            "06-01 09:03 inn/0>4.0 ended inntak merkantil#1",
            "06-01 09:07 inn/0 begun poliklinikk sykepleier#1",
            "06-01 09:07 inn/0 ended inntak merkantil#1",
            "06-01 09:17 inn/0 ended poliklinikk sykepleier#1",
        ],
    }
}

fn after_lost_content() -> Case {
    // Six minutes after sending the message is in the nurse's hands: the doctor, idle there, takes the call.
    let mut parts = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    parts.demand[TO_HOSPITAL].flaws.c5 = Share::ONE;
    parts.flaw_effects.c5_call = Share::ONE;
    parts.flaw_effects.c5_after = law(6);
    Case {
        name: "a call after lost content",
        parts,
        steps: &["begun", "ended"],
        expected: vec![
            "06-01 09:00 inn/0 begun inntak merkantil#1",
            "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
            "06-01 09:04 inn/0 ended inntak merkantil#1",
            "06-01 09:06 inn/0>4.1 begun poliklinikk lege#1",
            "06-01 09:09 inn/0>4.1 ended poliklinikk lege#1",
            "06-01 09:14 inn/0 ended poliklinikk sykepleier#1",
        ],
    }
}

/// Nobody in the groups is there for three weeks.
fn nobody(weeks: u32, sent: &[&str]) -> Parts {
    let mut parts = town("2026-06-01", weeks, sent);
    for group in &mut parts.staff[1..3] {
        let (from, to) = (date("2026-06-01"), date("2026-06-21"));
        group.vacations = vec![Vacation { from, to, away_at_once: 1 }];
    }
    parts
}

fn overdue() -> Case {
    // Received Monday 1 June; the fifth working day after is Monday 8 June. Calls Tuesday to Friday; the window
    // ends Sunday night.
    let mut parts = nobody(2, &["2026-06-01 09:00"]);
    parts.telephone.overdue = calls(2);
    Case {
        name: "overdue calls at 10:00 of each working day after the limit date",
        parts,
        steps: &["received", "queued"],
        expected: vec![
            "06-01 09:00 inn/0 queued inntak",
            "06-01 09:00 inn/0 received inntak",
            "06-01 09:04 inn/0 queued poliklinikk",
            "06-09 10:00 inn/0>4.2 queued poliklinikk",
            "06-10 10:00 inn/0>4.3 queued poliklinikk",
            "06-11 10:00 inn/0>4.4 queued poliklinikk",
            "06-12 10:00 inn/0>4.5 queued poliklinikk",
        ],
    }
}

fn run_ends() -> Case {
    // The window ends Monday 8 June 00:00, the limit of the first is the end of that day: what comes on Monday
    // still arrives, what comes on Tuesday 00:00 does not.
    let sent = ["2026-06-01 09:00", "2026-06-08 09:00", "2026-06-09 00:00"];
    Case {
        name: "the run goes on until the cohort is past its limit",
        parts: nobody(1, &sent),
        steps: &["received", "open"],
        expected: vec![
            "06-01 09:00 inn/0 received inntak",
            "06-08 09:00 inn/1 received inntak",
            "end inn/0 open poliklinikk",
            "end inn/1 open poliklinikk",
        ],
    }
}
