//! Ways, hops, returns and clauses by hand.

use super::*;
use crate::measures::WayEnds;
use crate::model::RowId;
use crate::model::rules::Clause;
use crate::record::{ChildKind, Move};

#[test]
fn ways_hops_and_wrong_sorting_are_the_cohorts() {
    let model = testing::model();
    let figures = observe(&model, (20, "00:00"), |t| {
        let straight = t.received(5, "10:00", true);
        t.closed(&straight, 5, "13:00", Outcome::Answered);
        let crooked = t.received(5, "10:00", true);
        let times = ["13:00", "13:10", "13:20", "13:30"].map(|time| t.at(5, time));
        let wrong =
            SegmentKind::Waiting { inbox: testing::WARD, roles: RoleSet::ANY, overtaken: None, wrong: true };
        let segments = [
            waiting(testing::INTAKE, crooked.received, times[0]),
            Segment { kind: wrong, from: times[0], to: times[1] },
            waiting(testing::INTAKE, times[1], times[2]),
            waiting(testing::CLINIC, times[2], times[3]),
        ];
        let (inbox, outcome) = (testing::CLINIC, Outcome::Answered);
        t.tell(times[3], Fact::Closed { request: &crooked, inbox, outcome, segments: &segments });
        let (from, to) = (testing::INTAKE, testing::WARD);
        t.tell(times[0], Fact::Moved { request: &crooked, from, to, why: Move::ForwardedWrongly });
        t.tell(times[1], Fact::Moved { request: &crooked, from: to, to: from, why: Move::Bounced });
    });
    let frame = Frame::new(&model);
    let name = |place: u32| frame.axes.places[place as usize].name.as_str();
    let flow = frame.axes.flows.iter().position(|ends| name(ends.from) == "4601 Bergen").unwrap();
    let ends = frame.axes.flows[flow];
    assert_eq!((name(ends.to), ends.first), ("Lungeavdelingen", testing::INTAKE.0));
    let figures_of = &figures.flows[flow];
    assert_eq!((figures_of.requests, figures_of.hops, figures_of.wrongly_sorted), (2, 3, 1));
    let ended: Vec<(WayEnds, u64)> =
        frame.axes.ways().zip(figures.ways.iter().map(|way| way.in_time)).filter(|(_, n)| *n > 0).collect();
    assert_eq!(ended.iter().map(|(_, count)| count).sum::<u64>(), 2);
    let through = |(way, _): &(WayEnds, u64)| way.first == testing::INTAKE.0 && way.place == ends.to;
    assert!(ended.iter().all(through), "{ended:?}");
    assert!(ended.iter().any(|(way, _)| way.last == Some(testing::CLINIC.0)), "{ended:?}");
    assert_eq!(frame.axes.ways().count(), figures.ways.len());
    assert_eq!((figures.traffic.forwarded_wrongly, figures.traffic.bounced), (1, 1));
}

#[test]
fn clauses_count_hits_refusals_returns_and_their_time() {
    let model = testing::model();
    let bit = |clause: Clause| 1 << clause.index();
    let figures = observe(&model, (20, "00:00"), |t| {
        let early = testing::request(&model, 0, t.at(2, "10:00"), true);
        t.tell(early.sent, Fact::Refused { request: &early, clause: Clause::A1, hits: 1, birth: true });
        let refused = testing::request(&model, 1, t.at(5, "10:00"), true);
        let hits = bit(Clause::A1) | bit(Clause::C3);
        t.tell(refused.sent, Fact::Refused { request: &refused, clause: Clause::A1, hits, birth: true });
        t.tell(refused.sent, Fact::NeverSent { row: RowId(1), service: None });
        let mut sequel = testing::request(&model, 2, t.at(6, "10:00"), true);
        sequel.key = sequel.key.child(ChildKind::SecondMessage, 0);
        let hits = bit(Clause::N2);
        t.tell(sequel.sent, Fact::Sent { request: &sequel, hits, birth: false });
        t.tell(sequel.sent, Fact::Received { request: &sequel, inbox: testing::INTAKE });
        // In hand from 13:50 on Tuesday to 13:02 on Wednesday: 12 minutes of message time.
        let [begun, done] = [t.at(6, "13:50"), t.at(7, "13:02")];
        let segments = [
            waiting(testing::INTAKE, sequel.received, begun),
            in_hand(testing::INTAKE, PersonId(0), begun, done),
        ];
        let (inbox, outcome) = (testing::INTAKE, Outcome::Returned(Clause::N2));
        t.tell(done, Fact::Closed { request: &sequel, inbox, outcome, segments: &segments });
    });
    let clause = |clause: Clause| figures.clauses[clause.index()];
    assert_eq!((clause(Clause::A1).hits, clause(Clause::A1).refused), (1, 1));
    assert_eq!((clause(Clause::C3).hits, clause(Clause::A3).hits), (1, 1));
    let misuse = clause(Clause::N2);
    assert_eq!((misuse.hits, misuse.returned, misuse.handled), (1, 1, hours(0.2)));
    assert_eq!((figures.traffic.second_messages, figures.traffic.follow_ups), (1, 0));
    assert_eq!((figures.balance.sent, figures.balance.refused, figures.balance.returned), (3, 2, 1));
}
