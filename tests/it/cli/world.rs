//! The world breaks: disk, permission, pipe. Exit 1, a sentence, and earlier results as they were.

use super::{names, program, run, tree, with_small};
use std::path::Path;
use std::process::{Command, Stdio};

const RUN: [&str; 4] = ["run", "small.toml", "--replications", "3"];

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = with_small();
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").unwrap());
    for arguments in
        [&["run", "small.toml", "--replications=3", "--json"][..], &["--help"], &["deadline", "2026-04-01"]]
    {
        let ended = program(folder.path()).args(arguments).stdout(full()).output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{arguments:?}");
        let err = String::from_utf8(ended.stderr).unwrap();
        let told: Vec<&str> = err.lines().filter(|line| line.starts_with("standard ut")).collect();
        assert_eq!(told, ["standard ut: disken er full."], "{err}");
    }
    let ended = run(folder.path(), &["run", "small.toml", "--log", "/dev/full"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.ends_with("/dev/full: kan ikke skrives: disken er full.\n"), "{}", ended.err);
    assert!(Path::new("/dev/full").metadata().is_ok_and(|data| !data.is_file()), "a device stays one");
}

/// No file may be longer than 4 KB: writing fails in the middle of a report.
#[test]
#[cfg(target_os = "linux")]
fn earlier_results_stand_when_writing_fails() {
    let folder = with_small();
    assert_eq!(run(folder.path(), &RUN).code, Some(0));
    let before = tree(folder.path());
    let limited = |arguments: &str| {
        let call =
            format!("trap '' XFSZ; ulimit -f 8; exec {} {arguments}", env!("CARGO_BIN_EXE_meldingsflyt"));
        Command::new("sh").arg("-c").arg(call).current_dir(folder.path()).output().unwrap()
    };
    let ended = limited("run small.toml --replications 3 --seed 2");
    let err = String::from_utf8(ended.stderr).unwrap();
    let out = String::from_utf8(ended.stdout).unwrap();
    // The answer was told when it was known; no files are named.
    assert!(ended.status.code() == Some(1) && !out.contains("Rapporter"), "{out}{err}");
    assert!(err.lines().last().unwrap().ends_with("kan ikke skrives: filen blir for stor."), "{err}");
    assert!(tree(folder.path()) == before, "{:?}", names(folder.path()));
    let ended = limited("run small.toml --replications 3 --log logg.csv");
    assert_eq!(ended.status.code(), Some(1));
    assert!(tree(folder.path()) == before, "{:?}", names(folder.path()));
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_takes_no_files_is_told_before_anything_is_simulated() {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=100000", "-o", "/proc/rapport"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.lines().last().unwrap().starts_with("/proc/rapport.part: mappen kan ikke opprettes: "));
    let ended = run(folder.path(), &["new", "/proc/min"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.starts_with("/proc/min.toml: kan ikke skrives: "), "{}", ended.err);
    assert_eq!(names(folder.path()), ["small.toml"]);
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_gone_is_told_and_the_reports_are_whole() {
    let folder = with_small();
    let mut child = program(folder.path())
        .args(["run", "small.toml", "--replications=3", "-o", "r", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The pipe's reading end is closed before anything is written.
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{err}");
    assert_eq!(err.lines().last(), Some("standard ut: mottakeren tar ikke imot mer."));
    assert!(folder.path().join("r/manifest.json").is_file());
}

#[test]
#[cfg(unix)]
fn a_fault_of_ten_megabytes_is_told_in_little_memory() {
    let folder = with_small();
    std::fs::write(folder.path().join("stor.csv"), "uke;til;antall\n".repeat(650_000)).unwrap();
    let text = std::fs::read_to_string(folder.path().join("small.toml")).unwrap();
    let counted = text.replace("per_week = 17", "counts = \"stor.csv\"");
    std::fs::write(folder.path().join("tall.toml"), counted).unwrap();
    let call = format!("ulimit -v 204800; exec {} check tall.toml", env!("CARGO_BIN_EXE_meldingsflyt"));
    let ended = Command::new("sh").arg("-c").arg(call).current_dir(folder.path()).output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!((ended.status.code(), ended.stdout.as_slice()), (Some(2), &b""[..]), "{err}");
    assert!(err.lines().count() <= 21 && err.contains("stor.csv"), "{err}");
}
