//! The house rules as tests: floors, doors, sizes, words. Each failure names file and line, the rule, and what
//! to do instead.

mod floors;
mod shell;
mod sizes;
mod source;
mod words;

use source::{Source, files, read, rust_files};

/// Fails with all faults at once.
fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} fault(s):\n{}\n", faults.len(), faults.join("\n"));
}

fn of_all(folder: &str, rule: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    rust_files(folder).iter().flat_map(rule).collect()
}

#[test]
fn a_module_imports_only_from_lower_floors() {
    none(of_all("src", floors::imports));
}

#[test]
fn the_floors_of_the_document_are_those_of_the_test() {
    none(floors::floors_of_the_document());
}

#[test]
fn each_dependency_has_one_door() {
    none(of_all("src", floors::doors));
    none(floors::dependencies_without_a_door());
}

#[test]
fn only_the_shell_touches_the_world() {
    none(of_all("src", shell::bans));
}

#[test]
fn files_are_short() {
    for source in rust_files("src") {
        let lines = source.product_lines();
        if lines > sizes::FILE_LINES_WANTED {
            println!("warning: {}: {lines} lines, wanted {}", source.path, sizes::FILE_LINES_WANTED);
        }
    }
    none(of_all("src", sizes::file));
}

#[test]
fn test_files_are_short() {
    let too_long = |source: &Source| {
        let lines = source.text.lines().count();
        let fault =
            || format!("{}:1: {lines} lines, at most {}: split it by theme", source.path, sizes::FILE_LINES);
        (lines > sizes::FILE_LINES).then(fault).into_iter().collect()
    };
    none(of_all("tests", too_long));
    none(of_all("benches", too_long));
}

#[test]
fn functions_are_short_narrow_and_flat() {
    none(of_all("src", sizes::functions));
}

#[test]
fn each_file_begins_with_what_it_is() {
    let begins = |source: &Source| {
        let fault =
            || format!("{}:1: begin with `//!`: what this is, and what it does not know", source.path);
        (!source.text.starts_with("//! ")).then(fault).into_iter().collect()
    };
    for folder in ["src", "tests", "benches"] {
        none(of_all(folder, begins));
    }
}

#[test]
fn nothing_is_left_behind() {
    for folder in ["src", "tests", "benches"] {
        none(of_all(folder, |source| shell::left_behind(&source.path, &source.text)));
    }
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let mut paths: Vec<String> = ["src", "tests", "benches", "docs", "scenarios", ".ci"]
        .iter()
        .flat_map(|folder| files(folder))
        .collect();
    paths.extend(["Cargo.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(str::to_owned));
    let is_text = |path: &&String| {
        [".rs", ".md", ".toml", ".csv", ".txt", "run"].iter().any(|ending| path.ends_with(ending))
    };
    none(
        paths.iter().filter(is_text).flat_map(|path| shell::paths_of_a_machine(path, &read(path))).collect(),
    );
}

#[test]
fn one_word_stands_for_each_thing() {
    none(of_all("src", words::one_word_a_thing));
}

#[test]
fn tests_that_documents_name_exist() {
    let tests: String =
        ["src", "tests"].iter().flat_map(|f| rust_files(f)).map(|source| source.text).collect();
    let mut faults = Vec::new();
    for path in ["docs/guideline.md", "docs/promises.md"] {
        let text = read(path);
        let named = text.split('`').skip(1).step_by(2).filter(|name| name.contains("::"));
        for name in named {
            let function = name.rsplit("::").next().unwrap_or(name);
            if !tests.contains(&format!("fn {function}(")) {
                faults.push(format!("{path}: no test `{name}`: name the one that holds this, or write it"));
            }
        }
    }
    none(faults);
}
