//! One uniform random number, and the decisions that are read off it exactly.
//!
//! Knows no laws: `law` turns it into times and counts.

use super::normal;
use crate::stats::Share;

/// A uniform number on [0, 1) as a whole number of 2⁻⁵³ parts: every decision taken with it is an
/// exact comparison of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uniform(u64);

impl Uniform {
    pub const BITS: u32 = 53;
    pub const MIN: Uniform = Uniform(0);
    pub const MAX: Uniform = Uniform((1 << Uniform::BITS) - 1);

    /// The upper 53 bits of a random word.
    #[inline]
    pub const fn from_word(word: u64) -> Self {
        Uniform(word >> (64 - Uniform::BITS))
    }

    /// Whether u < `share`. Of the same draws a smaller share selects a subset; the whole selects
    /// all, none selects none.
    #[inline]
    pub const fn below(self, share: Share) -> bool {
        self.0 as u128 * (Share::UNIT as u128) < (share.billionths() as u128) << Uniform::BITS
    }

    /// An index below `count`, each equally likely (to within count · 2⁻⁵³); rises with u. Nothing to
    /// choose from is a fault of the caller.
    #[inline]
    pub const fn index(self, count: usize) -> usize {
        assert!(count > 0, "no choice among nothing");
        self.part_of(count as u64) as usize
    }

    /// The index chosen by whole weights, given as their running totals: i with probability
    /// (cumulative\[i\] − cumulative\[i−1\]) / last, so that a weight of zero is never chosen. The
    /// last total must be positive.
    #[inline]
    pub fn pick(self, cumulative: &[u64]) -> usize {
        picked(cumulative, |total| self.part_of(total))
    }

    /// ⌊u · whole⌋.
    #[inline]
    const fn part_of(self, whole: u64) -> u64 {
        ((self.0 as u128 * whole as u128) >> Uniform::BITS) as u64
    }

    /// The number of 2⁻⁵³ parts: a place in a random order.
    #[inline]
    pub const fn parts(self) -> i64 {
        self.0 as i64
    }

    /// The middle of the 2⁻⁵² part in which u lies: never 0, never 1, and 1 less it is exact.
    #[inline]
    pub fn open01(self) -> f64 {
        ((self.0 >> 1) as i64 as f64 + 0.5) * TWO_TO_MINUS_52
    }

    /// 1 − u of [`Uniform::open01`], exactly.
    #[inline]
    pub(super) fn rest01(self) -> f64 {
        1.0 - self.open01()
    }

    /// The standard exponential quantile −ln(1 − u): the work until the next event of a Poisson
    /// stream, in expected events. Between 10⁻¹⁶ and 37.
    #[inline]
    pub fn unit_exponential(self) -> f64 {
        -libm::log(self.rest01())
    }

    /// u to the power 1/n: the largest of n uniform numbers.
    #[inline]
    pub fn largest_of(self, n: u32) -> f64 {
        if n == 1 { self.open01() } else { libm::exp(libm::log(self.open01()) / f64::from(n)) }
    }

    /// The standard normal quantile Φ⁻¹(u), between −8.3 and 8.3.
    #[inline]
    pub fn normal_score(self) -> f64 {
        normal::quantile(self.open01())
    }
}

/// The first index whose running total exceeds the part of the whole that was drawn.
#[inline]
fn picked(cumulative: &[u64], part_of: impl Fn(u64) -> u64) -> usize {
    let total = cumulative.last().copied().unwrap_or(0);
    assert!(total > 0, "no choice among nothing");
    let target = part_of(total);
    cumulative.partition_point(|&until| until <= target)
}

const TWO_TO_MINUS_52: f64 = f64::EPSILON;

/// A uniform number on [0, 1) as a whole number of 2⁻³² parts, enough for a decision: a share in billionths is met to a
/// quarter of a billionth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Coin(u32);

impl Coin {
    /// Half of a random word.
    #[inline]
    pub const fn from_half(half: u32) -> Self {
        Coin(half)
    }

    /// Whether it is below a share: all are below the whole, none below none.
    #[inline]
    pub const fn below(self, share: Share) -> bool {
        self.0 as u64 * (Share::UNIT as u64) < (share.billionths() as u64) << 32
    }

