//! `--log`: the steps of each message join.

use super::{run, with_small};
use meldingsflyt::eventlog::COLUMNS;
use std::collections::{BTreeMap, BTreeSet};

type Row = BTreeMap<String, String>;

fn log() -> Vec<Row> {
    let folder = with_small();
    let ended = run(folder.path(), &["run", "small.toml", "--replications=2", "--log", "logg.csv"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let bytes = std::fs::read(folder.path().join("logg.csv")).unwrap();
    assert_eq!(
        bytes.iter().filter(|b| **b == b'\n').count(),
        bytes.windows(2).filter(|w| w == b"\r\n").count()
    );
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<&str>>(), COLUMNS);
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// `2026-01-05T08:00:00.000001+01:00`, as a time that sorts: all of this log lies in winter.
fn instant(text: &str) -> &str {
    let (local, offset) = text.split_at(text.len() - 6);
    assert_eq!(offset, "+01:00", "{text}");
    assert!(local.len() == 19 || local.len() == 26, "{text}");
    local
}

#[test]
fn times_rise_and_have_their_offset() {
    let rows = log();
    assert!(rows.len() > 500, "{}", rows.len());
    assert!(rows.windows(2).all(|pair| instant(&pair[0]["time"]) <= instant(&pair[1]["time"])));
    for row in &rows {
        assert!(row["since"].is_empty() || instant(&row["since"]) <= instant(&row["time"]), "{row:?}");
    }
}

#[test]
fn the_steps_of_each_message_join() {
    let rows = log();
    let mut messages: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row["message"].is_empty()) {
        messages.entry(&row["message"]).or_default().push(row);
    }
    let mut steps = BTreeSet::new();
    for (message, rows) in &messages {
        let mut at: BTreeMap<&str, &Row> = BTreeMap::new();
        for row in rows {
            let step = row["step"].as_str();
            steps.insert(step.to_owned());
            let (before, since) = (|step: &str| at.get(step).copied(), row["since"].as_str());
            let same = |step: &str, column: &str| before(step).is_some_and(|b| b[column] == row[column]);
            let time_of = |step: &str| before(step).map(|before| before["time"].as_str());
            let joins = match step {
                "received" => time_of("sent") == Some(since),
                "begun" => {
                    (same("queued", "inbox") || same("handed_back", "inbox"))
                        && time_of("queued") == Some(since)
                }
                "ended" => {
                    time_of("begun") == Some(since) && same("begun", "person") && same("begun", "inbox")
                }
                "left" => same("ended", "inbox"),
                "moved" => {
                    time_of("received") == Some(since) && row["from"] == before("left").unwrap()["inbox"]
                }
                "closed" | "read" => time_of("received") == Some(since),
                _ => true,
            };
            assert!(joins, "{message}: {row:?} after {:?}", at.keys());
            at.insert(step, row);
        }
        let ends = rows.iter().filter(|row| ["closed", "open"].contains(&row["step"].as_str())).count();
        assert_eq!(ends, usize::from(at.contains_key("received")), "{message}");
    }
    for step in
        ["sent", "received", "queued", "begun", "ended", "left", "moved", "closed", "read", "asked_back"]
    {
        assert!(steps.contains(step), "no {step}: the scenario shows too little");
    }
}
