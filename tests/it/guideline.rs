//! One test for each clause of the guideline: what the simulator does with a message that follows it or breaks it.
//!
//! `docs/guideline.md` lists them.

use crate::support::*;
use meldingsflyt::model::rules::{Clause, Misuse};
use meldingsflyt::model::{DemandRow, Factor, FlawShares, InboxId, Model, Parts, ServiceKind};
use meldingsflyt::record::{Move, Outcome, Request, Work};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Duration, Instant, WorkingDays};

/// Monday 5 January 2026, ten o'clock in Oslo.
fn monday_at_ten() -> Instant {
    Instant::from_micros(i64::from(date(2026, 1, 5).days()) * 86_400_000_000) + Duration::HOUR.times(9)
}

fn to_lung() -> DemandRow {
    row("kommune-til-lunge", LUNG_SERVICE, FROM_MUNICIPALITY)
}

fn to_nursing() -> DemandRow {
    row("lunge-til-sykepleie", NURSING_SERVICE, FROM_LUNG)
}

fn simulate_rows(demand: Vec<DemandRow>) -> Log {
    simulate(Parts { demand, ..town() })
}

/// One message of a row on Monday at ten, in a town that was changed.
fn one(row: DemandRow, change: impl FnOnce(&mut Parts)) -> Log {
    let mut parts = Parts { demand: vec![traced(row, &[monday_at_ten()])], ..town() };
    change(&mut parts);
    simulate(parts)
}

/// The only request that was closed.
fn only_closed(log: &Log) -> (Instant, Request, InboxId, Outcome) {
    let closed = log.closed();
    assert_eq!(closed.len(), 1);
    closed[0]
}

fn with_flaws(row: DemandRow, flaws: FlawShares) -> DemandRow {
    DemandRow { flaws, ..row }
}

/// A row that gets as many misuses as ordinary messages.
fn misused(row: DemandRow, misuse: Misuse) -> DemandRow {
    let mut row = at_rate(row, 50.0);
    row.misuse = vec![(misuse, Share::ONE)];
    row
}

/// What only a reader sees costs a clerk one sorting, or at a municipality a look, and is returned.
fn a_reader_returns(misuse: Misuse) {
    for (row, work, cost) in
        [(to_lung(), Work::SortingMisuse, SORTING), (to_nursing(), Work::LookingMisuse, LOOKING)]
    {
        let log = simulate_rows(vec![misused(row, misuse)]);
        let mut returned = 0;
        for (_, request, _, outcome) in log.closed() {
            match request.misuse {
                Some(kind) => {
                    assert_eq!((kind, outcome), (misuse, Outcome::Returned(misuse.clause())));
                    assert_eq!(log.work(request.key), [(work, minutes(cost))]);
                    returned += 1;
                }
                None => assert_eq!(outcome, Outcome::Answered),
            }
        }
        assert!(returned > 100, "{returned} returned");
        assert!(log.refused().is_empty());
    }
}

/// What the address shows is refused by software and costs nobody time; the row's other messages are received.
fn software_refuses(misuse: Misuse) {
    let log = simulate_rows(vec![misused(to_lung(), misuse)]);
    let refused = log.refused();
    assert!(refused.len() > 100 && refused.iter().all(|hit| *hit == (Some(misuse), misuse.clause())));
    assert!(log.received().len() > 100 && log.received().iter().all(|(request, _)| request.misuse.is_none()));
}

#[test]
fn clause_a1_an_unregistered_address_is_refused() {
    let mut row = to_lung();
    row.targets[0].address = "Ukjent@haukeland".into();
    row.targets[0].service = None;
    let log = one(row, |_| ());
    assert_eq!(log.refused(), [(None, Clause::A1)]);
    assert_eq!(log.0.len(), 1, "nothing else happens: {:?}", log.0);
    software_refuses(Misuse::A1);
}

#[test]
fn clause_a2_two_recipients_are_refused() {
    software_refuses(Misuse::A2);
}

