//! What an experiment leaves behind: the figures of every replication of every variant, in order.
//!
//! Plain data: knows no file, table or sentence, and not how the replications were run.

use super::outline::Outline;
use crate::calendar::{CalendarSpec, Holidays};
use crate::measures::{Axes, Detail, Observations};
use crate::model::{DeadlineSpec, Model};
use crate::stats::{LOOKS, Share};
use crate::time::Date;
use std::sync::Arc;

/// The results of an experiment.
#[derive(Clone, Debug)]
pub struct Results {
    pub title: String,
    pub deadline: DeadlineNote,
    /// Length of the observation window: a "year" of the reports is one replication.
    pub weeks: u32,
    /// Two-sided: intervals hold with probability 1 − alpha.
    pub alpha: f64,
    /// Units with fewer requests than this in a replication, on average, are marked and not ranked.
    pub too_few: f64,
    pub outline: Outline,
    /// The baseline first.
    pub variants: Vec<VariantResults>,
}

/// The deadline as reports print it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineNote {
    /// Name of the rule, as a scenario writes it.
    pub rule: &'static str,
    pub expected: u32,
    pub limit: u32,
    /// A share to be answered within so many working days.
    pub goal: Option<(Share, u32)>,
    /// Whether Norwegian public holidays are no working days.
    pub holidays: bool,
    pub saturday_counts: bool,
    /// Whether the clock stands still while a sender is asked back.
    pub stops_while_waiting: bool,
    /// Further days without work.
    pub closed: Vec<Date>,
}

/// The replications of one variant.
#[derive(Clone, Debug)]
pub struct VariantResults {
    pub key: String,
    pub title: String,
    pub axes: Arc<Axes>,
    /// Half-width of the deciding share that was reached where a smaller one was asked for.
    pub imprecise: Option<f64>,
    /// Whether looks at the deciding share ended the study: its interval then holds at each look.
    pub looked: bool,
    /// In replication order, without detail.
    observations: Vec<Observations>,
    /// The detail of all replications, summed.
    detail: Detail,
}

impl DeadlineNote {
    pub fn of(spec: &DeadlineSpec, calendar: &CalendarSpec) -> Self {
        DeadlineNote {
            rule: spec.rule.rule.name(),
            expected: spec.expected.0,
            limit: spec.limit.0,
            goal: spec.goal.map(|goal| (goal.share, goal.within.0)),
            holidays: calendar.holidays == Holidays::Norway,
            saturday_counts: calendar.saturday_counts,
            stops_while_waiting: spec.stops_while_waiting,
            closed: calendar.closed.clone(),
        }
    }
}

impl Results {
    /// Results of a model without any replication yet, at level 95 %.
    pub fn new(model: &Model, variants: Vec<VariantResults>) -> Self {
        Results {
            title: model.title.clone(),
            deadline: DeadlineNote::of(&model.deadline, &model.parts().calendar),
            weeks: model.period.weeks,
            alpha: 0.05,
            too_few: 30.0,
            outline: Outline::of(model),
            variants,
        }
    }

    /// Of the interval of the share within so many working days: a look's level, where looks at it ended the study.
    pub fn alpha_within(&self, variant: &VariantResults, working_days: u32) -> f64 {
        let deciding = self.deadline.goal.map_or(self.deadline.limit, |(_, days)| days);
        if variant.looked && working_days == deciding { self.alpha / LOOKS.len() as f64 } else { self.alpha }
    }

    /// The variant that the others are compared with.
    pub fn baseline(&self) -> &VariantResults {
        &self.variants[0]
    }
}

impl VariantResults {
    pub fn new(key: &str, title: &str, axes: Arc<Axes>) -> Self {
        let (key, title) = (key.to_string(), title.to_string());
        VariantResults {
            key,
            title,
            axes,
            imprecise: None,
            looked: false,
            observations: Vec::new(),
            detail: Detail::default(),
        }
    }

    /// The key, or the word that stands for the scenario without any variant in files for machines.
    pub fn report_key(&self) -> &str {
        if self.key.is_empty() { "baseline" } else { &self.key }
    }

    /// Adds the next replication; replications come in order.
    pub fn push(&mut self, mut observations: Observations) {
        self.detail.merge(&std::mem::take(&mut observations.detail));
        self.observations.push(observations);
    }

    /// In replication order.
    pub fn observations(&self) -> &[Observations] {
        &self.observations
    }

    pub fn detail(&self) -> &Detail {
        &self.detail
    }

    /// A figure of every replication, in order; `None` where a replication does not have it.
    pub fn values<'a>(
        &'a self,
        figure: impl Fn(&Observations) -> Option<f64> + 'a,
    ) -> impl Iterator<Item = Option<f64>> + 'a {
        self.observations.iter().map(figure)
    }
}
