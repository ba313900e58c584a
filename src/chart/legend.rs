//! Legends: signs with their words, in as many lines as they need.

use super::canvas::{Anchor, Canvas, Ink, SMALL};
use super::typeset::{fitted, width};

/// Height of a line.
pub const LINE: f64 = 18.0;
/// Width of a sign, and the room between a text and the next sign.
pub const SIGN: f64 = 22.0;
const GAP: f64 = 16.0;
const AFTER_SIGN: f64 = 6.0;

/// Words whose places on a sheet are known.
pub struct Legend {
    /// Line, left edge, text as it fits.
    entries: Vec<(usize, f64, String)>,
}

impl Legend {
    /// Words in order, on lines of a sheet so wide.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>, sheet: f64) -> Legend {
        let (mut line, mut x) = (0, 10.0);
        let entry = |text: &str| {
            let text = fitted(text, SMALL, sheet - 20.0 - SIGN - AFTER_SIGN);
            let wide = SIGN + AFTER_SIGN + width(&text, SMALL);
            if x > 10.0 && x + wide > sheet - 8.0 {
                (line, x) = (line + 1, 10.0);
            }
            let here = (line, x, text);
            x += wide + GAP;
            here
        };
        Legend { entries: words.map(entry).collect() }
    }

    /// How high all lines are.
    pub fn height(&self) -> f64 {
        self.entries.last().map_or(0.0, |(line, ..)| LINE * (*line + 1) as f64)
    }

    /// Draws the words; each sign is drawn by the caller, from its left edge and the middle of its line.
    pub fn draw(&self, canvas: &mut Canvas, top: f64, sign: impl Fn(&mut Canvas, usize, (f64, f64))) {
        for (place, (line, x, text)) in self.entries.iter().enumerate() {
            let y = top + LINE * (*line as f64 + 0.5);
            sign(canvas, place, (*x, y));
            canvas.text((x + SIGN + AFTER_SIGN, y + 4.0), Anchor::Start, Ink::Note, text);
        }
    }
}
