//! What a run has shown: everything that a report tells, and whether it counts, held, and kept its promises.
//!
//! Knows no output format.

use super::ledger::Ledger;
use super::legs::{Leg, Legs};
use super::outcome::{Flag, Outcome};
use crate::stats::{Latencies, Share};

/// Something that must hold of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Of what was due from and to these nanoseconds of the run, the quantile of a leg is at most so long.
    Latency { leg: Leg, quantile: Share, at_most: u64, window: (u64, u64) },
    /// At most this share of the messages has a finding of the ledger; `errors`: neither delivered nor rightly
    /// refused.
    Share { of: &'static str, at_most: Share },
}

/// A threshold with what was found; `None`: there is nothing to hold against it, which is not met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    pub threshold: Threshold,
    /// Nanoseconds, or a share.
    pub found: Option<f64>,
    pub met: bool,
}

/// Why a run says nothing of its target.
#[derive(Clone, Debug, PartialEq)]
pub enum Invalid {
    /// This share of the messages was taken up later than the limit (nanoseconds).
    SendLag { share: f64, limit: u64 },
    /// So many of the plan were never sent.
    Missed(u64),
    /// So many have no outcome: a fault of the tool.
    Unsettled(u64),
}

impl Invalid {
    /// A code, what was found, and the limit where there is one.
    pub fn words(&self) -> (&'static str, f64, f64) {
        match *self {
            Invalid::SendLag { share, limit } => ("send_lag", share, limit as f64),
            Invalid::Missed(count) => ("missed", count as f64, 0.0),
            Invalid::Unsettled(count) => ("unsettled", count as f64, 0.0),
        }
    }
}

/// How a run ended, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    Unreachable,
    Invalid,
    Violation,
    Threshold,
    Done,
}

/// A run that has ended.
pub struct Findings {
    /// Messages that should have been sent.
    pub planned: u64,
    pub ledger: Ledger,
    pub legs: Legs,
    /// Nanoseconds from the first instant until the last message was on its way, and until nothing was left to see.
    pub sending: u64,
    pub whole: u64,
    /// Processor time of the tool in nanoseconds; `None`: cannot be asked here.
    pub cpu: Option<u64>,
    /// Connections opened.
    pub connections: u64,
    /// Messages acknowledged.
    pub acknowledged: u64,
    pub max_send_lag: u64,
    /// Stopped by its user.
    pub interrupted: bool,
    /// The first reason why a call got no answer.
    pub failure: Option<String>,
    pub thresholds: Vec<Threshold>,
    pub login_cost: Option<Latencies>,
}

/// All that was neither delivered nor rightly refused.
pub const ERRORS: &str = "errors";
/// A share of the messages that may be taken up late.
pub const MOST_LATE: f64 = 0.001;

impl Findings {
    /// Why the run says nothing of its target; empty: it does.
    pub fn invalid(&self) -> Vec<Invalid> {
        let mut all = Vec::new();
        let late = self.legs.of(Leg::SendLag).share_above(self.max_send_lag).unwrap_or(0.0);
        if late > MOST_LATE {
            all.push(Invalid::SendLag { share: late, limit: self.max_send_lag });
        }
        let missed = self.planned.saturating_sub(self.ledger.len());
        if missed > 0 && !self.interrupted {
            all.push(Invalid::Missed(missed));
        }
        let unsettled = self.ledger.len() - self.ledger.settled();
        if unsettled > 0 {
            all.push(Invalid::Unsettled(unsettled));
        }
        all
    }

    /// The share of the sent that came neither where it belongs nor was rightly refused; `None` of nothing.
    pub fn errors(&self) -> Option<f64> {
        let good = [Outcome::Delivered, Outcome::RightlyRefused, Outcome::Unverified];
        let good: u64 = good.iter().map(|outcome| self.ledger.count(*outcome)).sum();
        let sent = self.ledger.len();
        (sent > 0).then(|| (sent - good) as f64 / sent as f64)
    }

    /// The share of the sent with a finding, by its name; `None` of nothing.
    fn share(&self, of: &str) -> Option<f64> {
        if of == ERRORS {
            return self.errors();
        }
        let outcomes = Outcome::ALL.iter().map(|outcome| (outcome.name(), self.ledger.count(*outcome)));
        let flags = Flag::ALL.iter().map(|flag| (flag.name(), self.ledger.flagged(*flag)));
        let (_, count) = outcomes.chain(flags).find(|(name, _)| *name == of)?;
        (!self.ledger.is_empty()).then(|| count as f64 / self.ledger.len() as f64)
    }

