//! The disk fails at each single call: a result is whole or absent, and earlier results stand as they were (P9).
//!
//! A small library in C is loaded before the system's and makes one call fail. The linker that built the program
//! can build it.

#![cfg(target_os = "linux")]

use super::{Ran, names, program, run, tree, with_small};
use std::path::{Path, PathBuf};
use std::process::Command;

const ENOSPC: u32 = 28;
const EIO: u32 = 5;

/// Builds the library that fails.
fn library(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/failing.c");
    let library = folder.join("failing.so");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).status();
    assert!(built.expect("a C compiler is there").success());
    library
}

/// Runs with the `at`-th call failing; whether there was such a call.
fn failing(folder: &Path, tools: &Path, (call, at, error): (&str, u32, u32), more: &[&str]) -> (Ran, bool) {
    let found = tools.join("found");
    let _ = std::fs::remove_file(&found);
    let ended = program(folder)
        .args(["run", "small.toml", "--replications=2", "--seed=2", "--threads=1"])
        .args(more)
        .env("LD_PRELOAD", tools.join("failing.so"))
        .env("FAILING_CALL", call)
        .env("FAILING_AT", at.to_string())
        .env("FAILING_WITH", error.to_string())
        .env("FAILING_FOUND", &found)
        .output()
        .expect("the program starts");
    (ended.into(), found.exists())
}

/// Every call of a run in turn. A fault of closing comes after the file is flushed: it harms nothing.
fn each_call_fails(call: &str, error: u32, more: &[&str]) {
    let (folder, tools) = (with_small(), tempfile::tempdir().unwrap());
    library(tools.path());
    assert_eq!(run(folder.path(), &["run", "small.toml", "--replications=2", "--seed=1"]).code, Some(0));
    let before = tree(folder.path());
    let (ended, _) = failing(folder.path(), tools.path(), ("nothing", 1, 0), more);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let after = tree(folder.path());
    assert!(after != before, "another seed gives other results");
    let mut tried = 0;
    for at in 1.. {
        assert_eq!(run(folder.path(), &["run", "small.toml", "--replications=2", "--seed=1"]).code, Some(0));
        let _ = std::fs::remove_file(folder.path().join("logg.csv"));
        assert!(tree(folder.path()) == before);
        let (ended, reached) = failing(folder.path(), tools.path(), (call, at, error), more);
        if !reached {
            break;
        }
        tried += 1;
        let now = tree(folder.path());
        let kept = now == before || now == after || now == with_log(&before, &after);
        assert!(kept, "{call} {at}: {:?}", names(folder.path()));
        match ended.code {
            Some(0) => assert!(now == after, "{call} {at}: done, but not whole"),
            Some(1) => assert!(!ended.err.is_empty() && !ended.err.contains("panicked"), "{}", ended.err),
            code => panic!("{call} {at}: {code:?} {}", ended.err),
        }
        assert!(ended.code == Some(1) || call == "close", "{call} {at} failed unnoticed");
    }
    assert!(tried >= 2, "{call}: only {tried} calls");
}

/// The log is a result of its own: it may be whole while the reports are the earlier ones.
fn with_log(before: &[(String, Vec<u8>)], after: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let log = after.iter().filter(|(name, _)| name == "logg.csv");
    let mut both: Vec<_> = before.iter().chain(log).cloned().collect();
    both.sort();
    both
}

#[test]
fn the_disk_is_full_at_each_write() {
    each_call_fails("write", ENOSPC, &["--log=logg.csv"]);
}

#[test]
fn no_file_can_be_made_at_each_open() {
    each_call_fails("open", ENOSPC, &["--log=logg.csv"]);
}

#[test]
fn flushing_fails_at_each_call() {
    each_call_fails("fsync", EIO, &["--log=logg.csv"]);
}

#[test]
fn renaming_fails_at_each_call() {
    each_call_fails("rename", EIO, &["--log=logg.csv"]);
}

#[test]
fn closing_fails_at_each_call() {
    each_call_fails("close", EIO, &["--log=logg.csv"]);
}
