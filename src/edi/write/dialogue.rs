//! Dialogue messages: a head and what it carries.

use super::system::{ORGANISATION_ID, PERSON_ID, ROLE};
use super::xml::Xml;
use super::{Address, Named};
use crate::edi::document::{Kind, Version};
use crate::edi::schema::Space;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A dialogue message to be written.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    pub version: Version,
    pub kind: Kind,
    pub message_id: &'a str,
    /// As in XML: `2026-03-02T09:00:00`.
    pub generated: &'a str,
    pub sender: Address<'a>,
    pub receiver: Address<'a>,
    /// Receivers of a copy: the guideline forbids them (A2).
    pub others: &'a [Address<'a>],
    pub patient: Option<Person<'a>>,
    /// The message before this one and the first of the conversation; never on the first.
    pub conversation: Option<(&'a str, &'a str)>,
    pub body: Body<'a>,
    pub attachments: &'a [Enclosure<'a>],
}

/// A patient, who is always made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    pub given_name: &'a str,
    pub family_name: &'a str,
    /// `1948-02-29`; empty: not said.
    pub born: &'a str,
    pub identity: &'a str,
    /// `FNR` or `DNR`
    pub identity_type: &'a str,
}

/// What the message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body<'a> {
    Question(Question<'a>),
    /// An answer or a note, with the question that it answers.
    Note {
        theme: Code<'a>,
        text: &'a str,
        question: Option<Question<'a>>,
        /// The profession that is to read it at the receiver: compulsory in 1.1 where theme 6 begins a conversation.
        reader: Option<Code<'a>>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    pub kind: Code<'a>,
    pub text: &'a str,
    /// What the answer is for. A question about health must say so.
    pub reason: &'a str,
}

/// A code, its system and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<'a> {
    pub v: &'a str,
    pub s: &'a str,
    pub dn: &'a str,
}

/// A file inside the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enclosure<'a> {
    pub name: &'a str,
    pub mime_type: &'a str,
    pub bytes: &'a [u8],
}

/// Appends the message.
pub fn write_dialogue(message: &Outgoing<'_>, out: &mut Vec<u8>) {
    let mut xml = Xml::new(out);
    xml.open("MsgHead", &[("xmlns", Space::Head.uri())]);
    xml.within("MsgInfo", |xml| info(message, xml));
    xml.within("Document", |xml| {
        reference(xml, ("XML", "XML-instans"), |_| {}, |xml| dialogue(message, xml));
    });
    for attachment in message.attachments {
        xml.within("Document", |xml| {
            reference(
                xml,
                ("A", "Vedlegg"),
                |xml| {
                    xml.text("MimeType", attachment.mime_type);
                    xml.text("Description", attachment.name);
                },
                |xml| container(attachment.bytes, xml),
            );
        });
    }
    xml.close("MsgHead");
}

