//! HTTP: connections, headers, which call a path is, time-outs. Knows no call's meaning.

use super::api::{self, Call};
use super::inside;
use super::receipts;
use super::reply::Reply;
use super::server::{Server, TIME_HEADER};
use super::target;
use super::{openapi, patient::Patient};
use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;

/// Which interface a listener serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The official one.
    Outside,
    Inside,
}

/// The request's limit, in the official description's words: 35 MB.
pub const MOST_BYTES: usize = 35_000_000;

/// Serves a connection to its end; `stopping` asks it to end with the call at hand.
pub async fn serve<IO>(server: Arc<Server>, door: Door, io: IO, mut stopping: watch::Receiver<bool>)
where
    IO: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let patience = server.patience;
    let service = service_fn(move |request| {
        let server = server.clone();
        async move { Ok::<_, Infallible>(respond(&server, door, request).await) }
    });
    let io = TokioIo::new(Patient::new(io, patience));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience).max_buf_size(64 * 1024);
    let connection = builder.serve_connection(io, service);
    tokio::pin!(connection);
    // A connection that breaks is the client's matter.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = told(&mut stopping) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

async fn respond(server: &Server, door: Door, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let id = server.next_call();
    let reply = match answer(server, door, request).await {
        Ok(reply) | Err(reply) => reply,
    };
    server.meter.replied(reply.status);
    let status = StatusCode::from_u16(reply.status).expect("a status of ours");
    let mut response = Response::builder().status(status);
    if !reply.content_type.is_empty() {
        response = response.header(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    }
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    response.body(Full::new(reply.bytes(id))).expect("headers of ours")
}

fn header<'a>(request: &'a Request<Incoming>, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

async fn answer(server: &Server, door: Door, mut request: Request<Incoming>) -> Result<Reply, Reply> {
    let segments = target::segments(request.uri().path());
    let segments = segments.ok_or_else(|| Reply::problem(404, "There is no such path"))?;
    let mut path: Vec<&str> = segments.iter().map(String::as_str).collect();
    if path[0].eq_ignore_ascii_case("messages") {
        path[0] = "Messages";
    }
    if let Some(page) = page(server, request.method(), &path) {
        return page;
    }
    let query = target::query(request.uri().query().unwrap_or_default());
    let query =
        query.ok_or_else(|| Reply::invalid(vec!["The query is not percent-encoded UTF-8".to_owned()]))?;
    let allowed = methods(door, &path);
    if allowed.is_empty() {
        return Err(Reply::problem(404, "There is no such path"));
    }
    if !allowed.contains(&request.method().as_str()) {
        return Err(Reply::problem(405, "The path does not take this method")
            .with(ALLOW.as_str(), allowed.join(", ")));
    }
    let authorization = header(&request, AUTHORIZATION.as_str());
    let caller = server.access.caller(authorization);
    let caller = caller
        .ok_or_else(|| Reply::problem(401, "A token is required").with("WWW-Authenticate", "Bearer, DPoP"))?;
    if door == Door::Inside && !caller.is_inside() {
        return Err(Reply::problem(403, "Not authorized for the inside interface"));
    }
    let now = server.now(header(&request, TIME_HEADER));
    let heads = if door == Door::Outside { missing_headers(&request) } else { Vec::new() };
    let body = match *request.method() {
        Method::POST => body(&mut request, 2 * server.patience).await?,
        _ => Bytes::new(),
    };
    if !heads.is_empty() {
        return Err(Reply::invalid(heads));
    }
    let method = request.method().clone();
    let call = Call { path: &path, query: &query, body: &body, now, caller: &caller };
    match door {
        Door::Outside => outside(server, &method, &call).await,
        Door::Inside => within(server, &method, &call).await,
    }
}

/// What needs no headers and no token.
fn page(server: &Server, method: &Method, path: &[&str]) -> Option<Result<Reply, Reply>> {
    let page = match path {
        ["health"] => server.health(),
        ["metrics"] => Reply::page(
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
            server.meter.page(&server.gauges()),
        ),
        ["openapi.json"] => Reply::json(200, &openapi::document()),
        _ => return None,
    };
    let not_get = || Reply::problem(405, "The path does not take this method").with(ALLOW.as_str(), "GET");
    Some(if *method == Method::GET { Ok(page) } else { Err(not_get()) })
}

/// The methods that a path takes; none: there is no such path.
fn methods(door: Door, path: &[&str]) -> &'static [&'static str] {
    match (door, path) {
        (Door::Outside, ["Messages"]) => &["GET", "POST"],
        (Door::Outside, ["Messages", _] | ["Messages", _, "business-document" | "status" | "apprec"]) => {
            &["GET"]
        }
        (Door::Outside, ["Messages", _, "apprec", _]) => &["POST"],
        (Door::Outside, ["Messages", _, "read", _]) => &["PUT"],
        (Door::Inside, ["inside", "v1", "inboxes"]) => &["GET"],
        (Door::Inside, ["inside", "v1", "inboxes", _, "messages"] | ["inside", "v1", "messages", _]) => {
            &["GET"]
        }
        (
            Door::Inside,
            ["inside", "v1", "inboxes", _, "lease"] | ["inside", "v1", "messages", _, "withdraw"],
        ) => &["POST"],
        (
            Door::Inside,
            [
                "inside",
                "v1",
                "leases",
                _,
                "extend" | "release" | "forward" | "pass" | "return" | "ask-back" | "answer" | "close",
            ],
        ) => &["POST"],
        _ => &[],
    }
}

