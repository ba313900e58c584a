//! What holds messages up, sends them on, or makes senders give up; births by gaps and in batches.

use super::{Case, WORK};
use crate::reference::town::*;
use meldingsflyt::model::{Births, Calls, Outage, Parts, Step, Telephone};
use meldingsflyt::random::{CountLaw, Law};
use meldingsflyt::stats::Share;
use meldingsflyt::time::Duration;

pub fn cases() -> Vec<Case> {
    let mut cases = outages();
    cases.extend(withdrawals());
    cases.extend(stages());
    cases.extend(callers());
    cases.extend(gaps());
    cases.extend(crowds());
    cases
}

fn case(name: &'static str, parts: Parts, steps: &'static [&'static str], expected: &[&'static str]) -> Case {
    Case { name, parts, steps, expected: expected.to_vec() }
}

fn outage(parts: &mut Parts, from: &str, to: &str, minutes: i64) {
    let release_over = Duration::MINUTE.times(minutes);
    let (from, to) = (oslo(from), oslo(to));
    parts.transport.outages.push(Outage { key: "utfall".to_string(), from, to, release_over });
}

fn outages() -> Vec<Case> {
    // Down from 09:00 to 11:00. Four are sent meanwhile, the last one in the last minute; at 11:00 it is up again.
    // The reply to the first, answered 09:18, is held as the second of five. Evenly over 60 minutes: 11:12, 11:24,
    // 11:36, 11:48, 12:00. The delay of 5 minutes is not added.
    let at = ["08:59", "09:00", "09:30", "10:00", "10:59", "11:00"].map(|at| format!("2026-06-01 {at}"));
    let mut held = town("2026-06-01", 1, &at.each_ref().map(String::as_str));
    held.transport = transport(5, 0.0);
    outage(&mut held, "2026-06-01 09:00", "2026-06-01 11:00", 60);
    // Two at one instant are sent in order of their keys, of rows first; all are received as it ends.
    let mut same = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    to_municipality(&mut same, "2026-06-01 09:00");
    to_municipality(&mut same, "2026-06-01 08:58");
    outage(&mut same, "2026-06-01 08:58", "2026-06-01 10:00", 3);
    // The attempt at 09:00 fails. The one of 21:00 is held until midnight, fails no more, and is not given up.
    // The reply fails after the outage as before.
    let mut again = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    again.transport = transport(0, 100.0);
    outage(&mut again, "2026-06-01 20:00", "2026-06-05 20:00", 0);
    // Answered 09:14 while transport is down: the reply is read when it is up again.
    let mut reply = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    outage(&mut reply, "2026-06-01 09:10", "2026-06-01 10:00", 30);
    vec![
        case(
            "an outage holds what is sent, and releases it evenly",
            held,
            &["held", "received"],
            &[
                "06-01 09:00 inn/1 held",
                "06-01 09:04 inn/0 received inntak",
                "06-01 09:18 inn/0 held",
                "06-01 09:30 inn/2 held",
                "06-01 10:00 inn/3 held",
                "06-01 10:59 inn/4 held",
                "06-01 11:05 inn/5 received inntak",
                "06-01 11:12 inn/1 received inntak",
                "06-01 11:36 inn/2 received inntak",
                "06-01 11:48 inn/3 received inntak",
                "06-01 12:00 inn/4 received inntak",
            ],
        ),
        case(
            "an outage: sending order is by instant, then by key",
            same,
            &["received"],
            &[
                "06-01 10:01 ut/1 received saksbehandling",
                "06-01 10:02 inn/0 received inntak",
                "06-01 10:03 ut/0 received saksbehandling",
            ],
        ),
        case(
            "an outage holds what is sent again",
            again,
            &["attempt failed", "held", "received", "given up"],
            &[
                "06-01 09:00 inn/0 attempt failed",
                "06-01 21:00 inn/0 held",
                "06-05 20:00 inn/0 received inntak",
                "06-08 08:14 inn/0 attempt failed",
            ],
        ),
        case(
            "an outage holds replies",
            reply,
            &["held", "closed", "read"],
            &[
                "06-01 09:14 inn/0 closed poliklinikk",
                "06-01 09:14 inn/0 held",
                "06-01 10:30 inn/0 read saksbehandling",
            ],
        ),
    ]
}

