//! Bars cut into parts of a whole, a pattern and a colour each.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, SIZE, Sheet};
use super::legend::{Legend, SIGN};
use super::palette::{PAPER, STACK};
use super::rows::Rows;
use super::scale::{Format, Scale};
use super::typeset::width;

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

/// Height of a bar with its margins.
const ROW: f64 = 34.0;

impl Stacked {
    pub fn svg(&self, sheet: Sheet) -> String {
        if self.bars.is_empty() {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let legend = Legend::new(self.parts.iter().map(String::as_str), sheet.width());
        let top = legend.height() + 12.0;
        let texts: Vec<(&str, String)> =
            self.bars.iter().map(|bar| (bar.label.as_str(), bar.note.clone())).collect();
        let rows = Rows::new(&texts, sheet, (top, ROW));
        let mut canvas = Canvas::new(&self.head, sheet, rows.bottom + 28.0);
        let x = Scale::new((0.0, 1.0), rows.left, rows.right - rows.left);
        for tick in 0..=4 {
            let share = f64::from(tick) / 4.0;
            canvas.line((x.at(share), top), (x.at(share), rows.bottom + 4.0), GRIDLINE);
            let text = Format::Percent(0).text(share, self.head.lang);
            canvas.text((x.at(share), rows.bottom + 18.0), Anchor::Middle, Ink::Note, &text);
        }
        for (bar, row) in self.bars.iter().zip(&rows.rows) {
            rows.texts(&mut canvas, row, Ink::Plain);
            self.bar(&mut canvas, &x, bar, row.middle);
        }
        legend.draw(&mut canvas, 4.0, |canvas, part, (x, y)| {
            let fill = canvas.fill(STACK[part % STACK.len()]);
            canvas.rect((x, y - 6.5), (SIGN, 13.0), &fill);
        });
        canvas.finish()
    }

    fn bar(&self, canvas: &mut Canvas, x: &Scale, bar: &Bar, y: f64) {
        let half = ROW / 2.0 - 5.0;
        let mut from = 0.0;
        for (part, share) in bar.shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let (left, right) = (x.inside(from), x.inside(from + share));
            from += share;
            let text = Format::Percent(1).text(*share, self.head.lang);
            canvas.begin(&format!("{}, {}: {text}", bar.label, self.parts[part]));
            let fill = canvas.fill(STACK[part % STACK.len()]);
            canvas.rect((left, y - half), (right - left, 2.0 * half), &fill);
            canvas.line((right, y - half), (right, y + half), Pen::new(PAPER, 1.0));
            let short = Format::Percent(0).text(*share, self.head.lang);
            if right - left >= width(&short, SIZE) + 10.0 {
                let middle = (left + right) / 2.0;
                let room = width(&short, SIZE) + 6.0;
                canvas.rect((middle - room / 2.0, y - 8.5), (room, 17.0), PAPER);
                canvas.text((middle, y + 4.5), Anchor::Middle, Ink::Plain, &short);
            }
            canvas.end();
        }
    }
}
