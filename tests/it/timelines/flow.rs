//! Misrouting, direct intake, transport, A3 and refusals, follow-ups.

use super::{Case, WORK};
use crate::reference::town::*;
use meldingsflyt::model::{Intake, Parts, ServiceKind, Target};
use meldingsflyt::stats::Share;

pub fn cases() -> Vec<Case> {
    let mut cases = misrouted();
    cases.extend(direct());
    cases.extend(sent_again());
    cases.extend(addressed());
    cases.extend(followed_up());
    cases
}

pub fn case(
    name: &'static str,
    parts: Parts,
    steps: &'static [&'static str],
    expected: &[&'static str],
) -> Case {
    Case { name, parts, steps, expected: expected.to_vec() }
}

pub fn monday_at_nine() -> Parts {
    town("2026-06-01", 1, &["2026-06-01 09:00"])
}

fn misrouted() -> Vec<Case> {
    // Always wrong: each pass costs 4 minutes of sorting and 2 of looking. The ten forwardings 0-9 go wrong,
    // the eleventh right: 60 minutes, then 4 and 10.
    let mut always = monday_at_nine();
    always.departments[0].clerk_errs = Share::ONE;
    // Sorted by the clerk of the one department, then of the other, where it belongs.
    let mut elsewhere = two_departments();
    elsewhere.departments[0].wrong_department = Share::ONE;
    vec![
        case(
            "after ten passes it goes right",
            always,
            &["closed", "received"],
            &["06-01 09:00 inn/0 received inntak", "06-01 10:14 inn/0 closed poliklinikk"],
        ),
        case(
            "the other department",
            elsewhere,
            WORK,
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun hjerte-inntak hjerte-merkantil#1",
                "06-01 09:04 inn/0 ended inntak merkantil#1",
                "06-01 09:08 inn/0 begun hjerte-poliklinikk hjerte-lege#1",
                "06-01 09:08 inn/0 ended hjerte-inntak hjerte-merkantil#1",
                "06-01 09:18 inn/0 closed hjerte-poliklinikk",
                "06-01 09:18 inn/0 ended hjerte-poliklinikk hjerte-lege#1",
            ],
        ),
    ]
}

/// A second department with one work group and its own people; no group is given.
fn two_departments() -> Parts {
    use meldingsflyt::model::{InboxId, InboxKind};
    let mut parts = monday_at_nine();
    only(&mut parts).group = None;
    let clinic = InboxKind::OutpatientClinic;
    parts.inboxes.push(inbox("hjerte-inntak", InboxKind::ParentGroup, 0, Some(1), &[]));
    parts.inboxes.push(inbox("hjerte-poliklinikk", clinic, 0, Some(1), &[LEGE]));
    parts.departments.push(department("hjerte", 0, InboxId(4), &[(InboxId(5), 100.0)]));
    parts.staff.push(group("hjerte-merkantil", MERKANTIL, &[InboxId(4)]));
    parts.staff.push(group("hjerte-lege", LEGE, &[InboxId(5)]));
    parts
}

