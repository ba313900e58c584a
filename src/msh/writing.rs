//! What the server itself writes: receipts, answers, returns, questions. In bokmål, as the parties would.

use super::envelope::{Envelope, Kind, Place, Receipt, Transport};
use super::house::Names;
use super::job::Filing;
use super::reply::Reply;
use super::row::Row;
use super::server::Server;
use super::stamp;
use crate::edi::{self, AppRecOut, Body, Code, Named, Outgoing, Person, Question, Version};
use crate::model::rules::Clause;
use crate::random::{Salt, child, stable_hash};
use crate::text::{Lang, msh as say};
use crate::time::Instant;
use sha2::{Digest, Sha256};

/// What is written to a sender.
pub enum Letter {
    Answer(String),
    /// Misuse: by which clause.
    Return(Clause, Option<String>),
    /// Something is missing: by which clause.
    Question(Clause, Option<String>),
}

/// The MsgId of what the server writes about a message: the same each time.
pub fn own_id(about: &Envelope, what: &str) -> String {
    let seed = child(stable_hash(&about.msg_id), u64::from(about.sender), u64::from(about.receiver));
    let number = child(seed, stable_hash(what), 0) as i64;
    Salt::new(seed).uuid(number).to_string()
}

fn address<'a>(names: &Names<'a>) -> edi::Address<'a> {
    let named =
        |(name, her_id): (&'a str, u32)| Named { name, her_id, organisation_number: None, local_id: None };
    edi::Address { organisation: named(names.organisation), service: names.service.map(named) }
}

/// Sender and receiver of what is written from one party to another.
///
/// # Errors
/// The register no longer has them: the scenario has changed (500).
fn parties(server: &Server, from: u32, to: u32) -> Result<[edi::Address<'_>; 2], Reply> {
    let address = |her_id| server.house.names(her_id).map(|names| address(&names));
    let both = address(from).zip(address(to)).map(|(from, to)| [from, to]);
    both.ok_or_else(|| Reply::problem(500, "A party of the message is no longer in the scenario"))
}

/// The document of a receipt, written from its envelope: AppRec 1.0.
///
/// # Errors
/// The message that it is about cannot be read (500).
pub fn receipt(server: &Server, envelope: &Envelope) -> Result<Vec<u8>, Reply> {
    let about = envelope.about.map(|row| server.envelope(row)).transpose()?.flatten();
    let about = about.ok_or_else(|| Reply::problem(500, "The receipt is about no message"))?;
    let [sender, receiver] = match server.house.names(envelope.sender) {
        Some(_) => parties(server, envelope.sender, envelope.receiver)?,
        None => return Err(Reply::problem(500, "A party of the message is no longer in the scenario")),
    };
    let errors: Vec<(&str, &str)> = envelope.errors.iter().map(|(code, text)| (&**code, &**text)).collect();
    let status = match envelope.receipt {
        Some(Receipt::Rejected) => edi::Status::Rejected,
        Some(Receipt::OkErrorInMessagePart) => edi::Status::OkErrorInPart,
        Some(Receipt::Ok) | None => edi::Status::Ok,
    };
    let mut document = Vec::with_capacity(2_048);
    edi::write_apprec(
        &AppRecOut {
            version: Version::V1_0,
            id: &envelope.msg_id,
            generated: &envelope.generated,
            sender,
            receiver,
            status,
            errors: &errors,
            original_id: &about.msg_id,
            original_type: code(about.kind),
            original_issued: &about.generated,
        },
        &mut document,
    );
    Ok(document)
}

const fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => edi::Kind::Reply.code(),
        Kind::Note => edi::Kind::Note.code(),
        Kind::Health => edi::Kind::Health.code(),
        Kind::AppRec => edi::Kind::AppRec.code(),
        Kind::Request | Kind::Other => edi::Kind::Request.code(),
    }
}

