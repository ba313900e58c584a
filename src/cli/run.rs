//! `run`: a scenario in, the answer and the reports out.

use super::exit::Exit;
use super::input;
use super::output::Output;
use super::progress::Progress;
use crate::eventlog::EventLog;
use crate::experiment::{End, Results, Size, Subject, VariantResults, study, with_threads};
use crate::measures::Observations;
use crate::report::{self, Report, RunNote};
use crate::scenario::{Overrides, Scenario, ScenarioFile};
use crate::stats::{DEFAULT_HALF_WIDTH, LOOKS};
use crate::text::{Lang, cli as say};
use clap::Args;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Arguments of `run`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct RunArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(short, long, value_name = "MAPPE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TALL", default_value_t = 1)]
    seed: u64,
    #[arg(long, value_name = "ANTALL", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    replications: Option<u32>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "FIL")]
    log: Option<PathBuf>,
    #[arg(long, value_name = "ANTALL", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
}

/// Replications of each variant when only the best advice is looked for.
const ADVICE: usize = LOOKS[0];

pub fn run(args: &RunArgs, lang: Lang, out: &mut Output) -> Exit {
    let threads = args.threads.map(|threads| threads as usize);
    with_threads(threads, || Run { args, lang }.all(out)).unwrap_or_else(|exit| exit)
}

struct Run<'a> {
    args: &'a RunArgs,
    lang: Lang,
}

