//! A message of a scenario as a document: made-up patient, plain text in bokmål, flaws and misuse written out.
//!
//! The same run and message give the same bytes. Knows no scenario: who writes to whom, when, and what is wrong with it
//! is handed in. All patients are synthetic, and their names say so.

mod people;
mod phrases;
mod prose;

use super::document::{Kind, Version};
use super::write::{Address, Body, Code, Enclosure, Outgoing, Question, write_dialogue};
use crate::model::rules::{Flaw, Flaws, Misuse};
use crate::random::{Dice, DrawSequence, Purpose};
use people::Patient;

/// What is known of a message of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Of the run: the same message of another run has another id, text and patient.
    pub run: u64,
    /// The message's own key.
    pub message: u64,
    /// What it belongs to; `None` on the first message of a conversation.
    pub thread: Option<Thread>,
    pub purpose: LetterKind,
    /// A reply or a question in Dialogmelding 1.1 is `DIALOG_HELSEFAGLIG`.
    pub version: Version,
    /// As in XML: `2026-03-02T09:00:00+01:00`.
    pub generated: &'a str,
    pub sender: Address<'a>,
    pub receiver: Address<'a>,
    /// The second receiver of a message that has two (A2).
    pub second: Option<Address<'a>>,
    /// The field or department that the message is for, as people call it (C1).
    pub field: &'a str,
    /// When the patient was last in contact, as people write a date (C3).
    pub contact: &'a str,
    pub from_municipality: bool,
    pub flaws: Flaws,
    pub misuse: Option<Misuse>,
    /// Bytes of the document, about; `None`: drawn between 4,000 and 8,000.
    pub bytes: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// A question.
    Request,
    /// What was asked back for, or a further question in the same matter.
    FollowUp,
    /// The answer.
    Reply,
}

/// The keys of the message before this one and of the first of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thread {
    pub parent: u64,
    pub first: u64,
}

/// The message id: a UUID that is a function of run and message. Two messages of a run share one with probability
/// 2⁻¹²².
pub fn message_id(run: u64, message: u64) -> String {
    let mut draws = Dice::new(run, 0).sequence(Purpose::Document, message);
    let mut word = || draws.draw().index(1 << 16);
    let (a, b, c, d) = (word(), word(), word(), word());
    let (e, f, g, h) = (word(), word(), word(), word());
    let (d, e) = (d & 0x0FFF | 0x8000, e & 0x3FFF | 0x8000);
    format!("{a:04x}{b:04x}-{c:04x}-{d:04x}-{e:04x}-{f:04x}{g:04x}{h:04x}")
}

/// Writes the message.
pub fn compose(letter: &Letter<'_>) -> Vec<u8> {
    let mut draws = Draws::new(letter);
    let first = letter.thread.map_or(letter.message, |thread| thread.first);
    let patient = Patient::of(letter.run, first);
    let wanted = letter.bytes.unwrap_or_else(|| 4_000 + draws.below(4_001));
    // How much is there without any text, so that the text can fill the rest.
    let frame = written(letter, &patient, "", &mut draws.clone()).len();
    // Some letters are two bytes long; sentences end where they end.
    let text = prose::text(letter, &patient, wanted.saturating_sub(frame), &mut draws);
    written(letter, &patient, &text, &mut draws)
}

fn written(letter: &Letter<'_>, patient: &Patient, text: &str, draws: &mut Draws) -> Vec<u8> {
    let message_id = message_id(letter.run, letter.message);
    let ids = letter.thread.map(|thread| (thread.parent, thread.first));
    let ids = ids
        .map(|(parent, first)| (self::message_id(letter.run, parent), self::message_id(letter.run, first)));
    let image = picture(draws);
    let picture = [Enclosure { name: "sår.png", mime_type: "image/png", bytes: &image }];
    let others = letter.second.filter(|_| letter.misuse == Some(Misuse::A2));
    let asked = prose::asked(letter);
    let message = Outgoing {
        version: letter.version,
        kind: kind(letter),
        message_id: &message_id,
        generated: letter.generated,
        sender: letter.sender,
        receiver: letter.receiver,
        others: others.as_slice(),
        patient: Some(patient.written()),
        conversation: ids.as_ref().map(|(parent, first)| (parent.as_str(), first.as_str())),
        body: body(letter, text, &asked),
        attachments: if letter.flaws.has(Flaw::C5) { &picture } else { &[] },
    };
    let mut out = Vec::with_capacity(8_192);
    write_dialogue(&message, &mut out);
    out
}

