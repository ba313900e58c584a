//! The tables of real runs, and what is chosen by rule.

use super::*;
use crate::experiment::VariantResults;
use crate::measures::{Level, Part, Scope};
use crate::report::figures::variant_cell;
use crate::report::tables::{Tables, verdict};
use crate::report::terms;
use std::collections::BTreeSet;

fn named<'a>(tables: &'a Tables, name: &str) -> &'a Table {
    tables.main.iter().find(|table| table.name.nb == name).expect("a table of that name")
}

fn column(table: &Table, id: &str) -> usize {
    table.columns.iter().position(|column| column.id == id).expect("a column of that name")
}

#[test]
fn tables_are_numbered_in_reading_order() {
    with_report(2, |report| {
        let tables = Tables::build(report);
        let names: Vec<&str> = tables.main.iter().map(|table| table.name.nb.as_str()).collect();
        let known = [
            "1-sammendrag",
            "2-fristoverholdelse",
            "3-innbokser",
            "4-uker",
            "5-belastning",
            "6-svartid",
            "7-hvorfor-sent",
            "8-bemanning",
            "9-flyt",
            "10-returnert",
            "11-forutsetninger",
            "12-kolonner",
        ];
        assert_eq!(names, known);
        for table in tables.main.iter().filter(|table| table.name.nb != "12-kolonner") {
            assert_eq!(table.rows[0][0], Cell::text("basis"), "{}", table.name.nb);
        }
    });
}

#[test]
fn the_summary_has_at_most_14_rows_a_variant() {
    with_report(4, |report| {
        let tables = Tables::build(report);
        let summary = named(&tables, "1-sammendrag");
        for variant in &report.results.variants {
            let rows = summary.rows.iter().filter(|row| row[0] == Cell::text(&variant.key)).count();
            assert!((8..=14).contains(&rows), "{rows} rows");
        }
        let goal = column(summary, "goal");
        assert_eq!((&summary.rows[0][goal], &summary.rows[1][goal]), (&Cell::Missing, &Cell::Share(0.95)));
    });
}

#[test]
fn a_mean_is_that_of_the_replications() {
    with_report(4, |report| {
        let tables = Tables::build(report);
        let table = named(&tables, "2-fristoverholdelse");
        let baseline = report.results.baseline();
        let shares: Vec<f64> = baseline
            .observations()
            .iter()
            .map(|figures| figures.units[0].share(figures.units[0].within_limit).unwrap())
            .collect();
        let Cell::Share(mean) = table.rows[0][column(table, "within_limit")] else { panic!("a share") };
        assert!((mean - shares.iter().sum::<f64>() / 4.0).abs() < 1e-12);
        let bounds = ["within_limit_lower", "within_limit_upper"].map(|id| &table.rows[0][column(table, id)]);
        let known = crate::stats::share(&shares, 0.05).unwrap();
        assert_eq!(bounds, [&Cell::Share(known.lower), &Cell::Share(known.upper)]);
        assert_eq!(table.rows[0][column(table, "too_few")], Cell::Flag(false));
    });
}

#[test]
fn a_single_replication_has_no_interval_and_few_messages_are_marked() {
    let mut results = crate::experiment::testing::results(1);
    results.too_few = 1e9;
    let run = note();
    let tables = Tables::build(&Report { results: &results, run: &run });
    let table = named(&tables, "2-fristoverholdelse");
    assert_eq!(table.rows[0][column(table, "within_limit_lower")], Cell::Missing);
    assert!(table.rows.iter().all(|row| row[column(table, "too_few")] == Cell::Flag(true)));
}

/// Each of the five looks spends a fifth of alpha, so the interval that ended the study is the 99 % one.
#[test]
fn the_deciding_share_has_the_interval_of_the_looks() {
    let mut results = crate::experiment::testing::results(6);
    results.variants[0].looked = true;
    let run = note();
    let report = Report { results: &results, run: &run };
    let tables = Tables::build(&report);
    let shares = |within: fn(&crate::measures::Compliance) -> u64| -> Vec<f64> {
        let value =
            |figures: &crate::measures::Observations| figures.units[0].share(within(&figures.units[0]));
        results.baseline().values(value).flatten().collect()
    };
    let (three, five) = (shares(|all| all.within_expected), shares(|all| all.within_limit));
    let bounds = |table: &Table, row: usize, [lower, upper]: [&str; 2]| {
        [lower, upper].map(|id| table.rows[row][column(table, id)].clone())
    };
    let known = |values: &[f64], alpha| {
        let known = crate::stats::share(values, alpha).unwrap();
        [Cell::Share(known.lower), Cell::Share(known.upper)]
    };
    let summary = named(&tables, "1-sammendrag");
    assert_eq!(bounds(summary, 0, ["lower", "upper"]), known(&three, 0.05));
    assert_eq!(bounds(summary, 1, ["lower", "upper"]), known(&five, 0.01));
    let table = named(&tables, "2-fristoverholdelse");
    let ids = ["within_limit_lower", "within_limit_upper"];
    assert_eq!(bounds(table, 0, ids), known(&five, 0.01));
    // The variant beside it ran as many times as it was told to.
    let first = table.rows.iter().position(|row| row[0] == Cell::text("en-lege-til")).unwrap();
    let more: Vec<f64> = results.variants[2]
        .values(|figures| figures.units[0].share(figures.units[0].within_limit))
        .flatten()
        .collect();
    assert_eq!(bounds(table, first, ids), known(&more, 0.05));
}

