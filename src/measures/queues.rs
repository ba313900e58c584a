//! Queue length of each inbox over the observation window: all hours and open hours, by week and by weekday × hour.
//!
//! Cost grows with changes of a queue, not with hours. Knows cases, not what they are about.

use super::cells::Cells;
use super::frame::Frame;
use super::inbox_figures::InboxFigures;
use super::local_time::LocalTime;
use super::present::Present;
use crate::calendar::OpenCursor;
use crate::model::{InboxId, Model};
use crate::record::Case;
use crate::stats::{LevelTimes, Share};
use crate::time::{Duration, Instant};

/// Queues up to this length allocate nothing.
const ROOM: u32 = 63;

/// What is kept of one inbox while the run goes on. Time at level 0 is what the other levels leave.
struct Queue {
    level: u32,
    /// Since when, within the window.
    since: Instant,
    week: u32,
    offset: u32,
    series: Option<u32>,
    cursor: OpenCursor,
    /// Open time before an instant, the last one asked for.
    opened: (Instant, Duration),
    present: Present,
    all: LevelTimes,
    open: LevelTimes,
    weeks: Vec<i64>,
    figures: InboxFigures,
    cells: Box<Cells>,
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
    pub fn new(frame: &Frame) -> Self {
        let from = frame.observed.from;
        let hours = (frame.observed.to - from).micros() / Duration::HOUR.micros() + 1;
        let queue = |index: usize| {
            let series = frame.axes.series.iter().position(|inbox| *inbox as usize == index);
            Queue {
                level: 0,
                since: from,
                week: 0,
                offset: 0,
                series: series.map(|series| series as u32),
                cursor: OpenCursor::default(),
                opened: (Instant::from_micros(i64::MIN), Duration::ZERO),
                present: Present::new(frame.begins),
                all: LevelTimes::with_room(ROOM),
                open: LevelTimes::with_room(ROOM),
                weeks: vec![0; frame.week_ends.len()],
                figures: InboxFigures::default(),
                cells: Box::default(),
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
        if level != queue.level + 1 {
            wrong_level(world.1, at, case.inbox, (level, queue.level + 1));
        }
        if !handed_back {
            queue.present.come(world.0, at);
            queue.figures.arrivals += u64::from(world.0.observed.contains(at));
        }
        self.change(world, at, case.inbox, level);
    }

    /// A person took the case from the queue, which is now so long.
    #[inline]
    pub fn begun(&mut self, world: (&Frame, &Model), at: Instant, case: &Case, now: (u32, bool)) {
        let (level, first) = now;
        let queue = &mut self.inboxes[case.inbox.index()];
        if level + 1 != queue.level {
            wrong_level(world.1, at, case.inbox, (level + 1, queue.level));
        }
        queue.waited_until(world.0, at, case);
        if first && world.0.observed.contains(at) {
            queue.figures.begun += 1;
            queue.figures.waited += (at - case.arrived).micros();
        }
        self.change(world, at, case.inbox, level);
    }

    /// Its sender withdrew the case from the queue, which is now so long.
    pub fn withdrawn(&mut self, world: (&Frame, &Model), at: Instant, case: &Case, level: u32) {
        let queue = &mut self.inboxes[case.inbox.index()];
        if level + 1 != queue.level {
            wrong_level(world.1, at, case.inbox, (level + 1, queue.level));
        }
        queue.waited_until(world.0, at, case);
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
    fn change(&mut self, world: (&Frame, &Model), at: Instant, inbox: InboxId, level: u32) {
        let now = world.0.observed.clamp(at);
        let queue = &mut self.inboxes[inbox.index()];
        if now > queue.since {
            if queue.level > 0 {
                queue.lasted(world, inbox, now, &mut self.series);
            }
            queue.since = now;
        }
        queue.level = level;
    }

    /// # Panics
    /// If an inbox lost or made up a case, or parts of the window do not add up; the program's own fault.
    pub fn finish(mut self, world: (&Frame, &Model), end: Instant) -> QueueResults {
        let (frame, model) = world;
        let mut results =
            QueueResults { figures: Vec::new(), weeks: Vec::new(), cells: Vec::new(), series: Vec::new() };
        for index in 0..self.inboxes.len() {
            let inbox = InboxId::from(index);
            self.change(world, frame.observed.to, inbox, 0);
            let queue = &mut self.inboxes[index];
            queue.present.check(inbox, model, end);
            queue.figures.present = queue.present.observed;
            let cells = queue.cells.sums();
            let parts = [queue.weeks.iter().sum::<i64>(), cells.iter().sum()];
            let whole = queue.all.integral();
            assert_eq!(parts.map(i128::from), [whole; 2], "weeks or hours of an inbox do not add up");
            let (from, to) = (frame.observed.from, frame.observed.to);
            results.figures.push(queue.figures((to - from, model.open(inbox).between(from, to))));
            results.weeks.extend(&queue.weeks);
            results.cells.extend(cells);
        }
        results.series = self.series;
        results
    }
}

impl Queue {
    /// The level, not 0, lasted from `since` until now.
    fn lasted(
        &mut self,
        (frame, model): (&Frame, &Model),
        inbox: InboxId,
        now: Instant,
        series: &mut [Vec<i64>],
    ) {
        let (since, level) = (self.since, i64::from(self.level));
        let open = model.open(inbox);
        if self.opened.0 != since {
            self.opened.1 = self.cursor.open_before(open, since);
        }
        let before = self.cursor.open_before(open, now);
        let open_time = before - self.opened.1;
        self.opened = (now, before);
        self.all.add(self.level, (now - since).micros());
        self.open.add(self.level, open_time.micros());
        self.by_week(frame, now, level);
        self.by_cell(frame, now, level);
        if let Some(index) = self.series {
            let hours = (since - frame.observed.from, now - frame.observed.from);
            by_hour(&mut series[index as usize], hours, level);
        }
    }

    fn by_week(&mut self, frame: &Frame, now: Instant, level: i64) {
        let mut from = self.since;
        let mut week = self.week as usize;
        while frame.week_ends[week] <= from {
            week += 1;
        }
        while from < now {
            let until = frame.week_ends[week].min(now);
            self.weeks[week] += level * (until - from).micros();
            week += usize::from(until < now);
            from = until;
        }
        self.week = week as u32;
    }

    fn by_cell(&mut self, frame: &Frame, now: Instant, level: i64) {
        let mut from = self.since;
        let mut stretch = self.offset as usize;
        while frame.offsets[stretch].0 <= from {
            stretch += 1;
        }
        while from < now {
            let (until, offset) = frame.offsets[stretch];
            let until = until.min(now);
            self.cells.add((from.micros() + offset) as u64, (until.micros() + offset) as u64, level);
            stretch += usize::from(until < now);
            from = until;
        }
        self.offset = stretch as u32;
    }

    fn waited_until(&mut self, frame: &Frame, at: Instant, case: &Case) {
        let until = at.min(frame.observed.to);
        if at > frame.observed.from && case.arrived < until {
            self.figures.oldest = self.figures.oldest.max(Some((until - case.arrived).micros()));
        }
    }

    fn figures(&mut self, (observed, open): (Duration, Duration)) -> InboxFigures {
        let half = Share::from_billionths(Share::UNIT / 2).expect("within 1");
        let nine_tenths = Share::from_billionths(Share::UNIT / 10 * 9).expect("within 1");
        self.all.add(0, (observed - self.all.duration()).micros());
        self.open.add(0, (open - self.open.duration()).micros());
        let mut figures = std::mem::take(&mut self.figures);
        figures.observed = observed.micros();
        figures.queue = self.all.integral() as i64;
        figures.queue_open = self.open.integral() as i64;
        figures.open = open.micros();
        figures.median = self.all.percentile(half);
        figures.p90 = self.all.percentile(nine_tenths);
        figures.p90_open = self.open.percentile(nine_tenths);
        figures.largest = self.all.maximum();
        figures
    }
}

/// Adds a level that lasted from one time to another, since the first hour began, to each hour.
fn by_hour(hours: &mut [i64], (from, to): (Duration, Duration), level: i64) {
    let hour = Duration::HOUR.micros();
    let (mut at, to) = (from.micros(), to.micros());
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
