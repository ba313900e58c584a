//! Addresses, rates, senders, ids, offered load, assumptions.

use super::*;
use crate::model::{Births, Intake};
use std::fs;

/// Two municipalities and two hospital services, with what a row says.
fn two_and_two(row: &str) -> String {
    let text =
        with(SMALL, "services = [\"Lungesykdommer\"]", "services = [\"Lungesykdommer\", \"Nevrologi\"]");
    let text = &text[..text.find("[demand.inn]").unwrap()];
    format!(
        "{text}[municipality.askoy]\ninhabitants = 3000\nservices = [\"Saksbehandling\", \"Sykepleiertjeneste\"]\n\
         [demand.rad]\n{row}"
    )
}

fn rates(text: &str) -> Vec<(String, f64)> {
    let scenario = loads(text);
    targets(&scenario, "rad")
        .iter()
        .map(|t| (t.address.clone(), (t.per_week * 1000.0).round() / 1000.0))
        .collect()
}

fn pairs(list: &[(&str, f64)]) -> Vec<(String, f64)> {
    list.iter().map(|(address, rate)| ((*address).to_owned(), *rate)).collect()
}

#[test]
fn a_rate_by_inhabitants_counts_at_the_municipalitys_end() {
    let weeks = 365.25 / 7.0;
    // 4,000 people × 30 a thousand = 120 a year, by weights 3 to 1.
    let to_hospital = two_and_two(
        "from = \"municipality.*\"\nto = \"hospital.haukeland\"\nper_1000_inhabitants_a_year = 30\n\
         weights = { Lungesykdommer = 3, Nevrologi = 1 }\n",
    );
    let round = |rate: f64| (rate * 1000.0).round() / 1000.0;
    let expected =
        [("Lungesykdommer@haukeland", round(90.0 / weeks)), ("Nevrologi@haukeland", round(30.0 / weeks))];
    assert_eq!(rates(&to_hospital), pairs(&expected));
    // Each municipality its own 30 a thousand, split there; Bergen has not registered Sykepleiertjeneste.
    let to_municipality = two_and_two(
        "from = \"Nevrologi\"\nto = [\"Saksbehandling\", \"Sykepleiertjeneste\"]\nper_1000_inhabitants_a_year = 30\n\
         weights = { Saksbehandling = 1, Sykepleiertjeneste = 2 }\n",
    );
    let expected = [
        ("Saksbehandling@bergen", round(10.0 / weeks)),
        ("Saksbehandling@askoy", round(30.0 / weeks)),
        ("Sykepleiertjeneste@bergen", round(20.0 / weeks)),
        ("Sykepleiertjeneste@askoy", round(60.0 / weeks)),
    ];
    assert_eq!(rates(&to_municipality), pairs(&expected));
    let scenario = loads(&to_municipality);
    let registered: Vec<bool> = targets(&scenario, "rad").iter().map(|t| t.service.is_some()).collect();
    assert_eq!(registered, [true, true, false, true]);
}

#[test]
fn a_rate_a_week_is_the_rows_total() {
    let text = two_and_two("from = \"Nevrologi\"\nto = \"Saksbehandling\"\nper_week = 8\n");
    assert_eq!(rates(&text), pairs(&[("Saksbehandling@bergen", 2.0), ("Saksbehandling@askoy", 6.0)]));
    let text = two_and_two("from = \"municipality.askoy\"\nto = \"*@haukeland\"\nper_week = 9\n");
    // The catalogue's weights: 4 and 5.
    assert_eq!(rates(&text), pairs(&[("Lungesykdommer@haukeland", 4.0), ("Nevrologi@haukeland", 5.0)]));
}

#[test]
fn senders_are_drawn_by_inhabitants_and_have_their_own_inbox() {
    let scenario = loads(&two_and_two("from = \"municipality.*\"\nto = \"Nevrologi\"\nper_week = 8\n"));
    let target = &targets(&scenario, "rad")[0];
    assert_eq!(target.senders.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), [1000, 3000]);
    let own = &scenario.parts.senders[0].inboxes;
    assert_eq!(scenario.parts.inboxes[own[0].0.index()].key, "Saksbehandling@bergen");
    let hospital = two_and_two("from = \"Nevrologi\"\nto = \"Saksbehandling\"\nper_week = 8\n");
    let scenario = loads(&hospital);
    assert_eq!(
        scenario.parts.senders[0].inboxes,
        [(scenario.parts.departments[0].parent, crate::stats::Share::ONE)]
    );
    let scenario = overridden(&hospital, &[("department.lunge.intake", "direct")]).unwrap();
    assert_eq!(scenario.parts.departments[0].intake, Intake::Direct);
    assert_eq!(scenario.parts.senders[0].inboxes.len(), 2);
}

