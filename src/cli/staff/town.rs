//! The scenario as plans of staffing that can be simulated.

use super::question::Question;
use crate::cli::experiment::{Compiled, Setup};
use crate::cli::progress::Progress;
use crate::experiment::staffing::axis::cost;
use crate::experiment::staffing::{Plans, Point};
use crate::experiment::trial::column;
use crate::experiment::{ALPHA, Stop, Subject};
use crate::model::Model;
use crate::report::Shards;
use crate::scenario::Overrides;
use crate::stats::{self, Aim, Interval, Values};
use crate::text::experiment as say;
use std::collections::BTreeMap;
use std::ops::Range;

/// Plans that are compiled, so that none is read twice.
pub struct Town<'a> {
    setup: &'a Setup,
    question: &'a Question,
    shards: Option<&'a Shards>,
    /// `None`: the scenario refuses this staffing, as where nobody is left for a role.
    compiled: BTreeMap<Point, Option<Compiled>>,
    /// The plan simulated last, with its values of the first goal: what progress tells.
    last: (Point, Vec<f64>),
}

impl<'a> Town<'a> {
    pub fn new(setup: &'a Setup, question: &'a Question, shards: Option<&'a Shards>) -> Self {
        Town { setup, question, shards, compiled: BTreeMap::new(), last: Default::default() }
    }

    fn overrides(&self, point: &[usize]) -> Overrides {
        let mut overrides = self.setup.overrides.clone();
        for (axis, level) in self.question.axes.iter().zip(point) {
            overrides.set.push((axis.path(), axis.texts[*level].clone()));
        }
        overrides
    }

    fn compile(&self, point: &[usize]) -> Option<Compiled> {
        let overrides = self.overrides(point);
        let mut scenario = self.setup.file.scenario(&overrides).ok()?;
        // The question's own number of days, where it has one, is what counts as within the goal.
        scenario.parts.deadline.goal = self.question.goal;
        let model = Model::new(scenario.parts.clone()).ok()?;
        let subject = Subject::new(model).ok()?;
        Some(self.setup.compiled(&scenario, &overrides, subject, &self.question.figures))
    }

    fn name(&self, point: &[usize]) -> String {
        let one = |(axis, level): (&crate::experiment::staffing::axis::Axis, &usize)| {
            format!("{} {}", axis.group, axis.texts[*level])
        };
        self.question.axes.iter().zip(point).map(one).collect::<Vec<_>>().join(", ")
    }
}

impl Town<'_> {
    /// The interval of the first goal's figure, as far as it is known.
    fn by_now(&self) -> String {
        let share = self.question.aims.claims[0].aim == Aim::Higher;
        let interval =
            if share { stats::share(&self.last.1, ALPHA) } else { stats::mean(&self.last.1, ALPHA) };
        interval.map_or(String::new(), |Interval { mean, lower, upper }| {
            format!(" · {}", say::by_now(self.setup.lang, share, [mean, lower, upper]))
        })
    }
}

impl Plans for Town<'_> {
    fn levels(&self) -> Vec<usize> {
        self.question.axes.iter().map(|axis| axis.levels.len()).collect()
    }

    fn cost(&self, point: &[usize]) -> f64 {
        cost(&self.question.axes, point)
    }

    fn possible(&mut self, point: &[usize]) -> bool {
        if !self.compiled.contains_key(point) {
            let compiled = self.compile(point);
            self.compiled.insert(point.to_vec(), compiled);
        }
        self.compiled[point].is_some()
    }

    fn values(&mut self, point: &[usize], range: Range<u64>) -> Result<Vec<Values>, Stop> {
        let claims = self.question.figures.len();
        if !self.possible(point) {
            // What cannot be simulated meets nothing.
            return Ok(vec![vec![None; (range.end - range.start) as usize]; claims]);
        }
        if self.last.0 != point {
            self.last = (point.to_vec(), Vec::new());
        }
        let told = format!("{}{}", say::trying(self.setup.lang, &self.name(point)), self.by_now());
        let progress = Progress::new(self.setup.lang, &told);
        let plan = self.compiled[point].as_ref().expect("it is possible");
        let rows = self.setup.rows(plan, range, self.shards, &progress);
        progress.finish();
        let rows = rows?;
        self.last.1.extend(rows.iter().filter_map(|row| row[0]));
        Ok((0..claims).map(|figure| column(&rows, figure)).collect())
    }
}
