//! What the ledger says of servers that refuse, cut, lose, and of receivers that are slow.

use crate::load::blank;
use crate::load::fetch::Receivers;
use crate::load::ledger::Ledger;
use crate::load::outcome::{Flag, Outcome};
use crate::load::sink::{Behaviour, Faults};
use crate::load::trial::{Left, Trial};
use std::time::Duration;

/// 600 messages in three seconds.
fn with(faults: Faults, retry_for: Duration) -> Left {
    let receivers = Receivers { her_ids: blank::receivers(5), ..Receivers::default() };
    let behaviour = Behaviour { keeps: true, faults, ..Behaviour::default() };
    let trial = Trial { receivers: Some(receivers), retry_for, ..Trial::of("200@3s", behaviour) };
    trial.run().expect("a sink")
}

fn counts(ledger: &Ledger) -> Vec<(Outcome, u64)> {
    let counted = Outcome::ALL.map(|outcome| (outcome, ledger.count(outcome)));
    counted.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[test]
fn answers_have_the_outcomes_that_they_mean() {
    for (status, outcome) in [
        (400, Outcome::WronglyRefused),
        (403, Outcome::WronglyRefused),
        (404, Outcome::WronglyRefused),
        (500, Outcome::WronglyRefused),
        (429, Outcome::BackPressure),
        (503, Outcome::BackPressure),
    ] {
        let left = with(Faults { refuse: (100, status), ..Faults::default() }, Duration::ZERO);
        assert_eq!(counts(&left.ledger).iter().map(|(_, n)| n).sum::<u64>(), 600, "{status}");
        assert_eq!((left.ledger.count(Outcome::Delivered), left.ledger.count(outcome)), (594, 6), "{status}");
        assert_eq!(left.ledger.is_violated(), outcome == Outcome::WronglyRefused, "{status}");
        assert_eq!(left.ledger.named(outcome.name()).len(), 6, "{status}");
    }
}

#[test]
fn what_was_not_taken_is_taken_at_another_try() {
    let left = with(Faults { refuse: (100, 503), ..Faults::default() }, Duration::from_secs(20));
    assert_eq!(counts(&left.ledger), [(Outcome::Delivered, 600)]);
    assert_eq!((left.ledger.flagged(Flag::Retried), left.ledger.is_violated()), (0, false));
}

#[test]
fn a_connection_that_is_cut_is_no_lost_message() {
    let before = with(Faults { cut_before: 100, ..Faults::default() }, Duration::ZERO);
    assert_eq!(counts(&before.ledger), [(Outcome::Delivered, 594), (Outcome::BackPressure, 6)]);
    let after = with(Faults { cut_after: 100, ..Faults::default() }, Duration::ZERO);
    assert_eq!(counts(&after.ledger), [(Outcome::Delivered, 600)]);
    assert!(!before.ledger.is_violated() && !after.ledger.is_violated());
}

/// The server does not know a document again, and did not promise to.
#[test]
fn a_second_try_after_a_cut_is_ambiguous_and_no_violation() {
    let left = with(Faults { cut_after: 100, ..Faults::default() }, Duration::from_secs(20));
    assert_eq!(counts(&left.ledger), [(Outcome::Delivered, 600)]);
    let flagged =
        [Flag::Retried, Flag::AmbiguousRetry, Flag::Duplicate].map(|flag| left.ledger.flagged(flag));
    assert_eq!(flagged, [6, 6, 0]);
    assert!(!left.ledger.is_violated());
}

/// Twenty a second for each of five receivers, for a second after the last: the rest is open, not lost.
#[test]
fn slow_receivers_leave_messages_open() {
    let pause = Duration::from_millis(50);
    let receivers = Receivers { her_ids: blank::receivers(5), pause, ..Receivers::default() };
    let behaviour = Behaviour { keeps: true, ..Behaviour::default() };
    let drain = Duration::from_secs(1);
    let trial = Trial { receivers: Some(receivers), drain, ..Trial::of("200@3s", behaviour) };
    let ledger = trial.run().expect("a sink").ledger;
    let (delivered, open) = (ledger.count(Outcome::Delivered), ledger.count(Outcome::Open));
    assert!(delivered + open == 600 && (100..=400).contains(&delivered), "{delivered} {open}");
    assert!(!ledger.is_violated());
}

#[test]
fn one_connection_is_enough_and_waiting_for_it_counts() {
    let behaviour = Behaviour { capacity: Some(50), ..Behaviour::default() };
    let trial = Trial { connections: 1, ..Trial::of("100@1s", behaviour) };
    let left = trial.run().expect("a sink");
    // One after the other at 50 a second: the last waits a second, the target's own time stays 20 ms.
    let longest = |leg| left.legs.of(leg).max().expect("messages") as f64 / 1e9;
    let (accepted, service) = (longest(crate::load::Leg::Accepted), longest(crate::load::Leg::Service));
    assert!(accepted > 0.95 && service < accepted / 2.0, "{accepted} {service}");
}
