//! What stands on a page: charts for either width, those of variants, a load test, English words.

use super::documents::stored;
use super::*;
use crate::report::charts::{of_variants, pictures};
use crate::report::page::{MOST_ROWS, page};
use crate::report::stress::appendix;
use crate::report::tables::{LARGE, SERIES};
use crate::report::workbook::workbook;
use crate::text::Lang;
use calamine::Reader;

#[test]
fn each_chart_stands_on_the_page_for_either_width_as_the_files_have_it() {
    let kept = stored(2);
    let page = page(&kept, Lang::Nb, None).unwrap();
    let files = rendered(&kept, &Rendering { formats: vec![Format::Svg], ..Rendering::default() }).files;
    let of_variants = of_variants(&kept, Lang::Nb);
    let all = pictures(&kept, Lang::Nb).len() + of_variants.iter().map(|(_, all)| all.len()).sum::<usize>();
    assert_eq!((of_variants.len(), files.len()), (2, 2 * all));
    for (name, bytes) in &files {
        let svg = String::from_utf8(bytes.clone()).unwrap();
        assert!(page.contains(&svg), "{name}");
        let wide = if name.ends_with(".smal.svg") { "width=\"360\"" } else { "width=\"760\"" };
        assert!(svg.contains(wide), "{name}");
    }
    // No name stands twice on the page.
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn every_variant_has_its_own_charts_folded_and_all_are_compared_first() {
    let kept = stored(2);
    let page = page(&kept, Lang::En, None).unwrap();
    let first = page.split("id=\"on-time\"").nth(1).unwrap().split("</section>").next().unwrap();
    for variant in &kept.study.variants {
        assert!(first.contains(variant.title(Lang::En)), "{}", variant.key);
    }
    for place in 1..kept.study.variants.len() {
        assert!(page.contains(&format!("<details id=\"v{place}\" class=\"variant\">")));
        assert!(page.contains(&format!("id=\"queue-v{place}\"")));
    }
    let queues: Vec<String> = of_variants(&kept, Lang::En)
        .into_iter()
        .map(|(_, all)| all.into_iter().find(|picture| picture.id.starts_with("queue")).unwrap().svg)
        .collect();
    let other = |svg: &str| svg.replace("-v1", "").replace("-v2", "");
    assert_ne!(other(&queues[0]), other(&queues[1]), "each is of its own variant");
}

#[test]
fn the_name_of_a_variant_is_no_path() {
    let mut kept = stored(2);
    kept.study.variants[1].key = "../../etc/x".to_owned();
    let files = rendered(&kept, &Rendering { formats: vec![Format::Svg], ..Rendering::default() }).files;
    assert!(
        files.iter().all(|(name, _)| !name.contains("..") && name.matches('/').count() == 1),
        "{files:?}"
    );
}

#[test]
fn messages_flow_through_the_parent_group() {
    let kept = stored(2);
    let flow = pictures(&kept, Lang::Nb).into_iter().find(|picture| picture.id == "flow").unwrap();
    let titles = ["Avsender", "Overordnet gruppe", "Arbeidsgruppe", "Svar"].map(|title| format!(">{title}<"));
    let places: Vec<usize> = titles.iter().map(|title| flow.svg.find(title).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    let first = kept.table("flow").unwrap().views().next().unwrap().text("first_inbox", Lang::Nb);
    assert!(!first.is_empty() && flow.svg.contains(&format!("→ {first}: ")), "{first}");
    // What comes into an inbox leaves it.
    let baseline = |table: &Table| {
        let variant = table.views().next().unwrap().text("variant", Lang::Nb);
        move |row: &crate::report::table::RowView<'_>| row.text("variant", Lang::Nb) == variant
    };
    let (flow, ways) = (kept.table("flow").unwrap(), kept.table("ways").unwrap());
    for inbox in flow.views().filter(baseline(flow)).map(|row| row.text("first_key", Lang::Nb)) {
        let own = |row: &crate::report::table::RowView<'_>| row.text("first_key", Lang::Nb) == inbox;
        let came: f64 =
            flow.views().filter(baseline(flow)).filter(own).filter_map(|row| row.number("requests")).sum();
        let ends = ["in_time", "late", "returned", "withdrawn", "open"];
        let rows = ways.views().filter(baseline(ways)).filter(own);
        let ended: f64 = rows.flat_map(|row| ends.map(|end| row.number(end).unwrap_or(0.0))).sum();
        assert!(came > 0.0 && (came - ended).abs() < 1e-6, "{inbox}: {came} came, {ended} ended");
    }
}

#[test]
fn english_pages_have_no_codes() {
    let kept = stored(2);
    let page = page(&kept, Lang::En, None).unwrap();
    for code in [">closed<", "waiting_intake", "to_hospital", "waiting_group"] {
        assert!(!page.contains(code), "{code}");
    }
    assert!(page.contains("outside message time") && page.contains("queue of those who answer"));
}

/// Tables as `load run` makes them.
fn load_test() -> Stored {
    let name = |nb, en| Name::new(nb, en);
    let plain = |id: &str| Column::plain(id, name("x", "x"), name("x", "x"));
    let mut legs = Table::new(name("1-etapper", "legs"), ["leg", "p50", "p99", "max"].map(plain).into());
    let number = |value: f64| Cell::Number { value, decimals: 3 };
    legs.push(vec![
        Cell::term(name("mottatt av tjeneren", "accepted")),
        number(1.25),
        number(8.5),
        number(20.0),
    ]);
    legs.push(vec![
        Cell::term(name("videresendt", "forwarded")),
        Cell::Missing,
        Cell::Missing,
        Cell::Missing,
    ]);
    let mut ledger =
        Table::new(name("2-regnskap", "ledger"), ["finding", "messages", "share"].map(plain).into());
    for (nb, en, count) in [("levert", "delivered", 990), ("tapt", "lost", 10), ("dobbelt", "duplicate", 3)] {
        let share = Cell::Share(f64::from(count) / 1000.0);
        ledger.push(vec![Cell::term(name(nb, en)), Cell::Count(count as u64), share]);
    }
    Stored { kind: Kind::Load, title: "Prøve".into(), tables: vec![legs, ledger], ..stored(2) }
}

#[test]
fn a_load_test_has_a_page_of_its_own() {
    let kept = load_test();
    for lang in [Lang::Nb, Lang::En] {
        let page = page(&kept, lang, None).unwrap();
        for id in ["latencies", "outcomes"] {
            assert!(page.contains(&format!("<section class=\"chart\" id=\"{id}\">")), "{id}");
        }
        assert!(!page.contains("STRESS-DES") && appendix(&kept, lang).is_empty(), "nothing was simulated");
    }
    let [latencies, outcomes] = &pictures(&kept, Lang::Nb)[..] else { panic!("two charts") };
    assert!(latencies.svg.contains("1,25 · 8,50 · 20,0 ms") && !latencies.svg.contains("videresendt"));
    // A flag is no outcome: the parts sum to the whole.
    assert!(outcomes.svg.contains("tapt") && !outcomes.svg.contains("dobbelt"));
    let bytes = workbook(&kept, Lang::Nb);
    let book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert!(book.sheet_names().iter().any(|name| name == "Kjøring"));
}

#[test]
fn very_long_tables_are_cut_on_the_page_and_say_so() {
    let mut kept = stored(2);
    let flow = kept.tables.iter_mut().find(|table| table.name.en == "flow").unwrap();
    let row = flow.rows[0].clone();
    flow.rows.resize(MOST_ROWS + 7, row);
    let page = page(&kept, Lang::Nb, None).unwrap();
    assert!(page.contains("7 rader til står i regnearket og i CSV-filen 9-flyt."));
}

#[test]
fn what_stored_results_do_not_keep_is_named() {
    with_report(2, |report| {
        let series: Vec<String> = SERIES.iter().map(|build| build(report).name.en).collect();
        let kept = crate::report::store::of_run(report, &Tables::build(report)).further;
        let kept: Vec<String> = kept.into_iter().map(|table| table.name.en).collect();
        let rest: Vec<&str> =
            series.iter().map(String::as_str).filter(|name| !kept.iter().any(|k| k == name)).collect();
        assert_eq!(rest, LARGE);
    });
}
