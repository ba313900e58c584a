//! Philox4x64-10: 256 random bits as a function of a key and a counter.
//!
//! Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3" (SC11). Knows nothing of
//! what keys and counters stand for.

const MULTIPLIERS: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
/// The golden ratio and √3 − 1 as 64-bit fractions: what the key grows by from round to round.
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];
const ROUNDS: usize = 10;

/// Four random words; another key or counter gives unrelated ones.
#[inline]
pub fn block([mut key0, mut key1]: [u64; 2], [mut a, mut b, mut c, mut d]: [u64; 4]) -> [u64; 4] {
    for _ in 0..ROUNDS {
        let (high0, low0) = wide_product(MULTIPLIERS[0], a);
        let (high1, low1) = wide_product(MULTIPLIERS[1], c);
        (a, b, c, d) = (high1 ^ b ^ key0, low1, high0 ^ d ^ key1, low0);
        (key0, key1) = (key0.wrapping_add(WEYL[0]), key1.wrapping_add(WEYL[1]));
    }
    [a, b, c, d]
}

#[inline]
const fn wide_product(a: u64, b: u64) -> (u64, u64) {
    let product = a as u128 * b as u128;
    ((product >> 64) as u64, product as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that Random123 publishes for ten rounds, and one more from NumPy's Philox.
    #[test]
    fn blocks_are_the_published_ones() {
        let pi = [0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89];
        let pi_key = [0x452821e638d01377, 0xbe5466cf34e90c6c];
        let known = [
            (
                block([0; 2], [0; 4]),
                [0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b],
            ),
            (
                block([u64::MAX; 2], [u64::MAX; 4]),
                [0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0],
            ),
            (
                block(pi_key, pi),
                [0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6],
            ),
            (
                block([1, 2], [3, 4, 5, 6]),
                [0x8fe589c1e3af7c9f, 0x038145b0ab66e2b8, 0x470dc167ada021e5, 0xc747dda6a6db44d2],
            ),
        ];
        for (ours, published) in known {
            assert_eq!(ours, published);
        }
    }
}
