//! What a load test says on the screen: what became of the messages, how long they took, whether it counts.

use super::tables::{at, found, sentence};
use crate::load::{Ending, Findings, Flag, Leg, Outcome};
use crate::text::{Lang, load as say};

/// Lines for people, the verdict first.
pub fn answer(findings: &Findings, lang: Lang) -> Vec<String> {
    [verdict(findings, lang), legs(findings, lang), held(findings, lang)].concat()
}

/// The same without what a page shows as a chart, and without the columns of a terminal.
pub fn lead(findings: &Findings, lang: Lang) -> Vec<String> {
    let lines = [verdict(findings, lang), held(findings, lang)].concat();
    lines.iter().map(|line| line.split_whitespace().collect::<Vec<&str>>().join(" ")).collect()
}

/// Whether it counts, and what became of the messages.
fn verdict(findings: &Findings, lang: Lang) -> Vec<String> {
    let mut lines = vec![say::ending(findings.ending_name()).of(lang).to_owned()];
    lines.extend(findings.invalid().iter().map(|why| say::invalid(lang, why.words())));
    let ledger = &findings.ledger;
    lines.push(say::sent(lang, ledger.len(), findings.planned, findings.rate()));
    for outcome in Outcome::ALL {
        let count = ledger.count(outcome);
        if count > 0 {
            lines.push(say::counted(lang, say::finding(outcome.name()), count, ledger.named(outcome.name())));
        }
    }
    for flag in Flag::ALL.iter().filter(|flag| ledger.flagged(**flag) > 0) {
        let name = flag.name();
        lines.push(say::counted(lang, say::finding(name), ledger.flagged(*flag), ledger.named(name)));
    }
    lines
}

fn legs(findings: &Findings, lang: Lang) -> Vec<String> {
    let line = |leg: Leg| {
        let of = findings.legs.of(leg);
        let millis = |q| at(of, q).map(|nanos| nanos / 1e6);
        let (p50, p99, max) = (millis(500_000_000)?, millis(990_000_000)?, of.max()?);
        Some(say::leg_line(lang, say::leg(leg.name()), [p50, p99, max as f64 / 1e6]))
    };
    Leg::ALL.into_iter().filter_map(line).collect()
}

/// Thresholds, and why nothing could be reached.
fn held(findings: &Findings, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = findings
        .held()
        .iter()
        .map(|held| say::held(lang, held.met, &sentence(&held.threshold, lang), &found(held, lang)))
        .collect();
    if let (Ending::Unreachable, Some(why)) = (findings.ending(), &findings.failure) {
        lines.push(say::first_failure(lang, why));
    }
    lines
}
