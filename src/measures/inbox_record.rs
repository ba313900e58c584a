//! What is kept of one inbox while the run goes on, and the figures that come of it.
//!
//! A change of the queue is a few additions: nothing is divided by hours or weeks here. Knows cases, not what they are
//! about, and no other inbox.

use super::inbox_figures::InboxFigures;
use super::observed::{Moment, Observed};
use super::present::Present;
use crate::calendar::{OpenCursor, OpenTime};
use crate::record::Case;
use crate::stats::{LevelTimes, Share};
use crate::time::{Duration, Instant};

/// Queues up to this length allocate nothing.
const ROOM: usize = 64;

/// One inbox. What every step touches stands together: those of a nation fit no cache.
#[repr(align(64))]
pub(super) struct InboxRecord {
    pub level: u32,
    /// Its hourly series, from 1; 0 without.
    pub series: u32,
    /// Since when, within the window.
    since: Instant,
    /// Instants at which the queue shrank less those at which it grew, in microseconds since the window began: with
    /// level × now it is ∫ length dt. May wrap around; what fits comes out right.
    moved: i64,
    /// ∫ length dt up to the end of the last stretch that was told.
    told: i64,
    cursor: OpenCursor,
    /// By level but 0: how long it lasted, over all hours and over open hours. Time at level 0 is what these leave.
    lasted: Vec<[i64; 2]>,
    pub present: Present,
    /// Cases that came and that left for good, within the window.
    pub arrivals: u64,
    pub departures: u64,
    /// Begun for the first time within the window, and what they had waited.
    begun: u64,
    waited: i64,
    /// Worked on within the window, and for how long.
    pub worked_on: u64,
    pub worked: i64,
    /// The longest that any case had waited here; 0 if none did.
    oldest: i64,
    pub limits_passed: u64,
}

impl InboxRecord {
    pub fn new(observed: Observed, series: u32) -> Self {
        InboxRecord {
            level: 0,
            series,
            since: observed.from,
            moved: 0,
            told: 0,
            cursor: OpenCursor::default(),
            lasted: Vec::with_capacity(ROOM),
            present: Present::default(),
            arrivals: 0,
            departures: 0,
            begun: 0,
            waited: 0,
            worked_on: 0,
            worked: 0,
            oldest: 0,
            limits_passed: 0,
        }
    }

    /// The queue grew by one.
    #[inline]
    pub fn grow(&mut self, open: &OpenTime, observed: Observed, moment: Moment) {
        self.last_until(open, moment.clamped);
        self.level += 1;
        self.moved = self.moved.wrapping_sub((moment.clamped - observed.from).micros());
    }

    /// The queue shrank by one.
    #[inline]
    pub fn shrink(&mut self, open: &OpenTime, observed: Observed, moment: Moment) {
        self.last_until(open, moment.clamped);
        self.level -= 1;
        self.moved = self.moved.wrapping_add((moment.clamped - observed.from).micros());
    }

    /// The level lasted until now, an instant of the window. Of changes at one instant only the last one lasts.
    #[inline]
    pub fn last_until(&mut self, open: &OpenTime, now: Instant) {
        if now <= self.since {
            return;
        }
        if self.level > 0 {
            let times = [now - self.since, self.cursor.between(open, self.since, now)];
            let level = self.level as usize;
            if level >= self.lasted.len() {
                self.lasted.resize(level + 1, [0; 2]);
            }
            let lasted = &mut self.lasted[level];
            lasted[0] += times[0].micros();
            lasted[1] += times[1].micros();
        }
        self.since = now;
    }

    /// ∫ length dt since the last stretch was told, until so long after the window began.
    #[inline]
    pub fn tell(&mut self, since_window: i64) -> i64 {
        let whole = i64::from(self.level).wrapping_mul(since_window).wrapping_add(self.moved);
        whole.wrapping_sub(std::mem::replace(&mut self.told, whole))
    }

    /// A case that waited until now was begun, if this is the first time, or not.
    #[inline]
    pub fn begun(&mut self, observed: Observed, moment: Moment, case: &Case, first: bool) {
        self.waited_until(observed, moment, case);
        let counts = first && moment.inside;
        self.begun += u64::from(counts);
        self.waited += if counts { (moment.at - case.arrived).micros() } else { 0 };
    }

    /// A case waited here until now.
    #[inline]
    pub fn waited_until(&mut self, observed: Observed, moment: Moment, case: &Case) {
        if moment.at > observed.from {
            self.oldest = self.oldest.max((moment.at.min(observed.to) - case.arrived).micros());
        }
    }

    /// The figures over a window so long, so much of it open.
    pub fn figures(self, (observed, open_time): (Duration, Duration)) -> InboxFigures {
        let [all, open] = [(0, observed), (1, open_time)].map(|(which, length)| self.levels(which, length));
        let half = Share::from_billionths(Share::UNIT / 2).expect("within 1");
        let nine_tenths = Share::from_billionths(Share::UNIT / 10 * 9).expect("within 1");
        InboxFigures {
            arrivals: self.arrivals,
            departures: self.departures,
            present: self.present.observed,
            observed: observed.micros(),
            queue: all.integral() as i64,
            queue_open: open.integral() as i64,
            open: open_time.micros(),
            median: all.percentile(half),
            p90: all.percentile(nine_tenths),
            p90_open: open.percentile(nine_tenths),
            largest: all.maximum(),
            oldest: (self.oldest > 0).then_some(self.oldest),
            begun: self.begun,
            waited: self.waited,
            worked_on: self.worked_on,
            worked: self.worked,
            capacity: 0,
            limits_passed: self.limits_passed,
        }
    }

    fn levels(&self, which: usize, length: Duration) -> LevelTimes {
        let mut times = LevelTimes::with_room(self.lasted.len() as u32);
        self.lasted.iter().zip(0..).for_each(|(lasted, level)| times.add(level, lasted[which]));
        times.add(0, (length - times.duration()).micros());
        times
    }
}