/// `RefDoc`: what kind of document, what is said of it, and the document.
fn reference(
    xml: &mut Xml<'_>,
    (code, words): (&str, &str),
    about: impl FnOnce(&mut Xml<'_>),
    content: impl FnOnce(&mut Xml<'_>),
) {
    xml.within("RefDoc", |xml| {
        xml.empty("MsgType", &[("V", code), ("DN", words)]);
        about(xml);
        xml.within("Content", content);
    });
}

fn container(bytes: &[u8], xml: &mut Xml<'_>) {
    xml.open("Base64Container", &[("xmlns", Space::Base64.uri())]);
    xml.ascii(STANDARD.encode(bytes).as_bytes());
    xml.close("Base64Container");
}

fn info(message: &Outgoing<'_>, xml: &mut Xml<'_>) {
    let words = match message.kind {
        Kind::Request => "Forespørsel",
        Kind::Reply => "Svar på forespørsel",
        Kind::Note => "Notat",
        Kind::Health => "Helsefaglig dialog",
        Kind::AppRec | Kind::Other => "Dialogmelding",
    };
    xml.empty("Type", &[("V", message.kind.code()), ("DN", words)]);
    xml.text("MIGversion", "v1.2 2006-05-24");
    xml.text("GenDate", message.generated);
    xml.text("MsgId", message.message_id);
    xml.empty("Ack", &[("V", "J"), ("DN", "Ja")]);
    if let Some((parent, conversation)) = message.conversation {
        xml.within("ConversationRef", |xml| {
            xml.text("RefToParent", parent);
            xml.text("RefToConversation", conversation);
        });
    }
    xml.within("Sender", |xml| address(&message.sender, xml));
    xml.within("Receiver", |xml| address(&message.receiver, xml));
    for other in message.others {
        xml.within("OtherReceiver", |xml| {
            xml.empty("RoleReceiver", &[("V", "KOPI"), ("DN", "Kopimottaker")]);
            address(other, xml);
        });
    }
    if let Some(patient) = &message.patient {
        xml.within("Patient", |xml| person(patient, xml));
    }
}

/// The enterprise around the service.
fn address(address: &Address<'_>, xml: &mut Xml<'_>) {
    xml.within("Organisation", |xml| {
        named(&address.organisation, xml);
        if let Some(service) = &address.service {
            xml.within("Organisation", |xml| named(service, xml));
        }
    });
}

fn named(unit: &Named<'_>, xml: &mut Xml<'_>) {
    xml.text("OrganisationName", unit.name);
    ident(&unit.her_id.to_string(), ("HER", "HER-id", ORGANISATION_ID), xml);
    if let Some(number) = unit.organisation_number {
        ident(number, ("ENH", "Organisasjonsnummer i Enhetsregisteret", ORGANISATION_ID), xml);
    }
    if let Some(id) = unit.local_id {
        ident(id, ("LOK", "Lokal identifikator", ORGANISATION_ID), xml);
    }
}

fn ident(id: &str, (v, dn, s): (&str, &str, &str), xml: &mut Xml<'_>) {
    xml.within("Ident", |xml| {
        xml.text("Id", id);
        xml.empty("TypeId", &[("V", v), ("S", s), ("DN", dn)]);
    });
}

fn person(patient: &Person<'_>, xml: &mut Xml<'_>) {
    xml.text("FamilyName", patient.family_name);
    xml.text("GivenName", patient.given_name);
    if !patient.born.is_empty() {
        xml.text("DateOfBirth", patient.born);
    }
    let words = if patient.identity_type == "DNR" { "D-nummer" } else { "Fødselsnummer" };
    ident(patient.identity, (patient.identity_type, words, PERSON_ID), xml);
}

fn dialogue(message: &Outgoing<'_>, xml: &mut Xml<'_>) {
    let space = match message.version {
        Version::V1_0 => Space::Dialogue10,
        Version::V1_1 => Space::Dialogue11,
    };
    xml.open("Dialogmelding", &[("xmlns", space.uri())]);
    match &message.body {
        Body::Question(asked) => question(asked, xml),
        Body::Note { theme, text, question: asked, reader } => xml.within("Notat", |xml| {
            xml.empty("TemaKodet", &[("V", theme.v), ("S", theme.s), ("DN", theme.dn)]);
            xml.text("TekstNotatInnhold", text);
            if let Some(asked) = asked {
                question(asked, xml);
            }
            if let Some(profession) = reader {
                role(profession, xml);
            }
        }),
    }
    xml.close("Dialogmelding");
}

fn question(asked: &Question<'_>, xml: &mut Xml<'_>) {
    xml.within("Foresporsel", |xml| {
        xml.empty("TypeForesp", &[("V", asked.kind.v), ("S", asked.kind.s), ("DN", asked.kind.dn)]);
        xml.text("Sporsmal", asked.text);
        if !asked.reason.is_empty() {
            xml.text("Begrunnelse", asked.reason);
        }
    });
}

/// The contact at the receiver, by profession.
fn role(profession: &Code<'_>, xml: &mut Xml<'_>) {
    xml.within("RollerRelatertNotat", |xml| {
        xml.empty("RolleNotat", &[("V", "24"), ("S", ROLE), ("DN", "Kontaktperson hos mottaker")]);
        xml.within("HealthcareProfessional", |xml| {
            xml.empty("TypeHealthcareProfessional", &[("V", profession.v), ("DN", profession.dn)]);
        });
    });
}
