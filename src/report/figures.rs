//! Means and intervals over replications: where observations become cells.
//!
//! The unit is the replication. Knows measures, not files.

use super::table::{Cell, Column, Table};
use super::terms;
use crate::experiment::{DeadlineNote, Results, VariantResults};
use crate::measures::{Axes, Measure, Observations, Quantity, Scope, measures_of};
use crate::stats::{self, Interval, Tally};
use crate::text::{Name, Words};

/// A mean over replications with its bounds, where they exist.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure {
    pub mean: Option<f64>,
    pub bounds: Option<(f64, f64)>,
}

impl Figure {
    /// Of the replications that have the figure; shares by the logit-t interval, others by the one
    /// that minds skewness.
    pub fn of(values: impl Iterator<Item = Option<f64>>, quantity: Quantity, alpha: f64) -> Figure {
        let values: Vec<f64> = values.flatten().collect();
        let interval: Option<Interval> = match quantity {
            Quantity::Share => stats::share(&values, alpha),
            _ => stats::mean(&values, alpha),
        };
        let mean = values.iter().copied().collect::<Tally>().mean();
        Figure { mean, bounds: interval.map(|interval| (interval.lower, interval.upper)) }
    }

    /// No lower bound below zero: for what cannot be.
    pub fn not_negative(self) -> Figure {
        Figure { bounds: self.bounds.map(|(lower, upper)| (lower.max(0.0), upper)), ..self }
    }

    pub fn lower(&self) -> Option<f64> {
        self.bounds.map(|(lower, _)| lower)
    }

    pub fn upper(&self) -> Option<f64> {
        self.bounds.map(|(_, upper)| upper)
    }
}

/// A measure of a row over the replications of a variant. No measure is negative, and so no lower bound is. The
/// share of all requests within the limit has the interval of the summary.
pub fn figure(results: &Results, variant: &VariantResults, measure: &Measure, row: usize) -> Figure {
    let values = variant.values(|figures| (measure.value)(figures, row));
    let overall = measure.scope == Scope::Unit && measure.id == "within_limit" && row == 0;
    let alpha = if overall { results.alpha_within(variant, results.deadline.limit) } else { results.alpha };
    Figure::of(values, measure.quantity, alpha).not_negative()
}

/// The mean of any figure over the replications that have it.
pub fn mean(variant: &VariantResults, value: impl Fn(&Observations) -> Option<f64>) -> Option<f64> {
    variant.values(value).flatten().collect::<Tally>().mean()
}

/// Key cells of a row; `None` leaves it out.
type Keys = fn(&VariantResults, usize) -> Option<Vec<Cell>>;

/// A table whose rows are a scope's, one block a variant: key columns, then every measure of the scope.
pub struct ScopeTable {
    pub name: Name,
    pub scope: Scope,
    pub columns: fn() -> Vec<Column>,
    pub rows: fn(&Axes) -> usize,
    pub keys: Keys,
}

impl ScopeTable {
    pub fn build(&self, results: &Results) -> Table {
        let mut columns = vec![variant_column()];
        columns.extend((self.columns)());
        for measure in measures_of(self.scope) {
            columns.extend(measure_columns(measure, &results.deadline));
        }
        let mut table = Table::new(self.name, columns);
        for variant in &results.variants {
            for row in 0..(self.rows)(&variant.axes) {
                let Some(keys) = (self.keys)(variant, row) else { continue };
                let mut cells = vec![variant_cell(variant)];
                cells.extend(keys);
                for measure in measures_of(self.scope) {
                    let figure = figure(results, variant, measure, row);
                    cells.extend(figure_cells(measure, &figure));
                }
                table.push(cells);
            }
        }
        table
    }
}

/// The first column of every table.
pub fn variant_column() -> Column {
    let name = Name::new("Variant", "Variant");
    let meaning = Name::new("Hvilken variant av scenarioet raden gjelder", "The variant of the scenario");
    Column::plain("variant", name, meaning)
}

/// A row's cell in that column.
pub fn variant_cell(variant: &VariantResults) -> Cell {
    if variant.key.is_empty() { Cell::term(terms::BASELINE) } else { Cell::text(&variant.key) }
}

/// A measure's column, and those of its bounds.
fn measure_columns(measure: &Measure, deadline: &DeadlineNote) -> Vec<Column> {
    let unit: Option<Words> = (measure.quantity != Quantity::Count).then(|| measure.quantity.unit().into());
    let [name, meaning] = [measure.name, measure.definition].map(|text| with_days(text, deadline));
    let column = |id: &str, name, meaning| Column {
        id: format!("{}{id}", measure.id),
        name,
        unit: unit.clone(),
        meaning,
    };
    let mut columns = vec![column("", name.clone(), meaning)];
    if measure.interval {
        let bound =
            |nb: &str, en: &str| Words { nb: format!("{}: {nb}", name.nb), en: format!("{}: {en}", name.en) };
        let lower = bound("nedre grense av konfidensintervallet", "lower bound of the confidence interval");
        let upper = bound("øvre grense av konfidensintervallet", "upper bound of the confidence interval");
        columns.push(column("_lower", bound("nedre", "lower"), lower));
        columns.push(column("_upper", bound("øvre", "upper"), upper));
    }
    columns
}

fn figure_cells(measure: &Measure, figure: &Figure) -> Vec<Cell> {
    let cell = |value| Cell::figure(value, measure.quantity);
    match measure.interval {
        true => vec![cell(figure.mean), cell(figure.lower()), cell(figure.upper())],
        false => vec![cell(figure.mean)],
    }
}

/// Fills the numbers of working days into a text.
pub fn with_days(text: Name, deadline: &DeadlineNote) -> Words {
    let fill = |text: &str| {
        let expected = text.replace("{expected}", &deadline.expected.to_string());
        expected.replace("{limit}", &deadline.limit.to_string())
    };
    Words { nb: fill(text.nb), en: fill(text.en) }
}
