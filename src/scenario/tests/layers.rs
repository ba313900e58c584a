//! `extends`, `like`, tables, templates, variants, `--set`, wildcards.

use super::*;
use crate::stats::Share;
use std::fs;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn from(folder: &tempfile::TempDir, name: &str) -> Result<Scenario, Faults> {
    load(&folder.path().join(name), &Overrides::default())
}

#[test]
fn extends_takes_the_base_first_then_the_differences() {
    let over = b"extends = \"base.toml\"\ntitle = \"Ny\"\n[staff.alle]\ncount = 5\n";
    let folder = folder(&[("base.toml", SMALL.as_bytes()), ("over.toml", over)]);
    let scenario = from(&folder, "over.toml").unwrap();
    assert_eq!(scenario.parts.title, "Ny");
    assert_eq!(staff(&scenario, "alle").count, 5);
    assert_ne!(scenario.hash, from(&folder, "base.toml").unwrap().hash);
}

#[test]
fn extends_in_a_circle_is_a_fault() {
    let folder = folder(&[("a.toml", b"extends = \"b.toml\"\n"), ("b.toml", b"extends = \"./a.toml\"\n")]);
    let faults = from(&folder, "a.toml").unwrap_err().render(Lang::Nb);
    assert!(faults.contains("b.toml:1:11: extends = ./a.toml") && faults.contains("i ring"), "{faults}");
    let faults = load_from_str("extends = \"borte.toml\"\n", folder.path()).unwrap_err().render(Lang::Nb);
    assert!(faults.contains("scenario.toml:1:11") && faults.contains("finnes ikke"), "{faults}");
}

#[test]
fn an_inline_table_replaces_and_a_section_merges() {
    let over =
        b"extends = \"base.toml\"\n[staff.alle]\nworks = { days = \"mon\", hours = \"08:00-12:00\" }\n\
        [department.lunge.parent_group]\nsorting = { constant = \"2 min\" }\n";
    let base = small_and("[department.lunge.parent_group]\nsorting = { mean = \"3 min\", cv = 0.8 }\n");
    let folder = folder(&[("base.toml", base.as_bytes()), ("over.toml", over)]);
    let scenario = from(&folder, "over.toml").unwrap();
    assert!(scenario.parts.departments[0].sorting.is_constant());
    assert_eq!(staff(&scenario, "alle").roster.days[1], []);
}

#[test]
fn like_copies_then_differs_also_out_of_templates_and_over_likes() {
    let text = small_and(
        "[template.inbox-standard]\nlook = { constant = \"1 min\" }\ndiscipline = \"fifo\"\n\
         [inbox.lunge-poliklinikk]\nlike = \"template.inbox-standard\"\nlook = { constant = \"2 min\" }\n\
         [inbox.lunge-sengepost]\nlike = \"inbox.lunge-poliklinikk\"\nkind = \"ward\"\n",
    );
    let scenario = loads(&text);
    let ward = inbox(&scenario, "lunge-sengepost");
    assert_eq!(ward.look.mean(), crate::time::Duration::MINUTE.times(2));
    assert_eq!(ward.discipline, crate::model::Discipline::Fifo);
}

#[test]
fn like_in_a_circle_is_a_fault() {
    for text in [
        "[inbox.a]\nlike = \"inbox.b\"\n[inbox.b]\nlike = \"inbox.a\"\n",
        "[inbox.a]\nlike = \"inbox.a\"\n",
        "[inbox.a]\nlike = \"inbox\"\n",
        "[inbox.a.b]\nlike = \"inbox.a\"\n",
    ] {
        let lines = fault_lines(&small_and(text), Lang::Nb);
        assert!(
            lines.iter().any(|line| line.contains("like") && line.contains("i ring")),
            "{text} {lines:?}"
        );
    }
}

