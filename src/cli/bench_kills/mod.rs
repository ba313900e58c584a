//! `bench kills`: whether a message server that is killed again and again keeps what it promised.
//!
//! Senders post, workers lease, answer and forward, and the server is killed (`kill -9`) in the middle of it. A call that
//! broke is made again, with the same document, at the server that was started after it. At the end everything is counted
//! over the interfaces alone.

mod callers;
mod judging;

use super::exit::Exit;
use super::input;
use super::output::Output;
use super::sample::Sample;
use super::server_process::{ServerProcess, remove_store};
use crate::demand::Demand;
use crate::load::World;
use crate::model::Model;
use crate::random::child;
use crate::text::{Lang, bench as say};
use callers::{Field, Sent, Worked};
use clap::Args;
use judging::judge;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Arguments of `bench kills`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct KillsArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(long, value_name = "ANTALL", default_value = "20", allow_negative_numbers = true)]
    kills: String,
    #[arg(long, value_name = "ANTALL", default_value = "100000", allow_negative_numbers = true)]
    messages: String,
    #[arg(long, value_name = "ANTALL", default_value = "16", allow_negative_numbers = true)]
    connections: String,
    #[arg(long, value_name = "MAPPE")]
    folder: Option<PathBuf>,
}

/// Bytes of a document.
const BYTES: usize = 4_096;
const WORKERS: usize = 2;
/// Nothing is acknowledged for so long: the server hangs.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn run(args: &KillsArgs, lang: Lang, out: &mut Output) -> Exit {
    try_out(args, lang, out).unwrap_or_else(|exit| exit)
}

fn try_out(args: &KillsArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let kills = input::whole("--kills", &args.kills, 0..=1_000, lang, &mut faults);
    let messages = input::whole("--messages", &args.messages, 1..=10_000_000, lang, &mut faults);
    let connections = input::whole("--connections", &args.connections, 1..=1_000, lang, &mut faults) as usize;
    let file = input::read(&args.scenario, &faults, lang, out)?;
    let scenario = file.scenario(&Default::default()).map_err(|faults| input::refuse(&faults, lang, out))?;
    let model = Model::new(scenario.parts).map_err(|faults| out.refuse(&faults))?;
    let demand = Demand::compile(&model).map_err(|faults| out.refuse(&faults))?;
    let sample = Sample::of(&World::new(model, demand, 1, false), BYTES);
    let sample = sample.ok_or_else(|| out.refuse(&[say::no_letters(lang)]))?;
    let folder = args.folder.clone().unwrap_or_else(std::env::temp_dir);
    let store = folder.join(format!("bench-kills-{}.sqlite", std::process::id()));
    let tried = attempt(&args.scenario, &store, (kills, messages, connections), &sample);
    let kept = tried.as_ref().is_ok_and(say::Kills::is_kept);
    if kept {
        remove_store(&store);
    }
    let found = tried.map_err(|error| {
        out.warn(&crate::text::cli::cannot(lang, &store.display().to_string(), &error));
        Exit::World
    })?;
    out.line(&say::kills(lang, &found))?;
    if kept {
        return Ok(Exit::Done);
    }
    out.line(&say::store_is_kept(lang, &store.display().to_string()))?;
    Ok(Exit::Violation)
}

/// Sends, kills, starts again, and counts.
fn attempt(
    scenario: &Path,
    store: &Path,
    (kills, messages, connections): (u64, u64, usize),
    sample: &Sample,
) -> io::Result<say::Kills> {
    let server = ServerProcess::start(scenario, store, &[])?;
    let field = Field::new(messages, &server);
    let mut longest = Duration::ZERO;
    let (sent, worked) = std::thread::scope(|scope| {
        let senders: Vec<_> =
            (0..connections).map(|_| scope.spawn(|| callers::send(&field, sample))).collect();
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(|| callers::work(&field))).collect();
        let killed = kill_again_and_again((scenario, store), server, (&field, kills));
        if killed.is_err() {
            field.give_up();
        }
        let sent: Vec<Sent> = senders.into_iter().map(|thread| thread.join().expect("it sends")).collect();
        field.over.store(true, Ordering::Relaxed);
        let worked: Vec<Worked> =
            workers.into_iter().map(|thread| thread.join().expect("it works")).collect();
        longest = killed?;
        Ok::<_, io::Error>((sent, worked))
    })?;
    // What is to be kept is on the disk by now: the count needs no flushes.
    let server = ServerProcess::start(scenario, store, &["--relaxed"])?;
    let mut found = judge(&server, sample, (&sent, &worked), connections)?;
    (found.kills, found.messages, found.longest_start) = (kills, messages, longest.as_secs_f64());
    Ok(found)
}

/// Kills at instants spread over the messages, each somewhere within some tens of milliseconds; the longest start.
fn kill_again_and_again(
    (scenario, store): (&Path, &Path),
    mut server: ServerProcess,
    (field, kills): (&Field, u64),
) -> io::Result<Duration> {
    let mut longest = Duration::ZERO;
    for kill in 1..=kills {
        field.wait_for(field.messages * kill / (kills + 1), PATIENCE)?;
        std::thread::sleep(Duration::from_micros(child(kill, 0, 0) % 40_000));
        drop(server);
        let begun = Instant::now();
        server = ServerProcess::start(scenario, store, &[])?;
        longest = longest.max(begun.elapsed());
        field.moved(&server);
    }
    field.wait_for(field.messages, PATIENCE)?;
    field.wait_for_workers();
    // The last kill: the count begins with a recovery, too.
    drop(server);
    Ok(longest)
}
