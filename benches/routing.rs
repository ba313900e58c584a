//! How fast letters find their inboxes: look-up, refusals, the whole way, with registers of three sizes.
//!
//! Beside each stands the floor: the same parties in an array without holes.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use meldingsflyt::demand::{Addressing, Schedule, born};
use meldingsflyt::edi::{self, LetterKind, Named, Version};
use meldingsflyt::model::rules::Flaws;
use meldingsflyt::model::{Model, Service, ServiceKind};
use meldingsflyt::msh::{House, routed};
use meldingsflyt::random::{Dice, child};
use meldingsflyt::routing::{Address, Letter, Patient, Register, route};
use meldingsflyt::scenario::{self, Overrides};
use meldingsflyt::simulation::Prepared;
use std::hint::black_box;
use std::path::Path;

const LETTERS: usize = 100_000;
const MILLION: usize = 1_000_000;
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The department's scenario with so many services at the hospital, one of them for laboratory.
fn town(parties: usize) -> (Model, Register) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let mut parts = scenario::load(&path, &Overrides::default()).expect("a shipped scenario").parts;
    let hospital = parts.services[0].clone();
    let more = (0..parties - parts.services.len()).map(|number| Service {
        address: format!("Tjeneste {number}@haukeland"),
        name: format!("Tjeneste {number}"),
        kind: if number == 0 { ServiceKind::LaboratoryOrRadiology } else { ServiceKind::Ordinary },
        her_id: 100_000 + number as u32 * 97,
        ..hospital.clone()
    });
    parts.services.extend(more);
    let model = Model::new(parts).expect("sound");
    let register = Register::new(&model);
    (model, register)
}

/// Receivers: all equally often, or a few most of the time.
fn letters(model: &Model, skewed: bool) -> Vec<Letter<'static>> {
    let count = model.services.len() as u64;
    let pick = |n: u64, salt: u64| child(n, salt, 0) % count;
    let party = |n: u64| {
        let index = if skewed && !child(n, 3, 0).is_multiple_of(5) { pick(n, 1) % 20 } else { pick(n, 1) };
        model.services[index as usize].her_id
    };
    let sender = |n: u64| model.services[pick(n, 2) as usize].her_id;
    let letter = |n: u64| Letter {
        sender: Address::HerId(sender(n)),
        receiver: Address::HerId(party(n)),
        receivers: 1,
        sound: true,
        patient: Patient::Known,
        flaws: Flaws::NONE,
        group: None,
    };
    (0..LETTERS as u64).map(letter).collect()
}

fn look_up(c: &mut Criterion) {
    let mut group = c.benchmark_group("look-up");
    group.throughput(Throughput::Elements(LETTERS as u64));
    for size in SIZES {
        let (model, register) = town(size);
        let her_id = |letter: &Letter<'_>| match letter.receiver {
            Address::HerId(her_id) => her_id,
            Address::Service(_) => 0,
        };
        let cases = [("hit", false), ("skewed", true)];
        for (name, skewed) in cases {
            let ids: Vec<u32> = letters(&model, skewed).iter().map(her_id).collect();
            group.bench_function(BenchmarkId::new(name, size), |b| {
                b.iter(|| ids.iter().filter(|id| register.by_her_id(**id).is_some()).count());
            });
        }
        let nobody: Vec<u32> = (0..LETTERS as u32).map(|n| 1_500_000_000 + n * 13).collect();
        group.bench_function(BenchmarkId::new("miss", size), |b| {
            b.iter(|| nobody.iter().filter(|id| register.by_her_id(**id).is_some()).count());
        });
        let places: Vec<usize> =
            (0..LETTERS as u64).map(|n| (child(n, 1, 0) % model.services.len() as u64) as usize).collect();
        let dense: Vec<_> = model.services.iter().map(|service| register.by_her_id(service.her_id)).collect();
        group.bench_function(BenchmarkId::new("floor", size), |b| {
            b.iter(|| places.iter().filter(|place| dense[**place].is_some()).count());
        });
    }
    group.finish();
}

fn whole_way(c: &mut Criterion) {
    let mut group = c.benchmark_group("route");
    for size in SIZES {
        let (model, register) = town(size);
        let letters = letters(&model, false);
        group.throughput(Throughput::Elements(LETTERS as u64));
        let all = |letters: &[Letter<'_>]| {
            letters.iter().filter(|letter| route(&model, &register, black_box(letter)).is_ok()).count()
        };
        group.bench_function(BenchmarkId::new("one thread", size), |b| b.iter(|| all(&letters)));
        group.throughput(Throughput::Elements(2 * LETTERS as u64));
        group.bench_function(BenchmarkId::new("two threads", size), |b| {
            b.iter(|| {
                std::thread::scope(|scope| {
                    let other = scope.spawn(|| all(&letters));
                    all(&letters) + other.join().expect("it counts")
                })
            });
        });
    }
    group.finish();
}

