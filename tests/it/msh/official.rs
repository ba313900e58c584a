//! The interface against the official description: same paths, same schemas, and every success body is of its schema.
//!
//! The description is not part of the project. `MELDINGSFLYT_SCHEMAS` names the folder that holds it
//! (`msh-api-v2.json`); without the variable the tests say that they are skipped, with it they demand the file.

use super::letters::{Letter, her_id};
use super::server::Server;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn official() -> Option<Value> {
    let Some(folder) = std::env::var_os("MELDINGSFLYT_SCHEMAS") else {
        println!("skipped: MELDINGSFLYT_SCHEMAS names no folder with the official description");
        return None;
    };
    let text =
        fs::read_to_string(Path::new(&folder).join("msh-api-v2.json")).expect("the official description");
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// What is wrong with a value under a schema, with its place.
fn faults(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no {name}"));
        return faults(root, target, value, place);
    }
    if value.is_null() {
        let may = schema["nullable"] == true;
        return if may { Vec::new() } else { vec![format!("{place}: null")] };
    }
    let mut found = Vec::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(faults(root, part, value, place));
    }
    if let Some(values) = schema["enum"].as_array()
        && !values.contains(value)
    {
        found.push(format!("{place}: {value} is none of {values:?}"));
    }
    let is = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        _ => true,
    };
    if !is {
        found.push(format!("{place}: {value} is no {}", schema["type"]));
    }
    let text = value.as_str().unwrap_or_default();
    let form = match schema["format"].as_str() {
        Some("uuid") => text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]),
        Some("date-time") => {
            text.len() >= 20 && text.contains('T') && (text.ends_with('Z') || text[19..].contains(['+', '-']))
        }
        Some("int32") => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        _ => true,
    };
    if !form || schema["minLength"].as_u64().is_some_and(|least| (text.len() as u64) < least) {
        found.push(format!("{place}: {value} is not of the form {}", schema["format"]));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(faults(root, &schema["items"], item, &format!("{place}[{index}]")));
    }
    found.extend(object_faults(root, schema, value, place));
    found
}

fn object_faults(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let Some(fields) = value.as_object() else { return Vec::new() };
    let mut found = Vec::new();
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            found.push(format!("{place}: no {name}"));
        }
    }
    for (name, field) in fields {
        match schema["properties"].get(name) {
            Some(property) => found.extend(faults(root, property, field, &format!("{place}.{name}"))),
            None if schema["additionalProperties"] == false => found.push(format!("{place}: unknown {name}")),
            None => {}
        }
    }
    found
}

#[test]
fn success_bodies_are_of_the_official_schemas() {
    let Some(official) = official() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let (hospital, municipality) = (her_id("Lungesykdommer@haukeland"), her_id("Sykepleiertjeneste@bergen"));
    let request = Letter::request("v-1");
    let id = server.call("POST", "/Messages", &request.body()).id();
    let refused =
        server.call("POST", "/Messages", &Letter { patient: None, ..Letter::request("v-2") }.body()).id();
    let out = Letter { sender: hospital, receiver: municipality, ..Letter::request("v-3") };
    let out = server.call("POST", "/Messages", &out.body()).id();
    let checked = |method: &str, path: &str, official_path: &str, body: &str| {
        let reply = server.call(method, path, body);
        let response =
            &official["paths"][official_path][method.to_lowercase()]["responses"][reply.status.to_string()];
        assert!(response.is_object(), "{method} {path}: {} is not documented", reply.status);
        let schema = &response["content"]["application/json"]["schema"];
        if reply.body.is_empty() {
            assert!(schema.is_null(), "{method} {path}: no body");
        } else {
            let faults = faults(&official, schema, &reply.json(), "body");
            assert!(faults.is_empty(), "{method} {path}: {faults:?}");
        }
        reply.status
    };
    assert_eq!(checked("POST", "/Messages", "/Messages", &request.body()), 201);
    for list in ["", "&IncludeMetadata=true", "&IncludeMetadata=true&OrderBy=2&MessagesToFetch=100"] {
        let path = format!("/Messages?ReceiverHerIds={}&ReceiverHerIds={municipality}{list}", request.sender);
        assert_eq!(checked("GET", &path, "/Messages", ""), 200);
    }
    for id in [&id, &refused, &out] {
        for (end, official) in [
            ("", "/Messages/{id}"),
            ("/business-document", "/Messages/{id}/business-document"),
            ("/status", "/Messages/{id}/status"),
            ("/apprec", "/Messages/{id}/apprec"),
        ] {
            assert_eq!(checked("GET", &format!("/Messages/{id}{end}"), official, ""), 200);
        }
    }
    let receipt = format!("/Messages/{out}/apprec/{municipality}");
    let rejected =
        json!({ "appRecStatus": "2", "appRecErrorList": [{ "errorCode": "E35", "details": "Ukjent" }] });
    assert_eq!(
        checked("POST", &receipt, "/Messages/{id}/apprec/{appRecSenderHerId}", &rejected.to_string()),
        201
    );
    assert_eq!(checked("GET", &format!("/Messages/{out}/apprec"), "/Messages/{id}/apprec", ""), 200);
    let read = format!("/Messages/{out}/read/{municipality}");
    assert_eq!(checked("PUT", &read, "/Messages/{id}/read/{herId}", ""), 204);
    // Refusals have the official form, too.
    assert_eq!(checked("POST", "/Messages", "/Messages", "{}"), 400);
    assert_eq!(checked("GET", "/Messages/00000000-0000-8000-8000-000000000001", "/Messages/{id}", ""), 404);
}

/// The validator is no test if it takes everything.
#[test]
fn a_wrong_body_is_told_apart() {
    let schema = json!({
        "type": "object", "required": ["id"], "additionalProperties": false,
        "properties": { "id": { "type": "string", "format": "uuid" }, "n": { "type": "integer", "nullable": true } },
    });
    let good = json!({ "id": "00000000-0000-8000-8000-000000000001", "n": null });
    assert_eq!(faults(&schema, &schema, &good, "body"), [""; 0]);
    for bad in [
        json!({}),
        json!({ "id": 1 }),
        json!({ "id": "x" }),
        json!([]),
        json!({ "id": good["id"], "m": 1 }),
        json!({ "id": good["id"], "n": "1" }),
    ] {
        assert!(!faults(&schema, &schema, &bad, "body").is_empty(), "{bad}");
    }
}

#[test]
fn the_served_description_has_all_official_paths_and_schemas() {
    let Some(official) = official() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let served = server.call("GET", "/openapi.json", "").json();
    for (path, methods) in official["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let ours = &served["paths"][path][method];
            for status in operation["responses"].as_object().expect("responses").keys() {
                assert!(ours["responses"][status].is_object(), "{method} {path} {status}");
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let same = |one: &&Value| one["name"] == parameter["name"] && one["in"] == parameter["in"];
                let found = ours["parameters"].as_array().into_iter().flatten().find(same);
                assert!(found.is_some(), "{method} {path}: {}", parameter["name"]);
            }
        }
    }
    for (name, schema) in official["components"]["schemas"].as_object().expect("schemas") {
        let ours = &served["components"]["schemas"][name];
        assert_eq!(ours["enum"], schema["enum"], "{name}");
        assert_eq!(ours["required"], schema["required"], "{name}");
        let names = |schema: &Value| {
            schema["properties"].as_object().map(|map| map.keys().cloned().collect::<Vec<_>>())
        };
        assert_eq!(names(ours), names(schema), "{name}");
    }
}
