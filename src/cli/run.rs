//! `run`: a scenario in, the answer and the reports out.

use super::exit::Exit;
use super::input;
use super::output::Output;
use super::progress::Progress;
use crate::experiment::{Size, Subject, study};
use crate::stats::DEFAULT_HALF_WIDTH;
use crate::text::Lang;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `run`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct RunArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(short, long, value_name = "MAPPE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TALL", default_value_t = 1)]
    seed: u64,
    #[arg(long, value_name = "ANTALL")]
    replications: Option<usize>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "FIL")]
    log: Option<PathBuf>,
    #[arg(long, value_name = "ANTALL")]
    threads: Option<usize>,
}

pub fn run(args: &RunArgs, lang: Lang, out: &mut Output) -> Exit {
    simulate(args, lang, out).unwrap_or_else(|exit| exit)
}

fn simulate(args: &RunArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let overrides = input::overrides(&args.set, args.variant.as_deref(), lang, out)?;
    let file = input::read(&args.scenario, lang, out)?;
    let (scenario, subject): (_, Subject) = input::subject(&file, &overrides, lang, out)?;
    scenario.warnings.iter().for_each(|warning| out.warn(warning.of(lang)));
    let size = args.replications.map_or(Size::Precision { half_width: DEFAULT_HALF_WIDTH }, Size::Fixed);
    let progress = Progress::new(lang, "");
    let began = std::time::Instant::now();
    let (observations, end) = study(
        0,
        size,
        |replication| subject.replicate(args.seed, replication),
        |o| o.units[0].share(o.units[0].within_limit),
        &progress,
    );
    progress.finish();
    let share = |f: fn(&crate::measures::Compliance) -> u64| {
        let values: Vec<f64> = observations.iter().filter_map(|o| o.units[0].share(f(&o.units[0]))).collect();
        crate::stats::share(&values, 0.05)
    };
    out.line(&format!("{end:?} {} replications in {:?}", observations.len(), began.elapsed()))?;
    out.line(&format!(
        "within 3 {:?}\nwithin 5 {:?}",
        share(|c| c.within_expected),
        share(|c| c.within_limit)
    ))?;
    out.line(&format!("received {:?}", observations[0].balance))?;
    Ok(Exit::Done)
}
