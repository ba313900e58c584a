//! Where a document's structure differs from its schemas'.

use super::name_of;
use crate::text::{Lang, either};

pub fn unknown(lang: Lang, element: &str, parent: &str) -> String {
    let (element, parent) = (name_of(element), name_of(parent));
    either(
        lang,
        format!("«{parent}» har ikke noe element «{element}»"),
        format!("'{parent}' has no element '{element}'"),
    )
}

pub fn misplaced(lang: Lang, element: &str, parent: &str) -> String {
    let (element, parent) = (name_of(element), name_of(parent));
    either(
        lang,
        format!("«{element}» står på feil plass i «{parent}», eller for mange ganger"),
        format!("'{element}' is in the wrong place in '{parent}', or there too often"),
    )
}

pub fn lacks(lang: Lang, element: &str, child: &str) -> String {
    let element = name_of(element);
    match child {
        "*" => either(lang, format!("«{element}» mangler innhold"), format!("'{element}' lacks content")),
        _ => either(
            lang,
            format!("«{child}» mangler ved «{element}»"),
            format!("'{child}' is missing at '{element}'"),
        ),
    }
}

pub fn undeclared(lang: Lang, element: &str) -> String {
    let element = name_of(element);
    either(
        lang,
        format!("ingen av skjemaene har elementet «{element}»"),
        format!("none of the schemas has element '{element}'"),
    )
}

pub fn has_text(lang: Lang, element: &str) -> String {
    let element = name_of(element);
    either(
        lang,
        format!("«{element}» har tekst, men skal ikke ha det"),
        format!("'{element}' has text and should not"),
    )
}

pub fn form(lang: Lang, element: &str) -> String {
    let element = name_of(element);
    either(
        lang,
        format!("teksten i «{element}» har ikke den formen den skal ha"),
        format!("the text of '{element}' has not the form that it must have"),
    )
}

pub fn unknown_attribute(lang: Lang, element: &str, attribute: &str) -> String {
    let (element, attribute) = (name_of(element), name_of(attribute));
    either(
        lang,
        format!("«{element}» skal ikke ha attributtet «{attribute}»"),
        format!("'{element}' must not have attribute '{attribute}'"),
    )
}

pub fn lacks_attribute(lang: Lang, element: &str, attribute: &str) -> String {
    let element = name_of(element);
    either(
        lang,
        format!("«{element}» mangler attributtet «{attribute}»"),
        format!("'{element}' lacks attribute '{attribute}'"),
    )
}

pub fn attribute_form(lang: Lang, element: &str, attribute: &str) -> String {
    let (element, attribute) = (name_of(element), name_of(attribute));
    either(
        lang,
        format!("attributtet «{attribute}» ved «{element}» har ikke den formen det skal ha"),
        format!("attribute '{attribute}' of '{element}' has not the form that it must have"),
    )
}

pub fn wrapper(lang: Lang, element: &str) -> String {
    let element = name_of(element);
    either(
        lang,
        format!("meldingen ligger inni «{element}»"),
        format!("the message stands inside '{element}'"),
    )
}
