//! A grid of cells, darker where there is more, with the number in each.

use super::Head;
use super::canvas::{Anchor, Canvas, Ink, SIZE, SMALL, WIDTH};
use super::palette::SEQUENCE;
use super::scale::Format;
use super::typeset::{fitted, width};

/// Rows by columns.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    pub head: Head,
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<HeatCell>)>,
    /// Beside the scale: what is counted.
    pub quantity: String,
    pub nothing: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    pub value: Option<f64>,
    /// What is said of the cell beside its value.
    pub note: String,
}

const ROW: f64 = 30.0;
const TOP: f64 = 26.0;

impl HeatMap {
    pub fn svg(&self) -> String {
        let values = self.rows.iter().flat_map(|(_, cells)| cells).filter_map(|cell| cell.value);
        let most = values.fold(0.0, f64::max);
        if most <= 0.0 || self.columns.is_empty() {
            return super::empty(&self.head, &self.nothing);
        }
        let bottom = TOP + ROW * self.rows.len() as f64;
        let mut canvas = Canvas::new(&self.head, bottom + 44.0);
        let left = self.rows.iter().map(|(label, _)| width(label, SIZE)).fold(0.0, f64::max) + 18.0;
        let wide = ((WIDTH - 10.0 - left) / self.columns.len() as f64).min(90.0);
        for (place, column) in self.columns.iter().enumerate() {
            let x = left + wide * (place as f64 + 0.5);
            canvas.text((x, TOP - 8.0), Anchor::Middle, Ink::Note, column);
        }
        let format = decimals(most);
        for (place, (label, cells)) in self.rows.iter().enumerate() {
            let y = TOP + ROW * place as f64;
            canvas.text((8.0, y + ROW / 2.0 + 4.5), Anchor::Start, Ink::Plain, label);
            for (column, cell) in cells.iter().enumerate() {
                let x = left + wide * column as f64;
                let name = format!("{label} {}", self.columns[column]);
                self.cell(&mut canvas, cell, (&name, format, most), ((x, y), wide));
            }
        }
        self.scale(&mut canvas, (most, format), (left, bottom + 16.0));
        canvas.finish()
    }

    fn cell(
        &self,
        canvas: &mut Canvas,
        cell: &HeatCell,
        (name, format, most): (&str, Format, f64),
        ((x, y), wide): ((f64, f64), f64),
    ) {
        let value = cell.value.unwrap_or(0.0);
        let (color, dark_text) = SEQUENCE[level(value, most)];
        let text = cell.value.map_or("–".to_owned(), |value| format.text(value, self.head.lang));
        canvas.begin(&format!("{name}: {text}{}", cell.note));
        canvas.rect((x + 0.5, y + 0.5), (wide - 1.0, ROW - 1.0), color);
        let zero = text.bytes().all(|byte| matches!(byte, b'0' | b',' | b'.'));
        if !zero && width(&text, SMALL) <= wide - 2.0 {
            let ink = Ink::Cell { light: !dark_text };
            canvas.text((x + wide / 2.0, y + ROW / 2.0 + 4.0), Anchor::Middle, ink, &text);
        }
        canvas.end();
    }

    fn scale(&self, canvas: &mut Canvas, (most, format): (f64, Format), (left, y): (f64, f64)) {
        let quantity = fitted(&self.quantity, SMALL, WIDTH / 4.0);
        canvas.text((8.0, y + 12.0), Anchor::Start, Ink::Note, &quantity);
        let x = left.max(width(&quantity, SMALL) + 24.0).min(WIDTH - 64.0 * SEQUENCE.len() as f64 - 8.0);
        let wide = 64.0;
        for (place, (color, dark)) in SEQUENCE.iter().enumerate() {
            let at = x + wide * place as f64;
            canvas.rect((at, y), (wide, 16.0), color);
            let from = format.text(most * place as f64 / SEQUENCE.len() as f64, self.head.lang);
            let text = if place == 0 { "0".to_owned() } else { format!("≥ {from}") };
            canvas.text((at + wide / 2.0, y + 12.0), Anchor::Middle, Ink::Cell { light: !dark }, &text);
        }
    }
}

fn level(value: f64, most: f64) -> usize {
    let steps = SEQUENCE.len() as f64;
    ((value / most * steps).floor().max(0.0) as usize).min(SEQUENCE.len() - 1)
}

/// About three digits.
fn decimals(most: f64) -> Format {
    Format::Plain(if most >= 100.0 {
        0
    } else if most >= 10.0 {
        1
    } else {
        2
    })
}
