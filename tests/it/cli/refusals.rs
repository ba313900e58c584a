//! Bad input: nothing on standard output, all faults at once, within a second, the same bytes every time.

use super::{Ran, names, run, shipped, with_small};
use std::path::Path;
use std::time::{Duration, Instant};

/// Refused, twice the same, and soon. Gives the lines of standard error.
fn refused(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let began = Instant::now();
    let first = run(folder, arguments);
    let once = began.elapsed();
    let again = run(folder, arguments);
    // Other tests use the same processors: the faster of two counts.
    let fastest = once.min(began.elapsed() - once);
    assert!(fastest < Duration::from_secs(1), "{arguments:?} took {fastest:?}");
    let Ran { code, out, err } = first;
    assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
    assert_eq!(err, again.err, "{arguments:?}");
    assert!(!err.contains("panicked") && !err.contains("RUST_BACKTRACE"), "{err}");
    assert!(err.chars().all(|c| c == '\n' || !c.is_control()), "a control character: {err:?}");
    err.lines().map(str::to_owned).collect()
}

#[test]
fn arguments_that_no_run_can_have_are_told_together() {
    let folder = with_small();
    let lines = refused(
        folder.path(),
        &["run", "nei.toml", "--seed", "-1", "--replications=0", "--threads=0", "--set", "a", "--log", "."],
    );
    let expected = [
        "--seed = -1: her skal det stå et helt tall fra 0 til 18446744073709551615.",
        "--replications = 0: her skal det stå et helt tall fra 2 til 100000.",
        "--threads = 0: her skal det stå et helt tall fra 1 til 1024.",
        "--set = a: skriv nøkkel=verdi, for eksempel staff.lunge-merkantil.count=2.",
        "--log = .: dette er en mappe, ikke en fil. Velg et filnavn.",
        "nei.toml: filen finnes ikke.",
    ];
    assert_eq!(lines, expected);
    assert_eq!(names(folder.path()), ["small.toml"], "nothing is written");
}

#[test]
fn numbers_must_be_whole_and_within_bounds() {
    let folder = with_small();
    for number in ["-3", "0", "1", "2.5", "1e3", "100001", "99999999999999999999", "", "to", "\u{0660}"] {
        let option = format!("--replications={number}");
        let lines = refused(folder.path(), &["run", "small.toml", &option]);
        assert!(lines[0].starts_with("--replications"), "{lines:?}");
    }
}

#[test]
fn files_that_are_no_scenario() {
    let folder = with_small();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("mappe")).unwrap();
    std::fs::write(at("tom.toml"), "").unwrap();
    std::fs::write(at("binær.toml"), [0x7f, b'E', b'L', b'F', 0, 1, 2, 0xff, 0xfe]).unwrap();
    std::fs::write(at("stor.toml"), "# fyll\n".repeat(1_500_000)).unwrap();
    std::fs::write(at("gjentatt.toml"), "key = 1\n".repeat(100_000)).unwrap();
    std::fs::write(at("dyp.toml"), format!("a = {}", "[".repeat(100_000))).unwrap();
    for command in ["check", "run"] {
        let told = |name: &str| refused(folder.path(), &[command, name]);
        assert_eq!(told("nei.toml"), ["nei.toml: filen finnes ikke."]);
        assert_eq!(told("mappe"), ["mappe: dette er en mappe, ikke en fil."]);
        assert_eq!(
            told("stor.toml"),
            ["stor.toml: filen er lengre enn 1 MB; store tabeller hører hjemme i CSV-filer."]
        );
        assert!(told("binær.toml")[0].starts_with("binær.toml:1: 0xff: filen må være UTF-8"));
        assert!(told("tom.toml")[0].contains("mangler"));
        assert!(told("gjentatt.toml")[0].starts_with("gjentatt.toml:2:1: key = 1: nøkkelen"));
        assert!(told("dyp.toml").len() <= 21);
    }
}

