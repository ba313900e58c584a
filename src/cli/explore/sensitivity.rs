//! `explore sensitivity`: each assumption varied by itself, and what should be measured first.

use super::{REPLICATIONS, ended, point};
use crate::cli::exit::Exit;
use crate::cli::experiment::{Common, Setup, replications};
use crate::cli::input;
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::experiment::{ALPHA, Figure, Row, Stop, panel, with_threads};
use crate::measures::{Scope, measure};
use crate::report::exploration::tornado::{End, Tornado, Varied, answer, lead, table};
use crate::report::{Document, Kind, Shards};
use crate::scenario::{Assumption, path_fits, scaled};
use crate::text::{Lang, Name, experiment as say};
use clap::Args;
use serde_json::Map;

/// Arguments of `explore sensitivity`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct SensitivityArgs {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "ANTALL", default_value = "20", allow_negative_numbers = true)]
    most: String,
    #[arg(long, value_name = "NAVN")]
    variant: Option<String>,
    #[arg(long, value_name = "ANTALL", allow_negative_numbers = true)]
    replications: Option<String>,
}

/// Where the scenario has no range: 20 % less, 20 % more.
const FACTORS: [f64; 2] = [0.8, 1.2];

/// Sections whose values are choices of whoever asks, not numbers about the world.
const CHOICES: [&str; 6] = ["deadline", "period", "question", "report", "calendar", "cost"];

/// What is laid over the scenario at one end, and what it is called.
type Laid = Option<(String, Vec<(String, String)>)>;

/// An assumption with its two ends.
struct Question {
    key: String,
    value: String,
    sourced: bool,
    ends: [Laid; 2],
}

pub fn run(args: &SensitivityArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let count = replications(args.replications.as_deref(), lang, &mut faults).unwrap_or(REPLICATIONS);
    let most = input::whole("--most", &args.most, 1..=1000, lang, &mut faults) as usize;
    let variant = args.variant.as_deref();
    let mut setup =
        Setup::of((&args.common, variant), ("explore sensitivity", "-sensitivity"), faults, lang, out)?;
    setup.arguments.push(format!("--most={most}"));
    setup.arguments.push(format!("--replications={count}"));
    let goal = setup.subject.model().deadline.goal;
    let figures = vec![match goal {
        Some(_) => panel::within_goal(0),
        None => panel::of_measure(&setup.subject.frame.axes, measure(Scope::Unit, "within_limit"), 0),
    }];
    let asked = questions(&setup);
    let shards = setup.begin(out)?;
    let work = || simulate(&setup, &asked, (&figures, count, most), shards.as_ref());
    let done = with_threads(setup.threads, work);
    let interrupted = setup.interrupted(done.stopped.as_ref(), out)?;
    if !done.base.is_empty() {
        let tornado = Tornado {
            base: &done.base,
            varied: &done.varied,
            goal: goal.map(|goal| goal.share.as_f64()),
            fixed: done.fixed,
            left: done.left,
        };
        let note = setup.note(interrupted, |lang| lead(&tornado, lang));
        let document = Document {
            kind: Kind::Sensitivity,
            run: &note,
            told: setup.told(1.0 - ALPHA, Map::new()),
            tables: vec![table(&tornado)],
            dictionary: Name::new("2-kolonner", "columns"),
            extra: Vec::new(),
        };
        setup.tell(&document, &answer(&tornado, lang), args.common.json, out)?;
    }
    Ok(ended(&setup, interrupted, out))
}

