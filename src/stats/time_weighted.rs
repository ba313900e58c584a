//! Time-weighted statistics of a whole-number level, such as a queue length.
//!
//! Only whole microseconds per level are kept, so parts of a period recombine to the whole without
//! any rounding. Knows no opening hours: its caller cuts the time and decides where each part belongs.

use crate::stats::Share;
use crate::time::{Duration, Instant};

/// A level that is being followed through time.
#[derive(Clone, Debug)]
pub struct TimeWeighted {
    since: Instant,
    level: u32,
    times: LevelTimes,
}

/// How long each level lasted, in whole microseconds.
#[derive(Clone, Debug, Default)]
pub struct LevelTimes {
    micros: Vec<i64>,
}

impl TimeWeighted {
    /// Starts at level 0, with room for the levels that most queues ever have.
    pub fn new(start: Instant) -> Self {
        TimeWeighted { since: start, level: 0, times: LevelTimes { micros: Vec::with_capacity(32) } }
    }

    /// The level from `at` on. Of several changes at one instant only the last one lasts, so that
    /// a level is read when the instant is quiet.
    ///
    /// # Panics
    /// If time runs backwards.
    #[inline]
    pub fn change(&mut self, at: Instant, level: u32) {
        let elapsed = (at - self.since).micros();
        if elapsed != 0 {
            assert!(elapsed > 0, "time ran backwards by {} µs", -elapsed);
            self.times.add(self.level, elapsed);
            self.since = at;
        }
        self.level = level;
    }

    pub fn level(&self) -> u32 {
        self.level
    }

    /// Moves what has passed since the start or the last cut into `part`, and goes on from `at` at
    /// the same level. Cutting at the edges of hours, weeks or opening times gives their averages.
    pub fn cut(&mut self, at: Instant, part: &mut LevelTimes) {
        self.change(at, self.level);
        part.merge(&self.times);
        self.times.micros.clear();
    }

    /// What has passed from the start, or the last cut, until `end`.
    pub fn finish(&mut self, end: Instant) -> LevelTimes {
        self.change(end, self.level);
        std::mem::take(&mut self.times)
    }
}

impl LevelTimes {
    /// Room for levels up to `highest`: adding those allocates nothing.
    pub fn with_room(highest: u32) -> Self {
        LevelTimes { micros: Vec::with_capacity(highest as usize + 1) }
    }

    /// Adds time at a level.
    #[inline]
    pub fn add(&mut self, level: u32, micros: i64) {
        let index = level as usize;
        if index >= self.micros.len() {
            self.micros.resize(index + 1, 0);
        }
        self.micros[index] += micros;
    }

    /// Adds another part; exact, so the order of parts does not matter.
    pub fn merge(&mut self, other: &LevelTimes) {
        if self.micros.len() < other.micros.len() {
            self.micros.resize(other.micros.len(), 0);
        }
        for (own, more) in self.micros.iter_mut().zip(&other.micros) {
            *own += more;
        }
    }

    /// Microseconds at level 0, 1, 2, …; every level above the maximum is left out.
    pub fn micros_per_level(&self) -> &[i64] {
        &self.micros
    }

    /// The length of all parts together.
    pub fn duration(&self) -> Duration {
        Duration::from_micros(self.micros.iter().sum())
    }

    /// ∫ level dt in level-microseconds: the left side of Little's law on a sample path.
    pub fn integral(&self) -> i128 {
        self.micros.iter().zip(0_i128..).map(|(&micros, level)| level * i128::from(micros)).sum()
    }

    /// Time average of the level; `None` if no time has passed.
    pub fn mean(&self) -> Option<f64> {
        let micros = self.duration().micros();
        (micros > 0).then(|| self.integral() as f64 / micros as f64)
    }

    /// The highest level that lasted; `None` if no time has passed.
    pub fn maximum(&self) -> Option<u32> {
        self.micros.iter().rposition(|&micros| micros > 0).map(|level| level as u32)
    }

