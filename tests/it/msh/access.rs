//! Who may call, and what the server tells about itself.

use super::letters::{Letter, her_id};
use super::server::{Server, call, program};
use std::fs;
use std::process::Output;

const HEADS: &str = "api-version: 2\r\nnhn-source-system: tests, v1\r\n";

#[test]
fn tokens_open_what_their_line_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = Letter::request("t-1");
    let tokens = folder.path().join("tokens");
    let text = format!("municipality-token-1 {}\nhospital-work-token-1 inside\n", letter.sender);
    fs::write(&tokens, text).expect("written");
    let server = Server::start(folder.path(), &["--tokens", tokens.to_str().expect("UTF-8")]);
    let as_who = |token: &str, method: &str, path: &str, body: &str| {
        let heads = format!("{HEADS}Authorization: Bearer {token}\r\n");
        call(server.outside, method, path, &heads, body).expect("an answer").status
    };
    assert_eq!(server.call("POST", "/Messages", &letter.body()).status, 401);
    assert_eq!(as_who("nobody-has-this-one", "POST", "/Messages", &letter.body()), 401);
    assert_eq!(as_who("hospital-work-token-1", "POST", "/Messages", &letter.body()), 403);
    assert_eq!(as_who("municipality-token-1", "POST", "/Messages", &letter.body()), 201);
    let list = |her_id: u32| {
        as_who("municipality-token-1", "GET", &format!("/Messages?ReceiverHerIds={her_id}"), "")
    };
    assert_eq!((list(letter.sender), list(her_id("Sykepleiertjeneste@bergen"))), (200, 403));
    let inside = |token: &str| {
        let heads = format!("Authorization: Bearer {token}\r\n");
        call(server.inside, "GET", "/inside/v1/inboxes", &heads, "").expect("an answer").status
    };
    assert_eq!((inside("municipality-token-1"), inside("hospital-work-token-1")), (403, 200));
    assert_eq!(server.call("GET", "/health", "").status, 200, "health needs no token");
}

fn refused(more: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("store");
    let mut command = program();
    command
        .args(["msh", "scenarios/lunge-poliklinikk.toml", "--lang", "en", "--store"])
        .arg(&store)
        .args(more);
    let output = command.output().expect("it runs");
    assert!(output.stdout.is_empty());
    output
}

#[test]
fn an_open_address_without_tokens_and_tls_is_refused() {
    let output = refused(&["--listen", "0.0.0.0:0", "--listen-inside", "127.0.0.1:0"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("--tls-cert"), "{said}");
}

#[test]
fn wrong_arguments_are_told_together() {
    let more =
        ["--listen", "nowhere", "--listen-inside", "1.2.3.4", "--tls-key", "k", "--tokens", "no-such-file"];
    let output = refused(&more);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said.lines().count(), 4, "{said}");
}

#[test]
fn the_server_tells_its_health_and_its_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &["--relaxed"]);
    server.call("POST", "/Messages", &Letter::request("c-1").body()).id();
    let health = server.call("GET", "/health", "").json();
    assert_eq!(
        (&health["status"], &health["durability"], &health["inInboxes"]),
        (&"ok".into(), &"relaxed".into(), &1.into())
    );
    let metrics = String::from_utf8(server.call("GET", "/metrics", "").body).expect("UTF-8");
    for line in ["meldingsflyt_accepted_total 1", "meldingsflyt_in_inboxes 1", "# EOF"] {
        assert!(metrics.lines().any(|found| found == line), "{line}: {metrics}");
    }
    let description = server.call("GET", "/openapi.json", "").json();
    assert!(description["paths"]["/Messages"]["post"]["responses"]["409"].is_object());
    assert_eq!(server.stop(), Some(0));
}
