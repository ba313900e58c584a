//! Bad inputs: each with the place, the value found and the remedy that must be told.

use super::*;

/// A change of the sketch, and what must stand in one line of the faults.
fn check(cases: &[(&str, &str, &[&str])]) {
    for (from, to, expected) in cases {
        let lines = fault_lines(&with(SKETCH, from, to), Lang::Nb);
        let found = lines.iter().any(|line| expected.iter().all(|part| line.contains(part)));
        assert!(found, "{from:?} → {to:?} should say {expected:?}, but says {lines:#?}");
        assert!(lines.len() < 6, "{to:?} says too much: {lines:#?}");
    }
}

#[test]
fn values_that_are_not_values() {
    check(&[
        ("\"80 %\"", "\"180 %\"", &["scenario.toml:70:12", "position = \"180 %\"", "fra 0 % til 100 %"]),
        ("\"80 %\"", "0.8", &["position = 0.8", "Mente du \"80 %\"?"]),
        ("\"80 %\"", "\"12,5 %\"", &["\"12,5 %\"", "Mente du \"12.5 %\"?"]),
        ("\"80 %\"", "\"0 %\"", &["position", "over 0 %"]),
        ("mean = \"3 min\"", "mean = \"3 minutter\"", &["sorting.mean", "Mente du \"3 min\"?"]),
        ("mean = \"3 min\"", "mean = 3", &["sorting.mean = 3", "Mente du \"3 min\"?"]),
        ("mean = \"3 min\"", "mean = \"0 min\"", &["lengre enn null"]),
        ("{ mean = \"3 min\", cv = 0.8 }", "\"3 min\"", &["Mente du { constant = \"3 min\" }?"]),
        ("{ mean = \"3 min\", cv = 0.8 }", "{ mean = \"3 min\" }", &["sorting: «cv» mangler"]),
        ("{ mean = \"3 min\", cv = 0.8 }", "{ exponentiel = \"3 min\" }", &["Mente du exponential?"]),
        (
            "{ mean = \"3 min\", cv = 0.8 }",
            "{ triangular = { min = \"3 min\", mode = \"2 min\", max = \"4 min\" } }",
            &["stigende rekkefølge"],
        ),
        ("cv = 0.8", "cv = -1", &["sorting.cv = -1", "fra 0 til 100"]),
        ("count = 3", "count = \"tre\"", &["count = \"tre\"", "helt tall"]),
        ("count = 3", "count = 2.5", &["count = 2.5", "helt tall"]),
        ("count = 3", "count = 999999999999999999999999", &["tallet er for stort"]),
        ("start = 2026-01-05", "start = 2026-02-30", &["scenario.toml:11:"]),
        (
            "start = 2026-01-05",
            "start = \"2026-02-30\"",
            &["period.start = \"2026-02-30\"", "finnes i kalenderen"],
        ),
        (
            "start = 2026-01-05",
            "start = 2026-01-05T08:00:00",
            &["period.start", "en dato skrives 2026-04-01"],
        ),
        ("\"13:00-13:30\"", "\"13-13:30\"", &["message_windows[1] = \"13-13:30\"", "08:00-15:30"]),
        ("\"13:00-13:30\"", "\"18:00-18:30\"", &["18:00-18:30", "utenfor arbeidstiden"]),
        (
            "[\"13:00-13:30\"]",
            "[\"13:00-13:30\", \"13:15-14:00\"]",
            &["13:00-13:30 og 13:15-14:00 overlapper"],
        ),
        ("days = \"mon-fri\"", "days = \"man-fre\"", &["works.days = \"man-fre\"", "mon tue wed"]),
        ("\"calendar_day\"", "\"calender_day\"", &["deadline.rule", "Mente du \"calendar_day\"?"]),
        ("saturday_counts = false", "saturday_counts = \"nei\"", &["true eller false"]),
        ("profile = \"office\"", "profile = \"kontor\"", &["\"office\", \"flat\""]),
        ("format = 1", "format = 2", &["format = 2", "format 1"]),
        ("number = \"4601\"", "number = 4601", &["municipality.bergen.number = 4601"]),
        ("weeks = 52", "weeks = 500", &["period.weeks = 500", "fra 1 til 417"]),
    ]);
}

