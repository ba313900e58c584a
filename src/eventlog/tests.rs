//! The event log of real runs, read back. Knows not what a step means.

use super::*;
use crate::experiment::testing;
use crate::model::Model;
use crate::random::Dice;
use crate::record::ChildKind;
use crate::simulation::{Prepared, run};
use std::collections::BTreeSet;

/// Counts what it hears.
#[derive(Default)]
struct Count(usize);

impl Recorder for Count {
    fn record(&mut self, _: &Context<'_>, _: Instant, _: &Fact<'_>) {
        self.0 += 1;
    }
}

fn prepared() -> Prepared {
    let mut parts = testing::parts();
    parts.period.weeks = 4;
    Prepared::new(Model::new(parts).unwrap()).unwrap()
}

#[test]
fn every_fact_is_a_row_in_order_of_time() {
    let mut listeners = (Count::default(), EventLog::new(Vec::new()));
    run(&prepared(), Dice::new(1, 0), &mut listeners);
    let bytes = listeners.1.finish().unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), listeners.0.0);
    assert!(rows.is_sorted_by(|a, b| a[0] <= b[0]));
    assert!(rows.iter().all(|row| row[0].ends_with("+01:00") && row[0].len() == 32), "{:?}", rows[0]);
    let steps: BTreeSet<&str> = rows.iter().map(|row| row.get(3).unwrap()).collect();
    for step in
        ["sent", "received", "queued", "begun", "ended", "left", "moved", "asked_back", "closed", "read"]
    {
        assert!(steps.contains(step), "{step}");
    }
    let begun = rows.iter().find(|row| &row[3] == "begun").unwrap();
    assert!(begun[6].contains('#') && !begun[5].is_empty() && begun[4] <= begun[0], "{begun:?}");
    let sent = rows.iter().find(|row| &row[3] == "sent").unwrap();
    assert!(!sent[7].is_empty() && !sent[8].is_empty(), "{sent:?}");
    assert!(rows.iter().any(|row| row[9] == *"returned N2"));
}

#[test]
fn a_message_tells_its_descent() {
    let root = MessageKey::root(3, 17);
    assert_eq!(message(root), "3-17");
    let child = root.child(ChildKind::FollowUp, 0).child(ChildKind::AskBack, 1);
    assert_eq!((message(child), message(child.thread())), ("3-17.f0.a1".into(), "3-17".into()));
}

/// Takes some bytes, then no more.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 < bytes.len() {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "full"));
        }
        self.0 -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told_at_the_end() {
    for room in [0, 20_000] {
        let mut log = EventLog::new(Full(room));
        run(&prepared(), Dice::new(1, 0), &mut log);
        assert_eq!(log.finish().err().map(|fault| fault.kind()), Some(io::ErrorKind::StorageFull));
    }
}