/// One message at 09:00 of Monday whose sender waits so many minutes.
fn patient(minutes: i64) -> Parts {
    let mut parts = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    parts.demand[TO_HOSPITAL].patience = Some(law(minutes));
    parts
}

fn withdrawals() -> Vec<Case> {
    // The clerk comes at 10:00, when the sender has waited an hour: withdrawn in the phase before she looks.
    let mut in_time = patient(60);
    in_time.staff[0].roster = weekdays(&[("10:00", "15:30")]);
    // With 65 minutes it has gone on to the nurse, who takes it at once.
    let mut longer = patient(65);
    longer.staff[0].roster = weekdays(&[("10:00", "15:30")]);
    // It ends at 09:02, while the clerk has the message in hand, so it is withdrawn where it goes next.
    let in_hand = patient(2);
    // She lays it down at 09:02 and hands it back; its sender's patience ended at 09:01.
    let mut handed_back = patient(1);
    handed_back.staff[0].roster = weekdays(&[("08:00", "09:02"), ("10:00", "15:30")]);
    handed_back.staff[0].end_of_window = meldingsflyt::model::EndOfWindow::HandBack;
    // A call of 3 minutes is for whoever serves the inbox. Before it the clerk has nothing to do.
    let mut with_call = patient(60);
    with_call.staff[0].roster = weekdays(&[("11:00", "15:30")]);
    with_call.telephone.withdrawal = Some(law(3));
    // Of a start backlog patience begins with the run: it is withdrawn at 07:00, before anybody is there.
    let mut backlog = patient(7 * 60);
    backlog.backlog = vec![meldingsflyt::model::Backlog { inbox: POLIKLINIKK, count: 1 }];
    let steps = &["begun", "withdrawn", "left", "closed", "called"];
    vec![
        case(
            "withdrawn before somebody looks",
            in_time,
            steps,
            &[
                "06-01 10:00 inn/0 closed inntak",
                "06-01 10:00 inn/0 left inntak",
                "06-01 10:00 inn/0 withdrawn inntak",
            ],
        ),
        case(
            "a little more patience",
            longer,
            &["begun", "closed"],
            &[
                "06-01 10:00 inn/0 begun inntak merkantil#1",
                "06-01 10:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 10:14 inn/0 closed poliklinikk",
            ],
        ),
        case(
            "withdrawn at the next queueing",
            in_hand,
            &["begun", "withdrawn", "closed"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 closed poliklinikk",
                "06-01 09:04 inn/0 withdrawn poliklinikk",
            ],
        ),
        case(
            "withdrawn as it is handed back",
            handed_back,
            &["begun", "withdrawn", "closed"],
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:02 inn/0 closed inntak",
                "06-01 09:02 inn/0 withdrawn inntak",
            ],
        ),
        case(
            "withdrawn with a call",
            with_call,
            &["begun", "ended", "withdrawn", "called", "closed"],
            &[
                "06-01 10:00  called",
                "06-01 10:00 inn/0 closed inntak",
                "06-01 10:00 inn/0 withdrawn inntak",
                "06-01 11:00 inn/0>4.8000 begun inntak merkantil#1",
                "06-01 11:03 inn/0>4.8000 ended inntak merkantil#1",
            ],
        ),
        case(
            "patience of a start backlog begins with the run",
            backlog,
            &["withdrawn"],
            &["06-01 07:00 backlog.poliklinikk/0 withdrawn poliklinikk"],
        ),
    ]
}

