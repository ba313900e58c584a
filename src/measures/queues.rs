//! Queue length of each inbox over the observation window: all hours and open hours, by week and by weekday × hour.
//!
//! A change of a queue costs a few additions, and each hour of the window one pass over the inboxes in which something
//! waits or was moved. Knows cases, not what they are about.

use super::axes::Part;
use super::frame::Frame;
use super::hours::{CELLS, Stretch};
use super::inbox_figures::InboxFigures;
use super::inbox_record::InboxRecord;
use super::local_time::LocalTime;
use crate::model::{InboxId, Model};
use crate::record::Case;
use crate::time::{Duration, Instant};

/// All inboxes.
pub(super) struct Queues {
    inboxes: Vec<InboxRecord>,
    /// A bit for each inbox whose queue is not 0, or was not since the last stretch was told.
    active: Vec<u64>,
    /// ∫ length dt: cell by cell, and week by week, that of every inbox; hour by hour that of each series.
    cells: Vec<i64>,
    weeks: Vec<i64>,
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
        let (observed, inboxes) = (frame.observed, frame.axes.inboxes.len());
        let hours = (observed.to - observed.from).micros() / Duration::HOUR.micros() + 1;
        let series = |index: usize| {
            let place = frame.axes.series.iter().position(|inbox| *inbox as usize == index);
            place.map_or(0, |place| place as u32 + 1)
        };
        Queues {
            inboxes: (0..inboxes).map(|index| InboxRecord::new(observed, series(index))).collect(),
            active: vec![0; inboxes.div_ceil(64)],
            cells: vec![0; CELLS * inboxes],
            weeks: vec![0; frame.week_ends.len() * inboxes],
            series: frame.axes.series.iter().map(|_| vec![0; hours as usize]).collect(),
        }
    }

    /// The case joined the queue, which is now so long.
    #[inline]
    pub fn queued(&mut self, (frame, model): (&Frame, &Model), at: Instant, case: &Case, now: (u32, bool)) {
        let (level, handed_back) = now;
        let (index, moment) = (case.inbox.index(), frame.observed.moment(at));
        let inbox = &mut self.inboxes[index];
        if level != inbox.level + 1 {
            wrong_level(model, at, case.inbox, (level, inbox.level + 1));
        }
        if !handed_back {
            inbox.present.come(moment);
            inbox.arrivals += u64::from(moment.inside);
        }
        inbox.grow(model.open(case.inbox), frame.observed, moment);
        self.active[index / 64] |= 1 << (index % 64);
    }

    /// A person took the case from the queue, which is now so long.
    #[inline]
    pub fn begun(&mut self, (frame, model): (&Frame, &Model), at: Instant, case: &Case, now: (u32, bool)) {
        let (level, first) = now;
        let moment = frame.observed.moment(at);
        let inbox = &mut self.inboxes[case.inbox.index()];
        if level + 1 != inbox.level {
            wrong_level(model, at, case.inbox, (level + 1, inbox.level));
        }
        inbox.begun(frame.observed, moment, case, first);
        inbox.shrink(model.open(case.inbox), frame.observed, moment);
    }

    /// Its sender withdrew the case from the queue, which is now so long.
    pub fn withdrawn(&mut self, (frame, model): (&Frame, &Model), at: Instant, case: &Case, level: u32) {
        let moment = frame.observed.moment(at);
        let inbox = &mut self.inboxes[case.inbox.index()];
        if level + 1 != inbox.level {
            wrong_level(model, at, case.inbox, (level + 1, inbox.level));
        }
        inbox.waited_until(frame.observed, moment, case);
        inbox.shrink(model.open(case.inbox), frame.observed, moment);
    }

    /// Somebody worked on a case of this inbox, so long within the window.
    #[inline]
    pub fn worked(&mut self, inbox: InboxId, observed: Duration, done: bool) {
        let inbox = &mut self.inboxes[inbox.index()];
        inbox.worked += observed.micros();
        inbox.worked_on += u64::from(done && observed > Duration::ZERO);
    }

    /// The case left its inbox for good.
    #[inline]
    pub fn left(&mut self, frame: &Frame, at: Instant, case: &Case) {
        let moment = frame.observed.moment(at);
        let inbox = &mut self.inboxes[case.inbox.index()];
        inbox.present.leave(moment, frame.begins, case);
        inbox.departures += u64::from(moment.inside);
    }

    /// The limit of a request passed while it stood here.
    pub fn limit_passed(&mut self, inbox: InboxId) {
        self.inboxes[inbox.index()].limits_passed += 1;
    }

    /// A case that is there when the run ends, waiting or in hand.
    pub fn remains(&mut self, frame: &Frame, at: Instant, case: &Case, waits: bool) {
        let moment = frame.observed.moment(at);
        let inbox = &mut self.inboxes[case.inbox.index()];
        inbox.present.leave(moment, frame.begins, case);
        if waits {
            inbox.waited_until(frame.observed, moment, case);
        }
    }

    /// Whether nothing waits anywhere, or was moved since the last stretch was told.
    pub fn idle(&self) -> bool {
        self.active.iter().all(|word| *word == 0)
    }

    /// By inbox: cases that wait, and cases that are there.
    pub fn levels(&self) -> impl Iterator<Item = [i64; 2]> + '_ {
        self.inboxes.iter().map(|inbox| [i64::from(inbox.level), inbox.present.count])
    }

    /// Cases that wait, by direction.
    pub fn waiting(&self, frame: &Frame) -> [u32; 2] {
        let mut waiting = [0; 2];
        for (index, inbox) in self.inboxes.iter().enumerate() {
            waiting[frame.part_of(InboxId::from(index)).index() - Part::ToHospital.index()] += inbox.level;
        }
        waiting
    }

    /// A stretch of the window is over.
    pub fn tell(&mut self, frame: &Frame, stretch: &Stretch) {
        let count = self.inboxes.len();
        let cells = &mut self.cells[stretch.cell * count..][..count];
        let weeks = &mut self.weeks[stretch.week * count..][..count];
        let since_window = (stretch.until - frame.observed.from).micros();
        for (place, word) in self.active.iter_mut().enumerate() {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                let index = place * 64 + bit as usize;
                let inbox = &mut self.inboxes[index];
                let part = inbox.tell(since_window);
                cells[index] += part;
                weeks[index] += part;
                if inbox.series > 0 {
                    self.series[inbox.series as usize - 1][stretch.hour] += part;
                }
                if inbox.level == 0 {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// All stretches of the window are told.
    ///
    /// # Panics
    /// If an inbox lost or made up a case, or parts of the window do not add up; the program's own fault.
    pub fn finish(self, (frame, model): (&Frame, &Model), end: Instant) -> QueueResults {
        let (from, to) = (frame.observed.from, frame.observed.to);
        let count = self.inboxes.len();
        let (weeks, cells) = (by_inbox(&self.weeks, count), by_inbox(&self.cells, count));
        let mut figures = Vec::with_capacity(count);
        for (index, mut inbox) in self.inboxes.into_iter().enumerate() {
            let id = InboxId::from(index);
            inbox.last_until(model.open(id), to);
            inbox.present.check(id, model, end);
            let one = inbox.figures((to - from, model.open(id).between(from, to)));
            let sum = |all: &[i64]| all[all.len() / count * index..][..all.len() / count].iter().sum::<i64>();
            let parts = [sum(&weeks), sum(&cells)];
            assert_eq!(parts, [one.queue; 2], "weeks or hours of an inbox do not add up");
            figures.push(one);
        }
        QueueResults { figures, weeks, cells, series: self.series }
    }
}

/// A table with a column for each inbox, as one with a row for each.
fn by_inbox(table: &[i64], count: usize) -> Vec<i64> {
    let column = |index: usize| table[index..].iter().step_by(count).copied();
    (0..count).flat_map(column).collect()
}

#[cold]
fn wrong_level(model: &Model, at: Instant, inbox: InboxId, (told, counted): (u32, u32)) -> ! {
    let (key, at) = (&model.inboxes[inbox.index()].key, LocalTime { calendar: &model.calendar, at });
    panic!("at {at}: the queue of {key} is said to be {told}, but {counted} were counted")
}
