//! What `report` says, and what is wrong with formats and templates.

use super::arguments::why;
use super::{Lang, either, escaped};
use std::io;

pub fn no_such_format(lang: Lang, found: &str, near: Option<&str>, names: &str) -> String {
    let found = escaped(found);
    let meant = |nb: &str, en: &str| {
        near.map_or(String::new(), |near| either(lang, format!(" {nb} {near}?"), format!(" {en} {near}?")))
    };
    let meant = meant("Mente du", "Did you mean");
    either(
        lang,
        format!("--format = {found}: formatet finnes ikke.{meant} Velg blant: {names}, eller all."),
        format!("--format = {found}: there is no such format.{meant} Choose of: {names}, or all."),
    )
}

pub fn template_unreadable(lang: Lang, path: &str, error: &io::Error) -> String {
    let (path, why) = (escaped(path), why(error));
    either(
        lang,
        format!("--template = {path}: kan ikke leses: {}.", why.nb),
        format!("--template = {path}: cannot be read: {}.", why.en),
    )
}

pub fn bad_template(lang: Lang, path: &str, line: Option<usize>, what: &str) -> String {
    let (path, what) = (escaped(path), escaped(what));
    let place = line.map_or(path.clone(), |line| format!("{path}:{line}"));
    either(
        lang,
        format!("{place}: malen kan ikke brukes: {what}. Se docs/reports.md, «Egen mal»."),
        format!(
            "{place}: the template cannot be used: {what}. See docs/reports.md, \"A template of your own\"."
        ),
    )
}

pub fn no_results(lang: Lang, folder: &str, file: &str) -> String {
    let folder = escaped(folder);
    either(
        lang,
        format!(
            "{folder}: her er ingen resultater ({file}). Gi mappen som run, compare, staff, explore eller load run skrev."
        ),
        format!(
            "{folder}: there are no results here ({file}). Give the folder that run, compare, staff, explore or load run wrote."
        ),
    )
}

pub fn no_large_table(lang: Lang, path: &str, error: &io::Error) -> String {
    let (path, why) = (escaped(path), why(error));
    either(
        lang,
        format!("{path}: er ikke med: {}. Kjør scenarioet på nytt for å få den.", why.nb),
        format!("{path}: is left out: {}. Run the scenario again to have it.", why.en),
    )
}

pub fn not_our_results(lang: Lang, path: &str, what: &str) -> String {
    let (path, what) = (escaped(path), escaped(what));
    either(
        lang,
        format!("{path}: er ikke resultater fra meldingsflyt: {what}."),
        format!("{path}: these are no results of meldingsflyt: {what}."),
    )
}

pub fn newer_results(lang: Lang, path: &str, format: u64) -> String {
    let path = escaped(path);
    either(
        lang,
        format!(
            "{path}: resultatene har format {format}; dette programmet leser format 1. Bruk et nyere meldingsflyt, eller kjør scenarioet på nytt."
        ),
        format!(
            "{path}: the results have format {format}; this program reads format 1. Use a newer meldingsflyt, or run the scenario again."
        ),
    )
}