impl Run<'_> {
    fn all(&self, out: &mut Output) -> Result<Exit, Exit> {
        let (args, lang) = (self.args, self.lang);
        let named = args.variant.as_deref().filter(|name| *name != "all");
        let overrides = input::overrides(&args.set, named, lang, out)?;
        let file = input::read(&args.scenario, lang, out)?;
        let (scenario, subject) = input::subject(&file, &overrides, lang, out)?;
        scenario.warnings.iter().for_each(|warning| out.warn(warning.of(lang)));
        let title = named.and_then(|name| scenario.variants.iter().find(|variant| variant.key == name));
        let (key, title) =
            title.map_or(("", scenario.parts.title.as_str()), |v| (v.key.as_str(), v.title.as_str()));
        let (baseline, end) = self.study(&subject, self.size(), (key, title));
        if baseline.observations().len() < 2 {
            out.warn(&say::nothing_finished(lang));
            return Ok(Exit::Interrupted);
        }
        let mut results = Results::new(subject.model(), vec![baseline]);
        results.too_few = f64::from(scenario.too_few);
        if let End::PrecisionNotReached(half_width) = end {
            results.imprecise = Some(half_width);
        }
        if named.is_none() {
            self.add_variants(&mut results, (&file, &scenario), out)?;
        }
        let note = self.note(&scenario, end == End::Interrupted || Progress::interrupted());
        if let Some(path) = &args.log {
            self.write_log(&subject, path, out)?;
        }
        self.tell(results, &note, out)
    }

    fn size(&self) -> Size {
        match self.args.replications {
            Some(count) => Size::Fixed(count as usize),
            None => Size::Precision { half_width: DEFAULT_HALF_WIDTH },
        }
    }

    /// The replications of one variant; the deciding share is that of the goal, or within the limit.
    fn study(&self, subject: &Subject, size: Size, (key, title): (&str, &str)) -> (VariantResults, End) {
        let has_goal = subject.model().deadline.goal.is_some();
        let deciding = |o: &Observations| {
            let all = &o.units[0];
            all.share(if has_goal { all.within_goal } else { all.within_limit })
        };
        let progress = Progress::new(self.lang, title);
        let replicate = |replication| subject.replicate(self.args.seed, replication);
        let (observations, end) = study(0, size, replicate, deciding, &progress);
        progress.finish();
        let mut results = VariantResults::new(key, title, subject.frame.axes.clone());
        observations.into_iter().for_each(|one| results.push(one));
        (results, end)
    }

    /// All variants as asked for, or a few replications of each to see which helps most.
    fn add_variants(
        &self,
        results: &mut Results,
        (file, scenario): (&ScenarioFile, &Scenario),
        out: &mut Output,
    ) -> Result<(), Exit> {
        let size = if self.all_variants() { self.size() } else { Size::Fixed(ADVICE) };
        for variant in &scenario.variants {
            let overrides = Overrides {
                variant: Some(variant.key.clone()),
                ..input::overrides(&self.args.set, None, self.lang, out)?
            };
            let (_, subject) = input::subject(file, &overrides, self.lang, out)?;
            let (figures, end) = self.study(&subject, size, (&variant.key, &variant.title));
            if end == End::Interrupted {
                break;
            }
            results.variants.push(figures);
        }
        Ok(())
    }

    fn all_variants(&self) -> bool {
        self.args.variant.as_deref() == Some("all")
    }

    fn note(&self, scenario: &Scenario, interrupted: bool) -> RunNote {
        let (_, name) = self.folder();
        let hash = scenario.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let assumption = |a: &crate::scenario::Assumption| report::Assumption {
            key: a.key.clone(),
            value: a.value.clone(),
            source: a.source.clone(),
            default: a.default,
        };
        RunNote {
            name,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.args.scenario.display().to_string(),
            scenario_hash: hash,
            seed: self.args.seed,
            interrupted,
            assumptions: scenario.assumptions.iter().map(assumption).collect(),
            warnings: scenario.warnings.iter().map(|warning| warning.of(self.lang).to_owned()).collect(),
        }
    }

    /// The folder in which the report's folder lies, and its name.
    fn folder(&self) -> (PathBuf, String) {
        let text = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
        let of_scenario = text(self.args.scenario.file_stem()).unwrap_or_else(|| "scenario".to_owned());
        match &self.args.output {
            Some(path) => {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                (
                    parent.unwrap_or(Path::new(".")).to_path_buf(),
                    text(path.file_name()).unwrap_or(of_scenario),
                )
            }
            None => (PathBuf::from("reports"), of_scenario),
        }
    }

    /// The event log of the first replication, whole or absent.
    fn write_log(&self, subject: &Subject, path: &Path, out: &Output) -> Result<(), Exit> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let write = || -> std::io::Result<()> {
            let log = EventLog::new(BufWriter::new(File::create(&part)?));
            let (_, log) = subject.replicate_with(self.args.seed, 0, log);
            let mut sink = log.finish()?;
            sink.flush()?;
            sink.get_ref().sync_all()?;
            std::fs::rename(&part, path)
        };
        write().map_err(|error| {
            // The first fault is told; that of removing what it left would only hide it.
            let _ = std::fs::remove_file(&part);
            out.warn(&say::cannot(self.lang, &path.display().to_string(), &error.to_string()));
            Exit::World
        })
    }

    /// The answer on the screen and the files on the disk, or everything as JSON.
    fn tell(&self, mut results: Results, note: &RunNote, out: &mut Output) -> Result<Exit, Exit> {
        let done = results.baseline().observations().len();
        let (parent, name) = self.folder();
        let folder = parent.join(name).display().to_string();
        let answer = report::answer(&Report { results: &results, run: note }, Some(&folder), self.lang);
        if !self.all_variants() {
            results.variants.truncate(1);
        }
        let report = Report { results: &results, run: note };
        if !self.args.json || self.args.output.is_some() {
            report::write_reports(&parent, &report).map_err(|error| {
                out.warn(error.words().of(self.lang));
                Exit::World
            })?;
        }
        match self.args.json {
            true => out.line(&report::results_json(&report))?,
            false => out.write(answer.as_bytes())?,
        }
        if note.interrupted {
            out.warn(&say::interrupted(self.lang, done));
            return Ok(Exit::Interrupted);
        }
        Ok(Exit::Done)
    }
}
