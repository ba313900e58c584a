//! The reference report: made anew by the command of `reports/README.md`, and compared byte for byte.

use crate::cli::{run, shipped, tree};
use std::path::Path;

const NAME: &str = "lunge-poliklinikk";

#[test]
fn the_reference_report_is_what_the_program_makes() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = shipped("lunge-poliklinikk.toml");
    let ended =
        run(folder.path(), &["run", &scenario, "--replications", "30", "--format", "all", "-o", NAME]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports").join(NAME);
    let (made, stored) = (tree(&folder.path().join(NAME)), tree(&stored));
    let names =
        |tree: &[(String, Vec<u8>)]| tree.iter().map(|(name, _)| name.clone()).collect::<Vec<String>>();
    assert_eq!(names(&made), names(&stored), "see reports/README.md");
    let differ = made.iter().zip(&stored).filter(|(made, stored)| made != stored);
    let differ: Vec<String> =
        differ.map(|((name, made), (_, stored))| first_difference(name, made, stored)).collect();
    assert!(
        differ.is_empty(),
        "{} file(s) differ from reports/{NAME}. If that is meant, regenerate them by the command of \
         reports/README.md and say why in CHANGELOG.md.\n{}\n",
        differ.len(),
        differ.join("\n")
    );
}

fn first_difference(name: &str, made: &[u8], stored: &[u8]) -> String {
    let (made, stored) = (String::from_utf8_lossy(made), String::from_utf8_lossy(stored));
    let pair = made.lines().zip(stored.lines()).enumerate().find(|(_, (made, stored))| made != stored);
    match pair {
        Some((line, (made, stored))) => format!("{name}:{}:\n  stored {stored}\n  made   {made}", line + 1),
        None => format!("{name}: one is longer than the other"),
    }
}
