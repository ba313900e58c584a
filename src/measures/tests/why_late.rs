//! Why late: a case on paper, and random ways against a look at every minute.

use super::*;
use crate::measures::eligible::is_holiday;
use crate::measures::{LABELS, Part};
use crate::model::{EndOfWindow, InboxKind, Vacation};
use crate::record::Label;
use crate::time::Date;
use proptest::prelude::*;

fn late_model() -> Model {
    let mut parts = testing::parts();
    let date = |day| Date::from_ymd(2026, 1, day).unwrap();
    parts.calendar.closed = vec![date(8)];
    parts.staff[1].vacations = vec![Vacation { from: date(12), to: date(13), away_at_once: 1 }];
    parts.staff[2].end_of_window = EndOfWindow::Finish;
    Model::new(parts).unwrap()
}

fn doctor(from: Instant, to: Instant, overtaken: Option<Instant>) -> Segment {
    let (inbox, roles) = (testing::CLINIC, RoleSet::of(testing::DOCTOR));
    Segment { kind: SegmentKind::Waiting { inbox, roles, overtaken, wrong: false }, from, to }
}

#[test]
fn the_time_of_a_late_request_is_divided_as_on_paper() {
    let model = late_model();
    let figures = observe(&model, (27, "00:00"), |t| {
        // Received on Tuesday the 6th; the 8th is closed: due as Wednesday the 14th ends.
        let mut request = t.received(6, "10:00", true);
        request.sent = t.at(6, "09:30");
        let day = |d, time| t.at(d, time);
        let wrong = |from, to| Segment {
            kind: SegmentKind::Waiting {
                inbox: testing::WARD,
                roles: RoleSet::ANY,
                overtaken: None,
                wrong: true,
            },
            from,
            to,
        };
        let segments = [
            Segment { kind: SegmentKind::Transport, from: request.sent, to: request.received },
            waiting(testing::INTAKE, request.received, day(6, "13:20")),
            in_hand(testing::INTAKE, PersonId(0), day(6, "13:20"), day(6, "13:30")),
            wrong(day(6, "13:30"), day(7, "13:30")),
            doctor(day(7, "13:30"), day(14, "13:15"), Some(day(14, "13:05"))),
            in_hand(testing::CLINIC, PersonId(2), day(14, "13:15"), day(15, "13:10")),
        ];
        let (at, inbox, outcome) = (day(15, "13:10"), testing::CLINIC, Outcome::Answered);
        t.tell(at, Fact::Closed { request: &request, inbox, outcome, segments: &segments });
    });
    let late = &figures.late[Part::ToHospital.index()];
    let of = |label: Label| late.micros[label as usize];
    assert_eq!(late.late, 1);
    assert_eq!(of(Label::Transport), hours(0.5));
    // Sorting 10 minutes; answering 45 minutes on the 14th and 10 on the 15th.
    assert_eq!(of(Label::Handling), hours(65.0 / 60.0));
    assert_eq!(of(Label::WrongGroup), hours(24.0));
    assert_eq!(of(Label::Holiday), hours(24.0));
    // The doctor's two days of vacation.
    assert_eq!(of(Label::Absence), hours(2.0));
    assert_eq!(of(Label::Overtaken), hours(10.0 / 60.0));
    assert_eq!(of(Label::WaitingIntake), hours(20.0 / 60.0));
    // The rest of the 7th's hour, that of the 9th, five minutes on the 14th.
    assert_eq!(of(Label::WaitingGroup), hours(0.5 + 1.0 + 5.0 / 60.0));
    // 6th: 3 h; 7th from 14:00: 10 h; 9th: 23 h; weekend 48 h; 12th, 13th: 23 h each; 14th: 13 h and from 14:00
    // 10 h; 15th: 13 h.
    assert_eq!(of(Label::Closed), hours(3.0 + 10.0 + 23.0 + 48.0 + 46.0 + 13.0 + 10.0 + 13.0));
    assert_eq!(of(Label::WaitingForSender), 0);
}

