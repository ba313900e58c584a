//! How fast scenarios are: one replication with all measures on, of shipped scenarios and of queues with a known answer.
//!
//! An event is a birth, or a case that ends; nothing else counts. Instruction counts, which do not depend on who else uses
//! the machine, are in `docs/benchmarks.md`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use meldingsflyt::experiment::Subject;
use meldingsflyt::model::Model;
use meldingsflyt::record::{Context, Fact, Recorder};
use meldingsflyt::scenario::{self, Overrides};
use meldingsflyt::time::Instant;
use std::hint::black_box;
use std::path::Path;

const SCENARIOS: [&str; 5] =
    ["helse-bergen", "lunge-poliklinikk", "liten-kommune", "theory/mm1", "theory/nettverk"];

/// Counts what figures of speed count.
#[derive(Default)]
struct Events(u64);

impl Recorder for Events {
    fn record(&mut self, _: &Context<'_>, _: Instant, fact: &Fact<'_>) {
        let birth = matches!(
            fact,
            Fact::Sent { birth: true, .. } | Fact::Refused { birth: true, .. } | Fact::NeverSent { .. }
        );
        self.0 += u64::from(birth || matches!(fact, Fact::Ended { done: true, .. }));
    }
}

fn subject(name: &str) -> Subject {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml"));
    let scenario = scenario::load(&path, &Overrides::default()).expect("a shipped scenario is sound");
    Subject::new(Model::new(scenario.parts).expect("a sound calendar")).expect("sound demand")
}

fn replications(c: &mut Criterion) {
    let mut group = c.benchmark_group("replication");
    group.sample_size(10);
    for name in SCENARIOS {
        let subject = subject(name);
        let (observations, Events(events)) = subject.replicate_with(1, 0, Events::default());
        assert!(observations.balance.sent > 1_000, "{name}: {:?}", observations.balance);
        group.throughput(Throughput::Elements(events));
        group.bench_function(BenchmarkId::from_parameter(name), |b| {
            b.iter(|| black_box(subject.replicate(1, 0)).balance.sent);
        });
    }
    group.finish();
}

fn loading(c: &mut Criterion) {
    c.bench_function("load helse-bergen", |b| b.iter(|| black_box(subject("helse-bergen"))));
}

criterion_group!(benches, replications, loading);
criterion_main!(benches);
