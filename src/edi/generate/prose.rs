//! What a message says, in bokmål: to whom, about what, with what question, from whom. Flaws leave parts out.

use super::people::{Patient, author};
use super::phrases as say;
use super::{Draws, Letter, LetterKind};
use crate::model::rules::{Flaw, Misuse};

/// The text, of about so many bytes.
pub fn text(letter: &Letter<'_>, patient: &Patient, bytes: usize, draws: &mut Draws) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let has = |flaw| letter.flaws.has(flaw);
    if !has(Flaw::C1) {
        text.push_str(&format!("Til {}.\n\n", letter.field));
    }
    let greeting = match letter.purpose {
        LetterKind::Reply => format!("Takk for spørsmålet om {}.", patient.name()),
        _ => format!("Det gjelder {}.", patient.name()),
    };
    sentence(&mut text, &greeting);
    if !has(Flaw::C3) {
        let reference = draws.pick(&say::REFERENCES);
        sentence(&mut text, &format!("{reference} {}.", letter.contact));
    }
    if has(Flaw::C5) {
        sentence(&mut text, "Bildet av såret ligger ved, se vedlegget.");
    }
    let matter = letter.misuse.map_or_else(|| draws.pick(matters(letter)), misuse);
    sentence(&mut text, matter);
    text.push('\n');
    let end = ending(letter, draws);
    let room = if has(Flaw::C4) { bytes + bytes / 2 } else { bytes };
    body(&mut text, room.saturating_sub(end.len()), has(Flaw::C4), draws);
    text.push_str(&end);
    text
}

/// The question that an answer sends along.
pub fn asked(letter: &Letter<'_>) -> String {
    format!("Til {}. Hvordan skal pasienten følges opp etter {}?", letter.field, letter.contact)
}

fn matters(letter: &Letter<'_>) -> &'static [&'static str] {
    match (letter.purpose, letter.from_municipality) {
        (LetterKind::Reply, _) => &say::ANSWERS,
        (_, true) => &say::FROM_MUNICIPALITY,
        (_, false) => &say::FROM_HOSPITAL,
    }
}

/// Sentences until the text is long enough, a paragraph after every fourth.
fn body(text: &mut String, bytes: usize, abbreviated: bool, draws: &mut Draws) {
    let list: &[&'static str] = if abbreviated { &say::ABBREVIATED } else { &say::DETAILS };
    let mut place = draws.below(list.len());
    let mut count = 0;
    while text.len() + list[place].len() < bytes {
        sentence(text, list[place]);
        count += 1;
        if count % 4 == 0 {
            text.push('\n');
        }
        place = (place + 1) % list.len();
    }
    text.push('\n');
}

/// The question, and who asks.
fn ending(letter: &Letter<'_>, draws: &mut Draws) -> String {
    let mut end = String::new();
    if letter.misuse.is_none() && letter.purpose != LetterKind::Reply {
        sentence(&mut end, draws.pick(&say::QUESTIONS));
    }
    let (name, profession) = author(draws);
    if !letter.flaws.has(Flaw::C2) {
        let service = letter.sender.service.map_or("", |service| service.name);
        let organisation = letter.sender.organisation.name;
        end.push_str(&format!("\nVennlig hilsen\n{name}, {profession}\n{service}, {organisation}\n"));
    }
    end
}

/// What is said where a dialogue message should not have been used.
fn misuse(misuse: Misuse) -> &'static str {
    match misuse {
        Misuse::A1 => "Vi er usikre på hvor dette skal, og sender det til den adressen vi har.",
        Misuse::A2 => "Meldingen går til begge tjenestene, så kan dere bli enige om hvem som svarer.",
        Misuse::A4 => "Vi ønsker blodprøver og røntgen av brystet, og svar på prøvene fra forrige uke.",
        Misuse::A5 => {
            "Pasienten er innlagt hos dere, og vi må bli enige om dag for utskriving og hjelp hjemme."
        }
        Misuse::N1 => "Det haster: pasienten puster dårligere for hver time, og vi trenger hjelp nå.",
        Misuse::N2 => "Dette er bare for å bekrefte at meldingen er mottatt og at alt er utført.",
        Misuse::N3 => {
            "Pasienten er ikke kjent hos dere, men vi lurer på hva dere vanligvis anbefaler i slike tilfeller."
        }
        Misuse::N4 => {
            "Vi mener at dette er deres oppgave og ikke vår, og vil ha avklart hvem som skal gjøre det framover."
        }
        Misuse::N5 => "Vi melder avvik: pasienten kom hjem uten legemiddelliste og uten at noen var varslet.",
        Misuse::N6 => "Pasienten ligger inne, og vi vil planlegge utskrivingen med dere i denne meldingen.",
    }
}

fn sentence(text: &mut String, sentence: &str) {
    text.push_str(sentence);
    text.push('\n');
}
