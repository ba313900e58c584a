//! The answer of real runs as text.

use super::*;

#[test]
fn the_variant_that_helps_most_is_the_one_proved_best() {
    let results = crate::experiment::testing::results(12);
    let (best, paired) = rank::best_variant(&results).expect("a doctor more helps");
    assert_eq!(best.key, "en-lege-til");
    assert!(paired.difference.lower > 0.0);
}
