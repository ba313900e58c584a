//! The bodies of the interface's calls, as the served description has them: the official schemas, and our own of the
//! inside interface.

use super::openapi::{object, schema, uuid};
use serde_json::{Value, json};

/// All of them, by name.
pub fn schemas() -> Value {
    let mut all = written_schemas();
    let answers = answer_schemas();
    let entries = answers.as_object().expect("an object").clone();
    all.as_object_mut().expect("an object").extend(entries);
    all
}

fn nullable(kind: &str) -> Value {
    json!({ "type": kind, "nullable": true })
}

fn number() -> Value {
    json!({ "type": "integer", "format": "int32" })
}

fn optional(name: &str) -> Value {
    json!({ "allOf": [schema(name)], "nullable": true })
}

fn errors() -> Value {
    json!({ "type": "array", "items": schema("AppRecError"), "nullable": true })
}

/// Of what callers send.
fn written_schemas() -> Value {
    let string = || nullable("string");
    let overrides = json!({
        "cpaId": string(), "conversationId": string(), "service": string(), "serviceType": string(), "action": string(),
        "senderRole": string(), "useSenderLevel1HerId": nullable("boolean"), "receiverRole": string(),
        "applicationName": string(), "applicationVersion": string(), "middlewareName": string(),
        "middlewareVersion": string(), "compressPayload": nullable("boolean"),
    });
    let document = json!({ "type": "string", "minLength": 1 });
    json!({
        "AppRecError": object(
            json!({ "errorCode": string(), "details": string(), "description": string(), "oid": string() }),
            &["details", "errorCode"],
        ),
        "AppRecStatus": { "type": "string", "enum": ["Ok", "Rejected", "OkErrorInMessagePart"] },
        "OrderBy": { "type": "string", "enum": ["Ascending", "Descending"] },
        "EbXmlInfo": { "type": "object", "properties": overrides, "additionalProperties": false },
        "PostAppRecRequest": object(
            json!({ "appRecStatus": schema("AppRecStatus"), "appRecErrorList": errors(), "ebXmlOverrides": optional("EbXmlInfo") }),
            &["appRecStatus"],
        ),
        "PostMessageRequest": object(
            json!({
                "businessDocument": document, "contentType": document, "contentTransferEncoding": document,
                "ebXmlOverrides": optional("EbXmlInfo"),
                "receiverHerIdsSubset": { "type": "array", "items": number(), "nullable": true },
            }),
            &["businessDocument", "contentTransferEncoding", "contentType"],
        ),
    })
}

/// Of what the server answers.
fn answer_schemas() -> Value {
    let string = || nullable("string");
    let document = json!({ "type": "string", "minLength": 1 });
    let receipt = json!({ "receiverHerId": number(), "appRecStatus": optional("AppRecStatus"), "appRecErrorList": errors() });
    let id = json!({ "type": "string", "format": "uuid", "nullable": true });
    let instant = json!({ "type": "string", "format": "date-time", "nullable": true });
    let her_id = json!({ "type": "integer", "format": "int32", "nullable": true });
    let message = json!({
        "id": id, "contentType": string(), "receiverHerId": her_id, "senderHerId": her_id,
        "businessDocumentId": string(), "businessDocumentGenDate": instant, "isAppRec": nullable("boolean"),
    });
    let error = json!({
        "error": string(), "errorCode": number(),
        "validationErrors": { "type": "array", "items": { "type": "string" }, "nullable": true },
        "stackTrace": string(), "requestId": { "type": "string" },
    });
    let status = json!({
        "receiverHerId": number(), "transportDeliveryState": schema("DeliveryState"), "appRecStatus": optional("AppRecStatus"),
    });
    let lease = json!({ "lease": uuid(), "expires": { "type": "string", "format": "date-time" }, "message": schema("InsideMessage") });
    json!({
        "DeliveryState": { "type": "string", "enum": ["Unconfirmed", "Acknowledged", "Rejected"] },
        "ApprecInfo": object(receipt, &["receiverHerId"]),
        "ErrorMessage": object(error, &["requestId"]),
        "GetBusinessDocumentResponse": object(
            json!({ "businessDocument": document, "contentType": document, "contentTransferEncoding": document }),
            &["businessDocument", "contentTransferEncoding", "contentType"],
        ),
        "Message": { "type": "object", "properties": message, "additionalProperties": false },
        "StatusInfo": object(status, &["receiverHerId", "transportDeliveryState"]),
        "InsideMessage": { "type": "object", "required": ["id", "inbox", "place", "kind", "received", "text", "flags"] },
        "Lease": object(lease, &["lease", "expires", "message"]),
    })
}
