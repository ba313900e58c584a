//! Folders are whole or absent. Knows not what is in the files.

use super::*;
use crate::report::write::write_folder;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_string(), text.as_bytes().to_vec())
}

/// A report of one table, as its manifest tells.
fn small(text: &str) -> Vec<(String, Vec<u8>)> {
    vec![
        file("1.csv", text),
        file("maskin/1.csv", text),
        file("manifest.json", r#"{"files":["1.csv","maskin/1.csv"]}"#),
    ]
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_report_is_written_as_its_manifest_says() {
    let dir = tempdir().unwrap();
    with_report(2, |report| {
        let written = write_reports(dir.path(), report, &Rendering::default()).unwrap().paths;
        assert!(written.iter().all(|path| path.is_file()));
        let folder = dir.path().join("proeve");
        let manifest: serde_json::Value = serde_json::from_str(&read(&folder.join("manifest.json"))).unwrap();
        let listed = manifest["files"].as_array().unwrap();
        assert_eq!(listed.len(), written.len());
        assert!(listed.iter().all(|name| folder.join(name.as_str().unwrap()).is_file()));
        assert_eq!(manifest["deadline_rule"], "calendar_day");
        assert_eq!(manifest["assumptions"].as_array().unwrap().len(), 2);
        assert_eq!(names(dir.path()), ["proeve"]);
        // The same report again: the same bytes.
        let before: Vec<Vec<u8>> = written.iter().map(|path| fs::read(path).unwrap()).collect();
        let again = write_reports(dir.path(), report, &Rendering::default()).unwrap().paths;
        assert_eq!(before, again.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>());
    });
}

#[test]
fn new_results_take_the_place_of_old_ones_and_others_files_stay() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("r");
    write_folder(&target, &small("old")).unwrap();
    fs::write(target.join("notater.txt"), "mine").unwrap();
    fs::write(target.join("maskin/egen.csv"), "mine").unwrap();
    fs::create_dir(target.join("bilder")).unwrap();
    fs::write(target.join("bilder/a.png"), "mine").unwrap();
    let new = [small("new"), vec![file("2.csv", "more")]].concat();
    write_folder(&target, &new[..1]).unwrap();
    assert_eq!(read(&target.join("1.csv")), "new");
    for kept in ["notater.txt", "maskin/egen.csv", "bilder/a.png"] {
        assert_eq!(read(&target.join(kept)), "mine");
    }
    // What the old report had and the new one has not is gone.
    assert!(!target.join("maskin/1.csv").exists());
    assert_eq!(names(dir.path()), ["r"]);
}

#[test]
fn a_failure_half_way_leaves_the_old_results() {
    let dir = tempdir().unwrap();
    let target = dir.path().join("r");
    write_folder(&target, &small("old")).unwrap();
    let too_long = "x".repeat(400);
    let fault = write_folder(&target, &[file("1.csv", "new"), file(&too_long, "new")]).unwrap_err();
    assert!(fault.path().ends_with(&too_long), "{fault}");
    assert!(fault.to_string().contains("r.part"));
    assert_eq!(read(&target.join("1.csv")), "old");
    assert_eq!(names(dir.path()), ["r"]);
}

#[test]
fn folders_that_cannot_be_made_are_named() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("file");
    fs::write(&blocked, "").unwrap();
    let fault = write_folder(&blocked.join("r"), &small("new")).unwrap_err();
    assert!(fault.words().en.contains(&blocked.display().to_string()), "{fault}");
    // A file where the folder should be is not replaced.
    let fault = write_folder(&blocked, &small("new")).unwrap_err();
    assert!(fault.words().en.contains("replace"), "{fault}");
    assert_eq!(read(&blocked), "");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told_and_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let target = dir.path().join("r");
    write_folder(&target, &small("old")).unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let written = write_folder(&target, &small("new"));
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // An administrator may write all the same.
    let expected = if written.is_err() { "old" } else { "new" };
    assert_eq!(read(&target.join("1.csv")), expected);
    assert_eq!(names(dir.path()), ["r"]);
}

#[test]
fn a_run_killed_between_renames_is_put_right() {
    let dir = tempdir().unwrap();
    let (target, old) = (dir.path().join("r"), dir.path().join("r.old.part"));
    // Killed after the first rename: the old results come back if the new ones fail.
    write_folder(&target, &small("old")).unwrap();
    fs::rename(&target, &old).unwrap();
    write_folder(&target, &[file(&"x".repeat(400), "")]).unwrap_err();
    assert_eq!(read(&target.join("1.csv")), "old");
    // Killed after the second: what others had in the old folder comes along.
    fs::create_dir(&old).unwrap();
    fs::write(old.join("notater.txt"), "mine").unwrap();
    write_folder(&target, &small("new")).unwrap();
    assert_eq!(
        (read(&target.join("1.csv")), read(&target.join("notater.txt"))),
        ("new".into(), "mine".into())
    );
    assert_eq!(names(dir.path()), ["r"]);
}
