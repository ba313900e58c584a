//! Reports of real runs and of tables made by hand, read back.

mod answer;
mod documents;
mod pages;
mod profiles;
mod tables;
mod writing;

use super::*;
use crate::experiment::testing;
use crate::text::{Name, Words};

fn note() -> RunNote {
    let assumption = |key: &str, source: Option<&str>, default| Assumption {
        key: key.into(),
        value: "=1+1".into(),
        source: source.map(str::to_string),
        default,
    };
    RunNote {
        name: "proeve".into(),
        version: "0.1.0".into(),
        scenario: "proeve.toml".into(),
        scenario_hash: "ab".repeat(32),
        seed: 7,
        arguments: vec!["run".into(), "proeve.toml".into(), "--seed=7".into()],
        interrupted: false,
        answer: vec![Words { nb: "Svaret.".into(), en: "The answer.".into() }],
        assumptions: vec![assumption("staff.x.count", None, false), assumption("a", Some("SSB"), true)],
        warnings: vec![Warning { variant: "".into(), text: "inbox x: 120 %".into() }],
        overloaded: Vec::new(),
    }
}

/// Hands a report of real runs to a test.
fn with_report(replications: u64, test: impl FnOnce(&Report<'_>)) {
    let results = testing::results(replications);
    test(&Report { results: &results, run: &note() });
}

/// One row with a cell of each kind, and names that would like to be something else.
fn hostile() -> Table {
    let column = |id: &str, nb: &'static str, unit| Column {
        unit,
        ..Column::plain(id, Name::new(nb, "en"), Name::new("betydning", "meaning"))
    };
    let mut table = Table::new(
        Name::new("0-prøve", "trial"),
        vec![
            column("text", "=Tekst", None),
            column("term", "Ord", None),
            column("words", "Setning", None),
            column("count", "Antall", None),
            column("number", "Tall", Some(Name::new("timer", "hours").into())),
            column("share", "Andel", Some(Name::new("%", "share").into())),
            column("date", "Dato", None),
            column("flag", "Ja eller nei", None),
            column("missing", "Mangler", None),
        ],
    );
    let names = [
        "=1+1",
        "+47 55",
        "-5",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "a;b",
        "a,b",
        "a\"b",
        "a\nb",
        "4601 Bergen",
        "æøå",
        "'x",
        "",
    ];
    for name in names {
        table.push(vec![
            Cell::text(name),
            Cell::term(Name::new("nådd", "reached")),
            Cell::Words(Words { nb: name.into(), en: format!("en {name}") }),
            Cell::Count(1_234_567),
            Cell::Number { value: -1234.565, decimals: 2 },
            Cell::Share(0.934_56),
            Cell::Date(crate::time::Date::from_ymd(2026, 5, 17).unwrap()),
            Cell::Flag(true),
            Cell::Missing,
        ]);
    }
    table
}
