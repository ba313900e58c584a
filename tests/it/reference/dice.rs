//! Plain random choices for making scenarios; has nothing to do with the draws of a simulation.

use meldingsflyt::random::Law;
use meldingsflyt::stats::Share;
use meldingsflyt::time::Duration;

/// SplitMix64.
pub struct Choices(u64);

impl Choices {
    pub fn new(seed: u64) -> Choices {
        Choices(seed.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(1))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Both ends included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[(self.next() % list.len() as u64) as usize].clone()
    }

    /// None in `percent` of the cases, else one of the list.
    pub fn percent_or_none(&mut self, chance: u64, percents: &[u32]) -> Share {
        if !self.chance(chance) {
            return Share::ZERO;
        }
        Share::from_billionths(self.of(percents) * 10_000_000).expect("a percentage")
    }

    /// One time, or one of three equally likely, each a multiple of `unit` minutes up to `most` units.
    pub fn law(&mut self, unit: i64, most: i64) -> Law {
        let mut minutes = || Duration::MINUTE.times(unit * self.between(1, most));
        let values = [minutes(), minutes(), minutes()];
        if self.chance(40) {
            Law::constant(values[0]).expect("a time")
        } else {
            Law::empirical(&values).expect("times")
        }
    }
}
