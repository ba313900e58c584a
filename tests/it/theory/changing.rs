//! Rates that change over the day, and a queue that begins empty: what snapshots see.

use super::SEED;
use super::held::{agree, replications, subject, subject_with, within};
use meldingsflyt::queueing;
use meldingsflyt::time::{Duration, Instant};

/// Times of day, in hours, at which the queue is looked at.
const HOURS: [i64; 4] = [0, 8, 12, 18];
const WEEKS: usize = 51;

/// Rates a minute by the hours of a day; 5,040 a week.
fn day() -> [(f64, f64, f64); 4] {
    let weighed = [(0.0, 7.5, 1.0), (7.5, 11.25, 8.0), (11.25, 15.5, 4.0), (15.5, 24.0, 1.0)];
    let whole: f64 = weighed.iter().map(|(from, to, weight)| (to - from) * weight).sum();
    weighed.map(|(from, to, weight)| (from, to, weight / whole * 720.0))
}

#[test]
fn each_begun_at_once_while_rates_change() {
    // Wednesdays, so that messages of several days before are counted.
    let subject = subject_with("infinite.toml", None, &[], |parts| {
        let monday = Instant::from_micros(i64::from(parts.period.start.days()) * Duration::DAY.micros());
        let hours = (0..WEEKS as i64).flat_map(|week| HOURS.map(|hour| (week * 7 + 2) * 24 + hour));
        parts.snapshots = hours.map(|hours| monday + Duration::HOUR.times(hours)).collect();
    });
    let rows = replications(16, |replication| {
        let observations = subject.replicate(SEED + 30, replication);
        let mut sums = [0.0; HOURS.len()];
        // By snapshot, inbox (the parent group, then the work group), and waiting or all.
        for (index, levels) in observations.detail.snapshots.chunks(4).enumerate() {
            assert_eq!(levels[2], 0, "nobody waits");
            sums[index % HOURS.len()] += levels[3] as f64 / WEEKS as f64;
        }
        sums.to_vec()
    });
    let stretches: Vec<(f64, f64, f64)> = (-20..=0)
        .flat_map(|date| {
            day().map(|(from, to, rate)| (from + 24.0 * f64::from(date), to + 24.0 * f64::from(date), rate))
        })
        .collect();
    let tail = |hours| queueing::exponential_tail(4.0, hours);
    let known = |hour: i64| queueing::mt_g_infinite(&stretches, hour as f64, tail);
    // Poisson numbers of Wednesdays a week apart: standard error 1/√(816·mean) at most 0.7 %.
    let all = HOURS.map(|hour| within(0.042, &format!("present at {hour} o'clock"), known(hour)));
    agree(&all, &rows);
}

#[test]
fn one_person_begins_with_nothing() {
    let subject = subject("transient.toml", None, &[]);
    let rows = replications(16_000, |replication| {
        let observations = subject.replicate(SEED + 31, replication);
        observations.detail.snapshots.chunks(4).map(|levels| levels[3] as f64).collect()
    });
    let known = |hours| queueing::mmc_mean_after(0.8, 1.0, 1, hours).unwrap();
    let all = [2.0, 10.0, 40.0].map(|hours| within(0.06, &format!("present after {hours} h"), known(hours)));
    agree(&all, &rows);
}