fn refusals(c: &mut Criterion) {
    let mut group = c.benchmark_group("refusal");
    let (model, register) = town(SIZES[2]);
    let sound = letters(&model, false)[1];
    let organisation = Address::HerId(model.organisations[0].her_id);
    let laboratory = model.services.iter().find(|s| s.kind == ServiceKind::LaboratoryOrRadiology);
    let laboratory = Address::HerId(laboratory.expect("one is").her_id);
    let nobody = Address::HerId(7);
    let cases = [
        Letter { receivers: 2, ..sound },
        Letter { sender: nobody, ..sound },
        Letter { receiver: nobody, ..sound },
        Letter { sound: false, ..sound },
        Letter { receiver: organisation, ..sound },
        Letter { patient: Patient::Missing, ..sound },
        Letter { patient: Patient::Wrong, ..sound },
        Letter { patient: Patient::Unknown, ..sound },
        Letter { receiver: laboratory, ..sound },
    ];
    for letter in cases {
        let name = route(&model, &register, &letter).expect_err("refused").name();
        group.bench_function(name, |b| b.iter(|| route(&model, &register, black_box(&letter)).is_err()));
    }
    group.finish();
}

/// A million random messages of a scenario, in order of birth.
fn of_a_scenario(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/helse-bergen.toml");
    let parts = scenario::load(&path, &Overrides::default()).expect("a shipped scenario").parts;
    let Prepared { model, demand } = Prepared::new(Model::new(parts).expect("sound")).expect("sound");
    let register = Register::new(&model);
    let addressing = Addressing::new(&model, &register);
    let mut letters = Vec::with_capacity(MILLION);
    for replication in 0.. {
        let dice = Dice::new(1, replication);
        let mut schedule = Schedule::new(&model, &demand, dice);
        while let (true, Some(birth)) = (letters.len() < MILLION, schedule.next(&model, &demand, dice)) {
            let stream = &demand.streams[birth.stream as usize];
            let born = born(&model, dice, stream, (birth.ordinal, birth.at));
            letters.extend(addressing.letter(&model, dice, &born));
        }
        if letters.len() == MILLION {
            break;
        }
    }
    let mut group = c.benchmark_group("scenario");
    group.throughput(Throughput::Elements(MILLION as u64)).sample_size(20);
    group.bench_function("route", |b| {
        b.iter(|| {
            letters.iter().filter(|letter| route(&model, &register, black_box(letter)).is_ok()).count()
        });
    });
    let dense: Vec<_> = register.addresses().map(|(_, her_id)| register.by_her_id(her_id)).collect();
    let places: Vec<usize> =
        (0..MILLION as u64).map(|n| (child(n, 1, 0) % dense.len() as u64) as usize).collect();
    group.bench_function("floor", |b| {
        b.iter(|| places.iter().filter(|place| dense[**place].is_some()).count());
    });
    group.finish();
}

/// Documents parsed, checked and routed as the message server does it, beside a bare pass of the XML reader.
fn documents(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let parts = scenario::load(&path, &Overrides::default()).expect("a shipped scenario").parts;
    let house = House::new(Model::new(parts).expect("sound"), &[], &[]);
    let her_id = |address: &str| house.register.her_id_of(address).expect("registered");
    let named = |name, her_id| Named { name, her_id, organisation_number: None, local_id: None };
    let address = |organisation, service: &'static str| edi::Address {
        organisation: named(organisation, her_id(organisation)),
        service: Some(named(service, her_id(service))),
    };
    let mut group = c.benchmark_group("documents");
    for kilobytes in [3, 6, 60] {
        let document = edi::compose(&edi::Letter {
            run: 1,
            message: 1,
            thread: None,
            purpose: LetterKind::Request,
            version: Version::V1_0,
            generated: "2026-03-02T09:00:00+01:00",
            sender: address("bergen", "Saksbehandling@bergen"),
            receiver: address("haukeland", "Lungesykdommer@haukeland"),
            second: None,
            field: "lungesykdommer",
            contact: "2. februar 2026",
            from_municipality: true,
            flaws: Flaws::NONE,
            misuse: None,
            bytes: Some(kilobytes * 1_000),
        });
        let text = String::from_utf8(document).expect("UTF-8");
        let whole =
            || assert!(routed(&house, black_box(text.as_bytes())).is_some_and(|routed| routed.is_ok()));
        group.throughput(Throughput::Elements(1));
        group.bench_function(BenchmarkId::new("floor", kilobytes), |b| {
            b.iter(|| edi::bare(black_box(&text)).expect("well-formed"));
        });
        group.bench_function(BenchmarkId::new("one thread", kilobytes), |b| b.iter(whole));
        group.throughput(Throughput::Elements(200));
        group.bench_function(BenchmarkId::new("two threads", kilobytes), |b| {
            b.iter(|| {
                std::thread::scope(|scope| {
                    scope.spawn(|| (0..100).for_each(|_| whole()));
                    (0..100).for_each(|_| whole());
                });
            });
        });
    }
    group.finish();
}

criterion_group!(benches, look_up, whole_way, refusals, of_a_scenario, documents);
criterion_main!(benches);