#[test]
fn keys_and_names_that_do_not_exist() {
    check(&[
        ("position = ", "posision = ", &["scenario.toml:70:1", "posision", "ukjent", "Mente du position?"]),
        ("[telephone]", "[telefon]", &["telefon", "ukjent", "Her kan stå:"]),
        (
            "serves = [\"lunge-inntak\"",
            "serves = [\"lunge-intak\"",
            &["serves[1]", "Mente du \"lunge-inntak\"?"],
        ),
        (
            "hospital = \"haukeland\"",
            "hospital = \"haukland\"",
            &["department.lunge.hospital", "Mente du haukeland?"],
        ),
        (
            "template = \"large\"",
            "template = \"stor\"",
            &["municipality.bergen.template", "small, medium, large"],
        ),
        ("[hospital.", "[template.egen]\nstaff = 3\n[hospital.", &["template.egen.staff = 3", "en tabell"]),
        ("[hospital.", "[template.egen]\ninbox = \"x\"\n[hospital.", &["template.egen.inbox", "en tabell"]),
        ("to = \"Lungesykdommer@haukeland\"", "to = \"Lungesykdomer\"", &["Mente du \"Lungesykdommer\"?"]),
        ("from = \"municipality.*\"", "from = \"bergen\"", &["Mente du \"municipality.bergen\"?"]),
        ("to = [\"Saksbehandling\"", "to = [\"Saksbehandlig\"", &["to[1]", "Mente du \"Saksbehandling\"?"]),
        ("like = \"inbox.lunge-poliklinikk\"", "like = \"inbox.lunge-polikliniken\"", &["like må nevne"]),
        (
            "\"staff.lunge-merkantil.count\" = 2",
            "\"staff.lunge-merkantl.count\" = 2",
            &["stien finnes ikke", "Mente du staff.lunge-merkantil?"],
        ),
        ("find = \"minimum_staffing\"", "find = \"minimum\"", &["minimum_staffing"]),
        (
            "vary = { \"staff.lunge-merkantil.count\"",
            "vary = { \"staff.lunge-merkantil.antall\"",
            &["staff.NAVN.count"],
        ),
        (
            "[inbox.lunge-sengepost]",
            "[inbox.lunge-sengeposten]",
            &["hører ikke til noen avdeling", "Mente du lunge-sengepost?"],
        ),
        ("[inbox.lunge-sengepost]", "[inbox.lunge-inntak]", &["[department.lunge.parent_group]"]),
        ("count = 3", "", &["staff.lunge-merkantil: «count» mangler"]),
        ("role = \"merkantil\"", "", &["en av disse må stå her: role, roles"]),
        (
            "message_share = \"10 %\"",
            "message_share = \"10 %\"\nmessage_windows = \"08:00-09:00\"",
            &["bare en av disse"],
        ),
    ]);
}

#[test]
fn a_misspelt_needed_key_is_told_once() {
    let lines = fault_lines(&with(SKETCH, "count = 3", "coutn = 3"), Lang::Nb);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("Mente du count?"), "{lines:?}");
    let lines = fault_lines(&with(SKETCH, "start = 2026", "strat = 2026"), Lang::Nb);
    assert!(lines.len() == 1 && lines[0].contains("Mente du start?"), "{lines:?}");
    let lines = fault_lines(&with(SMALL, "[period]\nstart = 2026-01-05", ""), Lang::Nb);
    assert!(lines[0].contains("period: «start» mangler"), "{lines:?}");
}

#[test]
fn what_does_not_add_up() {
    check(&[
        ("lunge-poliklinikk = \"70 %\"", "lunge-poliklinikk = \"71 %\"", &["work_groups", "blir 101 %"]),
        ("\"merkantil+lege\" = \"15 %\"", "\"merkantil+lege\" = \"5 %\"", &["answered_by", "blir 90 %"]),
        ("\"merkantil+lege\" = \"15 %\"", "\"merkantil+lege+lege\" = \"15 %\"", &["to etter tur"]),
        (
            "work_groups = { lunge-poliklinikk = \"70 %\", lunge-sengepost = \"30 %\" }",
            "work_groups = { lunge-poliklinikk = \"100 %\" }",
            &["bare én arbeidsgruppe", "Mente du \"0 %\"?"],
        ),
        ("intake = \"parent_group\"", "wrong_department = \"5 %\"", &["bare én avdeling"]),
        ("role = \"lege\"", "role = \"sykepleier\"", &["lunge-poliklinikk", "rollen lege", "lunge-leger"]),
        ("serves = [\"lunge-inntak\", ", "serves = [", &["lunge-inntak", "merkantil", "ingen betjener"]),
        (
            "from = 2026-07-06, to = 2026-07-26",
            "from = 2028-07-06, to = 2028-07-26",
            &["vacation[1]", "utenfor"],
        ),
        ("from = 2026-07-06, to = 2026-07-26", "from = 2026-07-06, to = 2026-07-02", &["før 2026-07-06"]),
        ("away_at_once = 1", "away_at_once = 4", &["bare 3 i gruppen"]),
        ("limit_working_days = 5", "limit_working_days = 2", &["limit_working_days = 2", "3 virkedager"]),
        ("per_week = 35", "per_week = 9_000_000", &["millioner meldinger", "grensen er 50"]),
        ("follow_up = \"15 %\"", "follow_up = \"100 %\"", &["under 100 %"]),
        ("to = 2026-04-06", "to = 2028-04-06", &["observasjonsperioden"]),
        ("inhabitants = 291_940", "inhabitants = 0", &["inhabitants = 0"]),
        ("per_week = 35", "per_week = 35\ncounts = \"x.csv\"", &["bare en av disse"]),
        ("confidence = \"95 %\"", "confidence = \"100 %\"", &["under 100 %"]),
    ]);
}

