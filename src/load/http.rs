//! The client's side of HTTP/1.1: connections that open as they are needed, and one call over one of them.
//!
//! Follows no redirect and reads no proxy from the environment. Knows no messages.

use super::clock::Clock;
use super::endpoint::{Endpoint, Stream};
use super::login::Login;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// What the official description asks for with every call.
const VERSION: (&str, &str) = ("api-version", "2");
const SOURCE: &str = "nhn-source-system";

/// A call to be made.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: Method,
    /// With its query; below the target's base path.
    pub path: String,
    /// JSON; empty: none.
    pub body: Bytes,
}

impl Call {
    pub fn get(path: String) -> Call {
        Call { method: Method::GET, path, body: Bytes::new() }
    }

    pub fn post(path: impl Into<String>, body: impl Into<Bytes>) -> Call {
        Call { method: Method::POST, path: path.into(), body: body.into() }
    }

    pub fn put(path: String) -> Call {
        Call { method: Method::PUT, path, body: Bytes::new() }
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

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The target has not had it.
    NotSent(String),
    /// It was sent, or a part of it: the target may have it.
    Cut(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::NotSent(why) | Failure::Cut(why) => f.write_str(why),
        }
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
    source: HeaderValue,
}

/// What a client may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open connections at once; a call that finds none waits.
    pub connections: usize,
    /// After so long an answer does not come any more.
    pub patience: Duration,
}

impl Client {
    pub fn new(endpoint: Endpoint, login: Login, clock: Clock, limits: Limits) -> Rc<Client> {
        let source = HeaderValue::from_static(concat!("meldingsflyt ", env!("CARGO_PKG_VERSION")));
        Rc::new(Client {
            endpoint,
            login,
            clock,
            patience: limits.patience,
            permits: Semaphore::new(limits.connections),
            idle: RefCell::new(Vec::new()),
            opened: Cell::new(0),
            source,
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
        tokio::time::timeout(self.patience, self.on_a_connection(call)).await.map_err(late)?
    }

    async fn on_a_connection(&self, call: &Call) -> Result<Answer, Failure> {
        let mut asked_again = false;
        loop {
            // Before the connection: a token may have to be asked for first.
            let request = self.request(call).await?;
            // The guard must not live while a connection opens.
            let idle = self.idle.borrow_mut().pop();
            let (mut connection, fresh) = match idle {
                Some(connection) => (connection, false),
                None => (self.open().await?, true),
            };
            let sent = self.clock.now();
            match connection.exchange(request).await {
                Ok((answer, body)) => {
                    if connection.is_open() {
                        self.idle.borrow_mut().push(connection);
                    }
                    if self.login.asks_again(answer.status().as_u16(), answer.headers()) && !asked_again {
                        asked_again = true;
                        continue;
                    }
                    return Ok(told(&answer, body, sent));
                }
                // The other side closed it while it lay idle.
                Err(Failure::NotSent(_)) if !fresh => {}
                Err(failure) => return Err(failure),
            }
        }
    }

    async fn open(&self) -> Result<Connection, Failure> {
        let opened = self.endpoint.open().await.map_err(|error| Failure::NotSent(error.to_string()))?;
        self.opened.set(self.opened.get() + 1);
        Connection::over(opened).await.map_err(|error| Failure::NotSent(error.to_string()))
    }

    async fn request(&self, call: &Call) -> Result<Request<Full<Bytes>>, Failure> {
        let mut path = String::with_capacity(self.endpoint.base().len() + call.path.len());
        path.push_str(self.endpoint.base());
        path.push_str(&call.path);
        let mut request = Request::new(Full::new(call.body.clone()));
        *request.method_mut() = call.method.clone();
        *request.uri_mut() = path.parse().map_err(|_| Failure::NotSent(format!("{path} is no path")))?;
        let headers = request.headers_mut();
        headers.insert(header::HOST, self.endpoint.host_header().clone());
        headers.insert(VERSION.0, HeaderValue::from_static(VERSION.1));
        headers.insert(SOURCE, self.source.clone());
        if !call.body.is_empty() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let url = (call.method.as_str(), self.endpoint.url_of(&call.path));
        self.login.sign(headers, url).await.map_err(Failure::NotSent)?;
        Ok(request)
    }
}

/// A call over a connection of its own.
///
/// # Errors
/// No connection or no answer.
pub(super) async fn once(
    endpoint: &Endpoint,
    request: Request<Full<Bytes>>,
) -> Result<(Response<()>, Bytes), Failure> {
    let opened = endpoint.open().await.map_err(|error| Failure::NotSent(error.to_string()))?;
    let connection = Connection::over(opened).await;
    connection.map_err(|error| Failure::NotSent(error.to_string()))?.exchange(request).await
}

fn told(answer: &Response<()>, body: Bytes, sent: u64) -> Answer {
    let after = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    let retry_after = after.and_then(|text| text.trim().parse().ok());
    Answer { status: answer.status().as_u16(), body, retry_after, sent }
}

/// A connection with what drives it; nothing runs while it is idle.
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    driver: Pin<Box<dyn Future<Output = hyper::Result<()>>>>,
    over: bool,
}

impl Connection {
    async fn over(stream: Stream) -> hyper::Result<Connection> {
        let (sender, driver) = http1::handshake(TokioIo::new(stream)).await?;
        Ok(Connection { sender, driver: Box::pin(driver), over: false })
    }

    fn is_open(&self) -> bool {
        !self.over && !self.sender.is_closed()
    }

    /// Driver and exchange are one task: no other has to be woken for an answer.
    async fn exchange(&mut self, request: Request<Full<Bytes>>) -> Result<(Response<()>, Bytes), Failure> {
        let answered = self.sender.send_request(request);
        let mut exchange = pin!(async {
            let (head, body) = answered.await?.into_parts();
            Ok::<_, hyper::Error>((Response::from_parts(head, ()), body.collect().await?.to_bytes()))
        });
        let (driver, over) = (&mut self.driver, &mut self.over);
        let done = poll_fn(|context| {
            if !*over && driver.as_mut().poll(context).is_ready() {
                *over = true;
            }
            exchange.as_mut().poll(context)
        });
        done.await.map_err(|error| match error.is_canceled() {
            true => Failure::NotSent(error.to_string()),
            false => Failure::Cut(error.to_string()),
        })
    }
}
