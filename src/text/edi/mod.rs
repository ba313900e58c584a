//! Sentences about documents: why one is refused, and where its structure differs.

mod structure;

pub use structure::*;

use super::{Lang, either, printable};

fn pick(lang: Lang, nb: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Nb => nb,
        Lang::En => en,
    }
}

/// A name from a document, short and without control characters.
fn name_of(name: &str) -> String {
    let short: String = name.chars().take(60).collect();
    printable(&short)
}

pub fn too_large(lang: Lang, bytes: u64, limit: u64) -> String {
    either(
        lang,
        format!("dokumentet er på {bytes} byte; grensen er {limit}"),
        format!("the document has {bytes} bytes; the limit is {limit}"),
    )
}

pub fn not_utf8(lang: Lang, declared: Option<&str>) -> String {
    match declared {
        None => pick(lang, "dokumentet er ikke UTF-8", "the document is not UTF-8").to_owned(),
        Some(other) => {
            let other = name_of(other);
            either(
                lang,
                format!("dokumentet sier at det er {other}; det skal være UTF-8"),
                format!("the document says that it is {other}; it must be UTF-8"),
            )
        }
    }
}

pub fn doctype(lang: Lang) -> &'static str {
    pick(
        lang,
        "dokumenttype (DOCTYPE) er ikke tillatt",
        "a document type declaration (DOCTYPE) is not allowed",
    )
}

pub fn entity(lang: Lang, name: &str) -> String {
    let name = name_of(name);
    either(lang, format!("entiteten «&{name};» finnes ikke i XML"), format!("XML has no entity '&{name};'"))
}

pub fn no_message(lang: Lang) -> &'static str {
    pick(lang, "her er verken MsgHead eller AppRec", "there is neither a MsgHead nor an AppRec here")
}

/// 0 the message id, 1 the sender, 2 the receiver.
pub fn missing_part(lang: Lang, part: usize) -> &'static str {
    match part {
        0 => pick(lang, "meldingen har ingen id (MsgId)", "the message has no id (MsgId)"),
        1 => pick(lang, "avsenderen har ingen HER-id", "the sender has no HER-id"),
        _ => pick(lang, "mottakeren har ingen HER-id", "the receiver has no HER-id"),
    }
}

pub fn syntax(lang: Lang) -> &'static str {
    pick(
        lang,
        "ikke velformet: noe er begynt og ikke avsluttet, eller står ikke riktig",
        "not well-formed: something is begun and not ended, or is out of place",
    )
}

pub fn end_tag(lang: Lang) -> &'static str {
    pick(
        lang,
        "ikke velformet: slutten hører ikke til elementet som er åpent",
        "not well-formed: the end does not belong to the element that is open",
    )
}

pub fn attribute(lang: Lang) -> &'static str {
    pick(lang, "ikke velformet: et attributt er skrevet feil", "not well-formed: an attribute is miswritten")
}

pub fn duplicate(lang: Lang, name: &str) -> String {
    let name = name_of(name);
    either(
        lang,
        format!("ikke velformet: attributtet «{name}» står to ganger"),
        format!("not well-formed: attribute '{name}' stands twice"),
    )
}

pub fn prefix(lang: Lang, prefix: &str) -> String {
    let prefix = name_of(prefix);
    either(
        lang,
        format!("ikke velformet: prefikset «{prefix}» har ikke noe navnerom"),
        format!("not well-formed: prefix '{prefix}' has no namespace"),
    )
}

pub fn name(lang: Lang, name: &str) -> String {
    let name = name_of(name);
    either(
        lang,
        format!("ikke velformet: «{name}» kan ikke være et navn"),
        format!("not well-formed: '{name}' cannot be a name"),
    )
}

pub fn sign(lang: Lang) -> &'static str {
    pick(
        lang,
        "ikke velformet: et tegn som XML ikke har",
        "not well-formed: a character that XML does not have",
    )
}

pub fn root(lang: Lang) -> &'static str {
    pick(
        lang,
        "ikke velformet: det skal være ett ytterste element og ingen tekst ved siden av",
        "not well-formed: there must be one outermost element and no text beside it",
    )
}

pub fn declaration(lang: Lang) -> &'static str {
    pick(
        lang,
        "ikke velformet: XML-deklarasjonen er skrevet feil eller står ikke først",
        "not well-formed: the XML declaration is miswritten or does not come first",
    )
}