fn stages() -> Vec<Case> {
    // Answered in two steps, 10 minutes each, then on to the ward, where a doctor takes 10 minutes, and not on again.
    let mut then = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    then.inboxes[1].then = vec![(SENGEPOST, Share::ONE)];
    then.inboxes[1].ways =
        vec![meldingsflyt::model::Way { share: Share::ONE, first: SYKEPLEIER, second: Some(LEGE) }];
    then.inboxes[2].ways = vec![meldingsflyt::model::Way { share: Share::ONE, first: LEGE, second: None }];
    only(&mut then).answering = Some(Duration::MINUTE.times(7));
    // What belongs to the clinic and goes wrong goes to a third group, of 30 %, never to the ward, of 20 %.
    let mut wrong = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    wrong.departments[0].clerk_errs = Share::ONE;
    let third = meldingsflyt::model::InboxId(4);
    wrong.inboxes.push(inbox(
        "dagpost",
        meldingsflyt::model::InboxKind::Ward,
        0,
        Some(0),
        &[SYKEPLEIER, LEGE],
    ));
    wrong.departments[0].groups =
        vec![(POLIKLINIKK, share(50.0)), (SENGEPOST, share(20.0)), (third, share(30.0))];
    wrong.departments[0].wrong_to = vec![(POLIKLINIKK, vec![(third, Share::ONE)])];
    wrong.staff[1].serves.push(third);
    vec![
        case(
            "a third stage after the work group",
            then,
            WORK,
            &[
                "06-01 09:00 inn/0 begun inntak merkantil#1",
                "06-01 09:04 inn/0 begun poliklinikk sykepleier#1",
                "06-01 09:04 inn/0 ended inntak merkantil#1",
                "06-01 09:11 inn/0 begun poliklinikk lege#1",
                "06-01 09:11 inn/0 ended poliklinikk sykepleier#1",
                "06-01 09:18 inn/0 begun sengepost lege#1",
                "06-01 09:18 inn/0 ended poliklinikk lege#1",
                "06-01 09:28 inn/0 closed sengepost",
                "06-01 09:28 inn/0 ended sengepost lege#1",
            ],
        ),
        case(
            "wrong to where it is said",
            wrong,
            &["moved", "closed"],
            &[
                "06-01 09:04 inn/0 moved inntak",
                "06-01 09:06 inn/0 moved dagpost",
                "06-01 09:10 inn/0 moved inntak",
                "06-01 09:12 inn/0 moved dagpost",
                "06-01 09:16 inn/0 moved inntak",
                "06-01 09:18 inn/0 moved dagpost",
                "06-01 09:22 inn/0 moved inntak",
                "06-01 09:24 inn/0 moved dagpost",
                "06-01 09:28 inn/0 moved inntak",
                "06-01 09:30 inn/0 moved dagpost",
                "06-01 09:34 inn/0 moved inntak",
                "06-01 09:36 inn/0 moved dagpost",
                "06-01 09:40 inn/0 moved inntak",
                "06-01 09:42 inn/0 moved dagpost",
                "06-01 09:46 inn/0 moved inntak",
                "06-01 09:48 inn/0 moved dagpost",
                "06-01 09:52 inn/0 moved inntak",
                "06-01 09:54 inn/0 moved dagpost",
                "06-01 09:58 inn/0 moved inntak",
                "06-01 10:00 inn/0 moved dagpost",
                "06-01 10:04 inn/0 moved inntak",
                "06-01 10:14 inn/0 closed poliklinikk",
            ],
        ),
    ]
}

fn callers() -> Vec<Case> {
    // An urgent request and the call that comes with it, 3 minutes for the clerk and 5 for the caller's people.
    let mut parts = town("2026-06-01", 1, &["2026-06-01 09:00"]);
    parts.demand[TO_HOSPITAL].urgency[0].calls = true;
    let urgent = Some(Calls { share: Share::ONE, time: law(3) });
    parts.telephone = Telephone { urgent, caller: Some(law(5)), ..Telephone::default() };
    vec![case(
        "the caller's own time",
        parts,
        &["begun", "ended"],
        &[
            "06-01 09:00 inn/0>4.0 begun inntak merkantil#1",
            "06-01 09:00 inn/0>5.0 begun saksbehandling saksbehandler#1",
            "06-01 09:03 inn/0 begun inntak merkantil#1",
            "06-01 09:03 inn/0>4.0 ended inntak merkantil#1",
            "06-01 09:05 inn/0>5.0 ended saksbehandling saksbehandler#1",
            "06-01 09:07 inn/0 begun poliklinikk sykepleier#1",
            "06-01 09:07 inn/0 ended inntak merkantil#1",
            "06-01 09:17 inn/0 ended poliklinikk sykepleier#1",
        ],
    )]
}

