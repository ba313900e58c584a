//! Recovery from an event by hand.

use super::*;
use crate::model::NamedEvent;
use crate::time::Date;

fn with_event() -> Model {
    let mut parts = testing::parts();
    let date = |day| Date::from_ymd(2026, 1, day).unwrap();
    parts.events = vec![NamedEvent { key: "storm".into(), from: date(9), to: date(12) }];
    Model::new(parts).unwrap()
}

#[test]
fn back_when_the_queue_is_as_before_and_nothing_is_overdue() {
    let model = with_event();
    let figures = observe(&model, (20, "00:00"), |t| {
        // One waits from the fourth of eight working days before the event: their median is 1.
        let always = t.queued(1, "10:00", testing::CLINIC, 1);
        // A second from the 9th to Thursday the 15th.
        let second = t.queued(9, "10:00", testing::CLINIC, 2);
        // A request due as the 12th ends is answered on the 16th: overdue at the ends of the 12th to the 15th.
        let late = t.received(5, "10:00", true);
        t.done(second, (15, "13:00"), 5, 1);
        t.closed(&late, 16, "13:00", Outcome::Answered);
        let end = t.at(20, "00:00");
        t.tell(end, Fact::Present { case: always, person: None });
    });
    // Working days after the 12th: 13, 14, 15, 16. To municipalities nothing happened at all.
    assert_eq!(figures.recovery, [Some(4), Some(4), Some(0)]);
}

#[test]
fn not_back_before_the_end_is_missing() {
    let model = with_event();
    let figures = observe(&model, (20, "00:00"), |t| {
        let case = t.queued(9, "10:00", testing::OFFICE, 1);
        let end = t.at(20, "00:00");
        t.tell(end, Fact::Present { case, person: None });
    });
    assert_eq!(figures.recovery, [None, Some(0), None]);
}
