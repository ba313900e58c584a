//! Any text is a scenario or is refused with faults: no panic, and the same answer twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meldingsflyt::model::Model;
use meldingsflyt::scenario::{Overrides, ScenarioFile};
use std::path::Path;

/// No file of this folder is there: `extends` and tables are refused.
const NOWHERE: &str = "/nonexistent";

fuzz_target!(|text: &str| {
    let Ok(file) = ScenarioFile::from_text(text, Path::new(NOWHERE)) else { return };
    for variant in file.variants().into_iter().map(|variant| Some(variant.key)).chain([None]).take(3) {
        let overrides = Overrides { variant, set: Vec::new() };
        match (file.scenario(&overrides), file.scenario(&overrides)) {
            (Ok(scenario), Ok(_)) => {
                // What the calendar says of it is a fault with words, too.
                if let Err(faults) = Model::new(scenario.parts) {
                    assert!(faults.iter().all(|fault| !fault.is_empty()));
                }
            }
            (Err(one), Err(other)) => assert_eq!(format!("{one:?}"), format!("{other:?}")),
            _ => panic!("sound once, refused once"),
        }
        let _ = file.expand(&overrides);
    }
});
