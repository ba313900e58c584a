//! What goes wrong on purpose, beside the target: answers that it never gave, connections cut, messages sent twice,
//! receivers that are slow.
//!
//! Which messages are hit is fixed by the name of the fault and the number of the message. Knows no connection.

use crate::random::child;
use crate::stats::Share;
use std::rc::Rc;
use std::time::Duration;

/// What is done to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Something between here and the target answers this, and the target never hears of it.
    Answer(u16),
    /// The connection is cut when everything has been sent, before an answer.
    Cut,
    /// The sender sends it twice at once.
    Twice,
}

/// A fault, in what was due from and to these nanoseconds of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    pub window: (u64, u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This share of the calls, by the number of its name.
    Call { harm: Harm, part: Share, name: u64 },
    /// Every receiver takes so much longer for each message.
    SlowReceivers(Duration),
}

/// The faults of a run; none is the usual.
#[derive(Clone, Debug, Default)]
pub struct Faults(Rc<[Fault]>);

impl Faults {
    pub fn new(all: Vec<Fault>) -> Faults {
        Faults(all.into())
    }

    /// What is done to a try of a message that was due at `due`; the first of several.
    pub fn of(&self, (id, attempt): (u64, u64), due: u64) -> Option<Harm> {
        let hits = |fault: &Fault| match fault.kind {
            Kind::Call { harm, part, name } => {
                // Billionths of the numbers that 64 bits have.
                let drawn = (u128::from(child(name, attempt, id)) * 1_000_000_000) >> 64;
                let is_hit = (drawn as u32) < part.billionths();
                (is_hit && (fault.window.0..fault.window.1).contains(&due)).then_some(harm)
            }
            Kind::SlowReceivers(_) => None,
        };
        self.0.iter().find_map(hits)
    }

    /// How much longer a receiver takes at a clock time.
    pub fn pause(&self, now: u64) -> Duration {
        let slow = |fault: &Fault| match fault.kind {
            Kind::SlowReceivers(pause) if (fault.window.0..fault.window.1).contains(&now) => pause,
            _ => Duration::ZERO,
        };
        self.0.iter().map(slow).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_its_share_within_its_window_and_always_the_same() {
        let part = Share::from_f64(0.01).expect("a share");
        let fault = |name, harm| Fault { kind: Kind::Call { harm, part, name }, window: (10, 20) };
        let slow = Fault { kind: Kind::SlowReceivers(Duration::from_millis(5)), window: (0, 5) };
        let faults = Faults::new(vec![fault(1, Harm::Cut), fault(2, Harm::Answer(503)), slow]);
        let hit = |attempt| (0..100_000).filter_map(|id| faults.of((id, attempt), 15)).collect::<Vec<Harm>>();
        let cut = hit(0).iter().filter(|harm| **harm == Harm::Cut).count();
        // Five standard errors of 1,000 are 157.
        assert!(cut.abs_diff(1_000) < 157 && (hit(0).len() - cut).abs_diff(990) < 157, "{cut}");
        assert!(hit(0) == hit(0) && hit(0).len() != hit(1).len());
        assert!((0..100_000).all(|id| faults.of((id, 0), 9).or(faults.of((id, 0), 20)).is_none()));
        assert_eq!((faults.pause(4), faults.pause(5)), (Duration::from_millis(5), Duration::ZERO));
    }
}
