//! `report`: stored results in other formats and languages, without simulating again.

use super::{run, tree, with_small};
use std::path::Path;

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn what_is_rendered_later_is_what_the_run_rendered() {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=2", "--format=all", "-o", "r"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let (stored, later) = (folder.path().join("r"), folder.path().join("later"));
    let ended = run(folder.path(), &["report", "r", "--format", "all", "-o", "later"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let made = tree(&later);
    assert!(made.len() > 30, "{}", made.len());
    for (name, bytes) in &made {
        assert!(std::fs::read(stored.join(name)).unwrap() == *bytes, "{name}");
    }
    for name in ["report.html", "report.xlsx", "figurer/ko.svg", "figurer/ko.png", "maskin/ways.csv"] {
        assert!(later.join(name).is_file(), "{name}");
    }
    // Twice into the results folder itself: nothing else changes.
    let before = tree(&stored);
    assert_eq!(run(folder.path(), &["report", "r", "--format=all"]).code, Some(0));
    assert!(tree(&stored) == before);
}

#[test]
fn a_later_run_leaves_no_page_of_an_earlier_one() {
    let folder = with_small();
    let call = ["run", "small.toml", "--replications=2", "--format=csv", "-o", "r"];
    assert_eq!(run(folder.path(), &call).code, Some(0));
    assert!(!folder.path().join("r/report.html").exists());
    assert_eq!(run(folder.path(), &["report", "r", "--format=html,png"]).code, Some(0));
    assert!(folder.path().join("r/report.html").exists());
    assert_eq!(run(folder.path(), &call).code, Some(0));
    assert!(!folder.path().join("r/report.html").exists() && !folder.path().join("r/figurer").exists());
}

#[test]
fn every_kind_of_study_has_a_page_in_both_languages() {
    let folder = with_small();
    let calls: [(&[&str], &str, &str); 4] = [
        (&["compare", "small.toml", "--replications=4"], "small-compare", "differences"),
        (
            &["explore", "sweep", "small.toml", "--vary=staff.merkantil.count=1..3", "--replications=4"],
            "small-sweep",
            "points",
        ),
        (
            &["explore", "sensitivity", "small.toml", "--most=2", "--replications=4"],
            "small-sensitivity",
            "tornado",
        ),
        (&["staff", "small.toml", "--vary=staff.merkantil.count=2..3"], "small-staff", "levels"),
    ];
    for (call, name, chart) in calls {
        let ended = run(folder.path(), call);
        assert_eq!(ended.code, Some(0), "{call:?}: {}", ended.err);
        let stored = folder.path().join("reports").join(name);
        let page = text(&stored.join("report.html"));
        assert!(page.contains(&format!("<section class=\"chart\" id=\"{chart}\">")), "{call:?}");
        let from = format!("reports/{name}");
        let ended = run(folder.path(), &["report", &from, "--lang=en", "-o", "english"]);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        let english = text(&folder.path().join("english/report.html"));
        assert!(english.contains("<html lang=\"en\">") && english.contains("Assumptions"));
        assert!(!english.contains("virkedager"), "bokmål on an English page of {call:?}");
    }
}

#[test]
fn what_cannot_be_rendered_is_told_before_anything_is_written() {
    let folder = with_small();
    let ended = run(folder.path(), &["report", "nowhere"]);
    assert_eq!(ended.code, Some(2), "{}", ended.err);
    assert!(ended.err.contains("nowhere: her er ingen resultater (results.json)"), "{}", ended.err);
    std::fs::create_dir(folder.path().join("r")).unwrap();
    std::fs::write(folder.path().join("r/results.json"), "{\"format\": 7, \"program\": \"meldingsflyt\"}")
        .unwrap();
    let ended = run(folder.path(), &["report", "r", "--lang=en"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("format 7; this program reads format 1"), "{}", ended.err);
    std::fs::write(folder.path().join("r/results.json"), "\u{0}\u{ff}not json").unwrap();
    let ended = run(folder.path(), &["report", "r"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("er ikke resultater fra meldingsflyt"), "{}", ended.err);
    std::fs::write(folder.path().join("mal.html"), "en\nto\n{% for %}").unwrap();
    let before = tree(folder.path());
    let ended = run(folder.path(), &["run", "small.toml", "--format=htm,pdf", "--template=mal.html"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert!(ended.err.contains("--format = htm: formatet finnes ikke. Mente du html?"), "{}", ended.err);
    assert!(ended.err.contains("--format = pdf") && ended.err.contains("mal.html:3: malen"), "{}", ended.err);
    assert!(tree(folder.path()) == before);
}
