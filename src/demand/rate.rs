//! The rate of a demand row over the dates and within a date: season × weekday-hour profile, inside the
//! senders' hours, normalised so that the yearly total stays.
//!
//! Knows no busyness and no draws.

use crate::calendar::Calendar;
use crate::model::{DemandRow, Profile, SenderHours, Step, Target, WeekCount};
use crate::time::{Date, Duration, Instant, TimeOfDay};
use std::collections::BTreeMap;

/// Expected births by date, and how they spread over each date.
#[derive(Clone, Debug)]
pub struct Curve {
    first: Date,
    /// Expected births of each date.
    pub days: Vec<f64>,
    /// The different numbers of expected births, and which of them each date has.
    pub levels: Vec<f64>,
    level: Vec<u32>,
    /// Index into `shapes` of each date.
    shape: Vec<u32>,
    shapes: Vec<Shape>,
}

/// Stretches of a date with a constant rate.
#[derive(Clone, Debug, PartialEq)]
struct Shape(Vec<Stretch>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    from: TimeOfDay,
    to: TimeOfDay,
    /// Share of the date's births before and in this stretch.
    before: f64,
    share: f64,
}

impl Curve {
    /// One birth a week on average over each calendar year.
    pub fn weekly(row: &DemandRow, calendar: &Calendar) -> Curve {
        let (mut curve, weights) = Curve::shaped(row, calendar);
        let mut date = calendar.from();
        while date <= calendar.to() {
            let year_end =
                Date::from_ymd(date.year(), 12, 31).expect("31 December exists").min(calendar.to());
            let (from, to) = (curve.index(date), curve.index(year_end) + 1);
            let total: f64 = weights[from..to].iter().sum();
            let weeks = (to - from) as f64 / 7.0;
            if total > 0.0 {
                for (day, weight) in curve.days[from..to].iter_mut().zip(&weights[from..to]) {
                    *day = weight / total * weeks;
                }
            }
            date = year_end.plus(1);
        }
        curve.with_levels()
    }

    /// Expected births by ISO week.
    pub fn counted(row: &DemandRow, calendar: &Calendar, counts: &[WeekCount]) -> Curve {
        let (mut curve, weights) = Curve::shaped(row, calendar);
        for WeekCount { iso_week, count, .. } in counts {
            let inside: Vec<usize> = (0..weights.len())
                .filter(|day| calendar.from().plus(*day as i32).iso_week() == *iso_week)
                .collect();
            let total: f64 = inside.iter().map(|day| weights[*day]).sum();
            for day in inside.into_iter().filter(|_| total > 0.0) {
                curve.days[day] = weights[day] / total * count;
            }
        }
        curve.with_levels()
    }

    fn with_levels(mut self) -> Curve {
        let mut known = BTreeMap::new();
        for births in &self.days {
            let next = self.levels.len() as u32;
            let level = *known.entry(births.to_bits()).or_insert(next);
            if level == next {
                self.levels.push(*births);
            }
            self.level.push(level);
        }
        self
    }

    /// Shapes of all dates, and the weight of each.
    fn shaped(row: &DemandRow, calendar: &Calendar) -> (Curve, Vec<f64>) {
        let first = calendar.from();
        let dates = (calendar.to().days() - first.days() + 1) as usize;
        let mut curve = Curve {
            first,
            days: vec![0.0; dates],
            levels: Vec::new(),
            level: Vec::new(),
            shape: Vec::new(),
            shapes: Vec::new(),
        };
        let mut weights = Vec::with_capacity(dates);
        for date in (0..dates as i32).map(|day| first.plus(day)) {
            let open = open_hours(&row.sender_hours, calendar, date);
            let (shape, weight) = shape(&row.profile, date, open);
            let known = curve.shapes.iter().position(|other| *other == shape);
            curve.shape.push(known.unwrap_or(curve.shapes.len()) as u32);
            if known.is_none() {
                curve.shapes.push(shape);
            }
            weights.push(weight * row.season.0[date.ymd().1 as usize - 1]);
        }
        (curve, weights)
    }

