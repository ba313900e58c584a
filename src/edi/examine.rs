//! Reads a document as patiently as it can, and lists what is not as it should be.
//!
//! What a server refuses for its encoding is read here all the same. Nothing is changed or repaired: a deviation is told.

use super::document::{AppRec, Content, Dialogue, Document, Kind, Party, Status};
use super::fault::{Refusal, StructureFault, What};
use super::pass::pass;
use super::read::{LIMIT, missing};
use super::xml::declaration;
use super::{Identity, is_organisation_number};
use crate::text::{Lang, edi as say};
use std::borrow::Cow;

/// As many faults of structure as are listed.
const MOST: usize = 1_000;

/// What is in a document, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// In the order of the document as far as they have a place.
    pub deviations: Vec<Deviation>,
    /// What was read; missing if the document cannot be read at all.
    pub summary: Option<Summary>,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// A server refuses it for this.
    Refused(Refusal),
    /// A server accepts it and rejects it with a receipt.
    Structure(StructureFault),
    /// The parts of the reference to a conversation are swapped, as many senders have them.
    SwappedConversation {
        line: u32,
    },
    /// Nothing says that it is UTF-8.
    Undeclared,
    /// A reply that does not say what it answers.
    ReplyWithoutConversation,
    /// A rejection without a reason.
    RejectedWithoutError,
    /// A receipt with a status that the code system has not.
    UnknownStatus,
    /// A number of this organisation whose check digit is wrong.
    OrganisationNumber(Role),
    /// A patient's number with wrong check digits.
    IdentityNumber,
    /// A patient's number that somebody may bear.
    MayBeReal,
    OtherReceivers {
        count: u32,
    },
    Attachments {
        count: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Sender,
    Receiver,
}

/// What the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub kind: Kind,
    /// The kind as written.
    pub kind_code: String,
    pub message_id: String,
    pub generated: Option<String>,
    pub sender: Option<u32>,
    pub receiver: Option<u32>,
    pub attachments: usize,
}

/// Examines a document.
pub fn examine(bytes: &[u8]) -> Examination {
    let mut deviations = Vec::new();
    if bytes.len() > LIMIT {
        deviations.push(Deviation::Refused(Refusal::TooLarge { bytes: bytes.len() as u64 }));
        return Examination { deviations, summary: None };
    }
    let text = match text(bytes, &mut deviations) {
        Ok(text) => text,
        Err(refusal) => {
            deviations.push(Deviation::Refused(refusal));
            return Examination { deviations, summary: None };
        }
    };
    let passed = match pass(&text, MOST) {
        Ok(passed) => passed,
        Err(refusal) => {
            deviations.push(Deviation::Refused(refusal));
            return Examination { deviations, summary: None };
        }
    };
    deviations.extend(told(passed.faults));
    if passed.declaration.is_none_or(|declaration| declaration.encoding.is_none()) && deviations.is_empty() {
        deviations.push(Deviation::Undeclared);
    }
    deviations.extend(missing(&passed.document.head).map(|part| Deviation::Refused(Refusal::Missing(part))));
    matters(&passed.document, &mut deviations);
    Examination { deviations, summary: Some(summary(&passed.document)) }
}

/// The text, from UTF-8 or from ISO-8859-1 if it says so.
fn text<'a>(bytes: &'a [u8], deviations: &mut Vec<Deviation>) -> Result<Cow<'a, str>, Refusal> {
    let head = &bytes[..bytes.len().min(200)];
    let head: String = head.iter().map(|byte| char::from(*byte)).collect();
    let declared = head.split_inclusive("?>").next().and_then(declaration).and_then(|found| found.encoding);
    let latin = declared.filter(|name| {
        ["iso-8859-1", "latin1", "windows-1252"].iter().any(|known| name.eq_ignore_ascii_case(known))
    });
    if let Some(name) = latin {
        deviations.push(Deviation::Refused(Refusal::NotUtf8 { declared: Some(name.to_owned()) }));
        let decoded: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        // The declaration must not contradict what it stands in.
        return Ok(Cow::Owned(decoded.replacen(name, "UTF-8", 1)));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|_| Refusal::NotUtf8 { declared: declared.map(str::to_owned) })?;
    Ok(Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text)))
}

/// Faults of structure; two that mean a swapped reference are told as one.
fn told(faults: Vec<StructureFault>) -> Vec<Deviation> {
    let mut told = Vec::new();
    let mut faults = faults.into_iter().peekable();
    while let Some(fault) = faults.next() {
        let early = fault.what == What::Lacks { child: "RefToParent" };
        let late = faults.peek().is_some_and(|next| {
            next.what == What::Misplaced { parent: fault.element.clone() }
                || next.element.ends_with("RefToParent")
        });
        if early && late {
            faults.next();
            told.push(Deviation::SwappedConversation { line: fault.line });
        } else {
            told.push(Deviation::Structure(fault));
        }
    }
    told
}

