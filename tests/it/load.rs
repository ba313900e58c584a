//! The load test, as its users meet it: against the message server, and refused.

use super::cli::{Ran, program, run, shipped, tree};
use super::msh::server::Server;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
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
    for leg in ["accepted", "visible", "service", "send_lag"] {
        is_percentile_table(&out.join(format!("{leg}.hgrm")), &legs[leg][0]);
    }
}

/// Python with PyPI's hdrhistogram: the system's, or one in a folder below `target` that `MELDINGSFLYT_VENV` lets the
/// test make.
fn python() -> Option<PathBuf> {
    let has = |python: &Path| {
        let found = Command::new(python).args(["-c", "import hdrh"]).output();
        found.is_ok_and(|found| found.status.success())
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/hdrhistogram");
    let own = folder.join("bin/python3");
    let some = [PathBuf::from("python3"), own.clone()].into_iter().find(|python| has(python));
    if some.is_some() || std::env::var_os("MELDINGSFLYT_VENV").is_none() {
        return some;
    }
    let runs = |program: &Path, arguments: &[&str]| {
        let ran = Command::new(program).args(arguments).status();
        assert!(ran.is_ok_and(|status| status.success()), "{} {arguments:?}", program.display());
    };
    runs(Path::new("python3"), &["-m", "venv", &folder.display().to_string()]);
    runs(&own, &["-m", "pip", "install", "--quiet", "hdrhistogram==0.10.*"]);
    Some(own)
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
    let Some(python) = python() else {
        println!("skipped: no python3 with hdrhistogram here, and none to be had");
        return;
    };
    let read = Command::new(&python).args(["-c", SCRIPT]).arg(log).output().expect("it starts");
    let counted = |leg: &&String| legs[*leg][0] != "0";
    let known: Vec<String> =
        legs.keys().filter(counted).map(|leg| format!("{leg}={}", legs[leg][0])).collect();
    assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), known.join(" "), "{read:?}");
}

/// Percentile tables are read as HdrHistogram's plotter reads them: rising, and ending with all.
fn is_percentile_table(file: &Path, count: &str) {
    let text = fs::read_to_string(file).expect("a table");
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(2)
        .take_while(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().map(|field| field.parse().expect("a number")).collect())
        .collect();
    assert!(rows.is_sorted_by(|a, b| a[0] <= b[0] && a[1] <= b[1] && a[2] <= b[2]), "{text}");
    assert_eq!(rows.last().map(|last| last[2].to_string()), Some(count.to_owned()), "{text}");
}

/// A server of the tool's own that is killed again and again, connections that are cut, messages sent twice, answers
/// that nobody gave: with another try nothing is lost and nothing is there twice.
#[test]
fn a_server_that_is_killed_loses_nothing_and_duplicates_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut call = program(folder.path());
    call.args([
        "load",
        "run",
        &shipped(SCENARIO),
        "--target",
        "own",
        "--rate",
        "40@6s",
        "--retry-for",
        "120s",
    ]);
    call.args(["--max-send-lag", "120s", "--drain", "120s", "--lang", "en", "-o", "out"]);
    for fault in [
        "drept={ kind = \"kill\", every = \"1.7 s\" }",
        "brudd={ kind = \"cut\", part = \"5 %\" }",
        "dobbelt={ kind = \"twice\", part = \"5 %\" }",
        "svar={ kind = \"answer\", status = 503, part = \"5 %\" }",
        "treg={ kind = \"slow_receivers\", pause = \"0.001 s\", to = \"5 s\" }",
    ] {
        call.args(["--set", &format!("load.fault.{fault}")]);
    }
    let told: Ran = call.output().expect("the program starts").into();
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.out.contains("The server was killed (kill -9) and started again "), "{}", told.out);
    let ledger = table(&folder.path().join("out"), "ledger.csv");
    let count = |finding: &str| ledger[finding][0].parse::<u64>().expect("a number");
    assert_eq!(count("delivered") + count("rightly_refused"), 240, "{ledger:?}");
    let broken = ["lost", "duplicate", "ambiguous_retry", "misrouted", "corrupted"].map(count);
    assert!(broken == [0; 5] && count("retried") > 0, "{ledger:?}");
}

#[test]
fn a_fault_that_kills_needs_a_server_of_the_tools_own() {
    let kill = "load.fault.drept={ kind = \"kill\", every = \"1 s\" }";
    let scenario = shipped(SCENARIO);
    let arguments =
        ["--lang", "en", "load", "run", &scenario, "--target", "http://127.0.0.1:1", "--json", "--set", kill];
    let told = run(Path::new("."), &arguments);
    assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{told:?}");
    assert!(told.err.contains("Write --target own"), "{}", told.err);
}

/// Certificate and key were made for this test and are used for nothing else.
#[test]
fn https_needs_the_authority_that_signed_the_servers_certificate() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = |name: &str| format!("{}/tests/it/data/tls/{name}", env!("CARGO_MANIFEST_DIR"));
    let (chain, key) = (data("server.pem"), data("server-key.pem"));
    let server = Server::start(folder.path(), &["--tls-cert", &chain, "--tls-key", &key]);
    let call = |authority: &str, out: &str| -> Ran {
        let (target, inside) = (format!("https://{}", server.outside), format!("https://{}", server.inside));
        let mut call = program(folder.path());
        call.args([
            "load",
            "run",
            &shipped(SCENARIO),
            "--target",
            &target,
            "--inside",
            &inside,
            "--ca",
            authority,
        ]);
        call.args(["--rate", "20@1s", "--max-send-lag", "60s", "--drain", "60s", "--lang", "en", "-o", out]);
        call.output().expect("the program starts").into()
    };
    let told = call(&data("authority.pem"), "out");
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.out.contains("Sent 20 of 20 messages"), "{}", told.out);
    let told = call(&data("other.pem"), "refused");
    assert_eq!(told.code, Some(13), "{told:?}");
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
