//! The sheet that charts draw on: SVG elements with rounded coordinates.

use super::Head;
use super::palette::{GRID, INK, PAPER, SOFT};
use super::typeset::escape;
use crate::text::number;
use std::fmt::Write as _;

/// What a chart is drawn for; a page shows the one that fits, so that letters are never scaled down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Screens and paper.
    Wide,
    /// A telephone held upright: labels stand above their marks, nothing stands beside them.
    Narrow,
}

impl Sheet {
    /// In the chart's own units; pages scale it.
    pub const fn width(self) -> f64 {
        match self {
            Sheet::Wide => 760.0,
            Sheet::Narrow => 360.0,
        }
    }

    pub fn is_narrow(self) -> bool {
        self == Sheet::Narrow
    }
}

/// Size of all text, but for that inside small cells.
pub const SIZE: f64 = 13.0;
pub const SMALL: f64 = 11.0;

const FACES: &str = "'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/// A point of the chart.
pub type Point = (f64, f64);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Soft,
    Strong,
    /// Soft and smaller.
    Note,
    /// Small, inside a cell, dark or light.
    Cell {
        light: bool,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    pub color: &'static str,
    pub width: f64,
    /// SVG dash pattern; empty: solid.
    pub dash: &'static str,
}

impl Pen {
    pub const fn new(color: &'static str, width: f64) -> Pen {
        Pen { color, width, dash: "" }
    }

    pub const fn dashed(self, dash: &'static str) -> Pen {
        Pen { dash, ..self }
    }
}

/// The lines behind the marks.
pub const GRIDLINE: Pen = Pen::new(GRID, 1.0);

/// A chart in the making.
pub struct Canvas {
    head: Head,
    width: f64,
    height: f64,
    patterns: Vec<&'static str>,
    body: String,
}

impl Canvas {
    pub fn new(head: &Head, sheet: Sheet, height: f64) -> Canvas {
        // Both may stand on one page, and names are unique there.
        let id = if sheet.is_narrow() { format!("{}-n", head.id) } else { head.id.clone() };
        let head = Head { id, ..head.clone() };
        Canvas { head, width: sheet.width(), height, patterns: Vec::new(), body: String::new() }
    }

    pub fn width(&self) -> f64 {
        self.width
    }

    /// Everything until `end` is one mark with this value to point at.
    pub fn begin(&mut self, value: &str) {
        let _ = write!(self.body, "<g class=\"v\"><title>{}</title>", escape(value));
    }

    pub fn end(&mut self) {
        self.body.push_str("</g>\n");
    }

