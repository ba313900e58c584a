//! Which build of the program this is, so that trials of another one are not gone on with.

use std::sync::OnceLock;

/// A sum over the executable's bytes; the same build has the same. `unknown` where it cannot be read.
pub fn hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let bytes = std::env::current_exe().and_then(std::fs::read);
        bytes.map_or_else(|_| "unknown".to_owned(), |bytes| format!("{:016x}", sum(&bytes)))
    })
}

/// FNV-1a over words of eight bytes, a few milliseconds for tens of megabytes: finds other builds, not forgeries.
fn sum(bytes: &[u8]) -> u64 {
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let words = bytes.chunks(8).map(word);
    words.fold(0xcbf2_9ce4_8422_2325, |sum, word| {
        (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_one_bit_anywhere_is_another_build() {
        let bytes: Vec<u8> = (0..101_u8).collect();
        let own = sum(&bytes);
        for place in 0..bytes.len() {
            let mut other = bytes.clone();
            other[place] ^= 0x80;
            assert_ne!(sum(&other), own, "{place}");
        }
        assert_eq!((hash().len(), hash()), (16, hash()));
    }
}
