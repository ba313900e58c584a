//! The same bytes: twice, with any number of threads, in any locale, zone and folder; from the manifest.

use super::{program, run, shipped, tree, with_small};
use std::path::Path;

/// Names and bytes of the files of a report.
type Files = Vec<(String, Vec<u8>)>;

/// Threads, locale, time zone.
const WORLDS: [(&str, &str, &str); 4] = [
    ("1", "C", "UTC"),
    ("2", "nb_NO.UTF-8", "Europe/Oslo"),
    ("7", "tr_TR.UTF-8", "America/New_York"),
    ("7", "C", "UTC"),
];

/// Files, standard output, event log and JSON of a scenario in each world; the report's folder lies elsewhere each time.
fn the_same_everywhere(scenario: &str, arguments: &[&str]) {
    let mut first: Option<(Files, String)> = None;
    for (threads, locale, zone) in WORLDS {
        let folder = tempfile::tempdir().unwrap();
        let ended = program(folder.path())
            .args(["run", scenario, "--threads", threads, "-o", "r", "--log", "r.csv"])
            .args(arguments)
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .env("TZ", zone)
            .output()
            .unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(0), "{err}");
        let found = (tree(folder.path()), String::from_utf8(ended.stdout).unwrap() + &err);
        match &first {
            None => first = Some(found),
            Some(first) => assert!(
                *first == found,
                "{scenario} with {threads} threads, {locale}, {zone}: {:?}",
                first.0.iter().zip(&found.0).filter(|(a, b)| a != b).map(|(a, _)| &a.0).collect::<Vec<_>>()
            ),
        }
    }
}

#[test]
fn a_small_run_is_the_same_everywhere() {
    let folder = with_small();
    let path = folder.path().join("small.toml").display().to_string();
    the_same_everywhere(&path, &["--replications=8", "--variant=all"]);
    the_same_everywhere(&path, &["--replications=8", "--json", "--seed=18446744073709551615"]);
}

#[test]
fn shipped_scenarios_are_the_same_everywhere() {
    for name in ["lunge-poliklinikk.toml", "liten-kommune.toml", "paaskeuka.toml"] {
        the_same_everywhere(&shipped(name), &["--replications=3", "--variant=all"]);
    }
    the_same_everywhere(&shipped("helse-bergen.toml"), &["--replications=2"]);
}

#[test]
fn a_run_is_repeated_from_its_manifest() {
    let folder = with_small();
    let manifest = |report: &str| -> serde_json::Value {
        let text = std::fs::read_to_string(folder.path().join(report).join("manifest.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let calls: [&[&str]; 4] = [
        &["run", "small.toml"],
        &["run", "./small.toml", "--seed", "5", "--replications", "4", "--variant", "all", "--threads", "2"],
        &["--lang", "en", "run", "small.toml", "--replications=4", "--variant=en-til"],
        &[
            "run",
            "small.toml",
            "--replications=4",
            "--set",
            "staff.merkantil.count=3",
            "--set",
            "demand.*.per_week=20",
        ],
    ];
    for (number, call) in calls.into_iter().enumerate() {
        let mut arguments = call.to_vec();
        let (once, again) = (format!("a{number}/r"), format!("b{number}/r"));
        arguments.extend(["-o", &once]);
        let ended = run(folder.path(), &arguments);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        let listed = manifest(&once);
        let mut repeated: Vec<&str> = listed["arguments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|argument| argument.as_str().unwrap())
            .collect();
        repeated.extend(["-o", &again]);
        assert_eq!(run(folder.path(), &repeated).code, Some(0));
        let trees = [&once, &again].map(|report| tree(&folder.path().join(report)));
        assert!(trees[0] == trees[1], "{call:?}");
    }
}

/// Neither where nor when a run was made stands in what it leaves.
#[test]
fn results_name_no_place_and_no_clock() {
    let folder = with_small();
    let path = folder.path().join("small.toml").display().to_string();
    let report = folder.path().join("rapport").display().to_string();
    assert_eq!(run(Path::new("/"), &["run", &path, "--replications=2", "-o", &report]).code, Some(0));
    let place = folder.path().file_name().unwrap().to_string_lossy().into_owned();
    for (name, bytes) in tree(Path::new(&report)) {
        assert!(!String::from_utf8_lossy(&bytes).contains(&place), "{name}");
    }
}
