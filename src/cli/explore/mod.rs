//! `explore`: how the answer depends on the numbers.

mod sensitivity;
mod sweep;

use super::exit::Exit;
use super::experiment::{Compiled, Setup};
use super::output::Output;
use crate::experiment::Figure;
use crate::scenario::Overrides;
use crate::text::Lang;
use clap::Subcommand;

/// What is explored.
#[derive(Subcommand, Debug)]
pub enum ExploreCommand {
    Sweep(sweep::SweepArgs),
    Sensitivity(sensitivity::SensitivityArgs),
}

pub fn run(command: &ExploreCommand, lang: Lang, out: &mut Output) -> Exit {
    let done = match command {
        ExploreCommand::Sweep(args) => sweep::run(args, lang, out),
        ExploreCommand::Sensitivity(args) => sensitivity::run(args, lang, out),
    };
    done.unwrap_or_else(|exit| exit)
}

/// Replications of each point unless said otherwise.
const REPLICATIONS: usize = 30;

/// A point compiled, or why the scenario refuses it.
fn point(setup: &Setup, set: &[(String, String)], figures: &[Figure]) -> Result<Compiled, String> {
    let mut overrides: Overrides = setup.overrides.clone();
    overrides.set.extend(set.iter().cloned());
    let refused = |faults: &crate::scenario::Faults| {
        faults.render(setup.lang).lines().next().unwrap_or_default().to_owned()
    };
    let scenario = setup.file.scenario(&overrides).map_err(|faults| refused(&faults))?;
    let first = |faults: Vec<String>| faults.into_iter().next().unwrap_or_default();
    let model = crate::model::Model::new(scenario.parts.clone()).map_err(first)?;
    let subject = crate::experiment::Subject::new(model).map_err(first)?;
    Ok(setup.compiled(&scenario, &overrides, subject, figures))
}

/// How a study that may have been interrupted ends.
fn ended(setup: &Setup, interrupted: bool, out: &Output) -> Exit {
    if !interrupted {
        return Exit::Done;
    }
    let folder = setup.writes.then(|| setup.parent.join(&setup.name).display().to_string());
    out.warn(&crate::text::experiment::interrupted(setup.lang, folder.as_deref()));
    Exit::Interrupted
}
