//! The answer of real runs as text.

use super::*;
use crate::text::Lang;

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
