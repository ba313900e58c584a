//! What the load test refuses, each with its remedy.

use crate::text::{Lang, either, escaped};

pub fn no_length(lang: Lang, option: &str, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{option} = {found}: er ingen tid. Skriv for eksempel 200ms, 30s, 5m eller 2h."),
        format!("{option} = {found}: is no length of time. Write for example 200ms, 30s, 5m or 2h."),
    )
}

pub fn no_url(lang: Lang, option: &str, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{option} = {found}: er ingen adresse. Skriv for eksempel http://127.0.0.1:8080."),
        format!("{option} = {found}: is no address. Write for example http://127.0.0.1:8080."),
    )
}

pub fn url_extras(lang: Lang, option: &str) -> String {
    either(
        lang,
        format!("{option}: adressen må være uten brukernavn, passord, spørring og merke."),
        format!("{option}: the address must be without user name, password, query and fragment."),
    )
}

pub fn no_file(lang: Lang, option: &str, path: &str, why: &str) -> String {
    let (path, why) = (escaped(path), escaped(why));
    either(
        lang,
        format!("{option} = {path}: kan ikke leses ({why})."),
        format!("{option} = {path}: cannot be read ({why})."),
    )
}

pub fn no_auth(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--auth = {found}: skriv none, bearer:FIL eller helseid:FIL."),
        format!("--auth = {found}: write none, bearer:FILE or helseid:FILE."),
    )
}

/// What is wrong with a file of secrets; the secret itself is never shown.
pub fn bad_auth(lang: Lang, why: &str) -> String {
    let why = escaped(why);
    either(
        lang,
        format!("--auth: filen kan ikke brukes ({why}). Se docs/load.md."),
        format!("--auth: the file cannot be used ({why}). See docs/load.md."),
    )
}

pub fn bad_ca(lang: Lang, option: &str, why: &str) -> String {
    let why = escaped(why);
    either(
        lang,
        format!("{option}: https trenger --ca FIL med utstederne det stoles på ({why})."),
        format!("{option}: https needs --ca FILE with the authorities that are trusted ({why})."),
    )
}

pub fn no_shape(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--rate = {found}: er ingen fart. Skriv for eksempel 100@60s, 0..500@1m,500@10m."),
        format!("--rate = {found}: is no rate. Write for example 100@60s, 0..500@1m,500@10m."),
    )
}

pub fn no_closed(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--closed = {found}: skriv antall og tid, for eksempel 64@30s."),
        format!("--closed = {found}: write number and time, for example 64@30s."),
    )
}

pub fn one_schedule(lang: Lang) -> String {
    either(
        lang,
        "--rate, --trace, --closed, --compress: velg én av dem.".into(),
        "--rate, --trace, --closed, --compress: choose one of them.".into(),
    )
}

pub fn rate_missing(lang: Lang) -> String {
    either(
        lang,
        "--rate mangler: skriv for eksempel --rate 100@30s.".into(),
        "--rate is missing: write for example --rate 100@30s.".into(),
    )
}

pub fn no_thresholds(lang: Lang) -> String {
    either(
        lang,
        "Scenarioet har ingen krav å prøve. Skriv for eksempel [load.threshold.svar] med leg, percentile og at_most.".into(),
        "The scenario has no thresholds to try. Write for example [load.threshold.reply] with leg, percentile and at_most.".into(),
    )
}

pub fn no_trace_line(lang: Lang, path: &str, line: usize, found: &str) -> String {
    let (path, found) = (escaped(path), escaped(found));
    either(
        lang,
        format!("--trace {path}, linje {line} = {found}: skriv sekunder fra starten, i stigende rekkefølge."),
        format!("--trace {path}, line {line} = {found}: write seconds from the start, in rising order."),
    )
}

pub fn host_not_named(lang: Lang, option: &str, host: &str) -> String {
    let host = escaped(host);
    either(
        lang,
        format!(
            "{option}: {host} er ikke denne maskinen. Bare verter som nevnes med --allow-host og i scenarioets load.allow_host, kalles."
        ),
        format!(
            "{option}: {host} is not this machine. Only hosts named by --allow-host and in the scenario's load.allow_host are called."
        ),
    )
}

pub fn host_not_in_scenario(lang: Lang, option: &str, host: &str) -> String {
    let host = escaped(host);
    either(
        lang,
        format!("{option}: scenarioet tillater ikke {host}. Legg den til i load.allow_host hvis den er din."),
        format!("{option}: the scenario does not allow {host}. Add it to load.allow_host if it is yours."),
    )
}

pub fn health_service(lang: Lang, option: &str, host: &str) -> String {
    let host = escaped(host);
    either(
        lang,
        format!("{option}: {host} hører til helsetjenesten og lasttestes aldri."),
        format!("{option}: {host} belongs to the health service and is never load tested."),
    )
}

pub fn kill_needs_own(lang: Lang) -> String {
    either(
        lang,
        "[load.fault]: kind = \"kill\" dreper bare verktøyets egen tjener. Skriv --target own, eller ta feilen bort.".into(),
        "[load.fault]: kind = \"kill\" kills the tool's own server only. Write --target own, or remove the fault.".into(),
    )
}
