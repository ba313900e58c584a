//! Time on duty and time worked by hand.

use super::*;
use crate::measures::Activity;
use crate::model::Vacation;
use crate::time::Date;

#[test]
fn time_goes_to_activities_of_the_persons_group() {
    let model = testing::model();
    let figures = observe(&model, (20, "00:00"), |t| {
        for (minutes, work) in (1..).zip(WORKS) {
            let arrived = t.at(5, "08:00") + Duration::MINUTE.times(20 * minutes);
            let key = MessageKey::root(9, minutes as u64);
            let case = Case { work, ..testing::case(key, testing::INTAKE, arrived) };
            t.tell(arrived, Fact::Queued { case, level: 1, handed_back: false });
            let (began, active) = (arrived + Duration::MINUTE, Duration::MINUTE.times(minutes));
            t.tell(began, Fact::Begun { case, person: PersonId(1), level: 0, first: true });
            t.tell(began + active, ended(case, PersonId(1), began, active));
            t.tell(began + active, Fact::Left { case });
        }
    });
    let clerks = &figures.groups[0];
    let minutes = |activity: Activity| clerks.by_activity[activity as usize] / Duration::MINUTE.micros();
    let told = [
        Activity::Sorting,
        Activity::AtOnce,
        Activity::Answering,
        Activity::WrongPlace,
        Activity::Misuse,
        Activity::AskingBack,
        Activity::Reading,
        Activity::Calling,
    ];
    assert_eq!(told.map(minutes), [1, 2, 3, 4, 5 + 6, 7 + 9, 8, 10]);
    assert_eq!((clerks.worked, clerks.overtime), (Duration::MINUTE.times(55).micros(), 0));
    assert_eq!(figures.groups[1].worked, 0);
}

#[test]
fn time_there_is_what_vacation_holidays_and_sickness_leave() {
    let mut parts = testing::parts();
    let date = |day| Date::from_ymd(2026, 1, day).unwrap();
    parts.calendar.closed = vec![date(15)];
    parts.staff[0].vacations = vec![Vacation { from: date(6), to: date(7), away_at_once: 2 }];
    let model = Model::new(parts).unwrap();
    let mut away = testing::away(&model);
    // The second clerk is also sick on the day of the first week's end, and on a Saturday.
    away[1].insert_range(date(9), date(10));
    let figures = observe_away(&model, &away, (20, "00:00"), |_| ());
    let clerks = &figures.groups[0];
    // Ten working days less the closed one and two of vacation, for two; one sick day.
    assert_eq!((clerks.on_duty, clerks.present), (hours(13.0), hours(13.0 * 7.5)));
    assert_eq!((clerks.positions, clerks.full_time), (2.0, hours(9.0 * 7.5)));
    assert_eq!(figures.groups[1].on_duty, hours(9.0));
    assert_eq!(figures.working_days, 9);
    assert_eq!(figures.cost, Some(5.0 * 650_000.0));
    assert_eq!(figures.inboxes[testing::INTAKE.index()].capacity, hours(13.0));
}

#[test]
#[should_panic(expected = "lunge-merkantil worked longer than they were on duty")]
fn nobody_works_longer_than_on_duty() {
    observe(&testing::model(), (20, "00:00"), |t| {
        let case = t.queued(5, "12:00", testing::INTAKE, 1);
        t.done(case, (5, "13:00"), 60 * 21, 0);
    });
}
