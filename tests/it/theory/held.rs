//! Measured values held against known ones: the rules for stochastic tests.
//!
//! Seeds are pinned. All values of all tests share one family level through Holm (within a test) and
//! Bonferroni (between tests). And a value must be known well: its 99 % interval lies within a margin of the
//! known one, so that a test with too few messages fails instead of passing.

use meldingsflyt::experiment::{Size, Subject, study};
use meldingsflyt::model::{Model, Parts};
use meldingsflyt::scenario::{Overrides, ScenarioFile};
use meldingsflyt::stats::{Tally, adjusted, special, student};
use std::path::Path;

/// Of any false alarm in all tests together.
const FAMILY_LEVEL: f64 = 0.001;
/// Tests that share it.
const TESTS: f64 = 26.0;
/// An interval of 99 % must lie within the margin.
const EQUIVALENCE_ALPHA: f64 = 0.01;
/// The usual margin.
pub const ONE_PERCENT: f64 = 0.01;

/// What a test measures, and what it should be.
pub struct Known {
    pub name: String,
    pub value: f64,
    /// Relative.
    pub margin: f64,
}

pub fn known(name: &str, value: f64) -> Known {
    Known { name: name.into(), value, margin: ONE_PERCENT }
}

/// A value that needs more messages than a test has for 1 %; the reason stands beside the call.
pub fn within(margin: f64, name: &str, value: f64) -> Known {
    Known { name: name.into(), value, margin }
}

/// A theory scenario with some values changed.
pub fn subject(file: &str, variant: Option<&str>, set: &[(&str, &str)]) -> Subject {
    subject_with(file, variant, set, |_| ())
}

/// With parts changed that are long to write.
pub fn subject_with(
    file: &str,
    variant: Option<&str>,
    set: &[(&str, &str)],
    change: impl FnOnce(&mut Parts),
) -> Subject {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/theory").join(file);
    let set = set.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let overrides = Overrides { variant: variant.map(str::to_owned), set };
    let read = ScenarioFile::read(&path).and_then(|file| file.scenario(&overrides));
    let mut scenario = read.unwrap_or_else(|faults| panic!("{file}: {faults:?}"));
    change(&mut scenario.parts);
    Subject::new(Model::new(scenario.parts).expect("a sound calendar")).expect("sound demand")
}

/// Values of so many replications; one row of figures each. `MELDINGSFLYT_TIMES=4` makes four times as many, and
/// standard errors half as large, for a longer run than each change can wait for.
pub fn replications(count: usize, figures: impl Fn(u64) -> Vec<f64> + Sync) -> Vec<Vec<f64>> {
    let times = std::env::var("MELDINGSFLYT_TIMES").map_or(1, |times| times.parse().expect("a number"));
    study(0, Size::Fixed(count * times), figures, |_| None, &()).0
}

/// Fails unless every figure agrees with what is known of it, and is known well.
pub fn agree(all: &[Known], rows: &[Vec<f64>]) {
    let column = |index: usize| -> Vec<f64> { rows.iter().map(|row| row[index]).collect() };
    assert!(rows.iter().all(|row| row.len() == all.len()), "a value for each figure");
    let p_values: Vec<f64> = all.iter().enumerate().map(|(i, k)| p_value(&column(i), k.value)).collect();
    let mut faults = Vec::new();
    for ((index, known), p) in all.iter().enumerate().zip(adjusted(&p_values)) {
        let interval = student(&column(index), EQUIVALENCE_ALPHA).expect("several replications");
        let (lower, upper) = (interval.lower / known.value - 1.0, interval.upper / known.value - 1.0);
        let line = format!(
            "{}: {:.5} for {:.5}, 99 % within {:+.2} % to {:+.2} % of it, p {:.3}",
            known.name,
            interval.mean,
            known.value,
            100.0 * lower,
            100.0 * upper,
            p_values[index]
        );
        println!("{line}");
        if p < FAMILY_LEVEL / TESTS {
            faults.push(format!("differs: {line}"));
        }
        if lower < -known.margin || upper > known.margin {
            faults.push(format!("not shown to be within {} %: {line}", 100.0 * known.margin));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Of Student's test. Replications that are all the same, and not what is known, are no replications.
fn p_value(values: &[f64], known: f64) -> f64 {
    let tally: Tally = values.iter().copied().collect();
    let (mean, deviation) = (tally.mean().expect("values"), tally.standard_deviation().expect("two values"));
    if deviation == 0.0 {
        return if mean == known { 1.0 } else { 0.0 };
    }
    let n = values.len() as f64;
    let t = (mean - known).abs() * libm::sqrt(n) / deviation;
    (2.0 * special::t_upper(n - 1.0, t)).min(1.0)
}