#[test]
fn both_kinds_of_tables_are_read() {
    let semicolon =
        "\u{feff}nummer;navn;innbyggere;mal\r\n4626;Øygarden;39 768;medium\r\n4629;Modalen;384;small\r\n";
    let comma = "number,name,inhabitants,template\n4626,Øygarden,39768,medium\n4629,Modalen,384,small\n";
    let text =
        with(SMALL, "[municipality.bergen]", "[municipalities]\ntable = \"k.csv\"\n[municipality.bergen]");
    let text = with(&text, "from = \"municipality.bergen\"", "from = \"municipality.*\"");
    let text = format!("{text}[municipality.oygarden]\nname = \"Øygarden kommune\"\n");
    for csv in [semicolon, comma] {
        let folder = folder(&[("k.csv", csv.as_bytes()), ("s.toml", text.as_bytes())]);
        let scenario = from(&folder, "s.toml").unwrap();
        let keys: Vec<&str> = scenario.parts.organisations.iter().map(|o| o.key.as_str()).collect();
        assert_eq!(keys, ["haukeland", "oygarden", "modalen", "bergen"]);
        let oygarden = &scenario.parts.organisations[1];
        assert_eq!((oygarden.name.as_str(), oygarden.inhabitants), ("Øygarden kommune", 39_768));
        // Two people wear all hats: but `alle` serves everything, so the template makes nobody.
        assert!(scenario.parts.staff.len() == 1);
        assert_eq!(scenario.parts.services.iter().filter(|s| s.address.ends_with("@modalen")).count(), 12);
    }
}

#[test]
fn faults_of_tables_name_file_and_line() {
    let text =
        with(SMALL, "[municipality.bergen]", "[municipalities]\ntable = \"k.csv\"\n[municipality.bergen]");
    for (csv, expected) in [
        ("nummer;navn;innbygere\n", "k.csv:1: innbygere: kolonnen er ukjent"),
        ("nummer;navn\n", "k.csv:1: kolonnen «inhabitants» mangler"),
        ("nummer;navn;innbyggere\n4626;Askøy;mange\n", "k.csv:2: innbyggere = mange"),
        ("nummer;navn;innbyggere\n4626;Askøy;5\n\n4627;ASKØY;6\n", "k.csv:4: ASKØY"),
        ("", "k.csv:1: tabellen er tom"),
    ] {
        let folder = folder(&[("k.csv", csv.as_bytes()), ("s.toml", text.as_bytes())]);
        let faults = from(&folder, "s.toml").unwrap_err().render(Lang::Nb);
        assert!(faults.contains(expected), "{expected}: {faults}");
    }
}

#[test]
fn templates_make_inboxes_and_people_where_none_are_written() {
    let text = with(SMALL, "services = [\"Saksbehandling\"]", "template = \"large\"");
    let text = with(&text, "inhabitants = 1000", "inhabitants = 290_000");
    let text = with(&text, "serves = [\"*\"]", "serves = [\"lunge-*\"]");
    let scenario = loads(&text);
    assert_eq!(scenario.parts.inboxes.len(), 15);
    assert_eq!(staff(&scenario, "bergen-saksbehandlere").count, 5);
    assert_eq!(serves(&scenario, "bergen-jordmodre"), ["Jordmortjeneste@bergen"]);
    assert_eq!(scenario.parts.roles.len(), 12);
    // Somebody written serves Saksbehandling: the template's case officers are not made.
    let own = format!(
        "{text}[staff.egne]\nrole = \"saksbehandler\"\ncount = 1\nserves = [\"Saksbehandling@*\"]\n\
         works = {{ days = \"mon-fri\", hours = \"08:00-15:30\" }}\n"
    );
    let scenario = loads(&own);
    assert!(scenario.parts.staff.iter().all(|group| group.key != "bergen-saksbehandlere"));
    // A group of the template's key is the template's with differences.
    let scenario = loads(&format!("{text}[staff.bergen-saksbehandlere]\ncount = 9\n"));
    assert_eq!(staff(&scenario, "bergen-saksbehandlere").count, 9);
    assert_eq!(serves(&scenario, "bergen-saksbehandlere"), ["Saksbehandling@bergen"]);
}

#[test]
fn a_template_of_the_scenario_comes_before_the_catalogue() {
    let text = with(SMALL, "services = [\"Saksbehandling\"]", "template = \"small\"");
    let text = format!(
        "{text}[template.small]\nservices = [\"Saksbehandling\", \"Jordmortjeneste\"]\n\
         inbox = {{ discipline = \"fifo\" }}\ninboxes.Jordmortjeneste = {{ discipline = \"urgent_first\" }}\n"
    );
    let scenario = loads(&text);
    assert_eq!(inbox(&scenario, "Saksbehandling@bergen").discipline.name(), "fifo");
    assert_eq!(inbox(&scenario, "Jordmortjeneste@bergen").discipline.name(), "urgent_first");
    let lines = fault_lines(&format!("{text}service = [\"x\"]\n"), Lang::Nb);
    assert!(
        lines[0].contains("template.small.service") && lines[0].contains("Mente du services?"),
        "{lines:?}"
    );
}

