//! A small pinned generator for tests of statistics; the simulator's own is in `random`.

/// SplitMix64 (Steele, Lea & Flood 2014).
pub struct Generator(u64);

impl Generator {
    pub fn new(seed: u64) -> Self {
        Generator(seed)
    }

    /// Strictly between 0 and 1.
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Standard normal, by Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(self.uniform()));
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Exponential with the given mean.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -mean * libm::log(self.uniform())
    }

    /// The share of `trials` that succeed with probability `p` each.
    pub fn share(&mut self, trials: u32, p: f64) -> f64 {
        let met = (0..trials).filter(|_| self.uniform() < p).count();
        met as f64 / f64::from(trials)
    }
}

/// Of `studies` studies, the share in which `covers` holds.
pub fn coverage(studies: u32, seed: u64, mut covers: impl FnMut(&mut Generator) -> bool) -> f64 {
    let mut generator = Generator::new(seed);
    let hits = (0..studies).filter(|_| covers(&mut generator)).count();
    hits as f64 / f64::from(studies)
}
