//! `edi check`: what it says of documents, and how it ends.

use super::{program, run};
use std::fs;
use std::io::Write;
use std::process::Stdio;

const GOOD: &[u8] = include_bytes!("../../../fuzz/corpus/edi/seed-0.xml");

fn folder_with(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("written");
    folder
}

#[test]
fn a_sound_document_ends_with_0_and_one_line_says_so() {
    let folder = folder_with("a.xml", GOOD);
    let told = run(folder.path(), &["edi", "check", "a.xml"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    assert!(told.out.ends_with("a.xml: ingen avvik\n"), "{}", told.out);
    assert!(told.out.contains("fra HER-id 8091102 til HER-id 8091002"), "{}", told.out);
    let told = run(folder.path(), &["--lang", "en", "edi", "check", "a.xml"]);
    assert!(told.out.ends_with("a.xml: no deviations\n"), "{}", told.out);
}

#[test]
fn a_fault_ends_with_2_and_a_file_that_is_not_there_with_1() {
    let text = String::from_utf8(GOOD.to_vec()).expect("UTF-8").replace("<Ack ", "<Ack a30108299920=\"\" ");
    let folder = folder_with("a.xml", text.as_bytes());
    let told = run(folder.path(), &["edi", "check", "a.xml"]);
    assert_eq!(told.code, Some(2));
    assert!(
        told.out.contains("a.xml, linje 6: «Ack» skal ikke ha attributtet «a***********». [T02]"),
        "{}",
        told.out
    );
    let told = run(folder.path(), &["edi", "check", "b.xml", "a.xml"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.err.contains("b.xml") && told.out.contains("[T02]"), "all files are looked at");
}

#[test]
fn standard_input_is_a_document_too() {
    let mut child = program(std::path::Path::new("."));
    let child = child.args(["edi", "check", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(b"<!DOCTYPE a><a/>").expect("written");
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stdout).contains("[T01]"));
}