#[test]
fn names_must_be_unique_and_ends_on_two_sides() {
    for (row, expected) in [
        (
            "from = \"municipality.*\"\nto = \"Saksbehandling\"\nper_week = 1\n",
            "demand.rad.to = \"Saksbehandling\"",
        ),
        ("from = \"municipality.*\"\nto = \"*@askoy\"\nper_week = 1\n", "mellom sykehus og kommune"),
        ("from = [\"municipality.*\", \"Nevrologi\"]\nto = \"Nevrologi\"\nper_week = 1\n", "ikke begge"),
        ("from = \"municipality.os\"\nto = \"Nevrologi\"\nper_week = 1\n", "virksomheten finnes ikke"),
        (
            "from = \"Nevrologi\"\nto = \"Legetjenste ved sykehjem mv\"\nper_week = 1\n",
            "Mente du \"Legetjeneste ved sykehjem mv\"?",
        ),
        ("from = \"Nevrologi\"\nto = \"Saksbehandling@askøy\"\nper_week = 1\n", "Mente du askoy?"),
        (
            "from = \"municipality.*\"\nto = \"Nevrologi\"\nper_week = 1\nweights = { Nevrolgi = 2 }\n",
            "Mente du Nevrologi?",
        ),
        (
            "from = \"municipality.*\"\nto = \"Nevrologi\"\nper_week = 1\nno_municipal_service = \"5 %\"\n",
            "bare meldinger til kommuner",
        ),
    ] {
        let lines = fault_lines(&two_and_two(row), Lang::Nb);
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected}: {lines:#?}");
    }
}

#[test]
fn what_is_not_registered_needs_case_handling() {
    let text = two_and_two("from = \"Nevrologi\"\nto = \"Sykepleiertjeneste\"\nper_week = 1\n");
    let text = with(&text, "services = [\"Saksbehandling\"]", "services = [\"Jordmortjeneste\"]");
    let lines = fault_lines(&text, Lang::Nb);
    assert!(lines[0].contains("Sykepleiertjeneste@bergen er ikke registrert"), "{lines:?}");
    assert!(lines[0].contains("municipality.bergen.services"), "{lines:?}");
}

#[test]
fn asking_back_needs_an_inbox_that_can_answer() {
    let text = with(SMALL, "services = [\"Saksbehandling\"]", "services = [\"Jordmortjeneste\"]");
    assert!(fault_lines(&text, Lang::Nb).is_empty());
    let lines = fault_lines(&format!("{text}flaws = {{ C2 = \"1 %\" }}\n"), Lang::Nb);
    assert!(lines[0].contains("demand.inn.flaws") && lines[0].contains("C2, C4"), "{lines:?}");
}

#[test]
fn her_ids_are_stable_and_never_taken_twice() {
    let id = |text: &str| loads(text).parts.services[0].her_id;
    assert!((2_000_000_000..2_100_000_000).contains(&id(SMALL)));
    assert_eq!(
        id(SMALL),
        id(&small_and(
            "[staff.en]\nrole = \"lege\"\ncount = 1\nserves = [\"*\"]\nworks = { days = \"mon\", hours = \"08:00-09:00\" }\n"
        ))
    );
    let taken = with(SMALL, "[hospital.haukeland]", &format!("[hospital.haukeland]\nher_id = {}", id(SMALL)));
    assert_eq!(id(&taken), id(SMALL) + 1);
    let twice =
        with(&taken, "[municipality.bergen]", &format!("[municipality.bergen]\nher_id = {}", id(SMALL)));
    assert!(fault_lines(&twice, Lang::Nb)[0].contains("to ganger"));
}

