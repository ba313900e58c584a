//! Both CSV profiles, read back.

use super::*;
use crate::report::tables::Tables;

/// Reads a file of either profile: heading and rows.
fn read(profile: Profile, bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let (bytes, delimiter) = match profile {
        Profile::Norsk => (bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark"), b';'),
        Profile::Maskin => (bytes, b','),
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let row = |record: &csv::StringRecord| record.iter().map(str::to_string).collect::<Vec<String>>();
    let heading = row(reader.headers().unwrap());
    (heading, reader.records().map(|record| row(&record.unwrap())).collect())
}

#[test]
fn norsk_is_what_a_norwegian_excel_takes() {
    let table = hostile();
    let bytes = Profile::Norsk.write(&table, &table.rows);
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with("\u{feff}'=Tekst;Ord;Setning;Antall;Tall (timer);Andel (%);Dato;"));
    assert_eq!(text.matches("\r\n").count(), table.rows.len() + 1);
    assert!(!text.contains(['\u{a0}', '\u{2212}', '\u{202f}']));
    let (_, rows) = read(Profile::Norsk, &bytes);
    let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let known = [
        "'=1+1",
        "'+47 55",
        "'-5",
        "'@SUM(A1)",
        "'\tx",
        "'\rx",
        "a;b",
        "a,b",
        "a\"b",
        "a\nb",
        "4601 Bergen",
        "æøå",
        "'x",
        "",
    ];
    assert_eq!(names, known);
    assert_eq!(rows[0][1..], ["nådd", "'=1+1", "1234567", "-1234,57", "93,46", "2026-05-17", "ja", ""]);
}

#[test]
fn maskin_is_rfc_4180_with_names_as_they_are() {
    let table = hostile();
    let bytes = Profile::Maskin.write(&table, &table.rows);
    assert!(bytes.starts_with(b"text,term,words,count,number,share,date,flag,missing\r\n"));
    let (_, rows) = read(Profile::Maskin, &bytes);
    for (row, cells) in rows.iter().zip(&table.rows) {
        assert_eq!(Cell::text(&row[0]), cells[0]);
    }
    assert_eq!(
        rows[0][1..],
        ["reached", "en =1+1", "1234567", "-1234.565000", "0.934560", "2026-05-17", "true", ""]
    );
}

#[test]
fn both_profiles_hold_the_same_figures() {
    with_report(3, |report| {
        for table in &Tables::build(report).main {
            let [people, machines] = [Profile::Norsk, Profile::Maskin].map(|profile| {
                let (heading, rows) = read(profile, &profile.write(table, &table.rows));
                assert_eq!((heading.len(), rows.len()), (table.columns.len(), table.rows.len()));
                rows
            });
            for ((people, machines), cells) in people.iter().zip(&machines).zip(&table.rows) {
                for ((nb, en), cell) in people.iter().zip(machines).zip(cells) {
                    let norwegian = || nb.replace(',', ".").parse::<f64>().unwrap();
                    match cell {
                        Cell::Missing => assert_eq!((nb.as_str(), en.as_str()), ("", "")),
                        Cell::Number { value, decimals } => {
                            let half = [0.5, 0.05, 0.005][*decimals] + 1e-9;
                            assert!((norwegian() - value).abs() <= half, "{nb} is not {value}");
                            assert!((en.parse::<f64>().unwrap() - value).abs() < 1e-4);
                        }
                        Cell::Share(share) => {
                            assert!((norwegian() - 100.0 * share).abs() < 0.005 + 1e-9);
                            assert!((en.parse::<f64>().unwrap() - share).abs() < 1e-6);
                        }
                        Cell::Count(count) => assert_eq!((nb, en), (&count.to_string(), &count.to_string())),
                        _ => assert_eq!(nb.is_empty(), en.is_empty()),
                    }
                }
            }
        }
    });
}

#[test]
fn headings_tell_columns_apart_in_both_profiles() {
    with_report(2, |report| {
        let tables = Tables::build(report);
        for table in tables.main.iter().chain(&tables.series) {
            for profile in [Profile::Norsk, Profile::Maskin] {
                let (mut heading, _) = read(profile, &profile.write(table, &[]));
                assert_eq!(heading[0].to_lowercase(), "variant");
                heading.sort();
                heading.dedup();
                assert_eq!(heading.len(), table.columns.len(), "{}", table.name.nb);
            }
        }
    });
}

#[test]
fn no_file_for_people_is_longer_than_a_hundred_thousand_rows() {
    let mut table = hostile();
    table.rows = vec![table.rows[0].clone(); 2 * MOST_ROWS];
    let files = Profile::Norsk.files(&table);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["0-prøve", "0-prøve-del2", "0-prøve-del3"]);
    let rows: Vec<usize> = files.iter().map(|(_, bytes)| read(Profile::Norsk, bytes).1.len()).collect();
    assert_eq!(rows, [MOST_ROWS - 1, MOST_ROWS - 1, 2]);
    assert_eq!(Profile::Maskin.files(&table).len(), 1);
}