    /// The lowest level such that at least the share `p` of the time was spent at or below it;
    /// `None` if no time has passed.
    pub fn percentile(&self, p: Share) -> Option<u32> {
        let total = i128::from(self.duration().micros());
        let needed = (total * i128::from(p.billionths())).max(1);
        let mut passed = 0;
        self.micros
            .iter()
            .position(|&micros| {
                passed += i128::from(micros) * i128::from(Share::UNIT);
                passed >= needed
            })
            .map(|level| level as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::Generator;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros)
    }

    fn p(share: f64) -> Share {
        Share::from_f64(share).unwrap()
    }

    fn example() -> TimeWeighted {
        let mut level = TimeWeighted::new(at(100));
        level.change(at(110), 2);
        level.change(at(110), 9);
        level.change(at(110), 1);
        level.change(at(140), 3);
        level.change(at(150), 0);
        level
    }

    #[test]
    fn averages_over_time_and_not_over_events() {
        let times = example().finish(at(200));
        assert_eq!(times.micros_per_level(), [60, 30, 0, 10]);
        assert_eq!((times.integral(), times.duration()), (60, Duration::from_micros(100)));
        assert_eq!(times.mean(), Some(0.6));
        assert_eq!(times.maximum(), Some(3));
    }

    #[test]
    fn percentiles_are_exact_at_their_edges() {
        let times = example().finish(at(200));
        let levels =
            [0.0, 0.6, 0.600_000_001, 0.9, 0.900_000_001, 1.0].map(|q| times.percentile(p(q)).unwrap());
        assert_eq!(levels, [0, 0, 1, 1, 3, 3]);
    }

    #[test]
    fn no_time_has_no_figures() {
        let mut level = TimeWeighted::new(at(5));
        level.change(at(5), 7);
        let times = level.finish(at(5));
        assert_eq!((times.mean(), times.maximum(), times.percentile(Share::ONE)), (None, None, None));
        assert_eq!((times.percentile(Share::ZERO), times.integral()), (None, 0));
        assert_eq!(level.level(), 7);
    }

    #[test]
    fn a_level_that_did_not_last_is_no_maximum() {
        let mut level = TimeWeighted::new(at(0));
        level.change(at(1), 8);
        level.change(at(1), 2);
        let times = level.finish(at(2));
        assert_eq!((times.maximum(), times.micros_per_level()), (Some(2), &[1, 0, 1][..]));
        // The lowest percentile is a level that lasted, too.
        let mut from_one = TimeWeighted::new(at(0));
        from_one.change(at(0), 1);
        assert_eq!(from_one.finish(at(9)).percentile(Share::ZERO), Some(1));
    }

    #[test]
    fn parts_recombine_exactly() {
        let mut generator = Generator::new(1);
        let (mut whole, mut cut) = (TimeWeighted::new(at(0)), TimeWeighted::new(at(0)));
        let (mut open, mut closed) = (LevelTimes::default(), LevelTimes::default());
        let mut now = 0;
        for step in 0..10_000 {
            now += (generator.uniform() * 1e9) as i64;
            let level = (generator.uniform() * 40.0) as u32;
            if step % 7 == 0 {
                cut.cut(at(now), if step % 2 == 0 { &mut open } else { &mut closed });
            }
            whole.change(at(now), level);
            cut.change(at(now), level);
        }
        let whole = whole.finish(at(now + 1));
        assert!(open.integral() > 0 && closed.integral() > 0);
        let mut sum = cut.finish(at(now + 1));
        sum.merge(&closed);
        sum.merge(&open);
        assert_eq!(sum.micros_per_level(), whole.micros_per_level());
        assert_eq!((sum.mean(), sum.integral()), (whole.mean(), whole.integral()));
    }

    #[test]
    fn a_cut_goes_on_at_the_same_level() {
        let mut level = example();
        level.change(at(160), 4);
        let mut first = LevelTimes::default();
        level.cut(at(170), &mut first);
        assert_eq!(first.micros_per_level(), [20, 30, 0, 10, 10]);
        assert_eq!(level.finish(at(175)).micros_per_level(), [0, 0, 0, 0, 5]);
        assert_eq!(level.finish(at(178)).micros_per_level(), [0, 0, 0, 0, 3]);
    }

    #[test]
    #[should_panic(expected = "backwards by 1 µs")]
    fn time_does_not_run_backwards() {
        TimeWeighted::new(at(5)).change(at(4), 1);
    }
}