/// An answer, a return or a question about a message, from its receiver to its sender.
///
/// # Errors
/// The message's document cannot be read (500).
pub fn write(server: &Server, about: &Envelope, letter: Letter, now: Instant) -> Result<Filing, Reply> {
    let original = server.document(about)?;
    let read = edi::read(&original).map_err(|_| Reply::problem(500, "The document cannot be read again"))?;
    let asked = match &read.content {
        edi::Content::Dialogue(dialogue) => dialogue.text.clone(),
        _ => "".into(),
    };
    let (what, text, kind) = match &letter {
        Letter::Answer(text) => ("Answer".to_owned(), text.clone(), Kind::Reply),
        Letter::Return(clause, text) => {
            let text = text.clone().unwrap_or_else(|| say::returned(Lang::Nb, clause.rule().bokmal()));
            ("Return".to_owned(), text, Kind::Reply)
        }
        Letter::Question(clause, text) => {
            let text = text.clone().unwrap_or_else(|| say::asked_back(Lang::Nb, clause.rule().bokmal()));
            (format!("Question {} {}", clause.name(), about.turn), text, Kind::Request)
        }
    };
    let id = own_id(about, &what);
    let generated = stamp::format(now);
    let [sender, receiver] = parties(server, about.receiver, about.sender)?;
    let question = Question { kind: ABOUT_HEALTH, text: &asked, reason: FOLLOW_UP };
    let body = match kind {
        Kind::Request => Body::Question(Question { text: &text, ..question }),
        _ => Body::Note { theme: ANSWER, text: &text, question: Some(question), reader: None },
    };
    let conversation = about.conversation.as_deref().unwrap_or(&about.msg_id);
    let outgoing = Outgoing {
        version: Version::V1_0,
        kind: if kind == Kind::Request { edi::Kind::Request } else { edi::Kind::Reply },
        message_id: &id,
        generated: &generated,
        sender,
        receiver,
        others: &[],
        patient: read.head.patient.as_ref().and_then(person),
        conversation: Some((&about.msg_id, conversation)),
        body,
        attachments: &[],
    };
    let mut document = Vec::with_capacity(6_144);
    edi::write_dialogue(&outgoing, &mut document);
    let envelope = sent(server, about, (id.clone(), kind, &document), now);
    Ok(Filing { envelope, document: Some(document) })
}

/// Code system 9152, questions from municipal care.
const ABOUT_HEALTH: Code<'static> =
    Code { v: "1", s: "2.16.578.1.12.4.1.1.9152", dn: "Forespørsel om helseopplysninger" };
const ANSWER: Code<'static> = Code { v: "1", s: "2.16.578.1.12.4.1.1.7322", dn: "Svar på forespørsel" };
const FOLLOW_UP: &str = "Oppfølging av pasienten";

fn person<'a>(patient: &'a edi::Patient<'_>) -> Option<Person<'a>> {
    Some(Person {
        given_name: patient.given_name.as_deref().unwrap_or_default(),
        family_name: patient.family_name.as_deref().unwrap_or_default(),
        born: patient.born.as_deref().unwrap_or_default(),
        identity: patient.identity.as_deref()?,
        identity_type: patient.identity_type.as_deref()?,
    })
}

fn sent(
    server: &Server,
    about: &Envelope,
    (id, kind, document): (String, Kind, &[u8]),
    now: Instant,
) -> Envelope {
    // To another inside service it comes as a message to be read there.
    let inside = server.house.is_inside(about.sender);
    Envelope {
        row: Row(0),
        sender: about.receiver,
        receiver: about.sender,
        msg_id: id,
        generated: stamp::format(now),
        kind,
        received: now,
        about: Some(about.row),
        conversation: Some(about.conversation.clone().unwrap_or_else(|| about.msg_id.clone())),
        transport: Transport::Acknowledged,
        receipt: inside.then_some(Receipt::Ok),
        receipt_row: None,
        errors: Vec::new(),
        unread: !inside,
        inbox: if inside { server.house.own_inbox(about.sender) } else { None },
        place: if inside { Place::Waiting } else { Place::Nowhere },
        turn: 0,
        attempts: 0,
        hits: 0,
        answer: None,
        sha: Some(Sha256::digest(document).into()),
    }
}
