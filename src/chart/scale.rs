//! Where numbers lie on an axis, and how they are written.

use crate::text::{Lang, number};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A share as percent, with so many decimals.
    Percent(usize),
    /// A difference of shares in percentage points, with its sign.
    Points(usize),
    /// As it is, with so many decimals.
    Plain(usize),
}

impl Format {
    /// With the decimal sign of the language; minus is U+2212, as on pages.
    pub fn text(self, value: f64, lang: Lang) -> String {
        let written = |value: f64, decimals| match lang {
            Lang::Nb => number::with_comma(value, decimals),
            Lang::En => number::fixed(value, decimals),
        };
        let text = match self {
            Format::Percent(decimals) => format!("{} %", written(value * 100.0, decimals)),
            Format::Points(decimals) => {
                let text = written(value * 100.0, decimals);
                let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','));
                if text.starts_with('-') || zero { text } else { format!("+{text}") }
            }
            Format::Plain(decimals) => written(value, decimals),
        };
        text.replace('-', "\u{2212}")
    }

    /// As short as an axis allows: without decimals where every tick is whole.
    pub(super) fn axis(self, step: f64) -> Format {
        match self {
            Format::Percent(_) => Format::Percent(decimals_of(step * 100.0)),
            Format::Points(_) => Format::Points(decimals_of(step * 100.0)),
            Format::Plain(_) => Format::Plain(decimals_of(step)),
        }
    }
}

fn decimals_of(step: f64) -> usize {
    let mut scaled = step;
    for decimals in 0..6 {
        if (scaled - scaled.round()).abs() < 1e-6 {
            return decimals;
        }
        scaled *= 10.0;
    }
    6
}

/// A line from a value to a coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    at: f64,
    length: f64,
}

impl Scale {
    /// `from` lies at `at`, `to` a `length` further; upwards where that is negative.
    pub fn new((from, to): (f64, f64), at: f64, length: f64) -> Scale {
        Scale { from, to: if to > from { to } else { from + 1.0 }, at, length }
    }

    pub fn at(&self, value: f64) -> f64 {
        self.at + (value - self.from) / (self.to - self.from) * self.length
    }

    /// The same, but never outside the axis.
    pub fn inside(&self, value: f64) -> f64 {
        self.at(value.clamp(self.from, self.to))
    }
}

/// Bounds of an axis with round steps, and its ticks; at most so many.
pub(super) fn ticks((low, high): (f64, f64), most: usize) -> (f64, Vec<f64>) {
    let span = (high - low).max(1e-9);
    let step = round_step(span / most.max(1) as f64);
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil().max(first + 1.0);
    let count = (last - first).min(1000.0) as usize;
    (step, (0..=count).map(|tick| (first + tick as f64) * step).collect())
}

/// The smallest of 1, 2, 5, 10, 20, … that is not below.
fn round_step(wanted: f64) -> f64 {
    let mut power = 1e-6;
    while power < 1e12 {
        for factor in [1.0, 2.0, 5.0] {
            if factor * power >= wanted * 0.999_999 {
                return factor * power;
            }
        }
        power *= 10.0;
    }
    power
}
