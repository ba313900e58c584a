//! How late the server's side is on the wall clock: by deed, and by leg of a message's way.
//!
//! Knows no call. A deed is late by the time from when it was due until the server had done it.

use crate::load::Leg;
use crate::record::MessageKey;
use crate::stats::Latencies;
use crate::time::{Duration, Instant};
use std::collections::BTreeMap;
use std::time::{Duration as Wall, Instant as Clock};

/// When a deed was due.
#[derive(Clone, Copy, Debug)]
pub(super) struct Due {
    pub wall: Clock,
    /// The same, in microseconds since 1970.
    pub epoch: i64,
    pub compression: u32,
}

impl Due {
    /// The scenario's time at this reading of the clock, where `at` is that of the deed.
    pub fn scenario(&self, at: Instant, clock: Clock) -> Instant {
        self.later(at, clock.saturating_duration_since(self.wall).as_micros() as i64)
    }

    /// The scenario's time of a stamp that the server wrote.
    pub fn stamped(&self, at: Instant, stamp: Instant) -> Instant {
        self.later(at, stamp.micros() - self.epoch)
    }

    fn later(&self, at: Instant, micros: i64) -> Instant {
        at + Duration::from_micros(micros.max(0) * i64::from(self.compression))
    }
}

/// Where a message is on its way.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    visible: Option<Clock>,
    leased: Option<Clock>,
}

/// All latencies on the wall clock, in nanoseconds.
#[derive(Clone, Debug, Default)]
pub struct Lateness {
    /// From when a deed was due until the server had done it.
    pub deeds: Latencies,
    legs: [Latencies; Leg::ALL.len()],
    ways: BTreeMap<MessageKey, Way>,
}

impl Lateness {
    pub fn of(&self, leg: Leg) -> &Latencies {
        &self.legs[leg as usize]
    }

    pub(super) fn record(&mut self, leg: Leg, long: Wall) {
        self.legs[leg as usize].record(long.as_nanos() as u64);
    }

    pub(super) fn done(&mut self, due: &Due, (_, answered): (Clock, Clock)) {
        self.deeds.record(answered.saturating_duration_since(due.wall).as_nanos() as u64);
    }

    /// It can be seen in an inbox, now.
    pub(super) fn visible(&mut self, key: MessageKey, due: Option<Due>) {
        let Some(due) = due else { return };
        let now = Clock::now();
        self.record(Leg::Visible, now.saturating_duration_since(due.wall));
        self.ways.insert(key, Way { visible: Some(now), leased: None });
    }

    /// Somebody has it.
    pub(super) fn taken(&mut self, key: MessageKey, changed: Option<(Clock, Clock)>) {
        let (Some(way), Some((_, now))) = (self.ways.get_mut(&key), changed) else { return };
        way.leased = Some(now);
        if let Some(visible) = way.visible.take() {
            self.record(Leg::Leased, now.saturating_duration_since(visible));
        }
    }

    /// Her lease has ended by a call of this name.
    pub(super) fn ended(&mut self, key: MessageKey, what: &str, changed: Option<(Clock, Clock)>) {
        let leg = match what {
            "forward" | "pass" => Leg::Forwarded,
            "answer" | "return" => Leg::Answered,
            _ => return,
        };
        let leased = self.ways.get_mut(&key).and_then(|way| way.leased.take());
        if let (Some(leased), Some((_, now))) = (leased, changed) {
            self.record(leg, now.saturating_duration_since(leased));
        }
    }

    /// The sender can fetch the answer, now.
    pub(super) fn returned(&mut self, key: MessageKey, changed: Option<(Clock, Clock)>) {
        if let (Some(_), Some((_, answered))) = (self.ways.remove(&key), changed) {
            self.record(Leg::Returned, answered.elapsed());
        }
    }

    /// Adds that of other messages.
    pub(super) fn merge(&mut self, other: &Lateness) {
        self.deeds.merge(&other.deeds);
        for (mine, theirs) in self.legs.iter_mut().zip(&other.legs) {
            mine.merge(theirs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_is_late_in_scenario_time() {
        let wall = Clock::now();
        let due = Due { wall, epoch: 1_000_000, compression: 400 };
        let at = Instant::from_micros(77);
        assert_eq!(due.scenario(at, wall + Wall::from_millis(3)).micros(), 77 + 1_200_000);
        assert_eq!(due.stamped(at, Instant::from_micros(1_000_500)).micros(), 77 + 200_000);
        // The server's clock and ours are one; a stamp before the deed was due is none of its work.
        assert_eq!(due.stamped(at, Instant::from_micros(999_999)), at);
    }

    #[test]
    fn each_visit_has_its_legs() {
        let (mut late, key) = (Lateness::default(), MessageKey::root(0, 1));
        let now = Clock::now();
        let due = Some(Due { wall: now, epoch: 0, compression: 1 });
        for what in ["forward", "ask-back"] {
            late.visible(key, due);
            late.taken(key, Some((now, Clock::now())));
            late.ended(key, what, Some((now, Clock::now())));
        }
        // The request comes back after its sender's answer.
        late.visible(key, due);
        late.taken(key, Some((now, Clock::now())));
        late.ended(key, "answer", Some((now, Clock::now())));
        late.returned(key, Some((now, now)));
        late.returned(key, Some((now, now)));
        let counts = [Leg::Visible, Leg::Leased, Leg::Forwarded, Leg::Answered, Leg::Returned];
        assert_eq!(counts.map(|leg| late.of(leg).count()), [3, 3, 1, 1, 1]);
    }
}