#[test]
fn single_values_are_set_scaled_and_spread_by_wildcards() {
    let text = with(SKETCH, "per_week = 20", "per_week = 20\nmisuse = { N2 = \"10 %\" }");
    let set = |pairs: &[(&str, &str)]| overridden(&text, pairs).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(staff(&set(&[("staff.lunge-merkantil.count", "7")]), "lunge-merkantil").count, 7);
    let scenario = set(&[("staff.*.count", "x 2")]);
    assert_eq!(scenario.parts.staff.iter().map(|group| group.count).collect::<Vec<_>>(), [6, 4, 8]);
    let scenario = set(&[("demand.*.misuse", "x 0.7")]);
    let share = |row: usize, kind: usize| scenario.parts.demand[row].misuse[kind].1;
    assert_eq!(share(0, 1), Share::from_f64(0.042).unwrap());
    assert_eq!(share(1, 0), Share::from_f64(0.07).unwrap());
    let scenario = set(&[("demand.kommune-til-lunge.per_week", "x 0.1")]);
    assert!((targets(&scenario, "kommune-til-lunge")[0].per_week - 3.5).abs() < 1e-9);
    let scenario = set(&[("department.lunge.parent_group.sorting", "x 0.5")]);
    assert!((scenario.parts.departments[0].sorting.mean().minutes() - 1.5).abs() < 1e-6);
    let scenario = set(&[("transport", "none"), ("department.lunge.intake", "direct")]);
    assert!(scenario.parts.transport.delay.is_zero());
    let scenario = set(&[("transport.attempt_fails", "1 %"), ("staff.*.speed", "1.1")]);
    assert!(!scenario.parts.transport.attempt_fails.is_zero());
    let scenario = set(&[("municipality.bergen.inhabitants", "x 2")]);
    assert_eq!(scenario.parts.organisations[1].inhabitants, 583_880);
    let scenario = set(&[("staff.lunge-merkantil.message_windows", "[\"09:00-10:00\"]")]);
    assert!(matches!(
        staff(&scenario, "lunge-merkantil").roster.message,
        crate::calendar::MessageTime::Windows(_)
    ));
}

#[test]
fn of_several_patterns_of_a_variant_the_most_exact_wins_and_a_tie_is_a_fault() {
    let variant = |set: &str| {
        let text = format!("{SKETCH}[variant.ny]\nset = {{ {set} }}\n");
        let overrides = Overrides { variant: Some("ny".to_owned()), set: Vec::new() };
        ScenarioFile::from_text(&text, Path::new(".")).unwrap().scenario(&overrides)
    };
    let counts =
        |scenario: &Scenario| scenario.parts.staff.iter().map(|group| group.count).collect::<Vec<_>>();
    let set = "\"staff.lunge-leger.count\" = 7, \"staff.*.count\" = \"x 2\", \"staff.lunge-*.count\" = 5";
    assert_eq!(counts(&variant(set).unwrap()), [5, 7, 8]);
    let tie = variant("\"staff.lunge-l*.count\" = 7, \"staff.*e-leger.count\" = 5").unwrap_err();
    assert!(tie.render(Lang::Nb).contains("like presise"), "{tie}");
    let season = "\"low_season.juli\" = { from = 2026-07-06, to = 2026-07-26, present = \"60 %\" }";
    let scenario = variant(season).unwrap();
    assert!(scenario.parts.staff.iter().all(|group| group.low_seasons.len() == 1));
}

#[test]
fn a_table_is_looked_for_beside_the_file_that_names_it() {
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("felles")).unwrap();
    let base = with(SMALL, "per_week = 10", "counts = \"u.csv\"");
    fs::write(folder.path().join("felles/base.toml"), base).unwrap();
    fs::write(folder.path().join("felles/u.csv"), "uke;til;antall\n2026-W14;Lungesykdommer;12\n").unwrap();
    fs::write(folder.path().join("min.toml"), "extends = \"felles/base.toml\"\n").unwrap();
    from(&folder, "min.toml").unwrap();
}

