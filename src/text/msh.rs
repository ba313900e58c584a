//! What is said of the message server: where it listens, and why it does not.

use super::{Lang, either, escaped};
use std::net::SocketAddr;
use std::path::Path;

/// Where the official and the inside interface listen, and what the store has.
pub fn listening(lang: Lang, (outside, inside): &(String, String), store: &Path, stored: i64) -> String {
    let store = escaped(&store.display().to_string());
    either(
        lang,
        format!(
            "Meldingstjeneren lytter på {outside} (MSH API v2) og {inside} (innsiden). Lageret {store} har {stored} meldinger. Ctrl-C stopper."
        ),
        format!(
            "The message server listens on {outside} (MSH API v2) and {inside} (inside). The store {store} has {stored} messages. Ctrl-C stops it."
        ),
    )
}

pub fn no_address(lang: Lang, option: &str, text: &str) -> String {
    let text = escaped(text);
    either(
        lang,
        format!("{option}: {text} er ingen adresse med port, slik som 127.0.0.1:8080."),
        format!("{option}: {text} is no address with a port such as 127.0.0.1:8080."),
    )
}

pub fn of_file(lang: Lang, option: &str, path: &Path, fault: &str) -> String {
    let (path, fault) = (escaped(&path.display().to_string()), escaped(fault));
    either(lang, format!("{option}: {path}: {fault}."), format!("{option}: {path}: {fault}."))
}

pub fn both_tls_files(lang: Lang) -> String {
    either(
        lang,
        "--tls-cert og --tls-key hører sammen: gi begge.".to_owned(),
        "--tls-cert and --tls-key go together: give both.".to_owned(),
    )
}

pub fn store_failed(lang: Lang, store: &Path, fault: &str) -> String {
    let (store, fault) = (escaped(&store.display().to_string()), escaped(fault));
    either(
        lang,
        format!("--store: {store} kan ikke brukes: {fault}."),
        format!("--store: {store} cannot be used: {fault}."),
    )
}

pub fn store_damaged(lang: Lang, store: &Path, what: &str) -> String {
    let (store, what) = (escaped(&store.display().to_string()), escaped(what));
    either(
        lang,
        format!("--store: {store} er skadet: {what}. Bruk en kopi fra før skaden, eller et nytt lager."),
        format!("--store: {store} is damaged: {what}. Use a copy from before the damage, or a new store."),
    )
}

pub fn other_scenario(lang: Lang, store: &Path) -> String {
    let store = escaped(&store.display().to_string());
    either(
        lang,
        format!("--store: {store} hører til et scenario med andre innbokser. Bruk et annet lager."),
        format!("--store: {store} belongs to a scenario with other inboxes. Use another store."),
    )
}

pub fn no_listening(lang: Lang, address: SocketAddr, fault: &str) -> String {
    let fault = escaped(fault);
    either(
        lang,
        format!(
            "Kan ikke lytte på {address}: {fault}. Velg en annen port med --listen eller --listen-inside."
        ),
        format!("Cannot listen on {address}: {fault}. Choose another port with --listen or --listen-inside."),
    )
}

pub fn bad_tls(lang: Lang, fault: &str) -> String {
    let fault = escaped(fault);
    either(lang, format!("--tls-cert, --tls-key: {fault}."), format!("--tls-cert, --tls-key: {fault}."))
}

pub fn open_address(lang: Lang, address: SocketAddr) -> String {
    either(
        lang,
        format!("{address} kan nås av andre maskiner: da kreves --tokens, --tls-cert og --tls-key."),
        format!(
            "{address} can be reached from other machines: --tokens, --tls-cert and --tls-key are required."
        ),
    )
}

/// Why a document is not accepted, by the reason's name, with the guideline's clause behind it.
pub fn refused(lang: Lang, clause: Option<&str>, reason: &str) -> String {
    let (nb, en) = match reason {
        "unknown_sender" => ("Avsenderen er ikke registrert", "The sender is not registered"),
        "several_receivers" => ("En dialogmelding har én mottaker", "A dialogue message has one receiver"),
        "unknown_receiver" => ("Mottakeren er ikke registrert", "The receiver is not registered"),
        "structure" => ("Strukturen er ikke skjemaets", "The structure is not that of the schema"),
        "no_service" => (
            "Mottakeren er en virksomhet, ikke en av tjenestene dens",
            "The receiver is an organisation, not one of its services",
        ),
        "patient_missing" => (
            "Pasientens fødselsnummer eller D-nummer mangler",
            "The patient's national identity number or D-number is missing",
        ),
        "patient_wrong" => (
            "Pasientens fødselsnummer eller D-nummer er feil",
            "The patient's national identity number or D-number is wrong",
        ),
        "patient_unknown" => (
            "Pasienten finnes ikke her: testtjeneren har bare syntetiske pasienter",
            "The patient is not known here: the test server has synthetic patients only",
        ),
        _ => ("Tjenesten tar ikke imot dialogmeldinger", "The service takes no dialogue messages"),
    };
    let clause = clause.map_or(String::new(), |clause| format!(" ({clause})"));
    either(lang, format!("{nb}{clause}."), format!("{en}{clause}."))
}

/// The text of a message that is returned, by what the guideline says.
pub fn returned(lang: Lang, rule: &str) -> String {
    either(
        lang,
        format!(
            "Meldingen er ikke behandlet, for dialogmelding skal ikke brukes slik: {rule}. Bruk rett kanal."
        ),
        format!(
            "The message was not dealt with; dialogue messages are not for this: {rule}. Use the right channel."
        ),
    )
}

/// The text of a question back, by what the guideline says.
pub fn asked_back(lang: Lang, rule: &str) -> String {
    either(
        lang,
        format!("For å svare trenger vi det som mangler i meldingen: {rule}."),
        format!("To answer, we need what the message lacks: {rule}."),
    )
}
