//! Receipts (AppRec) over the official interface: what a receiver says of a message, and what is said of it.

use super::api::{Answer, Call, Overrides, bad_json, created, her_id, not_authorized, own_message};
use super::documents;
use super::envelope::{Envelope, Kind, Receipt, Transport};
use super::job::{Done, Filing, Job};
use super::reply::Reply;
use super::server::Server;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What `POST …/apprec/…` takes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PostAppRec {
    app_rec_status: Value,
    #[serde(default)]
    app_rec_error_list: Option<Vec<AppRecError>>,
    #[serde(default, rename = "ebXmlOverrides")]
    #[allow(dead_code)]
    overrides: Option<Overrides>,
}

/// What is wrong, in a receipt.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AppRecError {
    error_code: Option<String>,
    details: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    oid: Option<String>,
}

/// `GET /Messages/{id}/apprec`.
pub fn list(server: &Server, call: &Call<'_>) -> Answer {
    let Envelope { receiver, receipt, errors, .. } = own_message(server, call)?;
    let errors: Vec<Value> =
        errors.iter().map(|(code, text)| json!({ "errorCode": code, "details": text })).collect();
    let info = json!([{
        "receiverHerId": receiver,
        "appRecStatus": receipt.map(Receipt::text),
        "appRecErrorList": receipt.map(|_| errors),
    }]);
    Ok(Reply::json(200, &info))
}

/// `POST /Messages/{id}/apprec/{herId}`: the receipt of an outside receiver.
pub async fn post(server: &Server, call: &Call<'_>) -> Answer {
    let (own, about) = (her_id(call.path[3])?, server.find(call.path[1])?);
    if !call.caller.owns(&[own]) {
        return Err(not_authorized(&[own]));
    }
    let posted: PostAppRec = serde_json::from_slice(call.body).map_err(|error| bad_json(&error))?;
    let (receipt, errors) = receipt_of(posted).map_err(Reply::invalid)?;
    if about.receiver != own || about.kind == Kind::AppRec || about.transport == Transport::Rejected {
        return Err(Reply::problem(404, "Could not find message"));
    }
    let envelope = documents::receipt_envelope(server, &about, (receipt, &errors), call.now);
    let own = Box::new(Filing { envelope, document: None });
    match server.order(Job::Receipt { row: about.row, receipt, errors, own }).await? {
        Done::Created(row) | Done::Same(row) => Ok(created(server, row)),
        Done::NotFound => Err(Reply::problem(404, "Could not find message")),
        _ => Err(Reply::problem(409, "The message has another application receipt already")),
    }
}

type Receipted = (Receipt, Vec<(String, String)>);

fn receipt_of(posted: PostAppRec) -> Result<Receipted, Vec<String>> {
    let text = match &posted.app_rec_status {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let receipt = Receipt::of_text(&text).ok_or_else(|| {
        vec!["appRecStatus: must be \"Ok\" (1), \"Rejected\" (2) or \"OkErrorInMessagePart\" (3)".to_owned()]
    })?;
    let list = posted.app_rec_error_list.unwrap_or_default();
    let errors: Vec<(String, String)> = list
        .into_iter()
        .map(|error| {
            (error.error_code.unwrap_or_default(), error.details.or(error.description).unwrap_or_default())
        })
        .collect();
    match receipt {
        Receipt::Rejected if errors.iter().all(|(code, _)| code.is_empty()) => {
            Err(vec!["appRecErrorList: a rejection must carry an error with its code".to_owned()])
        }
        Receipt::OkErrorInMessagePart => {
            Err(vec!["appRecStatus: OkErrorInMessagePart is not supported".to_owned()])
        }
        Receipt::Ok if !errors.is_empty() => Err(vec!["appRecErrorList: an Ok carries no errors".to_owned()]),
        _ => Ok((receipt, errors)),
    }
}
