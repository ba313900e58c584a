//! Message ids that say which message of which run they are, so that nothing need be remembered to know one again.
//!
//! A UUID of version 8 (RFC 9562): 60 bits of the run, then 62 bits of the message.

/// A run; two runs share no message id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunId(u64);

const RUN: u64 = (1 << 60) - 1;
const MESSAGE: u64 = (1 << 62) - 1;
/// Characters of an id.
pub const LENGTH: usize = 36;

impl RunId {
    /// Of any number, such as the instant at which the run began.
    pub const fn new(number: u64) -> RunId {
        RunId(number & RUN)
    }

    /// The id of a message of this run.
    pub fn message(self, id: u64) -> String {
        let high = (self.0 >> 12) << 16 | 8 << 12 | self.0 & 0xFFF;
        let low = 0b10 << 62 | id & MESSAGE;
        let (a, b, c) = (high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF);
        format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xFFFF_FFFF_FFFF)
    }

    /// Which message of this run has this id; `None`: none of this run.
    pub fn of(self, text: &str) -> Option<u64> {
        let digits: String = text.trim_matches(['{', '}']).split('-').collect();
        let number = (text.len() >= LENGTH && digits.len() == 32 && digits.is_ascii())
            .then(|| u128::from_str_radix(&digits, 16).ok())??;
        let id = number as u64 & MESSAGE;
        self.message(id).eq_ignore_ascii_case(text.trim_matches(['{', '}'])).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_again_and_others_are_not() {
        let run = RunId::new(0x0123_4567_89ab_cdef);
        for id in [0, 1, 9_999_999, u64::from(u32::MAX) + 7, MESSAGE] {
            let text = run.message(id);
            assert_eq!((text.len(), run.of(&text), run.of(&text.to_uppercase())), (36, Some(id), Some(id)));
            assert_eq!((RunId::new(5).of(&text), &text[14..15]), (None, "8"));
            assert!("89ab".contains(&text[19..20]));
        }
        for other in
            ["", "5f5e94d5-d908-476b-a172-a241c52eddb6", "ø", "-------------------------------------"]
        {
            assert_eq!(run.of(other), None, "{other}");
        }
    }
}
