use super::*;

const SKETCH: &str = include_str!("../../tests/it/data/sketch.toml");

fn loads(text: &str) -> Scenario {
    load_from_str(text, Path::new(".")).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn the_sketch_loads() {
    let scenario = loads(SKETCH);
    assert_eq!(scenario.parts.demand.len(), 2);
}
