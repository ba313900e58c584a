//! The official interface (EDI 2.0, version 2): who may do what, what is asked, what is answered.
//!
//! Knows no HTTP beyond method, path and headers, and no SQL.

use super::access::Caller;
use super::documents;
use super::envelope::{Envelope, Kind, Receipt};
use super::job::{Done, Job};
use super::meter::Meter;
use super::reply::Reply;
use super::row::Row;
use super::server::Server;
use super::stamp;
use crate::time::Instant;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

/// A call, taken apart.
pub struct Call<'a> {
    pub path: &'a [&'a str],
    pub query: &'a [(String, String)],
    pub body: &'a [u8],
    pub now: Instant,
    pub caller: &'a Caller,
}

/// What `POST /Messages` takes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PostMessage<'a> {
    #[serde(borrow)]
    business_document: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    content_type: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    content_transfer_encoding: std::borrow::Cow<'a, str>,
    #[serde(default, rename = "ebXmlOverrides")]
    #[allow(dead_code)]
    overrides: Option<Overrides>,
    #[serde(default)]
    receiver_her_ids_subset: Option<Vec<i32>>,
}

/// What a sender may say about ebXML. There is none behind this server: it is read, and checked, only.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(dead_code)]
pub(super) struct Overrides {
    cpa_id: Option<String>,
    conversation_id: Option<String>,
    service: Option<String>,
    service_type: Option<String>,
    action: Option<String>,
    sender_role: Option<String>,
    use_sender_level1_her_id: Option<bool>,
    receiver_role: Option<String>,
    application_name: Option<String>,
    application_version: Option<String>,
    middleware_name: Option<String>,
    middleware_version: Option<String>,
    compress_payload: Option<bool>,
}

pub(super) type Answer = Result<Reply, Reply>;

/// `POST /Messages`.
pub async fn post_message(server: &Server, call: &Call<'_>) -> Answer {
    let posted: PostMessage<'_> = serde_json::from_slice(call.body).map_err(|error| bad_json(&error))?;
    let document = decoded(&posted)?;
    let incoming = documents::read(&server.house, &document).map_err(|faults| {
        server.meter.refused("document");
        Reply::invalid(faults)
    })?;
    if !call.caller.owns(&[incoming.sender]) {
        return Err(not_authorized(&[incoming.sender]));
    }
    if let Some(subset) = &posted.receiver_her_ids_subset
        && !subset.contains(&(incoming.receiver as i32))
    {
        let fault = "receiverHerIdsSubset: does not hold the document's receiver".to_owned();
        return Err(Reply::invalid(vec![fault]));
    }
    let job = documents::accept(server, incoming, document, call.now)?;
    match server.order(job).await? {
        Done::Created(row) => {
            Meter::count(&server.meter.accepted);
            Ok(created(server, row))
        }
        Done::Same(row) => {
            Meter::count(&server.meter.repeated);
            Ok(created(server, row))
        }
        _ => Err(Reply::problem(
            409,
            "Another document with this MsgId, sender and receiver was accepted before",
        )),
    }
}

fn decoded(posted: &PostMessage<'_>) -> Result<Vec<u8>, Reply> {
    let mut faults = Vec::new();
    if !posted.content_type.eq_ignore_ascii_case("application/xml") {
        faults.push("contentType: must be \"application/xml\"".to_owned());
    }
    if !posted.content_transfer_encoding.eq_ignore_ascii_case("base64") {
        faults.push("contentTransferEncoding: must be \"base64\"".to_owned());
    }
    let document = STANDARD.decode(posted.business_document.as_bytes());
    if document.is_err() || posted.business_document.is_empty() {
        faults.push("businessDocument: is no base64".to_owned());
    }
    match document {
        Ok(document) if faults.is_empty() => Ok(document),
        _ => Err(Reply::invalid(faults)),
    }
}

/// serde's words, without the input's: they may hold what a person wrote.
pub(super) fn bad_json(error: &serde_json::Error) -> Reply {
    let place = format!("line {}, column {}", error.line(), error.column());
    let what = match error.classify() {
        serde_json::error::Category::Data => "is not of the form that this call takes",
        _ => "is no JSON",
    };
    Reply::invalid(vec![format!("The body {what}: {place}")])
}