/// What the schemas cannot say.
fn matters(document: &Document<'_>, deviations: &mut Vec<Deviation>) {
    let head = &document.head;
    if head.kind == Kind::Reply && head.conversation.is_none() {
        deviations.push(Deviation::ReplyWithoutConversation);
    }
    for (role, party) in [(Role::Sender, &head.sender), (Role::Receiver, &head.receiver)] {
        if wrong_number(party) {
            deviations.push(Deviation::OrganisationNumber(role));
        }
    }
    if head.other_receivers > 0 {
        deviations.push(Deviation::OtherReceivers { count: head.other_receivers });
    }
    if let Some(patient) = &head.patient
        && let Some(number) = patient.identity.as_deref()
        && matches!(patient.identity_type.as_deref(), Some("FNR" | "DNR"))
    {
        match Identity::parse(number.trim()) {
            None => deviations.push(Deviation::IdentityNumber),
            Some(identity) if identity.may_be_real() => deviations.push(Deviation::MayBeReal),
            Some(_) => {}
        }
    }
    match &document.content {
        Content::Dialogue(Dialogue { attachments, .. }) if !attachments.is_empty() => {
            deviations.push(Deviation::Attachments { count: attachments.len() });
        }
        Content::AppRec(AppRec { status, errors, .. }) => {
            if *status == Some(Status::Rejected) && errors.is_empty() {
                deviations.push(Deviation::RejectedWithoutError);
            }
            if status.is_none() {
                deviations.push(Deviation::UnknownStatus);
            }
        }
        _ => {}
    }
}

fn wrong_number(party: &Party<'_>) -> bool {
    let units = [Some(&party.organisation), party.service.as_ref()];
    let numbers = units.into_iter().flatten().filter_map(|unit| unit.organisation_number.as_deref());
    numbers.into_iter().any(|number| !is_organisation_number(number.trim()))
}

fn summary(document: &Document<'_>) -> Summary {
    let head = &document.head;
    let attachments = match &document.content {
        Content::Dialogue(dialogue) => dialogue.attachments.len(),
        _ => 0,
    };
    Summary {
        kind: head.kind,
        kind_code: if head.kind_code.is_empty() {
            head.kind.code().to_owned()
        } else {
            head.kind_code.to_string()
        },
        message_id: head.message_id.to_string(),
        generated: head.generated.as_ref().map(ToString::to_string),
        sender: head.sender.her_id(),
        receiver: head.receiver.her_id(),
        attachments,
    }
}

impl Deviation {
    /// A server would not take the document, or reject it with a receipt.
    pub const fn is_fault(&self) -> bool {
        matches!(
            self,
            Deviation::Refused(_) | Deviation::Structure(_) | Deviation::SwappedConversation { .. }
        )
    }

    /// The line, counted from 1, if it has one.
    pub const fn line(&self) -> Option<u32> {
        match self {
            Deviation::Refused(refusal) => refusal.line(),
            Deviation::Structure(fault) => Some(fault.line),
            Deviation::SwappedConversation { line } => Some(*line),
            _ => None,
        }
    }

    /// The code of system 8221 that a server gives; missing where it gives none.
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Deviation::Refused(refusal) => Some(refusal.code()),
            Deviation::Structure(_) | Deviation::SwappedConversation { .. } => Some(StructureFault::CODE),
            _ => None,
        }
    }

    /// In a sentence, without the line. Identity numbers are masked.
    pub fn say(&self, lang: Lang) -> String {
        let sentence = match self {
            Deviation::Refused(refusal) => refusal.say(lang),
            Deviation::Structure(fault) => fault.say(lang),
            Deviation::SwappedConversation { .. } => say::swapped(lang).to_owned(),
            Deviation::Undeclared => say::undeclared_encoding(lang).to_owned(),
            Deviation::ReplyWithoutConversation => say::no_conversation(lang).to_owned(),
            Deviation::RejectedWithoutError => say::no_error(lang).to_owned(),
            Deviation::UnknownStatus => say::unknown_status(lang).to_owned(),
            Deviation::OrganisationNumber(role) => {
                say::organisation_number(lang, *role == Role::Sender).to_owned()
            }
            Deviation::IdentityNumber => say::identity_number(lang).to_owned(),
            Deviation::MayBeReal => say::may_be_real(lang).to_owned(),
            Deviation::OtherReceivers { count } => say::other_receivers(lang, *count),
            Deviation::Attachments { count } => say::attachments(lang, *count),
        };
        super::mask(&sentence).into_owned()
    }
}
