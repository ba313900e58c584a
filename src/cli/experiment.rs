//! What `compare`, `staff` and `explore` have in common: arguments, the scenario, trials with their shards, files.

use super::exit::Exit;
use super::input;
use super::output::Output;
use super::progress::Progress;
use super::rendering::{RenderArgs, warn_of_template};
use super::run::plan::{file_name, no_place, note_of, place, warnings_of};
use crate::experiment::{DeadlineNote, Figure, Outline, Row, Runner, Stop, Subject, Trial};
use crate::report::{self, Document, Rendering, ReportError, RunNote, Shards, Told, Warning};
use crate::scenario::{Overrides, Scenario, ScenarioFile};
use crate::text::{Lang, arguments, cli as say, experiment as words};
use clap::Args;
use serde_json::{Map, Value};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Arguments that all experiments take; what they mean is said in `text::help`.
#[derive(Args, Clone, Debug)]
pub struct Common {
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    #[arg(short, long, value_name = "MAPPE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "TALL", default_value = "1", allow_negative_numbers = true)]
    pub seed: String,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    pub set: Vec<String>,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub resume: bool,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    pub threads: Option<String>,
    #[command(flatten)]
    pub render: RenderArgs,
}

impl Common {
    /// For a command that writes nothing.
    pub fn without_files(scenario: &Path, seed: &str, set: &[String]) -> Common {
        Common {
            scenario: scenario.to_owned(),
            output: None,
            seed: seed.to_owned(),
            set: set.to_vec(),
            json: true,
            resume: false,
            threads: None,
            render: RenderArgs::default(),
        }
    }

    /// The same with what a certificate laid over the scenario; nothing is written.
    pub fn for_certificate(&self, set: &[(String, String)]) -> Common {
        let set = set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        Common { set, output: None, json: true, resume: false, render: RenderArgs::default(), ..self.clone() }
    }
}

/// An experiment before anything is simulated.
pub struct Setup {
    pub lang: Lang,
    pub seed: u64,
    pub threads: Option<usize>,
    pub file: ScenarioFile,
    /// What is laid over every plan of the experiment.
    pub overrides: Overrides,
    pub scenario: Scenario,
    pub subject: Subject,
    pub warnings: Vec<Warning>,
    pub parent: PathBuf,
    pub name: String,
    pub writes: bool,
    /// The command and the options that give the same results.
    pub arguments: Vec<String>,
    rendering: Rendering,
    path: PathBuf,
    resume: bool,
}

/// A plan of an experiment, compiled, with the figures that are kept of it.
pub struct Compiled {
    pub subject: Subject,
    pub figures: Vec<Figure>,
    pub identity: String,
}

impl Setup {
    /// Reads the scenario; `faults` are those of the command's own arguments, `ending` the end of the folder's name.
    ///
    /// # Errors
    /// Refused, and said on standard error.
    pub fn of(
        (common, variant): (&Common, Option<&str>),
        (command, ending): (&str, &str),
        mut faults: Vec<String>,
        lang: Lang,
        out: &Output,
    ) -> Result<Setup, Exit> {
        let mut whole = |option, text: &str, range| input::whole(option, text, range, lang, &mut faults);
        let seed = whole("--seed", &common.seed, 0..=u64::MAX);
        let threads = common.threads.as_deref().map(|n| whole("--threads", n, 1..=1024) as usize);
        let overrides = input::overrides(&common.set, variant, lang, &mut faults);
        let rendering = common.render.rendering(lang, &mut faults);
        let (parent, name) = place(common.output.as_deref(), &common.scenario, ending);
        let writes = !common.json || common.output.is_some();
        if writes {
            faults.extend(no_place(&parent.join(&name), lang));
        }
        if common.resume && !writes {
            faults.push(words::resume_without_folder(lang));
        }
        let file = input::read(&common.scenario, &faults, lang, out)?;
        let (scenario, subject) = input::subject(&file, &overrides, lang, out)?;
        let mut all: Vec<String> = command.split(' ').map(str::to_owned).collect();
        all.extend([file_name(&common.scenario), format!("--seed={seed}")]);
        all.extend(variant.map(|name| format!("--variant={name}")));
        all.extend(common.set.iter().map(|set| format!("--set={set}")));
        all.extend(common.render.arguments());
        if lang != Lang::default() {
            all.push(format!("--lang={}", lang.name()));
        }
        let warnings = warnings_of(&scenario, variant.unwrap_or_default(), lang);
        let (path, resume) = (common.scenario.clone(), common.resume);
        Ok(Setup {
            lang,
            seed,
            threads,
            file,
            overrides,
            scenario,
            subject,
            warnings,
            parent,
            name,
            writes,
            arguments: all,
            rendering,
            path,
            resume,
        })
    }

    /// Says the warnings, tries the folder, and opens what is kept of an earlier attempt.
    ///
    /// # Errors
    /// The world broke, and standard error says so.
    pub fn begin(&self, out: &Output) -> Result<Option<Shards>, Exit> {
        self.warnings.iter().for_each(|warning| out.warn(&warning.text));
        Progress::listen();
        if !self.writes {
            return Ok(None);
        }
        let folder = self.parent.join(&self.name);
        let opened = report::settle(&folder)
            .and_then(|()| report::try_folder(&self.parent, &self.name))
            .and_then(|()| Shards::open(&folder, self.resume.then_some(&self.origin())));
        let shards = opened.map_err(|error| self.broken(&error, out))?;
        if shards.foreign > 0 {
            out.warn(&words::other_origin(self.lang, shards.foreign));
        }
        Ok(Some(shards))
    }

