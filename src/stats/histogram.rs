//! Durations in a histogram of constant memory.
//!
//! Whole seconds in the buckets of an HdrHistogram with three significant digits: a quantile is within 0.1 % of the
//! recorded value. Knows observations that are still open, but not why.

use super::buckets::Buckets;
use crate::stats::Share;
use crate::time::Duration;

/// Durations in whole seconds, some of them only known to be "at least so far".
#[derive(Clone, Debug)]
pub struct DurationHistogram {
    completed: Buckets,
    open: Option<Box<Buckets>>,
    sum: i128,
    min: Duration,
    max: Duration,
}

impl Default for DurationHistogram {
    fn default() -> Self {
        DurationHistogram {
            completed: Buckets::default(),
            open: None,
            sum: 0,
            min: Duration::from_micros(i64::MAX),
            max: Duration::ZERO,
        }
    }
}

impl DurationHistogram {
    pub fn new() -> Self {
        DurationHistogram::default()
    }

    /// Empty, with room for durations up to `longest`: recording those allocates nothing.
    pub fn with_room(longest: Duration) -> Self {
        let seconds = (longest.micros() / Duration::SECOND.micros()).max(0) as u64;
        DurationHistogram { completed: Buckets::with_room(seconds), ..DurationHistogram::default() }
    }

    /// Records a completed observation, to the nearest second.
    ///
    /// # Panics
    /// If it is negative.
    #[inline]
    pub fn record(&mut self, duration: Duration) {
        self.completed.record(nearest_second(duration));
        self.sum += i128::from(duration.micros());
        self.min = self.min.min(duration);
        self.max = self.max.max(duration);
    }

    /// Records an observation that had lasted `so_far` when the observing ended.
    ///
    /// # Panics
    /// If it is negative.
    pub fn record_open(&mut self, so_far: Duration) {
        self.open.get_or_insert_default().record(nearest_second(so_far));
    }

    /// Adds another histogram; exact, whatever the order.
    pub fn merge(&mut self, other: &DurationHistogram) {
        self.completed.merge(&other.completed);
        if let Some(open) = &other.open {
            self.open.get_or_insert_default().merge(open);
        }
        self.sum += other.sum;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// The number of completed observations.
    pub fn completed(&self) -> u64 {
        self.completed.recorded()
    }

    /// The number of observations still open.
    pub fn open(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.recorded())
    }

    /// The exact mean in microseconds; `None` of nothing and while any observation is open.
    pub fn mean(&self) -> Option<f64> {
        (self.completed() > 0 && self.open() == 0).then(|| self.sum as f64 / self.completed() as f64)
    }

    /// The duration within which the share `q` of all observations, open ones included, was completed:
    /// of n, the ⌈qn⌉-th shortest. Minimum and maximum are exact.
    ///
    /// `None` if an open observation could change the answer. Were all of them to end at once, the
    /// ⌈qn⌉-th would be as short as it can be; were none of them ever to end, as long. It is known where
    /// the two agree.
    pub fn quantile(&self, q: Share) -> Option<Duration> {
        let [quantile] = self.quantiles([q]);
        quantile
    }

    /// The quantiles of several shares, which ascend, in one pass.
    pub fn quantiles<const N: usize>(&self, shares: [Share; N]) -> [Option<Duration>; N] {
        let mut quantiles = [None; N];
        let (mut next, mut shorter) = (0, 0);
        let total = self.completed() + self.open();
        for (bucket, count) in self.completed.filled() {
            let until = shorter + count;
            while next < N && rank(shares[next], total) <= until {
                quantiles[next] = self.in_bucket(bucket, shorter, (rank(shares[next], total), total));
                next += 1;
            }
            shorter = until;
            if next == N {
                break;
            }
        }
        quantiles
    }

