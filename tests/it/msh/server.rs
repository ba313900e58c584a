//! A server process for a test, and calls to it over a plain socket.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server; killed when the test lets go of it.
pub struct Server {
    process: Child,
    pub outside: SocketAddr,
    pub inside: SocketAddr,
    pub store: PathBuf,
    pub said: String,
}

/// A reply.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The quoted UUID of a 201.
    pub fn id(&self) -> String {
        assert_eq!(self.status, 201, "{}", String::from_utf8_lossy(&self.body));
        self.json().as_str().expect("a text").to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut found = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.trim())
    }
}

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meldingsflyt"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

impl Server {
    /// Starts a server for the department's scenario with a store in this folder.
    pub fn start(folder: &Path, more: &[&str]) -> Server {
        Server::start_by(program(), folder, more)
    }

    /// As [`Server::start`], by a command that stands before the program's arguments.
    pub fn start_by(mut command: Command, folder: &Path, more: &[&str]) -> Server {
        let store = folder.join("store.sqlite");
        command.args(["msh", "scenarios/lunge-poliklinikk.toml", "--lang", "en"]);
        let listens = more.contains(&"--listen");
        command.args(if listens { &[][..] } else { &["--listen", "127.0.0.1:0"] });
        command.args(["--listen-inside", "127.0.0.1:0", "--store"]).arg(&store).args(more);
        let log = std::fs::File::create(folder.join("log")).expect("a log");
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().expect("it starts");
        let mut said = String::new();
        let mut out = BufReader::new(process.stdout.take().expect("piped"));
        out.read_line(&mut said).expect("it says where it listens");
        let mut addresses = said.split("http").skip(1).map(|rest| {
            let address = rest.trim_start_matches('s').trim_start_matches("://");
            let end = address.find(' ').unwrap_or(address.len());
            address[..end].parse().expect("an address")
        });
        let (outside, inside) = (addresses.next().expect("two"), addresses.next().expect("two"));
        drop(addresses);
        Server { process, outside, inside, store, said }
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }

    /// `kill -9` of a server that runs under `strace`, which ends with it; killed itself, it would leave the server behind.
    pub fn kill_traced(mut self) {
        let id = self.process.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).expect("Linux");
        Command::new("kill").arg("-KILL").args(children.split_whitespace()).status().expect("kill is there");
        self.process.wait().expect("it ends");
    }

    /// Asks it to stop and waits; its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let id = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().expect("kill is there");
        self.process.wait().expect("it ends").code()
    }

    /// A call of the official interface.
    pub fn call(&self, method: &str, path: &str, body: &str) -> Reply {
        let heads = "api-version: 2\r\nnhn-source-system: tests, v1\r\n";
        call(self.outside, method, path, heads, body).expect("an answer")
    }

    /// A call of the inside interface.
    pub fn work(&self, method: &str, path: &str, body: &str) -> Reply {
        call(self.inside, method, &format!("/inside/v1{path}"), "", body).expect("an answer")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One call on a connection of its own; `None` if it breaks.
pub fn call(address: SocketAddr, method: &str, path: &str, heads: &str, body: &str) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out can be set");
    // A server that refuses early may close before it has read everything.
    let _ = stream.write_all(request(address, method, path, heads, body).as_bytes());
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    answered(&bytes)
}

/// A call as it goes over the wire.
pub fn request(address: SocketAddr, method: &str, path: &str, heads: &str, body: &str) -> String {
    let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{heads}{kind}Content-Length: {length}\r\n\r\n{body}"
    )
}

/// A reply as it came over the wire; `None` if it is not whole.
pub fn answered(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut body = bytes[end + 4..].to_vec();
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok()
    });
    if length.is_some_and(|length| length > body.len()) {
        return None;
    }
    body.truncate(length.unwrap_or(body.len()));
    Some(Reply { status, head, body })
}
