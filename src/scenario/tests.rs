use super::*;

const SKETCH: &str = include_str!("../../tests/it/data/sketch.toml");

fn loads(text: &str) -> Scenario {
    load_from_str(text, Path::new(".")).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn show() {
    let scenario = loads(SKETCH);
    for a in &scenario.assumptions {
        println!(
            "{:8.2} {} = {} [{:?}] {} {:?} x{}",
            a.weight, a.key, a.value, a.source, a.default, a.note, a.places
        );
    }
    for w in &scenario.warnings {
        println!("{}", w.nb);
    }
    for r in offered_load(&scenario.parts) {
        println!(
            "{:40} {:6.2} {:6.2} {:6.3} {:?}",
            scenario.parts.inboxes[r.inbox.index()].key,
            r.offered_hours,
            r.available_hours,
            r.ratio,
            r.shared_with
        );
    }
    let f = ScenarioFile::from_text(SKETCH, Path::new(".")).unwrap();
    println!("{}", f.expand(&Overrides::default()).unwrap());
    for v in f.variants() {
        let s = f.scenario(&Overrides { variant: Some(v.key.clone()), set: vec![] });
        println!("{} {}", v.key, s.is_ok());
    }
    println!(
        "{}",
        load_from_str(
            &SKETCH
                .replace("position = \"80 %\"", "posision = 0.8")
                .replace("\"lunge-inntak\"", "\"lunge-intak\"")
                .replace("cv = 0.8", "cw = 0.8"),
            Path::new(".")
        )
        .unwrap_err()
    );
    crate::model::Model::new(scenario.parts).unwrap();
}
