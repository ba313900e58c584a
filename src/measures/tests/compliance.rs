//! Deadline compliance, reply time and balance by hand.

use super::*;
use crate::measures::{Level, Part};
use crate::model::rules::Clause;

#[test]
fn the_cohort_counts_wherever_it_closes_and_nothing_else_does() {
    let model = testing::model();
    let figures = observe(&model, (27, "00:00"), |t| {
        // Warm-up: not of the cohort, though closed within the window.
        let early = t.received(2, "10:00", true);
        t.closed(&early, 6, "13:00", Outcome::Answered);
        // Monday 5 January: within 3 until Thursday the 8th, within 5 until Monday the 12th.
        for (day, time) in [(8, "23:59"), (9, "00:00"), (12, "23:59"), (13, "00:00")] {
            let request = t.received(5, "10:00", true);
            t.closed(&request, day, time, Outcome::Answered);
        }
        let misuse = t.received(5, "11:00", false);
        t.closed(&misuse, 6, "13:00", Outcome::Returned(Clause::N2));
        let withdrawn = t.received(6, "11:00", false);
        t.closed(&withdrawn, 7, "13:00", Outcome::Withdrawn);
        // The last moment of the window, closed after it.
        let last = t.received(18, "23:59", false);
        t.closed(&last, 20, "13:00", Outcome::Answered);
        // After the window.
        let late = t.received(19, "00:00", true);
        t.closed(&late, 20, "13:00", Outcome::Answered);
        let open = t.received(14, "10:00", true);
        let end = t.at(27, "00:00");
        let segments = [waiting(testing::CLINIC, open.received, end)];
        t.tell(end, Fact::Open { request: &open, inbox: testing::CLINIC, segments: &segments });
    });
    let all = &figures.units[0];
    assert_eq!((all.received, all.answered, all.returned, all.withdrawn), (8, 5, 1, 1));
    assert_eq!((all.open_overdue, all.open_not_due), (1, 0));
    // 8 January and the last one; then also the 9th and the 12th.
    assert_eq!((all.within_expected, all.within_limit, all.within_goal), (2, 4, 4));
    assert_eq!(all.denominator(), 7);
    assert_eq!(all.share(all.within_limit), Some(4.0 / 7.0));
    let balance = figures.balance;
    assert_eq!((balance.sent, balance.received, balance.answered), (10, 10, 7));
}

#[test]
fn units_are_those_of_the_addressed_service() {
    let model = testing::model();
    let figures = observe(&model, (20, "00:00"), |t| {
        for (day, to_hospital) in [(5, true), (12, true), (13, false)] {
            let request = t.received(day, "10:00", to_hospital);
            t.closed(&request, day, "13:30", Outcome::Answered);
        }
    });
    let frame = Frame::new(&model);
    let received = |level: Level, direction: Part| -> Vec<u64> {
        let rows = frame.axes.units.iter().zip(&figures.units);
        let found = rows.filter(|(unit, _)| unit.level == level && unit.direction == direction);
        found.map(|(_, row)| row.received).collect()
    };
    assert_eq!(received(Level::All, Part::All), [3]);
    assert_eq!(received(Level::Direction, Part::ToHospital), [2]);
    assert_eq!(received(Level::Department, Part::ToHospital), [2]);
    assert_eq!(received(Level::Service, Part::ToMunicipality), [1]);
    assert_eq!(received(Level::Municipality, Part::ToHospital), [2]);
    assert_eq!(received(Level::Municipality, Part::ToMunicipality), [1]);
    assert_eq!(received(Level::Topic, Part::ToHospital), [2, 0]);
    assert_eq!(received(Level::Topic, Part::ToMunicipality), [0, 1]);
    assert_eq!(frame.axes.weeks, [(2026, 2), (2026, 3)]);
    let weeks: Vec<u64> = figures.weeks.iter().map(|week| week.received).collect();
    assert_eq!(weeks, [1, 2, 1, 1, 0, 1]);
    let municipality = frame.axes.units.iter().find(|unit| unit.level == Level::Municipality).unwrap();
    assert_eq!(municipality.name, "4601 Bergen");
}

#[test]
fn reply_times_are_in_working_days_and_open_ones_hide_percentiles() {
    let model = testing::model();
    let figures = observe(&model, (27, "00:00"), |t| {
        for (day, time) in [(5, "12:00"), (6, "10:00"), (8, "10:00"), (10, "10:00")] {
            let request = t.received(5, "10:00", true);
            t.closed(&request, day, time, Outcome::Answered);
        }
        let open = t.received(5, "10:00", true);
        let end = t.at(27, "00:00");
        let segments = [waiting(testing::CLINIC, open.received, end)];
        t.tell(end, Fact::Open { request: &open, inbox: testing::CLINIC, segments: &segments });
    });
    let reply = &figures.reply[Part::ToHospital.index()];
    // Saturday the 10th: four working days have passed, and the end of the fourth.
    assert_eq!((reply.days[0], reply.days[1], reply.days[3], reply.days[5]), (1, 1, 1, 1));
    assert_eq!((reply.unanswered, reply.all(), reply.within(3)), (1, 5, 3));
    let near = |micros: Option<i64>, known: i64| (micros.unwrap() - known).abs() * 1000 <= known;
    assert!(near(reply.elapsed.median, hours(72.0)));
    assert_eq!((reply.elapsed.p90, reply.elapsed.mean), (None, None));
    // 5 January 10:00 to 8 January 10:00 in an office of 7.5 hours.
    assert!(near(reply.office.median, hours(22.5)));
    assert_eq!(figures.reply[Part::ToMunicipality.index()].all(), 0);
}

#[test]
#[should_panic(
    expected = "at 2026-01-20T00:00:00.000000+01:00: requests received are neither closed nor open"
)]
fn a_lost_request_is_told_with_the_time() {
    observe(&testing::model(), (20, "00:00"), |t| {
        t.received(5, "10:00", true);
    });
}

#[test]
#[should_panic(expected = "do not join")]
fn steps_that_leave_a_gap_are_refused() {
    observe(&testing::model(), (20, "00:00"), |t| {
        let request = t.received(5, "10:00", true);
        let (from, now) = (t.at(5, "10:01"), t.at(5, "13:00"));
        let segments = [waiting(testing::CLINIC, from, now)];
        let (inbox, outcome) = (testing::CLINIC, Outcome::Answered);
        t.tell(now, Fact::Closed { request: &request, inbox, outcome, segments: &segments });
    });
}
