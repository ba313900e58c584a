//! `load run`: a scenario's messages against a message server.

use super::order::{Common, Wishes};
use super::own::{OWN, OwnServer};
use super::tables;
use super::tell;
use super::watch::Watching;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::rendering::{RenderArgs, warn_of_template};
use crate::cli::run::plan::{file_name, no_place, note_of, place};
use crate::experiment::{DeadlineNote, Outline};
use crate::load::{Ending, Findings, Schedule, World, conduct, on_one_thread};
use crate::model::Model;
use crate::report::{Document, Kind, RunNote, Told, in_both};
use crate::scenario::{LoadFaultKind, LoadTest};
use crate::text::{Lang, Name, load as say};
use clap::Args;
use serde_json::Map;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Arguments of `load run`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct RunArgs {
    #[command(flatten)]
    common: Common,
    #[arg(long, short, value_name = "MAPPE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FIL")]
    trace: Option<PathBuf>,
    #[arg(long, value_name = "ANTALL@TID")]
    closed: Option<String>,
    #[arg(long, value_name = "GANGER", allow_negative_numbers = true)]
    compress: Option<String>,
    #[arg(long)]
    twin: bool,
    #[command(flatten)]
    render: RenderArgs,
}

impl RunArgs {
    /// The options of this command alone that were given.
    fn own(&self) -> Vec<String> {
        let trace = self.trace.as_ref().map(|path| format!("--trace={}", file_name(path)));
        let closed = self.closed.as_ref().map(|closed| format!("--closed={closed}"));
        let compress = self.compress.as_ref().map(|compress| format!("--compress={compress}"));
        trace.into_iter().chain(closed).chain(compress).chain(self.render.arguments()).collect()
    }
}

/// Stands for the tool's own server until that runs; nothing is called there.
const NOWHERE: &str = "http://127.0.0.1:1";
/// Longest trace.
const MOST_LINES: usize = 100_000_000;

pub fn run(args: &RunArgs, lang: Lang, out: &mut Output) -> Exit {
    carried_out(args, lang, out).unwrap_or_else(|exit| exit)
}

fn carried_out(args: &RunArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut common = args.common.clone();
    let is_own = common.target == OWN;
    if is_own {
        // Everything else is looked at before a server is started.
        common.call(NOWHERE, NOWHERE);
    }
    let mut faults = Vec::new();
    let wishes = Wishes::of(&common, lang, &mut faults);
    let compress = args.compress.as_deref();
    let compress =
        compress.map(|text| input::whole("--compress", text, 1..=1_000_000, lang, &mut faults) as u32);
    let schedule = schedule(args, (wishes.as_ref(), compress), lang, &mut faults);
    if args.twin && (common.rate.is_some() || args.trace.is_some() || args.closed.is_some()) {
        faults.push(say::twin_has_own_times(lang));
    }
    let rendering = args.render.rendering(lang, &mut faults);
    let (parent, name) = place(args.output.as_deref(), &common.scenario, "-load");
    let writes = !args.twin && (!common.json || args.output.is_some());
    if writes {
        faults.extend(no_place(&parent.join(&name), lang));
    }
    let (scenario, world) = super::world(&common, wishes.as_ref(), faults, lang, out)?;
    let mut wishes = wishes.expect("its faults were told");
    wishes.check(&common.allow_host, &scenario.load, lang, out)?;
    let own = server(is_own.then_some(&common), &scenario.load, lang, out)?;
    if let Some(own) = &own {
        common.call(&own.outside, &own.inside);
        wishes = Wishes::of(&common, lang, &mut Vec::new()).expect("its faults were told");
    }
    if args.twin {
        return super::twin::run(&common, &world, compress, lang, out);
    }
    let mut findings = conducted(&common, &world, (&wishes, schedule, &scenario.load), lang, out)?;
    let kills = own.map_or(0, OwnServer::stop);
    let mut note = crate::cli::load::note(&args.common, note_of(&scenario, &common.scenario), wishes.seed);
    (note.name, note.interrupted) = (name, findings.interrupted);
    note.arguments.extend(args.own());
    note.answer = in_both(|lang| tell::lead(&findings, lang));
    let document = document(&note, &world, &mut findings);
    if writes {
        let written = document.write(&parent, &rendering).map_err(|error| {
            out.warn(error.words().of(lang));
            Exit::World
        })?;
        warn_of_template(written.fault.as_ref(), lang, out);
    }
    if common.json {
        out.write(document.json().as_bytes())?;
    } else {
        tell::answer(&findings, lang).iter().try_for_each(|line| out.line(line))?;
        if kills > 0 {
            out.line(&say::killed(lang, kills))?;
        }
        out.line(&crate::text::experiment::reports(lang, &parent.join(&note.name).display().to_string()))?;
    }
    Ok(exit(&findings))
}

