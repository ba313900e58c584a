//! Queue length of each inbox over the observation window: all hours and open hours, by week and by weekday × hour.
//!
//! Cost grows with changes of a queue, not with hours. Knows cases, not what they are about.

use super::cells::{CELLS, Cells};
use super::frame::Frame;
use super::local_time::LocalTime;
use crate::calendar::OpenCursor;
use crate::model::{InboxId, Model};
use crate::record::Case;
use crate::stats::{LevelTimes, Share, TimeWeighted};
use crate::time::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// The figures of one inbox over the observation window; times in microseconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InboxFigures {
    /// Cases that came and that left for good.
    pub arrivals: u64,
    pub departures: u64,
    pub observed: i64,
    /// ∫ queue length dt.
    pub queue: i64,
    /// The same within open hours, and their length.
    pub queue_open: i64,
    pub open: i64,
    pub median: Option<u32>,
    pub p90: Option<u32>,
    pub p90_open: Option<u32>,
    pub largest: Option<u32>,
    /// ∫ cases waiting or in hand dt.
    pub present: i64,
    /// The longest that any case had waited here; `None` if none did.
    pub oldest: Option<i64>,
    /// Cases begun for the first time, and what they had waited.
    pub begun: u64,
    pub waited: i64,
    /// Cases worked on, and the time worked on them.
    pub worked_on: u64,
    pub worked: i64,
    /// Message time of those who serve it, away ones left out.
    pub capacity: i64,
    /// Requests whose limit passed while they stood here.
    pub limits_passed: u64,
}

/// What is kept of one inbox while the run goes on.
struct Queue {
    since: Instant,
    week: usize,
    offset: usize,
    series: Option<u32>,
    all: TimeWeighted,
    open: TimeWeighted,
    cursor: OpenCursor,
    cells: Cells,
    weeks: Vec<i64>,
    present: Present,
    figures: InboxFigures,
}

/// Cases waiting or in hand over the whole run, for Little's law.
struct Present {
    count: i64,
    since: Instant,
    /// ∫ count dt, and the times spent, from the run's beginning at the earliest.
    integral: i128,
    spent: i128,
    /// ∫ count dt in the observation window.
    observed: i64,
    came: u64,
    left: u64,
}

/// All inboxes.
pub(super) struct Queues {
    inboxes: Vec<Queue>,
    series: Vec<Vec<i64>>,
}

/// What remains of the queues: figures by inbox, ∫ length dt by inbox and week, by inbox and cell, and by
/// hour of the chosen inboxes.
pub(super) struct QueueResults {
    pub figures: Vec<InboxFigures>,
    pub weeks: Vec<i64>,
    pub cells: Vec<i64>,
    pub series: Vec<Vec<i64>>,
}

impl Queues {
    pub fn new(frame: &Frame, model: &Model) -> Self {
        let from = frame.observed.from;
        let hours = (frame.observed.to - from).micros() / Duration::HOUR.micros() + 1;
        let queue = |index: usize| {
            let mut cursor = OpenCursor::default();
            let opened = cursor.open_before(model.open(InboxId::from(index)), from);
            let series = frame.axes.series.iter().position(|inbox| *inbox as usize == index);
            Queue {
                since: from,
                week: 0,
                offset: 0,
                series: series.map(|series| series as u32),
                all: TimeWeighted::new(from),
                open: TimeWeighted::new(on_open_clock(opened)),
                cursor,
                cells: Cells::default(),
                weeks: vec![0; frame.week_ends.len()],
                present: Present::new(frame.begins),
                figures: InboxFigures::default(),
            }
        };
        Queues {
            inboxes: (0..frame.axes.inboxes.len()).map(queue).collect(),
            series: frame.axes.series.iter().map(|_| vec![0; hours as usize]).collect(),
        }
    }

    /// The case joined the queue, which is now so long.
    #[inline]
    pub fn queued(&mut self, world: (&Frame, &Model), at: Instant, case: &Case, now: (u32, bool)) {
        let (level, handed_back) = now;
        let queue = &mut self.inboxes[case.inbox.index()];
        let expected = queue.all.level() + 1;
        if level != expected {
            wrong_level(world.1, at, case.inbox, (level, expected));
        }
        if !handed_back {
            queue.present.change(world.0, at, 1);
            queue.present.came += 1;
            queue.figures.arrivals += u64::from(world.0.observed.contains(at));
        }
        self.change(world, at, case.inbox, level);
    }