    /// An index below `count`, each equally likely (to within count · 2⁻³²); rises with the coin. Nothing to choose from
    /// is a fault of the caller.
    #[inline]
    pub const fn index(self, count: usize) -> usize {
        assert!(count > 0, "no choice among nothing");
        self.part_of(count as u64) as usize
    }

    /// The index chosen by whole weights, given as their running totals, as by [`Uniform::pick`].
    #[inline]
    pub fn pick(self, cumulative: &[u64]) -> usize {
        picked(cumulative, |total| self.part_of(total))
    }

    /// ⌊u · whole⌋.
    #[inline]
    const fn part_of(self, whole: u64) -> u64 {
        ((self.0 as u128 * whole as u128) >> 32) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(billionths: u32) -> Share {
        Share::from_billionths(billionths).unwrap()
    }

    #[test]
    fn comparisons_with_a_share_are_exact() {
        assert!(Uniform::MAX.below(Share::ONE) && !Uniform::MIN.below(Share::ZERO));
        assert!(Uniform::MIN.below(share(1)) && !Uniform::MAX.below(share(999_999_999)));
        let half = Uniform(1 << 52);
        assert!(!half.below(share(500_000_000)) && half.below(share(500_000_001)));
        assert!(Uniform(half.0 - 1).below(share(500_000_000)));
        // ⌈2⁵³ / 10⁹⌉ = 9007200 parts lie below one billionth.
        assert!(Uniform(9_007_199).below(share(1)) && !Uniform(9_007_200).below(share(1)));
    }

    #[test]
    fn the_ends_are_strictly_inside() {
        assert_eq!(Uniform::MIN.open01(), 2f64.recip() * TWO_TO_MINUS_52);
        assert_eq!(Uniform::MIN.open01(), Uniform::MAX.rest01());
        assert!(Uniform::MAX.open01() < 1.0);
        for u in [Uniform::MIN, Uniform::MAX] {
            assert!(u.unit_exponential() > 0.0 && u.unit_exponential() < 37.0);
            assert!(u.normal_score().abs() < 8.3);
        }
    }

    #[test]
    fn weights_of_zero_are_never_picked() {
        let cumulative = [0, 3, 3, 10, 10];
        let picked: Vec<usize> = (0..10).map(|i| Uniform((i << 53) / 10 + 1).pick(&cumulative)).collect();
        assert_eq!(picked, [1, 1, 1, 3, 3, 3, 3, 3, 3, 3]);
        assert_eq!(Uniform::MIN.pick(&cumulative), 1);
        assert_eq!(Uniform::MAX.pick(&cumulative), 3);
        assert_eq!((Uniform::MIN.index(7), Uniform::MAX.index(7)), (0, 6));
        assert_eq!(Uniform::MAX.pick(&[u64::MAX]), 0);
    }

    /// ⌈2³² / 10⁹⌉ = 5 parts lie below one billionth.
    #[test]
    fn coins_meet_shares_and_weights() {
        assert!(Coin(u32::MAX).below(Share::ONE) && !Coin(0).below(Share::ZERO));
        assert!(Coin(4).below(share(1)) && !Coin(5).below(share(1)));
        assert!(Coin((1 << 31) - 1).below(share(500_000_000)) && !Coin(1 << 31).below(share(500_000_000)));
        assert_eq!((Coin(0).index(7), Coin(u32::MAX).index(7)), (0, 6));
        let picked: Vec<usize> =
            (0..10u64).map(|i| Coin(((i << 32) / 10 + 1) as u32).pick(&[0, 3, 3, 10, 10])).collect();
        assert_eq!(picked, [1, 1, 1, 3, 3, 3, 3, 3, 3, 3]);
    }

    proptest! {
        #[test]
        fn a_smaller_share_selects_a_subset(word: u64, a in 0..=Share::UNIT, b in 0..=Share::UNIT) {
            let u = Uniform::from_word(word);
            prop_assert!(!u.below(share(a.min(b))) || u.below(share(a.max(b))));
        }

        #[test]
        fn choices_rise_with_u(x: u64, y: u64, count in 1usize..1_000) {
            let (low, high) = (Uniform::from_word(x.min(y)), Uniform::from_word(x.max(y)));
            prop_assert!(low.index(count) <= high.index(count));
            prop_assert!(high.index(count) < count);
            prop_assert!(low.open01() <= high.open01());
            prop_assert!(low.unit_exponential() <= high.unit_exponential());
            prop_assert!(low.normal_score() <= high.normal_score());
        }
    }
}