    /// Where trials come from: shards of another build, or of another content of the file, are not gone on with.
    fn origin(&self) -> String {
        let (version, file) = (env!("CARGO_PKG_VERSION"), hex(&self.scenario.hash));
        format!("version={version} program={} file={file}", super::program::hash())
    }

    /// A plan of the experiment, compiled.
    ///
    /// # Errors
    /// Refused, and said on standard error.
    pub fn plan(&self, overrides: &Overrides, figures: &[Figure], out: &Output) -> Result<Compiled, Exit> {
        let (scenario, subject) = input::subject(&self.file, overrides, self.lang, out)?;
        Ok(self.compiled(&scenario, overrides, subject, figures))
    }

    /// The same for a scenario that is compiled already; the figures are found by name.
    pub fn compiled(
        &self,
        scenario: &Scenario,
        overrides: &Overrides,
        subject: Subject,
        figures: &[Figure],
    ) -> Compiled {
        let figures = crate::experiment::panel::matched(figures, &subject.frame.axes);
        let keys: Vec<&str> = figures.iter().map(|figure| figure.key.as_str()).collect();
        let goal = subject.model().deadline.goal.map_or(0, |goal| goal.within.0);
        let set: Vec<String> = overrides.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let identity = format!(
            "{} scenario={} seed={} goal_days={goal} variant={} set={} figures={}:{}",
            self.origin(),
            hex(&scenario.hash),
            self.seed,
            overrides.variant.as_deref().unwrap_or_default(),
            set.join(" ").replace(['\n', '\r'], " "),
            keys.len(),
            report::fingerprint(&keys.join("\n")),
        );
        Compiled { subject, figures, identity }
    }

    /// Replications of a plan, from its shards where they are kept.
    ///
    /// # Errors
    /// As [`Runner::rows`].
    pub fn rows(
        &self,
        plan: &Compiled,
        range: Range<u64>,
        shards: Option<&Shards>,
        progress: &Progress,
    ) -> Result<Vec<Row>, Stop> {
        let trial = Trial { subject: &plan.subject, figures: &plan.figures, identity: &plan.identity };
        match shards {
            Some(store) => Runner { seed: self.seed, store, watch: progress }.rows(&trial, range),
            None => Runner { seed: self.seed, store: &(), watch: progress }.rows(&trial, range),
        }
    }

    /// What reports tell beside the figures; `answer` says it in sentences, in either language.
    pub fn note(&self, interrupted: bool, answer: impl Fn(Lang) -> Vec<String>) -> RunNote {
        RunNote {
            name: self.name.clone(),
            seed: self.seed,
            arguments: self.arguments.clone(),
            interrupted,
            answer: report::in_both(answer),
            warnings: self.warnings.clone(),
            ..note_of(&self.scenario, &self.path)
        }
    }

    pub fn told(&self, confidence: f64, facts: Map<String, Value>) -> Told {
        let model = self.subject.model();
        Told {
            title: model.title.clone(),
            deadline: DeadlineNote::of(&model.deadline, &model.parts().calendar),
            outline: Outline::of(model),
            weeks: model.period.weeks,
            confidence,
            variants: Vec::new(),
            facts,
        }
    }

    /// Files on the disk, then the answer or the JSON on the screen, then how it ended.
    ///
    /// # Errors
    /// The world broke.
    pub fn tell(
        &self,
        document: &Document<'_>,
        answer: &str,
        json: bool,
        out: &mut Output,
    ) -> Result<(), Exit> {
        self.write(document, out)?;
        if json {
            return out.write(document.json().as_bytes());
        }
        out.write(answer.as_bytes())?;
        if self.writes {
            out.line(&words::reports(self.lang, &self.parent.join(&self.name).display().to_string()))?;
        }
        Ok(())
    }

    /// The files, if any are wanted.
    ///
    /// # Errors
    /// The world broke.
    pub fn write(&self, document: &Document<'_>, out: &Output) -> Result<(), Exit> {
        if self.writes {
            let written = document.write(&self.parent, &self.rendering);
            let written = written.map_err(|error| self.broken(&error, out))?;
            warn_of_template(written.fault.as_ref(), self.lang, out);
        }
        Ok(())
    }

    /// Whether trials were interrupted.
    ///
    /// # Errors
    /// A shard could not be kept, and standard error says so.
    pub fn interrupted(&self, stop: Option<&Stop>, out: &Output) -> Result<bool, Exit> {
        match stop {
            None => Ok(false),
            Some(Stop::Interrupted) => Ok(true),
            Some(Stop::Broken(words)) => {
                out.warn(&arguments::sentence(words.of(self.lang)));
                Err(Exit::World)
            }
        }
    }

    fn broken(&self, error: &ReportError, out: &Output) -> Exit {
        out.warn(&arguments::sentence(error.words().of(self.lang)));
        Exit::World
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The number of replications behind `--replications`; what is wrong with it joins the faults.
pub fn replications(text: Option<&str>, lang: Lang, faults: &mut Vec<String>) -> Option<usize> {
    text.map(|n| input::whole("--replications", n, 2..=100_000, lang, faults) as usize)
}

/// The scenario without any variant, as reports for people call it.
pub fn baseline(lang: Lang) -> String {
    say::baseline(lang)
}
