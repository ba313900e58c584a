//! What each lever does at its two ends: bars from zero, the widest first.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, SIZE, SMALL, WIDTH};
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

const ROW: f64 = 44.0;
const TOP: f64 = 34.0;

impl Tornado {
    pub fn svg(&self) -> String {
        if self.levers.is_empty() {
            return super::empty(&self.head, &self.nothing);
        }
        let bottom = TOP + ROW * self.levers.len() as f64;
        let mut canvas = Canvas::new(&self.head, bottom + 44.0);
        let ends = || self.levers.iter().flat_map(|lever| lever.low.iter().chain(&lever.high));
        let widest = ends().map(|end| width(&self.difference(end), SMALL)).fold(0.0, f64::max) + 12.0;
        let (low, high) =
            ends().fold((0.0_f64, 0.0_f64), |(l, h), e| (l.min(e.difference), h.max(e.difference)));
        let (left, right) = (widest + 8.0, WIDTH - widest - 8.0);
        let (step, ticks) = ticks((low, high.max(low + 1e-3)), 6);
        let x = Scale::new((ticks[0], ticks[ticks.len() - 1]), left, right - left);
        for tick in &ticks {
            canvas.line((x.at(*tick), TOP), (x.at(*tick), bottom), GRIDLINE);
            let text = Format::Points(1).axis(step).text(*tick, self.head.lang);
            canvas.text((x.at(*tick), bottom + 16.0), Anchor::Middle, Ink::Note, &text);
        }
        canvas.text((WIDTH / 2.0, bottom + 34.0), Anchor::Middle, Ink::Note, &self.unit);
        for (place, lever) in self.levers.iter().enumerate() {
            self.lever(&mut canvas, &x, lever, TOP + ROW * place as f64);
        }
        canvas.line((x.at(0.0), TOP), (x.at(0.0), bottom), Pen::new(INK, 1.5));
        self.legend(&mut canvas);
        canvas.finish()
    }

    /// The name and the two values above, the bars below.
    fn lever(&self, canvas: &mut Canvas, x: &Scale, lever: &Lever, y: f64) {
        let values: Vec<&str> = lever.low.iter().chain(&lever.high).map(|end| end.value.as_str()).collect();
        let values = values.join(" → ");
        let star = if lever.turns { "★ " } else { "" };
        let values = fitted(&values, SMALL, WIDTH * 0.45);
        let room = WIDTH - 32.0 - width(&values, SMALL);
        let label = fitted(&format!("{star}{}", lever.label), SIZE, room);
        canvas.text((8.0, y + 14.0), Anchor::Start, Ink::Plain, &label);
        canvas.text((WIDTH - 8.0, y + 14.0), Anchor::End, Ink::Note, &values);
        let sides = [(&lever.low, (ORANGE, true), &self.low), (&lever.high, (BLUE, false), &self.high)];
        // The two ends may lie on the same side of zero: half the height each.
        for (place, (end, fill, name)) in sides.into_iter().enumerate() {
            let Some(end) = end else { continue };
            let (zero, to) = (x.at(0.0), x.at(end.difference));
            let top = y + 19.0 + 11.0 * place as f64;
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

    fn legend(&self, canvas: &mut Canvas) {
        let mut x = 10.0;
        for (fill, name) in [((ORANGE, true), &self.low), ((BLUE, false), &self.high)] {
            let fill = canvas.fill(fill);
            canvas.rect((x, 7.0), (20.0, 11.0), &fill);
            canvas.text((x + 26.0, 17.0), Anchor::Start, Ink::Note, name);
            x += 48.0 + width(name, SMALL);
        }
        if self.levers.iter().any(|lever| lever.turns) {
            canvas.text((x, 17.0), Anchor::Start, Ink::Note, &format!("★ {}", self.turns));
        }
    }
}