    /// A person took the case from the queue, which is now so long.
    #[inline]
    pub fn begun(&mut self, world: (&Frame, &Model), at: Instant, case: &Case, now: (u32, bool)) {
        let (level, first) = now;
        let queue = &mut self.inboxes[case.inbox.index()];
        if level + 1 != queue.all.level() {
            wrong_level(world.1, at, case.inbox, (level + 1, queue.all.level()));
        }
        queue.waited_until(world.0, at, case);
        if first && world.0.observed.contains(at) {
            queue.figures.begun += 1;
            queue.figures.waited += (at - case.arrived).micros();
        }
        self.change(world, at, case.inbox, level);
    }

    /// Somebody worked on a case of this inbox, so long within the window.
    #[inline]
    pub fn worked(&mut self, inbox: InboxId, observed: Duration, done: bool) {
        let figures = &mut self.inboxes[inbox.index()].figures;
        figures.worked += observed.micros();
        figures.worked_on += u64::from(done && observed > Duration::ZERO);
    }

    /// The case left its inbox for good.
    #[inline]
    pub fn left(&mut self, frame: &Frame, at: Instant, case: &Case) {
        let queue = &mut self.inboxes[case.inbox.index()];
        queue.present.leave(frame, at, case);
        queue.present.left += 1;
        queue.figures.departures += u64::from(frame.observed.contains(at));
    }

    /// The limit of a request passed while it stood here.
    pub fn limit_passed(&mut self, inbox: InboxId) {
        self.inboxes[inbox.index()].figures.limits_passed += 1;
    }

    /// A case that is there when the run ends, waiting or in hand.
    pub fn remains(&mut self, frame: &Frame, at: Instant, case: &Case, waits: bool) {
        let queue = &mut self.inboxes[case.inbox.index()];
        queue.present.leave(frame, at, case);
        if waits {
            queue.waited_until(frame, at, case);
        }
    }

    #[inline]
    fn change(&mut self, (frame, model): (&Frame, &Model), at: Instant, inbox: InboxId, level: u32) {
        let now = frame.observed.clamp(at);
        let queue = &mut self.inboxes[inbox.index()];
        let old = i64::from(queue.all.level());
        if now > queue.since {
            if old > 0 {
                queue.lasted(frame, now, old);
                if let Some(series) = queue.series {
                    let since = (queue.since - frame.observed.from).micros();
                    by_hour(
                        &mut self.series[series as usize],
                        since,
                        (now - frame.observed.from).micros(),
                        old,
                    );
                }
            }
            queue.since = now;
        }
        queue.all.change(now, level);
        let opened = queue.cursor.open_before(model.open(inbox), now);
        queue.open.change(on_open_clock(opened), level);
    }

    /// # Panics
    /// If an inbox lost or made up a case, or parts of the window do not add up; the program's own fault.
    pub fn finish(mut self, world: (&Frame, &Model), end: Instant) -> QueueResults {
        let (frame, model) = world;
        let mut results =
            QueueResults { figures: Vec::new(), weeks: Vec::new(), cells: Vec::new(), series: Vec::new() };
        for index in 0..self.inboxes.len() {
            let inbox = InboxId::from(index);
            let level = self.inboxes[index].all.level();
            self.change(world, frame.observed.to, inbox, level);
            let queue = &mut self.inboxes[index];
            queue.present.check(inbox, model, end);
            let cells = queue.cells.sums();
            let all = queue.all.finish(frame.observed.to);
            let parts = [queue.weeks.iter().sum::<i64>(), cells.iter().sum()];
            assert_eq!(
                parts.map(i128::from),
                [all.integral(); 2],
                "weeks or hours of an inbox do not add up"
            );
            let opened = queue.cursor.open_before(model.open(inbox), frame.observed.to);
            let open = queue.open.finish(on_open_clock(opened));
            queue.figures.present = queue.present.observed;
            results.figures.push(queue.figures(&all, &open));
            results.weeks.extend(&queue.weeks);
            results.cells.extend(cells);
        }
        results.series = self.series;
        results
    }
}

