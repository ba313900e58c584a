//! What holds in every run of every scenario: invariants 1–10 of the plan of trust, on random scenarios.
//!
//! Half of the scenarios are traces with many things at the same instant, half have rates, busy days and misuse,
//! some of them far too much to do.

mod sums;
mod watch;
mod work;

use crate::reference::dice::Choices;
use crate::reference::scenarios::scenario;
use meldingsflyt::experiment::Subject;
use meldingsflyt::model::rules::Misuse;
use meldingsflyt::model::{Births, InboxId, Model, Parts};
use meldingsflyt::random::CountLaw;
use meldingsflyt::stats::Share;
use watch::Watch;

const SCENARIOS: u64 = 300;

/// The same places and people, but messages come at rates.
pub fn at_rates(seed: u64) -> Parts {
    let mut parts = scenario(seed);
    let mut choices = Choices::new(seed ^ 0xABCD);
    for row in &mut parts.demand {
        row.births = Births::Rate;
        for target in &mut row.targets {
            target.per_week = choices.of(&[0.0, 5.0, 20.0, 60.0, 200.0]);
        }
        row.day_to_day_cv = choices.of(&[0.0, 0.25, 0.8]);
        row.day_to_day_correlation = choices.of(&[0.0, 0.0, 0.6]);
        if choices.chance(30) {
            row.batch = CountLaw::geometric(3.0).expect("a mean");
        }
        for misuse in Misuse::ALL {
            if choices.chance(20) {
                row.misuse.push((misuse, Share::from_f64(0.1).expect("a share")));
            }
        }
    }
    parts
}

fn watched(seed: u64, mut parts: Parts) -> u64 {
    println!("seed {seed}");
    parts.hourly_series = (0..parts.inboxes.len()).map(InboxId::from).collect();
    let subject = Subject::new(Model::new(parts).expect("a sound scenario")).expect("sound demand");
    let (figures, watch) = subject.replicate_with(seed, 0, Watch::default());
    watch.sums.compare(subject.model(), &figures);
    watch.begun()
}

#[test]
fn invariants_hold_in_random_traces() {
    let begun: u64 = (0..SCENARIOS / 2).map(|seed| watched(seed, scenario(1_000_000 + seed))).sum();
    println!("{begun} cases begun");
    assert!(begun > 5_000, "{begun} cases are too few to show anything");
}

#[test]
fn invariants_hold_in_random_streams() {
    let begun: u64 = (0..SCENARIOS / 2).map(|seed| watched(seed, at_rates(2_000_000 + seed))).sum();
    println!("{begun} cases begun");
    assert!(begun > 50_000, "{begun} cases are too few to show anything");
}

#[test]
fn work_on_a_case_is_its_nominal_time_in_however_many_pieces() {
    let traces = (0..SCENARIOS / 2).map(|seed| (seed, scenario(1_000_000 + seed)));
    let streams = (0..SCENARIOS / 6).map(|seed| (seed, at_rates(2_000_000 + seed)));
    let several: usize =
        traces.chain(streams).map(|(seed, parts)| work::is_neither_lost_nor_done_again(seed, &parts)).sum();
    println!("{several} cases in several pieces");
    assert!(several > 300, "{several} cases in several pieces show too little");
}
