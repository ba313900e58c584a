//! The client's side of HTTP/1.1: connections that open as they are needed, and one call over one of them.
//!
//! Follows no redirect and reads no proxy from the environment. Knows no messages.

use super::clock::Clock;
pub use super::connection::Failure;
use super::connection::{Connection, Reply, Scratch};
use super::endpoint::Endpoint;
use super::login::Login;
use bytes::Bytes;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// A call to be made.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: &'static str,
    /// With its query; below the target's base path.
    pub path: Cow<'static, str>,
    /// JSON; empty: none.
    pub body: Bytes,
}

impl Call {
    pub fn get(path: String) -> Call {
        Call { method: "GET", path: path.into(), body: Bytes::new() }
    }

    pub fn post(path: impl Into<Cow<'static, str>>, body: impl Into<Bytes>) -> Call {
        Call { method: "POST", path: path.into(), body: body.into() }
    }

    pub fn put(path: String) -> Call {
        Call { method: "PUT", path: path.into(), body: Bytes::new() }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Bytes,
    /// Seconds after which the target wants to be asked again.
    pub retry_after: Option<u64>,
    /// When the call was handed to a connection, on the run's clock.
    pub sent: u64,
}

impl Answer {
    /// One that no target gave.
    pub fn made_up(status: u16, sent: u64) -> Answer {
        Answer { status, body: Bytes::new(), retry_after: None, sent }
    }
}

/// Calls one target.
pub struct Client {
    endpoint: Endpoint,
    login: Login,
    clock: Clock,
    patience: Duration,
    permits: Semaphore,
    idle: RefCell<Vec<Connection>>,
    opened: Cell<u64>,
    /// Lines of the head that every call has.
    common: Vec<u8>,
    scratch: Scratch,
    /// Room for requests that is not in use.
    rooms: RefCell<Vec<Vec<u8>>>,
}

/// What a client may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open connections at once; a call that finds none waits.
    pub connections: usize,
    /// After so long an answer does not come any more.
    pub patience: Duration,
}

/// Unused rooms that are kept, and how large they may be.
const ROOMS: usize = 16;
const MOST_ROOM: usize = 256 * 1024;

impl Client {
    pub fn new(endpoint: Endpoint, login: Login, clock: Clock, limits: Limits) -> Rc<Client> {
        // What the official description asks for with every call.
        let common = format!(
            "host: {}\r\napi-version: 2\r\nnhn-source-system: meldingsflyt {}\r\n",
            endpoint.authority(),
            env!("CARGO_PKG_VERSION")
        );
        Rc::new(Client {
            endpoint,
            login,
            clock,
            patience: limits.patience,
            permits: Semaphore::new(limits.connections),
            idle: RefCell::new(Vec::new()),
            opened: Cell::new(0),
            common: common.into_bytes(),
            scratch: Scratch::new(),
            rooms: RefCell::new(Vec::new()),
        })
    }

    /// Connections opened so far.
    pub fn opened(&self) -> u64 {
        self.opened.get()
    }

    /// The token costs, if there are any.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// Makes a call on an idle connection, or on a new one.
    ///
    /// # Errors
    /// No connection, no answer in time, or an answer cut off.
    pub async fn call(&self, call: &Call) -> Result<Answer, Failure> {
        let _permit = self.permits.acquire().await.map_err(|gone| Failure::NotSent(gone.to_string()))?;
        let late = |_| Failure::Cut(format!("no answer within {} s", self.patience.as_secs()));
        tokio::time::timeout(self.patience, self.asked(call)).await.map_err(late)?
    }

    /// Sends a call and cuts the connection before an answer; what that is for the caller.
    pub async fn cut_off(&self, call: &Call) -> Failure {
        let sent = async {
            let mut room = Vec::new();
            self.request(call, &mut room).await?;
            self.open().await?.send(&room).await
        };
        match tokio::time::timeout(self.patience, sent).await {
            Ok(Err(failure)) => failure,
            _ => Failure::Cut("cut on purpose".to_owned()),
        }
    }

