//! 201 is sent after the commit is on the disk: seen from outside, in the order of the server's system calls.
//!
//! Needs `strace`. Where it is missing the test says that it is skipped, unless `MELDINGSFLYT_STRACE` demands it.

use super::letters::Letter;
use super::server::{Server, program};
use std::fs;
use std::path::Path;
use std::process::Command;

const MESSAGES: usize = 20;

fn has_strace() -> bool {
    let there = Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    if !there {
        assert!(std::env::var_os("MELDINGSFLYT_STRACE").is_none(), "strace is demanded and not there");
        println!("skipped: no strace here");
    }
    there
}

/// The server's system calls while it takes some messages, one after the other.
fn traced(folder: &Path, more: &[&str]) -> Vec<String> {
    let log = folder.join("calls");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-s", "24", "-e", "trace=fsync,fdatasync,pwrite64,sendto,write,writev", "-o"])
        .arg(&log);
    strace.arg(program().get_program()).current_dir(env!("CARGO_MANIFEST_DIR"));
    let server = Server::start_by(strace, folder, more);
    for number in 0..MESSAGES {
        server.call("POST", "/Messages", &Letter::request(&format!("f-{number}")).body()).id();
    }
    server.kill_traced();
    fs::read_to_string(&log).expect("a log").lines().map(str::to_owned).collect()
}

/// How many 201 went out with everything flushed that was written to a file before, and how many without.
fn judged(calls: &[String]) -> (usize, usize) {
    let (mut flushed, mut unflushed, mut dirty) = (0, 0, true);
    for call in calls {
        if call.contains("pwrite64(") {
            dirty = true;
        } else if (call.contains("fdatasync") || call.contains("fsync")) && call.trim_end().ends_with("= 0") {
            dirty = false;
        } else if call.contains("HTTP/1.1 201") {
            *(if dirty { &mut unflushed } else { &mut flushed }) += 1;
            // The next message must be flushed by itself.
            dirty = true;
        }
    }
    (flushed, unflushed)
}

#[test]
fn each_201_comes_after_the_flush() {
    if !has_strace() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(judged(&traced(folder.path(), &[])), (MESSAGES, 0));
}

/// The same look at a server that does not flush: it is seen.
#[test]
fn a_201_without_flush_is_seen() {
    if !has_strace() {
        return;
    }
    // `synchronous = NORMAL`, and `OFF`.
    for mode in ["--relaxed", "--relaxed=off"] {
        let folder = tempfile::tempdir().expect("a folder");
        let (flushed, unflushed) = judged(&traced(folder.path(), &[mode]));
        assert!(unflushed > MESSAGES / 2, "{mode}: {flushed} flushed, {unflushed} not");
    }
}
