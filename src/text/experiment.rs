//! What `compare`, `staff` and `explore` say beside their answers.

use super::{Lang, escaped};

fn either(lang: Lang, nb: String, en: String) -> String {
    match lang {
        Lang::Nb => nb,
        Lang::En => en,
    }
}

pub fn reports(lang: Lang, folder: &str) -> String {
    let folder = escaped(folder);
    either(lang, format!("Rapporter: {folder}"), format!("Reports: {folder}"))
}

pub fn resume_without_folder(lang: Lang) -> String {
    either(
        lang,
        "--resume: trenger en mappe å fortsette i. Legg til -o MAPPE.".into(),
        "--resume: needs a folder to go on in. Add -o FOLDER.".into(),
    )
}

pub fn no_such_variant(lang: Lang, found: &str, near: Option<&str>, names: &str) -> String {
    let found = escaped(found);
    let names = match (names.is_empty(), lang) {
        (true, Lang::Nb) => " Scenarioet har ingen varianter.".to_owned(),
        (true, Lang::En) => " The scenario has no variants.".to_owned(),
        (false, Lang::Nb) => format!(" Det finnes: {}.", escaped(names)),
        (false, Lang::En) => format!(" There are: {}.", escaped(names)),
    };
    let near = match (near, lang) {
        (None, _) => String::new(),
        (Some(near), Lang::Nb) => format!(" Mente du {}?", escaped(near)),
        (Some(near), Lang::En) => format!(" Did you mean {}?", escaped(near)),
    };
    either(
        lang,
        format!("VARIANT = {found}: scenarioet har ingen slik variant.{near}{names}"),
        format!("VARIANT = {found}: the scenario has no such variant.{near}{names}"),
    )
}

pub fn nothing_to_compare(lang: Lang, path: &str) -> String {
    let path = escaped(path);
    either(
        lang,
        format!(
            "{path}: scenarioet har ingen varianter å sammenligne. Skriv for eksempel [variant.en-mer] med set = {{ … }}."
        ),
        format!(
            "{path}: the scenario has no variants to compare. Write for example [variant.one-more] with set = {{ … }}."
        ),
    )
}

/// After an interruption; what is finished is kept as shards where there is a folder.
pub fn interrupted(lang: Lang, folder: Option<&str>) -> String {
    match (folder.map(escaped), lang) {
        (Some(folder), Lang::Nb) => {
            format!(
                "Avbrutt. Det som var ferdig, er beholdt i {folder}. Samme kommando med --resume fortsetter der."
            )
        }
        (Some(folder), Lang::En) => {
            format!(
                "Interrupted. What was finished is kept in {folder}. The same command with --resume goes on there."
            )
        }
        (None, Lang::Nb) => "Avbrutt.".to_owned(),
        (None, Lang::En) => "Interrupted.".to_owned(),
    }
}
