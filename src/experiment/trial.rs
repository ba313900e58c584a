//! Trials as shards: a range of replications of one scenario, of which chosen figures are kept.
//!
//! A shard is a pure function of what is simulated, the seed and the range, so one that is kept need not be run
//! again, and shards of neighbouring ranges are put together by appending. Where they are kept is the store's matter.

use super::{Subject, Watch};
use crate::measures::{Observations, Value};
use crate::text::Words;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Replications of a shard; ranges are cut at multiples of it.
pub const SHARD: u64 = 10;

/// Distance between ranges of replications that must not meet, such as those of search and certification.
pub const STREAM: u64 = SHARD << 16;

/// One figure that is kept of each replication: read off a row of the observations.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is, in words that stay the same: `unit.within_limit:service/Lungesykdommer/to_hospital`.
    pub key: String,
    pub value: Value,
    pub row: usize,
}

/// The figures of one replication; `None` where it does not have one.
pub type Row = Vec<Option<f64>>;

/// What is simulated, which figures are kept, and all that tells it from other trials.
pub struct Trial<'a> {
    pub subject: &'a Subject,
    pub figures: &'a [Figure],
    pub identity: &'a str,
}

/// Why trials end before their time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Somebody asked for an end.
    Interrupted,
    /// A shard could not be kept: what happened, as a sentence.
    Broken(Words),
}

/// Where shards are kept. Asked from one thread.
pub trait Store {
    /// The rows of a shard, if it is kept whole and belongs to this trial.
    fn load(&self, identity: &str, shard: Range<u64>) -> Option<Vec<Row>>;
    /// Keeps a finished shard.
    ///
    /// # Errors
    /// What kept it from being kept, as a sentence.
    fn save(&self, identity: &str, shard: Range<u64>, rows: &[Row]) -> Result<(), Words>;
}

/// Nothing is kept.
impl Store for () {
    fn load(&self, _: &str, _: Range<u64>) -> Option<Vec<Row>> {
        None
    }
    fn save(&self, _: &str, _: Range<u64>, _: &[Row]) -> Result<(), Words> {
        Ok(())
    }
}

/// Runs trials, unless their shards are kept.
pub struct Runner<'a, W: Watch> {
    pub seed: u64,
    pub store: &'a dyn Store,
    pub watch: &'a W,
}

impl<W: Watch> Runner<'_, W> {
    /// The rows of a range of replications in order.
    ///
    /// # Errors
    /// If an end was asked for, or a shard could not be kept. Shards finished before are kept.
    pub fn rows(&self, trial: &Trial<'_>, range: Range<u64>) -> Result<Vec<Row>, Stop> {
        let mut rows = Vec::with_capacity((range.end - range.start) as usize);
        let mut next = range.start;
        while next < range.end {
            if let Some(kept) = self.store.load(trial.identity, shard_at(next, range.end)) {
                next += kept.len() as u64;
                rows.extend(kept);
                self.watch.progress(rows.len(), (range.end - range.start) as usize);
                continue;
            }
            let batch = next..self.batch_end(trial, next, range.end);
            let done = self.simulate(trial, batch.clone(), rows.len(), &range);
            next = batch.start + done.len() as u64;
            self.keep(trial, batch.start, &done, range.end)?;
            rows.extend(done);
            if next < batch.end {
                return Err(Stop::Interrupted);
            }
        }
        Ok(rows)
    }

    /// Enough replications for all threads, up to the next shard that is kept.
    fn batch_end(&self, trial: &Trial<'_>, from: u64, end: u64) -> u64 {
        let enough = from + 4 * rayon::current_num_threads() as u64;
        let mut next = shard_at(from, end).end;
        while next < enough.min(end) && self.store.load(trial.identity, shard_at(next, end)).is_none() {
            next = shard_at(next, end).end;
        }
        next
    }

    /// Replications in order; after an interruption those before the first unfinished one.
    fn simulate(&self, trial: &Trial<'_>, batch: Range<u64>, before: usize, of: &Range<u64>) -> Vec<Row> {
        let finished = AtomicUsize::new(before);
        let planned = (of.end - of.start) as usize;
        let (seed, watch, first) = (self.seed, self.watch, batch.start);
        let done: Vec<Option<Row>> = (0..(batch.end - batch.start) as usize)
            .into_par_iter()
            .with_max_len(1)
            .map(|offset| {
                if watch.stopped() {
                    return None;
                }
                let row = read(trial.figures, &trial.subject.replicate(seed, first + offset as u64));
                watch.progress(finished.fetch_add(1, Ordering::Relaxed) + 1, planned);
                Some(row)
            })
            .collect();
        done.into_iter().map_while(|row| row).collect()
    }

    /// Keeps the shards that are whole.
    fn keep(&self, trial: &Trial<'_>, first: u64, rows: &[Row], end: u64) -> Result<(), Stop> {
        let mut next = first;
        loop {
            let shard = shard_at(next, end);
            let from = (next - first) as usize;
            let Some(rows) = rows.get(from..from + (shard.end - shard.start) as usize) else { return Ok(()) };
            if rows.is_empty() {
                return Ok(());
            }
            next = shard.end;
            self.store.save(trial.identity, shard, rows).map_err(Stop::Broken)?;
        }
    }
}

