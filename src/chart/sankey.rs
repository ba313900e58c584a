//! Streams from column to column, as wide as they are large.

use super::Head;
use super::canvas::{Anchor, Canvas, Ink, SIZE, SMALL, Sheet};
use super::palette::{BLUE, GREY, SKY, VERMILION};
use super::scale::Format;
use super::typeset::{fitted, width, wrapped};

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

/// Room for the titles of a panel's columns, and below its last node.
const TITLE: f64 = 34.0;
const BELOW: f64 = 18.0;
const BAR: f64 = 12.0;
/// From line to line of a label.
const LINE: f64 = 12.0;
/// With the least height of a node there is room for a label of two lines.
const GAP: f64 = 22.0;
const LEAST: f64 = 4.0;
/// Room for the labels of the last column on a wide sheet.
const LAST: f64 = 96.0;

/// Where the nodes of a column lie: upper edge and height.
type Places = Vec<(f64, f64)>;

/// Neighbouring columns side by side: all of them on a wide sheet, two at a time on a narrow one.
struct Panel {
    first: usize,
    /// Of each column its left edge, the room for its labels, its nodes.
    columns: Vec<(f64, f64, Places)>,
    top: f64,
    bottom: f64,
}

impl Sankey {
    pub fn svg(&self, sheet: Sheet) -> String {
        let volumes: Vec<Vec<f64>> = (0..self.columns.len()).map(|column| self.volumes(column)).collect();
        let most = volumes.iter().map(Vec::len).max().unwrap_or(0);
        let total = volumes.iter().map(|column| column.iter().sum()).fold(0.0, f64::max);
        if most == 0 || total <= 0.0 {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let high = (most as f64 * 44.0).clamp(280.0, 660.0);
        let unit = (high - (GAP + LEAST) * most as f64).max(120.0) / total;
        let panels = self.panels(sheet, &volumes, unit);
        let bottom = panels.last().map_or(0.0, |panel| panel.bottom);
        let mut canvas = Canvas::new(&self.head, sheet, bottom);
        for panel in &panels {
            self.draw_links(&mut canvas, panel, unit);
            for place in 0..panel.columns.len() {
                self.column(&mut canvas, panel, (place, &volumes[panel.first + place]));
            }
        }
        canvas.finish()
    }

    fn panels(&self, sheet: Sheet, volumes: &[Vec<f64>], unit: f64) -> Vec<Panel> {
        let (all, wide) = (volumes.len(), sheet.width());
        let stretch = |column: usize| match sheet {
            Sheet::Wide => (wide - 16.0 - BAR - LAST) * column as f64 / (all - 1).max(1) as f64,
            Sheet::Narrow => wide / 2.0 * column as f64,
        };
        let count = if sheet.is_narrow() { 2.min(all) } else { all };
        let mut top = 0.0;
        let mut panel = |first: usize| {
            let used = |column: &Vec<f64>| {
                column.iter().map(|volume| volume * unit + LEAST + GAP).sum::<f64>() - GAP
            };
            let high = volumes[first..first + count].iter().map(used).fold(0.0, f64::max);
            let column = |place: usize| {
                let volumes = &volumes[first + place];
                let mut y = top + TITLE + (high - used(volumes)) / 2.0;
                let node = |volume: &f64| {
                    let at = (y, volume * unit + LEAST);
                    y += at.1 + GAP;
                    at
                };
                let left = 8.0 + stretch(place);
                let end = if place + 1 == count { wide } else { 8.0 + stretch(place + 1) };
                (left, end - left - BAR - 8.0, volumes.iter().map(node).collect())
            };
            let columns = (0..count).map(column).collect();
            let panel = Panel { first, columns, top, bottom: top + TITLE + high + BELOW };
            top = panel.bottom;
            panel
        };
        (0..=all - count).map(&mut panel).collect()
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

    fn draw_links(&self, canvas: &mut Canvas, panel: &Panel, unit: f64) {
        let edges = |(_, _, places): &(f64, f64, Places)| vec![LEAST / 2.0; places.len()];
        let mut leaving: Vec<Vec<f64>> = panel.columns.iter().map(edges).collect();
        let mut coming = leaving.clone();
        let last = panel.first + panel.columns.len() - 1;
        for link in self.links.iter().filter(|link| (panel.first..last).contains(&link.column)) {
            let Link { column, from, to, volume } = *link;
            let (here, height) = (column - panel.first, volume * unit);
            let ((left, _, places), (right, _, next)) = (&panel.columns[here], &panel.columns[here + 1]);
            let start = (left + BAR, places[from].0 + leaving[here][from]);
            let end = (*right, next[to].0 + coming[here + 1][to]);
            leaving[here][from] += height;
            coming[here + 1][to] += height;
            let (before, after) = (&self.columns[column].1[from], &self.columns[column + 1].1[to]);
            let text = Format::Plain(1).text(volume, self.head.lang);
            canvas.begin(&format!("{} → {}: {text}", before.label, after.label));
            let fill = canvas.fill(if after.bad { (VERMILION, true) } else { (SKY, false) });
            canvas.ribbon(start, end, height.max(0.5), &fill);
            canvas.end();
        }
    }

    fn column(&self, canvas: &mut Canvas, panel: &Panel, (place, volumes): (usize, &[f64])) {
        let (left, room, places) = &panel.columns[place];
        let (title, nodes) = &self.columns[panel.first + place];
        let head = fitted(title, SIZE, room + BAR);
        canvas.text((*left, panel.top + 18.0), Anchor::Start, Ink::Strong, &head);
        for ((node, (y, height)), volume) in nodes.iter().zip(places).zip(volumes) {
            let color = match (node.bad, panel.first + place) {
                (true, _) => VERMILION,
                (_, 0) => GREY,
                _ => BLUE,
            };
            let amount = Format::Plain(0).text(*volume, self.head.lang);
            canvas.begin(&format!("{}: {}", node.label, Format::Plain(1).text(*volume, self.head.lang)));
            canvas.rect((*left, *y), (BAR, *height), color);
            let mut lines = wrapped(&node.label, SMALL, room - width(&amount, SMALL) - 8.0, 2);
            if let Some(last) = lines.last_mut() {
                *last = format!("{last} {amount}");
            }
            let first = y + height / 2.0 + 4.0 - LINE * (lines.len() - 1) as f64 / 2.0;
            for (line, text) in lines.iter().enumerate() {
                canvas.halo((left + BAR + 5.0, first + LINE * line as f64), SMALL, text);
            }
            canvas.end();
        }
    }
}
