//! Those who send, and those who answer and forward, while the server dies under them.

use super::super::sample::Sample;
use super::super::server_process::ServerProcess;
use crate::load::RunId;
use crate::twin::{Client, Reply, encoded};
use serde_json::{Value, json};
use std::io;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What all callers share.
pub struct Field {
    pub messages: u64,
    /// Where the server of the moment listens: outside, inside.
    addresses: Mutex<[SocketAddr; 2]>,
    next: AtomicU64,
    acknowledged: AtomicU64,
    /// Everything is sent.
    pub over: AtomicBool,
    /// The server is gone for good.
    lost: AtomicBool,
    idle_workers: AtomicU64,
}

/// One sender's messages.
#[derive(Default)]
pub struct Sent {
    /// MsgId and the id that the 201 gave.
    pub acknowledged: Vec<(String, String)>,
    pub broken: u64,
    /// Sent again after it was acknowledged, or after a call broke: the id was another one, or the answer was none of 201.
    pub wrong: u64,
}

/// One worker's work, by MsgId.
#[derive(Default)]
pub struct Worked {
    /// The server said 201 to an answer.
    pub answered: Vec<String>,
    pub forwarded: u64,
    pub broken: u64,
}

const PAUSE: Duration = Duration::from_millis(5);
const RUN: RunId = RunId::new(9);

/// The MsgId of the n-th message.
pub fn message_id(number: u64) -> String {
    RUN.message(number)
}

impl Field {
    pub fn new(messages: u64, server: &ServerProcess) -> Field {
        Field {
            messages,
            addresses: Mutex::new([server.outside, server.inside]),
            next: AtomicU64::new(0),
            acknowledged: AtomicU64::new(0),
            over: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            idle_workers: AtomicU64::new(0),
        }
    }

    pub fn moved(&self, server: &ServerProcess) {
        *self.addresses.lock().expect("nobody panics here") = [server.outside, server.inside];
    }

    /// Nobody goes on trying.
    pub fn give_up(&self) {
        self.lost.store(true, Ordering::Relaxed);
        self.over.store(true, Ordering::Relaxed);
    }

    fn address(&self, door: usize) -> SocketAddr {
        self.addresses.lock().expect("nobody panics here")[door]
    }

    /// Until so many messages are acknowledged.
    ///
    /// # Errors
    /// None is for so long.
    pub fn wait_for(&self, acknowledged: u64, patience: Duration) -> io::Result<()> {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            let now = self.acknowledged.load(Ordering::Relaxed);
            if now >= acknowledged {
                return Ok(());
            }
            if now > last {
                (last, since) = (now, Instant::now());
            }
            if since.elapsed() > patience {
                return Err(io::Error::other("the server acknowledges nothing"));
            }
            std::thread::sleep(PAUSE / 5);
        }
    }

    /// Until the workers have done their share; they do not hang longer than a call may.
    pub fn wait_for_workers(&self) {
        self.over.store(true, Ordering::Relaxed);
        while self.idle_workers.load(Ordering::Relaxed) < super::WORKERS as u64 {
            std::thread::sleep(PAUSE);
        }
    }

    /// Makes a call until it is answered by a server that lives; `None` when there will be none. How often it broke is added.
    fn call(&self, client: &mut Option<Client>, call: &Call<'_>, broken: &mut u64) -> Option<Reply> {
        loop {
            if self.lost.load(Ordering::Relaxed) {
                return None;
            }
            let connection = client.get_or_insert_with(|| Client::new(self.address(call.door)));
            match connection.call((call.method, &call.path), call.body, 0) {
                Ok(reply) if matches!(reply.status, 429 | 503) => std::thread::sleep(PAUSE),
                Ok(reply) => return Some(reply),
                Err(_) => {
                    *broken += 1;
                    *client = None;
                    std::thread::sleep(PAUSE);
                }
            }
        }
    }
}

struct Call<'a> {
    door: usize,
    method: &'a str,
    path: String,
    body: &'a str,
}

