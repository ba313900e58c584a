//! Memory: the event loop allocates nothing after warm-up, and what is alive does not grow with what was simulated.
//!
//! A test binary of its own, as the counting allocator is everybody's. One test, so that nothing else allocates.

use meldingsflyt::experiment::Subject;
use meldingsflyt::model::Model;
use meldingsflyt::model::rules::{Flaw, Flaws};
use meldingsflyt::random::Dice;
use meldingsflyt::record::{Context, Fact, Recorder};
use meldingsflyt::routing::{Address, Letter, Patient, Register, route};
use meldingsflyt::scenario::{Overrides, ScenarioFile};
use meldingsflyt::simulation;
use meldingsflyt::time::Instant;
use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};

/// The system's allocator, which counts.
struct Counting;

static CALLS: AtomicU64 = AtomicU64::new(0);
static LIVE: AtomicI64 = AtomicI64::new(0);
static PEAK: AtomicI64 = AtomicI64::new(0);

fn taken(bytes: usize) {
    CALLS.fetch_add(1, Relaxed);
    let live = LIVE.fetch_add(bytes as i64, Relaxed) + bytes as i64;
    PEAK.fetch_max(live, Relaxed);
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as i64, Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        LIVE.fetch_sub(layout.size() as i64, Relaxed);
        taken(size);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Counts allocations between two instants, and begun cases between them.
struct Between {
    from: Instant,
    to: Instant,
    calls: Option<u64>,
    allocations: u64,
    begun: u64,
}

impl Recorder for Between {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if at < self.from || at >= self.to {
            return;
        }
        let now = CALLS.load(Relaxed);
        self.allocations = now - *self.calls.get_or_insert(now);
        self.begun += u64::from(matches!(fact, Fact::Begun { .. }));
    }
}

fn subject(file: &str, weeks: &str, more: &[(&str, &str)]) -> Subject {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut set = vec![("period.weeks".to_owned(), weeks.to_owned())];
    set.extend(more.iter().map(|(key, value)| (key.to_string(), value.to_string())));
    let overrides = Overrides { variant: None, set };
    let scenario = ScenarioFile::read(&path).and_then(|file| file.scenario(&overrides));
    let parts = scenario.unwrap_or_else(|faults| panic!("{file}: {faults:?}")).parts;
    Subject::new(Model::new(parts).expect("a sound calendar")).expect("sound demand")
}

/// A busy network, and a clinic with office hours, absence, calls, flaws and follow-ups; with a backlog for each.
/// Of both tests.
const SEED: u64 = 8;
const SCENARIOS: [(&str, (&str, &str)); 2] = [
    ("scenarios/theory/jackson.toml", ("period.start_backlog", "{ avdeling-inntak = 1000 }")),
    ("scenarios/lunge-poliklinikk.toml", ("period.start_backlog", "{ lunge-inntak = 60 }")),
];

/// In the last quarter of a run with or without measures. A list grows when its queue reaches a new height, which
/// it does ever more rarely: both begin with a large backlog, and the seed is pinned.
fn nothing_is_allocated_after_warm_up(file: &str, (backlog, weeks): ((&str, &str), &str), measured: bool) {
    let subject = subject(file, weeks, &[backlog]);
    let (from, to) = subject.model().observed();
    let last_quarter = Instant::from_micros(from.micros() + (to - from).micros() / 4 * 3);
    let mut between = Between { from: last_quarter, to, calls: None, allocations: 0, begun: 0 };
    if measured {
        between = subject.replicate_with(SEED, 0, between).1;
    } else {
        simulation::run(&subject.prepared, Dice::new(SEED, 0), &mut between);
    }
    println!("{file}, measured {measured}: {} allocations, {} begun", between.allocations, between.begun);
    assert!(between.begun > 5_000);
    assert_eq!(between.allocations, 0, "{file}, measured {measured}");
}

/// Peak of live bytes above what the model itself takes, over runs of which one is ten times as long. Both begin
/// with the same large backlog, so that the most messages in the system are the same: without it the longer run
/// would see a higher peak by chance. What may grow with the length of a run: the model and its calendar, made
/// before; the days on which people are away, a bit a person and day; and the measures by week and hour, which
/// `()` does not make.
fn memory_does_not_grow_with_what_was_simulated(file: &str, backlog: (&str, &str)) {
    let peak = |weeks: &str| {
        let subject = subject(file, weeks, &[backlog]);
        let before = LIVE.load(Relaxed);
        PEAK.store(before, Relaxed);
        let (_, away) = simulation::run(&subject.prepared, Dice::new(SEED, 0), &mut ());
        let calendar = &subject.model().calendar;
        let days = (calendar.to().days() - calendar.from().days()) as usize;
        PEAK.load(Relaxed) - before - (away.len() * days / 8) as i64
    };
    let (short, long) = (peak("40"), peak("400"));
    println!("{file}: {short} bytes for 40 weeks, {long} for 400");
    assert!(long <= short + short / 10, "{file}: {short} and {long} bytes");
}

/// The whole way of a letter, hits and refusals alike, by HER-id and by address.
fn routing_allocates_nothing() {
    let subject = subject("scenarios/lunge-poliklinikk.toml", "60", &[]);
    let model = subject.model();
    let register = Register::new(model);
    let addresses: Vec<(&str, u32)> = register.addresses().collect();
    let mut letters = Vec::new();
    for (name, her_id) in &addresses {
        for (receivers, sound, patient) in [
            (1, true, Patient::Known),
            (2, true, Patient::Known),
            (1, false, Patient::Known),
            (1, true, Patient::Wrong),
        ] {
            let sender = Address::HerId(addresses[0].1);
            for receiver in [Address::HerId(*her_id), Address::Service(name), Address::HerId(7)] {
                let flaws = Flaws::NONE.with(Flaw::C5);
                letters.push(Letter { sender, receiver, receivers, sound, patient, flaws, group: None });
            }
        }
    }
    let mut accepted = 0;
    let mut pass = || {
        let before = CALLS.load(Relaxed);
        for _ in 0..20 {
            accepted += letters.iter().filter(|letter| route(model, &register, letter).is_ok()).count();
        }
        CALLS.load(Relaxed) - before
    };
    // The test's harness has a thread of its own that may allocate once; a router that does shows in every pass.
    let least = (0..5).map(|_| pass()).min();
    assert_eq!(least, Some(0));
    assert!(accepted > 100 && accepted < letters.len() * 50, "{accepted} of {}", letters.len() * 100);
}

#[test]
fn memory() {
    routing_allocates_nothing();
    for ((file, backlog), weeks) in SCENARIOS.into_iter().zip(["60", "400"]) {
        nothing_is_allocated_after_warm_up(file, (backlog, weeks), false);
        nothing_is_allocated_after_warm_up(file, (backlog, weeks), true);
        memory_does_not_grow_with_what_was_simulated(file, backlog);
    }
}
