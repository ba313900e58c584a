//! What the load test says.

use super::{Lang, Name, either, number};

/// A number with decimals as people read it.
pub fn decimal(lang: Lang, value: f64, decimals: usize) -> String {
    match lang {
        _ if !value.is_finite() => "–".to_owned(),
        Lang::Nb => number::with_comma(value, decimals),
        Lang::En => number::fixed(value, decimals),
    }
}

pub const SERVER_STOPPED: Name = Name::new("Tjeneren sto stille i 1 s", "The server stood still for 1 s");
pub const TOOL_STOPPED: Name = Name::new("Verktøyet sto stille i 1 s", "The tool stood still for 1 s");
pub const RECEIVER_STOPPED: Name = Name::new("Mottakeren sto stille i 1 s", "The receiver stood still for 1 s");
pub const MEAN: Name = Name::new("middel", "mean");
pub const PASSED: Name = Name::new("bestått", "passed");
pub const FAILED: Name = Name::new("IKKE BESTÅTT", "FAILED");

/// Heading of a stop.
pub fn stop(lang: Lang, what: Name, messages: u64, tolerance: f64) -> String {
    let (what, percent) = (what.of(lang), tolerance * 100.0);
    either(
        lang,
        format!("{what} ({messages} meldinger; ± {percent:.0} %)"),
        format!("{what} ({messages} messages; ± {percent:.0} %)"),
    )
}

/// A figure as reported and as it should be, in milliseconds.
pub fn reported(lang: Lang, name: &str, reported: f64, known: f64) -> String {
    let (found, known) = (decimal(lang, reported, 1), decimal(lang, known, 1));
    either(
        lang,
        format!("  {name:<7} meldt {found:>8} ms   regnet {known:>8} ms"),
        format!("  {name:<7} reported {found:>8} ms   arithmetic {known:>8} ms"),
    )
}

/// Whose the lateness was.
pub fn lateness(lang: Lang, share: f64) -> String {
    let percent = decimal(lang, share * 100.0, 2);
    either(
        lang,
        format!("  for sent tatt opp av verktøyet selv: {percent} % av meldingene"),
        format!("  taken up late by the tool itself: {percent} % of the messages"),
    )
}

/// Heading of broken promises.
pub fn promises(lang: Lang, messages: u64, settled: u64) -> String {
    either(
        lang,
        format!("Tjeneren bryter løfter ({messages} meldinger, {settled} gjort opp)"),
        format!("The server breaks promises ({messages} messages, {settled} settled)"),
    )
}

/// Where a promise was broken, and where the ledger says that it was.
pub fn broken(lang: Lang, what: &str, done: &str, named: &str) -> String {
    either(
        lang,
        format!("  {what:<10} gjort ved {done}; regnskapet nevner {named}"),
        format!("  {what:<10} done at {done}; the ledger names {named}"),
    )
}

/// The system refused something.
pub fn no_system(lang: Lang, why: &str) -> String {
    either(lang, format!("Lasttesten fikk ikke det den trenger: {why}"), format!("The load test did not get what it needs: {why}"))
}

/// What wakes the dispatcher.
pub fn timer(lang: Lang, timer: &str) -> String {
    either(lang, format!("Klokke: {timer}"), format!("Timer: {timer}"))
}