pub fn many(lang: Lang, most: usize) -> String {
    either(
        lang,
        format!("flere enn {most} attributter på et element, eller flere enn {most} navnerom samtidig"),
        format!("more than {most} attributes on an element, or more than {most} namespaces at a time"),
    )
}

pub fn depth(lang: Lang, most: usize) -> String {
    either(
        lang,
        format!("mer enn {most} elementer inni hverandre"),
        format!("more than {most} elements inside one another"),
    )
}

pub fn swapped(lang: Lang) -> &'static str {
    pick(
        lang,
        "RefToParent og RefToConversation har byttet plass",
        "RefToParent and RefToConversation have changed places",
    )
}

pub fn undeclared_encoding(lang: Lang) -> &'static str {
    pick(lang, "XML-deklarasjonen sier ikke UTF-8", "the XML declaration does not say UTF-8")
}

pub fn no_conversation(lang: Lang) -> &'static str {
    pick(lang, "et svar uten ConversationRef", "a reply without a ConversationRef")
}

pub fn no_error(lang: Lang) -> &'static str {
    pick(lang, "en avvisning uten feilkode", "a rejection without an error code")
}

pub fn unknown_status(lang: Lang) -> &'static str {
    pick(lang, "statusen er verken 1, 2 eller 3", "the status is neither 1, 2 nor 3")
}

pub fn organisation_number(lang: Lang, sender: bool) -> &'static str {
    match sender {
        true => pick(
            lang,
            "avsenderens organisasjonsnummer har feil kontrollsiffer",
            "the sender's organisation number has a wrong check digit",
        ),
        false => pick(
            lang,
            "mottakerens organisasjonsnummer har feil kontrollsiffer",
            "the receiver's organisation number has a wrong check digit",
        ),
    }
}

pub fn identity_number(lang: Lang) -> &'static str {
    pick(
        lang,
        "pasientens fødselsnummer eller D-nummer er ikke gyldig",
        "the patient's identity number is not valid",
    )
}

pub fn may_be_real(lang: Lang) -> &'static str {
    pick(
        lang,
        "pasientens nummer er ikke merket som syntetisk; det kan tilhøre noen",
        "the patient's number is not marked as synthetic; it may be somebody's",
    )
}

pub fn other_receivers(lang: Lang, count: u32) -> String {
    either(
        lang,
        format!("meldingen har {count} mottaker(e) til; den skal ha én (A2)"),
        format!("the message has {count} more receiver(s); it must have one (A2)"),
    )
}

pub fn attachments(lang: Lang, count: usize) -> String {
    either(
        lang,
        format!("meldingen har {count} vedlegg; vedlegg når ikke mottakeren (C5)"),
        format!("the message has {count} attachment(s); an attachment does not reach the receiver (C5)"),
    )
}

/// `check` of a document without deviations.
pub fn no_deviations(lang: Lang, name: &str) -> String {
    let name = printable(name);
    either(lang, format!("{name}: ingen avvik"), format!("{name}: no deviations"))
}

/// A deviation with its place and code.
pub fn deviation(lang: Lang, (name, line): (&str, Option<u32>), code: Option<&str>, what: &str) -> String {
    let place = match line {
        None => printable(name),
        Some(line) => either(
            lang,
            format!("{}, linje {line}", printable(name)),
            format!("{}, line {line}", printable(name)),
        ),
    };
    let code = code.map_or(String::new(), |code| format!(" [{code}]"));
    format!("{place}: {what}.{code}")
}

/// What a document is, in one line.
pub fn summary(lang: Lang, name: &str, kind: &str, id: &str, parties: (Option<u32>, Option<u32>)) -> String {
    let of = |party: Option<u32>| party.map_or("–".to_owned(), |her_id| her_id.to_string());
    let filled = |text: &str| if text.trim().is_empty() { "–".to_owned() } else { name_of(text) };
    let (name, kind, id) = (printable(name), filled(kind), filled(id));
    let (sender, receiver) = (of(parties.0), of(parties.1));
    either(
        lang,
        format!("{name}: {kind}, id {id}, fra HER-id {sender} til HER-id {receiver}"),
        format!("{name}: {kind}, id {id}, from HER-id {sender} to HER-id {receiver}"),
    )
}
