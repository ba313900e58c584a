//! `deadline`: worked-out answers, in words and as JSON, from arguments and from standard input.

use super::{Ran, program, run};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

fn deadline(arguments: &[&str]) -> String {
    let mut all = vec!["deadline"];
    all.extend(arguments);
    let ran = run(Path::new("."), &all);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
    ran.out
}

fn piped(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = program(Path::new("."))
        .arg("deadline")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap().into()
}

/// Three arrivals before holidays (Easter, Ascension Day, Christmas), without and with Saturday as a working day.
#[test]
fn golden_values() {
    let cases = [
        ("2026-04-01", "torsdag 09.04.2026", "mandag 13.04.2026", "onsdag 08.04.2026", "fredag 10.04.2026"),
        ("2026-05-13", "tirsdag 19.05.2026", "torsdag 21.05.2026", "mandag 18.05.2026", "onsdag 20.05.2026"),
        (
            "2026-12-23 14:30",
            "tirsdag 29.12.2026",
            "torsdag 31.12.2026",
            "tirsdag 29.12.2026",
            "torsdag 31.12.2026",
        ),
    ];
    for (received, three, five, three_with_saturday, five_with_saturday) in cases {
        let line = |three, five| format!("{received}: 3 virkedager: {three} · 5 virkedager: {five}\n");
        assert_eq!(deadline(&[received]), line(three, five));
        assert_eq!(deadline(&[received, "--saturday-counts"]), line(three_with_saturday, five_with_saturday));
    }
    let all = cases.map(|case| case.0);
    assert_eq!(deadline(&all).lines().count(), 3);
}

#[test]
fn rules_days_and_closed_dates() {
    assert_eq!(
        deadline(&["2026-03-02", "--days", "0,1, 10"]).trim_end(),
        "2026-03-02: 0 virkedager: mandag 02.03.2026 · 1 virkedager: tirsdag 03.03.2026 · 10 virkedager: mandag 16.03.2026"
    );
    assert_eq!(
        deadline(&["2026-03-02", "--days=1", "--closed", "2026-03-03,2026-03-04"]),
        "2026-03-02: 1 virkedager: torsdag 05.03.2026\n"
    );
    // After 15:30 the next working day is the day of receipt.
    let late = ["2026-03-02 16:00", "--days=1", "--rule"];
    assert_eq!(
        deadline(&[&late[..], &["calendar_day"]].concat()),
        "2026-03-02 16:00: 1 virkedager: tirsdag 03.03.2026\n"
    );
    assert_eq!(
        deadline(&[&late[..], &["next_day_after_closing"]].concat()),
        "2026-03-02 16:00: 1 virkedager: onsdag 04.03.2026\n"
    );
    assert_eq!(
        deadline(&["2026-03-02 10:00", "--days=1", "--rule=open_hours"]),
        "2026-03-02 10:00: 1 virkedager: tirsdag 03.03.2026 kl. 10:00\n"
    );
    assert_eq!(
        deadline(&["2026-03-02 10:00", "--days=1", "--lang=en"]),
        "2026-03-02 10:00: 1 working days: Tuesday 2026-03-03\n"
    );
}

#[test]
fn json_is_an_object_a_line() {
    let out = deadline(&["2026-04-01T12:00:00Z", "2026-10-23", "--json"]);
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["received"], "2026-04-01T14:00:00+02:00");
    assert_eq!(lines[0]["rule"], "calendar_day");
    assert_eq!(lines[0]["due"][1]["working_days"], 5);
    assert_eq!(lines[0]["due"][1]["last_date"], "2026-04-13");
    // The clock goes back on 25 October: local midnight stays midnight.
    assert_eq!(lines[1]["received"], "2026-10-23T00:00:00+02:00");
    assert_eq!(lines[1]["due"][0]["last_instant"], "2026-10-28T23:59:59.999999+01:00");
}

#[test]
fn standard_input_has_an_instant_a_line() {
    let ran = piped(&["--days=3"], b"2026-04-01\n\n  2026-05-13 \r\n");
    assert_eq!(
        ran.out,
        "2026-04-01: 3 virkedager: torsdag 09.04.2026\n2026-05-13: 3 virkedager: tirsdag 19.05.2026\n"
    );
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(piped(&[], b""), Ran { code: Some(0), out: String::new(), err: String::new() });
    // A year of hours.
    let many: String =
        (0..8000).map(|i| format!("2026-{:02}-{:02} {:02}:00\n", i % 12 + 1, i % 28 + 1, i % 24)).collect();
    let ran = piped(&[], many.as_bytes());
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 8000));
}

#[test]
fn garbage_is_refused_with_its_line() {
    let ran = piped(&[], b"2026-04-01\nx\n\x1b[31m\n2026-02-30\n1900-01-01\n");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("standard inn, linje 2: x: er ikke noe tidspunkt."));
    assert!(lines[1].starts_with("standard inn, linje 3: \\u{1b}[31m: er ikke noe tidspunkt."));
    assert!(lines[2].starts_with("standard inn, linje 4: 2026-02-30: "));
    assert_eq!(lines[3], "standard inn, linje 5: 1900-01-01: årstallet må ligge mellom 1971 og 2190.");
    let ran = piped(&[], b"2026-04-01\n\xff\xfe\n");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert_eq!(ran.err, "standard inn, linje 2: er ikke UTF-8-tekst.\n");
    let ran = run(Path::new("."), &["deadline", "2026-04-01", "--days", "-1,3"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert_eq!(ran.err, "--days = -1: her skal det stå et helt tall fra 0 til 250.\n");
    let ran = run(
        Path::new("."),
        &["deadline", "2026-04-01", "i går", "--rule=x", "--days=3,-1", "--closed=a,2026-13-01"],
    );
    assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (Some(2), "", 5), "{}", ran.err);
}
