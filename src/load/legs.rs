//! The legs of a message's way, each with its histogram: of the whole run, and second by second.
//!
//! Every leg but the last two begins at the instant at which the message was meant to be sent, or at the end of
//! the leg before. What never happened has no figure.

use crate::stats::Latencies;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

/// A stretch of a message's way; one instance a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Leg {
    /// From the intended instant until the target's 201: what a sender waits.
    Accepted,
    /// From the intended instant until it can be seen in the receiver's inbox.
    Visible,
    /// From visible until somebody has it.
    Leased,
    /// From leased until it was passed to another inbox.
    Forwarded,
    /// From leased until it is answered.
    Answered,
    /// From the answer until the sender has it.
    Returned,
    /// From sent until the 201: the target's time alone. Beside `Accepted`, never instead of it.
    Service,
    /// From the intended instant until the dispatcher took it up: the tool's own lateness.
    SendLag,
}

impl Leg {
    pub const ALL: [Leg; 8] = [
        Leg::Accepted,
        Leg::Visible,
        Leg::Leased,
        Leg::Forwarded,
        Leg::Answered,
        Leg::Returned,
        Leg::Service,
        Leg::SendLag,
    ];

    /// The code in files and scenarios.
    pub const fn name(self) -> &'static str {
        match self {
            Leg::Accepted => "accepted",
            Leg::Visible => "visible",
            Leg::Leased => "leased",
            Leg::Forwarded => "forwarded",
            Leg::Answered => "answered",
            Leg::Returned => "returned",
            Leg::Service => "service",
            Leg::SendLag => "send_lag",
        }
    }

    pub fn parse(text: &str) -> Option<Leg> {
        Leg::ALL.into_iter().find(|leg| leg.name() == text)
    }
}

/// The histograms of all legs.
#[derive(Default)]
pub struct Legs {
    whole: [Latencies; 8],
    /// Of the second that is running.
    second: [Latencies; 8],
    seconds: u64,
    log: Option<String>,
    windows: Vec<Window>,
}

/// A stretch of the run that is looked at alone: a leg of what was due from and to these nanoseconds.
#[derive(Clone, Debug)]
pub struct Window {
    pub leg: Leg,
    pub from: u64,
    pub to: u64,
    pub latencies: Latencies,
}

impl Legs {
    /// With or without a log of each second; `begun` is in seconds since the epoch.
    pub fn new(log: Option<f64>) -> Legs {
        let head = |begun: f64| {
            format!(
                "#[Histogram log format version 1.3]\n#[StartTime: {begun:.3} (seconds since epoch)]\n\
                 \"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n"
            )
        };
        Legs { log: log.map(head), ..Legs::default() }
    }

    /// Looks at a stretch alone, too.
    pub fn watch(&mut self, leg: Leg, (from, to): (u64, u64)) {
        self.windows.push(Window { leg, from, to, latencies: Latencies::new() });
    }

    /// The stretches that are looked at alone, in the order in which they were asked for.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// Records a leg of a message, in nanoseconds, with when the message was due and what the clock shows.
    #[inline]
    pub fn record(&mut self, leg: Leg, nanos: u64, (due, now): (u64, u64)) {
        self.whole[leg as usize].record(nanos);
        for window in &mut self.windows {
            if window.leg == leg && (window.from..window.to).contains(&due) {
                window.latencies.record(nanos);
            }
        }
        if self.log.is_some() {
            if now / 1_000_000_000 > self.seconds {
                self.turn(now / 1_000_000_000);
            }
            self.second[leg as usize].record(nanos);
        }
    }

    /// Writes the second that has passed into the log.
    fn turn(&mut self, seconds: u64) {
        let Some(log) = &mut self.log else { return };
        for (leg, second) in Leg::ALL.iter().zip(&mut self.second) {
            if second.is_empty() {
                continue;
            }
            let max = second.max().unwrap_or(0) as f64 / 1e6;
            let text = STANDARD.encode(second.encoded());
            writeln!(log, "Tag={},{}.000,1.000,{max:.3},{text}", leg.name(), self.seconds)
                .expect("writing to memory does not fail");
            second.clear();
        }
        self.seconds = seconds;
    }

    pub fn of(&self, leg: Leg) -> &Latencies {
        &self.whole[leg as usize]
    }

    /// The interval log (`.hlog`), the last second included.
    pub fn finish(&mut self) -> Option<&str> {
        self.turn(self.seconds + 1);
        self.log.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_has_a_line_a_leg_and_second() {
        let mut legs = Legs::new(Some(1_700_000_000.0));
        legs.watch(Leg::Accepted, (10, 20));
        legs.record(Leg::Accepted, 5_000_000, (15, 100));
        legs.record(Leg::Service, 1_000_000, (15, 200));
        legs.record(Leg::Accepted, 7_000_000, (20, 3_000_000_000));
        assert_eq!(legs.windows()[0].latencies.count(), 1);
        assert_eq!(legs.of(Leg::Accepted).count(), 2);
        let log = legs.finish().expect("a log").to_owned();
        let lines: Vec<&str> = log.lines().skip(3).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("Tag=accepted,0.000,1.000,5.000,HISTFAAA"), "{}", lines[0]);
        assert!(lines[2].starts_with("Tag=accepted,3.000,1.000,7.000,HISTFAAA"), "{}", lines[2]);
        assert!(Leg::ALL.iter().all(|leg| Leg::parse(leg.name()) == Some(*leg)));
    }
}
