//! HTTP/1.1 as a sink speaks it: as little as it takes to read a request of known length and to answer it.

use super::Shared;
use super::faults::Faults;
use super::kept::{number, uuid};
use std::io;
use std::rc::Rc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longer heads are nobody's.
const MOST_HEAD: usize = 16 * 1024;
const READ_AT_ONCE: usize = 64 * 1024;

/// A request whose head has been read.
struct Request<'a> {
    method: &'a str,
    path: &'a str,
    body: &'a [u8],
}

/// What a request is answered with.
enum Reply {
    Json(u16, String),
    Nothing(u16),
    /// The connection is closed without a word.
    Cut,
}

/// Serves a connection until its other side ends it.
pub async fn connection(shared: Rc<Shared>, mut stream: TcpStream) {
    let mut buffer = Vec::with_capacity(READ_AT_ONCE);
    let mut answer = Vec::with_capacity(512);
    loop {
        let Ok(Some((head, length))) = whole_request(&mut stream, &mut buffer).await else { return };
        let reply = match request(&buffer, head, length) {
            Some(request) => handle(&shared, request).await,
            None => Reply::Nothing(400),
        };
        buffer.drain(..head + length);
        if !write(&reply, &mut answer) || stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}

/// Reads until a request is whole; the lengths of its head and body. `None`: the other side has ended it.
async fn whole_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<(usize, usize)>> {
    let mut searched = 0;
    let head = loop {
        if let Some(place) = buffer[searched..].windows(4).position(|four| four == b"\r\n\r\n") {
            break searched + place + 4;
        }
        if buffer.len() > MOST_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        searched = buffer.len().saturating_sub(3);
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    };
    let length = content_length(&buffer[..head]).ok_or(io::ErrorKind::InvalidData)?;
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
    Ok(Some((head, length)))
}

fn content_length(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let mut lines = head.split(|byte| *byte == b'\n');
    let line = lines.find(|line| line.len() > NAME.len() && line[..NAME.len()].eq_ignore_ascii_case(NAME));
    let Some(line) = line else { return Some(0) };
    std::str::from_utf8(&line[NAME.len()..]).ok()?.trim().parse().ok()
}

fn request(buffer: &[u8], head: usize, length: usize) -> Option<Request<'_>> {
    let line = buffer[..head].split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    Some(Request { method: words.next()?, path: words.next()?, body: &buffer[head..head + length] })
}

async fn handle(shared: &Shared, request: Request<'_>) -> Reply {
    let (path, query) = request.path.split_once('?').unwrap_or((request.path, ""));
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match (request.method, &parts[..]) {
        ("POST", ["Messages"]) => {
            let reply = posted(shared, request.body);
            if let Some(pace) = &shared.pace {
                pace.turn().await;
            }
            reply
        }
        ("GET", ["Messages"]) => Reply::Json(200, unread(shared, query)),
        ("GET", ["Messages", id, "business-document"]) => {
            let document = number(id).and_then(|id| shared.kept.borrow().document(id));
            document.map_or(Reply::Nothing(404), |document| Reply::Json(200, document.to_string()))
        }
        ("POST", ["Messages", _, "apprec", _]) => Reply::Json(201, format!("\"{}\"", uuid(0))),
        ("PUT", ["Messages", id, "read", _]) => {
            let faults = &shared.behaviour.faults;
            if number(id).is_some_and(|id| shared.kept.borrow_mut().cuts(id, faults)) {
                return Reply::Cut;
            }
            let known = number(id).is_some_and(|id| shared.kept.borrow_mut().read(id));
            Reply::Nothing(if known { 204 } else { 404 })
        }
        _ => Reply::Nothing(404),
    }
}

fn posted(shared: &Shared, body: &[u8]) -> Reply {
    let seen = &mut *shared.seen.borrow_mut();
    let faults = &shared.behaviour.faults;
    seen.messages += 1;
    let number = seen.messages;
    if shared.behaviour.notes_arrivals {
        seen.arrivals.push(shared.clock.now());
    }
    if Faults::hits(faults.refuse.0, number) {
        return Reply::Nothing(faults.refuse.1);
    }
    if Faults::hits(faults.cut_before, number) {
        return Reply::Cut;
    }
    let mut id = number;
    if shared.behaviour.keeps {
        let Some((kept, broken)) = shared.kept.borrow_mut().keep(body, number, faults) else {
            return Reply::Nothing(400);
        };
        seen.broken.extend(broken);
        id = kept;
    }
    if Faults::hits(faults.cut_after, number) {
        return Reply::Cut;
    }
    Reply::Json(201, format!("\"{}\"", uuid(id)))
}

fn unread(shared: &Shared, query: &str) -> String {
    let pairs = || query.split('&').filter_map(|pair| pair.split_once('='));
    let receivers: Vec<u32> =
        pairs().filter(|(name, _)| *name == "ReceiverHerIds").filter_map(|(_, id)| id.parse().ok()).collect();
    let most = pairs().find(|(name, _)| *name == "MessagesToFetch").and_then(|(_, most)| most.parse().ok());
    shared.kept.borrow().unread(&receivers, most.unwrap_or(10)).to_string()
}

/// Whether the connection goes on.
fn write(reply: &Reply, answer: &mut Vec<u8>) -> bool {
    use std::io::Write;
    answer.clear();
    let written = match reply {
        Reply::Cut => return false,
        Reply::Json(status, body) => write!(
            answer,
            "HTTP/1.1 {status} {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            reason(*status),
            body.len()
        ),
        Reply::Nothing(204) => write!(answer, "HTTP/1.1 204 No Content\r\n\r\n"),
        Reply::Nothing(status) => {
            write!(answer, "HTTP/1.1 {status} {}\r\ncontent-length: 0\r\n\r\n", reason(*status))
        }
    };
    written.is_ok()
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
