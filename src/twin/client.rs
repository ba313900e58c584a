//! One call at a time over one connection that stays open: the next begins when the last is answered.
//!
//! Knows no messages. HTTP/1.1 with `Content-Length`, as the message server speaks it; loopback only.

use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A connection to one listener of the server.
pub struct Client {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    calls: u64,
    tells_time: bool,
    /// Of the last call that was to change something: when it was made, and when it was answered.
    pub changed: Option<(Instant, Instant)>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    body: Vec<u8>,
}

impl Reply {
    /// The body as JSON; `Null` if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

const PATIENCE: Duration = Duration::from_secs(30);

impl Client {
    pub fn new(address: SocketAddr) -> Client {
        Client { address, stream: None, calls: 0, tells_time: true, changed: None }
    }

    /// Calls that leave the time to the server's own clock.
    pub fn without_time(address: SocketAddr) -> Client {
        Client { tells_time: false, ..Client::new(address) }
    }

    /// Calls made so far.
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// A call at an instant of the scenario (microseconds since 1970).
    ///
    /// # Errors
    /// The server cannot be reached, or answers in no form that is known.
    pub fn call(&mut self, (method, path): (&str, &str), body: &str, at: i64) -> io::Result<Reply> {
        self.calls += 1;
        let made = Instant::now();
        let reply = self.made((method, path), body, at);
        if method != "GET" {
            self.changed = Some((made, Instant::now()));
        }
        reply
    }

    fn made(&mut self, (method, path): (&str, &str), body: &str, at: i64) -> io::Result<Reply> {
        let time = if self.tells_time { format!("meldingsflyt-time: {at}\r\n") } else { String::new() };
        let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
        let (address, length) = (self.address, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\napi-version: 2\r\nnhn-source-system: meldingsflyt, twin\r\n{time}{kind}Content-Length: {length}\r\n\r\n{body}"
        );
        if let Some(reply) = self.stream.take().and_then(|stream| self.exchange(stream, &request).ok()) {
            return Ok(reply);
        }
        // The server may have closed a connection that was idle.
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        self.exchange(BufReader::new(stream), &request)
    }

    fn exchange(&mut self, mut stream: BufReader<TcpStream>, request: &str) -> io::Result<Reply> {
        stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let unknown = || io::Error::new(io::ErrorKind::InvalidData, "an answer of no known form");
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(unknown)?;
        let (mut length, mut closes) = (0, false);
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().map_err(|_| unknown())?,
                "connection" => closes = value.trim().eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        self.stream = (!closes).then_some(stream);
        Ok(Reply { status, body })
    }
}

/// A path segment, percent-encoded.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