async fn outside(server: &Server, method: &Method, call: &Call<'_>) -> Result<Reply, Reply> {
    match (method, call.path) {
        (&Method::POST, ["Messages"]) => api::post_message(server, call).await,
        (_, ["Messages"]) => api::list(server, call),
        (_, [_, _]) => api::get(server, call),
        (_, [_, _, "business-document"]) => api::document(server, call),
        (_, [_, _, "status"]) => api::status(server, call),
        (_, [_, _, "apprec"]) => receipts::list(server, call),
        (_, [_, _, "apprec", _]) => receipts::post(server, call).await,
        _ => api::mark_read(server, call).await,
    }
}

async fn within(server: &Server, _: &Method, call: &Call<'_>) -> Result<Reply, Reply> {
    server.lapse();
    match call.path {
        [_, _, "inboxes"] => inside::inboxes(server),
        [_, _, "inboxes", _, "messages"] => inside::messages(server, call),
        [_, _, "messages", _] => inside::message(server, call),
        [_, _, "inboxes", _, "lease"] => inside::lease(server, call),
        [_, _, "messages", _, "withdraw"] => inside::withdraw(server, call).await,
        _ => inside::with_lease(server, call).await,
    }
}

/// Two headers stand on every call of the official interface.
fn missing_headers(request: &Request<Incoming>) -> Vec<String> {
    let mut faults = Vec::new();
    if header(request, "api-version") != Some("2") {
        faults.push("api-version: the header must be \"2\"".to_owned());
    }
    if header(request, "nhn-source-system").is_none_or(|text| text.trim().is_empty()) {
        faults.push("nhn-source-system: the header must name the calling system and its version".to_owned());
    }
    faults
}

fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let suffixed = kind.strip_prefix("application/").is_some_and(|rest| rest.ends_with("+json"));
    kind == "application/json" || kind == "text/json" || suffixed
}

/// The body of a call: JSON, not too large, not too slow.
async fn body(request: &mut Request<Incoming>, patience: Duration) -> Result<Bytes, Reply> {
    let empty = request.body().is_end_stream();
    if !empty && !header(request, CONTENT_TYPE.as_str()).is_some_and(is_json) {
        return Err(Reply::problem(
            415,
            "The body must be JSON: application/json, text/json or application/*+json",
        ));
    }
    let too_large = || Reply::problem(413, "The request is larger than 35 MB").with("Connection", "close");
    let announced = request.body().size_hint().lower() as usize;
    if announced > MOST_BYTES {
        return Err(too_large());
    }
    let body = request.body_mut();
    let gather = async {
        let (mut first, mut gathered) = (Bytes::new(), BytesMut::new());
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| Reply::problem(400, "The body broke off"))?;
            let Ok(data) = frame.into_data() else { continue };
            if first.len() + gathered.len() + data.len() > MOST_BYTES {
                return Err(too_large());
            }
            if first.is_empty() && gathered.is_empty() {
                // Most bodies come in one piece, which is taken as it is.
                first = data;
                continue;
            }
            if !first.is_empty() {
                // What is announced and does not come takes no memory.
                gathered.reserve(announced.min(4 * (first.len() + data.len())));
                gathered.extend_from_slice(&std::mem::take(&mut first));
            }
            gathered.extend_from_slice(&data);
        }
        Ok(if gathered.is_empty() { first } else { gathered.freeze() })
    };
    match tokio::time::timeout(patience, gather).await {
        Ok(done) => done,
        Err(_) => Err(Reply::problem(408, "The body took too long").with("Connection", "close")),
    }
}

/// Ends when the server is to stop.
pub async fn told(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stop| *stop).await);
}
