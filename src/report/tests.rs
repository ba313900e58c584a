use super::*;
use crate::experiment::testing;
use crate::text::Lang;

fn note() -> RunNote {
    RunNote {
        name: "proeve".into(),
        version: "0.1.0".into(),
        scenario: "proeve.toml".into(),
        scenario_hash: "ab".repeat(32),
        seed: 7,
        interrupted: false,
        assumptions: vec![
            Assumption { key: "staff.x.count".into(), value: "2".into(), source: None, default: false },
            Assumption { key: "a".into(), value: "=1+1".into(), source: Some("SSB".into()), default: true },
        ],
        warnings: Vec::new(),
    }
}

#[test]
fn show() {
    let results = testing::results(10);
    let run = note();
    let report = Report { results: &results, run: &run };
    println!("{}", answer(&report, Some("reports/proeve"), Lang::Nb));
    println!("{}", answer(&report, Some("reports/proeve"), Lang::En));
    let written = write_reports(std::path::Path::new("/tmp/proeve-out"), &report).unwrap();
    println!("{written:#?}");
}
