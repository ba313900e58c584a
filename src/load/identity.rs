//! Message ids that say which message of which run they are, so that nothing need be remembered to know one again.

use crate::random::{Salt, Uuid, child};

/// A run; two runs share no message id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunId(Salt);

/// Characters of an id.
pub const LENGTH: usize = 36;

impl RunId {
    /// Of any number, such as the instant at which the run began.
    pub const fn new(number: u64) -> RunId {
        RunId(Salt::new(child(number, 0, 0)))
    }

    /// The id of a message of this run: a UUID of version 8 that carries the lower 62 bits of the number.
    pub fn message(self, id: u64) -> String {
        self.0.uuid(id as i64).to_string()
    }

    /// Which message of this run has this id, which may stand in braces; `None`: none of this run.
    pub fn of(self, text: &str) -> Option<u64> {
        let uuid = Uuid::parse(text.trim_matches(['{', '}']))?;
        self.0.number(uuid).map(|number| number as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_again_and_others_are_not() {
        let run = RunId::new(0x0123_4567_89ab_cdef);
        for id in [0, 1, 9_999_999, u64::from(u32::MAX) + 7, (1 << 62) - 1] {
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
