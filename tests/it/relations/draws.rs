//! Relations of random numbers: 23–26 of the plan of trust, exogenous messages, threads, plans compared.

use crate::invariants::at_rates;
use crate::reference::scenarios::scenario;
use meldingsflyt::calendar::RosterSpec;
use meldingsflyt::experiment::{Size, Subject, study, with_threads};
use meldingsflyt::measures::Observations;
use meldingsflyt::model::{Births, DemandRow, Model, Parts, RowId};
use meldingsflyt::record::{Context, Fact, Recorder};
use meldingsflyt::stats::paired;
use meldingsflyt::time::Instant;

const SCENARIOS: u64 = 40;

pub fn subject(parts: Parts) -> Subject {
    Subject::new(Model::new(parts).expect("a sound scenario")).expect("sound demand")
}

/// Facts of one kind, as text, before an instant.
struct Told<F> {
    until: Instant,
    wanted: F,
    lines: Vec<String>,
}

impl<F: Fn(&Fact<'_>) -> bool> Recorder for Told<F> {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if at < self.until && (self.wanted)(fact) {
            self.lines.push(format!("{at:?} {fact:?}"));
        }
    }
}

fn told(subject: &Subject, until: Instant, wanted: impl Fn(&Fact<'_>) -> bool) -> Vec<String> {
    subject.replicate_with(7, 3, Told { until, wanted, lines: Vec::new() }).1.lines
}

/// The messages of demand, wherever they end.
fn exogenous(fact: &Fact<'_>) -> bool {
    matches!(
        fact,
        Fact::Sent { birth: true, .. } | Fact::Refused { birth: true, .. } | Fact::NeverSent { .. }
    )
}

#[test]
fn staffing_leaves_every_exogenous_message_identical() {
    let mut messages = 0;
    for seed in 0..SCENARIOS {
        let parts = at_rates(seed);
        let base = subject(parts.clone());
        let end = base.model().observed().1;
        let expected = told(&base, end, exogenous);
        messages += expected.len();
        let mut more = parts.clone();
        more.staff.iter_mut().for_each(|group| group.count += 1);
        let mut always = parts.clone();
        always.staff.iter_mut().for_each(|group| group.roster = RosterSpec::always());
        let mut slower = parts.clone();
        slower.staff.iter_mut().for_each(|group| (group.count, group.sick_leave) = (1, None));
        for staffed in [more, always, slower] {
            assert_eq!(told(&subject(staffed), end, exogenous), expected, "seed {seed}");
        }
    }
    assert!(messages > 5_000, "{messages} are too few to show anything");
}

#[test]
fn another_row_shifts_no_other_draw() {
    for seed in 0..SCENARIOS {
        let parts = at_rates(seed);
        let last = RowId::from(parts.demand.len());
        let mut more = parts.clone();
        let copy = parts.demand[0].clone();
        more.demand.push(DemandRow { key: "en-til".into(), births: Births::Rate, ..copy });
        let old = |fact: &Fact<'_>| match fact {
            Fact::Sent { request, birth: true, .. } | Fact::Refused { request, birth: true, .. } => {
                request.row != last
            }
            Fact::NeverSent { row, .. } => *row != last,
            _ => false,
        };
        let (base, more) = (subject(parts), subject(more));
        let end = base.model().observed().1;
        assert_eq!(told(&base, end, old), told(&more, end, old), "seed {seed}");
    }
}

#[test]
fn a_longer_horizon_leaves_what_came_before() {
    for seed in 0..SCENARIOS {
        for parts in [scenario(seed), at_rates(seed)] {
            let mut longer = parts.clone();
            longer.period.weeks += 2;
            let (short, longer) = (subject(parts), subject(longer));
            let end = short.model().observed().1;
            // How much of a case lies in the window is another matter, and what is left is told at the end.
            let lasting = |fact: &Fact<'_>| !matches!(fact, Fact::Ended { .. });
            assert_eq!(told(&short, end, lasting), told(&longer, end, lasting), "seed {seed}");
        }
    }
}

#[test]
fn a_replication_alone_is_the_one_among_many() {
    for seed in 0..10 {
        let subject = subject(at_rates(seed));
        let many = study(0, Size::Fixed(6), |k| subject.replicate(seed, k), |_| None, &()).0;
        for (k, among) in many.iter().enumerate() {
            assert_eq!(&subject.replicate(seed, k as u64), among, "replication {k} of seed {seed}");
        }
        let later = study(4, Size::Fixed(2), |k| subject.replicate(seed, k), |_| None, &()).0;
        assert_eq!(later, many[4..]);
    }
}

#[test]
fn replications_and_seeds_differ() {
    let subject = subject(at_rates(3));
    let (one, other) = (subject.replicate(1, 0), subject.replicate(1, 1));
    assert!(one.balance != other.balance && one.inboxes != other.inboxes);
    assert_ne!(subject.replicate(2, 0).inboxes, one.inboxes);
}

#[test]
fn any_number_of_threads_gives_the_same() {
    for seed in [5, 6] {
        let subject = subject(at_rates(seed));
        let run = |threads| -> Vec<Observations> {
            let replicate = |k| subject.replicate(seed, k);
            with_threads(Some(threads), || study(0, Size::Fixed(9), replicate, |_| None, &()).0)
        };
        let one = run(1);
        assert!(one == run(2) && one == run(7) && one == run(1), "seed {seed}");
    }
}

#[test]
fn a_plan_compared_with_itself_differs_by_nothing() {
    let (one, same) = (subject(at_rates(8)), subject(at_rates(8)));
    let queue = |subject: &Subject| -> Vec<f64> {
        let of = |k| subject.replicate(11, k).inboxes.iter().map(|inbox| inbox.queue as f64).sum();
        (0..8).map(of).collect()
    };
    let difference = paired(&queue(&one), &queue(&same), 0.05).expect("eight pairs");
    assert_eq!((difference.difference.mean, difference.difference.half_width()), (0.0, 0.0));
    assert_eq!(difference.p_value, 1.0);
}