#[test]
fn all_faults_of_a_scenario_come_at_once() {
    let folder = with_small();
    let text = include_str!("../data/small.toml")
        .replace("weeks = 4", "weeks = -4\nukjent = 1")
        .replace("closed = [2026-01-12]", "closed = [2026-02-30]")
        .replace("per_week = 17", "per_week = \"\\u001b[31m\"")
        .replace("discipline", "disciplin")
        .replace("sick_leave = {", "sick_leaf = {");
    std::fs::write(folder.path().join("feil.toml"), &text).unwrap();
    let lines = refused(folder.path(), &["check", "feil.toml"]);
    // A date that does not exist is a fault of syntax: it is told first, with all others of its kind.
    assert!(lines.iter().any(|line| line.starts_with("feil.toml:12:")), "{lines:?}");
    std::fs::write(folder.path().join("feil.toml"), text.replace("2026-02-30", "2026-02-20")).unwrap();
    let lines = refused(folder.path(), &["run", "feil.toml"]);
    for (place, what) in [
        ("feil.toml:7:", "period.weeks = -4"),
        ("feil.toml:8:", "period.ukjent"),
        ("feil.toml:", "staff.merkantil.sick_leaf"),
        ("feil.toml:", r#"demand.til-lunge.per_week = "\u001B[31m""#),
    ] {
        let found = lines.iter().any(|line| line.starts_with(place) && line.contains(what));
        assert!(found, "no {what} in {lines:#?}");
    }
    assert!(lines.iter().any(|line| line.ends_with("Mente du sick_leave?")), "{lines:#?}");
}

#[test]
fn at_most_twenty_faults_are_told() {
    let folder = with_small();
    let many: Vec<String> = (0..30).map(|i| format!("--set=ukjent{i}=1")).collect();
    let mut arguments = vec!["check", "small.toml"];
    arguments.extend(many.iter().map(String::as_str));
    let lines = refused(folder.path(), &arguments);
    assert_eq!((lines.len(), lines[20].as_str()), (21, "og 10 til"));
    let instants: Vec<String> = (0..50).map(|i| format!("dag{i}")).collect();
    let mut arguments = vec!["deadline"];
    arguments.extend(instants.iter().map(String::as_str));
    let lines = refused(folder.path(), &arguments);
    assert_eq!((lines.len(), lines[20].as_str()), (21, "og 30 til"));
}

#[test]
fn overrides_that_fit_nothing() {
    let folder = with_small();
    let told = |arguments: &[&str]| {
        let mut all = vec!["run", "small.toml"];
        all.extend(arguments);
        refused(folder.path(), &all).remove(0)
    };
    assert_eq!(told(&["--variant", "en-tl"]), "--variant: en-tl: varianten finnes ikke. Mente du en-til?");
    assert!(told(&["--set", "staff.merkantil.cuont=2"]).starts_with("--set: "));
    assert!(told(&["--set", "staff.merkantil.count=-2"]).contains("staff.merkantil.count = -2"));
    assert!(told(&["--set", "demand.til-lunge.per_week=1e12"]).contains("demand"));
    assert!(told(&["--set", "=2"]).starts_with("--set = =2:"));
    let lines = refused(folder.path(), &["new", "x", "--from", "lunge"]);
    assert!(lines[0].contains("lunge-poliklinikk, liten-kommune"), "{lines:?}");
}

#[test]
fn a_variant_that_is_wrong_is_refused_before_anything_is_simulated() {
    let folder = with_small();
    let path = folder.path().join("small.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let wrong =
        text.replace("set = { \"staff.merkantil.count\" = 1 }", "set = { \"staff.merkantil.count\" = -1 }");
    std::fs::write(&path, wrong).unwrap();
    assert!(refused(folder.path(), &["run", "small.toml"])[0].contains("staff.merkantil.count"));
    assert_eq!(names(folder.path()), ["small.toml"]);
}

#[test]
fn reports_do_not_take_the_place_of_other_things() {
    let folder = with_small();
    std::fs::create_dir(folder.path().join("mine")).unwrap();
    std::fs::write(folder.path().join("mine/notat.txt"), "viktig").unwrap();
    let lines = refused(folder.path(), &["run", "small.toml", "-o", "mine"]);
    assert_eq!(
        lines,
        ["-o = mine: mappen har filer, men ingen rapport som kan erstattes. Velg en ny mappe."]
    );
    let lines = refused(folder.path(), &["run", "small.toml", "-o", "small.toml"]);
    assert_eq!(lines, ["-o = small.toml: dette er en fil, ikke en mappe. Velg en annen mappe."]);
    assert_eq!(names(folder.path()), ["mine/notat.txt", "small.toml"]);
}

#[test]
fn a_new_scenario_overwrites_nothing() {
    let folder = with_small();
    let made = run(folder.path(), &["new", "min"]);
    assert_eq!(made.out, "Skrev min.toml. Neste: meldingsflyt run min.toml\n");
    let text = std::fs::read_to_string(folder.path().join("min.toml")).unwrap();
    assert_eq!(text, std::fs::read_to_string(shipped("lunge-poliklinikk.toml")).unwrap());
    assert_eq!(run(folder.path(), &["check", "min.toml"]).code, Some(0));
    let lines = refused(folder.path(), &["new", "small"]);
    assert_eq!(lines, ["small.toml: filen finnes allerede og blir ikke overskrevet. Velg et annet navn."]);
    assert_eq!(refused(folder.path(), &["new", "", "--from", "x"]).len(), 2);
}

/// A service that nobody serves has not even a role that answers: a fault, not a panic at the first message.
#[test]
fn a_municipal_service_of_nobody_is_refused() {
    let folder = with_small();
    let group = r#"saksbehandlere = { role = "saksbehandler", serves = ["Saksbehandling"], count = 1, works = { days = "mon-fri", hours = "08:00-15:30" } }"#;
    let text = include_str!("../data/small.toml")
        .replace(r#"services = ["Saksbehandling"]"#, r#"services = ["Saksbehandling", "Sykepleiertjeneste"]"#)
        .replace(r#"to = ["Saksbehandling"]"#, r#"to = ["Sykepleiertjeneste"]"#);
    std::fs::write(folder.path().join("ingen.toml"), format!("{text}\n[template.large.staff]\n{group}\n"))
        .unwrap();
    for command in ["check", "run"] {
        let lines = refused(folder.path(), &[command, "ingen.toml"]);
        assert_eq!(lines.len(), 1, "{lines:#?}");
        let expected = "innboksen Sykepleiertjeneste@bergen får meldinger, men ingen betjener den.";
        assert!(lines[0].contains(expected), "{lines:#?}");
    }
}

#[test]
fn syntax_is_told_in_the_users_language_once_a_line() {
    let folder = with_small();
    let text = include_str!("../data/small.toml");
    let cases = [
        ("weeks = 4", "weeks = fire", "7:9: weeks = fire: her mangler en verdi, eller anførselstegn"),
        ("weeks = 4", "weeks 4", "7:7: weeks 4: likhetstegnet mangler"),
        ("weeks = 4", "weeks = 04", "7:9: weeks = 04: et tall kan ikke begynne med 0"),
        (
            "start = 2026-01-05",
            "start = 05.01.2026",
            "6:9: start = 05.01.2026: et tall kan ikke begynne med 0",
        ),
        ("start = 2026-01-05", "start = 2026-1-5", "6:9: start = 2026-1-5: en dato skrives 2026-04-01"),
        ("[period]", "[period", "5:8: [period: hakeparentesen er ikke lukket"),
        ("follow_up = \"15 %\"", "follow_up = 15 %", "54:13: follow_up = 15 %: her mangler en verdi"),
        (
            "\"95 %\"",
            "95,5",
            "15:22: goal = { share = 95,5, within_working_days = 5 }: det står et komma for mye",
        ),
        ("weeks = 4", "ukær = 4", "7:3: ukær = 4: en nøkkel har bare bokstavene"),
    ];
    for (from, to, expected) in cases {
        std::fs::write(folder.path().join("x.toml"), text.replacen(from, to, 1)).unwrap();
        let lines = refused(folder.path(), &["check", "x.toml"]);
        assert_eq!(lines.len(), 1, "{to}: {lines:#?}");
        assert!(lines[0].starts_with(&format!("x.toml:{expected}")), "{to}: {lines:#?}");
    }
}
