//! Page, workbook and charts of real runs and of hostile names, read back and set beside the CSV files.

use super::*;
use crate::report::charts::pictures;
use crate::report::page::{MOST_ROWS, page};
use crate::report::store::of_run;
use crate::report::stored::Study;
use crate::report::workbook::workbook;
use crate::text::Lang;
use crate::time::Date;
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

pub(super) fn stored(replications: u64) -> Stored {
    let mut kept = None;
    with_report(replications, |report| kept = Some(of_run(report, &Tables::build(report))));
    kept.expect("a report")
}

/// The rows of a CSV file.
fn csv_rows(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn stored_results_read_back_bit_for_bit() {
    let kept = stored(3);
    let text = kept.write();
    let read = Stored::read(&text).unwrap();
    assert_eq!(read, kept);
    assert_eq!(read.write(), text);
}

#[test]
fn what_is_no_result_of_ours_is_refused_and_never_a_panic() {
    let text = stored(2).write();
    for broken in ["", "{}", "[]", "null", "{\"format\":1,\"program\":\"annet\"}", "\u{0}"] {
        assert!(matches!(Stored::read(broken), Err(Unreadable::NoResults(_))), "{broken}");
    }
    let newer = text.replacen("\"format\": 1", "\"format\": 2", 1);
    assert_eq!(Stored::read(&newer), Err(Unreadable::Newer(2)));
    for cut in (0..text.len()).step_by(997) {
        assert!(Stored::read(text.get(..cut).unwrap_or_default()).is_err(), "{cut}");
    }
    let longer = text.replacen("\"rows\": [\n[", "\"rows\": [\n[\"missing\",", 1);
    assert!(Stored::read(&longer).is_err(), "a row with a cell too many");
    let wide = text.replacen("\"decimals\":1", "\"decimals\":1000000000", 1);
    assert!(Stored::read(&wide).is_err(), "more decimals than anybody writes");
}

#[test]
fn fields_that_a_newer_program_adds_do_not_disturb() {
    let text = stored(2).write().replacen("\"kind\"", "\"new_field\": [1], \"kind\"", 1);
    assert!(Stored::read(&text).is_ok());
}

/// The cells of the page's tables, by the table's id.
fn page_tables(page: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let unescape = |text: &str| {
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        text.replace("&amp;", "&")
    };
    let mut found = BTreeMap::new();
    for part in page.split("<details id=\"t-").skip(1) {
        let id = part.split('"').next().unwrap().to_owned();
        let body = part.split("<tbody>").nth(1).unwrap().split("</table>").next().unwrap();
        let row = |row: &str| -> Vec<String> {
            row.split("<td")
                .skip(1)
                .map(|cell| unescape(cell.split_once('>').unwrap().1.trim_end_matches('\n')))
                .collect()
        };
        found.insert(id, body.split("<tr>").skip(1).map(row).collect());
    }
    found
}

/// A number of the page as the CSV files for people write it.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', "").replace('\u{2212}', "-")
}

#[test]
fn every_number_of_page_and_workbook_is_the_one_of_the_csv_file() {
    let kept = stored(4);
    let pages = page_tables(&page(&kept, Lang::Nb, None).unwrap());
    let english = page_tables(&page(&kept, Lang::En, None).unwrap());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook(&kept, Lang::Nb))).unwrap();
    let sheets = book.sheet_names();
    let mut numbers = 0;
    for (place, table) in kept.tables.iter().enumerate() {
        let people = csv_rows(&Profile::Norsk.write(table, &table.rows), b';');
        let machine = csv_rows(&Profile::Maskin.write(table, &table.rows), b',');
        let shown = &pages[&table.name.en.replace('_', "-")];
        assert_eq!(shown.len(), people.len().min(MOST_ROWS), "{}", table.name.en);
        for (shown, people) in shown.iter().zip(&people) {
            // Columns that say nothing are not on the page; what is there stands in order.
            let mut rest = people.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell));
            for cell in shown {
                assert!(rest.any(|people| people == plain(cell)), "{}: {cell} in {people:?}", table.name.en);
            }
        }
        // In English the same figures, with points.
        for (nb, en) in shown.iter().zip(&english[&table.name.en.replace('_', "-")]) {
            for (nb, en) in nb.iter().zip(en).map(|(nb, en)| (plain(nb).replace(',', "."), plain(en))) {
                assert!(nb.parse::<f64>().is_err() || nb == en, "{}: {nb}, {en}", table.name.en);
            }
        }
        // The sentences and the charts come first.
        let sheet = book.worksheet_range(&sheets[place + 2]).unwrap();
        assert_eq!(sheet.height(), table.rows.len() + 1, "{}", table.name.en);
        for (row, machine) in machine.iter().enumerate() {
            for (column, text) in machine.iter().enumerate() {
                match sheet.get((row + 1, column)) {
                    Some(Data::Float(value)) => {
                        let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
                        assert_eq!(&crate::text::number::fixed(*value, decimals), text, "{}", table.name.en);
                        numbers += 1;
                    }
                    Some(Data::Bool(flag)) => assert_eq!(&flag.to_string(), text),
                    None | Some(Data::Empty) => assert_eq!(text, "", "{}", table.name.en),
                    Some(Data::String(_)) => assert!(!text.is_empty()),
                    other => panic!("{other:?} for {text}"),
                }
            }
        }
    }
    assert!(numbers > 1000, "{numbers}");
}

