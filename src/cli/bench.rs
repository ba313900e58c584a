//! `bench simulate`: how fast the simulator is on queues whose answer is known, in one line for a table.
//!
//! An event is a birth, or a case that ends; nothing else counts. All measures are on. One thread.

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::experiment::Subject;
use crate::model::{Inbox, Model, Parts};
use crate::queueing;
use crate::random::Law;
use crate::record::{Context, Fact, Recorder};
use crate::scenario::{Overrides, ScenarioFile};
use crate::text::Lang;
use crate::time::{Duration, Instant};
use clap::{Args, Subcommand, ValueEnum};
use std::fs;
use std::path::Path;

/// What is measured.
#[derive(Subcommand, Debug)]
pub enum BenchCommand {
    Simulate(SimulateArgs),
    Route(super::bench_route::RouteArgs),
    #[cfg(feature = "net")]
    Msh(super::bench_msh::MshArgs),
    #[cfg(feature = "net")]
    Kills(super::bench_kills::KillsArgs),
    Studies(super::bench_studies::StudiesArgs),
    Optimum(super::bench_optimum::OptimumArgs),
}

/// Arguments of `bench simulate`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct SimulateArgs {
    #[arg(value_name = "MODELL")]
    model: Queue,
    #[arg(value_name = "KUNDER", allow_negative_numbers = true)]
    customers: String,
    #[arg(value_name = "FRØ", allow_negative_numbers = true)]
    seed: String,
}

/// Time is counted in mean gaps between arrivals.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Queue {
    /// One server with a mean of 0.9.
    Mm1,
    /// Three clerks with a mean of 2.5 sort into four groups with 4, 3, 2 and 1 servers with a mean of 8.5; 5 % of what is
    /// sorted goes to a wrong group and comes back.
    Net,
}

/// Fewer say nothing of speed, more take a day.
const CUSTOMERS: std::ops::RangeInclusive<u64> = 1_000..=1_000_000_000;
/// About so many customers a week, over at most so many weeks.
const A_WEEK: u64 = 10_000;
const MOST_WEEKS: u64 = 1_000;

const SORTING: f64 = 2.5;
const CLERKS: u32 = 3;
const GROUP: f64 = 8.5;
/// Share and servers of each group.
const GROUPS: [(f64, u32); 4] = [(0.4, 4), (0.3, 3), (0.2, 2), (0.1, 1)];
const WRONG: f64 = 0.05;

pub fn run(command: &BenchCommand, lang: Lang, out: &mut Output) -> Exit {
    let args = match command {
        BenchCommand::Simulate(args) => args,
        BenchCommand::Route(args) => return super::bench_route::run(args, lang, out),
        #[cfg(feature = "net")]
        BenchCommand::Msh(args) => return super::bench_msh::run(args, lang, out),
        #[cfg(feature = "net")]
        BenchCommand::Kills(args) => return super::bench_kills::run(args, lang, out),
        BenchCommand::Studies(args) => return super::bench_studies::run(args, lang, out),
        BenchCommand::Optimum(args) => return super::bench_optimum::run(args, lang, out),
    };
    let mut faults = Vec::new();
    let customers = input::whole("KUNDER", &args.customers, CUSTOMERS, lang, &mut faults);
    let seed = input::whole("FRØ", &args.seed, 0..=u64::MAX, lang, &mut faults);
    if !faults.is_empty() {
        return out.refuse(&faults);
    }
    let weeks = customers.div_ceil(A_WEEK).min(MOST_WEEKS);
    let gap = (Duration::DAY.times(7 * weeks as i64).micros() as f64 / customers as f64).max(1_000.0);
    let subject = Subject::new(Model::new(args.model.parts(weeks, gap)).expect("a sound calendar"));
    let subject = subject.expect("no backlog");
    let (wall, cpu) = (std::time::Instant::now(), cpu_seconds());
    let (observations, count) = subject.replicate_with(seed, 0, Count::default());
    let wall = wall.elapsed().as_secs_f64();
    let cpu = cpu.zip(cpu_seconds()).map(|(before, after)| after - before);
    let a_second = |number: u64| cpu.map(|cpu| number as f64 / cpu);
    let mean = observations.reply[0].elapsed.mean.map(|micros| micros / gap);
    let fields = [
        "meldingsflyt".to_owned(),
        args.model.name().to_owned(),
        count.births.to_string(),
        count.events.to_string(),
        number(cpu, 3),
        number(Some(wall), 3),
        number(a_second(count.births), 0),
        number(a_second(count.events), 0),
        number(mean, 4),
        number(args.model.theory(), 4),
        number(peak_mb(), 1),
    ];
    out.line(&fields.join(",")).map_or_else(|exit| exit, |()| Exit::Done)
}

