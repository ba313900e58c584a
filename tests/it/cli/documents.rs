//! `docs/results.md` names every field of every result; the README's commands work as written.

use super::{run, shipped, with_small};
use serde_json::Value;
use std::path::Path;

fn document(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The part of the document under a heading.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let from =
        text.find(heading).unwrap_or_else(|| panic!("no {heading} in docs/results.md")) + heading.len();
    let rest = &text[from..];
    &rest[..rest.find("\n#").unwrap_or(rest.len())]
}

fn named(part: &str, field: &str, where_: &str) {
    assert!(part.contains(&format!("`{field}`")), "docs/results.md does not name `{field}` of {where_}");
}

#[test]
fn every_column_is_described() {
    let (folder, text) = (with_small(), document("docs/results.md"));
    assert_eq!(run(folder.path(), &["run", "small.toml", "--replications=2", "--log=l.csv"]).code, Some(0));
    let machines = folder.path().join("reports/small/maskin");
    for entry in std::fs::read_dir(&machines).unwrap() {
        let path = entry.unwrap().path();
        let table = path.file_stem().unwrap().to_string_lossy().into_owned();
        let part = section(&text, &format!("\n### `{table}`"));
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(columns[0], "variant", "{table}");
        columns[1..].iter().for_each(|column| named(part, column, &table));
        let described = part.lines().filter(|line| line.starts_with("| `")).count();
        assert_eq!(described, columns.len() - 1, "{table}: as many lines as columns");
    }
    let part = section(&text, "\n## `run --log FILE`");
    let mut reader = csv::Reader::from_path(folder.path().join("l.csv")).unwrap();
    let columns = reader.headers().unwrap().clone();
    columns.iter().for_each(|column| named(part, column, "the log"));
    reader.records().for_each(|row| named(part, &row.unwrap()[3], "the log's steps"));
}

fn fields(value: &Value) -> Vec<String> {
    value.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

#[test]
fn every_field_of_manifest_and_json_is_described() {
    let (folder, text) = (with_small(), document("docs/results.md"));
    let arguments = ["run", "small.toml", "--replications=2", "--json", "-o", "r", "--variant=all"];
    let ended = run(folder.path(), &arguments);
    let json: Value = serde_json::from_str(&ended.out).expect("JSON");
    let part = section(&text, "\n## `run --json`");
    fields(&json).iter().for_each(|field| named(part, field, "--json"));
    let manifest = std::fs::read_to_string(folder.path().join("r/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let part = section(&text, "\n## The manifest");
    for value in [
        &manifest,
        &manifest["variants"][0],
        &manifest["assumptions"][0],
        &manifest["warnings"][0],
        &manifest["calendar"],
    ] {
        fields(value).iter().for_each(|field| named(part, field, "the manifest"));
    }
    for field in ["version", "title", "scenario", "scenario_sha256", "arguments", "deadline_rule", "seed"] {
        assert_eq!(json[field], manifest[field], "{field}");
    }
    assert_eq!(json["variants"].as_array().unwrap().len(), 3);
    let tables = fields(&json["tables"]);
    assert_eq!(tables.len(), 12);
    for table in tables {
        section(&text, &format!("\n### `{table}`"));
        let file = std::fs::read_to_string(folder.path().join(format!("r/maskin/{table}.csv"))).unwrap();
        let rows = csv::Reader::from_reader(file.as_bytes()).records().count();
        assert_eq!(json["tables"][&table].as_array().unwrap().len(), rows, "{table}");
    }
    let line = run(folder.path(), &["deadline", "--json", "2026-04-01"]).out;
    let line: Value = serde_json::from_str(&line).unwrap();
    let part = section(&text, "\n## `deadline --json`");
    for value in [&line, &line["due"][0]] {
        fields(value).iter().for_each(|field| named(part, field, "deadline --json"));
    }
}

/// Each `cargo run --release -- …` of the README, with few replications.
#[test]
fn commands_of_the_readme_work() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("scenarios")).unwrap();
    for name in ["helse-bergen.toml", "lunge-poliklinikk.toml", "kommuner-helse-bergen.csv"] {
        std::fs::copy(shipped(name), folder.path().join("scenarios").join(name)).unwrap();
    }
    let mut commands = 0;
    for line in document("README.md").lines().chain(document("reports/README.md").lines()) {
        let Some(command) = line.strip_prefix("cargo run --release -- ") else { continue };
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        if arguments[0] == "run" && !arguments.contains(&"--replications") {
            arguments.push("--replications=2");
        }
        let ended = run(folder.path(), &arguments);
        assert_eq!(ended.code, Some(0), "{command}: {}", ended.err);
        commands += 1;
    }
    assert!(commands >= 5, "{commands}");
    for name in document("README.md").split('`').filter(|name| name.starts_with("scenarios/")) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists(), "the README names {name}");
    }
}

/// `promises.md` and `guideline.md` name tests that exist, by module and function.
#[test]
fn named_tests_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    let mut folders = vec![root.join("src"), root.join("tests")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension().is_some_and(|ending| ending == "rs") {
                true => code += &std::fs::read_to_string(&path).unwrap(),
                false if path.is_dir() => folders.push(path),
                false => {}
            }
        }
    }
    let mut named = 0;
    for page in ["docs/promises.md", "docs/guideline.md"] {
        for name in document(page).split('`').skip(1).step_by(2) {
            // `cli::files::a_long_name_of_a_test`: modules have no underscore in them.
            let Some((_, test)) = name.rsplit_once("::") else { continue };
            if test.contains('_')
                && test.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            {
                assert!(code.contains(&format!("fn {test}(")), "{page} names {name}, which is no test");
                named += 1;
            }
        }
    }
    assert!(named > 50, "{named}");
}