#[test]
fn parts_sum_to_their_wholes() {
    let kept = stored(4);
    let flow = kept.table("flow").unwrap();
    let ways = kept.table("ways").unwrap();
    let mut to: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for row in flow.views() {
        to.entry(row.text("variant", Lang::Nb) + &row.text("to", Lang::Nb)).or_default()[0] +=
            row.number("requests").unwrap();
    }
    for row in ways.views() {
        let ends = ["in_time", "late", "returned", "withdrawn", "open"].map(|id| row.number(id).unwrap());
        to.entry(row.text("variant", Lang::Nb) + &row.text("to", Lang::Nb)).or_default()[1] +=
            ends.iter().sum::<f64>();
    }
    for (place, [sent, ended]) in &to {
        assert!((sent - ended).abs() < 1e-6, "{place}: {sent} sent, {ended} ended");
    }
    let compliance = kept.table("deadline_compliance").unwrap();
    for row in compliance.views() {
        let [received, answered, returned, withdrawn, open] =
            ["received", "answered", "returned", "withdrawn", "open"].map(|id| row.number(id).unwrap());
        assert!((received - answered - returned - withdrawn - open).abs() < 1e-6);
    }
    let all = compliance.views().find(|row| row.code("level") == "all").unwrap().number("received").unwrap();
    let weeks = kept.table("weeks").unwrap();
    let baseline = weeks.views().next().unwrap().text("variant", Lang::Nb);
    let own = weeks
        .views()
        .filter(|row| row.code("direction") == "both" && row.text("variant", Lang::Nb) == baseline);
    let sum: f64 = own.filter_map(|row| row.number("received")).sum();
    assert!((sum - all).abs() < 1e-6, "{sum} in weeks, {all} in all");
    let late = kept.table("why_late").unwrap();
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    for row in late.views() {
        *shares.entry(row.text("variant", Lang::Nb) + &row.text("unit", Lang::Nb)).or_default() +=
            row.number("share_of_time").unwrap_or(0.0);
    }
    assert!(shares.values().all(|share| *share == 0.0 || (share - 1.0).abs() < 0.05), "{shares:?}");
}

#[test]
fn the_same_results_are_the_same_bytes() {
    let kept = stored(3);
    let all = Rendering { formats: Format::ALL.into(), ..Rendering::default() };
    let (once, again) = (rendered(&kept, &all).files, rendered(&kept, &all).files);
    let names = |files: &Files| files.iter().map(|(name, _)| name.clone()).collect::<Vec<String>>();
    assert_eq!(names(&once), names(&again));
    for ((name, once), (_, again)) in once.iter().zip(&again) {
        assert!(once == again, "{name}");
    }
    assert_eq!(pictures(&kept, Lang::Nb).len(), 7);
}

