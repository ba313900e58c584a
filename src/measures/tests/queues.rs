//! Queue lengths, clock changes and limits passed by hand.

use super::*;
use crate::measures::CELLS;
use crate::model::Period;
use crate::time::Date;

#[test]
fn lengths_are_weighted_by_time_over_all_hours_and_open_hours() {
    let model = testing::model();
    let clinic = testing::CLINIC;
    // Open 13:00–14:00. One waits from 12:00, two from 13:00 to 13:30, one until 13:15 on Tuesday.
    let figures = observe(&model, (20, "00:00"), |t| {
        let first = t.queued(5, "12:00", clinic, 1);
        let second = t.queued(5, "13:00", clinic, 2);
        t.done(first, (5, "13:30"), 10, 1);
        t.done(second, (6, "13:15"), 5, 0);
    });
    let inbox = &figures.inboxes[clinic.index()];
    assert_eq!((inbox.queue, inbox.observed), (hours(1.0 + 2.0 * 0.5 + 23.75), hours(336.0)));
    assert_eq!((inbox.queue_open, inbox.open), (hours(1.0 + 0.5 + 0.25), hours(10.0)));
    // Empty for 92.5 % of all time, and for 87.5 % of open time.
    assert_eq!(
        (inbox.median, inbox.p90, inbox.p90_open, inbox.largest),
        (Some(0), Some(0), Some(1), Some(2))
    );
    assert_eq!((inbox.arrivals, inbox.departures, inbox.begun), (2, 2, 2));
    assert_eq!((inbox.waited, inbox.oldest), (hours(25.75), Some(hours(24.25))));
    assert_eq!((inbox.worked, inbox.worked_on), (hours(0.25), 2));
    // Two clerks and a doctor, an hour on each of ten days.
    assert_eq!(inbox.capacity, hours(30.0));
    let weeks = &figures.detail.inbox_weeks[2 * clinic.index()..][..2];
    assert_eq!(weeks, [hours(25.75), 0]);
    let cells = &figures.detail.inbox_hours[CELLS * clinic.index()..][..CELLS];
    assert_eq!((cells[11], cells[12], cells[13], cells[14]), (0, hours(1.0), hours(1.5), hours(1.0)));
    assert_eq!((cells[24 + 12], cells[24 + 13], cells[24 + 14]), (hours(1.0), hours(0.25), 0));
    let series = &figures.detail.series[0];
    assert_eq!((series.len(), series[12], series[24 + 13]), (337, hours(1.0), hours(0.25)));
}

#[test]
fn only_the_window_counts() {
    let model = testing::model();
    let office = testing::OFFICE;
    let figures = observe(&model, (21, "00:00"), |t| {
        // From Friday 2 January until Monday 01:00: an hour in the window, 61 hours old then.
        let before = t.queued(2, "12:00", office, 1);
        t.done(before, (5, "01:00"), 1, 0);
        // From Sunday 23:00 to the end of the run: an hour in the window.
        let after = t.queued(18, "23:00", office, 1);
        let end = t.at(21, "00:00");
        t.tell(end, Fact::Present { case: after, person: None });
    });
    let inbox = &figures.inboxes[office.index()];
    assert_eq!((inbox.queue, inbox.arrivals, inbox.departures), (hours(2.0), 1, 1));
    assert_eq!(inbox.oldest, Some(hours(61.0)));
    assert_eq!(figures.inboxes[testing::WARD.index()].oldest, None);
}

#[test]
fn what_ends_at_the_same_instant_was_never_there() {
    let model = testing::model();
    let figures = observe(&model, (20, "00:00"), |t| {
        let case = t.queued(5, "13:00", testing::CLINIC, 1);
        t.done(case, (5, "13:00"), 5, 0);
    });
    let inbox = &figures.inboxes[testing::CLINIC.index()];
    assert_eq!((inbox.queue, inbox.largest, inbox.begun, inbox.waited), (0, Some(0), 1, 0));
}

#[test]
fn calls_stand_in_line_but_not_in_the_queue() {
    let model = testing::model();
    let figures = observe(&model, (20, "00:00"), |t| {
        let arrived = t.at(5, "12:00");
        let call =
            Case { work: Work::Calling, ..testing::case(MessageKey::root(9, 0), testing::CLINIC, arrived) };
        t.tell(arrived, Fact::Queued { case: call, level: 0, handed_back: false });
        t.done(call, (5, "13:00"), 5, 0);
    });
    let clinic = &figures.inboxes[testing::CLINIC.index()];
    assert_eq!((clinic.queue, clinic.arrivals, clinic.worked, clinic.oldest), (0, 0, 0, None));
    assert_eq!(figures.groups[0].worked, Duration::MINUTE.times(5).micros());
}

