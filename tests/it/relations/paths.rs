//! Relations between two runs of the same trace: 11–15, 17, 19, 20, 22, 27 and 30 of the plan of trust.

use super::line::{Line, Sent, Visit, trace};
use crate::reference::dice::Choices;
use crate::reference::town::{self, LEGE, POLIKLINIKK, date, inbox, law, weekdays};
use meldingsflyt::calendar::{DeadlineRule, Holidays, RosterSpec};
use meldingsflyt::experiment::Subject;
use meldingsflyt::measures::{FlowFigures, Observations};
use meldingsflyt::model::*;
use meldingsflyt::record::{Context, Fact, Recorder};
use meldingsflyt::time::{Date, Duration, Instant, WorkingDays};

const TRACES: u64 = 200;

fn random(seed: u64) -> (Choices, Line) {
    let mut choices = Choices::new(seed);
    let people = choices.of(&[1, 1, 2, 3]);
    let sent = trace(&mut choices, 1);
    let mut line = Line::new(people, sent);
    if choices.chance(30) {
        line.roster = RosterSpec::always();
    }
    (choices, line)
}

/// Fails if any message of one run is later than in another by this measure.
fn never_later(one: &Line, other: &Line, measure: impl Fn(&Visit) -> i64) {
    for (index, (first, second)) in one.visits().iter().zip(other.visits()).enumerate() {
        assert!(
            measure(first) <= measure(&second),
            "message {index}: {first:?}, {second:?} in {:?}",
            one.sent
        );
    }
}

#[test]
fn one_more_person_never_lengthens_a_wait() {
    for seed in 0..TRACES {
        let (_, line) = random(seed);
        let more = Line { people: line.people + 1, ..line.clone() };
        never_later(&more, &line, |visit| visit.begun - visit.arrived);
    }
}

#[test]
fn longer_handling_never_shortens_a_wait() {
    for seed in 0..TRACES {
        let (mut choices, line) = random(seed);
        let mut longer = line.clone();
        longer.sent.iter_mut().for_each(|sent| sent.work += choices.of(&[0, 0, 1, 30]));
        never_later(&line, &longer, |visit| visit.begun - visit.arrived);
    }
}

#[test]
fn longer_hours_never_make_an_answer_later() {
    for seed in 0..TRACES {
        let (mut choices, mut line) = random(seed);
        line.roster = weekdays(&[("08:00", "15:30")]);
        let hours = choices.of(&[("07:00", "15:30"), ("08:00", "17:00"), ("06:00", "20:00")]);
        let longer = Line { roster: weekdays(&[hours]), ..line.clone() };
        never_later(&longer, &line, |visit| visit.ended);
    }
}

#[test]
fn pooling_never_lengthens_the_mean_wait() {
    for seed in 0..TRACES {
        let (mut choices, mut line) = random(seed);
        let work = choices.between(1, 60);
        line.sent.iter_mut().for_each(|sent| sent.work = work);
        let (some, others) = line.sent.iter().partition(|_| choices.chance(50));
        let (some, others): (Vec<Sent>, Vec<Sent>) = (some, others);
        let waits = |people, sent: Vec<Sent>| -> i64 {
            let apart = Line { people, sent, ..line.clone() };
            apart.visits().iter().map(|visit| visit.begun - visit.arrived).sum()
        };
        let pooled = waits(2, line.sent.clone());
        assert!(pooled <= waits(1, some) + waits(1, others), "seed {seed}");
    }
}

#[test]
fn a_holiday_never_makes_an_answer_earlier() {
    for seed in 0..TRACES {
        let (mut choices, mut line) = random(seed);
        line.roster = weekdays(&[("08:00", "15:30")]);
        let closed = vec![line.start.plus(choices.between(0, 13) as i32)];
        let with_holiday = Line { closed, ..line.clone() };
        never_later(&line, &with_holiday, |visit| visit.ended);
    }
}