#[test]
fn counts_and_traces_come_from_tables() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let load = |text: &str| load_from_str(text, folder.path());
    let counts = with(SMALL, "per_week = 10", "counts = \"u.csv\"");
    write(
        "u.csv",
        "uke;til;antall\n2026-W14;Lungesykdommer;12,5\n2026-W15;Lungesykdommer@haukeland;3\n2030-W01;Lungesykdommer;1\n",
    );
    let scenario = load(&counts).unwrap();
    let Births::Counts(list) = &scenario.parts.demand[0].births else { panic!() };
    assert_eq!((list.len(), list[0].count, list[0].iso_week), (2, 12.5, (2026, 14)));
    assert!(scenario.warnings.iter().any(|w| w.nb.contains("1 linjer")));
    write(
        "u.csv",
        "uke;til;antall\n2026-W54;Lungesykdommer;12\n2026-W15;Lungesykdomer;3\n2026-W16;Lungesykdommer;-3\n",
    );
    let faults = load(&counts).unwrap_err().render(Lang::Nb);
    let expected = ["u.csv:2: 2026-W54", "u.csv:3: Lungesykdomer", "Mente du Lungesykdommer?", "u.csv:4: -3"];
    expected.iter().for_each(|part| assert!(faults.contains(part), "{part}: {faults}"));

    let trace = with(SMALL, "per_week = 10", "trace = \"m.csv\"");
    write(
        "m.csv",
        "sent;from;to;work_group;role;urgency;sorting;answering\n\
         2026-03-02 08:05;bergen;Lungesykdommer;lunge-sengepost;merkantil+lege;1;2 min;7 min\n\
         2026-03-02T08:06:00+01:00;municipality.bergen;Lungesykdommer@haukeland;;;;;\n",
    );
    let scenario = load(&trace).unwrap();
    let Births::Trace(list) = &scenario.parts.demand[0].births else { panic!() };
    assert_eq!((list[1].at - list[0].at).minutes(), 1.0);
    assert_eq!(list[0].roles, Some((crate::model::RoleId(0), Some(crate::model::RoleId(1)))));
    assert_eq!((list[0].urgency, list[1].group), (Some(1), None));
    // Norwegian headings and a decimal comma in the one profile, English ones and a point in the other: the same.
    let of = |text: &str| {
        write("m.csv", text);
        let scenario = load(&trace).unwrap();
        let Births::Trace(list) = &scenario.parts.demand[0].births else { panic!() };
        (list[0].at, list[0].group, list[0].sorting, list[0].answering)
    };
    let norsk = "\u{feff}sendt;fra;til;arbeidsgruppe;sortering;besvaring\n\
                 2026-03-02 08:05;bergen;Lungesykdommer;lunge-sengepost;1,5 min;0,25 h\n";
    let plain = "answering,sorting,sent,from,to,work_group\n\
                 15 min,1.5 min,2026-03-02 08:05,bergen,Lungesykdommer,lunge-sengepost\n";
    let minutes = |halves: i64| Some(crate::time::Duration::SECOND.times(30 * halves));
    assert_eq!(of(norsk), of(plain));
    assert_eq!((of(norsk).2, of(norsk).3), (minutes(3), minutes(30)));
    write(
        "m.csv",
        "sent;from;to\n2026-03-02 25:05;bergen;Lungesykdommer\n2026-03-02 08:05;os;Lungesykdommer\n",
    );
    let faults = load(&trace).unwrap_err().render(Lang::Nb);
    assert!(faults.contains("m.csv:2: 2026-03-02 25:05") && faults.contains("m.csv:3: os"), "{faults}");
}

#[test]
fn more_work_than_time_runs_with_a_warning_that_names_inbox_and_figures() {
    let scenario = loads(&with(SMALL, "per_week = 10", "per_week = 1000"));
    let load = offered_load(&scenario.parts);
    assert!(load[0].ratio > 1.0 && load[0].shared_with.len() == 3, "{load:?}");
    assert!(scenario.warnings[0].nb.contains("timer arbeid i uken mot"), "{:?}", scenario.warnings);
    assert!(loads(SMALL).warnings.is_empty());
}

#[test]
fn offered_load_is_hours_of_work_over_hours_of_people() {
    // 10 a week × 3 min of sorting in the parent group; its clerks have 2 × 5 × 7.5 h less holidays for all.
    let load = offered_load(&loads(SMALL).parts);
    assert!((load[0].offered_hours - 0.5).abs() < 1e-6, "{load:?}");
    let offered: f64 = load.iter().map(|row| row.offered_hours).sum();
    let days = 52.0 * 5.0 - 7.0;
    let capacity = 2.0 * 7.5 * days / 52.0;
    let reading = 10.0 * 2.0 / 60.0;
    let answers = 10.0 * (0.5 * 7.0 + 0.5 * 14.0) / 60.0;
    assert!((offered - (0.5 + reading + answers)).abs() < 1e-6, "{offered}");
    assert!((load[0].ratio - offered / capacity).abs() < 2e-3, "{} {}", load[0].ratio, offered / capacity);
}

#[test]
fn what_the_result_hangs_on_most_comes_first() {
    let scenario = loads(SKETCH);
    let rank =
        |key: &str| scenario.assumptions.iter().position(|a| a.key == key).unwrap_or_else(|| panic!("{key}"));
    assert!(rank("staff.lunge-merkantil.count") < 5);
    assert!(rank("staff.lunge-merkantil.count") < rank("cost.kr_per_position_year"));
    assert!(rank("demand.kommune-til-lunge.per_week") < rank("demand.kommune-til-lunge.profile"));
    // A value copied by `like` is one row; so is a default that holds in many places.
    let look: Vec<_> =
        scenario.assumptions.iter().filter(|a| a.key.ends_with("lunge-poliklinikk.look")).collect();
    assert_eq!((look.len(), look[0].places), (1, 2));
    let reading = &scenario.assumptions[rank("default.inbox.reading")];
    assert!(reading.default && reading.note.is_some() && reading.places == 6);
}

#[test]
fn every_scenario_of_the_gallery_loads_with_each_variant() {
    for shipped in gallery::GALLERY {
        let folder = tempfile::tempdir().unwrap();
        shipped.tables.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
        let file = ScenarioFile::from_text(shipped.text, folder.path()).unwrap();
        for variant in file.variants().into_iter().map(|variant| Some(variant.key)).chain([None]) {
            let overrides = Overrides { variant, set: Vec::new() };
            let scenario =
                file.scenario(&overrides).unwrap_or_else(|faults| panic!("{overrides:?}: {faults}"));
            Model::new(scenario.parts).unwrap();
        }
        assert!(!shipped.question().is_empty());
    }
}
