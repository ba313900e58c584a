//! What the commands say.

use super::{Lang, escaped};
use crate::time::{Date, Weekday};

fn either(lang: Lang, nb: String, en: String) -> String {
    match lang {
        Lang::Nb => nb,
        Lang::En => en,
    }
}

/// Name of a weekday.
pub const fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let names = match lang {
        Lang::Nb => ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    };
    names[day.index()]
}

/// `13.04.2026`, in English `13 April 2026` is written as the ISO date.
pub fn date(lang: Lang, date: Date) -> String {
    let (year, month, day) = date.ymd();
    either(lang, format!("{day:02}.{month:02}.{year:04}"), date.to_string())
}

/// When an answer is due: the last date, and the clock where the rule counts hours.
pub fn due(lang: Lang, days: u32, last: Date, clock: Option<&str>) -> String {
    let when = format!("{} {}", weekday(lang, last.weekday()), date(lang, last));
    match (lang, clock) {
        (Lang::Nb, None) => format!("{days} virkedager: {when}"),
        (Lang::Nb, Some(clock)) => format!("{days} virkedager: {when} kl. {clock}"),
        (Lang::En, None) => format!("{days} working days: {when}"),
        (Lang::En, Some(clock)) => format!("{days} working days: {when} at {clock}"),
    }
}

pub fn unknown_rule(lang: Lang, found: &str, names: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--rule = {found}: fristregelen finnes ikke. Velg en av: {names}."),
        format!("--rule = {found}: there is no such deadline rule. Choose one of: {names}."),
    )
}

pub fn too_many_days(lang: Lang, found: u32, most: u32) -> String {
    either(
        lang,
        format!("--days = {found}: høyst {most} virkedager."),
        format!("--days = {found}: at most {most} working days."),
    )
}

pub fn no_date(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--closed = {found}: er ingen dato. Skriv for eksempel 2026-12-24."),
        format!("--closed = {found}: is no date. Write for example 2026-12-24."),
    )
}

pub fn no_instant(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!(
            "{found}: er ikke noe tidspunkt. Skriv for eksempel 2026-04-01, \"2026-04-01 14:30\" eller 2026-04-01T14:30:00+02:00."
        ),
        format!(
            "{found}: is no instant. Write for example 2026-04-01, \"2026-04-01 14:30\" or 2026-04-01T14:30:00+02:00."
        ),
    )
}

pub fn year_out_of_range(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{found}: årstallet må ligge mellom 1971 og 2190."),
        format!("{found}: the year must lie between 1971 and 2190."),
    )
}

pub fn with_detail(_: Lang, found: &str, detail: &str) -> String {
    format!("{}: {detail}", escaped(found))
}

pub fn unreadable_input(lang: Lang) -> String {
    either(lang, "standard inn: er ikke UTF-8-tekst.".into(), "standard input: is not UTF-8 text.".into())
}

pub fn unknown_gallery(lang: Lang, found: &str, names: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--from = {found}: finnes ikke i galleriet. Velg en av: {names}."),
        format!("--from = {found}: is not in the gallery. Choose one of: {names}."),
    )
}

pub fn file_exists(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("{path}: filen finnes allerede og blir ikke overskrevet. Velg et annet navn."),
        format!("{path}: the file exists and is not overwritten. Choose another name."),
    )
}

pub fn created(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("Skrev {path}. Neste: meldingsflyt run {path}"),
        format!("Wrote {path}. Next: meldingsflyt run {path}"),
    )
}

pub fn cannot(lang: Lang, path: &str, error: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("{path}: kan ikke skrives: {error}."),
        format!("{path}: cannot be written: {error}."),
    )
}

pub fn unknown_variant(lang: Lang, found: &str, names: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--variant = {found}: varianten finnes ikke. Velg en av: {names}."),
        format!("--variant = {found}: there is no such variant. Choose one of: {names}."),
    )
}

pub fn bad_set(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("--set = {found}: skriv nøkkel=verdi, for eksempel staff.lunge-merkantil.count=2."),
        format!("--set = {found}: write key=value, for example staff.lunge-merkantil.count=2."),
    )
}

pub fn bad_count(lang: Lang, flag: &str, rule_nb: &str, rule_en: &str) -> String {
    either(lang, format!("{flag}: {rule_nb}."), format!("{flag}: {rule_en}."))
}

pub fn interrupted(lang: Lang, done: usize) -> String {
    either(
        lang,
        format!("Avbrutt. {done} ferdige gjentak er beholdt."),
        format!("Interrupted. {done} finished replications are kept."),
    )
}

pub fn nothing_finished(lang: Lang) -> String {
    either(
        lang,
        "Avbrutt før noe var ferdig. Ingenting er skrevet.".into(),
        "Interrupted before anything was finished. Nothing is written.".into(),
    )
}

pub fn precision_not_reached(lang: Lang, half_width_points: &str) -> String {
    either(
        lang,
        format!("Presisjonen ble ikke nådd: ± {half_width_points} prosentpoeng."),
        format!("Precision not reached: ± {half_width_points} percentage points."),
    )
}

pub fn no_faults(lang: Lang) -> String {
    either(lang, "Ingen feil.".into(), "No faults.".into())
}
