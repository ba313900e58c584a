//! Ctrl-C keeps what is finished and names it; a killed run leaves whole results or none.

#![cfg(unix)]

use super::{names, program, run, tree, with_small};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn start(folder: &Path, arguments: &[&str]) -> Child {
    program(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn an_interruption_keeps_what_is_finished() {
    let folder = with_small();
    // How long it takes until something is finished depends on who else is at work.
    for seconds in [1, 4, 16, 60] {
        let child = start(folder.path(), &["run", "small.toml", "--replications=100000", "--threads=2"]);
        std::thread::sleep(Duration::from_secs(seconds));
        signal(&child, "-INT");
        let ended = child.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8(ended.stdout).unwrap(), String::from_utf8(ended.stderr).unwrap());
        if ended.status.code() != Some(130) || out.is_empty() {
            assert!(!folder.path().join("reports").join("small").exists(), "{err}");
            continue;
        }
        let last = err.lines().last().unwrap();
        assert!(last.starts_with("Avbrutt. Beholdt i reports/small: "), "{err}");
        assert!(last.ends_with(" gjentak av «nåsituasjonen»."), "{err}");
        assert!(out.contains("Avbrutt: det som var ferdig, er med."), "{out}");
        let manifest = std::fs::read_to_string(folder.path().join("reports/small/manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        assert_eq!(manifest["interrupted"], true);
        let kept = manifest["variants"][0]["replications"].as_u64().unwrap();
        assert!((2..100_000).contains(&kept));
        assert!(last.contains(&format!(": {kept} gjentak")), "{last}");
        assert!(names(folder.path()).iter().all(|name| !name.contains(".part")));
        return;
    }
    panic!("nothing was finished within a minute");
}

/// Every file that the manifest names is there, and nothing else.
fn whole(report: &Path) -> bool {
    let Ok(manifest) = std::fs::read_to_string(report.join("manifest.json")) else { return false };
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let mut files: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    files.sort_unstable();
    names(report) == files
}

#[test]
fn a_killed_run_leaves_whole_results_or_none() {
    let folder = with_small();
    let report = folder.path().join("reports/small");
    let call = |seed: u64| format!("--seed={seed}");
    assert_eq!(run(folder.path(), &["run", "small.toml", "--replications=2", "--seed=0"]).code, Some(0));
    assert!(whole(&report));
    let mut replaced = 0;
    for seed in 1..=200 {
        let before = tree(&report);
        let mut child = start(folder.path(), &["run", "small.toml", "--replications=2", &call(seed)]);
        std::thread::sleep(Duration::from_millis(seed * 37 % 200));
        let _ = child.kill();
        child.wait().unwrap();
        // Between two renames nothing stands there; the next run finds the old results again.
        assert!(!report.exists() || whole(&report), "after {} ms", seed * 37 % 200);
        replaced += usize::from(report.exists() && tree(&report) != before);
        if !report.exists() {
            assert_eq!(run(folder.path(), &["run", "small.toml", "--replications=2"]).code, Some(0));
        }
    }
    assert_eq!(run(folder.path(), &["run", "small.toml", "--replications=2"]).code, Some(0));
    assert!(whole(&report), "{replaced} runs were faster than their end");
    assert_eq!(names(&folder.path().join("reports")).len(), names(&report).len(), "nothing is left behind");
}
