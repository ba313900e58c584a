//! Relations of scenario files: 16, 28, 29 and 32 of the plan of trust.

use super::draws::subject;
use meldingsflyt::measures::Observations;
use meldingsflyt::scenario::{Overrides, ScenarioFile, load_from_str};
use std::path::Path;

const SKETCH: &str = include_str!("../data/sketch.toml");
const JACKSON: &str = include_str!("../../../scenarios/theory/jackson.toml");

fn figures(text: &str) -> Observations {
    let scenario = load_from_str(text, Path::new("."));
    subject(scenario.unwrap_or_else(|faults| panic!("{faults:?} in\n{text}")).parts).replicate(1, 0)
}

fn sketch() -> String {
    SKETCH.to_owned()
}

/// Keys of each table in the opposite order, a comment between any two, other display names.
fn disguised(text: &str) -> String {
    let mut tables: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            tables.push(vec![line.to_owned()]);
        } else {
            let renamed = line.replace("name = \"", "name = \"Ny ").replace("title = \"", "title = \"Ny ");
            let own =
                if line.starts_with("name") || line.starts_with("title") { renamed } else { line.into() };
            tables.last_mut().expect("there is one").push(own);
        }
    }
    for (index, table) in tables.iter_mut().enumerate() {
        table[usize::from(index > 0)..].reverse();
    }
    tables.concat().join("\n# en merknad\n")
}

#[test]
fn names_comments_and_the_order_of_keys_change_nothing() {
    let disguised = disguised(&sketch());
    assert!(disguised.contains("Ny Lungepoliklinikken") && disguised.contains("# en merknad"));
    let (plain, other) = (figures(&sketch()), figures(&disguised));
    assert!(plain.balance.answered > 100);
    assert_eq!(plain, other);
}

#[test]
fn what_is_saved_and_read_back_gives_the_same() {
    for (text, variant) in [(sketch(), None), (sketch(), Some("direkte-inntak")), (JACKSON.into(), None)] {
        let file = ScenarioFile::from_text(&text, Path::new(".")).expect("it is read");
        let overrides = Overrides {
            variant: variant.map(str::to_owned),
            set: vec![("period.weeks".into(), "30".into())],
        };
        let expanded = file.expand(&overrides).expect("it is resolved");
        let direct = subject(file.scenario(&overrides).expect("it is sound").parts).replicate(1, 0);
        assert_eq!(figures(&expanded), direct, "{expanded}");
    }
}

#[test]
fn transport_without_delay_is_no_transport() {
    let none = sketch().replace("format = 1\n", "format = 1\ntransport = \"none\"\n");
    let zero = sketch() + "\n[transport]\ndelay = { constant = \"0 s\" }\n";
    assert_ne!(figures(&sketch()), figures(&none));
    assert_eq!(figures(&none), figures(&zero));
}

#[test]
fn nobody_sent_to_a_wrong_group_is_no_rule_of_wrong_groups() {
    let line = "sent_to_wrong_group = \"8 %\"\n";
    let without = sketch().replace(line, "");
    let zero = sketch().replace(line, "sent_to_wrong_group = \"0 %\"\n");
    assert_ne!(figures(&sketch()), figures(&without));
    assert_eq!(figures(&without), figures(&zero));
}