#[test]
fn clause_a3_without_municipal_service_it_goes_to_case_handling() {
    let log = one(DemandRow { no_municipal_service: Share::ONE, ..to_nursing() }, |_| ());
    let (_, request, inbox, outcome) = only_closed(&log);
    assert_eq!((request.service, inbox), (Some(CASE_HANDLING_SERVICE), CASE_HANDLING));
    assert_eq!(outcome, Outcome::Answered);
    // A service that the municipality does not register: the same.
    let mut unregistered = to_nursing();
    unregistered.targets[0].address = "Jordmortjeneste@bergen".into();
    unregistered.targets[0].service = None;
    assert_eq!(only_closed(&one(unregistered.clone(), |_| ())).2, CASE_HANDLING);
    // What the GP follows up is never sent, and counted.
    let log = one(DemandRow { gp_follows_up: Share::ONE, ..unregistered }, |_| ());
    assert_eq!((log.0.len(), log.count(|told| matches!(told, Told::NeverSent))), (1, 1));
}

#[test]
fn clause_a4_laboratory_and_radiology_are_refused() {
    let log = one(row("kommune-til-lab", LABORATORY_SERVICE, FROM_MUNICIPALITY), |parts| {
        assert_eq!(parts.services[LABORATORY_SERVICE.index()].kind, ServiceKind::LaboratoryOrRadiology);
    });
    assert_eq!((log.refused(), log.0.len()), (vec![(None, Clause::A4)], 1));
    software_refuses(Misuse::A4);
}

#[test]
fn clause_a5_discharge_planning_by_its_address_is_refused() {
    let log = one(row("kommune-til-plo", ADMISSION_SERVICE, FROM_MUNICIPALITY), |_| ());
    assert_eq!((log.refused(), log.0.len()), (vec![(None, Clause::A5)], 1));
    software_refuses(Misuse::A5);
}

#[test]
fn clause_c1_sorting_takes_longer_without_the_field_at_the_start() {
    let flaws = FlawShares { c1: Share::ONE, ..FlawShares::default() };
    let twice = |parts: &mut Parts| parts.flaw_effects.c1_sorting = Factor::from_f64(2.0).unwrap();
    let log = one(with_flaws(to_lung(), flaws), twice);
    let work = log.work(only_closed(&log).1.key);
    assert_eq!(work[0], (Work::Sorting, minutes(2 * SORTING)));
    assert!(
        [CLERKS_ANSWER, DOCTORS_ANSWER].map(minutes).contains(&work[1].1),
        "answering is as ever: {work:?}"
    );
}

#[test]
fn clause_c2_who_does_not_say_who_writes_is_asked_once() {
    let flaws = FlawShares { c2: Share::ONE, ..FlawShares::default() };
    let log = one(with_flaws(to_nursing(), flaws), |parts| parts.transport.delay = constant(1));
    let (at, request, ..) = only_closed(&log);
    let asked = log.all(|at, told| match told {
        Told::AskedBack { clause } => Some((at, *clause)),
        _ => None,
    });
    // Sent 10:00, received 10:01, looked at until 10:03; asked 10:04–10:09 at the lung department; back 10:10.
    assert_eq!(asked, [(monday_at_ten() + minutes(3), Clause::C2)]);
    assert_eq!(
        log.work(request.key),
        [(Work::LookingAskBack, minutes(LOOKING)), (Work::Answering, minutes(OFFICERS_ANSWER)),]
    );
    assert_eq!(at, monday_at_ten() + minutes(1 + LOOKING + 1 + ASK_BACK + 1 + OFFICERS_ANSWER));
}

#[test]
fn clause_c3_without_a_reference_answering_takes_longer() {
    let flaws = FlawShares { c3: Share::ONE, ..FlawShares::default() };
    let half_more = |parts: &mut Parts| parts.flaw_effects.c3_answering = Factor::from_f64(1.5).unwrap();
    let log = one(with_flaws(to_nursing(), flaws), half_more);
    assert_eq!(log.work(only_closed(&log).1.key), [(Work::Answering, minutes(15))]);
}

