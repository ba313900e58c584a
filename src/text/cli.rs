//! What the commands say.

use super::{Lang, either, escaped};
use crate::time::{Date, Weekday};

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

pub fn in_line(lang: Lang, line: usize, fault: &str) -> String {
    either(
        lang,
        format!("standard inn, linje {line}: {fault}"),
        format!("standard input, line {line}: {fault}"),
    )
}

pub fn input_no_text(lang: Lang, line: usize) -> String {
    in_line(lang, line, &either(lang, "er ikke UTF-8-tekst.".into(), "is not UTF-8 text.".into()))
}

pub fn unreadable_input(lang: Lang, error: &std::io::Error) -> String {
    let why = super::arguments::why(error);
    either(
        lang,
        format!("standard inn: kan ikke leses: {}.", why.nb),
        format!("standard input: cannot be read: {}.", why.en),
    )
}

pub fn long_input(lang: Lang, megabytes: u64) -> String {
    either(
        lang,
        format!("standard inn: er lengre enn {megabytes} MB. Del den opp."),
        format!("standard input: is longer than {megabytes} MB. Split it."),
    )
}

/// Said where a person types.
pub const fn type_instants(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "Skriv ett tidspunkt per linje, og avslutt med Ctrl-D.",
        Lang::En => "Type one instant a line, and end with Ctrl-D.",
    }
}

pub fn no_such_command(lang: Lang, found: &str, names: &str) -> String {
    let found = escaped(found);
    let (nb, en) = match names {
        "" => (String::new(), String::new()),
        names => (format!(" Velg en av: {names}."), format!(" Choose one of: {names}.")),
    };
    either(
        lang,
        format!("KOMMANDO = {found}: finnes ikke.{nb}"),
        format!("COMMAND = {found}: does not exist.{en}"),
    )
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

pub fn cannot(lang: Lang, path: &str, error: &std::io::Error) -> String {
    let (path, why) = (escaped(path), super::arguments::why(error));
    either(
        lang,
        format!("{path}: kan ikke skrives: {}.", why.nb),
        format!("{path}: cannot be written: {}.", why.en),
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

/// What is kept after an interruption: replications by the title of what they simulate.
pub fn interrupted(lang: Lang, kept: &[(&str, usize)], folder: Option<&str>) -> String {
    let one = |(title, count): &(&str, usize)| {
        let title = escaped(title);
        either(lang, format!("{count} gjentak av «{title}»"), format!("{count} replications of \"{title}\""))
    };
    let kept = kept.iter().map(one).collect::<Vec<String>>().join(", ");
    let folder = folder.map(escaped).unwrap_or_default();
    let place = match (folder.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Nb) => format!(" i {folder}"),
        (false, Lang::En) => format!(" in {folder}"),
    };
    either(lang, format!("Avbrutt. Beholdt{place}: {kept}."), format!("Interrupted. Kept{place}: {kept}."))
}

/// A warning that holds for one variant.
pub fn of_variant(key: &str, warning: &str) -> String {
    format!("--variant {}: {warning}", escaped(key))
}

/// The scenario without any variant.
pub fn baseline(lang: Lang) -> String {
    either(lang, "nåsituasjonen".into(), "the baseline".into())
}

pub fn nothing_finished(lang: Lang) -> String {
    either(
        lang,
        "Avbrutt før to gjentak var ferdige. Ingen rapport er skrevet.".into(),
        "Interrupted before two replications were finished. No report is written.".into(),
    )
}

pub fn no_faults(lang: Lang) -> String {
    either(lang, "Ingen feil.".into(), "No faults.".into())
}