/// A run whose every text would like to be something else.
fn hostile_results() -> Stored {
    let name = "=HYPERLINK(\"http://x\")</script><img src=x onerror=alert(1)>&'\u{7}{{ 1 }}";
    let mut kept = stored(2);
    kept.title = name.to_owned();
    kept.answer = vec![Words { nb: name.into(), en: name.into() }];
    kept.study = Study { scenario: name.into(), arguments: vec![name.into()], ..kept.study };
    kept.study.warnings = vec![Warning { variant: name.into(), text: name.into() }];
    kept.study.variants.iter_mut().for_each(|variant| variant.title = name.to_owned());
    for table in kept.tables.iter_mut().chain(&mut kept.further) {
        for cell in table.rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell {
                *text = format!("{name} {text}");
            }
        }
        table.columns[0].meaning = Words { nb: name.into(), en: name.into() };
    }
    kept
}

#[test]
fn hostile_names_stay_text_everywhere() {
    let kept = hostile_results();
    for lang in [Lang::Nb, Lang::En] {
        let page = page(&kept, lang, None).unwrap();
        assert!(!page.contains("<img") && page.matches("<script").count() == 1, "names become elements");
        assert!(!page.contains('\u{7}') && page.contains("&lt;img"), "control characters");
        assert!(page.contains("{{ 1 }}"), "names are not templates");
        for picture in pictures(&kept, lang) {
            assert!(!picture.svg.contains("<img") && !picture.svg.contains("<script"), "{}", picture.id);
        }
    }
    let bytes = workbook(&kept, Lang::Nb);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name} has formulas");
    }
    for table in &kept.tables {
        for row in csv_rows(&Profile::Norsk.write(table, &table.rows), b';') {
            assert!(row.iter().all(|cell| !cell.starts_with('=')), "{}", table.name.en);
        }
    }
}

#[test]
fn cells_of_the_workbook_have_types() {
    let mut kept = stored(2);
    kept.tables = vec![hostile()];
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook(&kept, Lang::Nb))).unwrap();
    let name = book.sheet_names()[2].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let row: Vec<Data> =
        (0..9).map(|column| sheet.get((1, column)).cloned().unwrap_or(Data::Empty)).collect();
    assert_eq!(row[0], Data::String("=1+1".into()));
    assert_eq!((&row[3], &row[4]), (&Data::Float(1_234_567.0), &Data::Float(-1234.565)));
    assert_eq!((&row[5], &row[7], &row[8]), (&Data::Float(0.934_56), &Data::Bool(true), &Data::Empty));
    let Data::DateTime(date) = &row[6] else { panic!("{:?}", row[6]) };
    // Days since 1899-12-30, as spreadsheets count.
    let may = Date::from_ymd(2026, 5, 17).unwrap();
    assert_eq!(date.as_f64(), f64::from(may.days() - Date::from_ymd(1899, 12, 30).unwrap().days()));
}

#[test]
fn the_checklist_has_at_most_four_gaps() {
    let kept = stored(2);
    for lang in [Lang::Nb, Lang::En] {
        let items = crate::report::stress::appendix(&kept, lang);
        assert_eq!(items.len(), 24);
        assert!(items.iter().filter(|item| !item.gap).count() >= 20);
        assert!(items.iter().all(|item| item.text.len() > 20), "{items:?}");
    }
}

#[test]
fn a_template_of_ones_own_is_tried_before_it_is_used() {
    let own = "{% extends \"report.html\" %}{% block header %}<p>Sykehuset</p>{% endblock %}";
    let template = Template::read(own.to_owned()).unwrap();
    let page = page(&stored(2), Lang::Nb, Some(&template)).unwrap();
    assert!(page.contains("<p>Sykehuset</p>") && page.contains("Kommer svarene i tide?"));
    let fault = Template::read("a\n{% if %}".to_owned()).unwrap_err();
    assert_eq!(fault.line, Some(2));
    assert!(
        Template::read(
            "{% for x in range(100000) %}{% for y in range(10000) %}.{% endfor %}{% endfor %}".into()
        )
        .is_err()
    );
}

#[test]
fn the_page_asks_nothing_of_the_net() {
    for lang in [Lang::Nb, Lang::En] {
        let page = page(&stored(2), lang, None).unwrap();
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.name())));
        let without_names = page.replace("http://www.w3.org/2000/svg", "");
        for needle in ["http:", "https:", "<link", "src=", "@import"] {
            assert!(!without_names.contains(needle), "{needle}");
        }
    }
}