fn direct() -> Vec<Case> {
    let mut right = monday_at_nine();
    right.departments[0].intake = Intake::Direct;
    let mut wrong = monday_at_nine();
    wrong.departments[0].intake = Intake::Direct;
    wrong.departments[0].sender_errs = Share::ONE;
    // What a clerk would have answered is for a clerk in the true group, with the 6 minutes of an answer at once.
    let mut at_once = monday_at_nine();
    at_once.departments[0].intake = Intake::Direct;
    at_once.departments[0].answered_at_once = Share::ONE;
    at_once.staff[0].serves = vec![INNTAK, POLIKLINIKK, SENGEPOST];
    vec![
        case(
            "direct intake: the work group answers",
            right,
            WORK,
            &[
                "06-01 09:00 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:10 inn/0 closed poliklinikk",
                "06-01 09:10 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "direct intake, wrong group: a look, then the true group",
            wrong,
            WORK,
            &[
                "06-01 09:00 inn/0 begun sengepost sykepleier#1",
                "06-01 09:02 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:02 inn/0 ended sengepost sykepleier#1",
                "06-01 09:12 inn/0 closed poliklinikk",
                "06-01 09:12 inn/0 ended poliklinikk sykepleier#1",
            ],
        ),
        case(
            "direct intake: answered at once",
            at_once,
            WORK,
            &[
                "06-01 09:00 inn/0 begun poliklinikk merkantil#1",
                "06-01 09:06 inn/0 closed poliklinikk",
                "06-01 09:06 inn/0 ended poliklinikk merkantil#1",
            ],
        ),
    ]
}

fn sent_again() -> Vec<Case> {
    let mut never = monday_at_nine();
    never.transport = transport(0, 100.0);
    // The only attempts of this transport: at once and after 36 hours.
    let mut parts = monday_at_nine();
    parts.transport = transport(0, 100.0);
    parts.transport.attempts.drain(1..3);
    parts.transport.attempts.truncate(2);
    parts.transport.given_up_after = meldingsflyt::time::Duration::HOUR.times(48);
    vec![
        case(
            "six attempts, given up after 72 hours",
            never,
            &["sent", "attempt failed", "given up"],
            &[
                "06-01 09:00 inn/0 attempt failed",
                "06-01 09:00 inn/0 sent",
                "06-01 21:00 inn/0 attempt failed",
                "06-02 09:00 inn/0 attempt failed",
                "06-02 21:00 inn/0 attempt failed",
                "06-03 09:00 inn/0 attempt failed",
                "06-03 21:00 inn/0 attempt failed",
                "06-04 09:00 inn/0 given up",
            ],
        ),
        case(
            "attempts by a list of one's own",
            parts,
            &["attempt failed", "given up"],
            &[
                "06-01 09:00 inn/0 attempt failed",
                "06-02 21:00 inn/0 attempt failed",
                "06-03 09:00 inn/0 given up",
            ],
        ),
    ]
}

fn addressed() -> Vec<Case> {
    // A municipal service that the register does not know.
    let unknown = |gp: Share| {
        let mut parts = town("2026-06-01", 1, &[]);
        to_municipality(&mut parts, "2026-06-01 09:00").target = 1;
        let known = parts.demand[TO_MUNICIPALITY].targets[0].clone();
        let unknown = Target { address: "Jordmortjeneste@kommune".to_string(), service: None, ..known };
        parts.demand[TO_MUNICIPALITY].targets.push(unknown);
        parts.demand[TO_MUNICIPALITY].gp_follows_up = gp;
        parts
    };
    let mut laboratory = monday_at_nine();
    laboratory.services[0].kind = ServiceKind::LaboratoryOrRadiology;
    let mut admission = monday_at_nine();
    admission.services[0].kind = ServiceKind::Admission;
    let mut nowhere = monday_at_nine();
    nowhere.demand[TO_HOSPITAL].targets[0].service = None;
    let steps = &["sent", "refused", "never sent", "closed", "received"];
    vec![
        case(
            "A3: to Saksbehandling",
            unknown(Share::ZERO),
            steps,
            &[
                "06-01 09:00 ut/0 received saksbehandling",
                "06-01 09:00 ut/0 sent",
                "06-01 09:10 ut/0 closed saksbehandling",
            ],
        ),
        case("A3: the GP follows up", unknown(Share::ONE), steps, &["06-01 09:00  never sent"]),
        case("A4: refused at once", laboratory, steps, &["06-01 09:00 inn/0 refused"]),
        case("A5: refused at once", admission, steps, &["06-01 09:00 inn/0 refused"]),
        case("A1: refused at once", nowhere, steps, &["06-01 09:00 inn/0 refused"]),
    ]
}

fn followed_up() -> Vec<Case> {
    // Closed and read Thursday 15:40; four days later, Monday 15:40, the senders have gone: Tuesday 08:00.
    // That one is read 08:14; four days later is a Saturday, and Monday lies after the end of the run.
    let mut parts = town("2026-06-01", 2, &["2026-06-04 15:26"]);
    parts.staff[1].roster = weekdays(&[("08:00", "17:00")]);
    parts.demand[TO_HOSPITAL].follow_up = Share::ONE;
    parts.demand[TO_HOSPITAL].follow_up_delay = law(4 * 24 * 60);
    // Read Tuesday 09:10; two days later the senders are at work; the next would come after the run.
    let mut at_work = town("2026-06-01", 1, &["2026-06-02 08:56"]);
    at_work.demand[TO_HOSPITAL].follow_up = Share::ONE;
    at_work.demand[TO_HOSPITAL].follow_up_delay = law(2 * 24 * 60);
    // An attachment is lost: a second message an hour after sending, whatever has become of the first.
    let mut lost = monday_at_nine();
    lost.demand[TO_HOSPITAL].flaws.c5 = Share::ONE;
    lost.flaw_effects.c5_second_message = Share::ONE;
    vec![
        case(
            "a follow-up waits for the sender's hours",
            parts,
            &["sent", "read"],
            &[
                "06-04 15:26 inn/0 sent",
                "06-04 15:40 inn/0 read saksbehandling",
                "06-09 08:00 inn/0>3.0 sent",
                "06-09 08:14 inn/0>3.0 read saksbehandling",
            ],
        ),
        case(
            "a follow-up in the sender's hours",
            at_work,
            &["sent", "read"],
            &[
                "06-02 08:56 inn/0 sent",
                "06-02 09:10 inn/0 read saksbehandling",
                "06-04 09:10 inn/0>3.0 sent",
                "06-04 09:24 inn/0>3.0 read saksbehandling",
            ],
        ),
        case(
            "C5: a second message",
            lost,
            &["sent", "closed"],
            &[
                "06-01 09:00 inn/0 sent",
                "06-01 09:14 inn/0 closed poliklinikk",
                "06-01 10:00 inn/0>1.0 sent",
                "06-01 10:14 inn/0>1.0 closed poliklinikk",
            ],
        ),
    ]
}