/// What is not known on this system is left empty.
fn number(value: Option<f64>, decimals: usize) -> String {
    value.map_or(String::new(), |value| format!("{value:.decimals$}"))
}

impl Queue {
    const fn name(self) -> &'static str {
        match self {
            Queue::Mm1 => "mm1",
            Queue::Net => "net",
        }
    }

    /// The scenario of the theory tests, with so many weeks and this mean gap in microseconds.
    fn parts(self, weeks: u64, gap: f64) -> Parts {
        let text = match self {
            Queue::Mm1 => include_str!("../../scenarios/theory/mm1.toml"),
            Queue::Net => include_str!("../../scenarios/theory/nettverk.toml"),
        };
        let file = ScenarioFile::from_text(text, Path::new("")).expect("a shipped scenario");
        let mut parts = file.scenario(&Overrides::default()).expect("a shipped scenario").parts;
        let law =
            |mean: f64| Law::exponential(Duration::from_micros((mean * gap) as i64)).expect("a mean above 0");
        parts.period.weeks = weeks as u32;
        parts.period.warm_up_weeks = 0;
        parts.demand[0].targets[0].per_week = Duration::DAY.times(7).micros() as f64 / gap;
        let in_group = if matches!(self, Queue::Mm1) { 0.9 } else { GROUP };
        let answer = |inbox: &mut Inbox| {
            inbox.answering.iter_mut().for_each(|(_, time)| *time = law(in_group));
            inbox.look = law(in_group);
        };
        parts.inboxes.iter_mut().for_each(answer);
        parts.departments[0].sorting = law(SORTING);
        parts
    }

    /// Mean time from receipt to answer in steady state: every station of the network is an M/M/c apart (Jackson).
    fn theory(self) -> Option<f64> {
        if matches!(self, Queue::Mm1) {
            return Some(queueing::mm1(1.0, 1.0 / 0.9)?.mean_time);
        }
        let sorted = 1.0 / (1.0 - WRONG);
        let mut time = sorted * queueing::mmc(sorted, 1.0 / SORTING, CLERKS)?.mean_time;
        for (share, servers) in GROUPS {
            let others = GROUPS.iter().filter(|(other, _)| *other != share);
            let wrongly: f64 = others.map(|(other, _)| other * share / (1.0 - other)).sum();
            let rate = share + (sorted - 1.0) * wrongly;
            time += rate * queueing::mmc(rate, 1.0 / GROUP, servers)?.mean_time;
        }
        Some(time)
    }
}

/// Counts what figures of speed count.
#[derive(Default)]
struct Count {
    births: u64,
    events: u64,
}

impl Recorder for Count {
    #[inline(always)]
    fn record(&mut self, _: &Context<'_>, _: Instant, fact: &Fact<'_>) {
        let birth = matches!(fact, Fact::Sent { birth: true, .. });
        self.births += u64::from(birth);
        self.events += u64::from(birth || matches!(fact, Fact::Ended { done: true, .. }));
    }
}

/// Time of this thread on a processor, where the system tells it.
fn cpu_seconds() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<u64>().ok()? as f64 / 1e9)
}

/// The most memory that the process ever had, where the system tells it.
pub(super) fn peak_mb() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? as f64 / 1024.0)
}
