//! The manifest of a run: what it was made from, so that it can be repeated bit for bit.

use super::{Report, Warning};
use serde::Serialize;

/// Version of the manifest's shape.
pub(super) const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    program: &'static str,
    version: &'a str,
    title: &'a str,
    scenario: &'a str,
    scenario_sha256: &'a str,
    seed: u64,
    arguments: &'a [String],
    interrupted: bool,
    deadline_rule: &'a str,
    expected_working_days: u32,
    limit_working_days: u32,
    calendar: Calendar,
    weeks: u32,
    confidence: f64,
    too_few: f64,
    variants: Vec<Variant<'a>>,
    assumptions: Vec<Assumption<'a>>,
    warnings: &'a [Warning],
    files: &'a [String],
}

/// Which days are working days.
#[derive(Serialize)]
struct Calendar {
    holidays: &'static str,
    saturday_counts: bool,
    closed: Vec<String>,
}

#[derive(Serialize)]
struct Variant<'a> {
    key: &'a str,
    title: &'a str,
    replications: usize,
    precision_not_reached: Option<f64>,
}

#[derive(Serialize)]
struct Assumption<'a> {
    key: &'a str,
    value: &'a str,
    source: Option<&'a str>,
    default: bool,
}

/// The manifest as JSON; `files` are the report's, by path within its folder.
pub fn manifest(report: &Report<'_>, files: &[String]) -> Vec<u8> {
    let (results, run) = (report.results, report.run);
    let manifest = Manifest {
        format: FORMAT,
        program: "meldingsflyt",
        version: &run.version,
        title: &results.title,
        scenario: &run.scenario,
        scenario_sha256: &run.scenario_hash,
        seed: run.seed,
        arguments: &run.arguments,
        interrupted: run.interrupted,
        deadline_rule: results.deadline.rule,
        expected_working_days: results.deadline.expected,
        limit_working_days: results.deadline.limit,
        calendar: Calendar {
            holidays: if results.deadline.holidays { "NO" } else { "none" },
            saturday_counts: results.deadline.saturday_counts,
            closed: results.deadline.closed.iter().map(ToString::to_string).collect(),
        },
        weeks: results.weeks,
        confidence: 1.0 - results.alpha,
        too_few: results.too_few,
        variants: results
            .variants
            .iter()
            .map(|v| Variant {
                key: v.report_key(),
                title: &v.title,
                replications: v.observations().len(),
                precision_not_reached: v.imprecise,
            })
            .collect(),
        assumptions: run
            .assumptions
            .iter()
            .map(|a| Assumption {
                key: &a.key,
                value: &a.value,
                source: a.source.as_deref(),
                default: a.default,
            })
            .collect(),
        warnings: &run.warnings,
        files,
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("plain data is JSON");
    bytes.push(b'\n');
    bytes
}
