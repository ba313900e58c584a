//! The answer of real runs as text.

use super::*;
use crate::text::Lang;

/// All that `run` prints.
fn answer(report: &Report<'_>, folder: Option<&str>, lang: Lang) -> String {
    crate::report::answer(report.results, lang) + &crate::report::what_follows(report, folder, lang)
}

#[test]
fn the_answer_says_what_binds_and_what_to_try() {
    with_report(6, |report| {
        let text = answer(report, Some("reports/proeve"), Lang::Nb);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Prøve: basis");
        assert!(lines[1].starts_with("Av forespørslene besvares "), "{text}");
        assert!(lines[1].contains(" innen 3 virkedager og ") && lines[1].ends_with(" innen 5."), "{text}");
        assert_eq!(
            lines[2],
            "Måltallet, 95 % innen 5 virkedager, nås ikke i gjennomsnitt; det nås i 0 av 10 simulerte år (6 gjentak). Et «år» er her 26 uker."
        );
        assert!(lines[3].starts_with("Det som binder: Saksbehandling@bergen (4601 Bergen)"), "{text}");
        assert!(lines[3].contains("meldingstiden er for knapp"), "{text}");
        assert!(lines[4].starts_with("Prøv: "), "{text}");
        assert!(text.contains("Eldste (døgn)"));
        assert!(text.contains("\nRapporter: reports/proeve\nVerdier uten kilde: 1 (se 11-forutsetninger)."));
        assert!(lines[lines.len() - 1].starts_with("Fristregel: calendar_day (mottaksdagen er dag 0)."));
        let english = answer(report, None, Lang::En);
        assert!(english.contains("are answered within 3 working days and"), "{english}");
        assert!(english.contains("Deadline rule: calendar_day (") && !english.contains("Reports:"));
    });
}

#[test]
fn without_a_variant_that_helps_one_person_more_is_advised() {
    let mut results = crate::experiment::testing::results(4);
    results.variants.truncate(2);
    results.variants[0].axes = {
        let mut axes = (*results.variants[0].axes).clone();
        axes.inboxes[3].name = "x\u{1b}[31m".into();
        axes.into()
    };
    let run = note();
    let text = answer(&Report { results: &results, run: &run }, None, Lang::Nb);
    assert!(text.contains("\nPrøv: én person mer i ") && text.contains("(`--set staff."), "{text}");
    assert!(text.contains("x\\u{1b}[31m") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_variant_that_helps_most_is_the_one_proved_best() {
    let results = crate::experiment::testing::results(12);
    let (best, paired) = rank::best_variant(&results).expect("a doctor more helps");
    assert_eq!(best.key, "en-lege-til");
    assert!(paired.difference.lower > 0.0);
}