    pub fn index(&self, date: Date) -> usize {
        (date.days() - self.first.days()) as usize
    }

    /// Which of `levels` a date has.
    #[inline]
    pub fn level(&self, date: Date) -> usize {
        self.level[self.index(date)] as usize
    }

    /// Which of `levels` the dates [from, to) have.
    #[inline]
    pub fn levels_between(&self, from: Date, to: Date) -> &[u32] {
        &self.level[self.index(from)..self.index(to)]
    }

    /// The instant by which a fraction of a date's births has come.
    pub fn instant(&self, calendar: &Calendar, date: Date, fraction: f64) -> Instant {
        let stretches = &self.shapes[self.shape[self.index(date)] as usize].0;
        let inside = stretches.iter().rfind(|s| s.before <= fraction).or(stretches.first());
        let s = inside.expect("a date with births has a stretch");
        let length = f64::from(s.to.seconds() - s.from.seconds()) * 1e6;
        let micros = ((fraction - s.before) / s.share * length).clamp(0.0, length - 1.0) as i64;
        let seconds = s.from.seconds() + (micros / 1_000_000) as u32;
        let time = TimeOfDay::from_seconds(seconds).expect("inside the date");
        calendar.at(date, time) + Duration::from_micros(micros % 1_000_000)
    }
}

/// When the senders are at work on a date.
pub fn open_hours(hours: &SenderHours, calendar: &Calendar, date: Date) -> Option<(TimeOfDay, TimeOfDay)> {
    let (from, to) = hours.days[date.weekday().index()]?;
    if hours.on_holidays {
        return Some((from, to));
    }
    if calendar.is_closed_day(date) {
        return None;
    }
    let to = calendar.short_day(date).map_or(to, |until| to.min(until));
    (from < to).then_some((from, to))
}

/// The same as instants [from, to).
pub fn open_window(hours: &SenderHours, calendar: &Calendar, date: Date) -> Option<(Instant, Instant)> {
    open_hours(hours, calendar, date).map(|(from, to)| (calendar.at(date, from), calendar.at(date, to)))
}

/// The stretches of a date and the date's weight.
fn shape(profile: &Profile, date: Date, open: Option<(TimeOfDay, TimeOfDay)>) -> (Shape, f64) {
    let steps = &profile.0[date.weekday().index()];
    let ends = steps.iter().skip(1).map(|step| step.from.seconds()).chain([86_400]);
    let Some((from, to)) = open else { return (Shape(Vec::new()), 0.0) };
    let mut pieces: Vec<(u32, u32, f64)> = Vec::new();
    for (Step { from: begin, weight }, end) in steps.iter().zip(ends) {
        let (begin, end) = (begin.seconds().max(from.seconds()), end.min(to.seconds()));
        if begin >= end || *weight <= 0.0 {
            continue;
        }
        match pieces.last_mut() {
            Some((_, until, rate)) if *until == begin && *rate == *weight => *until = end,
            _ => pieces.push((begin, end, *weight)),
        }
    }
    for (begin, end, rate) in &mut pieces {
        *rate *= f64::from(*end - *begin);
    }
    let total: f64 = pieces.iter().map(|piece| piece.2).sum();
    let mut before = 0.0;
    let time = |seconds| TimeOfDay::from_seconds(seconds).expect("inside the date");
    let stretches = pieces.into_iter().map(|(begin, end, weight)| {
        let share = weight / total;
        let stretch = Stretch { from: time(begin), to: time(end), before, share };
        before += share;
        stretch
    });
    (Shape(stretches.collect()), total)
}

/// The expected births of a target between two dates [from, to), misuse not included.
pub fn expected(curve: &Curve, target: &Target, from: Date, to: Date) -> f64 {
    curve.days[curve.index(from)..curve.index(to)].iter().sum::<f64>() * target.per_week
}
