//! The observation window, stretch by stretch: within a stretch weekday, local hour, week and hour of the window are the
//! same.
//!
//! Clock changes included. Knows no queue.

use super::frame::Frame;
use crate::time::{Duration, Instant};

/// Hours of a week: weekday × hour of the local clock, Monday 00–01 first.
pub const CELLS: usize = 168;

const HOUR: i64 = Duration::HOUR.micros();

/// Within one hour of the local clock, one week, and one hour since the window began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: Instant,
    pub until: Instant,
    pub cell: usize,
    pub week: usize,
    /// Hours since the window began.
    pub hour: usize,
}

/// A place in the window, for instants that never go back; begins at the beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hours {
    offset: usize,
    week: usize,
}

impl Hours {
    /// The stretch that an instant of the window lies in, cut off before it.
    pub fn from(&mut self, frame: &Frame, at: Instant) -> Stretch {
        while frame.offsets[self.offset].0 <= at {
            self.offset += 1;
        }
        while frame.week_ends[self.week] <= at {
            self.week += 1;
        }
        let (constant_until, offset) = frame.offsets[self.offset];
        // Local time since a Monday's midnight, and time since the window began.
        let (local, since) = (at.micros() + offset, (at - frame.observed.from).micros());
        let full = at + Duration::from_micros(HOUR - (local % HOUR).max(since % HOUR));
        Stretch {
            from: at,
            until: full.min(constant_until).min(frame.week_ends[self.week]),
            cell: (local / HOUR) as usize % CELLS,
            week: self.week,
            hour: (since / HOUR) as usize,
        }
    }

    /// All stretches of the window.
    pub fn all(frame: &Frame) -> impl Iterator<Item = Stretch> + '_ {
        let (mut hours, mut next) = (Hours::default(), frame.observed.from);
        std::iter::from_fn(move || {
            let stretch = (next < frame.observed.to).then(|| hours.from(frame, next))?;
            next = stretch.until;
            Some(stretch)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ZONES;
    use crate::measures::testing;
    use crate::model::{Model, Period};
    use crate::time::Date;

    #[test]
    fn stretches_follow_each_other_and_agree_with_the_calendar() {
        for (zone, start, weeks) in
            ZONES.iter().map(|zone| (*zone, (2026, 3, 19), 33)).chain([("Europe/Oslo", (2026, 12, 28), 3)])
        {
            let mut parts = testing::parts();
            parts.calendar.zone = zone.to_owned();
            let start = Date::from_ymd(start.0, start.1, start.2).unwrap();
            parts.period = Period { start, weeks, warm_up_weeks: 1 };
            let model = Model::new(parts).unwrap();
            let (frame, (mut next, to)) = (Frame::new(&model), model.observed());
            let begin = next;
            for stretch in Hours::all(&frame) {
                let last = stretch.until - Duration::MICROSECOND;
                assert!(stretch.from == next && stretch.until > next);
                for at in [stretch.from, last] {
                    assert_eq!(model.calendar.hour_cell(at), stretch.cell, "{zone} {at:?}");
                    assert_eq!(model.calendar.date(at).iso_week(), frame.axes.weeks[stretch.week]);
                    assert_eq!(((at - begin).micros() / HOUR) as usize, stretch.hour);
                    assert_eq!(frame.week(at), stretch.week);
                }
                next = stretch.until;
            }
            assert_eq!(next, to);
        }
    }
}
