//! The answer of real runs as text.

use super::*;
use crate::text::Lang;

#[test]
fn the_answer_says_what_binds_and_what_to_try() {
    with_report(6, |report| {
        let text = crate::report::answer(report, Some("reports/proeve"), Lang::Nb);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].contains("besvares innen 3 virkedager og"), "{text}");
        assert!(
            lines[1].starts_with("Måltallet, 95 % innen 5 virkedager: ikke nådd; nådd i 0 av 10"),
            "{text}"
        );
        assert!(lines[1].ends_with("Et «år» er her 26 uker."), "{text}");
        assert!(lines[2].starts_with("Det som binder: Saksbehandling@bergen (4601 Bergen)"), "{text}");
        assert!(lines[2].contains("meldingstiden er brukt opp"), "{text}");
        assert!(text.contains("Eldste (døgn)"));
        assert!(text.contains("Rapporter: reports/proeve\n"));
        assert!(text.ends_with("Verdier uten kilde: 1 (se 11-forutsetninger). Fristregel: calendar_day.\n"));
        let english = crate::report::answer(report, None, Lang::En);
        assert!(english.contains("are answered within 3 working days and"), "{english}");
        assert!(english.contains("Deadline rule: calendar_day.") && !english.contains("Reports:"));
    });
}

#[test]
fn without_a_variant_that_helps_staff_is_named() {
    let mut results = crate::experiment::testing::results(4);
    results.variants.truncate(2);
    results.variants[0].axes = {
        let mut axes = (*results.variants[0].axes).clone();
        axes.inboxes[3].name = "x\u{1b}[31m".into();
        axes.into()
    };
    let run = note();
    let text = crate::report::answer(&Report { results: &results, run: &run }, None, Lang::Nb);
    assert!(text.contains("Prøv: `meldingsflyt staff proeve.toml`"), "{text}");
    assert!(text.contains("x\\u{1b}[31m") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_variant_that_helps_most_is_the_one_proved_best() {
    let results = crate::experiment::testing::results(12);
    let (best, paired) = rank::best_variant(&results).expect("a doctor more helps");
    assert_eq!(best.key, "en-lege-til");
    assert!(paired.difference.lower > 0.0);
}
