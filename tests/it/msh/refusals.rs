//! What is accepted, what is refused, and how the sender gets to know.

use super::letters::{Letter, UNMARKED, body, her_id};
use super::server::{Server, call};
use serde_json::{Value, json};

fn validation(reply: &super::server::Reply) -> String {
    let json = reply.json();
    assert!(json["requestId"].as_str().is_some_and(|id| id.len() == 36), "{json}");
    json["validationErrors"].as_array().map_or(String::new(), |list| {
        list.iter().map(|fault| fault.as_str().expect("text").to_owned() + "\n").collect()
    })
}

#[test]
fn a_sound_request_is_delivered_and_receipted() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let letter = Letter::request("a-1");
    let sent = server.call("POST", "/Messages", &letter.body());
    let id = sent.id();
    assert_eq!(sent.header("Location"), Some(format!("/Messages/{id}").as_str()));
    let status = server.call("GET", &format!("/Messages/{id}/status"), "").json();
    let ok = json!([{ "receiverHerId": letter.receiver, "transportDeliveryState": "Acknowledged", "appRecStatus": "Ok" }]);
    assert_eq!(status, ok);
    // The hospital's own record system is the server: nothing is unread there, the municipality has a receipt.
    let unread = |her_id: u32| {
        server.call("GET", &format!("/Messages?ReceiverHerIds={her_id}&IncludeMetadata=true"), "").json()
    };
    assert_eq!(unread(letter.receiver), json!([]));
    let receipts = unread(letter.sender);
    assert_eq!(receipts.as_array().map(Vec::len), Some(1));
    assert_eq!(receipts[0]["isAppRec"], json!(true));
    // Its document says so, and what was sent comes back byte for byte.
    let document = |id: &str| {
        use base64::Engine;
        let json = server.call("GET", &format!("/Messages/{id}/business-document"), "").json();
        let text = json["businessDocument"].as_str().expect("text");
        String::from_utf8(base64::engine::general_purpose::STANDARD.decode(text).expect("base64"))
            .expect("UTF-8")
    };
    assert_eq!(document(&id), letter.xml());
    let receipt = document(receipts[0]["id"].as_str().expect("an id"));
    assert!(receipt.contains("2004-11-21") && receipt.contains("a-1"), "{receipt}");
    // Read, it is gone from the list; reading it again changes nothing.
    let read = format!("/Messages/{}/read/{}", receipts[0]["id"].as_str().expect("an id"), letter.sender);
    assert_eq!((server.call("PUT", &read, "").status, server.call("PUT", &read, "").status), (204, 204));
    assert_eq!(unread(letter.sender), json!([]));
    let inboxes = server.work("GET", "/inboxes", "").json();
    let parent = inboxes.as_array().expect("a list").iter().find(|row| row["inbox"] == "lunge-inntak");
    assert_eq!(parent.expect("there")["waiting"], json!(1));
}

#[test]
fn refusals_at_once_name_their_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let sound = Letter::request("r-1");
    let xml = sound.xml();
    let with_doctype = xml.replacen("<MsgHead", "<!DOCTYPE MsgHead><MsgHead", 1);
    let latin = [xml.replace("UTF-8", "ISO-8859-1").as_bytes(), &[0xE6]].concat();
    let no_id = xml.replace("<MsgId>r-1</MsgId>", "");
    let cases = [
        (String::from("{"), "no JSON"),
        (String::from("{}"), "not of the form"),
        (json!({ "businessDocument": "!", "contentType": "text/plain", "contentTransferEncoding": "7bit" }).to_string(), "no base64"),
        (body(b"<MsgHead"), "T01"),
        (body(with_doctype.as_bytes()), "T01"),
        (body(&latin), "T99"),
        (body(no_id.as_bytes()), "E10"),
        (body(b"<a/>"), "T10"),
        (Letter { sender: 7, ..sound.clone() }.body(), "sender is not registered"),
        (Letter { copies: 1, ..sound.clone() }.body(), "A2"),
    ];
    for (body, says) in cases {
        let reply = server.call("POST", "/Messages", &body);
        let faults = validation(&reply);
        assert!(reply.status == 400 && faults.contains(says), "{says}: {} {faults}", reply.status);
    }
    let bare = call(server.outside, "POST", "/Messages", "", &sound.body()).expect("an answer");
    let faults = validation(&bare);
    assert!(
        bare.status == 400 && faults.contains("api-version") && faults.contains("nhn-source-system"),
        "{faults}"
    );
    assert_eq!(server.work("GET", "/inboxes", "").json()[0]["waiting"], json!(0));
}