#[test]
fn recovery_is_a_median_and_who_does_not_recover_is_above_everything() {
    let recovered = |days: &[Option<u32>]| {
        let mut results = crate::experiment::testing::results(0);
        results.variants.truncate(1);
        let mut one = crate::experiment::testing::results(1).variants[0].observations()[0].clone();
        for found in days {
            one.recovery[0] = *found;
            results.variants[0].push(one.clone());
        }
        let run = note();
        let tables = Tables::build(&Report { results: &results, run: &run });
        let summary = named(&tables, "1-sammendrag");
        let asked = |row: &&Vec<Cell>| matches!(&row[1], Cell::Words(words) if words.en == "recovery_paaske");
        let row = summary.rows.iter().find(asked).expect("a row of the event");
        (row[column(summary, "answer")].clone(), row[column(summary, "remark")].clone())
    };
    let (answer, remark) = recovered(&[Some(9), Some(2), None, Some(4), Some(3)]);
    assert_eq!(answer, Cell::Number { value: 4.0, decimals: 1 });
    assert!(matches!(&remark, Cell::Words(words) if words.nb.ends_with("median; tilbake i 4 av 5 gjentak")));
    let (answer, _) = recovered(&[Some(9), None, None]);
    assert_eq!(answer, Cell::Missing);
}

#[test]
fn reply_percentiles_are_shorter_in_office_hours_and_rise() {
    with_report(3, |report| {
        let tables = Tables::build(report);
        let table = tables.series.iter().find(|table| table.name.en == "reply_percentiles").unwrap();
        assert_eq!(table.rows.len(), 6 * report.results.variants.len());
        let number = |row: &[Cell], id: &str| match row[column(table, id)] {
            Cell::Number { value, .. } => Some(value),
            ref missing => {
                assert_eq!(*missing, Cell::Missing);
                None
            }
        };
        let mut told = 0;
        for pair in table.rows.chunks(2) {
            for row in pair {
                let figures = ["median", "p90", "p99"].map(|id| number(row, id));
                // What an open request could change is missing, and so is all above it.
                assert!(figures.windows(2).all(|two| two[1].is_none() || two[0] <= two[1]), "{figures:?}");
            }
            let medians = [0, 1].map(|clock| number(&pair[clock], "median"));
            if let [Some(elapsed), Some(office)] = medians {
                assert!(office < elapsed, "{medians:?}");
                told += 1;
            }
        }
        assert!(told >= 2, "{told} medians show too little");
    });
}

#[test]
fn a_short_study_says_so_beside_every_figure() {
    with_report(4, |report| {
        let tables = Tables::build(report);
        let summary = named(&tables, "1-sammendrag");
        let remark = column(summary, "remark");
        for row in &summary.rows {
            let said = matches!(&row[remark], Cell::Words(words) if words.nb.starts_with("bare 4 gjentak"));
            assert!(said, "{row:?}");
        }
        let warned = |row: &&Vec<Cell>| matches!(&row[remark], Cell::Words(words) if words.nb.contains("inbox x: 120 %"));
        assert_eq!(summary.rows.iter().filter(warned).count(), 0, "the warning is of no variant here");
    });
}

