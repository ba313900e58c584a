//! Documents and what the server knows of them: read, routed, answered, receipted.
//!
//! The only place of the server that knows what is inside a document.

use super::api::generated;
use super::envelope::{Envelope, Kind, Place, Receipt, Transport};
use super::house::House;
use super::job::{Filing, Job};
use super::reply::Reply;
use super::row::Row;
use super::server::Server;
use super::writing::own_id;
use crate::edi;
use crate::model::rules::{Clause, Flaw, Flaws};
use crate::routing::{self, Address, Delivery, Letter, Patient, Refusal};
use crate::text::{Lang, msh as say};
use crate::time::Instant;
use sha2::{Digest, Sha256};

/// What a document says, as far as the server needs it.
pub struct Incoming {
    pub sender: u32,
    pub receiver: u32,
    letter: Letter<'static>,
    kind: Kind,
    msg_id: String,
    generated: Option<String>,
    sound: Result<(), String>,
    parent: Option<String>,
    conversation: Option<String>,
}

/// Reads a document.
///
/// # Errors
/// The reasons to refuse the call, each with its code.
pub fn read(house: &House, bytes: &[u8]) -> Result<Incoming, Vec<String>> {
    let document = edi::read(bytes).map_err(|refusal| vec![told(&refusal)])?;
    let head = &document.head;
    let letter = letter(house, &document).ok_or_else(|| vec!["T02: a party has no HER-id".to_owned()])?;
    let kind = kind(head.kind);
    if kind == Kind::AppRec {
        return Err(vec!["T10: a receipt is sent by POST /Messages/{id}/apprec/{herId}".to_owned()]);
    }
    let sound = match &document.structure {
        None => Ok(()),
        Some(fault) => Err(format!("line {}: {}", fault.line, fault.say(Lang::En))),
    };
    let text = |text: &edi::Text<'_>| text.clone().into_owned();
    Ok(Incoming {
        sender: head.sender.her_id().unwrap_or_default(),
        receiver: head.receiver.her_id().unwrap_or_default(),
        letter,
        kind,
        msg_id: text(&head.message_id),
        generated: head.generated.as_ref().map(text),
        sound,
        parent: head.conversation.as_ref().map(|conversation| text(&conversation.parent)),
        conversation: head.conversation.as_ref().map(|conversation| text(&conversation.conversation)),
    })
}

