//! Documents for the tests, written by hand from the schemas' element order: not by the program's own writer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use meldingsflyt::model::Model;
use meldingsflyt::routing::Register;
use meldingsflyt::scenario::{self, Overrides};
use serde_json::json;
use std::path::Path;

/// Synthetic: month + 80.
pub const PATIENT: &str = "30878199614";
/// The right check digits, and no mark of being synthetic: a well-known made-up person.
pub const UNMARKED: &str = "13116900216";

/// The HER-id of an address in the department's scenario.
pub fn her_id(address: &str) -> u32 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/lunge-poliklinikk.toml");
    let scenario = scenario::load(&path, &Overrides::default()).expect("a shipped scenario");
    let model = Model::new(scenario.parts).expect("sound");
    Register::new(&model).her_id_of(address).unwrap_or_else(|| panic!("{address} is not registered"))
}

/// A document before it is XML.
#[derive(Clone)]
pub struct Letter {
    pub kind: &'static str,
    pub id: String,
    pub sender: u32,
    pub receiver: u32,
    pub copies: u32,
    /// Number and its type.
    pub patient: Option<(&'static str, &'static str)>,
    pub about: Option<String>,
    pub attachment: bool,
    pub text: String,
    pub group: Option<&'static str>,
}

impl Letter {
    /// A sound request of the municipality to the department.
    pub fn request(id: &str) -> Letter {
        Letter {
            kind: "DIALOG_FORESPORSEL",
            id: id.to_owned(),
            sender: her_id("Saksbehandling@bergen"),
            receiver: her_id("Lungesykdommer@haukeland"),
            copies: 0,
            patient: Some((PATIENT, "FNR")),
            about: None,
            attachment: false,
            text: "Lungesykdommer. Gjelder henvisning av 1. november. Når er neste time?".to_owned(),
            group: None,
        }
    }

    pub fn xml(&self) -> String {
        let party = |tag: &str, her_id: u32| {
            let ident = |id: u32| {
                format!(
                    "<Ident><Id>{id}</Id><TypeId V=\"HER\" S=\"2.16.578.1.12.4.1.1.9051\" DN=\"HER-id\"/></Ident>"
                )
            };
            let (outer, inner) = (ident(100_001), ident(her_id));
            format!(
                "<{tag}><Organisation><OrganisationName>Virksomhet</OrganisationName>{outer}<Organisation><OrganisationName>Tjeneste</OrganisationName>{inner}</Organisation></Organisation></{tag}>"
            )
        };
        let others: String = (0..self.copies)
            .map(|_| {
                party("OtherReceiver", self.receiver).replacen(
                    "<Organisation>",
                    "<RoleReceiver V=\"KOP\" DN=\"Kopi\"/><Organisation>",
                    1,
                )
            })
            .collect();
        let patient = self.patient.map_or(String::new(), |(number, kind)| {
            format!("<Patient><FamilyName>KARAFFEL</FamilyName><GivenName>OVERSIKTLIG</GivenName><Ident><Id>{number}</Id><TypeId V=\"{kind}\" S=\"2.16.578.1.12.4.1.1.8116\" DN=\"{kind}\"/></Ident></Patient>")
        });
        let about = self.about.as_ref().map_or(String::new(), |parent| {
            format!("<ConversationRef><RefToParent>{parent}</RefToParent><RefToConversation>{parent}</RefToConversation></ConversationRef>")
        });
        let attachment = if self.attachment {
            "<Document><RefDoc><MsgType V=\"A\" DN=\"Vedlegg\"/><MimeType>application/pdf</MimeType><Description>bilde</Description><Content><Base64Container xmlns=\"http://www.kith.no/xmlstds/base64container\">JVBERi0=</Base64Container></Content></RefDoc></Document>"
        } else {
            ""
        };
        let question = format!(
            "<Foresporsel><TypeForesp V=\"1\" S=\"2.16.578.1.12.4.1.1.9152\" DN=\"Helseopplysninger\"/><Sporsmal>{}</Sporsmal></Foresporsel>",
            self.text
        );
        let dialogue = match self.kind {
            "DIALOG_SVAR" => format!(
                "<Notat><TemaKodet V=\"1\" S=\"2.16.578.1.12.4.1.1.9152\" DN=\"Svar\"/><TekstNotatInnhold>{}</TekstNotatInnhold></Notat>",
                self.text
            ),
            _ => question,
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"><MsgInfo><Type V=\"{}\" DN=\"Dialog\"/><MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2026-11-24T08:00:00+01:00</GenDate><MsgId>{}</MsgId>{about}{}{}{others}{patient}</MsgInfo><Document><RefDoc><MsgType V=\"XML\" DN=\"XML-instans\"/><Content><Dialogmelding xmlns=\"http://www.kith.no/xmlstds/dialog/2006-10-11\">{dialogue}</Dialogmelding></Content></RefDoc></Document>{attachment}</MsgHead>",
            self.kind,
            self.id,
            party("Sender", self.sender),
            self.receiver_xml(&party("Receiver", self.receiver)),
        )
    }

    /// Under direct intake the sender's system names the work group, too.
    fn receiver_xml(&self, plain: &str) -> String {
        let Some(group) = self.group else { return plain.to_owned() };
        let local = format!(
            "<Ident><Id>{group}</Id><TypeId V=\"LOK\" S=\"2.16.578.1.12.4.1.1.9051\" DN=\"Lokal identifikator\"/></Ident></Organisation></Organisation>"
        );
        plain.replacen("</Organisation></Organisation>", &local, 1)
    }

    /// The body of `POST /Messages`.
    pub fn body(&self) -> String {
        body(self.xml().as_bytes())
    }
}

/// The body of `POST /Messages` for any bytes.
pub fn body(document: &[u8]) -> String {
    let document = STANDARD.encode(document);
    json!({ "businessDocument": document, "contentType": "application/xml", "contentTransferEncoding": "base64" })
        .to_string()
}
