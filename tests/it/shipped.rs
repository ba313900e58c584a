//! The scenarios that ship: each loads without a fault and asks something that has an answer.
//!
//! A scenario discriminates if its base lies between 80 and 99 % within the limit, a variant moves that by at
//! least three points, and the least staffing that meets the goal lies strictly inside the bounds of its question.

use meldingsflyt::experiment::Subject;
use meldingsflyt::model::{Model, Side};
use meldingsflyt::scenario::gallery::{self, GALLERY, Shipped, find};
use meldingsflyt::scenario::{Overrides, Scenario, ScenarioFile};
use meldingsflyt::stats::{paired, share};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// All figures of this file come from this seed.
const SEED: u64 = 2026;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn read(path: &Path) -> ScenarioFile {
    ScenarioFile::read(path).unwrap_or_else(|faults| panic!("{}: {faults:?}", path.display()))
}

fn shipped(name: &str) -> ScenarioFile {
    read(&folder().join(format!("{name}.toml")))
}

fn resolved(file: &ScenarioFile, variant: Option<&str>) -> Scenario {
    let overrides = Overrides { variant: variant.map(str::to_owned), set: Vec::new() };
    file.scenario(&overrides).unwrap_or_else(|faults| panic!("{variant:?}: {faults:?}"))
}

fn subject(scenario: &Scenario) -> Subject {
    let model = Model::new(scenario.parts.clone()).unwrap_or_else(|faults| panic!("{faults:?}"));
    Subject::new(model).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The share within the limit, one figure a replication.
fn within_limit(scenario: &Scenario, replications: u64) -> Vec<f64> {
    let subject = subject(scenario);
    let one = |replication| {
        let all = subject.replicate(SEED, replication).units[0];
        all.share(all.within_limit).expect("somebody asked something")
    };
    (0..replications).map(one).collect()
}

/// What a shipped scenario promises.
struct Promise {
    name: &'static str,
    replications: u64,
    /// A variant that moves the share within the limit by at least three points.
    moves: &'static str,
    /// A number of persons that meets the goal of the question.
    enough: u32,
}

fn kept(promise: &Promise) {
    let file = shipped(promise.name);
    let base = resolved(&file, None);
    let question = base.question.clone().expect("a shipped scenario asks something");
    let [vary] = question.vary[..] else { panic!("{}: one group is varied", promise.name) };
    let goal = question.goal.expect("a goal");
    assert_eq!(goal.within, base.parts.deadline.limit, "the goal is told of the limit");
    assert!((vary.from + 1..vary.to).contains(&promise.enough), "{} lies inside", promise.enough);
    let with = |count| {
        let mut changed = base.clone();
        changed.parts.staff[vary.group.index()].count = count;
        changed
    };
    let plans = [base.clone(), resolved(&file, Some(promise.moves)), with(vary.from), with(promise.enough)];
    let figures: Vec<Vec<f64>> = std::thread::scope(|scope| {
        let runs: Vec<_> =
            plans.iter().map(|plan| scope.spawn(|| within_limit(plan, promise.replications))).collect();
        runs.into_iter().map(|run| run.join().expect("a run ends well")).collect()
    });
    let shares = figures.iter().map(|values| share(values, 0.05).expect("several replications"));
    let [now, _, least, enough] = shares.collect::<Vec<_>>()[..] else { unreachable!("four plans") };
    assert!((0.80..=0.99).contains(&now.mean), "{}: {now:?}", promise.name);
    let moved = paired(&figures[1], &figures[0], 0.05).expect("pairs").difference;
    assert!(moved.mean.abs() >= 0.03, "{}, {}: {moved:?}", promise.name, promise.moves);
    assert!(moved.lower > 0.0 || moved.upper < 0.0, "{}, {}: {moved:?}", promise.name, promise.moves);
    let goal = goal.share.as_f64();
    assert!(least.upper < goal, "{} with {}: {least:?}", promise.name, vary.from);
    assert!(enough.lower > goal, "{} with {}: {enough:?}", promise.name, promise.enough);
}

#[test]
fn one_department_to_learn_from_discriminates() {
    kept(&Promise { name: "lunge-poliklinikk", replications: 30, moves: "en-merkantil-mer", enough: 4 });
}

#[test]
fn a_small_municipality_discriminates() {
    kept(&Promise { name: "liten-kommune", replications: 60, moves: "en-til", enough: 2 });
}

#[test]
fn the_weeks_around_easter_discriminate() {
    let moves = "full-bemanning-begge-uker";
    kept(&Promise { name: "paaskeuka", replications: 30, moves, enough: 4 });
}

#[test]
fn a_trust_and_its_municipalities_discriminate() {
    kept(&Promise { name: "helse-bergen", replications: 12, moves: "lav-juli", enough: 5 });
}

#[test]
fn the_weeks_of_the_common_holiday_discriminate() {
    let moves = "full-bemanning";
    kept(&Promise { name: "fellesferien", replications: 30, moves, enough: 5 });
}

#[test]
fn the_weeks_after_an_outage_discriminate() {
    // Four weeks around one outage differ much: 30 replications leave ± 1.7 points of some five, 120 leave ± 1.1.
    let moves = "en-merkantil-mer";
    kept(&Promise { name: "utfall-72-timer", replications: 120, moves, enough: 5 });
}

/// As large as the country is, synthetic throughout, and read in no time.
#[test]
fn a_nation_is_made_and_loads() {
    let made = gallery::texts("nasjonal").expect("made on demand");
    let folder = own_folder("nasjonal");
    for (name, text) in [("land.toml", &made.text), (made.tables[0].0, &made.tables[0].1)] {
        std::fs::write(folder.join(name), text.as_bytes()).expect("written");
    }
    let file = read(&folder.join("land.toml"));
    let scenario = resolved(&file, None);
    let parts = &scenario.parts;
    let municipal = parts.organisations.iter().filter(|o| o.side == Side::Municipality);
    let trusts: BTreeSet<_> = parts.organisations.iter().filter_map(|o| o.trust.as_deref()).collect();
    assert_eq!((municipal.count(), trusts.len(), parts.departments.len()), (357, 20, 610));
    assert!(scenario.warnings.is_empty(), "{:?}", scenario.warnings);
    assert!(made.text.contains("SYNTETISK"));
    let with_source = scenario.assumptions.iter().filter(|a| !a.default).all(|a| a.source.is_some());
    assert!(with_source, "every number says that it is synthetic");
    let week: f64 = parts.demand.iter().flat_map(|row| &row.targets).map(|target| target.per_week).sum();
    let millions = week * 365.25 / 7.0 / 1e6;
    assert!((9.5..10.5).contains(&millions), "{millions} million requests a year");
    let people: u32 = parts.organisations.iter().map(|o| o.inhabitants).sum();
    assert!((5_000_000..6_000_000).contains(&people), "{people}");
    for variant in file.variants() {
        subject(&resolved(&file, Some(&variant.key)));
    }
}

#[test]
fn every_variant_of_every_shipped_scenario_compiles() {
    for Shipped { name, .. } in GALLERY {
        let file = shipped(name);
        let variants = file.variants();
        assert!(!variants.is_empty(), "{name}");
        for variant in variants {
            subject(&resolved(&file, Some(&variant.key)));
        }
    }
}

#[test]
fn no_shipped_scenario_is_overloaded() {
    for Shipped { name, .. } in GALLERY {
        let warnings = resolved(&shipped(name), None).warnings;
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
    }
}

#[test]
fn a_shipped_scenario_begins_with_its_question_and_explains_each_line() {
    for Shipped { name, text, .. } in GALLERY {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# Spørsmål: ") && first.ends_with('?'), "{name}: {first}");
        let bare = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.contains("# "));
        assert_eq!(bare.map(|(number, _)| number + 1).collect::<Vec<_>>(), [0; 0], "{name}: lines");
    }
}

