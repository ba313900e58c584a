//! `run`: a scenario in, the answer and the reports out.

pub(super) mod plan;

use super::exit::Exit;
use super::output::Output;
use super::progress::Progress;
use super::rendering::{RenderArgs, warn_of_template};
use super::whole_file;
use crate::eventlog::EventLog;
use crate::experiment::{End, Results, Size, Subject, VariantResults, study, with_threads};
use crate::measures::Observations;
use crate::report::{self, Report, ReportError};
use crate::stats::LOOKS;
use crate::text::{Lang, arguments, cli as say};
use clap::Args;
use plan::Plan;
use std::path::{Path, PathBuf};

/// Arguments of `run`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct RunArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(short, long, value_name = "MAPPE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TALL", default_value = "1", allow_negative_numbers = true)]
    seed: String,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    replications: Option<String>,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    set: Vec<String>,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "FIL")]
    log: Option<PathBuf>,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    threads: Option<String>,
    #[command(flatten)]
    render: RenderArgs,
}

/// Replications of each variant when only the best advice is looked for.
const ADVICE: usize = LOOKS[0];

pub fn run(args: &RunArgs, lang: Lang, out: &mut Output) -> Exit {
    let plan = match Plan::of(args, lang, out) {
        Ok(plan) => plan,
        Err(exit) => return exit,
    };
    Progress::listen();
    with_threads(plan.threads, || Run { plan: &plan, args, lang }.all(out)).unwrap_or_else(|exit| exit)
}

struct Run<'a> {
    plan: &'a Plan,
    args: &'a RunArgs,
    lang: Lang,
}

impl Run<'_> {
    fn all(&self, out: &mut Output) -> Result<Exit, Exit> {
        let plan = self.plan;
        plan.warnings().iter().for_each(|warning| out.warn(warning));
        if plan.writes {
            report::try_folder(&plan.parent, &plan.name).map_err(|error| self.broken(&error, out))?;
        }
        if let Some(path) = &self.args.log {
            self.write_log(path, out)?;
        }
        let (baseline, end) = self.study(&plan.subject, plan.size, (&plan.key, &plan.title));
        let done = baseline.observations().len();
        if done < 2 {
            out.warn(&say::nothing_finished(self.lang));
            return Ok(Exit::Interrupted);
        }
        let mut results = Results::new(plan.subject.model(), vec![baseline]);
        results.too_few = f64::from(plan.scenario.too_few);
        if !self.args.json {
            out.write(report::answer(&results, self.lang).as_bytes())?;
            out.flush()?;
        }
        let size = if plan.all { plan.size } else { Size::Fixed(done.min(ADVICE)) };
        let interrupted = end == End::Interrupted || self.add_variants(&mut results, size);
        self.tell(results, interrupted, out)
    }

    /// The other variants; whether an interruption ended them.
    fn add_variants(&self, results: &mut Results, size: Size) -> bool {
        for (variant, subject) in &self.plan.variants {
            let (figures, end) = self.study(subject, size, (&variant.key, &variant.title));
            if figures.observations().len() >= 2 {
                results.variants.push(figures);
            }
            if end == End::Interrupted {
                return true;
            }
        }
        false
    }

    /// The replications of one variant; the deciding share is that of the goal, or within the limit.
    fn study(&self, subject: &Subject, size: Size, (key, title): (&str, &str)) -> (VariantResults, End) {
        let has_goal = subject.model().deadline.goal.is_some();
        let deciding = |o: &Observations| {
            let all = &o.units[0];
            all.share(if has_goal { all.within_goal } else { all.within_limit })
        };
        let progress = Progress::new(self.lang, title);
        let replicate = |replication| subject.replicate(self.plan.seed, replication);
        let (observations, end) = study(0, size, replicate, deciding, &progress);
        progress.finish();
        let mut results = VariantResults::new(key, title, subject.frame.axes.clone());
        observations.into_iter().for_each(|one| results.push(one));
        results.looked = matches!(size, Size::Precision { .. });
        if let End::PrecisionNotReached(half_width) = end {
            results.imprecise = Some(half_width);
        }
        (results, end)
    }

    /// The event log of the first replication, whole or absent.
    fn write_log(&self, path: &Path, out: &Output) -> Result<(), Exit> {
        let written = whole_file::write(path, |sink| {
            let (_, log) = self.plan.subject.replicate_with(self.plan.seed, 0, EventLog::new(sink));
            log.finish().map(|_| ())
        });
        written.map_err(|error| {
            out.warn(&say::cannot(self.lang, &path.display().to_string(), &error));
            Exit::World
        })
    }

    /// The answer on the screen and the files on the disk, or everything as JSON.
    fn tell(&self, mut results: Results, interrupted: bool, out: &mut Output) -> Result<Exit, Exit> {
        let plan = self.plan;
        let mut note = plan.note(self.args, self.lang, interrupted);
        note.answer = report::answer_sentences(&results);
        let folder = plan.writes.then(|| plan.parent.join(&plan.name).display().to_string());
        let more =
            report::what_follows(&Report { results: &results, run: &note }, folder.as_deref(), self.lang);
        if !plan.all {
            results.variants.truncate(1);
        }
        let report = Report { results: &results, run: &note };
        if plan.writes {
            let written = report::write_reports(&plan.parent, &report, &plan.rendering)
                .map_err(|error| self.broken(&error, out))?;
            warn_of_template(written.fault.as_ref(), self.lang, out);
        }
        match self.args.json {
            true => out.write(report::results_json(&report).as_bytes())?,
            false => out.write(more.as_bytes())?,
        }
        if !interrupted {
            return Ok(Exit::Done);
        }
        let kept: Vec<(&str, usize)> =
            results.variants.iter().map(|v| (v.title.as_str(), v.observations().len())).collect();
        out.warn(&say::interrupted(self.lang, &kept, folder.as_deref()));
        Ok(Exit::Interrupted)
    }

    fn broken(&self, error: &ReportError, out: &Output) -> Exit {
        out.warn(&arguments::sentence(error.words().of(self.lang)));
        Exit::World
    }
}
