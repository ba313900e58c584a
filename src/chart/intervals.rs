//! Dots with intervals, a row each: compliance by unit, by variant, by staffing level; differences around zero.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, SIZE, Sheet};
use super::legend::Legend;
use super::palette::INK;
use super::rows::Rows;
use super::scale::{Format, Scale, ticks};
use super::shape::Shape;
use super::typeset::{fitted, width};

/// Rows of means with their intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    pub head: Head,
    pub rows: Vec<Interval>,
    pub format: Format,
    pub goal: Option<Goal>,
    /// The goal is to stay at or below it.
    pub aim_low: bool,
    /// The axis does not go further: 1 for shares.
    pub highest: Option<f64>,
    pub symbols: Symbols,
    /// Said where there is no row.
    pub nothing: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    pub label: String,
    pub mean: Option<f64>,
    pub bounds: Option<(f64, f64)>,
    /// Too little is known to rank it: drawn grey and small.
    pub faint: bool,
}

/// A line to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    pub value: f64,
    pub label: String,
}

/// What the symbols mean, for the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbols {
    /// The whole interval is at or above the goal.
    pub reached: String,
    /// The interval has the goal in it.
    pub undecided: String,
    /// The whole interval is below.
    pub missed: String,
    pub faint: String,
}

/// Height for marks in a row.
const ROW: f64 = 26.0;
const TOP: f64 = 34.0;

impl Intervals {
    pub fn svg(&self, sheet: Sheet) -> String {
        if self.rows.is_empty() {
            return super::empty(&self.head, sheet, &self.nothing);
        }
        let used = self.used();
        let legend = Legend::new(used.iter().map(|(_, text)| *text), sheet.width());
        let texts: Vec<(&str, String)> =
            self.rows.iter().map(|row| (row.label.as_str(), self.value(row))).collect();
        let rows = Rows::new(&texts, sheet, (TOP, ROW));
        let mut canvas = Canvas::new(&self.head, sheet, rows.bottom + 32.0 + legend.height());
        let (step, ticks) = ticks(self.range(), if sheet.is_narrow() { 4 } else { 6 });
        let scale = Scale::new((ticks[0], ticks[ticks.len() - 1]), rows.left, rows.right - rows.left);
        rows.rules(&mut canvas);
        for tick in ticks.iter().filter(|tick| self.highest.is_none_or(|most| **tick <= most + step / 100.0))
        {
            let x = scale.at(*tick);
            canvas.line((x, TOP), (x, rows.bottom), GRIDLINE);
            let text = self.format.axis(step).text(*tick, self.head.lang);
            canvas.text((x, rows.bottom + 17.0), Anchor::Middle, Ink::Note, &text);
        }
        self.draw_goal(&mut canvas, &scale, (sheet, &rows));
        for (place, interval) in self.rows.iter().enumerate() {
            self.row(&mut canvas, &scale, interval, (&rows, place, &texts[place].1));
        }
        legend.draw(&mut canvas, rows.bottom + 28.0, |canvas, place, (x, y)| {
            used[place].0.draw(canvas, (x + 11.0, y));
        });
        canvas.finish()
    }

    fn row(
        &self,
        canvas: &mut Canvas,
        scale: &Scale,
        row: &Interval,
        (rows, place, text): (&Rows, usize, &str),
    ) {
        let ink = if row.faint { Ink::Soft } else { Ink::Plain };
        let y = rows.rows[place].middle;
        canvas.begin(&format!("{}: {text}", row.label));
        rows.texts(canvas, &rows.rows[place], ink);
        let symbol = self.symbol(row);
        if let Some((lower, upper)) = row.bounds {
            canvas.line((scale.inside(lower), y), (scale.inside(upper), y), Pen::new(symbol.color(), 2.0));
            for end in [lower, upper] {
                let x = scale.inside(end);
                canvas.line((x, y - 4.0), (x, y + 4.0), Pen::new(symbol.color(), 1.5));
            }
        }
        if let Some(mean) = row.mean {
            symbol.draw(canvas, (scale.inside(mean), y));
        }
        canvas.end();
    }

    /// A line through all rows; on a narrow sheet beside the marks only, so that it crosses no text.
    fn draw_goal(&self, canvas: &mut Canvas, scale: &Scale, (sheet, rows): (Sheet, &Rows)) {
        let Some(goal) = &self.goal else { return };
        let (x, wide) = (scale.inside(goal.value), canvas.width());
        let pen = Pen::new(INK, 1.5).dashed("6 3");
        match sheet {
            Sheet::Wide => canvas.line((x, TOP - 8.0), (x, rows.bottom), pen),
            Sheet::Narrow => {
                canvas.line((x, TOP - 8.0), (x, TOP), pen);
                for row in &rows.rows {
                    canvas.line((x, row.middle - 8.0), (x, row.middle + 12.0), pen);
                }
            }
        }
        let label = fitted(&goal.label, SIZE, wide - 8.0);
        let half = width(&label, SIZE) / 2.0;
        let middle = x.min(wide - half - 4.0).max(half + 4.0);
        canvas.text((middle, TOP - 14.0), Anchor::Middle, Ink::Plain, &label);
    }

    fn value(&self, row: &Interval) -> String {
        let text = |value| self.format.text(value, self.head.lang);
        match (row.mean, row.bounds) {
            (None, _) => "–".to_owned(),
            (Some(mean), None) => text(mean),
            (Some(mean), Some((lower, upper))) => {
                let bare = |value| text(value).trim_end_matches(" %").to_owned();
                let between = if matches!(self.format, Format::Points(_)) { " … " } else { "–" };
                format!("{} ({}{between}{})", text(mean), bare(lower), bare(upper))
            }
        }
    }

    fn range(&self) -> (f64, f64) {
        let bounds = self.rows.iter().filter_map(|row| row.bounds).flat_map(|(low, high)| [low, high]);
        let means = self.rows.iter().filter_map(|row| row.mean);
        let all = bounds.chain(means).chain(self.goal.iter().map(|goal| goal.value));
        let (low, high) =
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), value| (l.min(value), h.max(value)));
        let room = ((high - low) * 0.04).max(1e-4);
        let (low, high) = if low <= high { (low - room, high + room) } else { (0.0, 1.0) };
        let share = matches!(self.format, Format::Percent(_));
        (if share { low.max(0.0) } else { low }, self.highest.map_or(high, |most| high.min(most)))
    }

    fn symbol(&self, row: &Interval) -> Shape {
        let Some(goal) = self.goal.as_ref().map(|goal| goal.value) else {
            return if row.faint { Shape::Square } else { Shape::Disc };
        };
        let low = self.aim_low;
        match (row.faint, row.bounds) {
            (true, _) => Shape::Square,
            (_, Some((lower, upper))) if if low { upper <= goal } else { lower >= goal } => Shape::Disc,
            (_, Some((lower, upper))) if if low { lower > goal } else { upper < goal } => Shape::Diamond,
            _ => Shape::Ring,
        }
    }

    /// Symbols that a legend must explain; without a goal only the faint one.
    fn used(&self) -> Vec<(Shape, &str)> {
        let all = [
            (Shape::Disc, self.symbols.reached.as_str()),
            (Shape::Ring, &self.symbols.undecided),
            (Shape::Diamond, &self.symbols.missed),
            (Shape::Square, &self.symbols.faint),
        ];
        let drawn = |symbol: Shape| self.rows.iter().any(|row| self.symbol(row) == symbol);
        let explained = |symbol| self.goal.is_some() || symbol == Shape::Square;
        all.into_iter().filter(|(symbol, _)| drawn(*symbol) && explained(*symbol)).collect()
    }
}
