//! Quantiles of a quantity that spans decades: a line a row from the first to the last, a mark each, on a logarithmic axis.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, SMALL, Sheet};
use super::legend::Legend;
use super::palette::GREY;
use super::rows::Rows;
use super::scale::{Format, Scale};
use super::shape::Shape;
use super::typeset::width;
use crate::stats::special::decades;
use crate::text::Lang;

#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub head: Head,
    pub rows: Vec<SpreadRow>,
    /// Names of the values, in rising order; at most four.
    pub marks: Vec<String>,
    /// `ms`.
    pub unit: String,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SpreadRow {
    pub label: String,
    /// One for each mark, above zero.
    pub values: Vec<f64>,
}

const SHAPES: [Shape; 4] = [Shape::Disc, Shape::Ring, Shape::Diamond, Shape::Square];
const TOP: f64 = 14.0;
const ROW: f64 = 28.0;

impl Spread {
    pub fn svg(&self, sheet: Sheet) -> String {
        let known: Vec<&SpreadRow> =
            self.rows.iter().filter(|row| row.values.iter().any(|value| *value > 0.0)).collect();
        if known.is_empty() {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let legend = Legend::new(self.marks.iter().map(String::as_str), sheet.width());
        let texts: Vec<(&str, String)> =
            known.iter().map(|row| (row.label.as_str(), self.value(row))).collect();
        let rows = Rows::new(&texts, sheet, (TOP, ROW));
        let mut canvas = Canvas::new(&self.head, sheet, rows.bottom + 36.0 + legend.height());
        let all =
            || known.iter().flat_map(|row| &row.values).filter(|value| **value > 0.0).map(|v| decades(*v));
        let low = all().fold(f64::INFINITY, f64::min).floor();
        let high = all().fold(f64::NEG_INFINITY, f64::max).ceil().max(low + 1.0);
        let x = Scale::new((low, high), rows.left, rows.right - rows.left);
        rows.rules(&mut canvas);
        for decade in low as i64..=high as i64 {
            let at = x.at(decade as f64);
            canvas.line((at, TOP), (at, rows.bottom), GRIDLINE);
            let text = format!("{} {}", power(decade, self.head.lang), self.unit);
            let half = width(&text, SMALL) / 2.0;
            let middle = at.min(canvas.width() - half - 2.0).max(half + 2.0);
            canvas.text((middle, rows.bottom + 16.0), Anchor::Middle, Ink::Note, &text);
        }
        for (row, (place, (_, text))) in known.iter().zip(texts.iter().enumerate()) {
            canvas.begin(&format!("{}: {text}", row.label));
            rows.texts(&mut canvas, &rows.rows[place], Ink::Plain);
            let y = rows.rows[place].middle;
            let at: Vec<f64> = row.values.iter().map(|value| x.inside(decades(value.max(1e-9)))).collect();
            if let (Some(first), Some(last)) = (at.first(), at.last()) {
                canvas.line((*first, y), (*last, y), Pen::new(GREY, 2.0));
            }
            for (at, shape) in at.iter().zip(SHAPES).rev() {
                shape.draw(&mut canvas, (*at, y));
            }
            canvas.end();
        }
        legend.draw(&mut canvas, rows.bottom + 26.0, |canvas, place, (x, y)| {
            SHAPES[place % SHAPES.len()].draw(canvas, (x + 11.0, y));
        });
        canvas.finish()
    }

    /// `1,20 · 8,31 · 20,4 ms`
    fn value(&self, row: &SpreadRow) -> String {
        let text = |value: &f64| {
            let decimals = if *value < 10.0 { 2 } else { usize::from(*value < 100.0) };
            Format::Plain(decimals).text(*value, self.head.lang)
        };
        let values: Vec<String> = row.values.iter().map(text).collect();
        format!("{} {}", values.join(" · "), self.unit)
    }
}

/// A power of ten: `0,01`, `1000`.
fn power(decade: i64, lang: Lang) -> String {
    let zeros = |count: i64| "0".repeat(count.max(0) as usize);
    if decade >= 0 {
        return format!("1{}", zeros(decade));
    }
    format!("0{}{}1", if lang == Lang::Nb { ',' } else { '.' }, zeros(-decade - 1))
}
