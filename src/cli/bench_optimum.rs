//! `bench optimum`: whether `staff` finds the cheapest plan, against trying all of them, as a row for `docs/studies.md`.

use super::exit::Exit;
use super::experiment::{Common, Setup};
use super::input;
use super::output::Output;
use super::staff::{GoalArgs, Question, Town};
use crate::experiment::staffing::axis::cost;
use crate::experiment::staffing::{self, Answer};
use crate::experiment::studies::optimum::{Brute, brute};
use crate::experiment::with_threads;
use crate::report::staffing::called;
use crate::text::{Lang, number};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `bench optimum`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct OptimumArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(long, value_name = "TALL", default_value = "1", allow_negative_numbers = true)]
    seed: String,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long, value_name = "NØKKEL=FRA..TIL")]
    vary: Vec<String>,
    #[command(flatten)]
    goals: GoalArgs,
    #[arg(long, value_name = "ANTALL", default_value = "480", allow_negative_numbers = true)]
    replications: String,
}

pub fn run(args: &OptimumArgs, lang: Lang, out: &mut Output) -> Exit {
    all(args, lang, out).unwrap_or_else(|exit| exit)
}

fn all(args: &OptimumArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let n = input::whole("--replications", &args.replications, 30..=100_000, lang, &mut faults);
    let common = Common::without_files(&args.scenario, &args.seed, &args.set);
    let setup = Setup::of((&common, args.variant.as_deref()), ("bench optimum", ""), faults, lang, out)?;
    let question = Question::asked((&args.vary, None), &args.goals, &setup, out)?;
    super::progress::Progress::listen();
    let (found, all) = with_threads(setup.threads, || {
        let mut town = Town::new(&setup, &question, None);
        let found = staffing::find(&mut town, &question.aims);
        let stopped = found.stopped.is_some();
        let all = if stopped { Ok(Brute::default()) } else { brute(&mut town, &question.aims, n) };
        (found, all)
    });
    let stop = found.stopped.as_ref().or(all.as_ref().err());
    if setup.interrupted(stop, out)? {
        return Ok(Exit::Interrupted);
    }
    out.line(&row(&question, &found, &all.unwrap_or_default()))?;
    Ok(Exit::Done)
}

/// Plans, the cheapest by brute force, what `staff` certifies, whether they cost the same, and the work of both.
fn row(question: &Question, found: &Answer, all: &Brute) -> String {
    let staffing = |point: &[usize]| called(&question.axes, point, Lang::En);
    let percent = |value: f64, decimals| format!("{} %", number::fixed(value * 100.0, decimals));
    let mean = |value: f64| match question.aims.claims[0].aim {
        crate::stats::Aim::Higher => percent(value, 2),
        crate::stats::Aim::Lower => format!("{} h", number::fixed(value, 2)),
    };
    let cheapest: Vec<String> =
        all.cheapest.iter().map(|(point, value)| format!("{} ({})", staffing(point), mean(*value))).collect();
    let proved = found.proved.map(|place| &found.candidates[place].point);
    let same = proved.is_some_and(|point| Some(cost(&question.axes, point)) == all.least);
    let studies = found.candidates.iter().chain(&found.neighbours);
    let used = found.searched + studies.map(|tried| tried.proof.replications).sum::<usize>();
    let part = used as f64 / all.replications.max(1) as f64;
    format!(
        "| {} | {} | {} | {} | {} | {used} | {} |",
        all.plans,
        if cheapest.is_empty() { "none".to_owned() } else { cheapest.join(" or ") },
        proved.map_or("none".to_owned(), |point| staffing(point)),
        if same { "yes" } else { "no" },
        all.replications,
        percent(part, 1),
    )
}
