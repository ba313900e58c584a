//! Back to normal after a named event: read at the end of every date.
//!
//! Recovered on the first working day, the event's last date included, at whose end no open request is past its
//! limit and the queue is no longer than its median at the ends of the 20 working days before the event.

use super::axes::Part;
use super::frame::Frame;
use crate::model::Model;
use crate::stats::quantile;
use crate::time::{Date, Instant};

/// Working days before an event that say what is normal.
const NORMAL_DAYS: usize = 20;

/// Queue and open overdue requests at the end of every date.
pub(super) struct Recovery {
    first: Date,
    /// Whether there is an event to recover from.
    on: bool,
    /// The end of the next date to be read.
    next: Instant,
    /// By direction: the queue at the end of each date.
    queues: [Vec<u32>; 2],
    /// By direction: change of the number of overdue requests from one date's end to the next's.
    overdue: [Vec<i32>; 2],
}

impl Recovery {
    pub fn new(frame: &Frame, model: &Model) -> Self {
        let on = !model.events.is_empty();
        let dates = if on { (model.calendar.to().days() - frame.first.days() + 2) as usize } else { 0 };
        Recovery {
            first: frame.first,
            on,
            next: model.calendar.midnight(frame.first.plus(1)),
            queues: [Vec::with_capacity(dates), Vec::with_capacity(dates)],
            overdue: [vec![0; dates], vec![0; dates]],
        }
    }

    /// When queues are to be read next; later than everything if there is no event.
    pub fn due(&self) -> Instant {
        if self.on { self.next } else { Instant::MAX }
    }

    /// Reads the ends of dates that are over, before anything changes at an instant.
    pub fn read_until(&mut self, model: &Model, at: Instant, waiting: [u32; 2]) {
        while self.on && self.next <= at {
            for (queue, level) in self.queues.iter_mut().zip(waiting) {
                queue.push(level);
            }
            self.next = model.calendar.midnight(self.first.plus(self.queues[0].len() as i32 + 1));
        }
    }

    /// A request was open past its limit until then.
    pub fn overdue(&mut self, model: &Model, part: Part, (limit, until): (Instant, Instant)) {
        if !self.on {
            return;
        }
        let changes = &mut self.overdue[part.index() - 1];
        let day = |at| (model.calendar.date(at).days() - self.first.days()).max(0) as usize;
        changes[day(limit)] += 1;
        changes[day(until)] -= 1;
    }

    /// Working days from each event's end to recovery, by event and part; `None` if not before the run ended, or
    /// if nothing was before the event.
    pub fn finish(self, model: &Model) -> Vec<Option<u32>> {
        let [hospital, municipality] = [0, 1].map(|side| self.days(side));
        let sum = |(a, b): (&Day, &Day)| Day { queue: a.queue + b.queue, overdue: a.overdue + b.overdue };
        let all: Vec<Day> = hospital.iter().zip(&municipality).map(sum).collect();
        let parts = [all, hospital, municipality];
        let working = |index: usize| model.calendar.is_working_day(self.first.plus(index as i32));
        let mut results = Vec::new();
        for event in &model.events {
            let index = |date: Date| (date.days() - self.first.days()).max(0) as usize;
            let (from, to) = (index(event.from), index(event.to));
            for days in &parts {
                let before = (0..from.min(days.len())).rev().filter(|day| working(*day)).take(NORMAL_DAYS);
                let normal: Vec<f64> = before.map(|day| f64::from(days[day].queue)).collect();
                let median = quantile(&crate::stats::sorted(&normal), 0.5);
                let back = |day: &usize| {
                    let normal = median.is_some_and(|median| f64::from(days[*day].queue) <= median);
                    normal && days[*day].overdue == 0 && (*day == to || working(*day))
                };
                let found = (to..days.len()).find(back).map(|day| self.first.plus(day as i32));
                results.push(found.map(|date| model.calendar.working_days_in(event.to, date)));
            }
        }
        results
    }

    fn days(&self, side: usize) -> Vec<Day> {
        let mut overdue = 0;
        let day = |(queue, change): (&u32, &i32)| {
            overdue += change;
            Day { queue: *queue, overdue }
        };
        self.queues[side].iter().zip(&self.overdue[side]).map(day).collect()
    }
}

/// The end of a date.
struct Day {
    queue: u32,
    overdue: i32,
}