/// Posts messages until there are no more. After a call that broke, the last one that was acknowledged is sent again,
/// too: it must be known.
pub fn send(field: &Field, sample: &Sample) -> Sent {
    let (mut sent, mut client) = (Sent::default(), None);
    loop {
        let number = field.next.fetch_add(1, Ordering::Relaxed);
        if number >= field.messages {
            return sent;
        }
        let id = message_id(number);
        let before = sent.broken;
        let Some(given) = post(field, sample, (&id, &mut client), &mut sent) else { return sent };
        if sent.broken > before
            && let Some((id, given)) = sent.acknowledged.last().cloned()
        {
            let again = post(field, sample, (&id, &mut client), &mut sent);
            sent.wrong += u64::from(again.is_some_and(|again| again != given));
        }
        sent.acknowledged.push((id, given));
        field.acknowledged.fetch_add(1, Ordering::Relaxed);
    }
}

/// The id that the 201 gives; empty for any other answer, which is wrong.
fn post(
    field: &Field,
    sample: &Sample,
    (id, client): (&str, &mut Option<Client>),
    sent: &mut Sent,
) -> Option<String> {
    let body = sample.body(id);
    let call = Call { door: 0, method: "POST", path: "/Messages".to_owned(), body: &body };
    let reply = field.call(client, &call, &mut sent.broken)?;
    sent.wrong += u64::from(reply.status != 201);
    Some(reply.json().as_str().unwrap_or_default().to_owned())
}

/// Takes messages from the first inbox that has some, and answers one, forwards one, in turn, a tenth of all.
pub fn work(field: &Field) -> Worked {
    let (mut worked, mut client) = (Worked::default(), None);
    let inboxes = (|| loop {
        let list = get(field, &mut client, "/inside/v1/inboxes", &mut worked.broken)?;
        let rows = list.as_array().cloned().unwrap_or_default();
        let key = |row: &Value| row["inbox"].as_str().unwrap_or_default().to_owned();
        if let Some(full) = rows.iter().find(|row| row["waiting"].as_u64() > Some(0)) {
            let other = rows.iter().map(key).find(|other| *other != key(full));
            return Some((key(full), other));
        }
        std::thread::sleep(PAUSE);
    })();
    if let Some((inbox, other)) = inboxes {
        let mut handled = 0;
        while !field.over.load(Ordering::Relaxed) {
            if handled * 10 * super::WORKERS as u64 > field.acknowledged.load(Ordering::Relaxed) {
                std::thread::sleep(PAUSE);
                continue;
            }
            handled += 1;
            if handle(field, &mut client, (&inbox, other.as_deref(), handled), &mut worked).is_none() {
                break;
            }
        }
    }
    field.idle_workers.fetch_add(1, Ordering::Relaxed);
    worked
}

fn get(field: &Field, client: &mut Option<Client>, path: &str, broken: &mut u64) -> Option<Value> {
    let call = Call { door: 1, method: "GET", path: path.to_owned(), body: "" };
    field.call(client, &call, broken).map(|reply| reply.json())
}

/// Leases a message and answers or forwards it; again by name if the lease ended with a server.
fn handle(
    field: &Field,
    client: &mut Option<Client>,
    (inbox, other, number): (&str, Option<&str>, u64),
    worked: &mut Worked,
) -> Option<()> {
    let mut wanted: Option<String> = None;
    loop {
        let body = match &wanted {
            None => json!({ "seconds": 600 }).to_string(),
            Some(id) => json!({ "seconds": 600, "messageId": id }).to_string(),
        };
        let path = format!("/inside/v1/inboxes/{}/lease", encoded(inbox));
        let lease =
            field.call(client, &Call { door: 1, method: "POST", path, body: &body }, &mut worked.broken)?;
        if lease.status != 200 {
            // Nothing waits, or what broke was done all the same.
            return Some(());
        }
        let lease = lease.json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (end, body) = match other {
            Some(other) if number.is_multiple_of(2) => ("forward", json!({ "inbox": other })),
            _ => ("answer", json!({ "text": "Pasienten har time tirsdag." })),
        };
        let path = format!("/inside/v1/leases/{}/{end}", text(&lease["lease"]));
        let body = body.to_string();
        let reply =
            field.call(client, &Call { door: 1, method: "POST", path, body: &body }, &mut worked.broken)?;
        match reply.status {
            201 => worked.answered.push(text(&lease["message"]["businessDocumentId"])),
            204 => worked.forwarded += 1,
            // 409: the lease ended with the server, before or after what was asked was done.
            _ => {
                wanted = Some(text(&lease["message"]["id"]));
                continue;
            }
        }
        return Some(());
    }
}
