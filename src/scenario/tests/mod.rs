//! What scenario files say, and what is said of those that are wrong.

mod faults;
mod hostile;
mod layers;
mod meaning;
mod more;

use super::*;
use crate::model::{Inbox, Model, StaffGroup, Target};
use crate::text::Lang;

pub const SKETCH: &str = include_str!("../../../tests/it/data/sketch.toml");

/// One department, one municipality, as little as possible.
pub const SMALL: &str = r#"
format = 1
title = "Liten"
[period]
start = 2026-01-05
[hospital.haukeland]
[department.lunge]
hospital = "haukeland"
services = ["Lungesykdommer"]
work_groups = { lunge-poliklinikk = "60 %", lunge-sengepost = "40 %" }
[municipality.bergen]
inhabitants = 1000
services = ["Saksbehandling"]
[staff.alle]
roles = ["merkantil", "lege", "sykepleier", "saksbehandler"]
count = 2
serves = ["*"]
works = { days = "mon-fri", hours = "08:00-15:30" }
[demand.inn]
from = "municipality.bergen"
to = "Lungesykdommer"
per_week = 10
"#;

pub fn loads(text: &str) -> Scenario {
    load_from_str(text, Path::new(".")).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The small scenario with more at its end.
pub fn small_and(more: &str) -> String {
    format!("{SMALL}{more}")
}

/// A text with one passage replaced.
pub fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

pub fn fault_lines(text: &str, lang: Lang) -> Vec<String> {
    match load_from_str(text, Path::new(".")) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.render(lang).lines().map(str::to_owned).collect(),
    }
}

pub fn overridden(text: &str, set: &[(&str, &str)]) -> Result<Scenario, Faults> {
    let set = set.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    ScenarioFile::from_text(text, Path::new("."))?.scenario(&Overrides { variant: None, set })
}

pub fn inbox<'s>(scenario: &'s Scenario, key: &str) -> &'s Inbox {
    scenario.parts.inboxes.iter().find(|inbox| inbox.key == key).unwrap_or_else(|| panic!("{key}"))
}

pub fn staff<'s>(scenario: &'s Scenario, key: &str) -> &'s StaffGroup {
    scenario.parts.staff.iter().find(|group| group.key == key).unwrap_or_else(|| panic!("{key}"))
}

pub fn serves(scenario: &Scenario, key: &str) -> Vec<String> {
    let key_of = |id: &crate::model::InboxId| scenario.parts.inboxes[id.index()].key.clone();
    staff(scenario, key).serves.iter().map(key_of).collect()
}

pub fn targets<'s>(scenario: &'s Scenario, row: &str) -> &'s [Target] {
    &scenario.parts.demand.iter().find(|known| known.key == row).unwrap_or_else(|| panic!("{row}")).targets
}

#[test]
fn the_sketch_runs_as_it_is_with_each_variant() {
    let file = ScenarioFile::from_text(SKETCH, Path::new(".")).unwrap();
    let keys: Vec<String> = file.variants().into_iter().map(|variant| variant.key).collect();
    assert_eq!(keys, ["en-merkantil-mindre", "direkte-inntak"]);
    for variant in keys.into_iter().map(Some).chain([None]) {
        let scenario = file.scenario(&Overrides { variant, set: Vec::new() }).unwrap();
        Model::new(scenario.parts).unwrap();
    }
    let scenario = loads(SKETCH);
    let parts = &scenario.parts;
    let keys: Vec<&str> = parts.inboxes.iter().map(|inbox| inbox.key.as_str()).collect();
    let municipal = ["Saksbehandling@bergen", "Sykepleiertjeneste@bergen", "Fysioterapi, PLO@bergen"];
    assert_eq!(keys[..3], ["lunge-inntak", "lunge-poliklinikk", "lunge-sengepost"]);
    assert_eq!(keys[3..], municipal);
    assert_eq!(parts.staff.len(), 3);
    let rates: Vec<f64> = targets(&scenario, "lunge-til-kommune").iter().map(|t| t.per_week).collect();
    assert!((rates.iter().sum::<f64>() - 20.0).abs() < 1e-9, "{rates:?}");
    let question = scenario.question.unwrap();
    assert_eq!(question.vary, [Vary { group: crate::model::GroupId(0), from: 1, to: 8 }]);
    assert!(question.goal.is_some());
}

#[test]
fn the_small_scenario_has_all_defaults() {
    let scenario = loads(SMALL);
    let row = &scenario.parts.demand[0];
    assert_eq!(row.day_to_day_cv, 0.25);
    assert_eq!(scenario.parts.period.warm_up_weeks, 4);
    assert_eq!(inbox(&scenario, "lunge-poliklinikk").ways.len(), 2);
    assert!(scenario.assumptions.iter().any(|a| a.key == "calendar.zone" && a.default));
    Model::new(scenario.parts).unwrap();
}
