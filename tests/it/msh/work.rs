//! The inside interface: leases, forwarding, returns, questions back, answers.

use super::letters::{Letter, her_id};
use super::server::{Reply, Server};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key}: {value}"))
}

fn lease(server: &Server, inbox: &str, more: Value) -> Reply {
    let mut body = json!({ "seconds": 60 });
    body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    server.work("POST", &format!("/inboxes/{inbox}/lease"), &body.to_string())
}

fn do_with(server: &Server, lease: &Value, what: &str, body: Value) -> Reply {
    server.work("POST", &format!("/leases/{}/{what}", text(lease, "lease")), &body.to_string())
}

fn waiting(server: &Server, inbox: &str) -> Vec<String> {
    let list = server.work("GET", &format!("/inboxes/{inbox}/messages"), "").json();
    list.as_array().expect("a list").iter().map(|row| text(row, "businessDocumentId").to_owned()).collect()
}

fn document(server: &Server, id: &str) -> String {
    let json = server.call("GET", &format!("/Messages/{id}/business-document"), "").json();
    String::from_utf8(STANDARD.decode(text(&json, "businessDocument")).expect("base64")).expect("UTF-8")
}

/// The guideline's flow: parent group, forwarded, answered; the answer is the sender's to read.
#[test]
fn a_message_goes_the_guidelines_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let sent = server.call("POST", "/Messages", &Letter::request("w-1").body()).id();
    let sorting = lease(&server, "lunge-inntak", json!({})).json();
    let received = text(&sorting["message"], "received").to_owned();
    assert_eq!(do_with(&server, &sorting, "forward", json!({ "inbox": "lunge-poliklinikk" })).status, 204);
    assert_eq!(waiting(&server, "lunge-inntak"), [""; 0]);
    let answering = lease(&server, "lunge-poliklinikk", json!({ "messageId": sent })).json();
    assert_eq!(text(&answering["message"], "received"), received, "forwarding keeps the receipt");
    let answer = do_with(
        &server,
        &answering,
        "answer",
        json!({ "text": "Neste time er 3. desember. Hilsen poliklinikken" }),
    )
    .id();
    // The lease has ended with the answer: there is no second one.
    assert_eq!(do_with(&server, &answering, "answer", json!({ "text": "Igjen" })).status, 409);
    let seen = server.work("GET", &format!("/messages/{sent}"), "").json();
    assert_eq!((text(&seen, "place"), text(&seen, "answerId")), ("answered", answer.as_str()));
    let xml = document(&server, &answer);
    assert!(xml.contains("DIALOG_SVAR") && xml.contains("<RefToParent>w-1</RefToParent>"), "{xml}");
    assert!(
        xml.contains("3. desember") && xml.contains("Når er neste time?"),
        "the question goes along: {xml}"
    );
    let unread = server.call(
        "GET",
        &format!("/Messages?ReceiverHerIds={}&IncludeMetadata=true", Letter::request("").sender),
        "",
    );
    let unread = unread.json();
    let replies: Vec<&Value> =
        unread.as_array().expect("a list").iter().filter(|row| row["isAppRec"] == false).collect();
    assert_eq!((replies.len(), text(replies[0], "id")), (1, answer.as_str()));
}

#[test]
fn a_lease_is_one_holders_and_ends_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    for id in ["l-1", "l-2", "l-3"] {
        server.call("POST", "/Messages", &Letter::request(id).body()).id();
    }
    let first = lease(&server, "lunge-inntak", json!({ "seconds": 1 })).json();
    let second = lease(&server, "lunge-inntak", json!({})).json();
    assert_eq!(text(&first["message"], "businessDocumentId"), "l-1");
    assert_eq!(text(&second["message"], "businessDocumentId"), "l-2");
    let again = lease(&server, "lunge-inntak", json!({ "messageId": text(&first["message"], "id") }));
    assert_eq!(again.status, 409);
    assert_eq!(do_with(&server, &second, "extend", json!({ "seconds": 100 })).status, 200);
    assert_eq!(do_with(&server, &second, "release", json!({})).status, 204);
    std::thread::sleep(std::time::Duration::from_millis(1_300));
    assert_eq!(waiting(&server, "lunge-inntak"), ["l-1", "l-2", "l-3"]);
    for what in ["extend", "release", "close"] {
        assert_eq!(do_with(&server, &first, what, json!({ "seconds": 5 })).status, 409, "{what}");
    }
    let seen = server.work("GET", &format!("/messages/{}", text(&first["message"], "id")), "").json();
    assert_eq!(seen["attempts"], json!(1));
    assert_eq!(lease(&server, "lunge-sengepost", json!({})).status, 204, "nothing waits there");
    assert_eq!(lease(&server, "finnes-ikke", json!({})).status, 404);
    assert_eq!(lease(&server, "lunge-inntak", json!({ "seconds": 0 })).status, 400);
}

