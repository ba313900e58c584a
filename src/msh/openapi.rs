//! The interface's own description (OpenAPI 3.0), as it is served: the official calls and schemas, and what this server
//! adds (statuses, the inside interface).

use super::schemas::schemas;
use serde_json::{Map, Value, json};

/// The whole document.
pub fn document() -> Value {
    let mut paths = Map::new();
    official(&mut paths);
    inside(&mut paths);
    paths.insert(
        "/health".to_owned(),
        json!({ "get": page("Health", "application/json", "Whether the server works") }),
    );
    let metrics = page("Metrics", "application/openmetrics-text", "Counters in OpenMetrics");
    paths.insert("/metrics".to_owned(), json!({ "get": metrics }));
    json!({
        "openapi": "3.0.4",
        "info": {
            "title": "meldingsflyt: MSH API v2",
            "version": "v2",
            "description": "A message server to test against. Synthetic data only. Paths below /inside have a listener of their own.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "Bearer": { "type": "http", "scheme": "bearer" } },
        },
        "security": [{}, { "Bearer": [] }],
    })
}

fn page(id: &str, kind: &str, summary: &str) -> Value {
    let schema =
        if kind == "application/json" { json!({ "type": "object" }) } else { json!({ "type": "string" }) };
    let responses = json!({ "200": { "description": summary, "content": { kind: { "schema": schema } } } });
    json!({ "operationId": id, "summary": summary, "responses": responses, "security": [] })
}

pub(super) fn schema(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

pub(super) fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

/// A parameter of a path, a query or the header.
fn parameter(name: &str, place: &str, required: bool, schema: Value) -> Value {
    json!({ "name": name, "in": place, "required": required, "schema": schema })
}

fn int32() -> Value {
    json!({ "type": "integer", "format": "int32", "minimum": 1, "maximum": i32::MAX })
}

fn in_path(name: &str) -> Value {
    let schema = match name {
        "herId" | "appRecSenderHerId" => int32(),
        "inbox" => json!({ "type": "string", "minLength": 1 }),
        _ => uuid(),
    };
    parameter(name, "path", true, schema)
}

/// What a call is: its name, its parameters, its body, what it gives.
struct Operation<'a> {
    id: &'a str,
    summary: &'a str,
    parameters: Vec<Value>,
    body: Option<Value>,
    /// Status and schema of success, several where a call may also give nothing.
    gives: Vec<(u16, Option<Value>)>,
    problems: &'a [u16],
}

impl Operation<'_> {
    fn value(&self) -> Value {
        let mut responses = Map::new();
        for (status, schema) in &self.gives {
            let mut response = json!({ "description": "Done" });
            if let Some(schema) = schema {
                response["content"] = json!({ "application/json": { "schema": schema } });
            }
            responses.insert(status.to_string(), response);
        }
        for status in self.problems {
            responses.insert(status.to_string(), problem(*status));
        }
        let mut operation = json!({
            "operationId": self.id,
            "summary": self.summary,
            "parameters": self.parameters,
            "responses": responses,
        });
        if let Some(body) = &self.body {
            let content = json!({ "schema": body });
            operation["requestBody"] =
                json!({ "required": true, "content": { "application/json": content } });
        }
        operation
    }
}

fn problem(status: u16) -> Value {
    let description = match status {
        400 => "The call is not valid",
        401 => "A token is required",
        403 => "Not authorized",
        404 => "There is no such message, inbox or path",
        405 => "The path does not take this method",
        408 => "The body took too long",
        409 => "Against what was accepted before, or the lease no longer holds",
        413 => "Larger than 35 MB",
        415 => "The body must be JSON",
        429 => "Too many calls wait for a commit; nothing happened; see Retry-After",
        500 => "The store is damaged or cannot be read",
        _ => "The store failed, or the server is stopping; nothing happened; see Retry-After",
    };
    let content = json!({ "application/json": { "schema": schema("ErrorMessage") } });
    let mut problem = json!({ "description": description, "content": content });
    if matches!(status, 429 | 503) {
        let seconds = json!({ "type": "integer", "minimum": 1 });
        problem["headers"] =
            json!({ "Retry-After": { "description": "Seconds", "required": true, "schema": seconds } });
    }
    problem
}

const READS: &[u16] = &[400, 401, 403, 404, 405, 500];
const WRITES: &[u16] = &[400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 500, 503];

/// Paths with their methods and calls.
type Calls<'a> = [(&'a str, &'a str, Operation<'a>)];

fn add(paths: &mut Map<String, Value>, calls: &Calls<'_>, heads: &[Value]) {
    for (path, method, operation) in calls {
        let mut operation = operation.value();
        let named = path.split(['{', '}']).skip(1).step_by(2).map(in_path);
        let all = operation["parameters"].as_array_mut().expect("a list");
        all.extend(named.chain(heads.iter().cloned()));
        let entry = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        entry[*method] = operation;
    }
}

