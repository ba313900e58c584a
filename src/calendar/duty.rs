//! One person's time: her windows, the dates that her position gives, the dates on which she is away.
//!
//! Answers when she is there and when work begun now is done; knows neither case nor inbox, and works in
//! elapsed time: speed is the caller's.

use super::day_set::DaySet;
use super::windows::{Window, Windows};
use crate::time::{Duration, Instant};

/// A view of one person's time; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    pub windows: &'a Windows,
    /// The dates that days and position give.
    pub worked: &'a DaySet,
    /// Vacation, low season and sick dates.
    pub away: &'a DaySet,
}

/// What becomes of work that is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Ended at this instant.
    Done(Instant),
    /// Given back at this instant with so much time left to do.
    HandedBack { at: Instant, left: Duration },
    /// Not done when the calendar's range ends.
    Never,
}

impl<'a> Duty<'a> {
    /// Whether she is there: in a window of a date that she works, and not away.
    pub fn on_duty(&self, t: Instant) -> bool {
        self.window_at(t).is_some_and(|window| self.present(window))
    }

    /// Whether her roster has her there, absence ignored.
    pub fn rostered(&self, t: Instant) -> bool {
        self.window_at(t).is_some_and(|window| self.worked.contains(window.date))
    }

    /// The instant itself if she is on duty, else the next opening of a window with her there; `None` if there
    /// is none before the calendar's range ends.
    pub fn next_on_duty(&self, t: Instant) -> Option<Instant> {
        let mut index = self.windows.first_ending_after(t);
        while let Some(window) = self.windows.all().get(index) {
            if self.present(window) {
                return Some(window.from.max(t));
            }
            index = self.windows.after_date_of(window);
        }
        None
    }

    /// Work that goes on from window to window (`resume`). If she is away when her next rostered window begins,
    /// the rest is handed back at that instant; off duty at `start`, she begins at her next rostered window.
    pub fn resume(&self, start: Instant, work: Duration) -> Progress {
        if self.windows.always() && self.worked.is_full() && self.away.is_empty() {
            let done = start + work;
            return if done <= self.windows.end() { Progress::Done(done) } else { Progress::Never };
        }
        let mut left = work;
        let mut index = self.windows.first_ending_after(start);
        while let Some(window) = self.windows.all().get(index) {
            if !self.worked.contains(window.date) {
                index = self.windows.after_date_of(window);
                continue;
            }
            let from = window.from.max(start);
            if self.away.contains(window.date) {
                return Progress::HandedBack { at: from, left };
            }
            if from + left <= window.to {
                return Progress::Done(from + left);
            }
            left -= window.to - from;
            index += 1;
        }
        Progress::Never
    }

    /// Work that is handed back when her window ends (`hand_back`); windows that adjoin with her there are one,
    /// and work that ends exactly at the close is done. Off duty at `start`, it is handed back at once.
    pub fn until_close(&self, start: Instant, work: Duration) -> Progress {
        let done = start + work;
        let mut close = start;
        for window in &self.windows.all()[self.windows.first_ending_after(start)..] {
            if window.from > close || !self.present(window) {
                break;
            }
            if done <= window.to {
                return Progress::Done(done);
            }
            close = window.to;
        }
        Progress::HandedBack { at: close, left: work - (close - start) }
    }

    /// Whether she is on duty at `start` and the work ends before or as her window closes (`no_split`).
    pub fn fits(&self, start: Instant, work: Duration) -> bool {
        matches!(self.until_close(start, work), Progress::Done(_))
    }

    /// The longest of her rostered windows, adjoining ones as one, absence ignored.
    pub fn longest_window(&self) -> Duration {
        let mut longest = Duration::ZERO;
        let mut current: Option<(Instant, Instant)> = None;
        for window in self.windows.all().iter().filter(|window| self.worked.contains(window.date)) {
            let from = current.filter(|(_, to)| *to == window.from).map_or(window.from, |(from, _)| from);
            longest = longest.max(window.to - from);
            current = Some((from, window.to));
        }
        longest
    }

    /// Her time on duty in [from, to).
    pub fn time_on_duty(&self, from: Instant, to: Instant) -> Duration {
        let mut total = Duration::ZERO;
        for window in self.windows_in(from, to) {
            total += window.to.min(to) - window.from.max(from);
        }
        total
    }

    /// Her windows that overlap [from, to), whole, in order, with her there.
    pub fn windows_in(self, from: Instant, to: Instant) -> impl Iterator<Item = Window> + 'a {
        let rest = &self.windows.all()[self.windows.first_ending_after(from)..];
        let overlapping = rest.iter().take_while(move |window| window.from < to).copied();
        overlapping.filter(move |window| from < to && self.present(window))
    }

    /// The window of her roster at an instant, whether she is there or not.
    pub fn window_at(&self, t: Instant) -> Option<&'a Window> {
        let windows: &'a Windows = self.windows;
        windows.all().get(windows.first_ending_after(t)).filter(|window| window.from <= t)
    }

    /// Whether she is there in a window of her roster.
    pub fn present(&self, window: &Window) -> bool {
        self.worked.contains(window.date) && !self.away.contains(window.date)
    }
}