#[test]
fn the_gallery_has_every_shipped_scenario_word_for_word() {
    let entries = std::fs::read_dir(folder()).expect("the folder of scenarios");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    let text = |path: &Path| std::fs::read_to_string(path).expect("a text");
    for path in &files {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let there = match name.strip_suffix(".toml") {
            Some(name) => find(name).map(|shipped| shipped.text),
            None => GALLERY.iter().flat_map(|shipped| shipped.tables).find(|t| t.0 == name).map(|t| t.1),
        };
        assert_eq!(there, Some(text(path).as_str()), "{name}");
    }
    assert_eq!(files.len(), GALLERY.iter().map(|shipped| 1 + shipped.tables.len()).sum::<usize>());
}

#[test]
fn a_trust_is_written_in_less_than_250_lines() {
    let lines = find("helse-bergen").expect("shipped").text.lines().count();
    assert!(lines < 250, "{lines} lines");
}

#[test]
fn a_trust_has_twenty_services_and_eighteen_municipalities() {
    let parts = resolved(&shipped("helse-bergen"), None).parts;
    assert_eq!(parts.departments.len(), 20);
    let people: Vec<u32> = parts.organisations.iter().map(|o| o.inhabitants).filter(|n| *n > 0).collect();
    assert_eq!((people.len(), people.iter().sum::<u32>()), (18, 471_484));
}

#[test]
fn the_sketch_runs() {
    let file = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/sketch.toml"));
    for variant in [None, Some("en-merkantil-mindre"), Some("direkte-inntak")] {
        let observations = subject(&resolved(&file, variant)).replicate(SEED, 0);
        assert!(observations.balance.received > 0, "{variant:?}");
    }
}

/// A folder of this test's own, empty.
fn own_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn command(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_meldingsflyt"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

#[test]
fn a_scenario_from_the_gallery_loads_where_it_is_written() {
    for Shipped { name, text, .. } in GALLERY {
        let folder = own_folder(&format!("galleri-{name}"));
        assert!(command(&folder, &["new", "eget", "--from", name]).status.success(), "{name}");
        let path = folder.join("eget.toml");
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), *text);
        resolved(&read(&path), None);
    }
}

#[test]
fn a_new_scenario_overwrites_nothing_and_leaves_nothing_half() {
    let folder = own_folder("galleri-finnes");
    let table = folder.join("kommuner-helse-bergen.csv");
    std::fs::write(&table, "mine egne").expect("written");
    let refused = command(&folder, &["new", "eget", "--from", "helse-bergen"]);
    assert!(!refused.status.success());
    assert!(!folder.join("eget.toml").exists());
    assert_eq!(std::fs::read_to_string(&table).expect("it is there"), "mine egne");
    // A table that is there word for word does not stand in the way; the scenario itself always does.
    std::fs::remove_file(&table).expect("removed");
    for (name, good) in [("en", true), ("to", true), ("to", false)] {
        let status = command(&folder, &["new", name, "--from", "helse-bergen"]).status;
        assert_eq!(status.success(), good, "{name}");
    }
}
