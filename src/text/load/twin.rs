//! What the twin says: where server and simulation differ.

use crate::text::{Lang, either, escaped};

pub fn twin_needs_both(lang: Lang) -> String {
    either(
        lang,
        "--twin: trenger --target og --inside, begge http:// på denne maskinen, til en meldingstjener med --test-clock.".to_owned(),
        "--twin: needs --target and --inside, both http:// on this machine, of a message server with --test-clock.".to_owned(),
    )
}

/// How many messages were acted out with how many calls, and in how many places they differ.
pub fn twin_heading(lang: Lang, requests: u64, calls: u64, differences: usize) -> String {
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

pub fn twin_row(lang: Lang, what: &str, compared: u64, differ: usize) -> String {
    let name = match (lang, what) {
        (Lang::En, _) => what,
        (Lang::Nb, "route") => "vei til innboksen",
        (Lang::Nb, "receipt") => "mottakstidspunkt",
        (Lang::Nb, "outcome") => "utfall",
        (Lang::Nb, "deadline") => "innen fristen",
        (Lang::Nb, "queue") => "kølengde",
        (Lang::Nb, _) => "kall",
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
