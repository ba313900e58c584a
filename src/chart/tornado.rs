//! What each lever does at its two ends: bars from zero, the widest first.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, SIZE, SMALL, Sheet};
use super::legend::{Legend, SIGN};
use super::palette::{BLUE, INK, ORANGE};
use super::scale::{Format, Scale, ticks};
use super::typeset::{fitted, width};

#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    pub head: Head,
    pub levers: Vec<Lever>,
    pub low: String,
    pub high: String,
    /// Under the axis.
    pub unit: String,
    /// What the star means.
    pub turns: String,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    pub label: String,
    pub low: Option<End>,
    pub high: Option<End>,
    /// Marked with a star.
    pub turns: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The value at this end, as text.
    pub value: String,
    /// What it changes, a difference of shares.
    pub difference: f64,
}

/// Fills of the low and the high end.
const ENDS: [(&str, bool); 2] = [(ORANGE, true), (BLUE, false)];

/// The two bars, and the lines of text above them.
const BARS: f64 = 25.0;
const LINE: f64 = 16.0;

impl Tornado {
    pub fn svg(&self, sheet: Sheet) -> String {
        if self.levers.is_empty() {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let wide = sheet.width();
        let turns = self.levers.iter().any(|lever| lever.turns).then_some(self.turns.as_str());
        let legend = Legend::new([self.low.as_str(), &self.high].into_iter().chain(turns), wide);
        let top = legend.height() + 12.0;
        // On a narrow sheet the values stand on a line of their own.
        let row = BARS + LINE * if sheet.is_narrow() { 2.0 } else { 1.0 } + 8.0;
        let bottom = top + row * self.levers.len() as f64;
        let mut canvas = Canvas::new(&self.head, sheet, bottom + 44.0);
        let x = self.axis(&mut canvas, sheet, (top, bottom));
        for (place, lever) in self.levers.iter().enumerate() {
            let y = top + row * place as f64;
            self.words(&mut canvas, sheet, lever, y);
            let at = y + row - BARS - 3.0;
            self.bars(&mut canvas, &x, lever, at);
            canvas.line((x.at(0.0), at - 1.0), (x.at(0.0), at + 22.0), Pen::new(INK, 1.5));
        }
        legend.draw(&mut canvas, 4.0, |canvas, place, (x, y)| match ENDS.get(place) {
            Some(fill) => {
                let fill = canvas.fill(*fill);
                canvas.rect((x, y - 5.5), (SIGN, 11.0), &fill);
            }
            None => canvas.text((x + 5.0, y + 4.5), Anchor::Start, Ink::Plain, "★"),
        });
        canvas.finish()
    }

    fn axis(&self, canvas: &mut Canvas, sheet: Sheet, (top, bottom): (f64, f64)) -> Scale {
        let wide = sheet.width();
        let ends = || self.levers.iter().flat_map(|lever| lever.low.iter().chain(&lever.high));
        let widest = ends().map(|end| width(&self.difference(end), SMALL)).fold(0.0, f64::max) + 12.0;
        let (low, high) =
            ends().fold((0.0_f64, 0.0_f64), |(l, h), e| (l.min(e.difference), h.max(e.difference)));
        let (left, right) = (widest + 8.0, wide - widest - 8.0);
        let (step, ticks) = ticks((low, high.max(low + 1e-3)), if sheet.is_narrow() { 4 } else { 6 });
        let x = Scale::new((ticks[0], ticks[ticks.len() - 1]), left, right - left);
        for tick in &ticks {
            canvas.line((x.at(*tick), top), (x.at(*tick), bottom), GRIDLINE);
            let text = Format::Points(1).axis(step).text(*tick, self.head.lang);
            canvas.text((x.at(*tick), bottom + 16.0), Anchor::Middle, Ink::Note, &text);
        }
        let unit = fitted(&self.unit, SMALL, wide - 8.0);
        canvas.text((wide / 2.0, bottom + 34.0), Anchor::Middle, Ink::Note, &unit);
        x
    }

    /// The name and the two values.
    fn words(&self, canvas: &mut Canvas, sheet: Sheet, lever: &Lever, y: f64) {
        let wide = sheet.width();
        let values: Vec<&str> = lever.low.iter().chain(&lever.high).map(|end| end.value.as_str()).collect();
        let values = values.join(" → ");
        let label = format!("{}{}", if lever.turns { "★ " } else { "" }, lever.label);
        if sheet.is_narrow() {
            canvas.text((8.0, y + 14.0), Anchor::Start, Ink::Plain, &fitted(&label, SIZE, wide - 16.0));
            canvas.text((8.0, y + 29.0), Anchor::Start, Ink::Note, &fitted(&values, SMALL, wide - 16.0));
            return;
        }
        let values = fitted(&values, SMALL, wide * 0.45);
        let label = fitted(&label, SIZE, wide - 32.0 - width(&values, SMALL));
        canvas.text((8.0, y + 14.0), Anchor::Start, Ink::Plain, &label);
        canvas.text((wide - 8.0, y + 14.0), Anchor::End, Ink::Note, &values);
    }

    /// The two ends may lie on the same side of zero: half the height each.
    fn bars(&self, canvas: &mut Canvas, x: &Scale, lever: &Lever, y: f64) {
        let sides = [(&lever.low, ENDS[0], &self.low), (&lever.high, ENDS[1], &self.high)];
        for (place, (end, fill, name)) in sides.into_iter().enumerate() {
            let Some(end) = end else { continue };
            let (zero, to) = (x.at(0.0), x.at(end.difference));
            let top = y + 11.0 * place as f64;
            let difference = self.difference(end);
            canvas.begin(&format!("{}, {name} {}: {difference}", lever.label, end.value));
            let fill = canvas.fill(fill);
            canvas.rect((zero.min(to), top), ((to - zero).abs().max(1.0), 10.0), &fill);
            let (at, anchor) =
                if end.difference < 0.0 { (to - 5.0, Anchor::End) } else { (to + 5.0, Anchor::Start) };
            canvas.text((at, top + 9.0), anchor, Ink::Note, &difference);
            canvas.end();
        }
    }

    fn difference(&self, end: &End) -> String {
        Format::Points(1).text(end.difference, self.head.lang)
    }
}
