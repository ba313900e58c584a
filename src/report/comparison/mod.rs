//! `compare`: variants against the baseline, as tables and as sentences.
//!
//! Knows paired differences and names; not how the replications were run.

mod kpi;
mod sentence;
mod tables;

pub use kpi::{Family, Kpi, panel};
pub use sentence::{answer, lead};
pub use tables::tables;

use super::figures::Figure;
use crate::experiment::DeadlineNote;
use crate::experiment::comparison::Compared;
use crate::experiment::trial::column;
use crate::measures::Quantity;
use crate::stats::{Aim, Paired, Verdict, adjusted};
use crate::text::{Name, Words};

/// A plan that was compared; the baseline comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Empty: the scenario without any variant.
    pub key: String,
    pub title: String,
    /// In what it differs from the baseline.
    pub words: Words,
}

/// Everything that a comparison tells.
pub struct Comparison<'a> {
    pub compared: &'a Compared,
    pub plans: &'a [Plan],
    pub kpis: &'a [Kpi],
    pub deadline: &'a DeadlineNote,
    pub weeks: u32,
}

/// One figure of one variant beside the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Of `Comparison::plans`.
    pub plan: usize,
    pub baseline: f64,
    pub variant: f64,
    pub paired: Paired,
    /// After Holm over the family.
    pub p_value: f64,
    /// `None` where neither way is good.
    pub verdict: Option<Verdict>,
}

pub const BETTER: Name = Name::new("bedre", "better");
pub const WORSE: Name = Name::new("dårligere", "worse");
pub const UNDECIDED: Name = Name::new("uavklart", "undecided");

/// The word for a verdict.
pub const fn word(verdict: Verdict) -> Name {
    match verdict {
        Verdict::Better => BETTER,
        Verdict::Worse => WORSE,
        Verdict::Undecided => UNDECIDED,
    }
}

impl Comparison<'_> {
    /// A row for each figure of these families and each variant that has it, in the order of the figures; Holm over
    /// all rows of the same measure. The first value is the figure's place in `kpis`.
    pub fn lines(&self, family: Family) -> Vec<(usize, Line)> {
        let mut found: Vec<(usize, Line)> = Vec::new();
        for (figure, _) in self.kpis.iter().enumerate().filter(|(_, kpi)| kpi.family == family) {
            for plan in 1..self.plans.len() {
                found.extend(self.line(plan, figure).map(|line| (figure, line)));
            }
        }
        let ids: Vec<&str> = found.iter().map(|(figure, _)| self.kpis[*figure].id).collect();
        let mut known: Vec<&str> = Vec::new();
        for id in &ids {
            if !known.contains(id) {
                known.push(id);
            }
        }
        for id in known {
            let rows: Vec<usize> = (0..found.len()).filter(|row| ids[*row] == id).collect();
            let p_values: Vec<f64> = rows.iter().map(|row| found[*row].1.paired.p_value).collect();
            for (row, p_value) in rows.into_iter().zip(adjusted(&p_values)) {
                let (figure, line) = &mut found[row];
                line.p_value = p_value;
                line.verdict = self.kpis[*figure].aim.map(|aim| verdict(line, aim));
            }
        }
        found
    }

    fn line(&self, plan: usize, figure: usize) -> Option<Line> {
        let (variant, baseline) = self.compared.pairs(plan, figure);
        let paired = self.compared.difference(plan, figure)?;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let (baseline, variant) = (mean(&baseline), mean(&variant));
        Some(Line { plan, baseline, variant, paired, p_value: paired.p_value, verdict: None })
    }

    /// The share that the goal is about, else that within the limit, over all replications of a plan.
    pub fn own_share(&self, plan: usize) -> Figure {
        let place = |id: &str| self.kpis.iter().position(|kpi| kpi.family == Family::Overall && kpi.id == id);
        let Some(place) = place("within_goal").or_else(|| place("within_limit")) else {
            return Figure::default();
        };
        let values = column(&self.compared.rows[plan], place);
        Figure::of(values.into_iter(), Quantity::Share, self.compared.alpha)
    }

    /// Kroner for each additional reply within the limit, a year; `None` without a price, without a decided
    /// difference, or where the dearer plan is not the better one.
    pub fn cost_per_reply(&self, plan: usize) -> Option<f64> {
        let place = |id: &str| self.kpis.iter().position(|kpi| kpi.id == id);
        let replies = self.compared.difference(plan, place("on_time")?)?.difference;
        let cost = self.compared.difference(plan, place("cost")?)?.difference.mean;
        let decided = replies.lower > 0.0 || replies.upper < 0.0;
        let a_year = 52.0 / f64::from(self.weeks.max(1));
        let ratio = cost / (replies.mean * a_year);
        (decided && cost != 0.0 && ratio > 0.0).then_some(ratio)
    }
}

/// Every p-value here has Holm's correction and that of the looks in it already.
fn verdict(line: &Line, aim: Aim) -> Verdict {
    if line.p_value > crate::experiment::ALPHA {
        return Verdict::Undecided;
    }
    match (aim, line.paired.difference.mean > 0.0) {
        (Aim::Higher, true) | (Aim::Lower, false) => Verdict::Better,
        (Aim::Higher, false) | (Aim::Lower, true) => Verdict::Worse,
    }
}

#[cfg(test)]
mod tests;
