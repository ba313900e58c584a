//! What is acknowledged is kept: over a stop, over `kill -9`, and a damaged store is not passed off as sound.

use super::letters::Letter;
use super::server::{Server, call, program};
use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

/// MsgIds in the department's parent group, and how often each is there.
fn waiting(server: &Server) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    let mut after = String::new();
    loop {
        let page =
            server.work("GET", &format!("/inboxes/lunge-inntak/messages?limit=1000{after}"), "").json();
        let page = page.as_array().expect("a list").clone();
        for row in &page {
            *found.entry(row["businessDocumentId"].as_str().expect("text").to_owned()).or_default() += 1;
        }
        match page.last() {
            Some(last) => after = format!("&after={}", last["id"].as_str().expect("text")),
            None => return found,
        }
    }
}

#[test]
fn a_stopped_server_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let ids: Vec<String> = (0..3)
        .map(|n| server.call("POST", "/Messages", &Letter::request(&format!("p-{n}")).body()).id())
        .collect();
    let lease = server.work("POST", "/inboxes/lunge-inntak/lease", "{\"seconds\": 600}").json();
    assert_eq!(server.stop(), Some(0));
    let server = Server::start(folder.path(), &[]);
    assert!(server.said.contains("6 messages"), "three and their receipts: {}", server.said);
    // A lease ends with the process; its message is back in its place.
    let path = format!("/leases/{}/close", lease["lease"].as_str().expect("text"));
    assert_eq!(server.work("POST", &path, "").status, 409);
    let list = server.work("GET", "/inboxes/lunge-inntak/messages", "").json();
    let found: Vec<&str> =
        list.as_array().expect("a list").iter().map(|row| row["id"].as_str().expect("text")).collect();
    assert_eq!(found, ids.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        server.call("POST", "/Messages", &Letter::request("p-1").body()).id(),
        ids[1],
        "known from before"
    );
}

/// Some senders post without pause while the server is killed again and again; whoever got 201 finds the message in its
/// inbox, once.
#[test]
fn what_was_acknowledged_survives_kill_9() {
    const SENDERS: u32 = 4;
    const KILLS: u32 = 5;
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged: Vec<String> = Vec::new();
    let next = AtomicU32::new(0);
    let template = Letter::request("KEY").body();
    let sample = Letter::request("KEY");
    for round in 0..KILLS {
        let server = Server::start(folder.path(), &[]);
        let (address, stop) = (server.outside, AtomicBool::new(false));
        let heads = "api-version: 2\r\nnhn-source-system: tests, v1\r\n";
        let mut got: Vec<Vec<String>> = Vec::new();
        std::thread::scope(|scope| {
            let send = || {
                let mut mine = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    let id = format!("k-{}", next.fetch_add(1, Ordering::Relaxed));
                    let letter = Letter { id: id.clone(), ..sample.clone() };
                    match call(address, "POST", "/Messages", heads, &letter.body()) {
                        Some(reply) if reply.status == 201 => mine.push(id),
                        Some(reply) => panic!("{reply:?}"),
                        None => break,
                    }
                }
                mine
            };
            let threads: Vec<_> = (0..SENDERS).map(|_| scope.spawn(send)).collect();
            std::thread::sleep(Duration::from_millis(120 + 70 * u64::from(round)));
            server.kill();
            stop.store(true, Ordering::Relaxed);
            got = threads.into_iter().map(|thread| thread.join().expect("it sends")).collect();
        });
        acknowledged.extend(got.into_iter().flatten());
    }
    assert!(
        acknowledged.len() > 50,
        "{} are too few to show anything; {}",
        acknowledged.len(),
        template.len()
    );
    let server = Server::start(folder.path(), &[]);
    // That the log is read back after a kill is normal, and told.
    let log = fs::read_to_string(folder.path().join("log")).expect("a log");
    assert!(log.contains("\"event\":\"recovered\""), "{log}");
    let found = waiting(&server);
    for id in &acknowledged {
        assert_eq!(found.get(id), Some(&1), "{id}");
    }
    assert!(found.values().all(|count| *count == 1), "{found:?}");
}

/// `bench kills` in small: senders, workers, five kills; it counts over the interfaces alone.
#[test]
fn nothing_is_lost_doubled_or_answered_twice_over_kills() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = program();
    command.args(["bench", "kills", "scenarios/lunge-poliklinikk.toml", "--lang", "en"]);
    command.args(["--kills", "5", "--messages", "1500", "--connections", "8", "--folder"]).arg(folder.path());
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said} {}", String::from_utf8_lossy(&output.stderr));
    assert!(said.starts_with("kill -9 5 times; 1500 of 1500 messages acknowledged"), "{said}");
    let number = |before: &str| -> u64 {
        let text = said.split_once(before).expect("it says so").0;
        text.rsplit(' ').next().expect("a number").parse().expect("a number")
    };
    assert!(number(" answered,") > 10 && number(" forwarded;") > 10 && number(" calls broke") > 0, "{said}");
}

#[test]
fn a_damaged_store_is_refused_and_a_damaged_document_is_not_returned() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let id = server.call("POST", "/Messages", &Letter::request("x-1").body()).id();
    let store = server.store.clone();
    assert_eq!(server.stop(), Some(0));
    // One sign of the text is changed behind the server's back.
    let mut bytes = fs::read(&store).expect("the store");
    let text = b"neste time";
    let places: Vec<usize> =
        (0..bytes.len() - text.len()).filter(|at| bytes[*at..].starts_with(text)).collect();
    assert!(!places.is_empty(), "the log was copied into the file");
    places.iter().for_each(|at| bytes[*at] = b'N');
    fs::write(&store, &bytes).expect("written");
    let server = Server::start(folder.path(), &[]);
    let reply = server.call("GET", &format!("/Messages/{id}/business-document"), "");
    assert!(reply.status == 500 && String::from_utf8_lossy(&reply.body).contains("damaged"), "{reply:?}");
    drop(server);
    // And now a page of the tables themselves.
    let begin = bytes.len() / 2 / 16_384 * 16_384;
    (16_384..begin.max(32_768)).for_each(|at| bytes[at] = 0xA5);
    fs::write(&store, &bytes).expect("written");
    let mut command = program();
    command.args(["msh", "scenarios/lunge-poliklinikk.toml", "--lang", "en", "--listen", "127.0.0.1:0"]);
    let output =
        command.args(["--listen-inside", "127.0.0.1:0", "--store"]).arg(&store).stdin(Stdio::null()).output();
    let output = output.expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("damaged"), "{said}");
}

#[test]
fn a_store_of_another_scenario_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), &[]);
    let store = server.store.clone();
    assert_eq!(server.stop(), Some(0));
    let mut command = program();
    command.args(["msh", "scenarios/liten-kommune.toml", "--lang", "en", "--listen", "127.0.0.1:0"]);
    let output =
        command.args(["--listen-inside", "127.0.0.1:0", "--store"]).arg(&store).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("other inboxes"), "{said}");
}
