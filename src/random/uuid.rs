//! UUIDs that carry a number, so that nothing need be remembered to find what they name.

use std::fmt;

/// What tells the UUIDs of one store, or of one run, from those of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(u64);

/// RFC 9562, version 8: the salt in front, the number behind, two bits of variant between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uuid(u128);

const VERSION: u128 = 0xF << 76;
const VARIANT: u128 = 0b11 << 62;

impl Salt {
    /// Any 64 bits; four of them are lost to the version.
    pub const fn new(bits: u64) -> Salt {
        Salt(bits & !0xF000)
    }

    pub const fn uuid(self, number: i64) -> Uuid {
        let bits = (self.0 as u128) << 64 | (number as u128 & (u64::MAX as u128));
        Uuid(bits & !VERSION & !VARIANT | 8 << 76 | 0b10 << 62)
    }

    /// The number in a UUID of this salt.
    pub fn number(self, uuid: Uuid) -> Option<i64> {
        let number = (uuid.0 & !VARIANT) as u64 as i64;
        (self.uuid(number) == uuid).then_some(number)
    }
}

impl Uuid {
    /// The canonical form, letters of either case.
    pub fn parse(text: &str) -> Option<Uuid> {
        let dashes = [8, 13, 18, 23];
        let bytes = text.as_bytes();
        if bytes.len() != 36 || dashes.iter().any(|place| bytes[*place] != b'-') {
            return None;
        }
        let digits = bytes.iter().enumerate().filter(|(place, _)| !dashes.contains(place));
        let value = digits.map(|(_, byte)| char::from(*byte).to_digit(16).map(u128::from));
        value.into_iter().try_fold(0, |sum: u128, digit| Some(sum << 4 | digit?)).map(Uuid)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |from: u32, bits: u32| (self.0 >> from) as u64 & ((1 << bits) - 1);
        let (a, b, c, d, e) = (part(96, 32), part(80, 16), part(64, 16), part(48, 16), part(0, 48));
        write!(f, "{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_carries_its_number_and_knows_its_own() {
        let (ours, other) = (Salt::new(0x0123_4567_89AB_CDEF), Salt::new(7));
        for number in [1, 2, 1 << 20, (1 << 61) - 1] {
            let uuid = ours.uuid(number);
            let text = uuid.to_string();
            assert_eq!(&text[14..15], "8", "version: {text}");
            assert!("89ab".contains(&text[19..20]), "variant: {text}");
            assert_eq!(Uuid::parse(&text), Some(uuid));
            assert_eq!(Uuid::parse(&text.to_uppercase()), Some(uuid));
            assert_eq!(ours.number(uuid), Some(number));
            assert_eq!(other.number(uuid), None);
        }
        for bad in ["", "1", "01234567-89ab-8def-8000-00000000000g", "0123456789ab-8def-8000-0000000000001"] {
            assert_eq!(Uuid::parse(bad), None, "{bad}");
        }
    }
}
