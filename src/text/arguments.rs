//! What is said of arguments that cannot be taken, and of where they may go wrong in the world.
//!
//! Knows no argument parser. Whatever was found is shown with control characters escaped.

use super::{Lang, Words, either, escaped};
use std::io;

/// The nearest good choice, where there is one.
pub(super) fn meant(lang: Lang, near: Option<&str>) -> String {
    match near {
        None => String::new(),
        Some(near) => {
            let near = escaped(near);
            either(lang, format!(" Mente du {near}?"), format!(" Did you mean {near}?"))
        }
    }
}

pub fn unknown_command(lang: Lang, found: &str, near: Option<&str>, names: &str) -> String {
    let (found, meant) = (escaped(found), meant(lang, near));
    either(
        lang,
        format!("{found}: kommandoen finnes ikke.{meant} Det finnes: {names}."),
        format!("{found}: there is no such command.{meant} There are: {names}."),
    )
}

pub fn unknown_option(lang: Lang, found: &str, near: Option<&str>) -> String {
    let (found, meant) = (escaped(found), meant(lang, near));
    either(
        lang,
        format!("{found}: valget finnes ikke.{meant}"),
        format!("{found}: there is no such option.{meant}"),
    )
}

pub fn one_too_many(lang: Lang, found: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{found}: dette argumentet er ett for mye."),
        format!("{found}: this argument is one too many."),
    )
}

pub fn value_missing(lang: Lang, option: &str) -> String {
    either(lang, format!("{option}: verdien mangler."), format!("{option}: the value is missing."))
}

pub fn takes_no_value(lang: Lang, option: &str) -> String {
    either(lang, format!("{option}: tar ingen verdi."), format!("{option}: takes no value."))
}

pub fn argument_missing(lang: Lang, argument: &str) -> String {
    either(lang, format!("{argument} mangler."), format!("{argument} is missing."))
}

pub fn twice(lang: Lang, option: &str) -> String {
    either(
        lang,
        format!("{option}: er skrevet mer enn én gang."),
        format!("{option}: is written more than once."),
    )
}

pub fn not_one_of(lang: Lang, option: &str, found: &str, choices: &str) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{option} = {found}: velg en av: {choices}."),
        format!("{option} = {found}: choose one of: {choices}."),
    )
}

pub fn not_text(lang: Lang) -> String {
    either(lang, "et argument er ikke UTF-8-tekst.".into(), "an argument is not UTF-8 text.".into())
}

/// Arguments that fit no rule above.
pub fn not_understood(lang: Lang) -> String {
    either(lang, "argumentene kan ikke forstås.".into(), "the arguments cannot be understood.".into())
}

pub fn more_help(lang: Lang, usage: &str, command: &str) -> String {
    let command = if command.is_empty() { String::new() } else { format!(" {command}") };
    either(
        lang,
        format!("Bruk: {usage}. Mer: meldingsflyt{command} --help"),
        format!("Usage: {usage}. More: meldingsflyt{command} --help"),
    )
}

pub fn no_whole_number(lang: Lang, option: &str, found: &str, (least, most): (u64, u64)) -> String {
    let found = escaped(found);
    either(
        lang,
        format!("{option} = {found}: her skal det stå et helt tall fra {least} til {most}."),
        format!("{option} = {found}: a whole number from {least} to {most} must stand here."),
    )
}

/// A folder given for reports that holds something else.
pub fn other_folder(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("-o = {path}: mappen har filer, men ingen rapport som kan erstattes. Velg en ny mappe."),
        format!(
            "-o = {path}: the folder has files, but no report that can be replaced. Choose a new folder."
        ),
    )
}

/// A file given for reports.
pub fn no_folder(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("-o = {path}: dette er en fil, ikke en mappe. Velg en annen mappe."),
        format!("-o = {path}: this is a file, not a folder. Choose another folder."),
    )
}

/// A folder given for a file.
pub fn no_file(lang: Lang, option: &str, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!("{option} = {path}: dette er en mappe, ikke en fil. Velg et filnavn."),
        format!("{option} = {path}: this is a folder, not a file. Choose a file name."),
    )
}

pub fn empty_name(lang: Lang) -> String {
    either(lang, "NAVN er tomt: skriv et filnavn.".into(), "NAME is empty: write a file name.".into())
}

/// Why the world said no, in words where we have them.
pub fn why(error: &io::Error) -> Words {
    let (nb, en) = match error.kind() {
        io::ErrorKind::NotFound => ("mappen eller filen finnes ikke", "there is no such folder or file"),
        io::ErrorKind::PermissionDenied => ("ingen tilgang", "permission denied"),
        io::ErrorKind::ReadOnlyFilesystem => ("disken er skrivebeskyttet", "the disk is read-only"),
        io::ErrorKind::StorageFull => ("disken er full", "the disk is full"),
        io::ErrorKind::FileTooLarge => ("filen blir for stor", "the file becomes too large"),
        io::ErrorKind::QuotaExceeded => ("kvoten er brukt opp", "the quota is used up"),
        io::ErrorKind::NotADirectory => {
            ("en del av stien er ikke en mappe", "a part of the path is no folder")
        }
        io::ErrorKind::IsADirectory => ("dette er en mappe", "this is a folder"),
        io::ErrorKind::InvalidFilename => {
            ("navnet er for langt eller ugyldig", "the name is too long or not valid")
        }
        io::ErrorKind::BrokenPipe => ("mottakeren tar ikke imot mer", "the reader takes no more"),
        _ => return Words { nb: error.to_string(), en: error.to_string() },
    };
    Words { nb: nb.to_string(), en: en.to_string() }
}

/// Standard output that takes no more.
pub fn no_output(lang: Lang, error: &io::Error) -> String {
    let why = why(error);
    either(lang, format!("standard ut: {}.", why.nb), format!("standard output: {}.", why.en))
}

/// With a full stop at its end.
pub fn sentence(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}

pub fn and_more(lang: Lang, count: usize) -> String {
    either(lang, format!("og {count} til"), format!("and {count} more"))
}
