//! Charts: numbers in, SVG out.
//!
//! Knows no organisation and has no words of its own: titles, labels and legends come from the caller. The same input
//! gives the same bytes: coordinates are rounded, nothing depends on the clock, on a font of the machine or on a
//! library. Every figure has a title and a description for screen readers, its text stays text, values are written
//! beside the marks, and no meaning hangs on a colour alone: shapes, dashes and patterns say the same. Each chart is
//! drawn for a wide sheet or for a narrow one.

mod band;
mod canvas;
mod curve;
mod heat;
mod intervals;
mod legend;
mod palette;
mod rows;
mod sankey;
mod scale;
mod shape;
mod spread;
mod stacked;
#[cfg(test)]
mod tests;
mod tornado;
mod typeset;

pub use band::{Band, Week};
pub use canvas::Sheet;
pub use curve::{Curve, Mark, Series};
pub use heat::{HeatCell, HeatMap, HeatRow};
pub use intervals::{Goal, Interval, Intervals, Symbols};
pub use sankey::{Link, Node, Sankey};
pub use scale::Format;
pub use spread::{Spread, SpreadRow};
pub use stacked::{Bar, Stacked};
pub use tornado::{End, Lever, Tornado};
pub use typeset::escape;

use crate::text::Lang;

/// What every chart says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Unique on a page: letters, digits and hyphens.
    pub id: String,
    pub title: String,
    /// For those who do not see the chart: what it shows, in sentences.
    pub description: String,
    /// How numbers are written.
    pub lang: Lang,
}

/// What is said where a chart has nothing to show.
pub(crate) fn empty(head: &Head, sheet: Sheet, nothing: &str) -> String {
    let mut canvas = canvas::Canvas::new(head, sheet, 80.0);
    canvas.text((canvas.width() / 2.0, 44.0), canvas::Anchor::Middle, canvas::Ink::Soft, nothing);
    canvas.finish()
}