    async fn asked(&self, call: &Call) -> Result<Answer, Failure> {
        let mut room = self.rooms.borrow_mut().pop().unwrap_or_default();
        // Before the connection: a token may have to be asked for first.
        self.request(call, &mut room).await?;
        let (mut reply, mut sent) = self.on_a_connection(&room).await?;
        if self.login.asks_again(reply.status, reply.nonce.as_deref()) {
            self.request(call, &mut room).await?;
            (reply, sent) = self.on_a_connection(&room).await?;
            self.login.asks_again(reply.status, reply.nonce.as_deref());
        }
        if self.rooms.borrow().len() < ROOMS && room.capacity() <= MOST_ROOM {
            self.rooms.borrow_mut().push(room);
        }
        let Reply { status, body, retry_after, .. } = reply;
        Ok(Answer { status, body, retry_after, sent })
    }

    /// The reply, and when the request was handed over.
    async fn on_a_connection(&self, request: &[u8]) -> Result<(Reply, u64), Failure> {
        loop {
            // The guard must not live while a connection opens.
            let idle = self.idle.borrow_mut().pop();
            let (mut connection, fresh) = match idle {
                Some(connection) => (connection, false),
                None => (self.open().await?, true),
            };
            // The other side may have closed it while it lay idle.
            if !fresh && !connection.is_alive(&self.scratch).await {
                continue;
            }
            let sent = self.clock.now();
            match connection.exchange(request, &self.scratch).await {
                Ok(reply) => {
                    if connection.is_open() {
                        self.idle.borrow_mut().push(connection);
                    }
                    return Ok((reply, sent));
                }
                Err(Failure::NotSent(_)) if !fresh => {}
                Err(failure) => return Err(failure),
            }
        }
    }

    async fn open(&self) -> Result<Connection, Failure> {
        let opened = self.endpoint.open().await.map_err(|error| Failure::NotSent(error.to_string()))?;
        self.opened.set(self.opened.get() + 1);
        Ok(Connection::over(opened))
    }

    /// Writes a call as it goes over the wire.
    async fn request(&self, call: &Call, room: &mut Vec<u8>) -> Result<(), Failure> {
        // Ids that the target gave are in paths: none may end the line.
        if !call.path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Failure::NotSent(format!("{:?} is no path", call.path)));
        }
        room.clear();
        begin(room, (call.method, self.endpoint.base(), &call.path));
        room.extend_from_slice(&self.common);
        self.login.sign(room, (call.method, &self.endpoint, &call.path)).await.map_err(Failure::NotSent)?;
        let content = if call.body.is_empty() { "" } else { "content-type: application/json\r\n" };
        finish(room, content, &call.body);
        Ok(())
    }
}

fn begin(room: &mut Vec<u8>, (method, base, path): (&str, &str, &str)) {
    for part in [method, " ", base, path, " HTTP/1.1\r\n"] {
        room.extend_from_slice(part.as_bytes());
    }
}

fn finish(room: &mut Vec<u8>, content: &str, body: &[u8]) {
    write!(room, "{content}content-length: {}\r\n\r\n", body.len()).expect("writing to memory does not fail");
    room.extend_from_slice(body);
}

/// Posts a form over a connection of its own; `lines` are more lines of the head.
///
/// # Errors
/// No connection or no answer.
pub(super) async fn post_form(endpoint: &Endpoint, lines: &str, form: &str) -> Result<Reply, Failure> {
    let opened = endpoint.open().await.map_err(|error| Failure::NotSent(error.to_string()))?;
    let mut request = Vec::new();
    begin(&mut request, ("POST", "", endpoint.path()));
    request.extend_from_slice(
        format!("host: {}\r\nconnection: close\r\n{lines}", endpoint.authority()).as_bytes(),
    );
    finish(&mut request, "content-type: application/x-www-form-urlencoded\r\n", form.as_bytes());
    Connection::over(opened).exchange(&request, &Scratch::new()).await
}
