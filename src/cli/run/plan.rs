//! What a run will do, settled before anything is simulated: all that can be wrong with the input shows here.

use super::RunArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::Output;
use crate::experiment::{Size, Subject};
use crate::report::{self, Overloaded, Rendering, RunNote, Standing, Warning};
use crate::scenario::{Overrides, Scenario, ScenarioFile, VariantInfo};
use crate::stats::DEFAULT_HALF_WIDTH;
use crate::text::{Lang, arguments, cli as say};
use std::path::{Path, PathBuf};

/// Where reports lie unless said otherwise.
const REPORTS: &str = "reports";

/// The whole word for every variant.
const ALL: &str = "all";

pub struct Plan {
    pub seed: u64,
    pub size: Size,
    pub threads: Option<usize>,
    pub scenario: Scenario,
    /// What stands first in the results: the scenario, or the variant asked for.
    pub subject: Subject,
    pub key: String,
    pub title: String,
    /// The others: wanted in the reports, or only to see which helps most.
    pub variants: Vec<(VariantInfo, Subject)>,
    pub all: bool,
    /// Of the scenario, and of variants that stand in the reports.
    pub warnings: Vec<Warning>,
    overloaded: Vec<Overloaded>,
    /// The folder in which the report's folder lies, and its name.
    pub parent: PathBuf,
    pub name: String,
    /// Whether reports are written.
    pub writes: bool,
    pub rendering: Rendering,
}

impl Plan {
    /// # Errors
    /// Refused, and said on standard error.
    pub fn of(args: &RunArgs, lang: Lang, out: &Output) -> Result<Plan, Exit> {
        let mut faults = Vec::new();
        let mut whole = |option, text: &str, range| input::whole(option, text, range, lang, &mut faults);
        let seed = whole("--seed", &args.seed, 0..=u64::MAX);
        let replications = args.replications.as_deref().map(|n| whole("--replications", n, 2..=100_000));
        let threads = args.threads.as_deref().map(|n| whole("--threads", n, 1..=1024) as usize);
        let all = args.variant.as_deref() == Some(ALL);
        let named = args.variant.as_deref().filter(|_| !all);
        let overrides = input::overrides(&args.set, named, lang, &mut faults);
        let rendering = args.render.rendering(lang, &mut faults);
        let (parent, name) = place(args.output.as_deref(), &args.scenario, "");
        let writes = !args.json || args.output.is_some();
        if writes {
            faults.extend(no_place(&parent.join(&name), lang));
        }
        if let Some(path) = args.log.as_deref().filter(|path| path.is_dir()) {
            faults.push(arguments::no_file(lang, "--log", &path.display().to_string()));
        }
        let file = input::read(&args.scenario, &faults, lang, out)?;
        let (scenario, subject) = input::subject(&file, &overrides, lang, out)?;
        let chosen = scenario.variants.iter().find(|variant| Some(variant.key.as_str()) == named);
        let (key, title) =
            chosen.map_or((String::new(), say::baseline(lang)), |v| (v.key.clone(), v.title.clone()));
        let mut warnings = warnings_of(&scenario, &key, lang);
        let mut overloaded = overloaded_of(&scenario, &key);
        let compared = Compared { lang, all, set: overrides.set };
        let variants = match named {
            None => compared.subjects(&file, &scenario, (&mut warnings, &mut overloaded), out)?,
            Some(_) => Vec::new(),
        };
        let size = match replications {
            Some(count) => Size::Fixed(count as usize),
            None => Size::Precision { half_width: DEFAULT_HALF_WIDTH },
        };
        Ok(Plan {
            seed,
            size,
            threads,
            scenario,
            subject,
            key,
            title,
            variants,
            all,
            warnings,
            overloaded,
            parent,
            name,
            writes,
            rendering,
        })
    }

    /// Lines for standard error: what holds for a variant alone names it.
    pub fn warnings(&self) -> Vec<String> {
        let common = |w: &Warning| self.warnings.iter().any(|o| o.variant == self.key && o.text == w.text);
        let line = |w: &Warning| match (w.variant == self.key, common(w)) {
            (true, _) => Some(w.text.clone()),
            (false, true) => None,
            (false, false) => Some(say::of_variant(&w.variant, &w.text)),
        };
        self.warnings.iter().filter_map(line).collect()
    }

