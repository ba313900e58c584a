//! Many replications of one scenario: in parallel, in index order, until the precision is reached.
//!
//! The only door to threads. A replication is a pure function of its index, so results do not depend on how
//! many threads there are. Knows no file and no screen: progress and interruption are the caller's.

use crate::stats::{Look, Looks};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    Fixed(usize),
    /// Until the interval of the deciding share is this narrow, looked at as in [`Looks`].
    Precision {
        half_width: f64,
    },
}

/// Two-sided error level of intervals.
pub const ALPHA: f64 = 0.05;

/// What a caller hears and may say while replications run. Called from several threads.
pub trait Watch: Sync {
    /// `done` of at present `planned` replications.
    fn progress(&self, done: usize, planned: usize);
    /// Whether to stop; what is finished is kept.
    fn stopped(&self) -> bool;
}

/// Nobody watches.
impl Watch for () {
    fn progress(&self, _: usize, _: usize) {}
    fn stopped(&self) -> bool {
        false
    }
}

/// How a study ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// As many as were asked for.
    Fixed,
    PrecisionReached,
    /// After the last look: the half-width reached.
    PrecisionNotReached(f64),
    Interrupted,
}

/// Replications from index `first` in order, and why there are no more. After an interruption: those before
/// the first unfinished one.
pub fn study<T: Send>(
    first: u64,
    size: Size,
    replicate: impl Fn(u64) -> T + Sync,
    deciding: impl Fn(&T) -> Option<f64>,
    watch: &impl Watch,
) -> (Vec<T>, End) {
    let mut done: Vec<T> = Vec::new();
    let looks = match size {
        Size::Fixed(count) => {
            let whole = extend(&mut done, first, count, &replicate, watch);
            return (done, if whole { End::Fixed } else { End::Interrupted });
        }
        Size::Precision { half_width } => Looks::of_shares(ALPHA, half_width),
    };
    loop {
        let values: Vec<f64> = done.iter().filter_map(&deciding).collect();
        // A replication without a single request says nothing of the share; looks count replications.
        let look = if values.len() == done.len() {
            looks.judge(&values)
        } else {
            looks.judge(&filled(&values, done.len()))
        };
        let next = match look {
            Look::Continue(next) => next,
            Look::Reached(_) => return (done, End::PrecisionReached),
            Look::NotReached(interval) => return (done, End::PrecisionNotReached(interval.half_width())),
        };
        if !extend(&mut done, first, next, &replicate, watch) {
            return (done, End::Interrupted);
        }
    }
}

/// Values of replications that have none are left out of the interval, but the looks stay where they are.
fn filled(values: &[f64], count: usize) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    let mut all = values.to_vec();
    all.resize(count, mean);
    all
}

/// Replications up to `count`; whether all of them were finished.
fn extend<T: Send>(
    done: &mut Vec<T>,
    first: u64,
    count: usize,
    replicate: &(impl Fn(u64) -> T + Sync),
    watch: &impl Watch,
) -> bool {
    let begin = done.len();
    let finished = AtomicUsize::new(begin);
    watch.progress(begin, count);
    let batch: Vec<Option<T>> = (begin..count)
        .into_par_iter()
        .with_max_len(1)
        .map(|index| {
            if watch.stopped() {
                return None;
            }
            let observations = replicate(first + index as u64);
            watch.progress(finished.fetch_add(1, Ordering::Relaxed) + 1, count);
            Some(observations)
        })
        .collect();
    done.extend(batch.into_iter().map_while(|observations| observations));
    done.len() == count
}

/// Runs `work` with this many threads (`None`: one a core).
pub fn with_threads<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    pool.expect("threads can be started").install(work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_index_order_whatever_the_number_of_threads() {
        let expected: Vec<u64> = (5..105).collect();
        for threads in [1, 2, 7] {
            let (done, end) =
                with_threads(Some(threads), || study(5, Size::Fixed(100), |r| r, |_| Some(0.5), &()));
            assert_eq!((done, end), (expected.clone(), End::Fixed));
        }
    }

    #[test]
    fn looks_come_at_thirty_and_double() {
        // Alternating 0.4 and 0.6: the half-width falls below 0.05 after the first look.
        let value = |r: &u64| Some(if r.is_multiple_of(2) { 0.4 } else { 0.6 });
        let (done, end) = study(0, Size::Precision { half_width: 0.1 }, |r| r, value, &());
        assert_eq!((done.len(), end), (30, End::PrecisionReached));
        let (done, end) = study(0, Size::Precision { half_width: 0.03 }, |r| r, value, &());
        assert_eq!((done.len(), end), (120, End::PrecisionReached));
        let (done, end) = study(0, Size::Precision { half_width: 0.001 }, |r| r, value, &());
        assert_eq!(done.len(), 480);
        assert!(matches!(end, End::PrecisionNotReached(reached) if reached > 0.001));
    }

    /// Says stop after so many replications.
    struct After(AtomicUsize, usize);

    impl Watch for After {
        fn progress(&self, done: usize, _: usize) {
            self.0.fetch_max(done, Ordering::Relaxed);
        }
        fn stopped(&self) -> bool {
            self.0.load(Ordering::Relaxed) >= self.1
        }
    }

    #[test]
    fn an_interruption_keeps_a_prefix() {
        let watch = After(AtomicUsize::new(0), 10);
        let (done, end) = with_threads(Some(2), || study(0, Size::Fixed(1000), |r| r, |_| Some(0.5), &watch));
        assert_eq!(end, End::Interrupted);
        assert!(done.len() < 1000);
        assert!(done.iter().enumerate().all(|(index, value)| index as u64 == *value));
    }
}
