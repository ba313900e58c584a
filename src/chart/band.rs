//! A quantity week by week: its median over replications, the band that holds most of them, days off shaded.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, Point, SMALL, Sheet};
use super::legend::{Legend, SIGN};
use super::palette::{BLUE, GREY, SHADE, SKY};
use super::scale::{Format, Scale, ticks};
use super::typeset::{fitted, width};

/// Weeks of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub head: Head,
    pub weeks: Vec<Week>,
    /// Of values in text to point at, and on the axis.
    pub format: Format,
    /// Above the axis: what is counted.
    pub quantity: String,
    pub median: String,
    pub band: String,
    pub shaded: String,
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// On the axis where there is room: `uke 14`.
    pub label: String,
    pub median: Option<f64>,
    /// The band's lower and upper end.
    pub band: Option<(f64, f64)>,
    /// Of five days from Monday to Friday.
    pub days_off: u64,
}

/// Where the axes lie.
#[derive(Clone, Copy)]
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Band {
    pub fn svg(&self, sheet: Sheet) -> String {
        let most = self.weeks.iter().filter_map(|week| week.band.map(|(_, high)| high).or(week.median));
        let most = most.fold(0.0, f64::max);
        if self.weeks.iter().all(|week| week.median.is_none()) {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let shaded = self.weeks.iter().any(|week| week.days_off > 0).then_some(self.shaded.as_str());
        let words = [self.median.as_str(), &self.band].into_iter().chain(shaded);
        let legend = Legend::new(words, sheet.width());
        let top = legend.height() + 40.0;
        let (left, high) = if sheet.is_narrow() { (46.0, 200.0) } else { (56.0, 238.0) };
        let plot = Plot { left, right: sheet.width() - 12.0, top, bottom: top + high };
        let mut canvas = Canvas::new(&self.head, sheet, plot.bottom + 30.0);
        let (step, ticks) = ticks((0.0, most.max(1e-3) * 1.02), 5);
        let y = Scale::new((0.0, ticks[ticks.len() - 1]), plot.bottom, -high);
        let x = Scale::new((0.0, self.weeks.len() as f64), plot.left, plot.right - plot.left);
        self.shade(&mut canvas, &x, plot);
        for tick in &ticks {
            canvas.line((plot.left, y.at(*tick)), (plot.right, y.at(*tick)), GRIDLINE);
            let text = self.format.axis(step).text(*tick, self.head.lang);
            canvas.text((plot.left - 8.0, y.at(*tick) + 4.0), Anchor::End, Ink::Note, &text);
        }
        self.curves(&mut canvas, (&x, &y));
        self.labels(&mut canvas, &x, plot.bottom);
        for (place, week) in self.weeks.iter().enumerate() {
            canvas.begin(&self.value(week));
            let left = x.at(place as f64);
            canvas.target((left, plot.top), (x.at(place as f64 + 1.0) - left, high));
            canvas.end();
        }
        let quantity = fitted(&self.quantity, SMALL, sheet.width() - 16.0);
        canvas.text((8.0, plot.top - 14.0), Anchor::Start, Ink::Note, &quantity);
        legend.draw(&mut canvas, 4.0, sign);
        canvas.finish()
    }

    fn shade(&self, canvas: &mut Canvas, x: &Scale, plot: Plot) {
        let wide = x.at(1.0) - x.at(0.0);
        for (place, week) in self.weeks.iter().enumerate().filter(|(_, week)| week.days_off > 0) {
            canvas.rect((x.at(place as f64), plot.top), (wide, plot.bottom - plot.top), SHADE);
            // A bar at the top as long as the days off, so that shading has a second sign.
            let high = 3.0 + 2.0 * week.days_off.min(5) as f64;
            canvas.rect((x.at(place as f64) + 1.0, plot.top), (wide - 2.0, high), GREY);
        }
    }

    /// Stretches of weeks that have the figure, drawn apart.
    fn curves(&self, canvas: &mut Canvas, (x, y): (&Scale, &Scale)) {
        let known: Vec<(usize, &Week)> =
            self.weeks.iter().enumerate().filter(|(_, week)| week.median.is_some()).collect();
        for run in known.chunk_by(|a, b| a.0 + 1 == b.0) {
            let point = |place: usize, value: f64| -> Point { (x.at(place as f64 + 0.5), y.at(value)) };
            let ends = |week: &Week| week.band.or(week.median.map(|median| (median, median)));
            let end = |side: fn((f64, f64)) -> f64| {
                run.iter().filter_map(move |(place, week)| Some(point(*place, side(ends(week)?))))
            };
            let upper = end(|(_, high)| high);
            let lower: Vec<Point> = end(|(low, _)| low).collect();
            let outline: Vec<Point> = upper.chain(lower.into_iter().rev()).collect();
            let fill = canvas.fill((SKY, true));
            canvas.area(&outline, &fill, Some(Pen::new(SKY, 1.0)));
            let line: Vec<Point> =
                run.iter().filter_map(|(place, week)| Some(point(*place, week.median?))).collect();
            canvas.polyline(&line, Pen::new(BLUE, 2.5));
            if let [only] = line[..] {
                canvas.circle(only, 3.0, BLUE, Pen::new(BLUE, 1.0));
            }
        }
    }

    /// As many labels as there is room for.
    fn labels(&self, canvas: &mut Canvas, x: &Scale, bottom: f64) {
        let widest = self.weeks.iter().map(|week| width(&week.label, SMALL)).fold(0.0, f64::max) + 14.0;
        let every = ((widest / (x.at(1.0) - x.at(0.0))).ceil() as usize).max(1);
        for (place, week) in self.weeks.iter().enumerate().step_by(every) {
            let middle = x.at(place as f64 + 0.5);
            if middle + widest / 2.0 > canvas.width() + 8.0 {
                continue;
            }
            canvas.line((middle, bottom), (middle, bottom + 4.0), Pen::new(GREY, 1.0));
            canvas.text((middle, bottom + 18.0), Anchor::Middle, Ink::Note, &week.label);
        }
    }

    fn value(&self, week: &Week) -> String {
        let text = |value: f64| self.format.text(value, self.head.lang);
        let median = week.median.map_or("–".to_owned(), text);
        let band = week
            .band
            .map_or(String::new(), |(low, high)| format!("; {}: {}–{}", self.band, text(low), text(high)));
        let off =
            if week.days_off > 0 { format!("; {}: {}", self.shaded, week.days_off) } else { String::new() };
        format!("{}: {} {median}{band}{off}", week.label, self.median)
    }
}

/// The line, the band, the shading.
fn sign(canvas: &mut Canvas, place: usize, (x, y): Point) {
    match place {
        0 => canvas.line((x, y), (x + SIGN, y), Pen::new(BLUE, 2.5)),
        1 => {
            let fill = canvas.fill((SKY, true));
            canvas.rect((x, y - 6.0), (SIGN, 12.0), &fill);
        }
        _ => {
            canvas.rect((x, y - 6.0), (SIGN, 12.0), SHADE);
            canvas.rect((x, y - 6.0), (SIGN, 4.0), GREY);
        }
    }
}