    /// What reports tell beside the figures.
    pub fn note(&self, args: &RunArgs, lang: Lang, interrupted: bool) -> RunNote {
        RunNote {
            name: self.name.clone(),
            seed: self.seed,
            arguments: self.arguments(args, lang),
            interrupted,
            warnings: self.warnings.clone(),
            overloaded: self.overloaded.clone(),
            ..note_of(&self.scenario, &args.scenario)
        }
    }

    /// The arguments that give the same results, in one order; the number of threads is not among them.
    fn arguments(&self, args: &RunArgs, lang: Lang) -> Vec<String> {
        let mut all = vec!["run".to_owned(), file_name(&args.scenario), format!("--seed={}", self.seed)];
        if let Size::Fixed(count) = self.size {
            all.push(format!("--replications={count}"));
        }
        all.extend(args.variant.iter().map(|name| format!("--variant={name}")));
        all.extend(args.set.iter().map(|set| format!("--set={set}")));
        all.extend(args.render.arguments());
        if lang != Lang::default() {
            all.push(format!("--lang={}", lang.name()));
        }
        all
    }
}

/// The variants that are compared with the baseline.
struct Compared {
    lang: Lang,
    /// Whether they stand in the reports.
    all: bool,
    set: Vec<(String, String)>,
}

impl Compared {
    /// Each compiled; what is warned of joins the warnings, if it is in the reports.
    fn subjects(
        &self,
        file: &ScenarioFile,
        baseline: &Scenario,
        (warnings, overloaded): (&mut Vec<Warning>, &mut Vec<Overloaded>),
        out: &Output,
    ) -> Result<Vec<(VariantInfo, Subject)>, Exit> {
        let mut subjects = Vec::new();
        for variant in &baseline.variants {
            let overrides = Overrides { variant: Some(variant.key.clone()), set: self.set.clone() };
            let (scenario, subject) = input::subject(file, &overrides, self.lang, out)?;
            if self.all {
                warnings.extend(warnings_of(&scenario, &variant.key, self.lang));
                overloaded.extend(overloaded_of(&scenario, &variant.key));
            }
            subjects.push((variant.clone(), subject));
        }
        Ok(subjects)
    }
}

/// What reports tell of a scenario, before anything of a run.
pub(in crate::cli) fn note_of(scenario: &Scenario, path: &Path) -> RunNote {
    let assumption = |a: &crate::scenario::Assumption| report::Assumption {
        key: a.key.clone(),
        value: a.value.clone(),
        source: a.source.clone(),
        default: a.default,
    };
    RunNote {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: file_name(path),
        scenario_hash: scenario.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        assumptions: scenario.assumptions.iter().map(assumption).collect(),
        ..RunNote::default()
    }
}

pub(in crate::cli) fn warnings_of(scenario: &Scenario, variant: &str, lang: Lang) -> Vec<Warning> {
    let text = |text: String| Warning { variant: variant.to_owned(), text };
    scenario.warnings.iter().map(|warning| text(warning.of(lang).to_owned())).collect()
}

fn overloaded_of(scenario: &Scenario, variant: &str) -> Vec<Overloaded> {
    let of = |inbox: &String| Overloaded { variant: variant.to_owned(), inbox: inbox.clone() };
    scenario.overloaded.iter().map(of).collect()
}

/// The folder in which the report's folder lies, and its name; `ending` tells reports of one scenario apart.
pub(in crate::cli) fn place(output: Option<&Path>, scenario: &Path, ending: &str) -> (PathBuf, String) {
    let text = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let of_scenario = text(scenario.file_stem()).unwrap_or_else(|| "scenario".to_owned()) + ending;
    let Some(path) = output else { return (PathBuf::from(REPORTS), of_scenario) };
    // `.`, `..` and `/` have no name that could be replaced: the report gets a folder in there.
    let Some(name) = text(path.file_name()) else { return (path.to_path_buf(), of_scenario) };
    (path.parent().unwrap_or(Path::new("")).to_path_buf(), name)
}

/// Why a report must not take the place of what is there.
pub(in crate::cli) fn no_place(target: &Path, lang: Lang) -> Option<String> {
    let path = target.display().to_string();
    match report::standing(target) {
        Standing::Free | Standing::Report => None,
        Standing::File => Some(arguments::no_folder(lang, &path)),
        Standing::Others => Some(arguments::other_folder(lang, &path)),
    }
}

pub(in crate::cli) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
