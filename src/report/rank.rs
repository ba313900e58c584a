//! Which inbox, unit and variant stand out, by rule.
//!
//! Pure choices from results; the words are `answer`'s.

use super::figures::{Figure, figure, mean};
use crate::experiment::{Results, VariantResults};
use crate::measures::{LABELS, Level, Part, Quantity, Scope, measure};
use crate::record::Label;
use crate::stats::{Aim, Paired, Verdict, paired, verdicts};

/// Above this utilisation of message time a group is said to be used up.
const USED_UP: f64 = 0.85;

/// Nights and weekends are part of all waiting: they are the reason only where all others together are less.
const OTHERS_AT_LEAST: f64 = 0.1;

/// Why requests pass their limit in an inbox.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The group's message time is used up, to this share.
    UsedUp { group: usize, utilisation: f64 },
    /// Most of the late requests' time, of labels that somebody can do something about.
    Label(Label),
}

/// Inboxes by limits passed there, then by mean queue, worst first.
pub fn worst_inboxes(results: &Results, variant: &VariantResults) -> Vec<usize> {
    let column = |id| {
        let measure = measure(Scope::Inbox, id);
        let value = |row| figure(results, variant, measure, row).mean.unwrap_or(0.0);
        (0..variant.axes.inboxes.len()).map(value).collect::<Vec<f64>>()
    };
    let (passed, queue) = (column("limits_passed"), column("mean_queue"));
    let mut order: Vec<usize> = (0..passed.len()).collect();
    order.sort_by(|&a, &b| passed[b].total_cmp(&passed[a]).then(queue[b].total_cmp(&queue[a])));
    order
}

/// The inbox where most limits pass, and why; `None` where no limit passes.
pub fn binding(results: &Results, variant: &VariantResults) -> Option<(usize, Option<Reason>)> {
    let passed = measure(Scope::Inbox, "limits_passed");
    let worst = worst_inboxes(results, variant).first().copied()?;
    let mean = figure(results, variant, passed, worst).mean.unwrap_or(0.0);
    (mean > 0.0).then(|| (worst, reason(results, variant, worst)))
}

/// The unit of these levels with the lowest share within the limit; units with too few requests are not ranked.
pub fn worst_unit(results: &Results, variant: &VariantResults, levels: &[Level]) -> Option<usize> {
    let received = |row: usize| mean(variant, |figures| Some(figures.units[row].received as f64));
    let many = |row: &usize| received(*row).is_some_and(|count| count >= results.too_few);
    let share = |row: usize| {
        let within = |figures: &crate::measures::Observations| {
            figures.units[row].share(figures.units[row].within_limit)
        };
        mean(variant, within).map(|share| (row, share))
    };
    let units = variant.axes.units.iter().enumerate();
    let rows = units.filter(|(_, unit)| levels.contains(&unit.level)).map(|(row, _)| row);
    rows.filter(many).filter_map(share).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(row, _)| row)
}

/// The reason for what passes its limit in an inbox: the busiest of the groups that serve it, if its message time
/// is used up; else the label with most of the time of its place's late requests.
pub fn reason(results: &Results, variant: &VariantResults, inbox: usize) -> Option<Reason> {
    let utilisation = measure(Scope::Group, "utilisation");
    let serving = variant.axes.groups.iter().enumerate().filter(|(_, g)| g.serves.contains(&(inbox as u32)));
    let busiest = serving
        .filter_map(|(group, _)| figure(results, variant, utilisation, group).mean.map(|used| (group, used)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((group, utilisation)) = busiest.filter(|(_, used)| *used >= USED_UP) {
        return Some(Reason::UsedUp { group, utilisation });
    }
    let place = Part::ALL.len() + variant.axes.inboxes[inbox].place as usize;
    let mut sums = [0.0; LABELS];
    for figures in variant.observations() {
        sums.iter_mut().zip(figures.late[place].micros).for_each(|(sum, micros)| *sum += micros as f64);
    }
    let to_blame = |label: &Label| !matches!(label, Label::Transport | Label::Handling | Label::Closed);
    let others: f64 =
        Label::ALL.iter().filter(|label| to_blame(label)).map(|label| sums[*label as usize]).sum();
    let all: f64 = sums.iter().sum();
    if all == 0.0 {
        return None;
    }
    if others < OTHERS_AT_LEAST * all {
        return Some(Reason::Label(Label::Closed));
    }
    let by_time = |a: &Label, b: &Label| sums[*a as usize].total_cmp(&sums[*b as usize]);
    Label::ALL.into_iter().filter(to_blame).max_by(by_time).map(Reason::Label)
}

/// The paired difference of a variant from the baseline in the share within the limit; `None` for the baseline.
pub fn against_baseline(results: &Results, variant: &VariantResults) -> Option<Paired> {
    let baseline = results.baseline();
    if variant.key == baseline.key {
        return None;
    }
    let common = variant.observations().len().min(baseline.observations().len());
    let values = |of: &VariantResults| -> Option<Vec<f64>> {
        of.values(|figures| figures.units[0].share(figures.units[0].within_limit)).take(common).collect()
    };
    paired(&values(variant)?, &values(baseline)?, results.alpha)
}

/// The variant that helps most, of those proved better than the baseline together at level alpha (Holm).
pub fn best_variant(results: &Results) -> Option<(&VariantResults, Paired)> {
    let compared: Vec<(&VariantResults, Paired)> = results
        .variants
        .iter()
        .filter_map(|variant| against_baseline(results, variant).map(|paired| (variant, paired)))
        .collect();
    let pairs: Vec<Paired> = compared.iter().map(|(_, paired)| *paired).collect();
    let better = verdicts(&pairs, Aim::Higher, results.alpha);
    let mut proved: Vec<(&VariantResults, Paired)> = compared
        .into_iter()
        .zip(better)
        .filter(|(_, verdict)| *verdict == Verdict::Better)
        .map(|(compared, _)| compared)
        .collect();
    proved.sort_by(|a, b| b.1.difference.mean.total_cmp(&a.1.difference.mean));
    proved.into_iter().next()
}

/// The share of all requests answered within so many days that `within` counts.
pub fn overall(
    results: &Results,
    variant: &VariantResults,
    within: fn(&crate::measures::Compliance) -> u64,
    working_days: u32,
) -> Figure {
    let share = |figures: &crate::measures::Observations| figures.units[0].share(within(&figures.units[0]));
    Figure::of(variant.values(share), Quantity::Share, results.alpha_within(variant, working_days))
}
