//! `compare`, `staff` and `explore`: what they say, what they leave, and that an interruption costs nothing.

use super::{Ran, names, program, run, tree, with_small};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn done(ended: &Ran) -> &str {
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    &ended.out
}

#[test]
fn compare_tells_differences_in_words_and_verdicts() {
    let folder = with_small();
    let ended = run(folder.path(), &["compare", "small.toml", "--replications=40"]);
    let said = done(&ended);
    assert!(said.contains("En merkantil til (en-til): én merkantil mer (merkantil: 2 → 3)."), "{said}");
    assert!(
        said.contains("En merkantil mindre (en-mindre): én merkantil mindre (merkantil: 2 → 1)."),
        "{said}"
    );
    assert!(said.contains("\ndårligere: ") && said.contains("gjentak: 40, 40."), "{said}");
    let report = folder.path().join("reports/small-compare");
    let manifest = json(&report.join("manifest.json"));
    for file in manifest["files"].as_array().unwrap() {
        assert!(report.join(file.as_str().unwrap()).is_file(), "{file}");
    }
    assert_eq!(manifest["variants"][2]["difference"], "one merkantil fewer (merkantil: 2 → 1)");
    let people = std::fs::read_to_string(report.join("2-sammenligning.csv")).unwrap();
    assert!(people.starts_with('\u{feff}') && people.contains(";dårligere\r\n"), "{people}");
    let machine = std::fs::read_to_string(report.join("maskin/comparison.csv")).unwrap();
    assert!(machine.contains(",worse\r\n") && machine.starts_with("variant,figure,"), "{machine}");
    let one =
        run(folder.path(), &["compare", "small.toml", "en-til", "--replications=4", "--json", "--lang=en"]);
    let told: serde_json::Value = serde_json::from_str(done(&one)).unwrap();
    assert_eq!(told["variants"].as_array().unwrap().len(), 2);
    assert!(told["tables"]["comparison"].as_array().unwrap().len() > 5);
}

#[test]
fn a_plan_against_itself_differs_by_exactly_nothing() {
    let folder = with_small();
    let path = folder.path().join("small.toml");
    let text = std::fs::read_to_string(&path).unwrap()
        + "\n[variant.samme]\ntitle = \"Samme\"\nset = { \"staff.merkantil.count\" = 2 }\n";
    std::fs::write(&path, text).unwrap();
    let ended = run(folder.path(), &["compare", "small.toml", "samme", "--replications=20", "--json"]);
    let told: serde_json::Value = serde_json::from_str(done(&ended)).unwrap();
    assert_eq!(told["variants"][1]["difference"], "no difference");
    let mut rows = 0;
    for table in ["comparison", "units", "inboxes", "staff"] {
        for row in told["tables"][table].as_array().unwrap() {
            for figure in ["difference", "lower", "upper"] {
                assert_eq!(row[figure].as_f64(), Some(0.0), "{row}");
            }
            assert_ne!(row["verdict"], "better");
            rows += 1;
        }
    }
    assert!(rows > 20);
}

#[test]
fn staff_answers_and_its_certificate_can_be_tried_again() {
    let folder = with_small();
    let ended = run(folder.path(), &["staff", "small.toml", "--vary=staff.merkantil.count=1..6"]);
    let said = done(&ended).to_owned();
    let certificate = folder.path().join("reports/small-staff/sertifikat.json");
    let told = json(&certificate);
    assert_eq!(told["proved"], true, "{said}");
    assert!(said.contains(" er nok: ") && said.contains("sikkerhet); nådd i "), "{said}");
    assert!(said.contains("Et «år» er her 4 uker."), "{said}");
    assert!(
        told["candidates"].as_array().unwrap().len() >= 2 && told["search_replications"].as_u64() > Some(0)
    );
    for study in told["candidates"].as_array().unwrap() {
        assert!(study["first_replication"].as_u64() >= Some(655_360), "not the replications of the search");
    }
    let path = certificate.display().to_string();
    let tried = run(folder.path(), &["staff", "small.toml", "--verify", &path]);
    assert!(done(&tried).starts_with("Bekreftet på nye tilfeldige tall (frø 2): "), "{}", tried.out);
    let changed = std::fs::read_to_string(folder.path().join("small.toml")).unwrap() + "\n# One line more.\n";
    std::fs::write(folder.path().join("small.toml"), changed).unwrap();
    let refused = run(folder.path(), &["staff", "small.toml", "--verify", &path]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""));
    assert!(refused.err.contains("annet innhold"), "{}", refused.err);
    let json = run(folder.path(), &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--json"]);
    let told: serde_json::Value = serde_json::from_str(done(&json)).unwrap();
    assert_eq!(told["proved"], false, "two are not enough");
    assert_eq!(told["staffing"], serde_json::Value::Null);
}

