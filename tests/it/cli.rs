//! The program as its users meet it: the built binary, its output, its files and how it ends.

mod calendar;
mod documents;
mod experiments;
mod faults;
mod files;
mod help;
mod interrupt;
mod log;
mod papers;
mod refusals;
mod repeat;
mod reports;
mod resuming;
mod world;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// How a call of the program ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The program, to be started in a folder, with nothing on standard input.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meldingsflyt"));
    command.current_dir(folder).env("RUST_BACKTRACE", "0").stdin(Stdio::null());
    command
}

/// Calls the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    program(folder).args(arguments).output().expect("the program starts").into()
}

/// A shipped scenario.
pub fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).display().to_string()
}

/// A folder with a small scenario, `small.toml`.
pub fn with_small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("small.toml"), include_str!("data/small.toml")).unwrap();
    folder
}

/// All files below a folder by their path in it, with their bytes, in order.
pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in std::fs::read_dir(folder.join(&below)).unwrap() {
            let name = below.join(entry.unwrap().file_name());
            let path = folder.join(&name);
            match path.is_dir() {
                true => folders.push(name),
                false => found.push((name.display().to_string(), std::fs::read(path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

/// The names of a tree.
pub fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_iter().map(|(name, _)| name).collect()
}
