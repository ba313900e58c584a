//! `bench studies`: the statistics against years whose truth is known, as tables for `docs/studies.md`.

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::experiment::studies::{
    Years, coverage, coverage_with_looks, false_certificates, of_pool, power, variance_ratio,
};
use crate::experiment::{End, Size, Subject, study, with_threads};
use crate::measures::Observations;
use crate::scenario::Overrides;
use crate::text::{Lang, number};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `bench studies`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct StudiesArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: Option<PathBuf>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long, value_name = "ANTALL", default_value = "2000", allow_negative_numbers = true)]
    studies: String,
    #[arg(long, value_name = "ANTALL", default_value = "20000", allow_negative_numbers = true)]
    pool: String,
    #[arg(long, value_name = "TALL", default_value = "1", allow_negative_numbers = true)]
    seed: String,
}

/// Years that are compared for the variance of a difference.
const COMPARED: u64 = 400;

pub fn run(args: &StudiesArgs, lang: Lang, out: &mut Output) -> Exit {
    all(args, lang, out).unwrap_or_else(|exit| exit)
}

fn all(args: &StudiesArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let mut whole = |option, text: &str, range| input::whole(option, text, range, lang, &mut faults);
    let studies = whole("--studies", &args.studies, 10..=1_000_000) as u32;
    let pool = whole("--pool", &args.pool, 100..=1_000_000);
    let seed = whole("--seed", &args.seed, 0..=u64::MAX);
    if !faults.is_empty() {
        return Err(out.refuse(&faults));
    }
    match &args.scenario {
        None => made(studies, seed, out)?,
        Some(_) => simulated(args, (studies, pool, seed), lang, out)?,
    }
    Ok(Exit::Done)
}

fn percent(share: f64) -> String {
    format!("{} %", number::fixed(share * 100.0, 2))
}

fn made(studies: u32, seed: u64, out: &mut Output) -> Result<(), Exit> {
    out.line(&format!("{studies} studies a line, seed {seed}.\n"))?;
    out.line("| 95 % interval of the mean | covered, n = 60 | covered, with looks |\n|---|---:|---:|")?;
    let laws = [
        (Years::Beta, 0.005),
        (Years::Humps(20), 0.005),
        (Years::Humps(40), 0.005),
        (Years::BadOneIn(20), 0.005),
        (Years::Queue, 1.0),
        (Years::QueueHumps(20), 1.0),
        (Years::QueueHumps(40), 1.0),
        (Years::QueueHumps(5), 1.0),
    ];
    for (years, half_width) in laws {
        let fixed = percent(coverage(years, 60, studies, seed));
        let looks = percent(coverage_with_looks(years, half_width, studies, seed));
        out.line(&format!("| {} | {fixed} | {looks} |", years.name()))?;
    }
    out.line("\n| truth exactly at the goal | falsely certified |\n|---|---:|")?;
    let laws = [
        Years::Beta,
        Years::BadOneIn(20),
        Years::BadOneIn(10),
        Years::BadOneIn(5),
        Years::Humps(20),
        Years::Humps(5),
    ];
    for years in laws {
        let found = percent(false_certificates(years, studies, seed));
        out.line(&format!("| {} | {found} |", years.name()))?;
    }
    out.line("\n| truth above the goal | certified within 120 |\n|---|---:|")?;
    let years = Years::BetaAbove;
    let found = percent(power(years, years.mean() - 0.02, 120, studies, seed));
    out.line(&format!("| {}, goal 2 points below | {found} |", years.name()))
}

/// Shares within the limit and queue lengths of a scenario's years.
fn simulated(
    args: &StudiesArgs,
    (studies, pool, seed): (u32, u64, u64),
    lang: Lang,
    out: &mut Output,
) -> Result<(), Exit> {
    let Some(path) = &args.scenario else { return Ok(()) };
    let file = input::read(path, &[], lang, out)?;
    let (_, subject) = input::subject(&file, &Overrides::default(), lang, out)?;
    let years = with_threads(None, || years(&subject, seed, (0, pool)));
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    out.line(&format!("{name}: {studies} studies of 60 years drawn from {pool}, seed {seed}.\n"))?;
    out.line("| figure | truth | covered, n = 60 | falsely certified |\n|---|---:|---:|---:|")?;
    for (figure, share) in [("share within the limit", true), ("messages waiting", false)] {
        let values: Vec<f64> = years.iter().map(|year| if share { year.0 } else { year.1 }).collect();
        let found = of_pool(&values, share, studies, seed);
        let certified = found.falsely_certified.map_or("–".to_owned(), percent);
        let (truth, covered) = (number::fixed(found.truth, 4), percent(found.covered));
        out.line(&format!("| {figure} | {truth} | {covered} | {certified} |"))?;
    }
    let Some(variant) = &args.variant else { return Ok(()) };
    let overrides = Overrides { variant: Some(variant.clone()), set: Vec::new() };
    let (_, other) = input::subject(&file, &overrides, lang, out)?;
    let compared = COMPARED.min(pool / 2);
    let shares = |subject: &Subject, first: u64| -> Vec<f64> {
        with_threads(None, || self::years(subject, seed, (first, compared)))
            .into_iter()
            .map(|year| year.0)
            .collect()
    };
    let (baseline, variant_years, alone) = (shares(&subject, 0), shares(&other, 0), shares(&other, pool));
    let ratio =
        variance_ratio(&baseline, &variant_years, &alone).map_or("–".to_owned(), |r| number::fixed(r, 1));
    out.line(&format!("\n`{variant}`: the variance of the difference is {ratio} times larger with independent years ({compared} years)."))
}

/// Share within the limit and messages waiting of these years.
fn years(subject: &Subject, seed: u64, (first, count): (u64, u64)) -> Vec<(f64, f64)> {
    let one = |replication| {
        let year: Observations = subject.replicate(seed, replication);
        let waiting: i64 = year.inboxes.iter().map(|inbox| inbox.queue).sum();
        let observed = year.inboxes.first().map_or(1, |inbox| inbox.observed.max(1));
        let all = &year.units[0];
        (all.share(all.within_limit).unwrap_or(0.0), waiting as f64 / observed as f64)
    };
    let (years, end) = study(first, Size::Fixed(count as usize), one, |year| Some(year.0), &());
    debug_assert_eq!(end, End::Fixed);
    years
}
