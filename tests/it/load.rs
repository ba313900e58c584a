//! The load test, as its users meet it: against the message server, and refused.

use super::cli::{Ran, program, run, shipped, tree};
use super::msh::server::Server;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const SCENARIO: &str = "lunge-poliklinikk.toml";

/// Figures of a report's table for machines, by the first column.
fn table(folder: &Path, name: &str) -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(folder.join("maskin").join(name)).expect("a table");
    let fields = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
    text.lines().skip(1).map(fields).map(|mut row| (row.remove(0), row)).collect()
}

/// A run against a server of its own for the same scenario, with a limit of lateness that a busy machine keeps.
fn against_a_server(folder: &Path, more: &[&str]) -> Ran {
    let server = Server::start(folder, &[]);
    let (target, inside) = (format!("http://{}", server.outside), format!("http://{}", server.inside));
    let mut call = program(folder);
    call.args(["load", "run", &shipped(SCENARIO), "--target", &target, "--inside", &inside]);
    call.args(["--max-send-lag", "60s", "--drain", "60s", "--lang", "en"]).args(more);
    call.output().expect("the program starts").into()
}

#[test]
fn every_message_of_a_scenario_is_accounted_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = against_a_server(folder.path(), &["--rate", "20@3s", "-o", "out"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.out.starts_with("HELD: ") && told.out.contains("Sent 60 of 60 messages"), "{}", told.out);
    let out = folder.path().join("out");
    let ledger = table(&out, "ledger.csv");
    let count = |finding: &str| ledger[finding][0].parse::<u64>().expect("a number");
    assert_eq!(count("delivered") + count("rightly_refused"), 60, "{ledger:?}");
    let legs = table(&out, "legs.csv");
    assert_eq!((legs["send_lag"][0].as_str(), legs["answered"][1].as_str()), ("60", ""), "{legs:?}");
    let names: Vec<String> = tree(&out).into_iter().map(|(name, _)| name).collect();
    for name in ["1-etapper.csv", "accepted.hgrm", "junit.xml", "sekunder.hlog", "manifest.json"] {
        assert!(names.iter().any(|found| found == name), "{name} in {names:?}");
    }
    let xml = fs::read_to_string(out.join("junit.xml")).expect("text");
    assert!(xml.contains("failures=\"0\""), "{xml}");
    read_by_others(&out.join("sekunder.hlog"), &legs);
}

/// HdrHistogram's own reader, from PyPI, counts the same in the interval log.
fn read_by_others(log: &Path, legs: &BTreeMap<String, Vec<String>>) {
    const SCRIPT: &str = "
import sys
from hdrh.log import HistogramLogReader
from hdrh.histogram import HdrHistogram
reader = HistogramLogReader(sys.argv[1], HdrHistogram(1, 3600 * 10**9, 3))
counts = {}
while True:
    histogram = reader.get_next_interval_histogram()
    if histogram is None:
        break
    counts[histogram.get_tag()] = counts.get(histogram.get_tag(), 0) + histogram.get_total_count()
print(' '.join(f'{tag}={count}' for tag, count in sorted(counts.items())))
";
    let has = |module: &str| {
        let found = Command::new("python3").args(["-c", &format!("import {module}")]).output();
        found.is_ok_and(|found| found.status.success())
    };
    if !has("hdrh") {
        println!("skipped: no python3 with hdrhistogram here");
        return;
    }
    let read = Command::new("python3").args(["-c", SCRIPT]).arg(log).output().expect("it starts");
    let counted = |leg: &&String| legs[*leg][0] != "0";
    let known: Vec<String> =
        legs.keys().filter(counted).map(|leg| format!("{leg}={}", legs[leg][0])).collect();
    assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), known.join(" "), "{read:?}");
}

#[test]
fn a_threshold_that_is_missed_has_its_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let set = "load.threshold.rask={ leg = \"accepted\", percentile = \"50 %\", at_most = \"0.000001 s\" }";
    let told = against_a_server(folder.path(), &["--rate", "20@1s", "--json", "--set", set]);
    assert_eq!(told.code, Some(10), "{told:?}");
    let json: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let row = &json["tables"]["thresholds"][0];
    assert_eq!(
        (row["met"].as_bool(), row["threshold"].as_str()),
        (Some(false), Some("accepted: 50.00 % within 0 ms"))
    );
}

#[test]
fn other_hosts_are_refused_before_anything_is_sent() {
    let call = |target: &str, more: &[&str]| {
        let scenario = shipped(SCENARIO);
        let mut arguments = vec!["--lang", "en", "load", "run", &scenario, "--target", target, "--json"];
        arguments.extend(more);
        run(Path::new("."), &arguments)
    };
    let allowed = "load.allow_host=\"msh.example.org\"";
    let both = ["--allow-host", "msh.example.org"];
    for (target, more, says) in [
        ("http://msh.example.org", &[][..], "--target: msh.example.org is not this machine."),
        ("http://msh.example.org", &both[..], "--target: the scenario does not allow msh.example.org."),
        (
            "http://api.nhn.no",
            &["--allow-host", "api.nhn.no", "--set", "load.allow_host=\"api.nhn.no\""][..],
            "--target: api.nhn.no belongs to the health service",
        ),
        ("https://127.0.0.1:1", &[][..], "--target: https needs --ca FILE"),
        ("127.0.0.1:1", &[][..], "--target = 127.0.0.1:1: is no address."),
        (
            "http://127.0.0.1:1",
            &["--auth", "basic"][..],
            "--auth = basic: write none, bearer:FILE or helseid:FILE.",
        ),
        ("http://127.0.0.1:1", &["--rate", "fast"][..], "--rate = fast: is no rate."),
        (
            "http://127.0.0.1:1",
            &["--rate", "1@1s", "--compress", "2"][..],
            "--rate, --trace, --closed, --compress: choose one of them.",
        ),
        (
            "http://127.0.0.1:1",
            &["--inside", "http://msh.example.org", "--set", allowed][..],
            "--inside: msh.example.org is not this machine.",
        ),
    ] {
        let told = call(target, more);
        assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{target} {more:?} {told:?}");
        assert!(told.err.starts_with(says), "{says} in {}", told.err);
    }
    // Nobody listens on port 1.
    let told = call("http://127.0.0.1:1", &[]);
    assert_eq!(told.code, Some(13), "{told:?}");
    assert!(told.err.starts_with("--target = http://127.0.0.1:1: cannot be reached"), "{}", told.err);
}