#[test]
fn a_sweep_has_a_row_a_point_and_refused_points_say_why() {
    let folder = with_small();
    let ended = run(
        folder.path(),
        &[
            "explore",
            "sweep",
            "small.toml",
            "--vary=staff.merkantil.count=0..2",
            "--vary=demand.til-lunge.per_week=10..20:10",
            "--replications=4",
        ],
    );
    let said = done(&ended);
    assert!(said.contains("avvist") && said.contains("Samme meldinger i alle punkter."), "{said}");
    let text = std::fs::read_to_string(folder.path().join("reports/small-sweep/maskin/points.csv")).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    assert!(!rows[0][3].is_empty() && rows[2][3].is_empty() && !rows[2][4].is_empty(), "{rows:?}");
    let spread = run(
        folder.path(),
        &[
            "explore",
            "sweep",
            "small.toml",
            "--vary=staff.merkantil.position=50%..100%",
            "--points=4",
            "--replications=2",
            "--json",
        ],
    );
    let told: serde_json::Value = serde_json::from_str(done(&spread)).unwrap();
    assert_eq!(told["tables"]["points"][0]["staff.merkantil.position"], "75 %");
}

#[test]
fn sensitivity_says_what_to_measure_first() {
    let folder = with_small();
    let ended =
        run(folder.path(), &["explore", "sensitivity", "small.toml", "--most=6", "--replications=10"]);
    let said = done(&ended);
    assert!(said.contains("Mål først: ") && said.contains("uten kilde"), "{said}");
    assert!(said.contains("demand.til-lunge.per_week") && said.contains('│'), "{said}");
    let text =
        std::fs::read_to_string(folder.path().join("reports/small-sensitivity/maskin/assumptions.csv"))
            .unwrap();
    assert_eq!(csv::Reader::from_reader(text.as_bytes()).records().count(), 6);
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_remedy() {
    let folder = with_small();
    let cases: [(&[&str], &str); 7] = [
        (
            &["compare", "small.toml", "en-tli"],
            "VARIANT = en-tli: scenarioet har ingen slik variant. Mente du en-til? Det finnes: en-til, en-mindre.",
        ),
        (
            &["compare", "small.toml", "--json", "--resume"],
            "--resume: trenger en mappe å fortsette i. Legg til -o MAPPE.",
        ),
        (&["staff", "small.toml"], "Det står ikke hva som kan varieres."),
        (
            &["staff", "small.toml", "--vary=staff.merkantl.count=1..2"],
            "--vary = staff.merkantl.count=1..2: scenarioet har ingen slik gruppe. Mente du merkantil?",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=2..1"],
            "--vary = staff.merkantil.count=2..1: skriv for eksempel",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--confidence=20%"],
            "--confidence = 20%:",
        ),
        (
            &["explore", "sweep", "small.toml", "--vary=a.b=1..2..3"],
            "--vary = a.b=1..2..3: skriv NØKKEL=FRA..TIL",
        ),
    ];
    for (arguments, expected) in cases {
        let ended = run(folder.path(), arguments);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
    assert_eq!(names(folder.path()), ["small.toml"], "nothing is written");
}

/// Killed at many instants, then gone on with: the same bytes as without, whatever the number of threads.
#[test]
fn resuming_after_a_kill_gives_the_same_bytes() {
    let calls: [&[&str]; 3] = [
        &["compare", "small.toml", "--replications=60"],
        &["staff", "small.toml", "--vary=staff.merkantil.count=1..5"],
        &["explore", "sweep", "small.toml", "--vary=demand.til-lunge.per_week=10..30:5", "--replications=20"],
    ];
    for call in calls {
        let folder = with_small();
        let whole = [call, &["-o", "whole", "--threads=1"]].concat();
        let first = run(folder.path(), &whole);
        done(&first);
        let again = [call, &["-o", "killed", "--threads=2", "--resume"]].concat();
        let mut stopped = 0;
        for pause in [5, 20, 40, 80, 120, 200] {
            let mut child = program(folder.path())
                .args(&again)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(pause));
            stopped += usize::from(child.try_wait().unwrap().is_none());
            let _ = child.kill();
            child.wait().unwrap();
        }
        assert!(stopped > 0, "{call:?}: no run was stopped on its way");
        let last = run(folder.path(), &again);
        assert_eq!(done(&last).replace("killed", "whole"), first.out, "{call:?}");
        let trees = ["whole", "killed"].map(|name| tree(&folder.path().join(name)));
        assert!(trees[0] == trees[1], "{call:?}");
    }
}

#[test]
fn an_interruption_keeps_what_is_finished() {
    let folder = with_small();
    let arguments = ["compare", "small.toml", "--replications=100000", "-o", "r"];
    for seconds in [1, 4, 16] {
        let child = program(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_secs(seconds));
        let sent =
            std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let ended: Ran = child.wait_with_output().unwrap().into();
        assert_eq!(ended.code, Some(130), "{}", ended.err);
        assert!(ended.err.contains("Samme kommando med --resume fortsetter der."), "{}", ended.err);
        if names(folder.path()).iter().any(|name| name.contains("forsok")) {
            return;
        }
    }
    panic!("nothing was finished within a quarter of a minute");
}
