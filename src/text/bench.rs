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
            Case::Floor => {
                ("gulv: oppslag i en tabell uten hull", "floor: look-up in an array without holes")
            }
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
        format!(
            "{letters} meldinger, {parties} parter i registeret, én tråd; den beste av fem runder.\n{:<44} {:>10} {:>10} {:>8} {:>8}",
            "", "meldinger", "mill./s", "ns", "× gulv"
        ),
        format!(
            "{letters} messages, {parties} parties in the register, one thread; the best of five rounds.\n{:<44} {:>10} {:>10} {:>8} {:>8}",
            "", "messages", "million/s", "ns", "× floor"
        ),
    )
}

/// A case with its time for one letter and that of the floor.
pub fn row(lang: Lang, what: Case, letters: usize, (nanoseconds, floor): (f64, f64)) -> String {
    let shown = |value| if lang == Lang::Nb { with_comma(value, 1) } else { fixed(value, 1) };
    let (million, each, times) = (shown(1e3 / nanoseconds), shown(nanoseconds), shown(nanoseconds / floor));
    format!("{:<44} {letters:>10} {million:>10} {each:>8} {times:>8}", what.of(lang))
}

/// What a message server reached.
pub struct Measured {
    pub a_second: f64,
    /// Of the server's process, a message.
    pub cpu_micros: Option<f64>,
    pub half_ms: Option<f64>,
    pub most_ms: Option<f64>,
    pub failed: u64,
}

/// Half and 99 of 100 bare flushes take at most so many microseconds.
pub fn probe(lang: Lang, (half, most): (f64, f64)) -> String {
    let (half, most) = (fixed(half, 0), fixed(most, 0));
    either(
        lang,
        format!("Bare å tømme 8 KB til disken: p50 {half} µs, p99 {most} µs."),
        format!("A bare flush of 8 KB to the disk: p50 {half} µs, p99 {most} µs."),
    )
}

pub fn msh_heading(lang: Lang, relaxed: bool) -> String {
    let mode = match (lang, relaxed) {
        (Lang::Nb, false) => "201 når loggen er på disken",
        (Lang::Nb, true) => "løst: 201 før loggen er på disken",
        (Lang::En, false) => "201 when the log is on the disk",
        (Lang::En, true) => "relaxed: 201 before the log is on the disk",
    };
    let names = match lang {
        Lang::Nb => ["forbindelser", "meldinger/s", "CPU µs", "p50 ms", "p99 ms", "feilet"],
        Lang::En => ["connections", "messages/s", "CPU µs", "p50 ms", "p99 ms", "failed"],
    };
    let [a, b, c, d, e, f] = names;
    format!("{mode}\n{a:>12} {b:>12} {c:>8} {d:>8} {e:>8} {f:>7}")
}

pub fn msh_row(lang: Lang, connections: usize, measured: &Measured) -> String {
    let number = |value: f64, decimals| {
        if lang == Lang::Nb { with_comma(value, decimals) } else { fixed(value, decimals) }
    };
    let known =
        |value: Option<f64>, decimals| value.map_or("–".to_owned(), |value| number(value, decimals));
    let Measured { a_second, cpu_micros, half_ms, most_ms, failed } = measured;
    format!(
        "{connections:>12} {:>12} {:>8} {:>8} {:>8} {failed:>7}",
        number(*a_second, 0),
        known(*cpu_micros, 1),
        known(*half_ms, 1),
        known(*most_ms, 1)
    )
}
