//! Rows of a chart: a label, the room for marks, a value. On a wide sheet side by side, on a narrow one the label and the
//! value above the marks.

use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, SIZE, Sheet};
use super::typeset::{fitted, width, wrapped};

const LINE: f64 = 15.0;
const WIDEST_LABEL: f64 = 280.0;

/// A row whose place is known.
pub struct Row {
    label: Vec<String>,
    value: String,
    top: f64,
    pub height: f64,
    /// The middle of its marks.
    pub middle: f64,
}

/// All rows, and the room for marks between `left` and `right`.
pub struct Rows {
    pub rows: Vec<Row>,
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    sheet: Sheet,
}

impl Rows {
    /// Labels and values, from `top` down; each row has so much height for its marks.
    pub fn new(texts: &[(&str, String)], sheet: Sheet, (top, marks): (f64, f64)) -> Rows {
        let wide = sheet.width();
        let values = texts.iter().map(|(_, value)| width(value, SIZE)).fold(0.0, f64::max);
        let labels = texts.iter().map(|(label, _)| width(label, SIZE)).fold(0.0, f64::max).min(WIDEST_LABEL);
        let (left, right) = if sheet.is_narrow() {
            (24.0, wide - 24.0)
        } else {
            (labels + 20.0, (wide - values - 20.0).max(labels + 80.0))
        };
        let mut y = top;
        let row = |(label, value): &(&str, String)| {
            // A value may be as wide as the sheet.
            let value = fitted(value, SIZE, wide - 16.0);
            let room = if sheet.is_narrow() { (wide - 28.0 - width(&value, SIZE)).max(90.0) } else { labels };
            let label = wrapped(label, SIZE, room, 2);
            let text = LINE * label.len() as f64;
            let (height, middle) = match sheet {
                Sheet::Wide => {
                    let height = marks.max(text + 10.0);
                    (height, y + height / 2.0)
                }
                Sheet::Narrow => (text + marks, y + text + marks / 2.0),
            };
            let row = Row { label, value, top: y, height, middle };
            y += height;
            row
        };
        let rows = texts.iter().map(row).collect();
        Rows { rows, left, right, bottom: y, sheet }
    }

    /// Label and value, and a target over the whole row.
    pub fn texts(&self, canvas: &mut Canvas, row: &Row, ink: Ink) {
        let wide = self.sheet.width();
        canvas.target((0.0, row.top), (wide, row.height));
        let first = match self.sheet {
            Sheet::Wide => row.middle - LINE * (row.label.len() - 1) as f64 / 2.0 + 4.5,
            Sheet::Narrow => row.top + LINE,
        };
        for (line, text) in row.label.iter().enumerate() {
            canvas.text((8.0, first + LINE * line as f64), Anchor::Start, ink, text);
        }
        let y = if self.sheet.is_narrow() { first } else { row.middle + 4.5 };
        canvas.text((wide - 8.0, y), Anchor::End, ink, &row.value);
    }

    /// Thin lines between rows.
    pub fn rules(&self, canvas: &mut Canvas) {
        for row in self.rows.iter().skip(1) {
            canvas.line((4.0, row.top), (self.sheet.width() - 4.0, row.top), GRIDLINE);
        }
    }
}