    /// Each threshold with what was found.
    pub fn held(&self) -> Vec<Held> {
        let mut windows = self.legs.windows().iter();
        let mut held = |threshold: &Threshold| match *threshold {
            Threshold::Latency { quantile, at_most, .. } => {
                let found = windows.next().and_then(|window| window.latencies.quantile(quantile));
                let met = found.is_some_and(|found| found <= at_most);
                Held { threshold: *threshold, found: found.map(|nanos| nanos as f64), met }
            }
            Threshold::Share { of, at_most } => {
                let found = self.share(of);
                Held {
                    threshold: *threshold,
                    found,
                    met: found.is_some_and(|share| share <= at_most.as_f64()),
                }
            }
        };
        self.thresholds.iter().map(&mut held).collect()
    }

    /// How it ended.
    pub fn ending(&self) -> Ending {
        if self.acknowledged == 0
            && self.failure.is_some()
            && self.ledger.count(Outcome::BackPressure) == self.ledger.len()
        {
            return Ending::Unreachable;
        }
        match () {
            () if !self.invalid().is_empty() => Ending::Invalid,
            () if self.ledger.is_violated() => Ending::Violation,
            () if self.held().iter().any(|held| !held.met) => Ending::Threshold,
            () => Ending::Done,
        }
    }

    /// How it ended, in a word.
    pub fn ending_name(&self) -> &'static str {
        match self.ending() {
            Ending::Unreachable => "unreachable",
            Ending::Invalid => "invalid",
            Ending::Violation => "violation",
            Ending::Threshold => "threshold",
            Ending::Done => "done",
        }
    }

    /// Messages a second that were sent; `None` of nothing.
    pub fn rate(&self) -> Option<f64> {
        (self.sending > 0).then(|| self.ledger.len() as f64 * 1e9 / self.sending as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::ledger::Expected;

    fn findings(outcomes: &[Outcome]) -> Findings {
        let mut ledger = Ledger::new();
        for outcome in outcomes {
            let id = ledger.enter();
            ledger.expect(id, Expected { place: 1, digest: 1, refused: false });
            ledger.settle(id, *outcome);
        }
        Findings {
            planned: outcomes.len() as u64,
            ledger,
            legs: Legs::default(),
            sending: 1,
            whole: 1,
            cpu: None,
            connections: 1,
            acknowledged: 1,
            max_send_lag: 10_000_000,
            interrupted: false,
            failure: None,
            thresholds: Vec::new(),
            login_cost: None,
        }
    }

    #[test]
    fn the_worst_that_happened_decides() {
        let share = |text: f64| Share::from_f64(text).expect("a share");
        let mut run = findings(&[Outcome::Delivered, Outcome::RightlyRefused]);
        assert_eq!((run.ending(), run.errors()), (Ending::Done, Some(0.0)));
        run.thresholds.push(Threshold::Latency {
            leg: Leg::Leased,
            quantile: share(0.5),
            at_most: 9,
            window: (0, 9),
        });
        assert_eq!((run.ending(), run.held()[0].found), (Ending::Threshold, None));
        run.ledger.flag(0, Flag::Duplicate);
        assert_eq!(run.ending(), Ending::Violation);
        run.planned = 3;
        assert_eq!((run.ending(), run.invalid()), (Ending::Invalid, vec![Invalid::Missed(1)]));
        let mut gone = findings(&[Outcome::BackPressure]);
        (gone.acknowledged, gone.failure) = (0, Some("refused".to_owned()));
        assert_eq!(gone.ending(), Ending::Unreachable);
    }

    #[test]
    fn a_tool_that_is_late_says_nothing_of_its_target() {
        let mut run = findings(&[Outcome::Delivered; 1_000]);
        (0..998).for_each(|_| run.legs.record(Leg::SendLag, 1_000, (0, 0)));
        run.legs.record(Leg::SendLag, 20_000_000, (0, 0));
        assert_eq!(run.ending(), Ending::Invalid);
        run.legs.record(Leg::SendLag, 1_000, (0, 0));
        assert_eq!(run.ending(), Ending::Done);
    }

    #[test]
    fn thresholds_are_held_against_their_own_stretch() {
        let mut run = findings(&[Outcome::Delivered, Outcome::BackPressure]);
        let median = Share::from_f64(0.5).expect("a share");
        let latency =
            |window| Threshold::Latency { leg: Leg::Accepted, quantile: median, at_most: 1_000, window };
        run.thresholds =
            vec![latency((0, 100)), Threshold::Share { of: ERRORS, at_most: median }, latency((100, 200))];
        run.legs.watch(Leg::Accepted, (0, 100));
        run.legs.watch(Leg::Accepted, (100, 200));
        run.legs.record(Leg::Accepted, 500, (50, 60));
        run.legs.record(Leg::Accepted, 5_000, (150, 160));
        assert_eq!(run.held().iter().map(|held| held.met).collect::<Vec<bool>>(), [true, true, false]);
    }
}
