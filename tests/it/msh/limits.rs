//! What the server does not wait for, and what it does when it has no room.

use super::letters::Letter;
use super::server::{Server, answered, call, request};
use rusqlite::Connection;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

const HEADS: &str = "api-version: 2\r\nnhn-source-system: tests, v1\r\n";

/// Somebody else holds the store, so that no commit gets through: the queue fills, and what does not fit is told to come
/// again. What is told so did not happen, and what was told nothing did, once the store is free.
#[test]
fn a_full_queue_and_a_store_that_fails_say_when_to_come_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &["--queue", "1"]);
    let other = Connection::open(&server.store).expect("the store");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    let post = |id: &str| {
        let (address, body) = (server.outside, Letter::request(id).body());
        std::thread::spawn(move || call(address, "POST", "/Messages", HEADS, &body).expect("an answer"))
    };
    let in_hand = post("q-1");
    sleep(Duration::from_millis(400));
    let queued = post("q-2");
    sleep(Duration::from_millis(400));
    let busy = post("q-3").join().expect("it calls");
    assert_eq!((busy.status, busy.header("Retry-After")), (429, Some("1")), "{busy:?}");
    // SQLite waits for five seconds.
    let failed = in_hand.join().expect("it calls");
    assert_eq!((failed.status, failed.header("Retry-After")), (503, Some("10")), "{failed:?}");
    other.execute_batch("ROLLBACK").expect("free");
    assert_eq!(queued.join().expect("it calls").status, 201);
    let waiting = |server: &Server| {
        server.work("GET", "/inboxes/lunge-inntak/messages", "").json().as_array().map(Vec::len)
    };
    assert_eq!(waiting(&server), Some(1), "only what got 201 is there");
    for id in ["q-1", "q-3"] {
        server.call("POST", "/Messages", &Letter::request(id).body()).id();
    }
    assert_eq!(waiting(&server), Some(3));
    let metrics = String::from_utf8(server.call("GET", "/metrics", "").body).expect("UTF-8");
    assert!(metrics.lines().any(|line| line == "meldingsflyt_turned_away_total 1"), "{metrics}");
}

/// What a client that sends only this gets, and after how long the connection ends.
fn sent(server: &Server, parts: &[&str]) -> (Vec<u8>, Duration) {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(server.outside).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out can be set");
    for part in parts {
        stream.write_all(part.as_bytes()).expect("sent");
    }
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    (bytes, begun.elapsed())
}

#[test]
fn slow_clients_are_cut_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &["--patience", "1"]);
    let body = Letter::request("s-1").body();
    let whole = request(server.outside, "POST", "/Messages", HEADS, &body);
    let (head, rest) = whole.split_at(whole.len() - body.len());
    // Nothing at all, half a head, half a body.
    let least = Duration::from_millis(900);
    for (parts, status) in
        [(&[""][..], None), (&[&head[..head.len() - 4]], None), (&[head, &rest[..rest.len() / 2]], Some(408))]
    {
        let (bytes, took) = sent(&server, parts);
        let got =
            answered(&bytes).map(|reply| reply.status).filter(|status| *status != 408 || parts.len() == 2);
        assert_eq!(got, status, "{}", String::from_utf8_lossy(&bytes));
        assert!(took > least && took < Duration::from_secs(30), "{took:?}");
    }
    // Somebody asks for much again and again and reads nothing: the server does not keep it.
    let mut stream = TcpStream::connect(server.outside).expect("it listens");
    let ask = "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20);
    stream.set_write_timeout(Some(Duration::from_millis(200))).expect("a time-out can be set");
    let begun = Instant::now();
    let cut = loop {
        match stream.write(ask.as_bytes()) {
            Err(error)
                if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {}
            Err(_) => break true,
            Ok(_) if begun.elapsed() > Duration::from_secs(40) => break false,
            Ok(_) => {}
        }
    };
    assert!(cut, "it was served for 40 seconds without reading");
    // Those who are not slow are served all the while.
    server.call("POST", "/Messages", &body).id();
}

#[test]
fn what_is_larger_than_35_mb_is_refused_before_it_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let head = format!(
        "POST /Messages HTTP/1.1\r\nHost: x\r\n{HEADS}Content-Type: application/json\r\nContent-Length: 35000001\r\n\r\n"
    );
    let (bytes, _) = sent(&server, &[&head]);
    assert_eq!(answered(&bytes).map(|reply| reply.status), Some(413));
    let chunk = format!("{:x}\r\n{}\r\n", 1_000_000, " ".repeat(1_000_000));
    let head = head.replace("Content-Length: 35000001", "Transfer-Encoding: chunked");
    let mut stream = TcpStream::connect(server.outside).expect("it listens");
    stream.write_all(head.as_bytes()).expect("sent");
    let refused = (0..40).any(|_| stream.write_all(chunk.as_bytes()).is_err());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let told = answered(&bytes).map(|reply| reply.status);
    assert!(refused || told == Some(413), "{told:?}");
    assert_eq!(server.work("GET", "/inboxes", "").json()[0]["waiting"], 0);
}

/// A call at hand when the server is asked to stop gets its answer; then it ends with 0.
#[test]
fn stopping_lets_calls_at_hand_finish() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let body = Letter::request("g-1").body();
    let whole = request(server.outside, "POST", "/Messages", HEADS, &body);
    let (first, rest) = whole.split_at(whole.len() - 100);
    let mut stream = TcpStream::connect(server.outside).expect("it listens");
    stream.write_all(first.as_bytes()).expect("sent");
    sleep(Duration::from_millis(300));
    let (log, address) = (folder.path().join("log"), server.outside);
    let stopping = std::thread::spawn(move || server.stop());
    sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(address).is_err(), "nobody new is let in");
    stream.write_all(rest.as_bytes()).expect("sent");
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    assert_eq!(answered(&bytes).map(|reply| reply.status), Some(201));
    assert_eq!(stopping.join().expect("it stops"), Some(0));
    // The log has a line of JSON for each event.
    let lines = fs::read_to_string(log).expect("a log");
    let events: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["event"]
                .as_str()
                .expect("text")
                .to_owned()
        })
        .collect();
    assert_eq!(
        (events.first().map(String::as_str), events.last().map(String::as_str)),
        (Some("started"), Some("stopped"))
    );
}
