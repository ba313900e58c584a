//! Scenario files and overrides as commands take them.

use super::exit::Exit;
use super::output::Output;
use crate::experiment::Subject;
use crate::model::Model;
use crate::scenario::{Faults, Overrides, Scenario, ScenarioFile};
use crate::text::{Lang, cli as say};
use std::path::Path;

/// `--set` and `--variant`.
///
/// # Errors
/// Refused, and said on standard error.
pub fn overrides(set: &[String], variant: Option<&str>, lang: Lang, out: &Output) -> Result<Overrides, Exit> {
    let mut overrides = Overrides { variant: variant.map(str::to_owned), set: Vec::new() };
    let mut faults = Vec::new();
    for text in set {
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                overrides.set.push((key.trim().to_owned(), value.trim().to_owned()));
            }
            _ => faults.push(say::bad_set(lang, text)),
        }
    }
    if faults.is_empty() { Ok(overrides) } else { Err(out.refuse(&faults)) }
}

/// Reads a scenario file.
///
/// # Errors
/// Refused, and said on standard error.
pub fn read(path: &Path, lang: Lang, out: &Output) -> Result<ScenarioFile, Exit> {
    ScenarioFile::read(path).map_err(|faults| refuse(&faults, lang, out))
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
