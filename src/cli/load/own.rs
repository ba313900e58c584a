//! `--target own`: this program's own message server, started for the run in a process of its own with a store of its
//! own, and killed and started again when the scenario says so.

use super::order::Common;
use crate::scenario::{LoadFaultKind, LoadTest};
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The word that stands in the place of an address.
pub const OWN: &str = "own";

/// A running server; it ends, and its store goes, when it is let go of.
pub struct OwnServer {
    stop: Option<Sender<()>>,
    keeper: Option<JoinHandle<u64>>,
    folder: PathBuf,
    pub outside: String,
    pub inside: String,
}

/// When a server is killed: each time so much has passed, within a stretch of the run.
#[derive(Clone, Copy)]
struct Kills {
    every: Duration,
    from: Duration,
    to: Duration,
}

/// What starts it, again and again.
struct Recipe {
    arguments: Vec<String>,
    addresses: [String; 2],
}

impl Recipe {
    fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(&self.arguments);
        let [outside, inside] = &self.addresses;
        command.args(["--listen", outside, "--listen-inside", inside]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }
}

impl OwnServer {
    /// Starts it on free ports.
    ///
    /// # Errors
    /// It does not start, or says nothing.
    pub fn start(common: &Common, load: &LoadTest) -> io::Result<OwnServer> {
        let folder = std::env::temp_dir().join(format!("meldingsflyt-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let text = |path: &std::path::Path| path.display().to_string();
        let mut arguments = vec!["msh".to_owned(), text(&common.scenario), "--lang=en".to_owned()];
        arguments.push(format!("--store={}", text(&folder.join("store.sqlite"))));
        arguments.extend(common.variant.iter().map(|variant| format!("--variant={variant}")));
        arguments.extend(common.set.iter().map(|set| format!("--set={set}")));
        let free = || "127.0.0.1:0".to_owned();
        let mut recipe = Recipe { arguments, addresses: [free(), free()] };
        let mut child = recipe.start()?;
        recipe.addresses = said(&mut child).inspect_err(|_| drop(std::fs::remove_dir_all(&folder)))?;
        let [outside, inside] = recipe.addresses.clone().map(|address| format!("http://{address}"));
        let kills = kills(load);
        let (stop, stopped) = mpsc::channel();
        let keeper = thread::spawn(move || keep(&recipe, child, &kills, &stopped));
        Ok(OwnServer { stop: Some(stop), keeper: Some(keeper), folder, outside, inside })
    }

    /// Ends it; how often it was killed and started again.
    pub fn stop(mut self) -> u64 {
        drop(self.stop.take());
        self.keeper.take().and_then(|keeper| keeper.join().ok()).unwrap_or_default()
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        drop(self.keeper.take().map(JoinHandle::join));
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// The two addresses of a server's first line.
fn said(child: &mut Child) -> io::Result<[String; 2]> {
    let mut line = String::new();
    let out = child.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
    BufReader::new(out).read_line(&mut line)?;
    let mut addresses = line.split("http://").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_hexdigit() && !".:".contains(c)).unwrap_or(rest.len());
        rest[..end].trim_end_matches(['.', ':']).to_owned()
    });
    match (addresses.next(), addresses.next()) {
        (Some(outside), Some(inside)) => Ok([outside, inside]),
        _ => {
            let _ = child.kill();
            let _ = child.wait();
            Err(io::Error::other("the message server did not start"))
        }
    }
}

fn kills(load: &LoadTest) -> Vec<Kills> {
    let wall = |time: crate::time::Duration| Duration::from_micros(time.micros() as u64);
    let kills = load.faults.iter().filter_map(|fault| match fault.kind {
        LoadFaultKind::Kill { every } => {
            Some(Kills { every: wall(every), from: wall(fault.from), to: wall(fault.to) })
        }
        _ => None,
    });
    kills.collect()
}

/// How long after the start a server is killed next, if that was the last time.
fn next(kills: &[Kills], last: Duration) -> Option<Duration> {
    let after = |kill: &Kills| {
        let passed = last.saturating_sub(kill.from).as_nanos() / kill.every.as_nanos();
        let times = u32::try_from(passed + 1).ok()?;
        Some(kill.from + kill.every * times).filter(|at| *at < kill.to)
    };
    kills.iter().filter_map(after).min()
}

/// Kills and starts until it is told to stop; how often.
fn keep(recipe: &Recipe, mut child: Child, kills: &[Kills], stopped: &mpsc::Receiver<()>) -> u64 {
    let (begun, mut last, mut count) = (Instant::now(), Duration::ZERO, 0);
    loop {
        let due = next(kills, last);
        let wait = due.map_or(Duration::from_secs(3_600), |due| due.saturating_sub(begun.elapsed()));
        match (stopped.recv_timeout(wait), due) {
            (Err(RecvTimeoutError::Timeout), Some(due)) => {
                last = due;
                let _ = child.kill();
                let _ = child.wait();
                match recipe.start() {
                    Ok(again) => child = again,
                    Err(_) => return count,
                }
                count += 1;
            }
            (Err(RecvTimeoutError::Timeout), None) => {}
            _ => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_killed_when_its_time_has_come() {
        let second = Duration::from_secs;
        let kill = |every, from, to| Kills { every: second(every), from: second(from), to: second(to) };
        let both = [kill(10, 0, 35), kill(7, 20, 30)];
        let mut at = Duration::ZERO;
        let mut times = Vec::new();
        while let Some(due) = next(&both, at) {
            times.push(due.as_secs());
            at = due;
        }
        assert_eq!(times, [10, 20, 27, 30]);
        assert_eq!(next(&[], Duration::ZERO), None);
    }
}
