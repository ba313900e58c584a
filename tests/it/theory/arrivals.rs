//! Arrivals that are not Poisson, and times of work of other laws. Margins are what 16 replications can show.

use super::held::{Known, agree, known, replications, subject, within};
use super::{SEED, inbox, station, steady};
use meldingsflyt::queueing::{self, Steady};

fn one_person((file, variant): (&str, Option<&str>), (theory, rate): (Steady, f64), margin: f64, seed: u64) {
    let subject = subject(file, variant, &[]);
    let rows = replications(16, |replication| station(&subject, seed, replication).0);
    agree(&steady(margin, rate, theory), &rows);
}

#[test]
fn fixed_gaps() {
    let rate = 2.0 / 3.0;
    one_person(("gim1.toml", None), (queueing::dm1(rate, 1.0).unwrap(), rate), 0.02, SEED + 10);
}

#[test]
fn gaps_of_two_stages() {
    let rate = 2.0 / 3.0;
    let theory = queueing::em1(2, rate, 1.0).unwrap();
    one_person(("gim1.toml", Some("erlang")), (theory, rate), 0.02, SEED + 11);
}

#[test]
fn short_and_long_gaps() {
    let theory = queueing::hm1(0.2, [4.5, 0.75], 1.0).unwrap();
    one_person(("gim1.toml", Some("hyper")), (theory, 2.0 / 3.0), 0.02, SEED + 12);
}

#[test]
fn weibull_times() {
    // E(S²) = Γ(1+2/k)/Γ(1+1/k)² with k = 1.5: 1.3333/0.90275² in exact values of Γ.
    let gamma = |x: f64| libm::tgamma(x);
    let second = gamma(1.0 + 2.0 / 1.5) / (gamma(1.0 + 1.0 / 1.5) * gamma(1.0 + 1.0 / 1.5));
    let theory = queueing::mg1(0.6, 1.0, second).unwrap();
    one_person(("mg1.toml", None), (theory, 0.6), 0.02, SEED + 13);
}

#[test]
fn short_and_long_times() {
    // E(S²) = 2(0.1·4² + 0.9·(2/3)²) = 4.
    let theory = queueing::mg1(0.6, 1.0, 4.0).unwrap();
    one_person(("mg1.toml", Some("hyper")), (theory, 0.6), 0.04, SEED + 14);
}

fn batches(variant: Option<&str>, (size, square): (f64, f64), seed: u64) {
    let theory = queueing::batches(0.6 / size, [size, square], [1.0, 2.0]).unwrap();
    one_person(("batches.toml", variant), (theory, 0.6), 0.03, seed);
}

#[test]
fn batches_of_a_geometric_number() {
    // Mean m: E(X²) = m(2m − 1).
    batches(None, (2.5, 2.5 * 4.0), SEED + 15);
}

#[test]
fn three_at_once() {
    batches(Some("tre"), (3.0, 9.0), SEED + 16);
}

#[test]
fn impatient_senders() {
    let subject = subject("erlang-a.toml", None, &[]);
    let rows = replications(16, |replication| {
        let observations = subject.replicate(SEED + 17, replication);
        let all = &observations.units[0];
        let [_, waiting, present] = inbox(&observations, 1);
        vec![
            waiting,
            present,
            super::utilisation(&observations, 0),
            all.withdrawn as f64 / all.received as f64,
        ]
    });
    let theory = queueing::erlang_a(3.6, 1.0, 3, 0.5).unwrap();
    let all: Vec<Known> = vec![
        within(0.01, "mean number waiting", theory.mean_waiting),
        known("mean number present", theory.mean_present),
        known("utilisation", theory.utilisation),
        known("withdrawn", theory.abandon),
    ];
    agree(&all, &rows);
}
