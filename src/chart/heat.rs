//! A grid of cells, darker where there is more, with the number in each.

use super::Head;
use super::canvas::{Anchor, Canvas, Ink, SIZE, SMALL, Sheet};
use super::palette::SEQUENCE;
use super::scale::Format;
use super::typeset::{fitted, width};

/// Rows by columns.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    pub head: Head,
    pub columns: Vec<String>,
    pub rows: Vec<HeatRow>,
    /// Beside the scale: what is counted.
    pub quantity: String,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    pub label: String,
    /// The same in a few letters, for a narrow sheet: there rows are columns.
    pub short: String,
    pub cells: Vec<HeatCell>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    pub value: Option<f64>,
    /// What is said of the cell beside its value.
    pub note: String,
}

const TOP: f64 = 26.0;

/// A grid as it lies on the sheet.
struct Grid {
    across: Vec<String>,
    down: Vec<String>,
    left: f64,
    wide: f64,
    high: f64,
}

impl Grid {
    fn bottom(&self) -> f64 {
        TOP + self.high * self.down.len() as f64
    }
}

impl HeatMap {
    pub fn svg(&self, sheet: Sheet) -> String {
        let values = self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.value);
        let most = values.fold(0.0, f64::max);
        if most <= 0.0 || self.columns.is_empty() {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let grid = self.grid(sheet);
        let legend = if sheet.is_narrow() { 58.0 } else { 40.0 };
        let mut canvas = Canvas::new(&self.head, sheet, grid.bottom() + legend);
        for (place, text) in grid.across.iter().enumerate() {
            let x = grid.left + grid.wide * (place as f64 + 0.5);
            canvas.text((x, TOP - 8.0), Anchor::Middle, Ink::Note, text);
        }
        for (place, text) in grid.down.iter().enumerate() {
            let y = TOP + grid.high * (place as f64 + 0.5) + 4.5;
            let text = fitted(text, SIZE, grid.left - 12.0);
            canvas.text((8.0, y), Anchor::Start, Ink::Plain, &text);
        }
        let format = decimals(most);
        for (row, HeatRow { label, cells, .. }) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (across, down) = if sheet.is_narrow() { (row, column) } else { (column, row) };
                let at = (grid.left + grid.wide * across as f64, TOP + grid.high * down as f64);
                let name = format!("{label} {}", self.columns[column]);
                self.cell(&mut canvas, cell, (&name, format, most), (at, (grid.wide, grid.high)));
            }
        }
        self.scale(&mut canvas, (most, format), (sheet, &grid));
        canvas.finish()
    }

    /// Rows down and columns across, on a narrow sheet the other way round.
    fn grid(&self, sheet: Sheet) -> Grid {
        let rows = |text: fn(&HeatRow) -> &String| self.rows.iter().map(text).cloned().collect();
        let (across, down): (Vec<String>, Vec<String>) = match sheet {
            Sheet::Wide => (self.columns.clone(), rows(|row| &row.label)),
            Sheet::Narrow => (rows(|row| &row.short), self.columns.clone()),
        };
        let left = down.iter().map(|label| width(label, SIZE)).fold(0.0, f64::max) + 18.0;
        let left = left.min(sheet.width() / 3.0);
        let wide = ((sheet.width() - 10.0 - left) / across.len().max(1) as f64).min(90.0);
        Grid { across, down, left, wide, high: if sheet.is_narrow() { 24.0 } else { 30.0 } }
    }

    fn cell(
        &self,
        canvas: &mut Canvas,
        cell: &HeatCell,
        (name, format, most): (&str, Format, f64),
        ((x, y), (wide, high)): ((f64, f64), (f64, f64)),
    ) {
        let value = cell.value.unwrap_or(0.0);
        let (color, dark_text) = SEQUENCE[level(value, most)];
        let text = cell.value.map_or("–".to_owned(), |value| format.text(value, self.head.lang));
        canvas.begin(&format!("{name}: {text}{}", cell.note));
        canvas.rect((x + 0.5, y + 0.5), (wide - 1.0, high - 1.0), color);
        let zero = text.bytes().all(|byte| matches!(byte, b'0' | b',' | b'.'));
        if !zero && width(&text, SMALL) <= wide - 2.0 {
            let ink = Ink::Cell { light: !dark_text };
            canvas.text((x + wide / 2.0, y + high / 2.0 + 4.0), Anchor::Middle, ink, &text);
        }
        canvas.end();
    }

    /// What is counted, and steps of darkness: side by side, or one below the other.
    fn scale(&self, canvas: &mut Canvas, (most, format): (f64, Format), (sheet, grid): (Sheet, &Grid)) {
        let (whole, y) = (canvas.width(), grid.bottom() + 14.0);
        let steps = SEQUENCE.len() as f64;
        let room = if sheet.is_narrow() { whole - 16.0 } else { whole / 4.0 };
        let quantity = fitted(&self.quantity, SMALL, room);
        canvas.text((8.0, y + 12.0), Anchor::Start, Ink::Note, &quantity);
        let wide = ((whole - 16.0) / steps).min(64.0);
        let (x, y) = match sheet {
            Sheet::Narrow => (8.0, y + 20.0),
            Sheet::Wide => (grid.left.max(width(&quantity, SMALL) + 24.0).min(whole - wide * steps - 8.0), y),
        };
        for (place, (color, dark)) in SEQUENCE.iter().enumerate() {
            let at = x + wide * place as f64;
            canvas.rect((at, y), (wide, 16.0), color);
            let from = format.text(most * place as f64 / steps, self.head.lang);
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