#[test]
fn a_clock_change_gives_the_hours_that_there_are() {
    for (month, day, sunday) in [(3, 23, 23.0), (10, 19, 25.0)] {
        let mut parts = testing::parts();
        let start = Date::from_ymd(2026, month, day).unwrap();
        parts.period = Period { start, weeks: 1, warm_up_weeks: 0 };
        let model = Model::new(parts).unwrap();
        let (from, to) = model.observed();
        let frame = Frame::new(&model);
        let away = testing::away(&model);
        let context = Context { model: &model, away: &away };
        let mut collector = Collector::new(&frame, &model);
        let midnight = model.calendar.midnight(start.plus(6));
        let case = testing::case(MessageKey::root(0, 0), testing::CLINIC, midnight);
        collector.record(&context, midnight, &Fact::Queued { case, level: 1, handed_back: false });
        collector.record(&context, to, &Fact::Present { case, person: None });
        let figures = collector.finish(&context, to);
        let cells = &figures.detail.inbox_hours[CELLS * testing::CLINIC.index()..][..CELLS];
        assert_eq!(cells.iter().sum::<i64>(), hours(sunday));
        // Two o'clock comes not at all in March, and twice in October.
        let two = 6 * 24 + 2;
        assert_eq!(
            (cells[two - 1], cells[two], cells[two + 1]),
            (hours(1.0), hours(sunday - 23.0), hours(1.0))
        );
        assert_eq!(figures.hours[two].length, hours(sunday - 23.0));
        let whole: i64 = figures.hours[..CELLS].iter().map(|hour| hour.length).sum();
        assert_eq!(whole, (to - from).micros());
    }
}

#[test]
fn a_limit_passes_in_the_inbox_where_the_request_stands() {
    let model = testing::model();
    let figures = observe(&model, (20, "00:00"), |t| {
        // The limit passes as Monday the 12th ends.
        let request = t.received(5, "10:00", true);
        let [moved, answered] = [t.at(12, "13:00"), t.at(14, "13:00")];
        let segments =
            [waiting(testing::INTAKE, request.received, moved), waiting(testing::WARD, moved, answered)];
        let (inbox, outcome) = (testing::WARD, Outcome::Answered);
        t.tell(answered, Fact::Closed { request: &request, inbox, outcome, segments: &segments });
        // While the sender is asked it stands nowhere.
        let asked = t.received(5, "10:00", true);
        let segments = [Segment { kind: SegmentKind::Sender, from: asked.received, to: answered }];
        t.tell(answered, Fact::Closed { request: &asked, inbox, outcome, segments: &segments });
        // In time to the last microsecond.
        let kept = t.received(5, "10:00", true);
        let segments = [waiting(testing::WARD, kept.received, kept.limit)];
        t.tell(kept.limit, Fact::Closed { request: &kept, inbox, outcome, segments: &segments });
    });
    let passed: Vec<u64> = figures.inboxes.iter().map(|inbox| inbox.limits_passed).collect();
    assert_eq!(passed, [0, 0, 1, 0]);
    assert_eq!(figures.units[0].within_limit, 1);
}

#[test]
#[should_panic(expected = "the queue of lunge-poliklinikk is said to be 2, but 1 were counted")]
fn a_wrong_level_is_told() {
    observe(&testing::model(), (20, "00:00"), |t| {
        t.queued(5, "12:00", testing::CLINIC, 2);
    });
}

#[test]
#[should_panic(expected = "the inbox lunge-poliklinikk has arrivals that neither left nor are present")]
fn a_lost_case_is_told() {
    observe(&testing::model(), (20, "00:00"), |t| {
        t.queued(5, "12:00", testing::CLINIC, 1);
    });
}

#[test]
#[should_panic(expected = "Little's law fails in the inbox lunge-poliklinikk")]
fn a_forged_arrival_is_told() {
    observe(&testing::model(), (20, "00:00"), |t| {
        let case = t.queued(5, "12:00", testing::CLINIC, 1);
        let forged = Case { arrived: t.at(5, "11:59"), ..case };
        t.done(forged, (5, "13:00"), 5, 0);
    });
}
