//! What the load test says.

mod names;
mod refusals;
mod twin;

pub use names::*;
pub use refusals::*;
pub use twin::*;

use super::{Lang, Name, either, escaped, number};

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
pub const RECEIVER_STOPPED: Name =
    Name::new("Mottakeren sto stille i 1 s", "The receiver stood still for 1 s");
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
    either(
        lang,
        format!("Lasttesten fikk ikke det den trenger: {why}"),
        format!("The load test did not get what it needs: {why}"),
    )
}

/// What wakes the dispatcher.
pub fn timer(lang: Lang, timer: &str) -> String {
    either(lang, format!("Klokke: {timer}"), format!("Timer: {timer}"))
}

/// Why a run is invalid: a code and its number.
pub fn invalid(lang: Lang, (code, number, limit): (&str, f64, f64)) -> String {
    match code {
        "send_lag" => {
            let (share, limit) = (decimal(lang, number * 100.0, 2), decimal(lang, limit / 1e6, 0));
            either(
                lang,
                format!(
                    "  Verktøyet tok opp {share} % av meldingene mer enn {limit} ms for sent (--max-send-lag)."
                ),
                format!(
                    "  The tool took up {share} % of the messages more than {limit} ms late (--max-send-lag)."
                ),
            )
        }
        "missed" => either(
            lang,
            format!("  {number:.0} planlagte meldinger ble aldri sendt."),
            format!("  {number:.0} planned messages were never sent."),
        ),
        _ => either(
            lang,
            format!("  {number:.0} meldinger er ikke gjort opp: en feil i verktøyet."),
            format!("  {number:.0} messages have no outcome: a fault of the tool."),
        ),
    }
}

pub fn sent(lang: Lang, sent: u64, planned: u64, rate: Option<f64>) -> String {
    let rate = rate.map_or("–".to_owned(), |rate| decimal(lang, rate, 1));
    either(
        lang,
        format!("Sendt {sent} av {planned} meldinger, {rate} i sekundet."),
        format!("Sent {sent} of {planned} messages, {rate} a second."),
    )
}

/// A finding with its number and the first messages.
pub fn counted(lang: Lang, name: Name, count: u64, ids: &[u64]) -> String {
    let some: Vec<String> = ids.iter().take(10).map(u64::to_string).collect();
    let ids = if some.is_empty() { String::new() } else { format!("  (#{})", some.join(" #")) };
    format!("  {:<26} {count:>9}{ids}", name_of(lang, name))
}

/// Codes are for machines: people see words.
fn name_of(lang: Lang, name: Name) -> String {
    name.of(lang).replace('_', " ")
}

/// Median, 99th percentile and longest of a leg, in milliseconds.
pub fn leg_line(lang: Lang, name: Name, values: [f64; 3]) -> String {
    let [p50, p99, max] = values.map(|value| decimal(lang, value, 2));
    let longest = either(lang, "lengst".into(), "longest".into());
    format!("  {:<26} p50 {p50:>9} ms   p99 {p99:>9} ms   {longest} {max:>9} ms", name_of(lang, name))
}

pub fn latency_at_most(lang: Lang, leg: Name, quantile: f64, millis: f64) -> String {
    let (percent, millis) = (decimal(lang, quantile * 100.0, 2), decimal(lang, millis, 0));
    let leg = name_of(lang, leg);
    either(
        lang,
        format!("{leg}: {percent} % innen {millis} ms"),
        format!("{leg}: {percent} % within {millis} ms"),
    )
}

pub fn share_at_most(lang: Lang, finding: Name, share: f64) -> String {
    let (percent, finding) = (decimal(lang, share * 100.0, 4), name_of(lang, finding));
    either(lang, format!("{finding}: høyst {percent} %"), format!("{finding}: at most {percent} %"))
}

/// A threshold and what was found.
pub fn held(lang: Lang, met: bool, threshold: &str, found: &str) -> String {
    let verdict = match (met, lang) {
        (true, Lang::Nb) => "holdt",
        (false, Lang::Nb) => "IKKE HOLDT",
        (true, Lang::En) => "held",
        (false, Lang::En) => "NOT HELD",
    };
    format!("  {threshold}: {found}, {verdict}")
}

pub fn first_failure(lang: Lang, why: &str) -> String {
    let why = escaped(why);
    either(lang, format!("Første grunn: {why}"), format!("First reason: {why}"))
}

pub fn unreachable(lang: Lang, target: &str, why: &str) -> String {
    let (target, why) = (escaped(target), escaped(why));
    either(
        lang,
        format!("--target = {target}: nås ikke ({why}). Start tjeneren, eller rett adressen."),
        format!("--target = {target}: cannot be reached ({why}). Start the server, or correct the address."),
    )
}

/// How a run stands.
pub fn glance(lang: Lang, seconds: f64, sent: u64, (intended, actual): (f64, f64)) -> String {
    let (seconds, intended, actual) =
        (decimal(lang, seconds, 0), decimal(lang, intended, 0), decimal(lang, actual, 0));
    either(
        lang,
        format!("{seconds} s · sendt {sent} · {intended}/s, kvittert {actual}/s"),
        format!("{seconds} s · sent {sent} · {intended}/s, acknowledged {actual}/s"),
    )
}

pub fn glance_more(
    lang: Lang,
    under_way: u64,
    (p99, lag): (Option<f64>, Option<f64>),
    broken: u64,
) -> String {
    let [p99, lag] = [p99, lag].map(|value| value.map_or("–".to_owned(), |value| decimal(lang, value, 1)));
    either(
        lang,
        format!(" · underveis {under_way} · p99 {p99} ms · egen forsinkelse p99 {lag} ms · brudd {broken}"),
        format!(" · under way {under_way} · p99 {p99} ms · own lag p99 {lag} ms · violations {broken}"),
    )
}

pub fn highest(lang: Lang, mean: f64, (lower, upper): (f64, f64), repeats: usize) -> String {
    let [mean, lower, upper] = [mean, lower, upper].map(|rate| decimal(lang, rate, 0));
    either(
        lang,
        format!(
            "Høyeste fart som holder alle krav: {mean} i sekundet (95 % intervall {lower} til {upper}, {repeats} gjentak)."
        ),
        format!(
            "Highest rate that meets all thresholds: {mean} a second (95 % interval {lower} to {upper}, {repeats} repeats)."
        ),
    )
}

/// A rate that was tried, and how that ended.
pub fn tried(lang: Lang, rate: f64, ending: &str) -> String {
    format!("{}/s: {ending}", decimal(lang, rate, 1))
}

pub fn nothing_held(lang: Lang) -> String {
    either(
        lang,
        "Ingen fart som ble prøvd, holdt kravene.".into(),
        "No rate that was tried met the thresholds.".into(),
    )
}

/// How often the tool's own server was killed.
pub fn killed(lang: Lang, times: u64) -> String {
    either(
        lang,
        format!("  Tjeneren ble drept (kill -9) og startet igjen {times} ganger."),
        format!("  The server was killed (kill -9) and started again {times} times."),
    )
}