/// From here to the next multiple of a shard, or the end.
fn shard_at(from: u64, end: u64) -> Range<u64> {
    from..((from / SHARD + 1) * SHARD).min(end)
}

/// The figures of one replication.
pub fn read(figures: &[Figure], observations: &Observations) -> Row {
    figures.iter().map(|figure| (figure.value)(observations, figure.row)).collect()
}

/// One figure of many rows.
pub fn column(rows: &[Row], figure: usize) -> Vec<Option<f64>> {
    rows.iter().map(|row| row[figure]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::testing::parts;
    use crate::model::Model;
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    #[derive(Default)]
    struct Memory {
        kept: RefCell<BTreeMap<(u64, u64), Vec<Row>>>,
        loaded: RefCell<u64>,
    }

    impl Store for Memory {
        fn load(&self, _: &str, shard: Range<u64>) -> Option<Vec<Row>> {
            let found = self.kept.borrow().get(&(shard.start, shard.end)).cloned()?;
            *self.loaded.borrow_mut() += 1;
            Some(found)
        }
        fn save(&self, _: &str, shard: Range<u64>, rows: &[Row]) -> Result<(), Words> {
            assert_eq!(rows.len() as u64, shard.end - shard.start);
            self.kept.borrow_mut().insert((shard.start, shard.end), rows.to_vec());
            Ok(())
        }
    }

    /// Stops once so many replications were begun.
    struct After(AtomicUsize);

    impl Watch for After {
        fn progress(&self, _: usize, _: usize) {}
        fn stopped(&self) -> bool {
            self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err()
        }
    }

    fn figure() -> Vec<Figure> {
        let value: Value = |o, row| o.units[row].share(o.units[row].within_limit);
        vec![Figure { key: "share".into(), value, row: 0 }]
    }

    #[test]
    fn what_is_kept_is_not_run_again_and_gives_the_same() {
        let mut parts = parts();
        parts.period.weeks = 2;
        let subject = Subject::new(Model::new(parts).unwrap()).unwrap();
        let figures = figure();
        let trial = Trial { subject: &subject, figures: &figures, identity: "t" };
        let plain = Runner { seed: 3, store: &(), watch: &() }.rows(&trial, 0..34).unwrap();
        let direct: Vec<Row> = (0..34).map(|r| read(&figures, &subject.replicate(3, r))).collect();
        assert_eq!(plain, direct);

        let memory = Memory::default();
        let watch = After(AtomicUsize::new(15));
        let stopped = Runner { seed: 3, store: &memory, watch: &watch }.rows(&trial, 0..34);
        assert_eq!(stopped, Err(Stop::Interrupted));
        let before = memory.kept.borrow().len();
        assert!(before < 4, "{before}");
        let again = Runner { seed: 3, store: &memory, watch: &() };
        assert_eq!(again.rows(&trial, 0..34).unwrap(), plain);
        assert_eq!(memory.kept.borrow().len(), 4, "0..10, 10..20, 20..30, 30..34");
        // Now nothing is simulated at all.
        let nobody = After(AtomicUsize::new(0));
        let kept = Runner { seed: 3, store: &memory, watch: &nobody };
        assert_eq!(kept.rows(&trial, 0..34).unwrap(), plain);
        assert_eq!(kept.rows(&trial, 10..20).unwrap(), plain[10..20]);
    }
}