fn official(paths: &mut Map<String, Value>) {
    let heads = [
        parameter("api-version", "header", true, json!({ "type": "string", "enum": ["2"] })),
        parameter(
            "nhn-source-system",
            "header",
            true,
            json!({ "type": "string", "minLength": 1, "pattern": "^[!-~]+$" }),
        ),
    ];
    let read = |id, summary, gives| Operation {
        id,
        summary,
        parameters: Vec::new(),
        body: None,
        gives: vec![(200, Some(gives))],
        problems: READS,
    };
    let write = |id, summary, body, gives| Operation {
        id,
        summary,
        parameters: Vec::new(),
        body,
        gives: vec![gives],
        problems: WRITES,
    };
    let listed = read("GetMessages", "Unread messages", list(schema("Message")));
    let calls = [
        ("/Messages", "get", Operation { parameters: listing(), ..listed }),
        (
            "/Messages",
            "post",
            write("PostMessage", "Sends a document", Some(schema("PostMessageRequest")), (201, Some(uuid()))),
        ),
        ("/Messages/{id}", "get", read("GetMessage", "A message", schema("Message"))),
        (
            "/Messages/{id}/business-document",
            "get",
            read("GetBusinessDocument", "Its document", schema("GetBusinessDocumentResponse")),
        ),
        (
            "/Messages/{id}/status",
            "get",
            read("GetStatus", "How far it has come", list(schema("StatusInfo"))),
        ),
        ("/Messages/{id}/apprec", "get", read("GetApprecInfo", "Its receipt", list(schema("ApprecInfo")))),
        (
            "/Messages/{id}/apprec/{appRecSenderHerId}",
            "post",
            write(
                "PostAppRec",
                "The receiver's receipt",
                Some(schema("PostAppRecRequest")),
                (201, Some(uuid())),
            ),
        ),
        ("/Messages/{id}/read/{herId}", "put", write("MarkMessageAsRead", "It is read", None, (204, None))),
    ];
    add(paths, &calls, &heads);
}

fn listing() -> Vec<Value> {
    let her_ids = json!({ "type": "array", "items": int32(), "minItems": 1, "uniqueItems": true });
    let most = json!({ "type": "integer", "format": "int32", "minimum": 1, "maximum": 100 });
    vec![
        parameter("ReceiverHerIds", "query", true, her_ids),
        parameter("SenderHerId", "query", false, int32()),
        parameter("BusinessDocumentId", "query", false, json!({ "type": "string", "maxLength": 100 })),
        parameter("IncludeMetadata", "query", false, json!({ "type": "boolean" })),
        parameter("MessagesToFetch", "query", false, most),
        parameter("OrderBy", "query", false, schema("OrderBy")),
    ]
}

pub(super) fn object(fields: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": fields, "required": required, "additionalProperties": false })
}

fn call<'a>(
    id: &'a str,
    summary: &'a str,
    body: Option<Value>,
    gives: Vec<(u16, Option<Value>)>,
) -> Operation<'a> {
    let problems =
        if body.is_some() || gives.iter().all(|(status, _)| *status == 204) { WRITES } else { READS };
    Operation { id, summary, parameters: Vec::new(), body, gives, problems }
}

fn inside(paths: &mut Map<String, Value>) {
    let page = [("limit", json!({ "type": "integer", "minimum": 1, "maximum": 1_000 })), ("after", uuid())];
    let page = page.map(|(name, schema)| parameter(name, "query", false, schema)).to_vec();
    let messages = vec![(200, Some(list(schema("InsideMessage"))))];
    let listed = call("ListInbox", "What waits in an inbox, first in line first", None, messages);
    let counts = vec![(200, Some(list(json!({ "type": "object" }))))];
    let message = vec![(200, Some(schema("InsideMessage")))];
    let withdrawn = vec![(204, None)];
    let leased = vec![(200, Some(schema("Lease"))), (204, None)];
    let lease = object(json!({ "messageId": uuid(), "seconds": seconds() }), &["seconds"]);
    let calls = [
        ("/inside/v1/inboxes", "get", call("ListInboxes", "Inboxes with what is in them", None, counts)),
        ("/inside/v1/inboxes/{inbox}/messages", "get", Operation { parameters: page, ..listed }),
        ("/inside/v1/messages/{id}", "get", call("SeeMessage", "A message of an inbox", None, message)),
        (
            "/inside/v1/inboxes/{inbox}/lease",
            "post",
            call("Lease", "Takes a message in hand", Some(lease), leased),
        ),
        (
            "/inside/v1/messages/{id}/withdraw",
            "post",
            call("Withdraw", "The sender no longer waits", None, withdrawn),
        ),
    ];
    add(paths, &calls, &[]);
    with_lease(paths);
}

fn seconds() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": 86_400 })
}

/// What the holder of a lease may do.
fn with_lease(paths: &mut Map<String, Value>) {
    let text = || json!({ "type": "string", "minLength": 1, "pattern": "\\S" });
    let clauses = crate::model::rules::Clause::ALL.map(|clause| clause.name());
    let words =
        object(json!({ "clause": { "type": "string", "enum": clauses }, "text": text() }), &["clause"]);
    let one = |name: &str, schema: Value| Some(object(json!({ name: schema }), &[name]));
    let (nothing, written) = ((204, None), (201, Some(uuid())));
    let extended = (200, Some(json!({ "type": "object" })));
    let calls = [
        ("extend", "Extend", "Keeps it longer", one("seconds", seconds()), extended),
        ("release", "Release", "Back to its place", None, nothing.clone()),
        ("forward", "Forward", "To the back of an inbox", one("inbox", text()), nothing.clone()),
        ("pass", "Pass", "To another department", one("department", text()), nothing.clone()),
        ("return", "Return", "Returns misuse", Some(words.clone()), written.clone()),
        ("ask-back", "AskBack", "Asks the sender", Some(words), written.clone()),
        ("answer", "Answer", "Answers", one("text", text()), written),
        ("close", "Close", "Read: no answer", None, nothing),
    ];
    for (end, id, summary, body, gives) in calls {
        let path = format!("/inside/v1/leases/{{lease}}/{end}");
        let mut operation = call(id, summary, body, vec![gives]);
        // A lease may have ended, whatever is asked.
        operation.problems = WRITES;
        add(paths, &[(&path, "post", operation)], &[]);
    }
}
