//! How fast the tool is, against a sink: what it costs, how late it is, how much it remembers.

use super::clock::Clock;
use super::legs::Leg;
use super::sink::{Behaviour, Sink};
use super::trial::{Left, Trial};
use crate::stats::Share;
use std::io;
use std::time::Duration;

/// The figures of a trial. What cannot be known here is missing.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub messages: u64,
    pub per_second: f64,
    /// Processor time a message in microseconds: of the tool, of the sink.
    pub cpu: Option<f64>,
    pub sink_cpu: Option<f64>,
    /// Median and 99th percentile in microseconds.
    pub lag: [Option<f64>; 2],
    pub response: [Option<f64>; 2],
}

fn figures(left: &Left) -> Figures {
    let messages = left.ledger.len();
    let each = |nanos: u64| nanos as f64 / 1e3 / messages.max(1) as f64;
    let at = |leg| {
        [500_000_000, 990_000_000].map(|q| {
            let of = left.legs.of(leg).quantile(Share::from_billionths(q).expect("a share"));
            of.map(|nanos| nanos as f64 / 1e3)
        })
    };
    Figures {
        messages,
        per_second: messages as f64 * 1e9 / left.took.max(1) as f64,
        cpu: left.cpu.map(each),
        sink_cpu: left.seen.cpu.map(each),
        lag: at(Leg::SendLag),
        response: at(Leg::Accepted),
    }
}

/// As many as go through so many connections, 4 KB each, for so long: ledger and histograms on.
///
/// # Errors
/// No sink, no timer.
pub fn closed(connections: usize, seconds: u64) -> io::Result<Figures> {
    let shape = format!("1@{seconds}s");
    let trial = Trial { connections, closed: Some(connections), ..Trial::of(&shape, Behaviour::default()) };
    Ok(figures(&trial.run()?))
}

/// So many a second, evenly, over at most so many connections.
///
/// # Errors
/// No sink, no timer.
pub fn open(rate: u64, connections: usize, seconds: u64) -> io::Result<Figures> {
    let shape = format!("{rate}@{seconds}s");
    let trial = Trial { connections, ..Trial::of(&shape, Behaviour::default()) };
    Ok(figures(&trial.run()?))
}

/// Lets other tools be measured against the same server: starts it, says where, stops it after so long. How many
/// messages it had, and its processor time a message in microseconds.
///
/// # Errors
/// No sink.
pub fn serve(length: Duration, say: impl FnOnce(&str)) -> io::Result<(u64, Option<f64>)> {
    let sink = Sink::start(Clock::start(), Behaviour::default())?;
    say(&sink.url());
    std::thread::sleep(length);
    let seen = sink.stop();
    Ok((seen.messages, seen.cpu.map(|nanos| nanos as f64 / 1e3 / seen.messages.max(1) as f64)))
}
