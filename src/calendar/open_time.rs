//! When an inbox is open: the union of the rostered windows of those who serve it, absence ignored.
//!
//! Counts open time between instants by prefix sums. Knows no person by name and no queue.

use super::day_set::DaySet;
use super::lookup::Lookup;
use super::windows::Windows;
use crate::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: Instant,
    to: Instant,
    /// Open time before `from`.
    before: Duration,
}

/// Stretches of open time, sorted, disjoint and not adjoining.
#[derive(Clone, Debug)]
pub struct OpenTime {
    spans: Vec<Span>,
    lookup: Lookup,
    total: Duration,
}

/// A place in an `OpenTime` for stretches that never go back; begins at the beginning.
#[derive(Clone, Copy, Debug)]
pub struct OpenCursor {
    span: u32,
    /// That span, so that most stretches look nowhere else.
    from: Instant,
    to: Instant,
}

impl Default for OpenCursor {
    fn default() -> Self {
        let before_all = Instant::from_micros(i64::MIN);
        OpenCursor { span: 0, from: before_all, to: before_all }
    }
}

/// The union of several persons' rostered windows; of each the windows and the dates that she works. `start` is
/// the calendar's start: earlier instants may not be asked for.
pub fn union_windows(start: Instant, persons: &[(&Windows, &DaySet)]) -> OpenTime {
    let mut all: Vec<(Instant, Instant)> = Vec::new();
    for (windows, worked) in persons {
        let hers = windows.all().iter().filter(|window| worked.contains(window.date));
        all.extend(hers.map(|window| (window.from, window.to)));
    }
    all.sort_unstable();
    let mut spans: Vec<Span> = Vec::new();
    let mut total = Duration::ZERO;
    for (from, to) in all {
        match spans.last_mut() {
            Some(last) if from <= last.to => {
                total += to.max(last.to) - last.to;
                last.to = to.max(last.to);
            }
            _ => {
                spans.push(Span { from, to, before: total });
                total += to - from;
            }
        }
    }
    OpenTime { lookup: Lookup::new(start, spans.iter().map(|span| span.to)), spans, total }
}

impl OpenTime {
    /// Whether it is open at an instant; spans are half-open.
    pub fn is_open(&self, t: Instant) -> bool {
        self.spans.get(self.first_ending_after(t)).is_some_and(|span| span.from <= t)
    }

    /// Open time from the beginning of the calendar to an instant.
    pub fn open_before(&self, t: Instant) -> Duration {
        self.before(self.first_ending_after(t), t)
    }

    /// Open time in [from, to).
    pub fn between(&self, from: Instant, to: Instant) -> Duration {
        self.open_before(to) - self.open_before(from)
    }

    /// The next opening or closing strictly after an instant; `None` after the last.
    pub fn next_change(&self, t: Instant) -> Option<Instant> {
        let span = self.spans.get(self.first_ending_after(t))?;
        Some(if span.from > t { span.from } else { span.to })
    }

    /// The open stretches as (from, to), in order.
    pub fn spans(&self) -> impl Iterator<Item = (Instant, Instant)> + '_ {
        self.spans.iter().map(|span| (span.from, span.to))
    }

    fn first_ending_after(&self, t: Instant) -> usize {
        let mut index = self.lookup.first(t);
        while index < self.spans.len() && self.spans[index].to <= t {
            index += 1;
        }
        index
    }

    fn before(&self, index: usize, t: Instant) -> Duration {
        let span = self.spans.get(index);
        span.map_or(self.total, |span| span.before + (t.max(span.from) - span.from))
    }
}

impl OpenCursor {
    /// As `OpenTime::between`, for a stretch that does not begin before the end of the last one asked for.
    #[inline]
    pub fn between(&mut self, open: &OpenTime, from: Instant, to: Instant) -> Duration {
        if to > self.to {
            return self.across(open, from, to);
        }
        to.max(self.from) - from.max(self.from)
    }

    #[inline(never)]
    fn across(&mut self, open: &OpenTime, from: Instant, to: Instant) -> Duration {
        let before = self.before(open, from);
        self.before(open, to) - before
    }

    fn before(&mut self, open: &OpenTime, t: Instant) -> Duration {
        let mut span = self.span as usize;
        while span < open.spans.len() && open.spans[span].to <= t {
            span += 1;
        }
        self.span = span as u32;
        (self.from, self.to) =
            open.spans.get(span).map_or((Instant::MAX, Instant::MAX), |found| (found.from, found.to));
        open.before(span, t)
    }
}