#[test]
fn urgency_only_shifts_waits_from_one_class_to_another() {
    for seed in 0..TRACES {
        let mut choices = Choices::new(seed);
        let mut sent = trace(&mut choices, 3);
        sent.iter_mut().for_each(|sent| sent.work = 25);
        let fifo = Line { classes: 3, ..Line::new(choices.of(&[1, 2]), sent) };
        let urgent = Line { discipline: Discipline::UrgentFirst, ..fifo.clone() };
        let sum = |line: &Line| line.visits().iter().map(|visit| visit.begun - visit.arrived).sum::<i64>();
        assert_eq!(sum(&fifo), sum(&urgent), "seed {seed}");
    }
}

#[test]
fn a_class_without_messages_changes_nothing() {
    for seed in 0..TRACES {
        let mut choices = Choices::new(seed);
        let sent = trace(&mut choices, 2);
        let base = Line::new(choices.of(&[1, 2]), sent);
        let two = Line { discipline: Discipline::UrgentFirst, classes: 2, ..base };
        let mut three = Line { classes: 3, ..two.clone() };
        three.sent.iter_mut().filter(|sent| sent.class == 2).for_each(|sent| sent.class = 3);
        assert_eq!(two.visits(), three.visits(), "seed {seed}");
    }
}

#[test]
fn seven_days_later_everything_is_seven_days_later() {
    for seed in 0..TRACES {
        let (_, line) = random(seed);
        let shifted = Line { start: line.start.plus(7), ..line.clone() };
        assert_eq!(line.visits(), shifted.visits(), "seed {seed}");
        let (early, late) = (flow(line.start, 1, seed), flow(shifted.start, 1, seed));
        assert_eq!(early.times, late.times, "seed {seed}");
        assert_eq!(early.figures.units, late.figures.units);
        assert_eq!(early.figures.late, late.figures.late);
        assert_eq!(early.figures.inboxes, late.figures.inboxes);
    }
}

/// A run of the town: what each fact's time is after the start, and the figures.
struct Flow {
    times: Vec<i64>,
    figures: Observations,
}

struct Times(Instant, Vec<i64>);

impl Recorder for Times {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if !matches!(fact, Fact::Present { .. } | Fact::Open { .. } | Fact::InTransport { .. }) {
            self.1.push((at - self.0).micros());
        }
    }
}

/// Sorting, wrong groups, questions, reading and transport, everything `k` times as long.
fn flow(start: Date, k: i64, seed: u64) -> Flow {
    let mut parts = town::town("2026-06-01", 2 * k as u32, &[]);
    parts.period.start = start;
    parts.calendar.zone = "UTC".into();
    parts.calendar.holidays = Holidays::None;
    parts.transport = town::transport(7 * k, 0.0);
    for inbox in &mut parts.inboxes {
        (inbox.look, inbox.reading, inbox.ask_back) = (law(2 * k), Some(law(3 * k)), law(6 * k));
        inbox.answering.iter_mut().for_each(|(_, time)| *time = law(23 * k));
    }
    parts.departments[0].sorting = law(4 * k);
    parts.departments[0].clerk_errs = town::share(30.0);
    parts.demand[0].flaws.c2 = town::share(30.0);
    if k > 1 || seed.is_multiple_of(2) {
        parts.staff.iter_mut().for_each(|group| group.roster = RosterSpec::always());
    }
    let origin = Instant::from_micros(i64::from(start.days()) * 86_400_000_000);
    let sent = trace(&mut Choices::new(seed), 1);
    for sent in &sent {
        let at = origin + Duration::MINUTE.times(sent.at * k);
        town::add(&mut parts, town::TO_HOSPITAL, town::message(at, 0, SenderId(0)));
    }
    if k > 1 || seed.is_multiple_of(2) {
        parts.deadline = town::deadline(DeadlineRule::None, 5);
    }
    let subject = Subject::new(Model::new(parts).expect("a sound town")).expect("a trace");
    let (figures, times) = subject.replicate_with(seed, 0, Times(origin, Vec::new()));
    Flow { times: times.1, figures }
}