#[test]
fn clause_c4_unclear_words_take_longer_and_may_be_asked_about() {
    let flaws = FlawShares { c4: Share::ONE, ..FlawShares::default() };
    for asks in [false, true] {
        let log = one(with_flaws(to_nursing(), flaws), |parts| {
            parts.flaw_effects.c4_answering = Factor::from_f64(2.0).unwrap();
            parts.flaw_effects.c4_asks_back = if asks { Share::ONE } else { Share::ZERO };
        });
        let work = log.work(only_closed(&log).1.key);
        assert_eq!(work.last(), Some(&(Work::Answering, minutes(2 * OFFICERS_ANSWER))));
        assert_eq!(work.len(), 1 + usize::from(asks));
        let asked = log.count(|told| matches!(told, Told::AskedBack { clause: Clause::C4 }));
        assert_eq!(asked, usize::from(asks));
    }
}

#[test]
fn clause_c5_a_lost_attachment_brings_a_second_message_or_a_call() {
    let flaws = FlawShares { c5: Share::ONE, ..FlawShares::default() };
    let log = one(with_flaws(to_lung(), flaws), |parts| {
        parts.flaw_effects.c5_second_message = Share::ONE;
        parts.flaw_effects.c5_after = constant(90);
    });
    let sent = log.all(|at, told| match told {
        Told::Sent { request, hits } => Some((at, request.key.thread(), *hits)),
        _ => None,
    });
    // The second message is in the same thread and has no attachment.
    let thread = sent[0].1;
    assert_eq!(
        sent,
        [(monday_at_ten(), thread, 1 << Clause::C5.index()), (monday_at_ten() + minutes(90), thread, 0),]
    );
    assert!(log.closed().iter().all(|closed| closed.3 == Outcome::Answered) && log.closed().len() == 2);
    let log = one(with_flaws(to_nursing(), flaws), |parts| {
        parts.flaw_effects.c5_call = Share::ONE;
        parts.flaw_effects.c5_after = constant(90);
        parts.flaw_effects.c5_call_time = constant(6);
    });
    let called = log.all(|at, told| match told {
        Told::Called { inbox } => Some((at, *inbox)),
        Told::Ended { case, active } if case.work == Work::Calling => Some((at - *active, case.inbox)),
        _ => None,
    });
    assert_eq!(called, [(monday_at_ten() + minutes(90), NURSING); 2]);
    assert_eq!(log.closed().len(), 1, "a call ends nothing and is no message");
}

#[test]
fn clause_c6_a_thread_has_one_recipient_and_one_matter() {
    let log = simulate_rows(vec![DemandRow { follow_up: share(0.5), ..at_rate(to_lung(), 50.0) }]);
    let received = log.received();
    let of_thread = |first: &Request| -> Vec<_> {
        let same = received.iter().filter(|(request, _)| request.key.thread() == first.key);
        same.map(|(request, _)| (request.service, request.department, request.group)).collect()
    };
    let roots = received.iter().filter(|(request, _)| request.key.thread() == request.key);
    let threads: Vec<_> = roots.map(|(request, _)| of_thread(request)).collect();
    assert!(threads.iter().filter(|thread| thread.len() > 1).count() > 50);
    assert!(threads.iter().all(|thread| thread.iter().all(|place| *place == thread[0])));
    // Two recipients break it, too.
    let hits = Clause::C6.rule().judge(&meldingsflyt::model::rules::Envelope {
        service: Some(ServiceKind::Ordinary),
        recipients: 2,
        flaws: Default::default(),
        misuse: Some(Misuse::A2),
        no_municipal_service: false,
    });
    assert_eq!(hits, meldingsflyt::model::rules::Verdict::Refused);
}

#[test]
fn clause_n1_an_emergency_is_returned() {
    a_reader_returns(Misuse::N1);
}

#[test]
fn clause_n2_a_mere_confirmation_is_returned() {
    a_reader_returns(Misuse::N2);
}

