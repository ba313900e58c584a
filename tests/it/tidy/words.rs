//! One word for each thing: what the model calls an inbox is an inbox in the code.

use super::source::Source;

/// A word that is not used, the word that is, and the modules where this holds (closed formulas speak the
/// language of their textbooks).
const WORDS: [(&str, &str); 14] = [
    ("agent", "person"),
    ("customer", "message"),
    ("customers", "messages"),
    ("employee", "person"),
    ("employees", "persons"),
    ("job", "case"),
    ("jobs", "cases"),
    ("mailbox", "inbox"),
    ("mailboxes", "inboxes"),
    ("seeded", "addressed by seed"),
    ("server", "person"),
    ("servers", "persons"),
    ("ticket", "message"),
    ("tickets", "messages"),
];

/// Where the words of the model hold.
const MODULES: [&str; 8] =
    ["model", "routing", "demand", "record", "simulation", "measures", "scenario", "engine"];

/// Each word that should be another, in code and comments.
pub fn one_word_a_thing(source: &Source) -> Vec<String> {
    if !MODULES.contains(&source.module()) || source.product.trim().is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        for (word, instead) in WORDS.iter().filter(|(word, _)| names(line, word)) {
            faults.push(format!("{}:{}: not `{word}`: the model says `{instead}`", source.path, number + 1));
        }
    }
    faults
}

/// Whether a word stands in a line, alone or as a part of a name (`next_job`, `JobList`).
fn names(line: &str, word: &str) -> bool {
    // The message server (`msh`) is a thing of its own.
    let line = line.replace("message server", "");
    let mut parts: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for sign in line.chars() {
        if !sign.is_alphabetic() || sign.is_uppercase() && before.is_lowercase() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| sign.is_alphabetic()) {
            part.extend(sign.to_lowercase());
        }
        before = sign;
    }
    parts.iter().any(|part| part == word)
}

#[test]
fn words_are_found_inside_names() {
    assert!(names("let next_job = JobList::new();", "job"));
    assert!(names("struct JobList;", "job"));
    assert!(!names("jobless, the message server", "job") && !names("the message server", "server"));
}
