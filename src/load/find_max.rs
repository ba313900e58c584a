//! The highest rate that a target holds: doubled until it does not, then halved in between.
//!
//! Knows no target: a trial says whether a rate was held.

use std::io;

/// A rate as it was asked for, in parts of a million.
pub const WHOLE: u64 = 1_000_000;
/// At most so many doublings or halvings from there.
const MOST: u32 = 12;

/// The highest scale that a trial holds, to within a share of itself; `None`: none was held.
///
/// # Errors
/// Those of the trial.
pub fn highest(mut held: impl FnMut(u64) -> io::Result<bool>, precision: f64) -> io::Result<Option<u64>> {
    let (mut low, mut high) = (None, None);
    let mut scale = WHOLE;
    for _ in 0..MOST {
        if held(scale)? {
            low = Some(scale)
        } else {
            high = Some(scale)
        }
        match (low, high) {
            (Some(_), None) => scale *= 2,
            (None, Some(_)) => scale /= 2,
            _ => break,
        }
    }
    let (Some(mut low), Some(mut high)) = (low, high) else { return Ok(low) };
    while (high - low) as f64 > precision * low as f64 {
        let middle = low + (high - low) / 2;
        if held(middle)? { low = middle } else { high = middle }
    }
    Ok(Some(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_is_found_from_below_and_from_above() {
        for edge in [1_000u64, 300_000, 999_999, 1_000_000, 1_234_567, 77_000_000] {
            let mut trials = 0;
            let found = highest(
                |scale| {
                    trials += 1;
                    Ok(scale <= edge)
                },
                0.02,
            )
            .expect("no world")
            .expect("held");
            assert!(found <= edge && found as f64 >= edge as f64 * 0.98, "{found} for {edge}");
            assert!(trials < 20, "{trials}");
        }
        assert_eq!(highest(|_| Ok(false), 0.1).expect("no world"), None);
        assert!(highest(|_| Err(io::Error::other("gone")), 0.1).is_err());
    }
}