#[test]
fn clause_n3_general_advice_is_returned() {
    a_reader_returns(Misuse::N3);
}

#[test]
fn clause_n4_an_administrative_discussion_is_returned() {
    a_reader_returns(Misuse::N4);
}

#[test]
fn clause_n5_a_deviation_report_is_returned() {
    a_reader_returns(Misuse::N5);
}

#[test]
fn clause_n6_discharge_planning_that_only_a_reader_sees_is_returned() {
    a_reader_returns(Misuse::N6);
}

#[test]
fn clause_deadline_is_expected_in_three_and_due_in_five_working_days() {
    // Received on the Wednesday before Easter 2026: 9 April and 13 April, at the end of the day.
    let mut parts = town();
    parts.period.start = date(2026, 3, 30);
    let sent = monday_at_ten() + Duration::DAY.times(86) - Duration::HOUR;
    parts.demand = vec![traced(to_lung(), &[sent])];
    let model = Model::new(parts.clone()).unwrap();
    assert_eq!(model.calendar.date(sent), date(2026, 4, 1));
    let (request, _) = simulate(parts).received()[0];
    let last = |day| model.calendar.midnight(day) - Duration::MICROSECOND;
    assert_eq!(request.limit, last(date(2026, 4, 14)));
    let expected = model.deadline.rule.last_instant(&model.calendar, request.received, WorkingDays(3));
    assert_eq!(expected, last(date(2026, 4, 10)));
}

#[test]
fn flow_1_the_municipality_addresses_a_hospital_service() {
    let log = one(to_lung(), |_| ());
    let (request, _) = log.received()[0];
    assert_eq!((request.service, request.sender), (Some(LUNG_SERVICE), FROM_MUNICIPALITY));
    assert_eq!(request.department, Some(LUNG), "the register knows the department behind the service");
}

#[test]
fn flow_2_it_arrives_in_the_parent_work_group() {
    let log = one(to_lung(), |_| ());
    let [(request, inbox)] = log.received()[..] else { panic!("one message") };
    assert_eq!((inbox, request.received), (LUNG_INTAKE, monday_at_ten()));
}

#[test]
fn flow_3_a_clerk_forwards_it_to_its_work_group() {
    let log = one(to_lung(), |_| ());
    let moved = log.all(|at, told| match told {
        Told::Moved { request, to, why } => Some((at, *to == request.group, *why)),
        _ => None,
    });
    assert_eq!(moved, [(monday_at_ten() + minutes(SORTING), true, Move::Forwarded)]);
    // A clerk who errs: it comes back to the parent group and is forwarded again, ten times at most.
    let log = one(to_lung(), |parts| parts.departments[LUNG.index()].clerk_errs = Share::ONE);
    assert_eq!(log.count(|told| matches!(told, Told::Moved { why: Move::ForwardedWrongly, .. })), 10);
    assert_eq!(log.count(|told| matches!(told, Told::Moved { why: Move::Bounced, to: LUNG_INTAKE, .. })), 10);
    assert_eq!(only_closed(&log).3, Outcome::Answered);
}

#[test]
fn flow_4_a_clerk_or_health_personnel_answers() {
    let mut parts = Parts { demand: vec![at_rate(to_lung(), 50.0)], ..town() };
    parts.inboxes[CASE_HANDLING.index()].reading = Some(constant(1));
    let log = simulate(parts);
    let answers = |time: i64| {
        let done = |told: &Told| matches!(told, Told::Ended { case, active } if case.work == Work::Answering && *active == minutes(time));
        log.count(done)
    };
    let (by_clerks, by_doctors) = (answers(CLERKS_ANSWER), answers(DOCTORS_ANSWER));
    assert!(by_clerks > 50 && by_doctors > 50);
    assert_eq!(by_clerks + by_doctors, log.closed().len());
    let (read, closed) = (log.count(|told| matches!(told, Told::Read)), log.closed());
    assert_eq!(read, closed.len(), "the sender reads each answer");
    assert!(closed.iter().all(|(_, request, inbox, _)| *inbox == request.group));
}
