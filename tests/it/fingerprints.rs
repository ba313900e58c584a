//! A change of results is never silent (P2): the fingerprints of every shipped scenario, of what comes from outside, of
//! all that happens, and of the figures, with two seeds and with other ingredients.
//!
//! When results change on purpose: name the scenario with the first eight digits of its new fingerprint in CHANGELOG.md,
//! with the reason, and write the file anew with `MELDINGSFLYT_FINGERPRINTS=write cargo test --test it fingerprints`.

use meldingsflyt::experiment::Subject;
use meldingsflyt::model::Model;
use meldingsflyt::record::{Context, Fact, Recorder};
use meldingsflyt::scenario::{Overrides, ScenarioFile};
use meldingsflyt::time::Instant;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Hashes every fact with its instant; what comes from outside apart.
#[derive(Default)]
struct Fingerprint {
    all: Sha256,
    births: Sha256,
    line: String,
}

impl Recorder for Fingerprint {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        self.line.clear();
        writeln!(self.line, "{} {fact:?}", at.micros()).expect("a string takes all");
        self.all.update(&self.line);
        let birth = matches!(
            fact,
            Fact::Sent { birth: true, .. } | Fact::Refused { birth: true, .. } | Fact::NeverSent { .. }
        );
        if birth {
            self.births.update(&self.line);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every scenario file by its name below `scenarios`.
fn scenarios() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for folder in ["", "theory/"] {
        for entry in fs::read_dir(root().join("scenarios").join(folder)).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
                found.push((format!("{folder}{name}"), path));
            }
        }
    }
    found.sort();
    found
}

/// A seed, a replication, and values that are set.
type Ingredients = (u64, u64, Vec<(String, String)>);

/// Three sets. What is always open is as good in two weeks as in a year.
fn ingredients(name: &str) -> [Ingredients; 3] {
    let set = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let short = name.starts_with("theory/");
    let weeks = short.then(|| set("period.weeks", "2"));
    let other = if short { set("period.weeks", "3") } else { set("deadline.rule", "next_day_after_closing") };
    [(1, 0, weeks.clone().into_iter().collect()), (2, 7, weeks.into_iter().collect()), (1, 0, vec![other])]
}

fn of(path: &Path, (seed, replication, set): Ingredients) -> String {
    let overrides = Overrides { variant: None, set };
    let scenario = ScenarioFile::read(path).and_then(|file| file.scenario(&overrides));
    let parts = scenario.unwrap_or_else(|faults| panic!("{}: {faults:?}", path.display())).parts;
    let subject = Subject::new(Model::new(parts).expect("a sound calendar")).expect("sound demand");
    let (figures, run) = subject.replicate_with(seed, replication, Fingerprint::default());
    let figures = Sha256::digest(serde_json::to_vec(&figures).expect("figures are plain"));
    let hex = |bytes: &[u8]| bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("{} {} {}", hex(&run.births.finalize()), hex(&run.all.finalize()), hex(&figures))
}

/// One line a scenario and set: its number, births, all that happens, figures.
fn lines(name: &str, path: &Path) -> Vec<String> {
    let sets = ingredients(name).into_iter().enumerate();
    sets.map(|(number, set)| format!("{name} {} {}", number + 1, of(path, set))).collect()
}

/// What the CHANGELOG names: the whole of a scenario's lines in eight digits.
fn short(lines: &[String]) -> String {
    Sha256::digest(lines.join("\n")).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn results_are_those_that_the_changelog_tells_of() {
    let file = root().join("tests/it/data/fingerprints.txt");
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).expect("it is there");
    let (mut all, mut unnamed) = (Vec::new(), Vec::new());
    for (name, path) in scenarios() {
        let own = lines(&name, &path);
        let named = format!("`{name}` {}", short(&own));
        if !changelog.contains(&named) {
            unnamed.push(named);
        }
        all.extend(own);
    }
    let text = all.join("\n") + "\n";
    if std::env::var("MELDINGSFLYT_FINGERPRINTS").is_ok_and(|wish| wish == "write") {
        fs::write(&file, &text).expect("it can be written");
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    let changed: Vec<&str> = text.lines().filter(|line| !known.lines().any(|other| other == *line)).collect();
    assert!(changed.is_empty(), "results have changed:\n{}", changed.join("\n"));
    assert_eq!(known, text, "scenarios that are gone are still listed");
    assert!(unnamed.is_empty(), "CHANGELOG.md does not name:\n{}", unnamed.join("\n"));
}
