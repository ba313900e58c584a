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
    let some = ["report.html", "report.xlsx", "figurer/ko.svg", "figurer/ko.smal.svg", "figurer/ko.png"];
    for name in some.into_iter().chain(["maskin/ways.csv", "maskin/inbox_weeks.csv"]) {
        assert!(later.join(name).is_file(), "{name}");
    }
    let names = |folder: &Path| {
        let csv = tree(folder).into_iter().map(|(name, _)| name).filter(|name| name.ends_with(".csv"));
        csv.collect::<Vec<String>>()
    };
    assert_eq!(names(&later), names(&stored), "every table, the large ones too");
    // A large table that is gone is named, and nothing else is lost.
    std::fs::remove_file(stored.join("maskin/hourly.csv")).unwrap();
    let ended = run(folder.path(), &["report", "r", "--format=csv", "-o", "fewer"]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.err.contains("hourly.csv: er ikke med"), "{}", ended.err);
    assert_eq!(names(&folder.path().join("fewer")).len() + 1, names(&later).len());
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

/// A template that passes on what it is tried on, and fails on the seven charts of a run.
const FAILS_LATE: &str = "{% extends \"report.html\" %}{% block header %}
{% if sections|length > 3 %}{{ sections[3].no.such.thing }}{% endif %}{% endblock %}";

#[test]
fn a_template_that_fails_on_real_results_loses_nothing_else() {
    let folder = with_small();
    std::fs::write(folder.path().join("mal.html"), FAILS_LATE).unwrap();
    let call = ["run", "small.toml", "--replications=2", "--format=all", "-o"];
    let plain = run(folder.path(), &[&call[..], &["plain"]].concat());
    let own = run(folder.path(), &[&call[..], &["own", "--template=mal.html"]].concat());
    assert_eq!((plain.code, own.code), (Some(0), Some(0)), "{}", own.err);
    let said =
        "report.html: malen kan ikke brukes på disse resultatene; siden er laget med programmets egen: 2: ";
    assert!(own.err.to_lowercase().contains(said), "{}", own.err);
    let files = |name: &str| {
        let all = tree(&folder.path().join(name)).into_iter();
        all.filter(|(name, _)| name != "manifest.json").collect::<Vec<_>>()
    };
    let differ = files("plain").into_iter().zip(files("own")).filter(|(a, b)| a != b).map(|(a, _)| a.0);
    assert_eq!(differ.collect::<Vec<String>>(), Vec::<String>::new());
    // `report` makes the page alone and says that it is another.
    let ended = run(folder.path(), &["report", "own", "--template=mal.html", "--lang=en"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("made with the program's own"), "{}", ended.err);
}

/// A template that can only be right on a page with charts or only on one without is refused before the simulation.
#[test]
fn a_template_is_tried_on_a_page_with_everything() {
    let folder = with_small();
    for wrong in ["{{ sections[0].no.such }}", "{% for t in stress %}{{ t.a.b }}{% endfor %}", "{{ a.b.c }}"]
    {
        std::fs::write(folder.path().join("mal.html"), wrong).unwrap();
        let ended = run(folder.path(), &["run", "small.toml", "--template=mal.html"]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{wrong}: {}", ended.err);
        assert!(ended.err.contains("mal.html:1: malen kan ikke brukes"), "{}", ended.err);
    }
}

/// What an earlier program left (format 1, before tables told the inbox to which requests came) is read by this one.
#[test]
fn results_of_an_earlier_program_are_rendered() {
    let folder = with_small();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/results-1.json");
    std::fs::create_dir(folder.path().join("old")).unwrap();
    std::fs::copy(old, folder.path().join("old/results.json")).unwrap();
    for lang in ["nb", "en"] {
        let call = ["report", "old", "--format=html,xlsx,svg,png", "--lang", lang, "-o", lang];
        let ended = run(folder.path(), &call);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{lang}");
        let page = text(&folder.path().join(lang).join("report.html"));
        for chart in ["on-time", "queue", "load", "reply", "late", "units", "flow"] {
            assert!(page.contains(&format!("<section class=\"chart\" id=\"{chart}\">")), "{lang} {chart}");
        }
        assert!(page.contains("93,1") || page.contains("93.1"), "its figures");
    }
}