/// What routing looks at in a document that was read; `None` if a party has no HER-id.
fn letter(house: &House, document: &edi::Document<'_>) -> Option<Letter<'static>> {
    let head = &document.head;
    let attached =
        matches!(&document.content, edi::Content::Dialogue(dialogue) if !dialogue.attachments.is_empty());
    let group = head.receiver.service.as_ref().and_then(|service| service.local_id.as_deref());
    Some(Letter {
        sender: Address::HerId(head.sender.her_id()?),
        receiver: Address::HerId(head.receiver.her_id()?),
        receivers: 1 + head.other_receivers,
        sound: document.structure.is_none(),
        patient: patient(head.patient.as_ref()),
        flaws: if attached { Flaws::NONE.with(Flaw::C5) } else { Flaws::NONE },
        group: group.and_then(|key| house.inbox(key)),
    })
}

/// Parses, checks and routes a document as the server does, and files nothing: what benchmarks measure. `None` if it is
/// refused before it is routed.
pub fn routed(house: &House, bytes: &[u8]) -> Option<Result<Delivery, Refusal>> {
    let document = edi::read(bytes).ok()?;
    letter(house, &document).map(|letter| routing::route(&house.model, &house.register, &letter))
}

/// A refusal of the reader: its code, where, and what.
fn told(refusal: &edi::Refusal) -> String {
    let place = refusal.line().map_or(String::new(), |line| format!("line {line}: "));
    format!("{}: {place}{}", refusal.code(), refusal.say(Lang::En))
}

const fn kind(kind: edi::Kind) -> Kind {
    match kind {
        edi::Kind::Request => Kind::Request,
        edi::Kind::Reply => Kind::Reply,
        edi::Kind::Note => Kind::Note,
        edi::Kind::Health => Kind::Health,
        edi::Kind::AppRec => Kind::AppRec,
        edi::Kind::Other => Kind::Other,
    }
}

/// The record system behind a test server has synthetic patients only: of others it says that it has them not (E35).
fn patient(patient: Option<&edi::Patient<'_>>) -> Patient {
    let number =
        patient.and_then(|patient| Some((patient.identity.as_deref()?, patient.identity_type.as_deref())));
    match number {
        Some((number, Some("FNR" | "DNR"))) => match edi::Identity::parse(number) {
            None => Patient::Wrong,
            Some(identity) if identity.mark.is_none() => Patient::Unknown,
            Some(_) => Patient::Known,
        },
        _ => Patient::Missing,
    }
}

/// The job that files a document, or the refusal that its sender is told at once.
///
/// # Errors
/// An unregistered sender, several receivers (A2): 400.
pub fn accept(server: &Server, incoming: Incoming, document: Vec<u8>, now: Instant) -> Result<Job, Reply> {
    let house = &server.house;
    let routed = routing::route(&house.model, &house.register, &incoming.letter);
    if let Err(refusal) = routed {
        server.meter.refused(refusal.name());
        if let Refusal::UnknownSender | Refusal::SeveralReceivers = refusal {
            return Err(Reply::invalid(vec![say::refused(
                Lang::En,
                refusal.clause().map(Clause::name),
                refusal.name(),
            )]));
        }
    }
    let inside = house.is_inside(incoming.receiver);
    let sha = <[u8; 32]>::from(Sha256::digest(&document));
    let envelope = filed(&incoming, (routed, inside), sha, now);
    let receipt = envelope
        .receipt
        .map(|receipt| Box::new(receipt_envelope(server, &envelope, (receipt, &envelope.errors), now)));
    let letter = Box::new(Filing { envelope, document: Some(document) });
    Ok(Job::Accept { letter, receipt, parent: incoming.parent })
}

/// The envelope of a document as it is filed. An outside receiver gives its receipt itself, unless the document is
/// refused before it gets there.
fn filed(
    incoming: &Incoming,
    (routed, inside): (Result<Delivery, Refusal>, bool),
    sha: [u8; 32],
    now: Instant,
) -> Envelope {
    let (delivery, refusal) = (routed.ok(), routed.err());
    let rejected = refusal == Some(Refusal::UnknownReceiver);
    let receipt = match refusal {
        Some(_) if rejected => None,
        Some(_) => Some(Receipt::Rejected),
        None if inside => Some(Receipt::Ok),
        None => None,
    };
    let error = |refusal: Refusal| {
        let detail = match (&incoming.sound, refusal.clause()) {
            (Err(fault), _) if refusal == Refusal::Structure => fault.clone(),
            (_, clause) => say::refused(Lang::Nb, clause.map(Clause::name), refusal.name()),
        };
        refusal.code().map(|code| (code.to_owned(), detail))
    };
    Envelope {
        row: Row(0),
        sender: incoming.sender,
        receiver: incoming.receiver,
        msg_id: incoming.msg_id.clone(),
        generated: generated(incoming.generated.as_deref(), now),
        kind: incoming.kind,
        received: now,
        about: None,
        conversation: incoming.conversation.clone(),
        transport: if rejected { Transport::Rejected } else { Transport::Acknowledged },
        receipt,
        receipt_row: None,
        errors: refusal.and_then(error).into_iter().collect(),
        unread: delivery.is_some() && !inside,
        inbox: delivery.filter(|_| inside).map(|delivery| delivery.inbox),
        place: if delivery.is_some() && inside { Place::Waiting } else { Place::Nowhere },
        turn: 0,
        attempts: 0,
        hits: delivery.map_or(0, |delivery| delivery.hits),
        answer: None,
        sha: Some(sha),
    }
}

/// The envelope of a receipt about a message. Its document is written when it is fetched.
pub fn receipt_envelope(
    server: &Server,
    about: &Envelope,
    (receipt, errors): (Receipt, &[(String, String)]),
    now: Instant,
) -> Envelope {
    Envelope {
        row: Row(0),
        sender: about.receiver,
        receiver: about.sender,
        msg_id: own_id(about, "AppRec"),
        generated: super::stamp::format(now),
        kind: Kind::AppRec,
        received: now,
        about: Some(about.row),
        conversation: None,
        transport: Transport::Acknowledged,
        receipt: Some(receipt),
        receipt_row: None,
        errors: errors.to_vec(),
        unread: !server.house.is_inside(about.sender),
        inbox: None,
        place: Place::Nowhere,
        turn: 0,
        attempts: 0,
        hits: 0,
        answer: None,
        sha: None,
    }
}

/// What a person reads of a document: its text, part by part.
pub fn text(bytes: &[u8]) -> Vec<String> {
    match edi::read(bytes).map(|document| document.content) {
        Ok(edi::Content::Dialogue(dialogue)) => vec![dialogue.text.into_owned()],
        _ => Vec::new(),
    }
}
