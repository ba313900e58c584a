//! Hostile inputs: never a panic, never without end, bounded in time and size.

use super::*;
use crate::random::Sequence;
use std::time::Instant;

/// Loads, and gives the faults their words.
fn survives(text: &str) {
    match load_from_str(text, Path::new(".")) {
        Ok(scenario) => drop(offered_load(&scenario.parts)),
        Err(faults) => {
            let rendered = faults.render(Lang::Nb) + &faults.render(Lang::En);
            assert!(!rendered.chars().any(|c| c.is_control() && c != '\n'), "{rendered:?}");
        }
    }
}

#[test]
fn mutations_of_the_sketch_never_panic() {
    let mut draw = Sequence::new(7, "scenario.mutations");
    let mut below = |n: usize| draw.draw().index(n);
    let words = [
        "",
        "\"",
        "[",
        "]",
        "{",
        "}",
        "=",
        ".",
        "-",
        "0",
        "9999999999",
        "%",
        "*",
        "@",
        "\n",
        "#",
        "x 2",
        "none",
        "nan",
        "-1",
    ];
    for _ in 0..1500 {
        let mut bytes = SKETCH.as_bytes().to_vec();
        for _ in 0..=below(4) {
            let from = below(bytes.len());
            let to = (from + below(8)).min(bytes.len());
            let word = words[below(words.len())].as_bytes().to_vec();
            bytes.splice(from..to, word);
        }
        if let Ok(text) = String::from_utf8(bytes) {
            survives(&text);
        }
    }
}

#[test]
fn lines_dropped_doubled_or_swapped_never_panic() {
    let lines: Vec<&str> = SKETCH.lines().collect();
    for index in 0..lines.len() {
        let mut without = lines.clone();
        without.remove(index);
        survives(&without.join("\n"));
        let mut twice = lines.clone();
        twice.insert(index, lines[index]);
        survives(&twice.join("\n"));
        let mut swapped = lines.clone();
        swapped.swap(index, (index * 31 + 7) % lines.len());
        survives(&swapped.join("\n"));
    }
}

#[test]
fn every_value_replaced_by_every_kind_of_value_never_panics() {
    for line in SKETCH.lines().filter(|line| line.contains(" = ")) {
        let key = line.split(" = ").next().unwrap();
        for value in [
            "1",
            "-1",
            "1.5",
            "\"\"",
            "\"*\"",
            "true",
            "2026-01-01",
            "[]",
            "{}",
            "[[1]]",
            "{ a = 1 }",
            "inf",
            "08:00:00",
        ] {
            survives(&SKETCH.replacen(line, &format!("{key} = {value}"), 1));
        }
    }
}

fn quickly(name: &str, text: &str) {
    let start = Instant::now();
    survives(text);
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 30.0, "{name}: {seconds}");
}

#[test]
fn large_and_deep_files_are_refused_quickly() {
    let million = 1 << 20;
    quickly("nested arrays", &format!("a = {}", "[".repeat(500_000)));
    quickly("nested tables", &format!("a = {}", "{a=".repeat(300_000)));
    quickly("dotted", &format!("a{} = 1", ".a".repeat(400_000)));
    quickly("dotted header", &format!("[a{}]", ".a".repeat(400_000)));
    quickly("tables and dots", &format!("a = {}", format!("{{a{} = ", ".a".repeat(20)).repeat(78)));
    quickly("garbage", &"=\n".repeat(500_000));
    quickly("brackets", &"[\n".repeat(500_000));
    quickly("quotes", &"\"\n".repeat(500_000));
    quickly("array", &format!("a = [{}]", "1,".repeat(500_000)));
    quickly("keys", &(0..80_000).map(|i| format!("k{i} = 1\n")).collect::<String>());
    quickly("tables", &(0..60_000).map(|i| format!("[staff.s{i}]\n")).collect::<String>());
    quickly("same", &"[staff.a]\n".repeat(80_000));
    quickly("too long", &"x".repeat(10 * million));
    quickly("zeros", &"\0".repeat(million));
    quickly("text", &format!("title = \"{}\"", "x".repeat(900_000)));
}

#[test]
fn copies_of_copies_are_bounded() {
    let mut text = String::from("[a0]\nx = [1,1,1,1,1,1,1,1,1,1]\n");
    for level in 1..=30 {
        let below = level - 1;
        text += &format!("[a{level}]\nl = {{ like = \"a{below}\" }}\nr = {{ like = \"a{below}\" }}\n");
    }
    quickly("laughs", &text);
    let chain: String = (1..20_000).map(|i| format!("[inbox.a{i}]\nlike = \"inbox.a{}\"\n", i - 1)).collect();
    quickly("chain", &chain);
    let wide: String = (1..5_000).map(|i| format!("[inbox.a{i}]\nlike = \"inbox.a0\"\n")).collect();
    quickly("wide", &format!("[inbox.a0]\nx = [{}]\n{wide}", "1,".repeat(1000)));
}

#[test]
fn many_of_everything_is_bounded() {
    let names: String =
        (0..6000).map(|i| format!("[municipality.m{i}]\ninhabitants = 5\ntemplate = \"large\"\n")).collect();
    quickly("municipalities", &small_and(&names));
    let names: String = (0..3000)
        .map(|i| format!("[municipality.m{i}]\ninhabitants = 5\nservices = [\"Saksbehandling\"]\n"))
        .collect();
    let many = small_and(&names);
    quickly("pairs", &with(&many, "from = \"municipality.bergen\"", "from = \"municipality.*\""));
    let variants: String =
        (0..9000).map(|i| format!("[variant.v{i}]\nset = {{ \"staff.*.count\" = 2 }}\n")).collect();
    quickly("variants", &small_and(&variants));
    let sources: String = (0..20_000).map(|i| format!("\"staff.x{i}*\" = \"a\"\n")).collect();
    quickly("sources", &small_and(&format!("[sources]\n{sources}")));
    let rows: String = (0..5000)
        .map(|i| format!("[demand.d{i}]\nfrom = \"municipality.*\"\nto = \"Lungesykdommer\"\nper_week = 1\n"))
        .collect();
    quickly("rows", &small_and(&rows));
    let groups: String = (0..4000)
        .map(|i| format!("[staff.s{i}]\nrole = \"r{i}\"\ncount = 1\nserves = [\"*\"]\nworks = {{ days = \"mon\", hours = \"08:00-09:00\" }}\n"))
        .collect();
    quickly("groups", &small_and(&groups));
}