/// The tool's own server for these options, if it is the target; the scenario may have it killed.
fn server(
    own: Option<&Common>,
    load: &LoadTest,
    lang: Lang,
    out: &Output,
) -> Result<Option<OwnServer>, Exit> {
    let kills = load.faults.iter().any(|fault| matches!(fault.kind, LoadFaultKind::Kill { .. }));
    let Some(common) = own else {
        return if kills { Err(out.refuse(&[say::kill_needs_own(lang)])) } else { Ok(None) };
    };
    let started = OwnServer::start(common, load).map_err(|error| {
        out.warn(&say::no_system(lang, &error.to_string()));
        Exit::World
    })?;
    Ok(Some(started))
}

fn conducted(
    common: &Common,
    world: &Rc<World>,
    (wishes, schedule, load): (&Wishes, Schedule, &LoadTest),
    lang: Lang,
    out: &Output,
) -> Result<Findings, Exit> {
    let order = wishes.order(schedule, load, true);
    let order = order.map_err(|why| out.refuse(&[say::bad_auth(lang, &why)]))?;
    Progress::listen();
    let watching = Rc::new(Watching::new(lang));
    let done = on_one_thread(conduct(world.clone(), order, watching.clone())).and_then(|done| done);
    watching.finish();
    done.map_err(|error| {
        out.warn(&say::unreachable(lang, &common.target, &error.to_string()));
        Exit::Unreachable
    })
}

fn exit(findings: &Findings) -> Exit {
    match findings.ending() {
        Ending::Unreachable => Exit::Unreachable,
        Ending::Invalid => Exit::Invalid,
        Ending::Violation => Exit::Violation,
        Ending::Threshold => Exit::Threshold,
        Ending::Done if findings.interrupted => Exit::Interrupted,
        Ending::Done => Exit::Done,
    }
}

/// One way to say when messages are due; two are one too many.
fn schedule(
    args: &RunArgs,
    (wishes, compress): (Option<&Wishes>, Option<u32>),
    lang: Lang,
    faults: &mut Vec<String>,
) -> Schedule {
    let compress = compress.unwrap_or(1);
    let rate = wishes.and_then(|wishes| Some((wishes.shape.clone()?, wishes.pacing, wishes.seed)));
    let given = [args.common.rate.is_some(), args.trace.is_some(), args.closed.is_some(), compress > 1];
    if given.iter().filter(|given| **given).count() > 1 {
        faults.push(say::one_schedule(lang));
    }
    if let Some(path) = &args.trace {
        return Schedule::Trace(trace(path, lang, faults));
    }
    if let Some(text) = &args.closed {
        return closed(text).unwrap_or_else(|| {
            faults.push(say::no_closed(lang, text));
            Schedule::Scenario { compress }
        });
    }
    match rate {
        Some((shape, pacing, seed)) => Schedule::Rate { shape, pacing, seed },
        None => Schedule::Scenario { compress },
    }
}

fn closed(text: &str) -> Option<Schedule> {
    let (workers, length) = text.split_once('@')?;
    let workers = workers.parse().ok().filter(|workers| (1..=10_000).contains(workers))?;
    let micros = crate::load::parse_length(length).filter(|micros| *micros > 0)?;
    Some(Schedule::Closed { workers, micros })
}

/// Seconds from the start, one a line below the heading `at`, in order.
fn trace(path: &Path, lang: Lang, faults: &mut Vec<String>) -> Vec<i64> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).unwrap_or_else(|error| {
        faults.push(say::no_file(lang, "--trace", &shown, &error.to_string()));
        "at\n0".to_owned()
    });
    let mut instants: Vec<i64> = Vec::new();
    let first = |line: &str| line.split([',', ';']).next().unwrap_or_default().trim().to_owned();
    for (number, line) in text.lines().enumerate().take(MOST_LINES) {
        let field = first(line);
        if number == 0 && field.trim_start_matches('\u{feff}') == "at" || line.trim().is_empty() {
            continue;
        }
        let at = crate::load::parse_decimal(&field).and_then(|millionths| i64::try_from(millionths).ok());
        match at.filter(|at| instants.last().is_none_or(|last| last <= at)) {
            Some(at) => instants.push(at),
            None => faults.push(say::no_trace_line(lang, &shown, number + 1, &field)),
        }
    }
    instants
}

fn document<'a>(note: &'a RunNote, world: &World, findings: &mut Findings) -> Document<'a> {
    let model: &Model = &world.model;
    Document {
        kind: Kind::Load,
        run: note,
        told: Told {
            title: model.title.clone(),
            deadline: DeadlineNote::of(&model.deadline, &model.parts().calendar),
            outline: Outline::of(model),
            weeks: model.period.weeks,
            confidence: 0.95,
            variants: Vec::new(),
            facts: Map::new(),
        },
        tables: tables::all(findings),
        dictionary: Name::new("5-kolonner", "columns"),
        extra: tables::files(findings),
    }
}
