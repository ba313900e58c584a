//! What the twin says: where server and simulation differ, and on the wall clock by how much.

use super::decimal;
use crate::text::{Lang, either, escaped};

pub fn twin_needs_both(lang: Lang) -> String {
    either(
        lang,
        "--twin: trenger --target og --inside, begge http:// på denne maskinen; uten --compress må meldingstjeneren være startet med --test-clock.".to_owned(),
        "--twin: needs --target and --inside, both http:// on this machine; without --compress the message server must have been started with --test-clock.".to_owned(),
    )
}

pub fn twin_has_own_times(lang: Lang) -> String {
    either(
        lang,
        "--twin sender når scenarioet sender: utelat --rate, --trace og --closed.".to_owned(),
        "--twin sends when the scenario does: leave out --rate, --trace and --closed.".to_owned(),
    )
}

/// How many messages were acted out with how many calls, and in how many places they differ.
pub fn twin_heading(lang: Lang, requests: u64, calls: u64, differences: u64) -> String {
    either(
        lang,
        format!(
            "{requests} meldinger simulert og kjørt på tjeneren, {calls} kall, {differences} forskjeller."
        ),
        format!(
            "{requests} messages simulated and acted out on the server, {calls} calls, {differences} differences."
        ),
    )
}

pub fn twin_row(lang: Lang, what: &str, compared: u64, differ: u64) -> String {
    let name = match (lang, what) {
        (Lang::Nb, "route") => "vei til innboksen",
        (Lang::Nb, "receipt") => "mottakstidspunkt",
        (Lang::Nb, "outcome") => "utfall",
        (Lang::Nb, "deadline") => "innen fristen",
        (Lang::Nb, "queue") => "kølengde",
        (Lang::Nb, "order") => "rekkefølge i køen",
        (Lang::Nb, "little") => "Littles lov",
        (Lang::Nb, _) => "kall",
        (Lang::En, "route") => "way to the inbox",
        (Lang::En, "receipt") => "time of receipt",
        (Lang::En, "deadline") => "within the limit",
        (Lang::En, "queue") => "queue length",
        (Lang::En, "order") => "order in the queue",
        (Lang::En, "little") => "Little's law",
        (Lang::En, _) => what,
    };
    either(
        lang,
        format!("  {name:<20} {compared:>8} sammenliknet {differ:>6} ulike"),
        format!("  {name:<20} {compared:>8} compared {differ:>6} differ"),
    )
}

/// Where they differ: what, which message, when.
pub fn twin_difference(
    lang: Lang,
    (what, key, at): (&str, &str, &str),
    expected: &str,
    found: &str,
) -> String {
    let (expected, found) = (escaped(expected), escaped(found));
    either(
        lang,
        format!("  {at} melding {key}, {what}: simuleringen {expected}, tjeneren {found}"),
        format!("  {at} message {key}, {what}: simulation {expected}, server {found}"),
    )
}

/// How many wait in an inbox, and for how many hours, by the simulation and on the server.
pub fn twin_queue(lang: Lang, inbox: &str, queue: [f64; 2], visits: u64, hours: [f64; 2]) -> String {
    let [expected, found] = queue.map(|mean| decimal(lang, mean, 2));
    let [wait, found_wait] = hours.map(|hours| decimal(lang, hours, 2));
    either(
        lang,
        format!(
            "  {inbox}: i middel venter {expected} i simuleringen og {found} på tjeneren; {visits} besøk ventet i middel {wait} og {found_wait} timer."
        ),
        format!(
            "  {inbox}: on average {expected} wait in the simulation and {found} on the server; {visits} visits waited {wait} and {found_wait} hours on average."
        ),
    )
}

/// Mean number waiting beside arrivals times mean wait.
pub fn twin_little(lang: Lang, queue: [f64; 2], by_law: [f64; 2]) -> String {
    let [expected, found] = queue.map(|mean| decimal(lang, mean, 3));
    let [law, found_law] = by_law.map(|mean| decimal(lang, mean, 3));
    either(
        lang,
        format!(
            "  Littles lov, L og λW: {expected} og {law} i simuleringen, {found} og {found_law} på tjeneren."
        ),
        format!(
            "  Little's law, L and λW: {expected} and {law} in the simulation, {found} and {found_law} on the server."
        ),
    )
}

/// How late the server's side was, in seconds of the scenario, and how late it may be.
pub fn twin_distortion(lang: Lang, found: f64, allowed: f64, largest: Option<u32>) -> String {
    let (found, allowed) = (decimal(lang, found, 2), decimal(lang, allowed, 2));
    let most = largest.map_or("–".to_owned(), |largest| largest.to_string());
    either(
        lang,
        format!(
            "  Forvrengning: 99 % av det som ble gjort, var gjort på tjeneren innen {found} s av scenarioets tid; tillatt er {allowed} s, 1 % av den korteste behandlingstiden. Største --compress som holder: {most}."
        ),
        format!(
            "  Distortion: 99 % of what was done was done on the server within {found} s of scenario time; {allowed} s is allowed, 1 % of the shortest handling time. The largest --compress that would do: {most}."
        ),
    )
}

/// What a run on the wall clock says: nothing, that they are equal, or that they are not.
pub fn twin_verdict(lang: Lang, (valid, equal): (bool, bool), verdicts: Option<f64>, queue: f64) -> String {
    let share = verdicts.map_or("–".to_owned(), |share| decimal(lang, share * 100.0, 2));
    let queue = decimal(lang, queue * 100.0, 2);
    let figures = either(
        lang,
        format!("{share} % av svarene er bedømt likt mot fristen, og kølengden avviker med {queue} %."),
        format!(
            "{share} % of the answers have the same verdict on the limit, and the queue is {queue} % off."
        ),
    );
    match (valid, equal) {
        (false, _) => either(
            lang,
            "UGYLDIG: klokka forvrenger for mye til å si noe om tjeneren.".to_owned(),
            "INVALID: the clock distorts too much to say anything of the server.".to_owned(),
        ),
        (true, true) => either(
            lang,
            format!("Tjeneren gjør som simuleringen: {figures}"),
            format!("The server does what the simulation does: {figures}"),
        ),
        (true, false) => either(
            lang,
            format!("Tjeneren gjør ikke som simuleringen: {figures}"),
            format!("The server does not do what the simulation does: {figures}"),
        ),
    }
}

/// Where a run on the wall clock stands.
pub fn twin_progress(lang: Lang, at: &str) -> String {
    either(lang, format!("Scenarioets klokke: {at}"), format!("The scenario's clock: {at}"))
}
