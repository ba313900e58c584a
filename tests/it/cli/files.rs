//! The CSV files as a Norwegian Excel user and a program meet them, and the answer on the screen.

use super::{run, shipped, with_small};
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// The rows of a file for people, its form checked.
fn norsk(folder: &Path, name: &str) -> Vec<Row> {
    let bytes = std::fs::read(folder.join(format!("{name}.csv"))).unwrap();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or_else(|| panic!("{name}: no byte order mark"));
    let breaks = text.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(breaks, text.windows(2).filter(|pair| pair == b"\r\n").count(), "{name}: CRLF");
    assert!(breaks <= 100_000);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let rows: Vec<Row> = reader.deserialize().map(|row| row.unwrap()).collect();
    for (heading, cell) in rows.iter().flatten() {
        assert!(!cell.contains(['\u{a0}', '\u{2212}', '\u{202f}']), "{name}: {heading}: {cell:?}");
        let formula =
            cell.starts_with(['=', '+', '@', '\t', '\r']) || cell.starts_with('-') && number(cell).is_none();
        assert!(!formula, "{name}: {heading}: {cell:?}");
        // What reads as a number or a date in another notation would be changed by the spreadsheet.
        assert!(cell.parse::<f64>().is_err() || !cell.contains('.'), "{name}: {heading}: {cell:?}");
        assert!(!["NaN", "nan", "inf", "-inf"].contains(&cell.as_str()), "{name}: {heading}");
        if heading.ends_with("(%)") && !cell.is_empty() {
            assert!((0.0..=100.0).contains(&number(cell).unwrap()), "{name}: {heading}: {cell}");
        }
    }
    rows
}

fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

fn sum<'a>(rows: impl IntoIterator<Item = &'a Row>, column: &str) -> f64 {
    rows.into_iter().filter_map(|row| number(&row[column])).sum()
}

const FILES: [&str; 12] = [
    "1-sammendrag",
    "2-fristoverholdelse",
    "3-innbokser",
    "4-uker",
    "5-belastning",
    "6-svartid",
    "7-hvorfor-sent",
    "8-bemanning",
    "9-flyt",
    "10-returnert",
    "11-forutsetninger",
    "12-kolonner",
];