#[test]
fn inboxes_with_more_work_than_time_say_so_in_their_rows() {
    let results = crate::experiment::testing::results(4);
    let (baseline, other) = (&results.variants[0], &results.variants[1]);
    let inbox = &baseline.axes.inboxes[0];
    let mut run = note();
    run.overloaded = vec![Overloaded { variant: baseline.key.clone(), inbox: inbox.key.clone() }];
    let tables = Tables::build(&Report { results: &results, run: &run });
    let remarks = |table: &str, variant: &VariantResults| -> Vec<(Vec<Cell>, String)> {
        let table = named(&tables, table);
        let remark = column(table, "remark");
        let own = |row: &&Vec<Cell>| row[0] == variant_cell(variant);
        let text = |row: &Vec<Cell>| match &row[remark] {
            Cell::Words(words) => (row[1..4].to_vec(), words.nb.clone()),
            cell => panic!("{cell:?} is no remark"),
        };
        table.rows.iter().filter(own).map(text).collect()
    };
    let grows = |text: &str| text == "bare 4 gjentak; mer arbeid enn meldingstid; køen vokser";
    let short = |text: &str| text == "bare 4 gjentak";
    for (key, text) in remarks("3-innbokser", baseline) {
        assert_eq!(grows(&text), key[0] == Cell::text(&inbox.key), "{key:?}: {text}");
        assert!(grows(&text) || short(&text), "{text}");
    }
    let units = remarks("2-fristoverholdelse", baseline);
    let of = |level: Level, name: &str| {
        let same = |key: &[Cell]| {
            key[0] == Cell::term(terms::level(level)) && (name.is_empty() || key[1] == Cell::text(name))
        };
        units.iter().filter(|(key, _)| same(key)).map(|(_, text)| grows(text)).collect::<Vec<bool>>()
    };
    assert_eq!(of(Level::All, ""), [true]);
    assert_eq!(of(Level::Department, &inbox.department), [true]);
    assert_eq!(
        of(Level::Direction, ""),
        [inbox.side == Part::ToHospital, inbox.side == Part::ToMunicipality]
    );
    for table in ["2-fristoverholdelse", "3-innbokser"] {
        assert!(remarks(table, other).iter().all(|(_, text)| short(text)), "the other variant has none");
    }
}

#[test]
fn a_variant_against_itself_differs_by_nothing() {
    let mut results = crate::experiment::testing::results(3);
    results.variants[1] = results.variants[0].clone();
    results.variants[1].key = "kopi".into();
    let paired = rank::against_baseline(&results, &results.variants[1]).unwrap();
    assert_eq!((paired.difference.mean, paired.difference.half_width(), paired.p_value), (0.0, 0.0, 1.0));
}

#[test]
fn verdicts_follow_the_interval() {
    assert_eq!(verdict(0.95, (0.95, 0.97)), terms::REACHED);
    assert_eq!(verdict(0.95, (0.93, 0.949)), terms::NOT_REACHED);
    assert_eq!(verdict(0.95, (0.93, 0.96)), terms::UNDECIDED);
}

#[test]
fn every_column_is_in_the_dictionary() {
    with_report(2, |report| {
        let tables = Tables::build(report);
        let dictionary = named(&tables, "12-kolonner");
        let listed: BTreeSet<String> = dictionary
            .rows
            .iter()
            .map(|row| match (&row[1], &row[2]) {
                (Cell::Term(file), Cell::Words(column)) => format!("{} {}", file.en, column.en),
                other => panic!("{other:?}"),
            })
            .collect();
        for table in tables.main.iter().chain(&tables.series) {
            for column in &table.columns {
                assert!(listed.contains(&format!("{} {}", table.name.en, column.id)), "{}", column.id);
                assert!(!column.meaning.nb.is_empty() && !column.name.nb.contains('{'));
            }
        }
    });
}

#[test]
fn every_measure_stands_in_a_table() {
    with_report(1, |report| {
        let tables = Tables::build(report);
        let columns: BTreeSet<&str> = tables
            .main
            .iter()
            .chain(&tables.series)
            .flat_map(|t| &t.columns)
            .map(|column| column.id.as_str())
            .collect();
        for measure in crate::measures::MEASURES.into_iter().flatten() {
            assert!(columns.contains(measure.id), "{}", measure.id);
        }
        assert_eq!(crate::measures::measures_of(Scope::Reply).count(), 2);
    });
}

#[test]
fn json_is_versioned_and_what_is_missing_is_null() {
    with_report(2, |report| {
        let text = results_json(report);
        assert!(text.ends_with("}\n"));
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((json["format"].as_u64(), json["seed"].as_u64()), (Some(1), Some(7)));
        assert_eq!(json["variants"][2]["key"], "en-lege-til");
        let unit = &json["tables"]["deadline_compliance"][0];
        assert_eq!((&unit["level"], &unit["too_few"]), (&"all".into(), &false.into()));
        assert!(unit["within_limit"].as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)));
        assert!(json["tables"]["summary"][0]["goal"].is_null());
    });
}
