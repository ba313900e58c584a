//! Any bytes are a table of municipalities, or a trace, or are refused with faults. The first byte says which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meldingsflyt::scenario::load_from_str;
use std::path::PathBuf;
use std::sync::LazyLock;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("meldingsflyt-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for tables");
    folder
});

const MUNICIPALITIES: &str = include_str!("municipalities.toml");
const TRACE: &str = include_str!("trace.toml");

fuzz_target!(|data: &[u8]| {
    let Some((which, table)) = data.split_first() else { return };
    std::fs::write(FOLDER.join("tabell.csv"), table).expect("the table can be written");
    let text = if which % 2 == 0 { MUNICIPALITIES } else { TRACE };
    if let Err(faults) = load_from_str(text, &FOLDER) {
        assert!(!format!("{faults:?}").is_empty());
    }
});
