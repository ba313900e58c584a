//! `load`: the load test of a message server, and of the tool itself.

mod bench;
mod find_max;
mod order;
mod own;
mod run;
mod selftest;
mod tables;
mod tell;
mod twin;
mod wanted;
mod watch;

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::demand::Demand;
use crate::load::World;
use crate::model::Model;
use crate::report::RunNote;
use crate::scenario::Scenario;
use crate::text::Lang;
use clap::Subcommand;
use order::{Common, Wishes};
use std::rc::Rc;

/// What is tested.
#[derive(Subcommand, Debug)]
pub enum LoadCommand {
    Run(run::RunArgs),
    FindMax(find_max::FindMaxArgs),
    Bench(bench::BenchArgs),
    Selftest(selftest::SelftestArgs),
}

pub fn run(command: &LoadCommand, lang: Lang, out: &mut Output) -> Exit {
    match command {
        LoadCommand::Run(args) => run::run(args, lang, out),
        LoadCommand::FindMax(args) => find_max::run(args, lang, out),
        LoadCommand::Bench(args) => bench::run(args, lang, out),
        LoadCommand::Selftest(args) => selftest::run(args, lang, out),
    }
}

/// The scenario, compiled for sending; refused together with what is wrong with the arguments.
fn world(
    common: &Common,
    wishes: Option<&Wishes>,
    mut faults: Vec<String>,
    lang: Lang,
    out: &Output,
) -> Result<(Scenario, Rc<World>), Exit> {
    let overrides = input::overrides(&common.set, common.variant.as_deref(), lang, &mut faults);
    let file = input::read(&common.scenario, &faults, lang, out)?;
    let scenario = file.scenario(&overrides).map_err(|faults| input::refuse(&faults, lang, out))?;
    let model = Model::new(scenario.parts.clone()).map_err(|faults| out.refuse(&faults))?;
    let demand = Demand::compile(&model).map_err(|faults| out.refuse(&faults))?;
    let (seed, shows) = wishes.map_or((0, false), |wishes| (wishes.seed, wishes.shows_inboxes()));
    Ok((scenario, Rc::new(World::new(model, demand, seed, shows))))
}

/// What reports tell beside the figures.
fn note(common: &Common, note: RunNote, seed: u64) -> RunNote {
    let mut arguments = vec!["load".to_owned(), "run".to_owned(), note.scenario.clone()];
    arguments.push(format!("--target={}", common.target));
    arguments.extend(common.rate.iter().map(|rate| format!("--rate={rate}")));
    arguments.extend(common.inside.iter().map(|inside| format!("--inside={inside}")));
    arguments.extend(common.poisson.then(|| "--poisson".to_owned()));
    arguments.push(format!("--seed={seed}"));
    arguments.extend(common.set.iter().map(|set| format!("--set={set}")));
    RunNote { seed, arguments, ..note }
}
