//! Patients and staff who do not exist.

use super::phrases::{ADJECTIVES, GIVEN, NOUNS, PROFESSIONS};
use crate::edi::identity::{Identity, Mark};
use crate::edi::write::Person;
use crate::random::{Dice, Purpose};

/// A made-up patient: an adjective and a noun as a name, and a number that is marked as synthetic.
#[derive(Clone, Debug)]
pub struct Patient {
    given_name: &'static str,
    family_name: &'static str,
    born: String,
    identity: String,
}

impl Patient {
    /// The patient of a conversation.
    pub fn of(run: u64, conversation: u64) -> Patient {
        let mut draws = Dice::new(run, 0).sequence(Purpose::Patient, conversation);
        let mut below = |count: usize| draws.draw().index(count);
        let mark = [Mark::Month80, Mark::Month65][below(2)];
        let (given_name, family_name) = (ADJECTIVES[below(ADJECTIVES.len())], NOUNS[below(NOUNS.len())]);
        let (day, month, year) = (1 + below(28) as u32, 1 + below(12) as u32, 1930 + below(70) as u32);
        let begin = below(500) as u32;
        // Of any ten numbers in a row some have check digits.
        let mut tried =
            (begin..begin + 500).filter_map(|number| Identity::synthetic((day, month, year), number, mark));
        let identity = tried.next().unwrap_or_default();
        Patient { given_name, family_name, born: format!("{year:04}-{month:02}-{day:02}"), identity }
    }

    pub fn written(&self) -> Person<'_> {
        Person {
            given_name: self.given_name,
            family_name: self.family_name,
            born: &self.born,
            identity: &self.identity,
            identity_type: "FNR",
        }
    }

    /// As a text calls the patient.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// Who signs: a made-up name and a profession.
pub fn author(draws: &mut super::Draws) -> (String, &'static str) {
    let name = format!("{} {}", draws.pick(&GIVEN), draws.pick(&NOUNS));
    (name, draws.pick(&PROFESSIONS))
}
