//! The tool tried on itself: a server, the tool and a receiver stand still for a second, a server breaks its
//! promises; what the tool reports stands beside what arithmetic says.
//!
//! A stop of F seconds delays what is due in it and, while the queue drains, what comes after: with λ due a second
//! and C done a second, the delay at offset t is F − t(1 − λ/C), so of N messages the mean is λF²/(2(1 − λ/C)N) and
//! the p-quantile F − (1 − p)N(1 − λ/C)/λ.

use super::blank;
use super::fetch::Receivers;
use super::legs::{Leg, Legs};
use super::sink::{Behaviour, Faults};
use super::trial::Trial;
use crate::stats::{Latencies, Share};
use std::io;

const SECOND: u64 = 1_000_000_000;
/// Where the stop begins and ends.
const STOP: (u64, u64) = (SECOND, 2 * SECOND);

/// Mean, 90th and 99th percentile in milliseconds.
pub type Figures = [f64; 3];

/// What stood still, what was reported, and what should be.
#[derive(Clone, Debug)]
pub struct Stop {
    pub what: Stopped,
    /// Messages planned.
    pub messages: u64,
    pub reported: Figures,
    pub arithmetic: Figures,
    /// By how much they may differ, as a share.
    pub tolerance: f64,
    /// The share of messages that the tool itself took up more than 10 ms late.
    pub late: f64,
}

/// Who stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    Server,
    Generator,
    Receiver,
}

/// What the ledger says of a server that breaks its promises.
#[derive(Clone, Debug)]
pub struct Promises {
    pub messages: u64,
    /// Each broken promise, with the messages at which it was broken and those that the ledger names.
    pub broken: Vec<(&'static str, Vec<u64>, Vec<u64>)>,
    pub settled: u64,
}

/// A tool that takes up more than this share late was not where it should be.
pub const MOST_LATE: f64 = 0.001;

impl Stop {
    /// Whether each figure is as near as it must be, and lateness is the tool's where the tool stood still.
    pub fn passed(&self) -> bool {
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= self.tolerance * b;
        let own = self.late > MOST_LATE;
        self.reported.iter().zip(&self.arithmetic).all(near) && own == (self.what == Stopped::Generator)
    }
}

impl Promises {
    pub fn passed(&self) -> bool {
        self.settled == self.messages && self.broken.iter().all(|(_, done, named)| done == named)
    }
}

/// Mean, 90th and 99th percentile of a stop in milliseconds: λ and C a second, N messages, one second long.
fn arithmetic((rate, capacity): (f64, f64), messages: u64) -> Figures {
    let (n, drain) = (messages as f64, 1.0 - rate / capacity);
    let quantile = |p: f64| (1.0 - (1.0 - p) * n * drain / rate).max(0.0);
    [rate / (2.0 * drain * n), quantile(0.9), quantile(0.99)].map(|seconds| seconds * 1e3)
}

fn figures(of: &Latencies) -> Figures {
    let at = |q: u32| of.quantile(Share::from_billionths(q).expect("a share")).map_or(f64::NAN, |n| n as f64);
    [of.mean().unwrap_or(f64::NAN), at(900_000_000), at(990_000_000)].map(|nanos| nanos / 1e6)
}

fn late(legs: &Legs) -> f64 {
    legs.of(Leg::SendLag).share_above(10_000_000).unwrap_or(0.0)
}

/// The server stands still: 1,000 a second for 6 s against a server that does 5,000.
///
/// # Errors
/// No sink, no timer.
pub fn server() -> io::Result<Stop> {
    let behaviour = Behaviour { capacity: Some(5_000), freeze: Some(STOP), ..Behaviour::default() };
    let left = Trial::of("1000@6s", behaviour).run()?;
    Ok(Stop {
        what: Stopped::Server,
        messages: left.ledger.len(),
        reported: figures(left.legs.of(Leg::Accepted)),
        arithmetic: arithmetic((1_000.0, 5_000.0), left.ledger.len()),
        tolerance: 0.05,
        late: late(&left.legs),
    })
}

/// The tool itself stands still: 1,000 a second for 6 s; it catches up at once.
///
/// # Errors
/// No sink, no timer.
pub fn generator() -> io::Result<Stop> {
    let trial = Trial::of("1000@6s", Behaviour::default());
    // A connection for each message of the stop would take longer to open than the messages to send.
    let left = Trial { stop: Some(STOP), connections: 64, ..trial }.run()?;
    Ok(Stop {
        what: Stopped::Generator,
        messages: left.ledger.len(),
        reported: figures(left.legs.of(Leg::Accepted)),
        arithmetic: arithmetic((1_000.0, f64::INFINITY), left.ledger.len()),
        tolerance: 0.1,
        late: late(&left.legs),
    })
}

/// The receiver stands still: 200 a second for 6 s; its speed while it works is measured.
///
/// # Errors
/// No sink, no timer.
pub fn receiver() -> io::Result<Stop> {
    let behaviour = Behaviour { keeps: true, ..Behaviour::default() };
    let receivers = Receivers { her_ids: blank::receivers(1), freeze: Some(STOP), ..Receivers::default() };
    let left = Trial { receivers: Some(receivers), ..Trial::of("200@6s", behaviour) }.run()?;
    let speed = left.speed.unwrap_or(f64::NAN);
    Ok(Stop {
        what: Stopped::Receiver,
        messages: left.ledger.len(),
        reported: figures(left.legs.of(Leg::Leased)),
        arithmetic: arithmetic((200.0, speed), left.ledger.len()),
        tolerance: 0.1,
        late: late(&left.legs),
    })
}

/// A server loses, duplicates, swaps and corrupts one in ten thousand of 20,000: does the ledger name each?
///
/// # Errors
/// No sink, no timer.
pub fn promises() -> io::Result<Promises> {
    let faults = Faults { lose: 10_000, duplicate: 9_999, swap: 9_998, corrupt: 9_997, ..Faults::default() };
    let behaviour = Behaviour { keeps: true, faults, ..Behaviour::default() };
    let receivers = Receivers { her_ids: blank::receivers(40), ..Receivers::default() };
    let left = Trial { receivers: Some(receivers), ..Trial::of("2000@10s", behaviour) }.run()?;
    let names = ["lost", "duplicate", "misrouted", "corrupted"];
    let broken = names.map(|name| {
        let done = left.seen.broken.iter().filter(|(what, _)| *what == name);
        let mut done: Vec<u64> = done.filter_map(|(_, id)| left.id.of(id)).collect();
        let mut named = left.ledger.named(name).to_vec();
        done.sort_unstable();
        named.sort_unstable();
        (name, done, named)
    });
    Ok(Promises { messages: left.ledger.len(), broken: broken.into(), settled: left.ledger.settled() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second's stop at 1,000 a second of 6,000, drained at 5,000: by hand.
    #[test]
    fn arithmetic_of_a_stop() {
        let near =
            |found: Figures, known: Figures| found.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(near(arithmetic((1_000.0, 5_000.0), 6_000), [104.166_666_667, 520.0, 952.0]));
        assert!(near(arithmetic((1_000.0, f64::INFINITY), 6_000), [83.333_333_333, 400.0, 940.0]));
    }

    #[test]
    fn the_ledger_names_what_a_server_breaks() {
        let promises = promises().expect("a sink");
        assert!(promises.passed(), "{promises:?}");
        assert!(promises.broken.iter().all(|(_, done, _)| done.len() >= 2), "{promises:?}");
    }
}
