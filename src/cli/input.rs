//! Scenario files, overrides and numbers as commands take them.

use super::exit::Exit;
use super::output::Output;
use crate::experiment::Subject;
use crate::model::Model;
use crate::scenario::{Faults, Overrides, Scenario, ScenarioFile};
use crate::text::{Lang, arguments, cli as say};
use std::ops::RangeInclusive;
use std::path::Path;

/// `--set` and `--variant`; what is wrong with them joins the faults.
pub fn overrides(set: &[String], variant: Option<&str>, lang: Lang, faults: &mut Vec<String>) -> Overrides {
    let mut overrides = Overrides { variant: variant.map(str::to_owned), set: Vec::new() };
    for text in set {
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                overrides.set.push((key.trim().to_owned(), value.trim().to_owned()));
            }
            _ => faults.push(say::bad_set(lang, text)),
        }
    }
    overrides
}

/// A whole number behind an option; what is wrong with it joins the faults.
pub fn whole(
    option: &str,
    text: &str,
    range: RangeInclusive<u64>,
    lang: Lang,
    faults: &mut Vec<String>,
) -> u64 {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.unwrap_or_else(|| {
        faults.push(arguments::no_whole_number(lang, option, text, (*range.start(), *range.end())));
        *range.start()
    })
}

/// Reads a scenario file, and refuses it together with what is wrong with the arguments.
///
/// # Errors
/// Refused, and said on standard error.
pub fn read(path: &Path, arguments: &[String], lang: Lang, out: &Output) -> Result<ScenarioFile, Exit> {
    let file = ScenarioFile::read(path);
    let refused = (!arguments.is_empty()).then(|| out.refuse(arguments));
    let file = file.map_err(|faults| refuse(&faults, lang, out));
    match refused {
        Some(exit) => Err(exit),
        None => file,
    }
}

/// A scenario with its overrides, compiled.
///
/// # Errors
/// Refused, and said on standard error.
pub fn subject(
    file: &ScenarioFile,
    overrides: &Overrides,
    lang: Lang,
    out: &Output,
) -> Result<(Scenario, Subject), Exit> {
    let scenario = file.scenario(overrides).map_err(|faults| refuse(&faults, lang, out))?;
    let model = Model::new(scenario.parts.clone()).map_err(|faults| out.refuse(&faults))?;
    let subject = Subject::new(model).map_err(|faults| out.refuse(&faults))?;
    Ok((scenario, subject))
}

/// Says what is wrong with the input, or that the world broke.
pub fn refuse(faults: &Faults, lang: Lang, out: &Output) -> Exit {
    out.warn(faults.render(lang).trim_end());
    if faults.world() { Exit::World } else { Exit::Input }
}
