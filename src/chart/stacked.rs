//! Bars cut into parts of a whole, a pattern and a colour each.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, SIZE, SMALL, WIDTH};
use super::palette::{PAPER, STACK};
use super::scale::{Format, Scale};
use super::typeset::{fitted, width};

/// Bars of equal length; the parts of each sum to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacked {
    pub head: Head,
    /// Names of the parts, in order; at most eight.
    pub parts: Vec<String>,
    pub bars: Vec<Bar>,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    /// Behind the bar: how many it is about.
    pub note: String,
    pub shares: Vec<f64>,
}

const ROW: f64 = 34.0;
const WIDEST_LABEL: f64 = 230.0;

impl Stacked {
    pub fn svg(&self) -> String {
        if self.bars.is_empty() {
            return super::empty(&self.head, &self.nothing);
        }
        let lines = self.legend_lines();
        let top = 12.0 + 20.0 * lines.len() as f64;
        let bottom = top + ROW * self.bars.len() as f64;
        let mut canvas = Canvas::new(&self.head, bottom + 28.0);
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let labels = widest(&mut self.bars.iter().map(|bar| width(&bar.label, SIZE))).min(WIDEST_LABEL);
        let notes = widest(&mut self.bars.iter().map(|bar| width(&bar.note, SMALL)));
        let x = Scale::new((0.0, 1.0), labels + 20.0, WIDTH - notes - 24.0 - labels - 20.0);
        for tick in 0..=4 {
            let share = f64::from(tick) / 4.0;
            canvas.line((x.at(share), top), (x.at(share), bottom + 4.0), GRIDLINE);
            let text = Format::Percent(0).text(share, self.head.lang);
            canvas.text((x.at(share), bottom + 18.0), Anchor::Middle, Ink::Note, &text);
        }
        for (place, bar) in self.bars.iter().enumerate() {
            let y = top + ROW * place as f64;
            let label = fitted(&bar.label, SIZE, labels);
            canvas.text((8.0, y + ROW / 2.0 + 4.5), Anchor::Start, Ink::Plain, &label);
            self.bar(&mut canvas, &x, bar, y);
            canvas.text((WIDTH - 8.0, y + ROW / 2.0 + 4.5), Anchor::End, Ink::Note, &bar.note);
        }
        self.legend(&mut canvas, &lines);
        canvas.finish()
    }

    fn bar(&self, canvas: &mut Canvas, x: &Scale, bar: &Bar, y: f64) {
        let mut from = 0.0;
        for (part, share) in bar.shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let (left, right) = (x.inside(from), x.inside(from + share));
            from += share;
            let text = Format::Percent(1).text(*share, self.head.lang);
            canvas.begin(&format!("{}, {}: {text}", bar.label, self.parts[part]));
            let fill = canvas.fill(STACK[part % STACK.len()]);
            canvas.rect((left, y + 5.0), (right - left, ROW - 10.0), &fill);
            canvas.line((right, y + 5.0), (right, y + ROW - 5.0), Pen::new(PAPER, 1.0));
            let short = Format::Percent(0).text(*share, self.head.lang);
            if right - left >= width(&short, SIZE) + 10.0 {
                let middle = (left + right) / 2.0;
                let room = width(&short, SIZE) + 6.0;
                canvas.rect((middle - room / 2.0, y + ROW / 2.0 - 8.5), (room, 17.0), PAPER);
                canvas.text((middle, y + ROW / 2.0 + 4.5), Anchor::Middle, Ink::Plain, &short);
            }
            canvas.end();
        }
    }

    /// Parts by line of the legend.
    fn legend_lines(&self) -> Vec<Vec<usize>> {
        let mut lines: Vec<Vec<usize>> = vec![Vec::new()];
        let mut used = 0.0;
        for (part, name) in self.parts.iter().enumerate() {
            let wide = width(name, SMALL) + 44.0;
            if used + wide > WIDTH - 16.0 && used > 0.0 {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += wide;
            if let Some(line) = lines.last_mut() {
                line.push(part);
            }
        }
        lines
    }

    fn legend(&self, canvas: &mut Canvas, lines: &[Vec<usize>]) {
        for (line, parts) in lines.iter().enumerate() {
            let (mut x, y) = (10.0, 16.0 + 20.0 * line as f64);
            for part in parts {
                let fill = canvas.fill(STACK[part % STACK.len()]);
                canvas.rect((x, y - 11.0), (20.0, 13.0), &fill);
                canvas.text((x + 26.0, y), Anchor::Start, Ink::Note, &self.parts[*part]);
                x += width(&self.parts[*part], SMALL) + 44.0;
            }
        }
    }
}
