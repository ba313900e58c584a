//! What benchmarks say in the terminal.

use super::number::{fixed, with_comma};
use super::{Lang, either};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Floor,
    Hit,
    Miss,
    Address,
    Route,
    Refused(&'static str),
}

impl Case {
    /// Its name in tables for programs.
    pub fn key(self) -> String {
        match self {
            Case::Floor => "dense_array".to_owned(),
            Case::Hit => "look_up_hit".to_owned(),
            Case::Miss => "look_up_miss".to_owned(),
            Case::Address => "look_up_address".to_owned(),
            Case::Route => "route".to_owned(),
            Case::Refused(reason) => format!("refused_{reason}"),
        }
    }

    fn of(self, lang: Lang) -> String {
        let (nb, en) = match self {
            Case::Floor => ("gulv: oppslag i en tabell uten hull", "floor: look-up in an array without holes"),
            Case::Hit => ("oppslag av HER-id", "look-up of a HER-id"),
            Case::Miss => ("oppslag av ukjent HER-id", "look-up of an unknown HER-id"),
            Case::Address => ("oppslag av tjenesteadresse", "look-up of a service address"),
            Case::Route => ("hele veien til innboksen", "the whole way to the inbox"),
            Case::Refused(reason) => {
                return either(lang, format!("avvist: {reason}"), format!("refused: {reason}"));
            }
        };
        either(lang, nb.to_owned(), en.to_owned())
    }
}

pub fn no_letters(lang: Lang) -> String {
    either(
        lang,
        "Scenariet sender ingen meldinger: det er ingenting å måle.".to_owned(),
        "The scenario sends no messages: there is nothing to measure.".to_owned(),
    )
}

pub fn heading(lang: Lang, letters: usize, parties: usize) -> String {
    either(
        lang,
        format!("{letters} meldinger, {parties} parter i registeret, én tråd; den beste av fem runder.\n{:<44} {:>10} {:>10} {:>8} {:>8}", "", "meldinger", "mill./s", "ns", "× gulv"),
        format!("{letters} messages, {parties} parties in the register, one thread; the best of five rounds.\n{:<44} {:>10} {:>10} {:>8} {:>8}", "", "messages", "million/s", "ns", "× floor"),
    )
}

/// A case with its time for one letter and that of the floor.
pub fn row(lang: Lang, what: Case, letters: usize, (nanoseconds, floor): (f64, f64)) -> String {
    let shown = |value| if lang == Lang::Nb { with_comma(value, 1) } else { fixed(value, 1) };
    let (million, each, times) = (shown(1e3 / nanoseconds), shown(nanoseconds), shown(nanoseconds / floor));
    format!("{:<44} {letters:>10} {million:>10} {each:>8} {times:>8}", what.of(lang))
}