/// Whatever a caller writes, and wherever: a number that somebody may bear is not told back, and not logged.
#[test]
fn no_error_shows_a_number_that_somebody_may_bear() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let in_xml = |what: &str| body(format!("<?xml version=\"1.0\"?><a>{what}</a>").as_bytes());
    let cases = [
        ("GET", format!("/Messages/{UNMARKED}"), String::new()),
        ("GET", format!("/Messages?ReceiverHerIds={UNMARKED}&OrderBy={UNMARKED}"), String::new()),
        ("POST", "/Messages".to_owned(), in_xml(&format!("&{UNMARKED};"))),
        ("POST", "/Messages".to_owned(), in_xml(&format!("<{UNMARKED}/>"))),
        ("POST", "/Messages".to_owned(), in_xml(&format!("<x:b{UNMARKED}/>"))),
        ("POST", "/Messages".to_owned(), in_xml(&format!("<b c='' c='{UNMARKED}'/>"))),
    ];
    for (method, path, body) in cases {
        let reply = server.call(method, &path, &body);
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(reply.status == 400 && !text.contains(UNMARKED), "{path}: {text}");
    }
    let metrics = String::from_utf8(server.call("GET", "/metrics", "").body).expect("UTF-8");
    assert!(!metrics.contains(UNMARKED));
    assert_eq!(server.stop(), Some(0));
    let log = std::fs::read_to_string(folder.path().join("log")).expect("a log");
    assert!(!log.is_empty() && !log.contains(UNMARKED), "{log}");
}

#[test]
fn paths_methods_and_kinds_of_content_are_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.call("GET", "/nothing", "").status, 404);
    let wrong = server.call("DELETE", "/Messages", "");
    assert_eq!((wrong.status, wrong.header("Allow")), (405, Some("GET, POST")));
    let heads = "api-version: 2\r\nnhn-source-system: t\r\nContent-Type: text/plain\r\n";
    assert_eq!(call(server.outside, "POST", "/Messages", heads, "").expect("an answer").status, 400);
    let with_body = "api-version: 2\r\nnhn-source-system: t\r\nContent-Type: text/plain\r\nX: ";
    let kinds =
        call(server.outside, "POST", "/Messages", &format!("{with_body}1\r\n"), "{}").expect("an answer");
    assert_eq!(kinds.status, 415);
    for (path, status) in [
        ("/Messages/no-uuid", 400),
        ("/Messages/00000000-0000-8000-8000-000000000001/status", 404),
        ("/Messages", 400),
        ("/Messages?ReceiverHerIds=x", 400),
        ("/Messages?ReceiverHerIds=7&MessagesToFetch=101", 400),
        ("/Messages?ReceiverHerIds=7&OrderBy=3", 400),
        ("/Messages?ReceiverHerIds=7&OrderBy=Descending", 200),
        ("/messages?receiverHerIds=7&receiverHerIds=8&includeMetadata=true", 200),
        ("/Messages?ReceiverHerIds=%zz", 400),
    ] {
        assert_eq!(server.call("GET", path, "").status, status, "{path}");
    }
}