/// Values with a range in the scenario, then those without a source, what the result hangs on most first.
fn questions(setup: &Setup) -> Vec<Question> {
    let written = setup.scenario.question.as_ref();
    let ranges = written.map(|question| question.ranges.as_slice()).unwrap_or_default();
    let decided: Vec<String> = written.map_or(Vec::new(), |question| {
        let key = |group: usize| setup.scenario.parts.staff[group].key.clone();
        let counts = question.vary.iter().map(|vary| format!("staff.{}.count", key(vary.group.index())));
        let positions =
            question.positions.iter().map(|vary| format!("staff.{}.position", key(vary.group.index())));
        counts.chain(positions).collect()
    });
    let of_range = |range: &crate::scenario::Range| {
        let fits = |a: &&Assumption| a.paths.iter().any(|path| path_fits(&range.path, path));
        let now = setup.scenario.assumptions.iter().find(fits);
        let end = |value: &String| Some((value.clone(), vec![(range.path.clone(), value.clone())]));
        Question {
            key: range.path.clone(),
            value: now.map(|a| a.value.clone()).unwrap_or_default(),
            sourced: now.is_some_and(|a| a.source.is_some()),
            ends: [end(&range.from), end(&range.to)],
        }
    };
    let mut all: Vec<Question> = ranges.iter().map(of_range).collect();
    let open = |a: &&Assumption| {
        let section = a.paths.first().and_then(|path| path.split('.').next()).unwrap_or_default();
        let ranged = a.paths.iter().any(|path| ranges.iter().any(|range| path_fits(&range.path, path)));
        let chosen = a.paths.iter().any(|path| decided.contains(path));
        a.source.is_none() && !CHOICES.contains(&section) && !ranged && !chosen
    };
    for assumption in setup.scenario.assumptions.iter().filter(open) {
        let end = |factor: f64| {
            let value = scaled(&assumption.value, factor)?;
            Some((value.clone(), assumption.set_to(&value)?))
        };
        let (key, value) = (assumption.key.clone(), assumption.value.clone());
        all.push(Question { key, value, sourced: false, ends: FACTORS.map(end) });
    }
    all
}

/// What was simulated.
#[derive(Default)]
struct Done {
    base: Vec<Row>,
    varied: Vec<Varied>,
    fixed: usize,
    left: usize,
    stopped: Option<Stop>,
}

fn simulate(
    setup: &Setup,
    asked: &[Question],
    (figures, count, most): (&[Figure], usize, usize),
    shards: Option<&Shards>,
) -> Done {
    let mut done = Done::default();
    // The baseline, and two ends of each.
    let parts = 1 + 2 * asked.len().min(most);
    let progress = Progress::of_parts(setup.lang, "", count * parts);
    let mut part = 0;
    let mut run = |laid: &Laid, name: &str| -> Result<End, Stop> {
        progress.part(&say::trying(setup.lang, name), count * part);
        part += 1;
        let Some((value, set)) = laid else { return Ok(None) };
        // A share of a whole, or a number out of its bounds, cannot change by itself.
        let Ok(plan) = point(setup, set, figures) else { return Ok(None) };
        let rows = setup.rows(&plan, 0..count as u64, shards, &progress)?;
        Ok(Some((value.clone(), rows)))
    };
    let base = run(&Some((String::new(), Vec::new())), &crate::cli::experiment::baseline(setup.lang));
    match base {
        Ok(end) => done.base = end.map(|(_, rows)| rows).unwrap_or_default(),
        Err(stop) => {
            done.stopped = Some(stop);
            return done;
        }
    }
    for (place, question) in asked.iter().enumerate() {
        if done.varied.len() == most {
            done.left = asked.len() - place;
            break;
        }
        let name = format!("{}/{most} {}", done.varied.len() + 1, question.key);
        match (run(&question.ends[0], &name), run(&question.ends[1], &name)) {
            (Ok(None), Ok(None)) => done.fixed += 1,
            (Ok(low), Ok(high)) => {
                let (key, value) = (question.key.clone(), question.value.clone());
                done.varied.push(Varied { key, value, sourced: question.sourced, ends: [low, high] });
            }
            (Err(stop), _) | (_, Err(stop)) => {
                done.stopped = Some(stop);
                break;
            }
        }
    }
    progress.finish();
    done
}
