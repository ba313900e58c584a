//! `check`: all faults of a scenario at once; what templates became; load against capacity.

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::text::{Lang, cli as say};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `check`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(long)]
    expand: bool,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
}

pub fn run(args: &CheckArgs, lang: Lang, out: &mut Output) -> Exit {
    check(args, lang, out).unwrap_or_else(|exit| exit)
}

fn check(args: &CheckArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let overrides = input::overrides(&args.set, args.variant.as_deref(), lang, &mut faults);
    let file = input::read(&args.scenario, &faults, lang, out)?;
    if args.expand {
        let text = file.expand(&overrides).map_err(|faults| input::refuse(&faults, lang, out))?;
        out.write(text.as_bytes())?;
        return Ok(Exit::Done);
    }
    let (scenario, subject) = input::subject(&file, &overrides, lang, out)?;
    scenario.warnings.iter().for_each(|warning| out.warn(warning.of(lang)));
    out.line(&say::no_faults(lang))?;
    out.line(&super::load_table::render(subject.model().parts(), lang))?;
    Ok(Exit::Done)
}
