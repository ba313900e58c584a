//! `bench msh`: how many documents a second the message server takes, each acknowledged when it is on the disk.
//!
//! The server is a process of its own, held to one core, with the clients on the others; closed loop: each connection sends its next document when the
//! last is answered. Beside it, what a bare flush costs on the same file system.

use super::exit::Exit;
use super::input;
use super::output::Output;
use super::sample::Sample;
use super::server_process::{ServerProcess, remove_store};
use crate::demand::Demand;
use crate::load::{RunId, World};
use crate::model::Model;
use crate::msh::keep_off;
use crate::text::{Lang, bench as say};
use crate::twin::Client;
use clap::Args;
use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Arguments of `bench msh`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct MshArgs {
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[arg(long, value_name = "ANTALL", default_value = "64,512")]
    connections: String,
    #[arg(long, value_name = "ANTALL", default_value = "10", allow_negative_numbers = true)]
    seconds: String,
    #[arg(long, value_name = "MAPPE")]
    folder: Option<PathBuf>,
    #[arg(long)]
    relaxed: bool,
}

pub fn run(args: &MshArgs, lang: Lang, out: &mut Output) -> Exit {
    bench(args, lang, out).unwrap_or_else(|exit| exit)
}

fn bench(args: &MshArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let seconds = input::whole("--seconds", &args.seconds, 1..=600, lang, &mut faults);
    let connections: Vec<usize> = args
        .connections
        .split(',')
        .map(|text| input::whole("--connections", text.trim(), 1..=4_000, lang, &mut faults) as usize)
        .collect();
    let file = input::read(&args.scenario, &faults, lang, out)?;
    let scenario = file.scenario(&Default::default()).map_err(|faults| input::refuse(&faults, lang, out))?;
    let model = Model::new(scenario.parts).map_err(|faults| out.refuse(&faults))?;
    let demand = Demand::compile(&model).map_err(|faults| out.refuse(&faults))?;
    let template = Sample::of(&World::new(model, demand, 1, false), BYTES);
    let template = template.ok_or_else(|| out.refuse(&[say::no_letters(lang)]))?;
    let folder = args.folder.clone().unwrap_or_else(std::env::temp_dir);
    let world = |out: &Output, error: std::io::Error| {
        out.warn(&crate::text::cli::cannot(lang, &folder.display().to_string(), &error));
        Exit::World
    };
    let probe = probe(&folder).map_err(|error| world(out, error))?;
    out.line(&say::probe(lang, probe))?;
    out.line(&say::msh_heading(lang, args.relaxed))?;
    // The server's core is the server's.
    keep_off(CORE);
    for count in connections {
        let store = folder.join(format!("bench-msh-{}-{count}.sqlite", std::process::id()));
        let core = CORE.to_string();
        let more: &[&str] = if args.relaxed { &["--core", &core, "--relaxed"] } else { &["--core", &core] };
        let measured = ServerProcess::start(&args.scenario, &store, more)
            .map(|server| measure(&server, count, Duration::from_secs(seconds), &template));
        remove_store(&store);
        let measured = measured.map_err(|error| world(out, error))?;
        out.line(&say::msh_row(lang, count, &measured))?;
        out.flush()?;
    }
    Ok(Exit::Done)
}

/// Bytes of a document.
const BYTES: usize = 4_096;
/// The server's; clients run on all others.
const CORE: usize = 0;

/// Half and 99 of 100 flushes of 8 KB take at most so long, in microseconds.
fn probe(folder: &Path) -> std::io::Result<(f64, f64)> {
    let path = folder.join(format!("bench-probe-{}", std::process::id()));
    let mut file = File::create(&path)?;
    let mut times = Vec::with_capacity(300);
    for _ in 0..300 {
        let begun = Instant::now();
        file.write_all(&[7; 8_192]).and_then(|()| file.sync_data())?;
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    let _ = fs::remove_file(&path);
    times.sort_by(f64::total_cmp);
    Ok((times[150], times[297]))
}

/// Sends until told to stop: the latencies in milliseconds of what was acknowledged while it counted, and how many
/// calls failed.
fn sender(
    address: SocketAddr,
    template: &Sample,
    (next, counting, stop): (&AtomicU64, &AtomicBool, &AtomicBool),
) -> (Vec<f64>, u64) {
    let (mut client, mut mine, mut failed) = (Client::new(address), Vec::new(), 0_u64);
    let run = RunId::new(1);
    while !stop.load(Ordering::Relaxed) {
        let body = template.body(&run.message(next.fetch_add(1, Ordering::Relaxed)));
        let begun = Instant::now();
        let answer = client.call(("POST", "/Messages"), &body, 0);
        let counted = counting.load(Ordering::Relaxed);
        match answer {
            Ok(reply) if reply.status == 201 && counted => mine.push(begun.elapsed().as_secs_f64() * 1e3),
            Ok(reply) if reply.status == 201 => {}
            _ => failed += 1,
        }
    }
    (mine, failed)
}

/// Closed loop over so many connections, after a second to warm up.
fn measure(server: &ServerProcess, connections: usize, time: Duration, template: &Sample) -> say::Measured {
    let (stop, counting, next) = (AtomicBool::new(false), AtomicBool::new(false), AtomicU64::new(0));
    let mut latencies: Vec<f64> = Vec::new();
    let (mut cpu, mut wall, mut failed) = (None, Duration::ZERO, 0);
    std::thread::scope(|scope| {
        let send = || sender(server.outside, template, (&next, &counting, &stop));
        let builder = || std::thread::Builder::new().stack_size(256 * 1024);
        let threads: Vec<_> =
            (0..connections).map(|_| builder().spawn_scoped(scope, send).expect("a thread")).collect();
        std::thread::sleep(Duration::from_secs(1));
        let (before, begun) = (server.cpu_seconds(), Instant::now());
        counting.store(true, Ordering::Relaxed);
        std::thread::sleep(time);
        counting.store(false, Ordering::Relaxed);
        cpu = before.zip(server.cpu_seconds()).map(|(before, after)| after - before);
        wall = begun.elapsed();
        stop.store(true, Ordering::Relaxed);
        for thread in threads {
            let (mine, wrong) = thread.join().expect("it sends");
            latencies.extend(mine);
            failed += wrong;
        }
    });
    latencies.sort_by(f64::total_cmp);
    let at = |share: f64| latencies.get((latencies.len() as f64 * share) as usize).copied();
    say::Measured {
        a_second: latencies.len() as f64 / wall.as_secs_f64(),
        cpu_micros: cpu.map(|cpu| cpu * 1e6 / latencies.len().max(1) as f64),
        half_ms: at(0.5),
        most_ms: at(0.99),
        failed,
    }
}