#[test]
fn a_question_back_holds_the_message_until_the_sender_replies() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let sent = server.call("POST", "/Messages", &Letter::request("q-1").body()).id();
    server.call("POST", "/Messages", &Letter::request("q-2").body()).id();
    let held = lease(&server, "lunge-inntak", json!({})).json();
    let question = do_with(&server, &held, "ask-back", json!({ "clause": "C2" })).id();
    assert_eq!(waiting(&server, "lunge-inntak"), ["q-2"]);
    let place =
        |id: &str| text(&server.work("GET", &format!("/messages/{id}"), "").json(), "place").to_owned();
    assert_eq!(place(&sent), "with-sender");
    let about = server.call("GET", &format!("/Messages/{question}"), "").json();
    let request = Letter::request("q-3");
    let reply =
        Letter { kind: "DIALOG_SVAR", about: Some(text(&about, "businessDocumentId").to_owned()), ..request };
    server.call("POST", "/Messages", &reply.body()).id();
    // At the back of the same inbox; the reply itself is nobody's work.
    assert_eq!(
        (waiting(&server, "lunge-inntak"), place(&sent)),
        (vec!["q-2".to_owned(), "q-1".to_owned()], "waiting".to_owned())
    );
}

#[test]
fn misuse_is_returned_with_its_clause_and_withdrawals_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    server.call("POST", "/Messages", &Letter::request("m-1").body()).id();
    let other = server.call("POST", "/Messages", &Letter::request("m-2").body()).id();
    let held = lease(&server, "lunge-inntak", json!({})).json();
    assert_eq!(do_with(&server, &held, "return", json!({})).status, 400, "the clause is missing");
    assert_eq!(do_with(&server, &held, "return", json!({ "clause": "N9" })).status, 400);
    let returned = do_with(&server, &held, "return", json!({ "clause": "N2" })).id();
    assert!(document(&server, &returned).contains("rett kanal"));
    let withdraw = || server.work("POST", &format!("/messages/{other}/withdraw"), "").status;
    assert_eq!((withdraw(), withdraw()), (204, 409));
    assert_eq!(waiting(&server, "lunge-inntak"), [""; 0]);
}

/// A reply from an outside service comes into the hospital's own inbox, to be read and closed.
#[test]
fn replies_to_the_hospital_are_read_and_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let (hospital, municipality) = (her_id("Lungesykdommer@haukeland"), her_id("Sykepleiertjeneste@bergen"));
    let request = Letter { sender: hospital, receiver: municipality, ..Letter::request("h-1") };
    server.call("POST", "/Messages", &request.body()).id();
    let reply = Letter {
        kind: "DIALOG_SVAR",
        about: Some("h-1".to_owned()),
        sender: municipality,
        receiver: hospital,
        ..Letter::request("h-2")
    };
    server.call("POST", "/Messages", &reply.body()).id();
    let held = lease(&server, "lunge-inntak", json!({})).json();
    assert_eq!(text(&held["message"], "kind"), "reply");
    assert_eq!(do_with(&server, &held, "answer", json!({ "text": "Takk" })).status, 409);
    assert_eq!(do_with(&server, &held, "close", json!({})).status, 204);
    // Unread there: the request itself, and the receipt of the reply.
    let unread = server.call("GET", &format!("/Messages?ReceiverHerIds={municipality}"), "").json();
    assert_eq!(unread.as_array().map(Vec::len), Some(2));
}