pub(super) fn created(server: &Server, row: Row) -> Reply {
    let id = server.salt.uuid(row.0).to_string();
    Reply::json(201, &id).with("Location", format!("/Messages/{id}"))
}

pub(super) fn not_authorized(her_ids: &[u32]) -> Reply {
    let list: Vec<String> = her_ids.iter().map(u32::to_string).collect();
    Reply::problem(403, &format!("Not authorized for HerId(s): {}", list.join(", ")))
}

/// `GET /Messages`.
pub fn list(server: &Server, call: &Call<'_>) -> Answer {
    let wanted = super::listing::Wanted::read(call.query).map_err(Reply::invalid)?;
    for her_id in &wanted.receivers {
        if !call.caller.owns(&[*her_id]) {
            return Err(not_authorized(&[*her_id]));
        }
    }
    let mut messages = Vec::new();
    for row in wanted.order(&server.board()) {
        if messages.len() == wanted.most {
            break;
        }
        let Some(envelope) = server.envelope(row)? else { continue };
        if wanted.fits(&envelope) {
            messages.push(message(server, &envelope, wanted.metadata));
        }
    }
    Ok(Reply::json(200, &messages))
}

fn message(server: &Server, envelope: &Envelope, metadata: bool) -> Value {
    let id = server.salt.uuid(envelope.row.0).to_string();
    if !metadata {
        return json!({ "id": id, "receiverHerId": envelope.receiver });
    }
    json!({
        "id": id,
        "contentType": "application/xml",
        "receiverHerId": envelope.receiver,
        "senderHerId": envelope.sender,
        "businessDocumentId": envelope.msg_id,
        "businessDocumentGenDate": envelope.generated,
        "isAppRec": envelope.kind == Kind::AppRec,
    })
}

/// The message that a path names, if the caller is one of its parties.
pub(super) fn own_message(server: &Server, call: &Call<'_>) -> Result<Envelope, Reply> {
    let envelope = server.find(call.path[1])?;
    let parties = [envelope.sender, envelope.receiver];
    if call.caller.owns(&parties) { Ok(envelope) } else { Err(not_authorized(&parties)) }
}

/// `GET /Messages/{id}`.
pub fn get(server: &Server, call: &Call<'_>) -> Answer {
    let envelope = own_message(server, call)?;
    Ok(Reply::json(200, &message(server, &envelope, true)))
}

/// `GET /Messages/{id}/business-document`.
pub fn document(server: &Server, call: &Call<'_>) -> Answer {
    let envelope = own_message(server, call)?;
    let document = STANDARD.encode(server.document(&envelope)?);
    let body = json!({
        "businessDocument": document,
        "contentType": "application/xml",
        "contentTransferEncoding": "base64",
    });
    Ok(Reply::json(200, &body))
}

/// `GET /Messages/{id}/status`.
pub fn status(server: &Server, call: &Call<'_>) -> Answer {
    let Envelope { receiver, transport, receipt, .. } = own_message(server, call)?;
    let status = json!([{
        "receiverHerId": receiver,
        "transportDeliveryState": transport.text(),
        "appRecStatus": receipt.map(Receipt::text),
    }]);
    Ok(Reply::json(200, &status))
}

pub(super) fn her_id(text: &str) -> Result<u32, Reply> {
    let id = text.parse::<u32>().ok().filter(|id| *id > 0 && i32::try_from(*id).is_ok());
    id.ok_or_else(|| Reply::invalid(vec![format!("{text:?} is no HER-id")]))
}

/// `PUT /Messages/{id}/read/{herId}`.
pub async fn mark_read(server: &Server, call: &Call<'_>) -> Answer {
    let (own, envelope) = (her_id(call.path[3])?, server.find(call.path[1])?);
    if !call.caller.owns(&[own]) {
        return Err(not_authorized(&[own]));
    }
    if envelope.receiver != own {
        return Err(Reply::problem(404, "Could not find message"));
    }
    if envelope.unread {
        server.order(Job::Read(envelope.row)).await?;
    }
    Ok(Reply::nothing())
}

/// When a document says that it was made, in RFC 3339.
pub fn generated(written: Option<&str>, now: Instant) -> String {
    match written.and_then(|text| stamp::parse(text).map(|instant| (text, instant))) {
        Some((text, _)) if stamp::has_zone(text) => text.to_owned(),
        Some((_, instant)) => stamp::format(instant),
        None => stamp::format(now),
    }
}