    pub fn rect(&mut self, (x, y): Point, (width, height): Point, fill: &str) {
        let [x, y, width, height] = [x, y, width, height].map(coordinate);
        let _ = writeln!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"
        );
    }

    /// A rectangle that nobody sees, to point at.
    pub fn target(&mut self, (x, y): Point, (width, height): Point) {
        let [x, y, width, height] = [x, y, width, height].map(coordinate);
        let _ = write!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\" fill-opacity=\"0\"/>"
        );
    }

    pub fn line(&mut self, (x1, y1): Point, (x2, y2): Point, pen: Pen) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(coordinate);
        let (stroke, dash) = (stroke(pen), dash(pen));
        let _ = writeln!(self.body, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}{dash}/>");
    }

    /// A line through points, not closed.
    pub fn polyline(&mut self, points: &[Point], pen: Pen) {
        let (path, stroke, dash) = (path(points), stroke(pen), dash(pen));
        let _ =
            writeln!(self.body, "<path d=\"{path}\" fill=\"none\"{stroke}{dash} stroke-linejoin=\"round\"/>");
    }

    /// A closed area with an outline.
    pub fn area(&mut self, points: &[Point], fill: &str, pen: Option<Pen>) {
        let (path, stroke) = (path(points), pen.map_or(String::new(), stroke));
        let _ = writeln!(self.body, "<path d=\"{path}Z\" fill=\"{fill}\"{stroke}/>");
    }

    /// A ribbon between two upright edges, each given by its upper end and its height.
    pub fn ribbon(&mut self, (x1, y1): Point, (x2, y2): Point, height: f64, fill: &str) {
        let middle = coordinate((x1 + x2) / 2.0);
        let [x1, x2] = [x1, x2].map(coordinate);
        let [upper1, lower1, upper2, lower2] = [y1, y1 + height, y2, y2 + height].map(coordinate);
        let _ = writeln!(
            self.body,
            "<path d=\"M{x1} {upper1}C{middle} {upper1} {middle} {upper2} {x2} {upper2}V{lower2}\
             C{middle} {lower2} {middle} {lower1} {x1} {lower1}Z\" fill=\"{fill}\" fill-opacity=\"0.45\"/>"
        );
    }

    pub fn circle(&mut self, (x, y): Point, radius: f64, fill: &str, pen: Pen) {
        let [x, y, radius] = [x, y, radius].map(coordinate);
        let stroke = stroke(pen);
        let _ = writeln!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"{stroke}/>");
    }

    pub fn text(&mut self, (x, y): Point, anchor: Anchor, ink: Ink, text: &str) {
        let [x, y] = [x, y].map(coordinate);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let ink = match ink {
            Ink::Plain => String::new(),
            Ink::Soft => format!(" fill=\"{SOFT}\""),
            Ink::Strong => " font-weight=\"bold\"".to_owned(),
            Ink::Note => format!(" fill=\"{SOFT}\" font-size=\"{SMALL}\""),
            Ink::Cell { light } => {
                format!(" fill=\"{}\" font-size=\"{SMALL}\"", if light { PAPER } else { INK })
            }
        };
        let _ = writeln!(self.body, "<text x=\"{x}\" y=\"{y}\"{anchor}{ink}>{}</text>", escape(text));
    }

    /// Small text with a halo, over what lies below.
    pub fn halo(&mut self, (x, y): Point, size: f64, text: &str) {
        let [x, y, size] = [x, y, size].map(coordinate);
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" stroke=\"{PAPER}\" stroke-width=\"3\" \
             stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
            escape(text)
        );
    }

    /// A fill: the colour, or its hatched pattern.
    pub fn fill(&mut self, (color, hatched): (&'static str, bool)) -> String {
        if !hatched {
            return color.to_owned();
        }
        if !self.patterns.contains(&color) {
            self.patterns.push(color);
        }
        format!("url(#{}-{})", self.head.id, &color[1..])
    }

    /// The chart as an SVG document.
    pub fn finish(self) -> String {
        let Head { id, title, description, lang } = &self.head;
        let [width, height] = [self.width, self.height].map(coordinate);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{}\" aria-labelledby=\"{id}-t {id}-d\">\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n",
            lang.name(),
            escape(title),
            escape(description),
        );
        if !self.patterns.is_empty() {
            svg.push_str("<defs>\n");
            for color in &self.patterns {
                let _ = writeln!(
                    svg,
                    "<pattern id=\"{id}-{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
                     patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"{color}\"/>\
                     <rect width=\"2\" height=\"6\" fill=\"{PAPER}\" fill-opacity=\"0.6\"/></pattern>",
                    &color[1..]
                );
            }
            svg.push_str("</defs>\n");
        }
        let _ = writeln!(svg, "<rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>");
        let _ = writeln!(svg, "<g font-family=\"{FACES}\" font-size=\"{SIZE}\" fill=\"{INK}\">");
        svg.push_str(&self.body);
        svg.push_str("</g>\n</svg>\n");
        svg
    }
}

fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if place == 0 { 'M' } else { 'L' }, coordinate(*x), coordinate(*y));
    }
    path
}

fn stroke(pen: Pen) -> String {
    format!(" stroke=\"{}\" stroke-width=\"{}\"", pen.color, coordinate(pen.width))
}

fn dash(pen: Pen) -> String {
    if pen.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", pen.dash) }
}

/// One decimal is a tenth of a pixel: enough, and the same everywhere.
fn coordinate(value: f64) -> String {
    let text = number::fixed(value, 1);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
