//! `compare`, `staff` and `explore`: what they say and what they leave.

use super::{Ran, names, run, with_small};
use std::path::Path;

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
    assert_eq!(manifest["variants"][2]["difference"], "one clerk fewer (merkantil: 2 → 1)");
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
fn goals_and_prices_come_from_options_and_hold_for_the_certificate() {
    let folder = with_small();
    let call = [
        "staff",
        "small.toml",
        "--vary=staff.merkantil.count=1..6",
        "--goal=80%:4",
        "--each=department",
        "--mean-wait=40h",
        "--mean-wait=lunge-*=60h",
        "--cost=staff.*=700_000",
        "--lang=en",
    ];
    let ended = run(folder.path(), &call);
    let said = done(&ended);
    assert!(said.contains("answered within 4 working days (at least "), "{said}");
    assert!(said.contains(" full-time equivalents, ") && said.contains(" million kroner a year)"), "{said}");
    assert!(said.contains("  ") && said.contains(" hours mean wait in an inbox (at most "), "{said}");
    let certificate = folder.path().join("reports/small-staff/sertifikat.json");
    let told = json(&certificate);
    // The share overall and of the department, the wait overall and in the two inboxes.
    assert_eq!(told["goals"].as_array().unwrap().len(), 5, "{told:#}");
    let fte = told["full_time_equivalents"].as_f64().unwrap();
    assert_eq!(told["kroner_a_year"].as_f64(), Some(fte * 700_000.0));
    let path = certificate.display().to_string();
    let tried = run(folder.path(), &["staff", "small.toml", "--verify", &path, "--lang=en"]);
    assert!(done(&tried).starts_with("Confirmed on fresh random numbers (seed 2): "), "{}", tried.out);
    assert!(tried.out.contains("within 4 working days"), "{}", tried.out);
}

/// A small version of `docs/studies.md`: 24 plans of two groups, each simulated 120 times.
#[test]
fn staff_finds_a_cheapest_plan_with_a_tenth_of_the_work() {
    let folder = with_small();
    let path = folder.path().join("small.toml");
    let doctors = "\n[staff.leger]\nrole = \"lege\"\ncount = 1\nserves = [\"lunge-poliklinikk\"]\nworks = { days = \"mon-fri\", hours = \"08:00-15:30\" }\nmessage_share = \"6 %\"\n";
    let text = std::fs::read_to_string(&path).unwrap().replace(
        "answered_by = { merkantil = \"100 %\" }\nanswering = { merkantil = { mean = \"9 min\", cv = 1.0 } }",
        "answered_by = { merkantil = \"60 %\", lege = \"40 %\" }\nanswering = { merkantil = { mean = \"9 min\", cv = 1.0 }, lege = { mean = \"14 min\", cv = 1.0 } }",
    );
    std::fs::write(&path, text + doctors).unwrap();
    let call = [
        "bench",
        "optimum",
        "small.toml",
        "--vary=staff.merkantil.count=1..6",
        "--vary=staff.leger.count=1..4",
        "--goal=90%:5",
        "--replications=120",
    ];
    let ended = run(folder.path(), &call);
    let cells: Vec<&str> = done(&ended).trim().trim_matches('|').split('|').map(str::trim).collect();
    assert_eq!(cells.len(), 7, "{cells:?}");
    assert_eq!((cells[0], cells[3], cells[4]), ("24", "yes", "2880"), "{cells:?}");
    let used: usize = cells[5].parse().unwrap();
    assert!(used * 10 <= 24 * 480, "{cells:?}");
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
    assert!(said.contains("\nAvvist: "), "{said}");
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
    let cases: [(&[&str], &str); 20] = [
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
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--goal=95%"],
            "--goal = 95%: skriv ANDEL:VIRKEDAGER",
        ),
        (&["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--goal=0%:5"], "--goal = 0%:5:"),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--each=avdeling"],
            "--each = avdeling: skriv department",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--mean-wait=8h", "--each=service"],
            "--each: gjelder andelen innen virkedagene",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--mean-wait=lunge-inntk=8h"],
            "--mean-wait = lunge-inntk=8h: scenarioet har ingen slik innboks. Mente du lunge-inntak?",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--mean-reply=-3h"],
            "--mean-reply = -3h:",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--cost=merkantil=1"],
            "--cost = merkantil=1: skriv staff.NAVN",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.count=1..2", "--cost=staff.merkantl=1"],
            "--cost = staff.merkantl=1: scenarioet har ingen slik gruppe. Mente du merkantil?",
        ),
        (
            &[
                "staff",
                "small.toml",
                "--vary=staff.merkantil.count=1..2",
                "--vary=staff.merkantil.count=1..3",
            ],
            "--vary: staff.merkantil.count står to ganger.",
        ),
        (
            &["staff", "small.toml", "--vary=staff.merkantil.position=10%..100%:0.0000001%"],
            "--vary = staff.merkantil.position=10%..100%:0.0000001%: skriv for eksempel",
        ),
        (
            &["explore", "sweep", "small.toml", "--vary=demand.til-lnge.per_week=1..2", "--replications=2"],
            "--vary: scenarioet avviser hvert punkt. Det første: ",
        ),
        (
            &["explore", "sweep", "small.toml", "--vary=staff.merkantil.count=1..2", "--points", "-3"],
            "--points = -3:",
        ),
        (&["explore", "sweep", "small.toml"], "--vary NØKKEL=FRA..TIL mangler."),
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
    let results = names(folder.path()).into_iter().filter(|name| !name.contains("/forsok/"));
    assert_eq!(results.collect::<Vec<_>>(), ["small.toml"], "nothing is written");
}
