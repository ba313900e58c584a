//! What the ledger says of servers that refuse, cut, lose, and of receivers that are slow.

use crate::load::Leg;
use crate::load::blank;
use crate::load::faults::{Fault, Faults as Harms, Harm, Kind};
use crate::load::fetch::Receivers;
use crate::load::ledger::Ledger;
use crate::load::outcome::{Flag, Outcome};
use crate::load::sink::{Behaviour, Faults};
use crate::load::trial::{Left, Trial};
use crate::stats::Share;
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
    let (accepted, service) = (longest(Leg::Accepted), longest(Leg::Service));
    assert!(accepted > 0.95 && service < accepted / 2.0, "{accepted} {service}");
}

/// 600 messages in three seconds, with something that goes wrong on the way to a sound server.
fn harmed(kind: Kind, retry_for: Duration) -> Left {
    let receivers = Receivers { her_ids: blank::receivers(5), ..Receivers::default() };
    let behaviour = Behaviour { keeps: true, ..Behaviour::default() };
    let faults = Harms::new(vec![Fault { kind, window: (0, u64::MAX) }]);
    let trial = Trial { receivers: Some(receivers), faults, retry_for, ..Trial::of("200@3s", behaviour) };
    trial.run().expect("a sink")
}

fn of_the_calls(harm: Harm) -> Kind {
    Kind::Call { harm, part: Share::from_f64(0.05).expect("a share"), name: 7 }
}

#[test]
fn answers_that_nobody_gave_are_booked_as_answers_and_pass_with_another_try() {
    for (status, outcome) in [(403, Outcome::WronglyRefused), (429, Outcome::BackPressure)] {
        let left = harmed(of_the_calls(Harm::Answer(status)), Duration::ZERO);
        let hit = left.ledger.count(outcome);
        assert!((5..80).contains(&hit), "{status}: {hit}");
        assert_eq!(
            (left.ledger.count(Outcome::Delivered), left.seen.messages),
            (600 - hit, 600 - hit),
            "{status}"
        );
    }
    let again = harmed(of_the_calls(Harm::Answer(503)), Duration::from_secs(20));
    assert_eq!((counts(&again.ledger), again.seen.messages), (vec![(Outcome::Delivered, 600)], 600));
}

/// The server has what was cut: it was sent to its end. It does not know it again, and never promised to.
#[test]
fn cut_and_doubled_messages_are_there_and_ambiguous() {
    let cut = harmed(of_the_calls(Harm::Cut), Duration::ZERO);
    assert_eq!((counts(&cut.ledger), cut.seen.messages), (vec![(Outcome::Delivered, 600)], 600));
    let twice = harmed(of_the_calls(Harm::Twice), Duration::ZERO);
    let doubled = twice.ledger.flagged(Flag::AmbiguousRetry);
    assert!(doubled > 5 && !twice.ledger.is_violated(), "{doubled}");
    assert_eq!(
        (counts(&twice.ledger), twice.seen.messages),
        (vec![(Outcome::Delivered, 600)], 600 + doubled)
    );
}

#[test]
fn receivers_can_be_slowed() {
    let left = harmed(Kind::SlowReceivers(Duration::from_millis(40)), Duration::ZERO);
    let median = left.legs.of(Leg::Leased).quantile(Share::from_f64(0.5).expect("a share"));
    // Each of five receivers gets 40 a second and does at most 25.
    assert!(median.is_some_and(|nanos| nanos > 100_000_000), "{median:?}");
    assert_eq!(counts(&left.ledger), [(Outcome::Delivered, 600)]);
}

/// Every seventieth is held back until one that came later has been read; the ledger names one that overtook for each.
#[test]
fn what_overtakes_is_named() {
    let left = with(Faults { overtake: 70, ..Faults::default() }, Duration::ZERO);
    let held = left.seen.broken.iter().filter(|(what, _)| *what == "out_of_order").count() as u64;
    assert_eq!((held, counts(&left.ledger)), (8, vec![(Outcome::Delivered, 600)]));
    // Two that are held at once can have been overtaken by the same.
    let named = left.ledger.flagged(Flag::OutOfOrder);
    assert!((1..=held).contains(&named) && left.ledger.is_violated(), "{named}");
    let sound = with(Faults::default(), Duration::ZERO);
    assert_eq!(sound.ledger.flagged(Flag::OutOfOrder), 0);
}

/// Found when a server was killed between a fetch and its end: the same copy was counted as another one.
#[test]
fn what_is_listed_again_because_it_could_not_be_marked_read_is_no_duplicate() {
    let left = with(Faults { cut_read: 50, ..Faults::default() }, Duration::ZERO);
    assert_eq!(
        (counts(&left.ledger), left.ledger.flagged(Flag::Duplicate)),
        (vec![(Outcome::Delivered, 600)], 0)
    );
    assert_eq!(left.legs.of(Leg::Leased).count(), 600);
}