/// The label of an instant, as the model says it.
fn label_at(context: &Context<'_>, segment: &Segment, at: Instant) -> Label {
    let model = context.model;
    let (inbox, roles, overtaken, wrong) = match segment.kind {
        SegmentKind::Transport => return Label::Transport,
        SegmentKind::Sender => return Label::WaitingForSender,
        SegmentKind::Waiting { inbox, roles, overtaken, wrong } => (inbox, roles, overtaken, wrong),
        SegmentKind::InHand { inbox, person, roles, wrong } => {
            let finishes = model.persons[person.index()].end_of_window == EndOfWindow::Finish;
            if finishes || model.duty(person, &context.away[person.index()]).on_duty(at) {
                return Label::Handling;
            }
            (inbox, roles, None, wrong)
        }
    };
    if wrong {
        return Label::WrongGroup;
    }
    if is_holiday(model, model.calendar.date(at)) {
        return Label::Holiday;
    }
    let eligible = || {
        let serving = model.served_by(inbox).iter();
        let may = serving.filter(|p| model.persons[p.index()].roles.may_do(roles));
        may.map(|p| model.duty(*p, &context.away[p.index()]))
    };
    if !eligible().any(|duty| duty.rostered(at)) {
        Label::Closed
    } else if !eligible().any(|duty| duty.on_duty(at)) {
        Label::Absence
    } else if overtaken.is_some_and(|since| since <= at) {
        Label::Overtaken
    } else if model.inboxes[inbox.index()].kind == InboxKind::ParentGroup {
        Label::WaitingIntake
    } else {
        Label::WaitingGroup
    }
}

/// Kinds of steps, each some minutes long.
fn steps() -> impl Strategy<Value = Vec<(u8, u32, bool, u32)>> {
    proptest::collection::vec((0_u8..7, 1_u32..4000, any::<bool>(), 0_u32..4000), 3..9)
}

fn segment(step: &(u8, u32, bool, u32), from: Instant) -> Segment {
    let &(kind, minutes, wrong, overtaken) = step;
    let to = from + Duration::MINUTE.times(minutes.into());
    let overtaken = (overtaken < 3000).then(|| from + Duration::MINUTE.times(overtaken.into()));
    let roles =
        [RoleSet::ANY, RoleSet::of(testing::CLERK), RoleSet::of(testing::DOCTOR)][minutes as usize % 3];
    let wait = |inbox| SegmentKind::Waiting { inbox, roles, overtaken, wrong };
    let hand = |inbox, person| SegmentKind::InHand { inbox, person, roles, wrong };
    let kind = match kind {
        0 => SegmentKind::Transport,
        1 => SegmentKind::Sender,
        2 => wait(testing::INTAKE),
        3 => wait(testing::CLINIC),
        4 => hand(testing::CLINIC, PersonId(2)),
        5 => hand(testing::INTAKE, PersonId(0)),
        _ => hand(testing::OFFICE, PersonId(3)),
    };
    Segment { kind, from, to }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Parts sum to the whole and are those of looking at every minute.
    #[test]
    fn the_parts_are_those_of_every_minute(steps in steps()) {
        let model = late_model();
        let away = testing::away(&model);
        let context = Context { model: &model, away: &away };
        let mut expected = [0_i64; LABELS];
        let figures = observe_away(&model, &away, (31, "00:00"), |t| {
            let request = t.received(5, "00:00", true);
            let mut segments = Vec::new();
            let mut from = request.received;
            for step in &steps {
                segments.push(segment(step, from));
                from = segments.last().unwrap().to;
            }
            // Long enough to be late.
            let end = from + Duration::DAY.times(10);
            segments.push(waiting(testing::WARD, from, end));
            for segment in &segments {
                let mut at = segment.from;
                while at < segment.to {
                    expected[label_at(&context, segment, at) as usize] += Duration::MINUTE.micros();
                    at = at + Duration::MINUTE;
                }
            }
            let (inbox, outcome) = (testing::WARD, Outcome::Answered);
            t.tell(end, Fact::Closed { request: &request, inbox, outcome, segments: &segments });
        });
        prop_assert_eq!(figures.late[0].late, 1);
        prop_assert_eq!(figures.late[0].micros, expected);
    }
}