#[test]
fn parts_sum_to_their_wholes() {
    let folder = tempfile::tempdir().unwrap();
    let call = ["run", &shipped("lunge-poliklinikk.toml"), "--replications=4", "--variant=all"];
    let ended = run(folder.path(), &call);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let report = folder.path().join("reports/lunge-poliklinikk");
    let files: BTreeMap<&str, Vec<Row>> =
        FILES.into_iter().map(|name| (name, norsk(&report, name))).collect();
    let variants =
        ["nåsituasjon", "en-merkantil-mindre", "en-merkantil-mer", "direkte-inntak", "uten-misbruk"];
    for variant in variants {
        let rows = |name: &str, column: &'static str, value: &'static str| -> Vec<&Row> {
            files[name].iter().filter(|row| row["Variant"] == variant && row[column] == value).collect()
        };
        let received = sum(rows("2-fristoverholdelse", "Nivå", "alle"), "Mottatt");
        assert!(received > 1000.0, "{variant}: {received}");
        let close = |what: &str, value: f64, slack: f64| {
            assert!((value - received).abs() <= slack, "{variant}: {what}: {value}, not {received}");
        };
        for level in ["retning", "tema"] {
            close(level, sum(rows("2-fristoverholdelse", "Nivå", level), "Mottatt"), 0.2);
        }
        for row in files["2-fristoverholdelse"].iter().filter(|row| row["Variant"] == variant) {
            let parts: f64 = ["Besvart", "Returnert", "Trukket", "Åpne"].iter().map(|c| sum([row], c)).sum();
            assert!((parts - sum([row], "Mottatt")).abs() <= 0.21, "{row:?}");
        }
        close("weeks", sum(rows("4-uker", "Retning", "begge retninger"), "Mottatt"), 53.0 * 0.05);
        let hours = sum(rows("5-belastning", "Retning", "begge retninger"), "Mottatt per time (meldinger)");
        close("hours", hours * 52.0, 168.0 * 52.0 * 0.005);
        // Each row is rounded to a tenth.
        let flows: Vec<&Row> = files["9-flyt"].iter().filter(|row| row["Variant"] == variant).collect();
        close("flow", sum(flows.iter().copied(), "Antall"), 0.05 * flows.len() as f64);
        let whole: Vec<f64> = ["til sykehus", "til kommune", "begge retninger"]
            .iter()
            .map(|part| {
                let all = rows("6-svartid", "Retning", "begge retninger");
                let last = all.iter().find(|row| row["Virkedager"] == "ubesvart").unwrap();
                assert_eq!(last["Kumulativ andel (%)"], "100,00");
                sum(
                    rows(
                        "6-svartid",
                        "Retning",
                        if *part == "til sykehus" {
                            "til sykehus"
                        } else if *part == "til kommune" {
                            "til kommune"
                        } else {
                            "begge retninger"
                        },
                    ),
                    "Antall",
                )
            })
            .collect();
        assert!((whole[0] + whole[1] - whole[2]).abs() <= 2.5, "{whole:?}");
        let late = rows("7-hvorfor-sent", "Enhet", "begge retninger");
        assert!((sum(late, "Andel av tiden (%)") - 100.0).abs() < 0.1);
        let summary = files["1-sammendrag"].iter().filter(|row| row["Variant"] == variant).count();
        assert!((10..=14).contains(&summary), "{variant}: {summary}");
    }
    for row in &files["8-bemanning"] {
        let work: f64 = [
            "Sortering",
            "Sortert og besvart straks",
            "Besvaring",
            "Feilsortert",
            "Etterspørring",
            "Lesing av svar",
            "Telefon",
            "Feilbruk",
        ]
        .iter()
        .map(|name| sum([row], &format!("{name} (timer)")))
        .sum();
        let used = (work - sum([row], "Overtid (timer)")) / sum([row], "Meldingstid (timer)") * 100.0;
        assert!((used - sum([row], "Kapasitetsutnyttelse (%)")).abs() < 2.0, "{used} {row:?}");
    }
}

#[test]
fn the_summary_has_its_columns_and_names_are_harmless() {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=3", "--variant=all"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let report = folder.path().join("reports/small");
    let text = std::fs::read_to_string(report.join("1-sammendrag.csv")).unwrap();
    let heading = "\u{feff}Variant;Spørsmål;Svar;Enhet;Nedre;Øvre;Måltall;Vurdering;Merknad\r\n";
    assert!(text.starts_with(heading), "{text}");
    for row in norsk(&report, "1-sammendrag") {
        assert!(["", "nådd", "ikke nådd", "uavklart"].contains(&row["Vurdering"].as_str()), "{row:?}");
        assert!(!row["Svar"].is_empty() || !row["Merknad"].is_empty(), "why is there no answer? {row:?}");
    }
    let inboxes = norsk(&report, "3-innbokser");
    assert_eq!(inboxes[0]["Avdeling"], "'=Lunge; avdelingen");
    assert!(inboxes.iter().any(|row| row["Avdeling"] == "4601 Bergen"));
    let machines = std::fs::read_to_string(report.join("maskin/inboxes.csv")).unwrap();
    assert!(machines.contains(",=Lunge; avdelingen,") && !machines.starts_with('\u{feff}'), "{machines}");
    let values = norsk(&report, "11-forutsetninger");
    let value = |key: &str| values.iter().find(|row| row["Nøkkel"] == key).map(|row| row["Verdi"].as_str());
    assert_eq!(value("staff.merkantil.sick_leave.share"), Some("8 %"));
    assert_eq!(value("default.staff.speed"), Some("1,0"));
}