impl Queue {
    /// The level lasted from `since` until now.
    fn lasted(&mut self, frame: &Frame, now: Instant, level: i64) {
        let mut from = self.since;
        while frame.week_ends[self.week] <= from {
            self.week += 1;
        }
        while from < now {
            let until = frame.week_ends[self.week].min(now);
            self.weeks[self.week] += level * (until - from).micros();
            self.week += usize::from(until < now);
            from = until;
        }
        from = self.since;
        while frame.offsets[self.offset].0 <= from {
            self.offset += 1;
        }
        while from < now {
            let (until, offset) = frame.offsets[self.offset];
            let until = until.min(now);
            self.cells.add(from.micros() + offset, until.micros() + offset, level);
            self.offset += usize::from(until < now);
            from = until;
        }
    }

    fn waited_until(&mut self, frame: &Frame, at: Instant, case: &Case) {
        let until = at.min(frame.observed.to);
        if at > frame.observed.from && case.arrived < until {
            self.figures.oldest = self.figures.oldest.max(Some((until - case.arrived).micros()));
        }
    }

    fn figures(&mut self, all: &LevelTimes, open: &LevelTimes) -> InboxFigures {
        let half = Share::from_billionths(Share::UNIT / 2).expect("within 1");
        let nine_tenths = Share::from_billionths(Share::UNIT / 10 * 9).expect("within 1");
        let mut figures = std::mem::take(&mut self.figures);
        figures.observed = all.duration().micros();
        figures.queue = all.integral() as i64;
        figures.queue_open = open.integral() as i64;
        figures.open = open.duration().micros();
        figures.median = all.percentile(half);
        figures.p90 = all.percentile(nine_tenths);
        figures.p90_open = open.percentile(nine_tenths);
        figures.largest = all.maximum();
        figures
    }
}

impl Present {
    fn new(begins: Instant) -> Self {
        Present { count: 0, since: begins, integral: 0, spent: 0, observed: 0, came: 0, left: 0 }
    }

    #[inline]
    fn change(&mut self, frame: &Frame, at: Instant, by: i64) {
        self.integral += i128::from(self.count * (at - self.since).micros());
        let (from, to) = (frame.observed.clamp(self.since), frame.observed.clamp(at));
        self.observed += self.count * (to - from).micros();
        self.since = at;
        self.count += by;
    }

    #[inline]
    fn leave(&mut self, frame: &Frame, at: Instant, case: &Case) {
        self.change(frame, at, -1);
        self.spent += i128::from((at - case.arrived.max(frame.begins)).micros());
    }

    /// Arrivals = departures + present, and Little's law on the sample path.
    fn check(&self, inbox: InboxId, model: &Model, end: Instant) {
        let (key, at) = (&model.inboxes[inbox.index()].key, LocalTime { calendar: &model.calendar, at: end });
        assert_eq!(self.count, 0, "at {at}: the inbox {key} has arrivals that neither left nor are present");
        assert!(self.left <= self.came, "at {at}: more cases left the inbox {key} than came");
        assert_eq!(
            self.integral, self.spent,
            "at {at}: Little's law fails in the inbox {key}: number over time, and times spent"
        );
    }
}

/// The instants of the open clock: open time since the calendar's beginning.
fn on_open_clock(opened: Duration) -> Instant {
    Instant::from_micros(opened.micros())
}

/// Adds a level that lasted from one time to another (microseconds since the first hour) to each hour.
fn by_hour(hours: &mut [i64], from: i64, to: i64, level: i64) {
    let hour = Duration::HOUR.micros();
    let mut at = from;
    while at < to {
        let next = ((at / hour + 1) * hour).min(to);
        hours[(at / hour) as usize] += level * (next - at);
        at = next;
    }
}

#[cold]
fn wrong_level(model: &Model, at: Instant, inbox: InboxId, (told, counted): (u32, u32)) -> ! {
    let (key, at) = (&model.inboxes[inbox.index()].key, LocalTime { calendar: &model.calendar, at });
    panic!("at {at}: the queue of {key} is said to be {told}, but {counted} were counted")
}

/// The number of cells, for those who read `QueueResults::cells`.
pub(super) const CELLS_PER_INBOX: usize = CELLS;