#[test]
fn paths_that_lead_nowhere_are_refused() {
    for (path, value, expected) in [
        ("staff.lunge-merkantl.count", "2", "Mente du staff.lunge-merkantil?"),
        ("staf.lunge-merkantil.count", "2", "Mente du staff?"),
        ("staff.x*.count", "2", "stien finnes ikke"),
        ("staff.lunge-merkantil.cuont", "2", "Mente du count?"),
        ("staff.lunge-merkantil.role", "x 2", "kan ganges"),
        ("demand.lunge-til-kommune.misuse.N2", "x 2", "ingen verdi der som kan ganges"),
        ("format", "1", "stien finnes ikke"),
        ("staff", "1", "stien finnes ikke"),
        ("staff.lunge-merkantil.count", "-1", "helt tall"),
        ("staff.lunge-merkantil.position", "x 2", "160 %"),
    ] {
        let faults = overridden(SKETCH, &[(path, value)]).unwrap_err().render(Lang::Nb);
        assert!(faults.contains(expected), "{path}={value}: {faults}");
        assert!(faults.starts_with("--set: "), "{faults}");
    }
    let file = ScenarioFile::from_text(SKETCH, Path::new(".")).unwrap();
    let overrides = Overrides { variant: Some("direkte-intak".to_owned()), set: Vec::new() };
    let faults = file.scenario(&overrides).unwrap_err().render(Lang::Nb);
    assert!(faults.contains("Mente du direkte-inntak?"), "{faults}");
}

#[test]
fn a_variant_changes_nothing_but_what_it_says() {
    let file = ScenarioFile::from_text(SKETCH, Path::new(".")).unwrap();
    let with = |variant: Option<&str>| {
        let overrides = Overrides { variant: variant.map(str::to_owned), set: Vec::new() };
        file.scenario(&overrides).unwrap()
    };
    let (base, fewer) = (with(None), with(Some("en-merkantil-mindre")));
    assert_eq!((staff(&base, "lunge-merkantil").count, staff(&fewer, "lunge-merkantil").count), (3, 2));
    assert_eq!(base.hash, fewer.hash);
    let mut same = fewer.parts.clone();
    same.staff[0].count = 3;
    assert_eq!(format!("{:?}", base.parts), format!("{same:?}"));
}

#[test]
fn an_expanded_scenario_says_the_same() {
    let file = ScenarioFile::from_text(SKETCH, Path::new(".")).unwrap();
    let expanded = file.expand(&Overrides::default()).unwrap();
    let (one, two) = (loads(SKETCH), loads(&expanded));
    assert_eq!(format!("{:?}", one.parts), format!("{:?}", two.parts));
}

#[test]
fn the_most_exact_source_wins_and_a_tie_is_a_fault() {
    let sources = |more: &str| format!("{SKETCH}{more}");
    let scenario =
        loads(&sources("\"staff.*\" = \"A\"\n\"staff.*.count\" = \"B\"\n\"staff.lunge-*.count\" = \"C\"\n"));
    let source = |key: &str| {
        scenario.assumptions.iter().find(|a| a.key == key).unwrap_or_else(|| panic!("{key}")).source.clone()
    };
    assert_eq!(source("staff.lunge-leger.count").as_deref(), Some("C"));
    assert_eq!(source("staff.bergen-saksbehandlere.count").as_deref(), Some("B"));
    assert_eq!(source("staff.lunge-leger.message_share").as_deref(), Some("A"));
    assert_eq!(
        source("municipality.bergen.inhabitants").as_deref(),
        Some("Statistisk sentralbyrå, 1.1.2024")
    );
    let lines = fault_lines(
        &sources("\"staff.lunge-l*.count\" = \"A\"\n\"staff.*e-leger.count\" = \"B\"\n"),
        Lang::Nb,
    );
    assert!(lines[0].contains("like presise"), "{lines:?}");
    let scenario = loads(&sources("\"staff.borte.count\" = \"A\"\n"));
    assert!(scenario.warnings.iter().any(|warning| warning.nb.contains("staff.borte.count")));
}
