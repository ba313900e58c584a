//! The inside interface: the work of the services whose record system the server is. List, lease, forward, pass on,
//! return, ask back, answer.
//!
//! Knows no staff and no rule of who takes what: that is the caller's matter.

use super::api::Call;
use super::board::{LeaseId, NoLease};
use super::documents;
use super::envelope::{Envelope, Kind, Place};
use super::job::{Done, Job};
use super::reply::Reply;
use super::row::Row;
use super::server::Server;
use super::stamp;
use super::writing::{self, Letter};
use crate::model::InboxId;
use crate::model::rules::Clause;
use crate::random::Uuid;
use crate::time::Instant;
use serde::Deserialize;
use serde_json::{Value, json};

type Answer = Result<Reply, Reply>;

const MOST_LISTED: usize = 1_000;
const LEASE_SECONDS: std::ops::RangeInclusive<i64> = 1..=86_400;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WantsLease {
    #[serde(default)]
    message_id: Option<String>,
    seconds: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seconds {
    seconds: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToInbox {
    inbox: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToDepartment {
    department: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    clause: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

fn body<'a, T: Deserialize<'a>>(call: &Call<'a>) -> Result<T, Reply> {
    serde_json::from_slice(call.body).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        Reply::invalid(vec![format!("The body is not of the form that this call takes: {place}")])
    })
}

/// `GET /inside/v1/inboxes`.
pub fn inboxes(server: &Server) -> Answer {
    let counts = server.board().counts();
    let row = |(inbox, [waiting, leased, dead]): (&crate::model::Inbox, [usize; 3])| json!({ "inbox": inbox.key, "waiting": waiting, "leased": leased, "dead": dead });
    let rows: Vec<Value> = server.house.model.inboxes.iter().zip(counts).map(row).collect();
    Ok(Reply::json(200, &rows))
}

fn inbox(server: &Server, key: &str) -> Result<InboxId, Reply> {
    server.house.inbox(key).ok_or_else(|| Reply::problem(404, "There is no such inbox"))
}

/// `GET /inside/v1/inboxes/{inbox}/messages?limit=&after=`.
pub fn messages(server: &Server, call: &Call<'_>) -> Answer {
    let id = inbox(server, call.path[3])?;
    let value = |name: &str| call.query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let limit = value("limit").map_or(Some(100), |text| text.parse().ok());
    let limit = limit.filter(|limit| (1..=MOST_LISTED).contains(limit));
    let limit = limit
        .ok_or_else(|| Reply::invalid(vec![format!("limit: a whole number from 1 to {MOST_LISTED}")]))?;
    let after = value("after").map(|text| row(server, text)).transpose()?;
    let rows: Vec<Row> = {
        let board = server.board();
        let gone = || Reply::problem(404, "The message after which to go on is no longer in this inbox");
        match after {
            None => board.waiting(id).take(limit).collect(),
            Some(after) => board.waiting_behind(id, after).ok_or_else(gone)?.take(limit).collect(),
        }
    };
    let mut views = Vec::new();
    for row in rows {
        if let Some(envelope) = server.envelope(row)? {
            views.push(view(server, &envelope)?);
        }
    }
    Ok(Reply::json(200, &views))
}

fn row(server: &Server, text: &str) -> Result<Row, Reply> {
    let uuid =
        Uuid::parse(text).ok_or_else(|| Reply::invalid(vec![format!("{text:?} is not a valid Guid")]))?;
    server.salt.number(uuid).map(Row).ok_or_else(|| Reply::problem(404, "Could not find message"))
}

/// `GET /inside/v1/messages/{id}`.
pub fn message(server: &Server, call: &Call<'_>) -> Answer {
    let envelope = server.find(call.path[3])?;
    if envelope.inbox.is_none() {
        return Err(Reply::problem(404, "Could not find message"));
    }
    Ok(Reply::json(200, &view(server, &envelope)?))
}

/// What a person at work sees: the text, no attachment (C5).
fn view(server: &Server, envelope: &Envelope) -> Result<Value, Reply> {
    let document = server.document(envelope)?;
    let item = server.board().item(envelope.row).cloned();
    let leased = item.as_ref().is_some_and(|item| item.lease.is_some());
    let attempts = item.as_ref().map_or(envelope.attempts, |item| item.attempts);
    let place = item.map_or(envelope.place, |item| item.place);
    let key = envelope.inbox.map(|inbox| server.house.model.inboxes[inbox.index()].key.as_str());
    let broken = Clause::ALL.iter().filter(|clause| envelope.hits & (1 << clause.index()) != 0);
    let uuid = |row: Row| server.salt.uuid(row.0).to_string();
    let sha = envelope.sha.map(|sha| sha.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    Ok(json!({
        "id": uuid(envelope.row),
        "inbox": key,
        "place": if leased { "leased" } else { place.text() },
        "kind": envelope.kind.text(),
        "senderHerId": envelope.sender,
        "receiverHerId": envelope.receiver,
        "businessDocumentId": envelope.msg_id,
        "conversationId": envelope.conversation,
        "received": stamp::format(envelope.received),
        "text": documents::text(&document),
        "flags": broken.map(|clause| clause.name()).collect::<Vec<_>>(),
        "attempts": attempts,
        "sha256": sha,
        "answerId": envelope.answer.map(uuid),
    }))
}

fn until(server: &Server, seconds: i64) -> Result<i64, Reply> {
    if !LEASE_SECONDS.contains(&seconds) {
        return Err(Reply::invalid(vec!["seconds: a whole number from 1 to 86400".to_owned()]));
    }
    Ok(server.wall() + seconds * 1_000_000)
}

/// `POST /inside/v1/inboxes/{inbox}/lease`.
pub fn lease(server: &Server, call: &Call<'_>) -> Answer {
    let id = inbox(server, call.path[3])?;
    let WantsLease { message_id, seconds } = body(call)?;
    let wanted = message_id.map(|text| row(server, &text)).transpose()?;
    let until = until(server, seconds)?;
    let leased = server.board().lease(id, wanted, until);
    let (lease, row) = match leased {
        Ok(leased) => leased,
        Err(NoLease::Empty) => return Ok(Reply::nothing()),
        Err(NoLease::NotThere) => return Err(Reply::problem(409, "The message does not wait in this inbox")),
    };
    let seen = server.envelope(row).and_then(|envelope| {
        let envelope = envelope.ok_or_else(|| Reply::problem(404, "Could not find message"))?;
        view(server, &envelope)
    });
    match seen {
        Ok(message) => {
            let expires = stamp::format(Instant::from_micros(until));
            let lease = server.lease_salt.uuid(lease.0).to_string();
            Ok(Reply::json(200, &json!({ "lease": lease, "expires": expires, "message": message })))
        }
        Err(reply) => {
            server.board().release(lease);
            Err(reply)
        }
    }
}

fn gone() -> Reply {
    Reply::problem(409, "The lease no longer holds")
}

fn lease_id(server: &Server, text: &str) -> Result<LeaseId, Reply> {
    let uuid =
        Uuid::parse(text).ok_or_else(|| Reply::invalid(vec![format!("{text:?} is not a valid Guid")]))?;
    // A lease of an earlier run ended with it.
    server.lease_salt.number(uuid).map(LeaseId).ok_or_else(gone)
}

/// `POST /inside/v1/leases/{lease}/{what}`.
pub async fn with_lease(server: &Server, call: &Call<'_>) -> Answer {
    let lease = lease_id(server, call.path[3])?;
    match call.path[4] {
        "extend" => {
            let Seconds { seconds } = body(call)?;
            let until = until(server, seconds)?;
            let held = server.board().extend(lease, until);
            let expires = stamp::format(Instant::from_micros(until));
            held.then(|| Reply::json(200, &json!({ "expires": expires }))).ok_or_else(gone)
        }
        "release" => server.board().release(lease).then(Reply::nothing).ok_or_else(gone),
        "forward" => {
            let ToInbox { inbox: key } = body(call)?;
            forward(server, lease, inbox(server, &key)?).await
        }
        "pass" => {
            let ToDepartment { department } = body(call)?;
            let known = server.house.model.departments.iter().find(|one| one.key == department);
            let known = known.ok_or_else(|| Reply::problem(404, "There is no such department"))?;
            forward(server, lease, known.parent).await
        }
        "close" => done(server.order(Job::Close(lease)).await?),
        "answer" | "return" | "ask-back" => write(server, call, lease).await,
        _ => Err(Reply::problem(404, "There is no such call")),
    }
}

async fn forward(server: &Server, lease: LeaseId, inbox: InboxId) -> Answer {
    done(server.order(Job::Forward { lease, inbox }).await?)
}

fn done(done: Done) -> Answer {
    match done {
        Done::Yes => Ok(Reply::nothing()),
        _ => Err(gone()),
    }
}

/// Writes to the sender: an answer, a return with its clause, or a question.
async fn write(server: &Server, call: &Call<'_>, lease: LeaseId) -> Answer {
    let Words { clause, text } = body(call)?;
    let what = call.path[4];
    let clause = clause.map(|name| {
        let known = Clause::ALL.into_iter().find(|clause| clause.name() == name);
        known.ok_or_else(|| Reply::invalid(vec![format!("clause: {name:?} is no clause of the guideline")]))
    });
    let clause = clause.transpose()?;
    let letter = match (what, clause, text) {
        ("answer", _, Some(text)) if !text.trim().is_empty() => Letter::Answer(text),
        ("answer", ..) => return Err(Reply::invalid(vec!["text: is required".to_owned()])),
        (_, None, _) => return Err(Reply::invalid(vec!["clause: is required".to_owned()])),
        ("return", Some(clause), text) => Letter::Return(clause, text),
        (_, Some(clause), text) => Letter::Question(clause, text),
    };
    let row = server.board().held(lease).ok_or_else(gone)?;
    let about = server.envelope(row)?.ok_or_else(gone)?;
    if about.kind == Kind::Reply {
        return Err(Reply::problem(409, "A reply is read and closed, not answered"));
    }
    let place = if what == "return" { Place::Returned } else { Place::Answered };
    let question = matches!(letter, Letter::Question(..));
    let letter = Box::new(writing::write(server, &about, letter, call.now)?);
    let job = if question { Job::AskBack { lease, letter } } else { Job::Answer { lease, place, letter } };
    match server.order(job).await? {
        Done::Created(row) => {
            let id = server.salt.uuid(row.0).to_string();
            Ok(Reply::json(201, &id).with("Location", format!("/Messages/{id}")))
        }
        _ => Err(gone()),
    }
}

/// `POST /inside/v1/messages/{id}/withdraw`: the sender no longer waits.
pub async fn withdraw(server: &Server, call: &Call<'_>) -> Answer {
    let envelope = server.find(call.path[3])?;
    match server.order(Job::Withdraw(envelope.row)).await? {
        Done::Yes => Ok(Reply::nothing()),
        _ => Err(Reply::problem(409, "The message does not wait")),
    }
}