#[test]
fn warnings_stand_on_the_screen_in_the_report_and_in_the_manifest() {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=2", "--variant=all"]);
    let warning = ended.err.lines().find(|line| line.contains("køen vokser")).expect("one clerk is too few");
    let (_, text) = warning.split_once("--variant en-mindre: ").expect("only that variant is warned of");
    let manifest = std::fs::read_to_string(folder.path().join("reports/small/manifest.json")).unwrap();
    assert!(manifest.contains(text), "{manifest}");
    let summary = norsk(&folder.path().join("reports/small"), "1-sammendrag");
    // Beside every figure of that variant, and beside none of the others.
    for row in &summary {
        assert!(row["Merknad"].starts_with("bare 2 gjentak"), "{row:?}");
        assert_eq!(row["Merknad"].contains(text), row["Variant"] == "en-mindre", "{row:?}");
    }
    // In its own row the inbox says so, and nowhere else.
    let told = ended.err.lines().filter(|line| line.contains("køen vokser"));
    let named = |line: &str| {
        line.split_once("en-mindre: ")
            .and_then(|(_, text)| text.split_once(": "))
            .map(|(key, _)| key.to_owned())
    };
    let overloaded: Vec<String> = told.filter_map(named).collect();
    assert!(!overloaded.is_empty(), "{}", ended.err);
    for row in &norsk(&folder.path().join("reports/small"), "3-innbokser") {
        let own = row["Variant"] == "en-mindre" && overloaded.contains(&row["Nøkkel"]);
        assert!(row["Merknad"].starts_with("bare 2 gjentak"), "{row:?}");
        assert_eq!(row["Merknad"].contains("mer arbeid enn meldingstid"), own, "{row:?}");
    }
    let units = norsk(&folder.path().join("reports/small"), "2-fristoverholdelse");
    let told = units.iter().filter(|row| row["Merknad"].contains("mer arbeid enn meldingstid"));
    let variants: Vec<&str> = told.map(|row| row["Variant"].as_str()).collect();
    assert!(!variants.is_empty() && variants.iter().all(|variant| *variant == "en-mindre"), "{variants:?}");
}

#[test]
fn the_answer_is_told_in_sentences() {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=30"]);
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!(lines[0], "Prøveavdelingen");
    assert!(
        lines[1].starts_with("Av forespørslene besvares ") && lines[1].ends_with(" innen 5."),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("Måltallet, 95 % innen 5 virkedager, ")
            && lines[2].contains(" av 10 simulerte år (30 gjentak)."),
        "{}",
        lines[2]
    );
    assert!(lines[3].starts_with("Det som binder: "), "{}", lines[3]);
    assert!(lines[4].starts_with("Prøv: En merkantil til (`--variant en-til`): +"), "{}", lines[4]);
    assert!(lines[6].starts_with("Innboks ") && lines[7].contains("Lunge; avdelingen"), "{}", ended.out);
    assert!(ended.out.contains("\nRapporter: reports/small\nVerdier uten kilde: "), "{}", ended.out);
    assert!(ended.out.ends_with("Fristregel: calendar_day (mottaksdagen er dag 0). Virkedager: mandag–fredag unntatt norske helligdager og 1 stengt dag.\n"), "{}", ended.out);
    // What it says to try can be run.
    assert_eq!(
        run(folder.path(), &["run", "small.toml", "--replications=2", "--variant", "en-til"]).code,
        Some(0)
    );
    let alone = run(folder.path(), &["run", "small.toml", "--replications=30", "--variant=en-mindre"]).out;
    assert!(alone.starts_with("Prøveavdelingen: En merkantil mindre\n"), "{alone}");
    let (_, rest) = alone.split_once("(`--set ").expect("advice that can be run");
    let (set, _) = rest.split_once('`').unwrap();
    assert_eq!(
        run(folder.path(), &["run", "small.toml", "--replications=2", "--set", set]).code,
        Some(0),
        "{set}"
    );
    assert!(!alone.contains("meldingsflyt staff"));
}

#[test]
fn json_alone_writes_no_file() {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=2", "--json"]);
    assert_eq!(ended.code, Some(0));
    assert!(serde_json::from_str::<serde_json::Value>(&ended.out).is_ok());
    assert_eq!(super::names(folder.path()), ["small.toml"]);
}
