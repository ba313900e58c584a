//! Counts of whole numbers in the buckets of an HdrHistogram with three significant digits.
//!
//! Numbers below 2,048 have a bucket each; from there on every doubling has 1,024, so that the middle of a bucket is within
//! 0.05 % of each number in it. One look-up and one addition a number, where the original keeps books of more.
//! Knows no unit and no quantile.

/// Numbers of so many bits have a bucket each.
const EXACT_BITS: u32 = 11;
/// Buckets of a doubling, as a power of 2.
const DOUBLING_BITS: u32 = EXACT_BITS - 1;

/// The counts; grow as they must.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Buckets {
    counts: Vec<u64>,
}

impl Buckets {
    /// Empty, with room for numbers up to `largest`.
    pub fn with_room(largest: u64) -> Self {
        Buckets { counts: vec![0; bucket(largest) + 1] }
    }

    #[inline]
    pub fn record(&mut self, number: u64) {
        let bucket = bucket(number);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
        }
        self.counts[bucket] += 1;
    }

    pub fn merge(&mut self, other: &Buckets) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        self.counts.iter_mut().zip(&other.counts).for_each(|(own, more)| *own += more);
    }

    /// How many numbers were recorded.
    pub fn recorded(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Buckets that are not empty, with their counts, in order.
    pub fn filled(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.counts.iter().copied().enumerate().filter(|(_, count)| *count > 0)
    }

    /// How many lie in the buckets before this one.
    pub fn before(&self, bucket: usize) -> u64 {
        self.counts.iter().take(bucket).sum()
    }

    /// What is said of the numbers of a bucket: the one in the middle, of two the larger.
    pub fn middle(bucket: usize) -> u64 {
        let shift = (bucket >> DOUBLING_BITS).saturating_sub(1);
        let lowest = ((bucket - (shift << DOUBLING_BITS)) as u64) << shift;
        lowest + ((1 << shift) >> 1)
    }
}

#[inline]
fn bucket(number: u64) -> usize {
    let shift = (u64::BITS - number.leading_zeros()).saturating_sub(EXACT_BITS);
    ((shift << DOUBLING_BITS) as usize) + (number >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::Generator;
    use hdrhistogram::Histogram;

    /// Each number, and those around the edges of doublings and buckets.
    fn numbers() -> Vec<u64> {
        let mut numbers: Vec<u64> = (0..5000).collect();
        for bits in 11..=40_u32 {
            for step in [0, 1, 2, 511, 512, 1023, 1024, 2047] {
                let edge = (1_u64 << bits) + (step << (bits.saturating_sub(11)));
                numbers.extend([edge - 1, edge, edge + 1]);
            }
        }
        let mut generator = Generator::new(3);
        numbers.extend((0..20_000).map(|_| generator.exponential(1e6) as u64));
        numbers
    }

    #[test]
    fn buckets_are_those_of_an_hdr_histogram() {
        let original = Histogram::<u64>::new(3).unwrap();
        for number in numbers() {
            let bucket = bucket(number);
            assert_eq!(Buckets::middle(bucket), original.median_equivalent(number), "{number}");
            assert_eq!(super::bucket(original.lowest_equivalent(number)), bucket, "{number}");
            assert_eq!(super::bucket(original.highest_equivalent(number)), bucket, "{number}");
            assert_eq!(super::bucket(original.next_non_equivalent(number)), bucket + 1, "{number}");
        }
    }

    #[test]
    fn counts_are_those_of_an_hdr_histogram() {
        let (mut original, mut buckets) = (Histogram::<u64>::new(3).unwrap(), Buckets::with_room(1000));
        for number in numbers() {
            original.record(number).unwrap();
            buckets.record(number);
        }
        let expected: Vec<(usize, u64)> = original
            .iter_recorded()
            .map(|found| (bucket(found.value_iterated_to()), found.count_at_value()))
            .collect();
        assert_eq!(buckets.filled().collect::<Vec<_>>(), expected);
        assert_eq!(buckets.recorded(), original.len());
        let mut twice = Buckets::default();
        twice.merge(&buckets);
        twice.merge(&buckets);
        assert_eq!((twice.recorded(), twice.before(3)), (2 * original.len(), 2 * buckets.before(3)));
    }
}
