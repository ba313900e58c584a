//! Streams from column to column, as wide as they are large.

use super::Head;
use super::canvas::{Anchor, Canvas, Ink, SIZE, SMALL, WIDTH};
use super::palette::{BLUE, GREY, SKY, VERMILION};
use super::scale::Format;
use super::typeset::{fitted, width};

/// Nodes by column, and the streams between neighbouring columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Sankey {
    pub head: Head,
    pub columns: Vec<(String, Vec<Node>)>,
    pub links: Vec<Link>,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub label: String,
    /// Hatched and in the colour of warning.
    pub bad: bool,
}

/// From a node of a column to a node of the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub column: usize,
    pub from: usize,
    pub to: usize,
    pub volume: f64,
}

const TOP: f64 = 34.0;
const BAR: f64 = 12.0;
const GAP: f64 = 14.0;
/// Every node has room for its label.
const LEAST: f64 = 4.0;

/// Where the nodes of a column lie: upper edge and height.
type Places = Vec<(f64, f64)>;

impl Sankey {
    pub fn svg(&self) -> String {
        let most = self.columns.iter().map(|(_, nodes)| nodes.len()).max().unwrap_or(0);
        let total =
            (0..self.columns.len()).map(|column| self.volumes(column).iter().sum()).fold(0.0, f64::max);
        if most == 0 || total <= 0.0 {
            return super::empty(&self.head, &self.nothing);
        }
        let high = (most as f64 * 34.0).clamp(260.0, 640.0);
        let mut canvas = Canvas::new(&self.head, TOP + high + 12.0);
        let unit = (high - (GAP + LEAST) * most as f64) / total;
        let places: Vec<Places> =
            (0..self.columns.len()).map(|column| self.places(column, unit, high)).collect();
        self.draw_links(&mut canvas, &places, unit);
        for (column, (title, nodes)) in self.columns.iter().enumerate() {
            self.column(&mut canvas, (column, title, nodes), &places[column]);
        }
        canvas.finish()
    }

    /// Of each node: what comes in, or, where nothing does, what goes out.
    fn volumes(&self, column: usize) -> Vec<f64> {
        let sum = |node: usize, of: usize, end: fn(&Link) -> usize| -> f64 {
            let here = self.links.iter().filter(|link| link.column == of && end(link) == node);
            here.map(|link| link.volume).sum()
        };
        let volume = |node: usize| {
            let before = if column == 0 { 0.0 } else { sum(node, column - 1, |link| link.to) };
            before.max(sum(node, column, |link| link.from))
        };
        (0..self.columns[column].1.len()).map(volume).collect()
    }

    fn places(&self, column: usize, unit: f64, high: f64) -> Places {
        let heights: Vec<f64> = self.volumes(column).iter().map(|volume| volume * unit + LEAST).collect();
        let used: f64 = heights.iter().sum::<f64>() + GAP * heights.len().saturating_sub(1) as f64;
        let mut y = TOP + (high - used).max(0.0) / 2.0;
        let place = |height: f64| {
            let at = (y, height);
            y += height + GAP;
            at
        };
        heights.into_iter().map(place).collect()
    }

    fn left(&self, column: usize) -> f64 {
        let last = (self.columns.len() - 1).max(1) as f64;
        8.0 + (WIDTH - 16.0 - BAR - 96.0) * column as f64 / last
    }

    fn draw_links(&self, canvas: &mut Canvas, places: &[Places], unit: f64) {
        let mut leaving: Vec<Vec<f64>> =
            places.iter().map(|column| vec![LEAST / 2.0; column.len()]).collect();
        let mut coming = leaving.clone();
        for link in &self.links {
            let Link { column, from, to, volume } = *link;
            let height = volume * unit;
            let start = (self.left(column) + BAR, places[column][from].0 + leaving[column][from]);
            let end = (self.left(column + 1), places[column + 1][to].0 + coming[column + 1][to]);
            leaving[column][from] += height;
            coming[column + 1][to] += height;
            let (before, after) = (&self.columns[column].1[from], &self.columns[column + 1].1[to]);
            let text = Format::Plain(1).text(volume, self.head.lang);
            canvas.begin(&format!("{} → {}: {text}", before.label, after.label));
            let fill = canvas.fill(if after.bad { (VERMILION, true) } else { (SKY, false) });
            canvas.ribbon(start, end, height.max(0.5), &fill);
            canvas.end();
        }
    }

    fn column(&self, canvas: &mut Canvas, (column, title, nodes): (usize, &str, &[Node]), places: &Places) {
        let left = self.left(column);
        let last = column + 1 == self.columns.len();
        let room = if last { 96.0 } else { self.left(1) - self.left(0) - BAR - 12.0 };
        let head = fitted(title, SIZE, room + BAR);
        canvas.text((left, 18.0), Anchor::Start, Ink::Strong, &head);
        for ((node, (y, height)), volume) in nodes.iter().zip(places).zip(self.volumes(column)) {
            let color = if node.bad {
                VERMILION
            } else if column == 0 {
                GREY
            } else {
                BLUE
            };
            let amount = Format::Plain(0).text(volume, self.head.lang);
            canvas.begin(&format!("{}: {}", node.label, Format::Plain(1).text(volume, self.head.lang)));
            canvas.rect((left, *y), (BAR, *height), color);
            let label = fitted(&node.label, SMALL, room - width(&amount, SMALL) - 8.0);
            let at = (left + BAR + 5.0, y + height / 2.0 + 4.0);
            let text = format!("{label} {amount}");
            canvas.halo(at, SMALL, &text);
            canvas.end();
        }
    }
}