/// 201, and then a rejection: of transport (A1), or a receipt with its code.
#[test]
fn refusals_after_acceptance_come_as_status_and_receipt() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let sound = |id: &str| Letter::request(id);
    let unsound = sound("s-2").xml().replace("<MIGversion>v1.2 2006-05-24</MIGversion>", "");
    let cases = [
        (Letter { receiver: 9_999, ..sound("s-1") }.body(), "Rejected", Value::Null, ""),
        (body(unsound.as_bytes()), "Acknowledged", json!("Rejected"), "T02"),
        (
            Letter { receiver: her_id("haukeland"), ..sound("s-3") }.body(),
            "Acknowledged",
            json!("Rejected"),
            "E21",
        ),
        (Letter { patient: None, ..sound("s-4") }.body(), "Acknowledged", json!("Rejected"), "E30"),
        (
            Letter { patient: Some(("30878199615", "FNR")), ..sound("s-5") }.body(),
            "Acknowledged",
            json!("Rejected"),
            "E31",
        ),
        (
            Letter { patient: Some((UNMARKED, "FNR")), ..sound("s-6") }.body(),
            "Acknowledged",
            json!("Rejected"),
            "E35",
        ),
        (
            Letter { receiver: her_id("Laboratoriemedisin@haukeland"), ..sound("s-7") }.body(),
            "Acknowledged",
            json!("Rejected"),
            "X99",
        ),
        (
            Letter { receiver: her_id("PLO Innleggelse Somatikk@haukeland"), ..sound("s-8") }.body(),
            "Acknowledged",
            json!("Rejected"),
            "X99",
        ),
        (Letter { attachment: true, ..sound("s-9") }.body(), "Acknowledged", json!("Ok"), ""),
    ];
    for (body, transport, receipt, code) in cases {
        let id = server.call("POST", "/Messages", &body).id();
        let status = server.call("GET", &format!("/Messages/{id}/status"), "").json();
        assert_eq!(
            (&status[0]["transportDeliveryState"], &status[0]["appRecStatus"]),
            (&json!(transport), &receipt),
            "{code}"
        );
        let info = server.call("GET", &format!("/Messages/{id}/apprec"), "").json();
        let found = info[0]["appRecErrorList"][0]["errorCode"].as_str().unwrap_or_default();
        assert_eq!(found, code, "{info}");
        let detail = info[0]["appRecErrorList"][0]["details"].as_str().unwrap_or_default();
        assert!(!detail.contains(UNMARKED), "{detail}");
    }
    // Only the last one is anybody's work; its attachment is flagged, its text is all that is seen.
    let waiting = server.work("GET", "/inboxes/lunge-inntak/messages", "").json();
    assert_eq!(waiting.as_array().map(Vec::len), Some(1));
    assert_eq!((&waiting[0]["businessDocumentId"], &waiting[0]["flags"]), (&json!("s-9"), &json!(["C5"])));
    assert!(waiting[0]["text"][0].as_str().is_some_and(|text| text.contains("neste time")), "{waiting}");
}

#[test]
fn the_same_document_again_is_the_same_message_and_another_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let letter = Letter::request("d-1");
    let first = server.call("POST", "/Messages", &letter.body()).id();
    assert_eq!(server.call("POST", "/Messages", &letter.body()).id(), first);
    let other = Letter { text: "Noe annet".to_owned(), ..letter.clone() };
    assert_eq!(server.call("POST", "/Messages", &other.body()).status, 409);
    let waiting = server.work("GET", "/inboxes/lunge-inntak/messages", "").json();
    assert_eq!(waiting.as_array().map(Vec::len), Some(1));
}

/// An outside service gives its receipt and reads its messages itself.
#[test]
fn an_outside_service_receipts_and_reads_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let (hospital, municipality) = (her_id("Lungesykdommer@haukeland"), her_id("Sykepleiertjeneste@bergen"));
    let letter = Letter { sender: hospital, receiver: municipality, ..Letter::request("o-1") };
    let id = server.call("POST", "/Messages", &letter.body()).id();
    let status =
        || server.call("GET", &format!("/Messages/{id}/status"), "").json()[0]["appRecStatus"].clone();
    assert_eq!(status(), Value::Null);
    let list = server.call("GET", &format!("/Messages?ReceiverHerIds={municipality}"), "").json();
    assert_eq!(list, json!([{ "id": id, "receiverHerId": municipality }]));
    let receipt = |body: Value| {
        server.call("POST", &format!("/Messages/{id}/apprec/{municipality}"), &body.to_string())
    };
    assert_eq!(receipt(json!({ "appRecStatus": "Rejected" })).status, 400);
    assert_eq!(receipt(json!({ "appRecStatus": "Perhaps" })).status, 400);
    let first = receipt(json!({ "appRecStatus": 1 })).id();
    assert_eq!(receipt(json!({ "appRecStatus": "Ok" })).id(), first);
    let other =
        json!({ "appRecStatus": 2, "appRecErrorList": [{ "errorCode": "E10", "details": "Ugyldig" }] });
    assert_eq!(receipt(other).status, 409);
    assert_eq!(status(), json!("Ok"));
    assert_eq!(server.call("PUT", &format!("/Messages/{id}/read/{municipality}"), "").status, 204);
    assert_eq!(server.call("PUT", &format!("/Messages/{id}/read/{hospital}"), "").status, 404);
    assert_eq!(server.call("GET", &format!("/Messages?ReceiverHerIds={municipality}"), "").json(), json!([]));
}