#[test]
fn no_split_with_a_constant_time_that_fits_no_window() {
    let text = with(SKETCH, "end_of_window = \"resume\"", "end_of_window = \"no_split\"");
    assert!(fault_lines(&text, Lang::Nb).is_empty());
    let text =
        with(&text, "merkantil = { mean = \"7 min\", cv = 1.0 }", "merkantil = { constant = \"31 min\" }");
    let lines = fault_lines(&text, Lang::Nb);
    assert!(lines[0].contains("staff.lunge-merkantil.end_of_window"), "{lines:?}");
    assert!(lines[0].contains("31 min") && lines[0].contains("30 min"), "{lines:?}");
}

#[test]
fn all_syntax_faults_come_at_once() {
    let text = "format = 1\ntitle = \nx = = 2\n[period\nstart = 2026-01-05\nformat = 3\n";
    let lines = fault_lines(text, Lang::Nb);
    assert!(lines.len() >= 3, "{lines:#?}");
    assert!(lines[0].starts_with("scenario.toml:2:"), "{lines:#?}");
    let twice = fault_lines("format = 1\nformat = 1\n", Lang::Nb);
    assert!(twice[0].contains("to ganger"), "{twice:?}");
}

#[test]
fn independent_faults_come_together_in_the_order_of_the_file_and_in_either_language() {
    let mut text = SKETCH.to_owned();
    for (from, to) in [
        ("count = 3", "count = 3.5"),
        ("\"80 %\"", "\"80\""),
        ("saturday_counts", "saturday_count"),
        ("hospital = \"haukeland\"", "hospital = \"hauk\""),
        ("kr_per_position_year", "kroner"),
    ] {
        text = with(&text, from, to);
    }
    let lines = fault_lines(&text, Lang::Nb);
    assert_eq!(lines.len(), 5, "{lines:#?}");
    let numbers: Vec<u32> =
        lines.iter().map(|line| line.split(':').nth(1).unwrap().parse().unwrap()).collect();
    assert!(numbers.is_sorted(), "{lines:#?}");
    let english = fault_lines(&text, Lang::En);
    assert!(english[0].contains("the key is unknown. Did you mean saturday_counts?"), "{english:#?}");
    assert_eq!(fault_lines(&text, Lang::Nb), lines);
}

#[test]
fn at_most_twenty_are_told_and_the_rest_counted() {
    let more: String = (0..50).map(|i| format!("[staff.s{i}]\nrole = 1\n")).collect();
    let lines = fault_lines(&small_and(&more), Lang::Nb);
    assert_eq!(lines.len(), 21);
    assert!(lines[20].starts_with("og ") && lines[20].ends_with(" til"), "{}", lines[20]);
}

#[test]
fn control_characters_are_escaped() {
    let lines =
        fault_lines(&with(SMALL, "hospital = \"haukeland\"", "hospital = \"a\\u001b[31mb\""), Lang::Nb);
    assert!(lines[0].contains("\\\\u001B[31mb") || lines[0].contains("\\u001B[31mb"), "{lines:?}");
    assert!(lines.iter().all(|line| !line.chars().any(char::is_control)), "{lines:?}");
    let lines = fault_lines(&small_and("[\"x\\u0007\\u202e\"]\na = 1\n"), Lang::Nb);
    assert!(lines.iter().all(|line| !line.contains(['\u{7}', '\u{202e}'])), "{lines:?}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let faults = load(Path::new("finnes/ikke.toml"), &Overrides::default()).unwrap_err();
    assert_eq!(faults.render(Lang::Nb), "finnes/ikke.toml: filen finnes ikke.\n");
    assert!(!faults.world());
    let faults = load(Path::new("."), &Overrides::default()).unwrap_err();
    assert!(faults.render(Lang::Nb).contains("mappe"), "{faults}");
}