fn gaps() -> Vec<Case> {
    // Senders are at work 08:00-15:30. Every 3 hours from Monday 08:00: 11:00, 14:00; then 1½ hours are left of the
    // day, and 1½ are needed on Tuesday: 09:30. 12:30 follows; at 15:30 they have just gone: Wednesday 08:00.
    let mut fixed = town("2026-06-01", 1, &[]);
    fixed.demand[TO_MUNICIPALITY].births = Births::Gaps(law(180));
    fixed.demand[TO_MUNICIPALITY].batch = CountLaw::constant(2);
    fixed.hard_end = true;
    fixed.demand[TO_MUNICIPALITY].sender_hours.days[3] = None;
    fixed.demand[TO_MUNICIPALITY].sender_hours.days[4] = None;
    // A profile and a season say nothing of gaps.
    fixed.demand[TO_MUNICIPALITY].profile.0[0] = vec![Step { from: time("00:00"), weight: 0.0 }];
    vec![case(
        "gaps in the senders' hours, two at a time",
        fixed,
        &["sent"],
        &[
            "06-01 11:00 ut/0 sent",
            "06-01 11:00 ut/1 sent",
            "06-01 14:00 ut/2 sent",
            "06-01 14:00 ut/3 sent",
            "06-02 09:30 ut/4 sent",
            "06-02 09:30 ut/5 sent",
            "06-02 12:30 ut/6 sent",
            "06-02 12:30 ut/7 sent",
            "06-03 08:00 ut/8 sent",
            "06-03 08:00 ut/9 sent",
            "06-03 11:00 ut/10 sent",
            "06-03 11:00 ut/11 sent",
            "06-03 14:00 ut/12 sent",
            "06-03 14:00 ut/13 sent",
        ],
    )]
}

fn crowds() -> Vec<Case> {
    // All three begin on arrival. What is not done at 15:30 goes on in the morning; what comes later begins then.
    let at = ["09:00", "09:00", "15:25", "15:40"].map(|at| format!("2026-06-01 {at}"));
    let mut parts = town("2026-06-01", 1, &[]);
    at.iter().for_each(|at| _ = to_municipality(&mut parts, at));
    parts.staff[3].unlimited = true;
    // The window ends on Sunday at midnight, whatever is open: so does the run.
    let mut hard = town("2026-06-01", 1, &["2026-06-05 15:00", "2026-06-05 16:00"]);
    hard.hard_end = true;
    hard.staff[0].roster = weekdays(&[("08:00", "15:02")]);
    vec![
        case(
            "unlimited: each case begins on arrival",
            parts,
            &["begun", "ended"],
            &[
                "06-01 09:00 ut/0 begun saksbehandling saksbehandler#1",
                "06-01 09:00 ut/1 begun saksbehandling saksbehandler#1",
                "06-01 09:10 ut/0 ended saksbehandling saksbehandler#1",
                "06-01 09:10 ut/1 ended saksbehandling saksbehandler#1",
                "06-01 15:25 ut/2 begun saksbehandling saksbehandler#1",
                "06-02 08:00 ut/3 begun saksbehandling saksbehandler#1",
                "06-02 08:05 ut/2 ended saksbehandling saksbehandler#1",
                "06-02 08:10 ut/3 ended saksbehandling saksbehandler#1",
            ],
        ),
        case(
            "a hard end",
            hard,
            &["begun", "open", "present", "closed"],
            &[
                "06-05 15:00 inn/0 begun inntak merkantil#1",
                "end inn/0 open inntak",
                "end inn/0 present inntak merkantil#1",
                "end inn/1 open inntak",
                "end inn/1 present inntak",
            ],
        ),
    ]
}

/// The law of gaps that vary is any law of times.
#[test]
fn gaps_may_vary() {
    let mut parts = town("2026-06-01", 1, &[]);
    let minutes = |count| Duration::MINUTE.times(count);
    let law = Law::empirical(&[minutes(10), minutes(20), minutes(90)]).expect("times");
    parts.demand[TO_MUNICIPALITY].births = Births::Gaps(law);
    let model = meldingsflyt::model::Model::new(parts).expect("sound");
    let dice = meldingsflyt::random::Dice::new(1, 0);
    let timeline = crate::reference::from_facts::fast(&model, dice);
    let sent: Vec<i64> =
        timeline.rows.iter().filter(|row| row.step == "sent").map(|row| row.at.micros()).collect();
    let gaps: std::collections::BTreeSet<i64> = sent
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) / minutes(1).micros())
        .filter(|gap| *gap < 100)
        .collect();
    assert!(gaps.is_superset(&[10, 20, 90].into()), "{gaps:?}");
}
