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
    /// On two threads at once.
    RouteTwice,
    Refused(&'static str),
    /// A bare pass of the XML reader over a document of so many kilobytes.
    Bare(usize),
    /// A document is parsed, checked and routed.
    Document(usize),
    /// The same on two threads at once.
    DocumentTwice(usize),
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
            Case::RouteTwice => "route_two_threads".to_owned(),
            Case::Bare(kilobytes) => format!("xml_pass_{kilobytes}kb"),
            Case::Document(kilobytes) => format!("parse_check_route_{kilobytes}kb"),
            Case::DocumentTwice(kilobytes) => format!("parse_check_route_{kilobytes}kb_two_threads"),
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
            Case::RouteTwice => ("hele veien, to tråder", "the whole way, two threads"),
            Case::Bare(size) => {
                return either(
                    lang,
                    format!("gulv: XML-leseren alene, {size} KB"),
                    format!("floor: the XML reader alone, {size} KB"),
                );
            }
            Case::Document(size) => {
                return either(
                    lang,
                    format!("lest, prøvd og rutet, {size} KB"),
                    format!("parsed, checked and routed, {size} KB"),
                );
            }
            Case::DocumentTwice(size) => {
                return either(
                    lang,
                    format!("lest, prøvd og rutet, {size} KB, to tråder"),
                    format!("parsed, checked and routed, {size} KB, two threads"),
                );
            }
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
            "{letters} meldinger, {parties} parter i registeret, én tråd der ikke annet står; den beste av fem runder.\n{:<44} {:>10} {:>10} {:>8} {:>8}",
            "", "meldinger", "mill./s", "ns", "× gulv"
        ),
        format!(
            "{letters} messages, {parties} parties in the register, one thread unless said otherwise; the best of five rounds.\n{:<44} {:>10} {:>10} {:>8} {:>8}",
            "", "messages", "million/s", "ns", "× floor"
        ),
    )
}

/// A case with its time for one letter and that of the floor.
pub fn row(lang: Lang, what: Case, letters: usize, (nanoseconds, floor): (f64, f64)) -> String {
    let shown = |value, decimals| {
        if lang == Lang::Nb { with_comma(value, decimals) } else { fixed(value, decimals) }
    };
    let few = if nanoseconds > 1e3 { 3 } else { 1 };
    let (million, each, times) =
        (shown(1e3 / nanoseconds, few), shown(nanoseconds, 1), shown(nanoseconds / floor, 2));
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

/// What became of the messages of a server that was killed again and again.
#[derive(Clone, Debug, Default)]
pub struct Kills {
    pub kills: u64,
    pub messages: u64,
    /// In seconds, until the server listened again.
    pub longest_start: f64,
    pub acknowledged: u64,
    pub answered: u64,
    pub forwarded: u64,
    pub broken: u64,
    /// Acknowledged, and in no inbox and not answered.
    pub lost: u64,
    /// In two inboxes, or waiting though answered.
    pub doubled: u64,
    pub answered_twice: u64,
    /// The server accepted an answer that the sender does not get.
    pub answers_lost: u64,
    /// The sender has not exactly one receipt.
    pub receipts_wrong: u64,
    /// Sent again, and told another id or no 201.
    pub told_differently: u64,
    /// Messages that nobody sent.
    pub unknown: u64,
}

impl Kills {
    /// Whether all was kept that was promised.
    pub fn is_kept(&self) -> bool {
        let Kills {
            lost,
            doubled,
            answered_twice,
            answers_lost,
            receipts_wrong,
            told_differently,
            unknown,
            ..
        } = self;
        let wrong = [lost, doubled, answered_twice, answers_lost, receipts_wrong, told_differently, unknown];
        self.acknowledged == self.messages && wrong.iter().all(|count| **count == 0)
    }
}

pub fn kills(lang: Lang, found: &Kills) -> String {
    let Kills { kills, messages, acknowledged, answered, forwarded, broken, .. } = found;
    let seconds = found.longest_start;
    let seconds = if lang == Lang::Nb { with_comma(seconds, 2) } else { fixed(seconds, 2) };
    let head = either(
        lang,
        format!(
            "kill -9 {kills} ganger; {acknowledged} av {messages} meldinger kvittert med 201, {answered} besvart, {forwarded} videresendt; {broken} kall brøt av; lengste start {seconds} s."
        ),
        format!(
            "kill -9 {kills} times; {acknowledged} of {messages} messages acknowledged with 201, {answered} answered, {forwarded} forwarded; {broken} calls broke; longest start {seconds} s."
        ),
    );
    let rows = [
        ("kvittert og borte", "acknowledged and gone", found.lost),
        (
            "i to innbokser, eller besvart og ventende",
            "in two inboxes, or answered and waiting",
            found.doubled,
        ),
        ("besvart to ganger", "answered twice", found.answered_twice),
        ("svar godtatt og borte", "answers accepted and gone", found.answers_lost),
        ("ikke nøyaktig én kvittering (AppRec)", "not exactly one receipt (AppRec)", found.receipts_wrong),
        (
            "samme dokument igjen, annet svar",
            "the same document again, another reply",
            found.told_differently,
        ),
        ("meldinger som ingen har sendt", "messages that nobody sent", found.unknown),
    ];
    let rows = rows.map(|(nb, en, count)| {
        let name = if lang == Lang::Nb { nb } else { en };
        format!("\n{name:<44} {count:>8}")
    });
    head + &rows.concat()
}

pub fn store_is_kept(lang: Lang, store: &str) -> String {
    either(
        lang,
        format!("Noe er ikke som lovet. Lageret ligger her: {store}"),
        format!("Something is not as promised. The store is kept: {store}"),
    )
}
