//! A named sequence of random numbers for experiments (resampling, search), behind the traits of
//! `rand`. The simulation itself draws by address, from `Dice`.

use std::convert::Infallible;

use rand::TryRng;
use rand::rand_core::utils::fill_bytes_via_next_word;

use super::key::stable_hash;
use super::philox;
use super::uniform::Uniform;

/// Keeps the counters of named sequences apart from those of `Dice`.
const NAMED: u64 = 1;

/// A generator for (seed, name), independent of all others and of every replication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    key: [u64; 2],
    next: u64,
    buffer: [u64; 4],
}

impl Sequence {
    pub fn new(seed: u64, name: &str) -> Self {
        Sequence { key: [seed, stable_hash(name)], next: 0, buffer: [0; 4] }
    }

    /// The next uniform number.
    #[inline]
    pub fn draw(&mut self) -> Uniform {
        Uniform::from_word(self.word())
    }

    #[inline]
    fn word(&mut self) -> u64 {
        let lane = (self.next % 4) as usize;
        if lane == 0 {
            self.buffer = philox::block(self.key, [self.next / 4, 0, 0, NAMED]);
        }
        self.next += 1;
        self.buffer[lane]
    }
}

impl TryRng for Sequence {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        fill_bytes_via_next_word(dst, || self.try_next_u64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, RngExt};

    #[test]
    fn a_name_and_a_seed_give_their_own_numbers() {
        let first = |seed, name| Sequence::new(seed, name).next_u64();
        assert_eq!(first(1, "bootstrap"), first(1, "bootstrap"));
        assert_ne!(first(1, "bootstrap"), first(2, "bootstrap"));
        assert_ne!(first(1, "bootstrap"), first(1, "search"));
    }

    #[test]
    fn it_serves_the_traits_of_rand() {
        let mut sequence = Sequence::new(1, "bootstrap");
        let words = [sequence.next_u64(), sequence.next_u64()];
        let mut bytes = [0; 16];
        Sequence::new(1, "bootstrap").fill_bytes(&mut bytes);
        assert_eq!(bytes[..8], words[0].to_le_bytes());
        assert_eq!(bytes[8..], words[1].to_le_bytes());
        assert!((0..1_000).all(|_| sequence.random_range(3..9) < 9));
    }
}
