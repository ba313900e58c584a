//! How fast the heart beats: the event list alone, and a whole simulation of one inbox.
//!
//! Each benchmark asserts how much work was done, so that a faster one is not one that does less.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use meldingsflyt::calendar::{CalendarSpec, Deadline, DeadlineRule, Holidays};
use meldingsflyt::engine::EventList;
use meldingsflyt::model::{Model, Parts, Period};
use meldingsflyt::random::{Dice, Law, Purpose};
use meldingsflyt::record::{Context, Fact, Recorder};
use meldingsflyt::simulation::{Prepared, run};
use meldingsflyt::time::{Duration, Instant};
use std::hint::black_box;
use support::{FROM_LUNG, NURSING, NURSING_SERVICE, at_rate, date, minutes, row, town};

#[allow(dead_code, unused_imports, reason = "the tests use all of it")]
#[path = "../tests/it/support/mod.rs"]
mod support;

const TURNS: u64 = 100_000;

/// The hold model: take the earliest event, plan a new one an exponential gap later.
fn hold(c: &mut Criterion) {
    let gaps: Vec<u64> = exponential_gaps(1 << 16);
    let mut group = c.benchmark_group("hold");
    group.throughput(Throughput::Elements(TURNS));
    for pending in [16, 256, 4_096, 65_536] {
        group.bench_function(BenchmarkId::from_parameter(pending), |b| {
            let mut list = EventList::new();
            let mut gap = gaps.iter().copied().cycle();
            let mut next = move || gap.next().expect("a cycle has no end");
            for event in 0..pending {
                list.push(next(), event);
            }
            b.iter(|| {
                let mut last = 0;
                for _ in 0..TURNS {
                    let (key, event) = list.pop().expect("as many as were pushed");
                    assert!(key >= last, "time runs forwards");
                    last = key;
                    list.push(key + next(), event);
                }
                black_box(last)
            });
            assert_eq!(list.len(), pending as usize);
        });
    }
    group.finish();
}

/// Whole microseconds with a mean of a minute.
fn exponential_gaps(count: usize) -> Vec<u64> {
    let law = Law::exponential(Duration::MINUTE).expect("a positive mean");
    let mut draws = Dice::new(1, 0).sequence(Purpose::Gap, 1);
    (0..count).map(|_| law.quantile(draws.draw()).micros() as u64).collect()
}

const WEEKS: u32 = 20;
const PER_WEEK: f64 = 54.0 * 168.0;

/// One inbox, one person who is always there, a load of 0.9: M/M/1.
fn station() -> Prepared {
    let mut parts = Parts {
        period: Period { start: date(2026, 1, 5), weeks: WEEKS, warm_up_weeks: 0 },
        calendar: CalendarSpec { zone: "UTC".into(), holidays: Holidays::None, ..CalendarSpec::default() },
        demand: vec![at_rate(row("rad", NURSING_SERVICE, FROM_LUNG), PER_WEEK)],
        ..town()
    };
    parts.deadline.rule = Deadline { rule: DeadlineRule::None };
    parts.inboxes[NURSING.index()].answering[2].1 = Law::exponential(minutes(1)).expect("a positive mean");
    parts.staff[2].count = 1;
    Prepared::new(Model::new(parts).expect("it compiles")).expect("its demand compiles")
}

/// Counts events as figures of speed count them: births, and cases that end.
#[derive(Default)]
struct Events {
    births: u64,
    cases: u64,
}

impl Recorder for Events {
    fn record(&mut self, _: &Context<'_>, _: Instant, fact: &Fact<'_>) {
        self.births += u64::from(matches!(fact, Fact::Sent { .. }));
        self.cases += u64::from(matches!(fact, Fact::Ended { done: true, .. }));
    }
}

fn one_replication(prepared: &Prepared) -> Events {
    let mut events = Events::default();
    run(prepared, Dice::new(1, 0), &mut events);
    events
}

fn single_server(c: &mut Criterion) {
    let prepared = station();
    let Events { births, cases } = one_replication(&prepared);
    let expected = PER_WEEK * f64::from(WEEKS);
    // Five standard deviations of a Poisson count.
    assert!((births as f64 - expected).abs() < 5.0 * expected.sqrt(), "{births} births for {expected}");
    assert!(births - cases < 200, "{} messages are left at a load of 0.9", births - cases);
    let mut group = c.benchmark_group("simulation");
    group.throughput(Throughput::Elements(births + cases)).sample_size(10);
    group.bench_function("one inbox, load 0.9, events", |b| {
        b.iter(|| {
            let events = one_replication(&prepared);
            assert_eq!((events.births, events.cases), (births, cases), "the same work each time");
        });
    });
    group.finish();
}

criterion_group!(benches, hold, single_server);
criterion_main!(benches);
