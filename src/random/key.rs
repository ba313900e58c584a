//! Keys of entities: 64 bits that depend on names and numbers only, never on the order of creation.
//!
//! The values are part of every result: changing a constant here changes every run.

const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01B3;
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The key of a name: FNV-1a over its UTF-8 bytes, then mixed. Two of a million names share a key
/// with probability 3·10⁻⁸.
pub fn stable_hash(text: &str) -> u64 {
    mix(text.bytes().fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)))
}

/// The key of the `ordinal`-th child of a `kind`: a message of a stream, a person of a group, a
/// follow-up of a request. Children of one parent and kind never share a key; others as in
/// [`stable_hash`].
#[inline]
pub const fn child(parent: u64, kind: u64, ordinal: u64) -> u64 {
    mix(mix(mix(parent ^ GOLDEN).wrapping_add(kind)).wrapping_add(ordinal))
}

/// A permutation of the 64-bit numbers in which each bit of the input moves about half of the output:
/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (OOPSLA 2014), Stafford's
/// variant 13.
#[inline]
const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_differ(mut keys: Vec<u64>) -> bool {
        keys.sort_unstable();
        keys.windows(2).all(|pair| pair[0] != pair[1])
    }

    #[test]
    fn keys_are_pinned() {
        assert_eq!(stable_hash(""), 0xf52a_15e9_a9b5_e89b);
        assert_eq!(stable_hash("helse-bergen"), 0x0a33_a4ae_0811_46f3);
        assert_eq!(child(0, 0, 0), 0x33fe_8bd4_f9c5_7863);
        assert_eq!(child(1, 2, 3), 0xa23a_8896_9dc0_7398);
    }

    #[test]
    fn a_million_names_have_a_million_keys() {
        let names = (0..1_000).flat_map(|i| (0..1_000).map(move |j| format!("kommune-{i}/tjeneste {j}")));
        assert!(all_differ(names.map(|name| stable_hash(&name)).collect()));
    }

    #[test]
    fn a_million_children_have_a_million_keys() {
        let mut keys = Vec::new();
        for stream in 0..25 {
            for ordinal in 0..8_000 {
                let message = child(stream, 0, ordinal);
                keys.push(message);
                keys.extend((1..=4).map(|kind| child(message, kind, 0)));
            }
        }
        assert_eq!(keys.len(), 1_000_000);
        assert!(all_differ(keys));
    }

    /// Each bit of parent, kind and ordinal moves 30 to 34 of the 64 output bits on average.
    #[test]
    fn each_bit_of_the_input_moves_half_of_the_output() {
        for bit in 0..64 {
            let flips = |moved: fn(u64, u64) -> u64| {
                let total: u32 = (0..256).map(|n| (moved(n, 0) ^ moved(n, 1 << bit)).count_ones()).sum();
                f64::from(total) / 256.0
            };
            for average in [
                flips(|n, x| child(n ^ x, 5, 7)),
                flips(|n, x| child(n, 5 ^ x, 7)),
                flips(|n, x| child(n, 5, 7 ^ x)),
            ] {
                assert!((30.0..34.0).contains(&average), "bit {bit}: {average}");
            }
        }
    }
}