    /// The duration of a rank among all, which lies in a bucket before which so many completed ones lie.
    fn in_bucket(&self, bucket: usize, shorter: u64, (rank, total): (u64, u64)) -> Option<Duration> {
        let open_shorter = self.open.as_ref().map_or(0, |open| open.before(bucket));
        if shorter + open_shorter >= rank {
            return None;
        }
        Some(if rank == 1 {
            self.min
        } else if rank == total {
            self.max
        } else {
            Duration::SECOND.times(Buckets::middle(bucket) as i64).clamp(self.min, self.max)
        })
    }
}

/// ⌈q·n⌉, at least 1, in whole numbers.
fn rank(q: Share, n: u64) -> u64 {
    let exact = u128::from(q.billionths()) * u128::from(n);
    (exact.div_ceil(u128::from(Share::UNIT)) as u64).max(1)
}

#[inline]
fn nearest_second(duration: Duration) -> u64 {
    let micros = duration.micros();
    assert!(micros >= 0, "a duration of {micros} µs");
    (micros as u64 + 500_000) / 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::Generator;

    fn of(completed: &[i64], open: &[i64]) -> DurationHistogram {
        let mut histogram = DurationHistogram::new();
        completed.iter().for_each(|&s| histogram.record(Duration::SECOND.times(s)));
        open.iter().for_each(|&s| histogram.record_open(Duration::SECOND.times(s)));
        histogram
    }

    fn at(histogram: &DurationHistogram, q: f64) -> Option<i64> {
        histogram.quantile(Share::from_f64(q).unwrap()).map(|d| d.micros() / 1_000_000)
    }

    #[test]
    fn nothing_has_no_quantile() {
        let empty = DurationHistogram::new();
        assert_eq!(
            (at(&empty, 0.0), at(&empty, 0.5), at(&empty, 1.0), empty.mean()),
            (None, None, None, None)
        );
        let open = of(&[], &[5, 6]);
        assert_eq!((at(&open, 0.0), at(&open, 1.0), open.mean(), open.open()), (None, None, None, 2));
    }

    #[test]
    fn of_n_the_qn_th_shortest() {
        let ten = of(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], &[]);
        let known =
            [(0.0, 1), (0.1, 1), (0.100_000_001, 2), (0.5, 5), (0.9, 9), (0.900_000_001, 10), (1.0, 10)];
        for (q, seconds) in known {
            assert_eq!(at(&ten, q), Some(seconds), "{q}");
        }
        assert_eq!((ten.mean(), ten.completed()), (Some(5_500_000.0), 10));
    }

    #[test]
    fn seconds_are_the_nearest_ones_and_the_ends_exact() {
        let mut histogram = DurationHistogram::new();
        for micros in [400_000, 1_499_999, 1_500_000, 1_600_000, 9_400_000] {
            histogram.record(Duration::from_micros(micros));
        }
        let micros = |q| histogram.quantile(Share::from_f64(q).unwrap()).unwrap().micros();
        assert_eq!(
            [0.2, 0.4, 0.6, 0.8, 1.0].map(micros),
            [400_000, 1_000_000, 2_000_000, 2_000_000, 9_400_000]
        );
    }

    #[test]
    fn open_observations_hide_only_what_they_could_change() {
        // Nine completed at 1 … 9 s, one open for 20 s: only the tenth is unknown.
        let late = of(&[1, 2, 3, 4, 5, 6, 7, 8, 9], &[20]);
        assert_eq!((at(&late, 0.5), at(&late, 0.9), at(&late, 0.91)), (Some(5), Some(9), None));
        // Open for 4 s: the fifth may be 4 s and a bit, or 5 s; the fourth is 4 s either way.
        let early = of(&[1, 2, 3, 4, 5, 6, 7, 8, 9], &[4]);
        assert_eq!((at(&early, 0.4), at(&early, 0.5), at(&early, 0.9)), (Some(4), None, None));
        // Equal values leave nothing to change: the fifth of six is 7 s, whenever the open one ends.
        let equal = of(&[7, 7, 7, 7, 7], &[1]);
        assert_eq!(
            (at(&equal, 0.01), at(&equal, 0.5), at(&equal, 0.8), at(&equal, 1.0)),
            (None, Some(7), Some(7), None)
        );
        assert_eq!(early.mean(), None);
    }

    #[test]
    fn a_known_quantile_is_right_however_the_open_ones_end() {
        let mut generator = Generator::new(5);
        let mut draw = |up_to: f64| (generator.uniform() * up_to) as i64;
        for _ in 0..300 {
            let completed: Vec<i64> = (0..draw(12.0)).map(|_| draw(30.0)).collect();
            let open: Vec<i64> = (0..draw(4.0)).map(|_| draw(30.0)).collect();
            let histogram = of(&completed, &open);
            let ends = |extra: &[i64]| of(&[&completed[..], extra].concat(), &[]);
            let soonest = ends(&open);
            let never = ends(&vec![1_000_000; open.len()]);
            for q in [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0] {
                let expected = at(&soonest, q).filter(|_| at(&soonest, q) == at(&never, q));
                assert_eq!(at(&histogram, q), expected, "{completed:?} {open:?} {q}");
            }
        }
    }

    /// Random sets of every shape and size, a million recorded durations in all (P11).
    #[test]
    fn quantiles_are_within_a_thousandth_and_the_ends_exact() {
        let mut generator = Generator::new(6);
        let (mut recorded, mut sets) = (0, 0);
        while recorded < 1_000_000 {
            let size = 1 + (generator.uniform() * [3.0, 100.0, 5_000.0][sets % 3]) as usize;
            let mean = [0.7, 40.0, 3_600.0, 200_000.0, 3e7][sets % 5];
            // As equal, exponential, and as some very long ones among many short ones.
            let draw = |generator: &mut Generator| match sets % 4 {
                0 => mean,
                1 | 2 => generator.exponential(mean),
                _ => mean * (1.0 / (1.0 - generator.uniform() * 0.999_99)),
            };
            let mut micros: Vec<i64> = (0..size).map(|_| (draw(&mut generator) * 1e6) as i64).collect();
            let mut histogram = DurationHistogram::new();
            micros.iter().for_each(|&micros| histogram.record(Duration::from_micros(micros)));
            micros.sort_unstable();
            for q in [0.0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1.0] {
                let share = Share::from_f64(q).unwrap();
                let rank = rank(share, size as u64) as usize;
                let (known, value) = (micros[rank - 1], histogram.quantile(share).unwrap().micros());
                if rank == 1 || rank == size {
                    assert_eq!(value, known, "an end of {size} with mean {mean}");
                    continue;
                }
                // Of what is recorded: the nearest second.
                let known = nearest_second(Duration::from_micros(known)) as i64;
                let second = nearest_second(Duration::from_micros(value)) as i64;
                assert!(
                    (second - known).abs() * 1000 <= known,
                    "{second} s is not {known} s at {q} of {size}"
                );
            }
            recorded += size;
            sets += 1;
        }
        assert!(sets > 1_000);
    }

    #[test]
    fn merging_is_recording_everything_in_one() {
        let mut merged = of(&[1, 100_000, 5], &[]);
        merged.merge(&of(&[], &[]));
        merged.merge(&of(&[70, 2], &[9, 80]));
        let whole = of(&[1, 100_000, 5, 70, 2], &[9, 80]);
        assert_eq!((merged.completed(), merged.open(), merged.sum), (5, 2, whole.sum));
        for q in [0.0, 0.3, 0.4, 0.5, 0.9] {
            assert_eq!(at(&merged, q), at(&whole, q));
        }
        let mut from_nothing = DurationHistogram::new();
        from_nothing.merge(&of(&[3, 4], &[]));
        assert_eq!((at(&from_nothing, 0.0), at(&from_nothing, 1.0)), (Some(3), Some(4)));
    }

    #[test]
    #[should_panic(expected = "a duration of -1 µs")]
    fn a_negative_duration_is_refused() {
        DurationHistogram::new().record(Duration::from_micros(-1));
    }
}
