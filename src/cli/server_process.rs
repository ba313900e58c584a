//! A message server in a process of its own, for benchmarks.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Killed (`kill -9`) when it is let go.
pub struct ServerProcess {
    process: Child,
    pub outside: SocketAddr,
    pub inside: SocketAddr,
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl ServerProcess {
    /// On loopback, at ports that are free.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(scenario: &Path, store: &Path, more: &[&str]) -> io::Result<ServerProcess> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("msh").arg(scenario).arg("--store").arg(store).args(["--lang", "en"]);
        command.args(["--listen", "127.0.0.1:0", "--listen-inside", "127.0.0.1:0"]).args(more);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("piped")).read_line(&mut line)?;
        let address = |number: usize| line.split("http://").nth(number)?.split(' ').next()?.parse().ok();
        match address(1).zip(address(2)) {
            Some((outside, inside)) => Ok(ServerProcess { process, outside, inside }),
            None => {
                let _ = process.kill();
                let _ = process.wait();
                Err(io::Error::other("the server does not start"))
            }
        }
    }

    /// Time of the process on a processor, where the system tells it.
    pub fn cpu_seconds(&self) -> Option<f64> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).ok()?;
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
        Some(ticks as f64 / 100.0)
    }
}

/// The store's file and its log.
pub fn remove_store(store: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", store.display()));
    }
}
