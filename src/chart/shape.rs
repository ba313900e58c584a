//! Marks that differ in shape as well as in colour.

use super::canvas::{Canvas, Pen, Point};
use super::palette::{BLUE, GREY, PAPER, SHADE, SOFT, VERMILION};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Disc,
    Ring,
    Diamond,
    /// Small and grey.
    Square,
}

impl Shape {
    pub fn color(self) -> &'static str {
        match self {
            Shape::Disc => BLUE,
            Shape::Ring => SOFT,
            Shape::Diamond => VERMILION,
            Shape::Square => GREY,
        }
    }

    pub fn draw(self, canvas: &mut Canvas, (x, y): Point) {
        let outline = Pen::new(self.color(), 2.0);
        match self {
            Shape::Disc => canvas.circle((x, y), 5.0, BLUE, outline),
            Shape::Ring => canvas.circle((x, y), 5.0, PAPER, outline),
            Shape::Diamond => {
                let points = [(x, y - 7.0), (x + 7.0, y), (x, y + 7.0), (x - 7.0, y)];
                canvas.area(&points, VERMILION, None);
            }
            Shape::Square => {
                let points = [(x - 3.5, y - 3.5), (x + 3.5, y - 3.5), (x + 3.5, y + 3.5), (x - 3.5, y + 3.5)];
                canvas.area(&points, SHADE, Some(Pen::new(GREY, 1.5)));
            }
        }
    }
}
