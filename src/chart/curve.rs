//! Shares that grow step by step to one: how much is done within so many units, with marks.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, Point, SIZE, SMALL, Sheet};
use super::legend::{Legend, SIGN};
use super::palette::{BLUE, INK, PAPER, PURPLE, VERMILION};
use super::scale::{Format, Scale};
use super::typeset::{fitted, width};

/// Cumulative shares by whole units from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    pub head: Head,
    /// At most three; the first is the thick one, on which the marks sit.
    pub series: Vec<Series>,
    pub marks: Vec<Mark>,
    /// Under the axis: `virkedager`.
    pub unit: String,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub label: String,
    /// The share within 0, 1, 2 … units.
    pub shares: Vec<Option<f64>>,
}

/// A number of units to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub at: usize,
    pub label: String,
    /// A share to be reached there.
    pub goal: Option<f64>,
}

/// Where the axes lie.
#[derive(Clone, Copy)]
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

const PENS: [Pen; 3] =
    [Pen::new(BLUE, 3.0), Pen::new(VERMILION, 2.0).dashed("7 4"), Pen::new(PURPLE, 2.0).dashed("2 3")];

impl Curve {
    pub fn svg(&self, sheet: Sheet) -> String {
        let units = self.units();
        if self.series.iter().all(|series| series.shares.iter().all(Option::is_none)) {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let legend = Legend::new(self.series.iter().map(|series| series.label.as_str()), sheet.width());
        let top = legend.height() + 26.0;
        let (left, right, high) = if sheet.is_narrow() { (46.0, 12.0, 230.0) } else { (62.0, 24.0, 266.0) };
        let plot = Plot { left, right: sheet.width() - right, top, bottom: top + high };
        let mut canvas = Canvas::new(&self.head, sheet, plot.bottom + 44.0);
        let x = Scale::new((0.0, units as f64), plot.left + 14.0, plot.right - plot.left - 28.0);
        let y = Scale::new((0.0, 1.0), plot.bottom, -high);
        for tick in 0..=5 {
            let share = f64::from(tick) / 5.0;
            canvas.line((plot.left, y.at(share)), (plot.right, y.at(share)), GRIDLINE);
            let text = Format::Percent(0).text(share, self.head.lang);
            canvas.text((plot.left - 8.0, y.at(share) + 4.0), Anchor::End, Ink::Note, &text);
        }
        let every = if x.at(1.0) - x.at(0.0) < width("20", SMALL) + 4.0 { 2 } else { 1 };
        for unit in (0..=units).step_by(every) {
            let at = (x.at(unit as f64), plot.bottom + 17.0);
            canvas.text(at, Anchor::Middle, Ink::Note, &unit.to_string());
        }
        let middle = (plot.left + plot.right) / 2.0;
        canvas.text((middle, plot.bottom + 36.0), Anchor::Middle, Ink::Note, &self.unit);
        for (series, pen) in self.series.iter().zip(PENS).rev() {
            draw(&mut canvas, (&x, &y), &series.shares[..series.shares.len().min(units + 1)], pen);
        }
        // Below the words of the marks, which are to be selected.
        self.targets(&mut canvas, &x, (units, plot));
        self.draw_marks(&mut canvas, (&x, &y), plot);
        legend.draw(&mut canvas, 4.0, |canvas, place, (x, y)| {
            canvas.line((x, y), (x + SIGN, y), PENS[place % PENS.len()]);
        });
        canvas.finish()
    }

    /// Units on the axis: until nearly everything is done, and past every mark.
    fn units(&self) -> usize {
        let done = |series: &Series| {
            let last = series.shares.iter().flatten().copied().fold(0.0, f64::max);
            let near = |share: &Option<f64>| share.is_some_and(|share| share >= last - 0.002);
            series.shares.iter().position(near).unwrap_or(0)
        };
        let needed = self.series.iter().map(done).max().unwrap_or(0);
        let marked = self.marks.iter().map(|mark| mark.at + 2).max().unwrap_or(0);
        let longest = self.series.iter().map(|series| series.shares.len()).max().unwrap_or(1);
        needed.max(marked).max(10).min(longest.saturating_sub(1))
    }

    fn draw_marks(&self, canvas: &mut Canvas, (x, y): (&Scale, &Scale), plot: Plot) {
        let Some(first) = self.series.first() else { return };
        for (place, mark) in self.marks.iter().enumerate() {
            let at = x.at(mark.at as f64);
            canvas.line((at, plot.top), (at, plot.bottom), Pen::new(INK, 1.0).dashed("5 4"));
            if let Some(goal) = mark.goal {
                canvas.line((at - 18.0, y.at(goal)), (at + 18.0, y.at(goal)), Pen::new(INK, 2.5));
            }
            let Some(share) = first.shares.get(mark.at).copied().flatten() else { continue };
            canvas.circle((at, y.at(share)), 5.0, PAPER, Pen::new(BLUE, 2.5));
            let text = format!("{}: {}", mark.label, Format::Percent(1).text(share, self.head.lang));
            let text = fitted(&text, SIZE, plot.right - plot.left);
            // Low, where the curve is not, each on a line of its own; to the left where the right has no room.
            let below = plot.bottom - 14.0 - 24.0 * (self.marks.len() - 1 - place) as f64;
            let left = (at + 8.0).min(plot.right - width(&text, SIZE));
            canvas.halo((left, below), SIZE, &text);
        }
    }

    fn targets(&self, canvas: &mut Canvas, x: &Scale, (units, plot): (usize, Plot)) {
        for unit in 0..=units {
            let shares: Vec<String> = self
                .series
                .iter()
                .filter_map(|series| {
                    let share = series.shares.get(unit).copied().flatten()?;
                    Some(format!("{} {}", series.label, Format::Percent(1).text(share, self.head.lang)))
                })
                .collect();
            canvas.begin(&format!("≤ {unit} {}: {}", self.unit, shares.join(", ")));
            let half = (x.at(1.0) - x.at(0.0)) / 2.0;
            let left = (x.at(unit as f64) - half).max(plot.left);
            let right = (x.at(unit as f64) + half).min(plot.right);
            canvas.target((left, plot.top), (right - left, plot.bottom - plot.top));
            canvas.end();
        }
    }
}

fn draw(canvas: &mut Canvas, (x, y): (&Scale, &Scale), shares: &[Option<f64>], pen: Pen) {
    let known = shares.iter().enumerate().filter_map(|(unit, share)| Some((unit, (*share)?)));
    let points: Vec<Point> = known.map(|(unit, share)| (x.at(unit as f64), y.at(share))).collect();
    canvas.polyline(&points, pen);
}
