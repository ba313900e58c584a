//! What a scenario's `[load]` wants of a run: thresholds, and what is to go wrong.

use crate::load::{Fault, FaultKind, Faults, Harm, Leg, Threshold};
use crate::random::stable_hash;
use crate::scenario::{LoadFaultKind, LoadLimit, LoadTest};
use std::time::Duration;

/// Faults of calls and receivers; to kill a server is its keeper's.
pub fn faults(load: &LoadTest) -> Faults {
    let all = load.faults.iter().filter_map(|fault| {
        let call = |harm, part| FaultKind::Call { harm, part, name: stable_hash(&fault.key) };
        let kind = match fault.kind {
            LoadFaultKind::Kill { .. } => return None,
            LoadFaultKind::Cut { part } => call(Harm::Cut, part),
            LoadFaultKind::Twice { part } => call(Harm::Twice, part),
            LoadFaultKind::Answer { status, part } => call(Harm::Answer(status), part),
            LoadFaultKind::SlowReceivers { pause } => {
                FaultKind::SlowReceivers(Duration::from_nanos(nanos(pause)))
            }
        };
        Some(Fault { kind, window: (nanos(fault.from), nanos(fault.to)) })
    });
    Faults::new(all.collect())
}

pub fn thresholds(load: &LoadTest) -> Vec<Threshold> {
    load.thresholds.iter().filter_map(|threshold| one(&threshold.limit)).collect()
}

fn one(limit: &LoadLimit) -> Option<Threshold> {
    Some(match limit {
        LoadLimit::Share { of, at_most } => Threshold::Share { of, at_most: *at_most },
        LoadLimit::Latency { leg, quantile, at_most, from, to } => Threshold::Latency {
            leg: Leg::parse(leg)?,
            quantile: *quantile,
            at_most: nanos(*at_most),
            window: (nanos(*from), nanos(*to)),
        },
    })
}

fn nanos(time: crate::time::Duration) -> u64 {
    time.micros() as u64 * 1_000
}