fn kind(letter: &Letter<'_>) -> Kind {
    match (letter.version, letter.purpose) {
        (Version::V1_1, _) => Kind::Health,
        (Version::V1_0, LetterKind::Reply) => Kind::Reply,
        (Version::V1_0, _) => Kind::Request,
    }
}

/// A question in 1.0; a note in 1.1 and as an answer. An answer in 1.0 sends the question along.
fn body<'a>(letter: &Letter<'_>, text: &'a str, asked: &'a str) -> Body<'a> {
    let question =
        |text| Question { kind: question_kind(letter), text, reason: "Videre oppfølging av pasienten" };
    let theme = match letter.misuse {
        Some(Misuse::A5 | Misuse::N6) => theme("7", "Tilbakemelding om utskrivningsklar pasient"),
        _ if letter.purpose == LetterKind::Reply => theme("6", "Henvendelse om pasient"),
        _ if letter.message.is_multiple_of(4) => theme("9", "Forespørsel om legemiddelopplysninger"),
        _ if letter.message.is_multiple_of(2) => theme("8", "Forespørsel om helseopplysninger"),
        _ => theme("6", "Henvendelse om pasient"),
    };
    let begins = theme.v == "6" && letter.thread.is_none();
    let reader = Code { v: "SP", s: "", dn: "Sykepleier" };
    match (letter.version, letter.purpose) {
        (Version::V1_0, LetterKind::Reply) => {
            Body::Note { theme, text, question: Some(question(asked)), reader: None }
        }
        (Version::V1_0, _) => Body::Question(question(text)),
        (Version::V1_1, _) => Body::Note { theme, text, question: None, reader: begins.then_some(reader) },
    }
}

/// Code system 7322.
const fn theme(v: &'static str, dn: &'static str) -> Code<'static> {
    Code { v, s: "2.16.578.1.12.4.1.1.7322", dn }
}

/// Code systems 9152, of questions from a municipality, and 9153, of others.
fn question_kind(letter: &Letter<'_>) -> Code<'static> {
    let (s, v, dn) = match (letter.from_municipality, letter.misuse) {
        (true, Some(Misuse::A5 | Misuse::N6)) => ("9152", "8", "Status/plan for utskriving"),
        (true, _) => match letter.message % 4 {
            0 => ("9152", "4", "Legemidler"),
            1 => ("9152", "7", "Timeavtale"),
            2 => ("9152", "99", "Annet"),
            _ => ("9152", "1", "Helseopplysninger"),
        },
        (false, _) if letter.message.is_multiple_of(2) => ("9153", "5", "Vurdering av tilstand"),
        (false, _) => ("9153", "99", "Annet"),
    };
    let s = if s == "9152" { "2.16.578.1.12.4.1.1.9152" } else { "2.16.578.1.12.4.1.1.9153" };
    Code { v, s, dn }
}

/// Bytes that begin as a picture does and hold nothing.
fn picture(draws: &mut Draws) -> Vec<u8> {
    let mut bytes = vec![0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
    bytes.extend((0..600).map(|_| draws.below(256) as u8));
    bytes
}

/// The choices of one document, in order.
#[derive(Clone, Debug)]
struct Draws(DrawSequence);

impl Draws {
    fn new(letter: &Letter<'_>) -> Draws {
        let mut draws = Dice::new(letter.run, 0).sequence(Purpose::Document, letter.message);
        // The first eight are the message id's.
        for _ in 0..8 {
            draws.draw();
        }
        Draws(draws)
    }

    fn below(&mut self, count: usize) -> usize {
        self.0.draw().index(count)
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }
}