#[test]
fn twice_as_slow_a_world_takes_exactly_twice_as_long() {
    for seed in (0..TRACES).map(|seed| 2 * seed) {
        let (one, two) = (flow(date("2026-06-01"), 1, seed), flow(date("2026-06-01"), 2, seed));
        let doubled: Vec<i64> = one.times.iter().map(|time| 2 * time).collect();
        assert_eq!(doubled, two.times, "seed {seed}");
        for (one, two) in one.figures.inboxes.iter().zip(&two.figures.inboxes) {
            assert_eq!((2 * one.queue, 2 * one.waited), (two.queue, two.waited));
            assert_eq!((one.median, one.p90, one.largest), (two.median, two.p90, two.largest));
        }
    }
}

#[test]
fn a_group_that_gets_nothing_changes_nothing() {
    for seed in 0..100 {
        let parts = crate::reference::scenarios::scenario(seed);
        let mut more = parts.clone();
        let new = InboxId::from(more.inboxes.len());
        more.inboxes.push(inbox("tom", InboxKind::Ward, 0, Some(0), &[LEGE]));
        more.departments[0].groups.push((new, meldingsflyt::stats::Share::ZERO));
        let mut staff = town::group("ingen", LEGE, &[new]);
        staff.count = 3;
        more.staff.push(staff);
        // A message that strays is drawn among the other groups in proportion: none strays into a share of 0.
        let figures = |parts: Parts| {
            let subject = Subject::new(Model::new(parts).expect("sound")).expect("sound");
            subject.replicate(seed, 0)
        };
        let (one, two) = (figures(parts), figures(more));
        assert_eq!(one.balance, two.balance, "seed {seed}");
        assert_eq!((one.units, one.weeks, one.reply), (two.units, two.weeks, two.reply), "seed {seed}");
        assert_eq!(one.inboxes, two.inboxes[..one.inboxes.len()], "seed {seed}");
        assert_eq!(one.groups, two.groups[..one.groups.len()], "seed {seed}");
        // Under direct intake the new group is a way in, for which there is a row of nothing.
        let flows = |flows: Vec<FlowFigures>| -> Vec<FlowFigures> {
            flows.into_iter().filter(|flow| flow.requests > 0).collect()
        };
        assert_eq!(
            (flows(one.flows), one.late, one.hours),
            (flows(two.flows), two.late, two.hours),
            "seed {seed}"
        );
    }
}

#[test]
fn a_longer_limit_is_later_and_the_share_within_it_never_falls() {
    for seed in 0..100 {
        let parts = crate::reference::scenarios::scenario(seed);
        let mut before: Option<(u64, u64)> = None;
        for limit in 1..=8 {
            let mut parts = parts.clone();
            // Who calls depends on the limit, and so would the run.
            parts.telephone.overdue = None;
            parts.inboxes.iter_mut().for_each(|inbox| inbox.discipline = Discipline::Fifo);
            parts.deadline.limit = WorkingDays(limit);
            let subject = Subject::new(Model::new(parts).expect("sound")).expect("sound");
            let all = subject.replicate(seed, 0).units[0];
            let (within, denominator) = (all.within_limit, all.received - all.returned);
            if let Some((fewer, last)) = before {
                assert!(within >= fewer, "seed {seed}, limit {limit}");
                // What was open and became misuse's return later leaves the denominator.
                assert!(denominator <= last, "seed {seed}, limit {limit}");
            }
            before = Some((within, denominator));
            let rule = subject.model().deadline.rule;
            let receipt = subject.model().observed().0 + Duration::HOUR.times(37);
            let last = |k| rule.last_instant(&subject.model().calendar, receipt, WorkingDays(k));
            assert!(last(limit) < last(limit + 1));
        }
    }
}

#[test]
fn the_town_of_these_tests_does_what_they_are_about() {
    let flow = flow(date("2026-06-01"), 1, 4);
    assert!(flow.figures.inboxes[POLIKLINIKK.index()].departures > 0);
    let asking = meldingsflyt::measures::Activity::AskingBack as usize;
    let wrong = meldingsflyt::measures::Activity::WrongPlace as usize;
    assert!(flow.figures.groups.iter().any(|group| group.by_activity[asking] > 0));
    assert!(flow.figures.groups.iter().any(|group| group.by_activity[wrong] > 0));
}
