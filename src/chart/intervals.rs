//! Dots with intervals, a row each: compliance by unit, by variant, by staffing level; differences around zero.

use super::Head;
use super::canvas::{Anchor, Canvas, GRIDLINE, Ink, Pen, Point, SIZE, WIDTH};
use super::palette::{BLUE, GREY, INK, PAPER, SHADE, SOFT, VERMILION};
use super::scale::{Format, Scale, ticks};
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

#[derive(Clone, Copy, PartialEq)]
enum Symbol {
    Reached,
    Undecided,
    Missed,
    Faint,
}

const ROW: f64 = 26.0;
const TOP: f64 = 34.0;
const WIDEST_LABEL: f64 = 280.0;

impl Intervals {
    pub fn svg(&self) -> String {
        if self.rows.is_empty() {
            return super::empty(&self.head, &self.nothing);
        }
        let used = self.used();
        let height = TOP + ROW * self.rows.len() as f64 + 30.0 + if used.is_empty() { 0.0 } else { 26.0 };
        let mut canvas = Canvas::new(&self.head, height);
        let texts: Vec<String> = self.rows.iter().map(|row| self.value(row)).collect();
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let labels = widest(&mut self.rows.iter().map(|row| width(&row.label, SIZE))).min(WIDEST_LABEL);
        let values = widest(&mut texts.iter().map(|text| width(text, SIZE)));
        let (left, right) = (labels + 20.0, WIDTH - values - 20.0);
        let (step, ticks) = ticks(self.range(), 6);
        let scale = Scale::new((ticks[0], ticks[ticks.len() - 1]), left, right - left);
        let bottom = TOP + ROW * self.rows.len() as f64;
        for tick in ticks.iter().filter(|tick| self.highest.is_none_or(|most| **tick <= most + step / 100.0))
        {
            let x = scale.at(*tick);
            canvas.line((x, TOP), (x, bottom), GRIDLINE);
            let text = self.format.axis(step).text(*tick, self.head.lang);
            canvas.text((x, bottom + 17.0), Anchor::Middle, Ink::Note, &text);
        }
        self.draw_goal(&mut canvas, &scale, bottom);
        for (place, (row, text)) in self.rows.iter().zip(&texts).enumerate() {
            let y = TOP + ROW * (place as f64 + 0.5);
            if place % 2 == 1 {
                canvas.line((4.0, y + ROW / 2.0), (WIDTH - 4.0, y + ROW / 2.0), GRIDLINE);
            }
            self.row(&mut canvas, &scale, row, (text, y, labels));
        }
        self.legend(&mut canvas, &used, bottom + 44.0);
        canvas.finish()
    }

    fn row(&self, canvas: &mut Canvas, scale: &Scale, row: &Interval, (text, y, labels): (&str, f64, f64)) {
        let ink = if row.faint { Ink::Soft } else { Ink::Plain };
        canvas.begin(&format!("{}: {text}", row.label));
        canvas.target((0.0, y - ROW / 2.0), (WIDTH, ROW));
        canvas.text((8.0, y + 4.5), Anchor::Start, ink, &fitted(&row.label, SIZE, labels));
        let symbol = self.symbol(row);
        if let Some((lower, upper)) = row.bounds {
            let color = if row.faint { GREY } else { symbol.color() };
            canvas.line((scale.inside(lower), y), (scale.inside(upper), y), Pen::new(color, 2.0));
            for end in [lower, upper] {
                let x = scale.inside(end);
                canvas.line((x, y - 4.0), (x, y + 4.0), Pen::new(color, 1.5));
            }
        }
        if let Some(mean) = row.mean {
            symbol.draw(canvas, (scale.inside(mean), y));
        }
        canvas.text((WIDTH - 8.0, y + 4.5), Anchor::End, ink, text);
        canvas.end();
    }

    fn draw_goal(&self, canvas: &mut Canvas, scale: &Scale, bottom: f64) {
        let Some(goal) = &self.goal else { return };
        let x = scale.inside(goal.value);
        canvas.line((x, TOP - 8.0), (x, bottom), Pen::new(INK, 1.5).dashed("6 3"));
        let half = width(&goal.label, SIZE) / 2.0;
        let middle = x.min(WIDTH - half - 4.0).max(half + 4.0);
        canvas.text((middle, TOP - 14.0), Anchor::Middle, Ink::Plain, &goal.label);
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

    fn symbol(&self, row: &Interval) -> Symbol {
        let Some(goal) = self.goal.as_ref().map(|goal| goal.value) else {
            return if row.faint { Symbol::Faint } else { Symbol::Reached };
        };
        let low = self.aim_low;
        match (row.faint, row.bounds) {
            (true, _) => Symbol::Faint,
            (_, Some((lower, upper))) if if low { upper <= goal } else { lower >= goal } => Symbol::Reached,
            (_, Some((lower, upper))) if if low { lower > goal } else { upper < goal } => Symbol::Missed,
            _ => Symbol::Undecided,
        }
    }

    /// Symbols that a legend must explain; without a goal only the faint one.
    fn used(&self) -> Vec<(Symbol, &str)> {
        let all = [
            (Symbol::Reached, self.symbols.reached.as_str()),
            (Symbol::Undecided, &self.symbols.undecided),
            (Symbol::Missed, &self.symbols.missed),
            (Symbol::Faint, &self.symbols.faint),
        ];
        let drawn = |symbol: Symbol| self.rows.iter().any(|row| self.symbol(row) == symbol);
        let explained = |symbol| self.goal.is_some() || symbol == Symbol::Faint;
        all.into_iter().filter(|(symbol, _)| drawn(*symbol) && explained(*symbol)).collect()
    }

    fn legend(&self, canvas: &mut Canvas, used: &[(Symbol, &str)], y: f64) {
        let mut x = 14.0;
        for (symbol, text) in used {
            symbol.draw(canvas, (x, y - 4.0));
            canvas.text((x + 12.0, y), Anchor::Start, Ink::Note, text);
            x += 32.0 + width(text, 11.0);
        }
    }
}

impl Symbol {
    fn color(self) -> &'static str {
        match self {
            Symbol::Reached => BLUE,
            Symbol::Undecided => SOFT,
            Symbol::Missed => VERMILION,
            Symbol::Faint => GREY,
        }
    }

    /// A disc, a ring, a diamond, a small square.
    fn draw(self, canvas: &mut Canvas, (x, y): Point) {
        let outline = Pen::new(self.color(), 2.0);
        match self {
            Symbol::Reached => canvas.circle((x, y), 5.0, BLUE, outline),
            Symbol::Undecided => canvas.circle((x, y), 5.0, PAPER, outline),
            Symbol::Missed => {
                let points = [(x, y - 7.0), (x + 7.0, y), (x, y + 7.0), (x - 7.0, y)];
                canvas.area(&points, VERMILION, None);
            }
            Symbol::Faint => {
                let points = [(x - 3.5, y - 3.5), (x + 3.5, y - 3.5), (x + 3.5, y + 3.5), (x - 3.5, y + 3.5)];
                canvas.area(&points, SHADE, Some(Pen::new(GREY, 1.5)));
            }
        }
    }
}
