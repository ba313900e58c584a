//! What holds for the whole scenario: period, deadline, transport, telephone, effects of flaws.

use super::{InboxId, staff::Factor};
use crate::calendar::{Calendar, Deadline};
use crate::random::Law;
use crate::stats::Share;
use crate::time::{Date, Duration, Instant, WorkingDays};

/// The simulated dates: warm-up weeks lie before `start`, the observation window is `weeks` long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub start: Date,
    pub weeks: u32,
    pub warm_up_weeks: u32,
}

impl Period {
    /// First simulated date.
    pub fn first(&self) -> Date {
        self.start.plus(-(self.warm_up_weeks as i32) * 7)
    }

    /// The date after the observation window.
    pub fn end(&self) -> Date {
        self.start.plus(self.weeks as i32 * 7)
    }
}

/// A share of requests to be answered within a number of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    pub share: Share,
    pub within: WorkingDays,
}

/// The deadline and what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineSpec {
    pub rule: Deadline,
    /// Expected reply time (guideline: 3).
    pub expected: WorkingDays,
    /// Limit (guideline: 5).
    pub limit: WorkingDays,
    pub goal: Option<Goal>,
    /// Whether the clock stands still while the sender, asked back, has not answered yet.
    pub stops_while_waiting: bool,
}

impl DeadlineSpec {
    /// So long after the observation window the run goes on at most where the clock stops: a sender who is asked back
    /// may never answer. What is open then is not due.
    pub const LONGEST_STANDSTILL: Duration = Duration::DAY.times(60);

    /// The last instant within the limit.
    pub fn last_instant(&self, calendar: &Calendar, counted_from: Instant) -> Instant {
        self.rule.last_instant(calendar, counted_from, self.limit)
    }

    /// The receipt from which the deadline counts, after waits for the sender in order of time: its own unless the
    /// clock stops. A limit that has passed stays passed, so that a wait after it changes nothing.
    pub fn counted_from(
        &self,
        calendar: &Calendar,
        received: Instant,
        waits: impl Iterator<Item = (Instant, Instant)>,
    ) -> Instant {
        if !self.stops_while_waiting {
            return received;
        }
        let in_time = |receipt: Instant, asked: Instant| asked <= self.last_instant(calendar, receipt);
        waits.fold(received, |receipt, wait| match in_time(receipt, wait.0) {
            true => self.rule.put_off(calendar, receipt, wait),
            false => receipt,
        })
    }
}

/// The way between two systems.
#[derive(Clone, Debug)]
pub struct Transport {
    pub delay: Law,
    /// Chance that one attempt delivers nothing.
    pub attempt_fails: Share,
    /// When attempts are made, after sending; the first is 0, ascending.
    pub attempts: Vec<Duration>,
    /// After sending, when all attempts failed.
    pub given_up_after: Duration,
    /// In order of time, not overlapping.
    pub outages: Vec<Outage>,
}

impl Transport {
    /// Whether everything arrives at the instant at which it is sent.
    pub fn is_nothing(&self) -> bool {
        self.delay.is_zero() && self.attempt_fails.is_zero() && self.outages.is_empty()
    }

    /// The outage that holds what is sent at an instant.
    pub fn outage_at(&self, instant: Instant) -> Option<&Outage> {
        self.outages.iter().find(|outage| outage.from <= instant && instant < outage.to)
    }
}

/// A stretch of time [from, to) in which nothing is delivered: what is sent, or sent again, is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    pub key: String,
    pub from: Instant,
    pub to: Instant,
    /// The i-th of n that were held is received at `to` + `release_over` · i/n.
    pub release_over: Duration,
}

/// A call with its chance and its length.
#[derive(Clone, Debug)]
pub struct Calls {
    pub share: Share,
    pub time: Law,
}

/// Who is called when (model, section 2.7).
#[derive(Clone, Debug, Default)]
pub struct Telephone {
    /// At 10:00 of each working day after the limit date.
    pub overdue: Option<Calls>,
    /// With an urgent request, at the sending instant.
    pub urgent: Option<Calls>,
    /// When a sender withdraws; `None`: without a call.
    pub withdrawal: Option<Law>,
    /// The caller's own time, for the sender's people; `None`: costs nobody anything.
    pub caller: Option<Law>,
}

/// What a flaw of content costs.
#[derive(Clone, Debug)]
pub struct FlawEffects {
    /// C1 multiplies sorting time.
    pub c1_sorting: Factor,
    /// C3 multiplies answering time.
    pub c3_answering: Factor,
    /// C4 multiplies answering time.
    pub c4_answering: Factor,
    /// Chance that C4 makes the answerer ask back.
    pub c4_asks_back: Share,
    /// C5: a second message follows.
    pub c5_second_message: Share,
    /// C5: else a call follows.
    pub c5_call: Share,
    /// From sending to that message or call.
    pub c5_after: Law,
    /// Length of that call.
    pub c5_call_time: Law,
}

/// Messages that wait at the start: the i-th of n came at the (i−½)/n part of the office hours of the five
/// working days before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub inbox: InboxId,
    pub count: u32,
}

/// A named stretch of dates (both included) from whose end recovery is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEvent {
    pub key: String,
    pub from: Date,
    pub to: Date,
}
