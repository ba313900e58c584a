//! The documents that the scenario's parties send. Knows no server.

use crate::demand::Addressing;
use crate::edi::{self, Body, Code, Enclosure, Named, Outgoing, Person, Question, Version};
use crate::model::rules::Flaw;
use crate::model::{InboxId, Model, OrganisationId};
use crate::random::child;
use crate::record::Request;
use crate::routing::{Address, Letter, Party, Register};
use crate::time::{Date, Duration, Instant};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Names and HER-ids of the scenario, ready to be written.
pub struct Letters<'a> {
    pub model: &'a Model,
    pub register: &'a Register,
    pub addressing: &'a Addressing,
}

/// What is sent besides a request.
pub enum Further<'a> {
    /// Of the receiver, about a message with this MsgId.
    Reply(&'a str),
    /// The receiver asks the sender.
    Question(&'a str),
}

impl Letters<'_> {
    /// The body of `POST /Messages` for a request of the scenario.
    pub fn request(&self, request: &Request, letter: &Letter<'_>, id: &str) -> String {
        let her_id = |address: Address<'_>| match address {
            Address::HerId(her_id) => her_id,
            Address::Service(name) => self.register.her_id_of(name).unwrap_or_default(),
        };
        let group = letter.group.filter(|group| self.is_direct(*group));
        let mut receiver = self.address(her_id(letter.receiver));
        if let Some(service) = &mut receiver.service {
            service.local_id = group.map(|group| self.model.inboxes[group.index()].key.as_str());
        }
        let others = vec![receiver; letter.receivers as usize - 1];
        let lost = [Enclosure { name: "vedlegg", mime_type: "application/pdf", bytes: b"%PDF-" }];
        let attachments = if request.flaws.has(Flaw::C5) { &lost[..] } else { &[] };
        let text = "Lungesykdommer. Vi viser til henvisningen. Når er neste time? Hilsen saksbehandler";
        let body = Body::Question(question(text));
        let sender = self.address(her_id(letter.sender));
        let parties = Parties { sender, receiver, others: &others };
        self.body(request, parties, (edi::Kind::Request, id, None), (body, attachments), request.sent)
    }

    /// The body of a reply to, or a question about, a request.
    pub fn further(
        &self,
        request: &Request,
        (from, to): (u32, u32),
        further: &Further<'_>,
        id: &str,
        (at, inbox): (Instant, Option<InboxId>),
    ) -> String {
        let mut receiver = self.address(to);
        if let Some(service) = &mut receiver.service {
            let group = inbox.filter(|inbox| self.is_direct(*inbox));
            service.local_id = group.map(|group| self.model.inboxes[group.index()].key.as_str());
        }
        let (kind, about, body) = match further {
            Further::Reply(about) => {
                let theme = Code { v: "1", s: "2.16.578.1.12.4.1.1.7322", dn: "Svar på forespørsel" };
                let note = Body::Note {
                    theme,
                    text: "Svar på spørsmålet. Hilsen saksbehandler",
                    question: None,
                    reader: None,
                };
                (edi::Kind::Reply, about, note)
            }
            Further::Question(about) => {
                (edi::Kind::Request, about, Body::Question(question("Hva mangler? Hilsen saksbehandler")))
            }
        };
        let parties = Parties { sender: self.address(from), receiver, others: &[] };
        self.body(request, parties, (kind, id, Some((about, about))), (body, &[]), at)
    }

    fn is_direct(&self, inbox: InboxId) -> bool {
        let department = self.model.inboxes[inbox.index()].department;
        department.is_some_and(|id| self.model.departments[id.index()].intake == crate::model::Intake::Direct)
    }

    fn body(
        &self,
        request: &Request,
        parties: Parties<'_>,
        (kind, id, conversation): (edi::Kind, &str, Option<(&str, &str)>),
        (body, attachments): (Body<'_>, &[Enclosure<'_>]),
        at: Instant,
    ) -> String {
        let identity = patient(request.draws);
        let outgoing = Outgoing {
            version: Version::V1_0,
            kind,
            message_id: id,
            generated: &stamp(at),
            sender: parties.sender,
            receiver: parties.receiver,
            others: parties.others,
            patient: Some(Person {
                given_name: "OVERSIKTLIG",
                family_name: "KARAFFEL",
                born: "",
                identity: &identity,
                identity_type: "FNR",
            }),
            conversation,
            body,
            attachments,
        };
        let mut document = Vec::with_capacity(4_096);
        edi::write_dialogue(&outgoing, &mut document);
        let document = STANDARD.encode(document);
        format!(
            "{{\"businessDocument\":\"{document}\",\"contentType\":\"application/xml\",\"contentTransferEncoding\":\"base64\"}}"
        )
    }

    fn address(&self, her_id: u32) -> edi::Address<'_> {
        let unit = |name, her_id| Named { name, her_id, organisation_number: None, local_id: None };
        let organisation = |id: OrganisationId| {
            let one = &self.model.organisations[id.index()];
            unit(one.name.as_str(), one.her_id)
        };
        match self.register.by_her_id(her_id) {
            Some(Party::Organisation(id)) => edi::Address { organisation: organisation(id), service: None },
            Some(Party::Closed { organisation: id, .. }) => {
                edi::Address { organisation: organisation(id), service: Some(unit("Tjeneste", her_id)) }
            }
            Some(party) => {
                let service = &self.model.services[party.service().expect("one of the scenario's").index()];
                edi::Address {
                    organisation: organisation(service.organisation),
                    service: Some(unit(&service.name, her_id)),
                }
            }
            None => edi::Address { organisation: unit("Ukjent", her_id), service: None },
        }
    }
}

struct Parties<'a> {
    sender: edi::Address<'a>,
    receiver: edi::Address<'a>,
    others: &'a [edi::Address<'a>],
}

fn question(text: &str) -> Question<'_> {
    let kind = Code { v: "1", s: "2.16.578.1.12.4.1.1.9152", dn: "Forespørsel om helseopplysninger" };
    Question { kind, text, reason: "Oppfølging av pasienten" }
}

/// A synthetic identity number (month + 80), the same for a thread.
fn patient(draws: u64) -> String {
    let number = |salt: u64, below: u64| (child(draws, salt, 0) % below) as u32;
    let first = number(0, 500);
    (0..1_000)
        .find_map(|step| {
            let day = (number(1, 28) + 1, number(2, 12) + 1, 1940 + number(3, 59));
            edi::Identity::synthetic(day, (first + step) % 500, edi::Mark::Month80)
        })
        .expect("most individual numbers have check digits")
}

/// xs:dateTime in UTC.
pub fn stamp(at: Instant) -> String {
    let day = Duration::DAY.micros();
    let (days, micros) = (at.micros().div_euclid(day), at.micros().rem_euclid(day));
    let seconds = micros / 1_000_000;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{:06}Z", Date::from_days(days as i32), micros % 1_000_000)
}

/// The body of `POST /Messages` for a request of usual size (some 4 KB of XML) from one HER-id to another.
pub fn bench_body(number: u64, (sender, receiver): (u32, u32)) -> String {
    let unit = |her_id| Named { name: "Tjeneste", her_id, organisation_number: None, local_id: None };
    let address = |her_id| edi::Address { organisation: unit(her_id), service: Some(unit(her_id)) };
    let text = "Lungesykdommer. Vi viser til epikrisen og spør om videre oppfølging. ".repeat(36);
    let outgoing = Outgoing {
        version: Version::V1_0,
        kind: edi::Kind::Request,
        message_id: &format!("bench-{number:016x}"),
        generated: "2026-11-24T08:00:00Z",
        sender: address(sender),
        receiver: address(receiver),
        others: &[],
        patient: Some(Person {
            given_name: "OVERSIKTLIG",
            family_name: "KARAFFEL",
            born: "",
            identity: "30878199614",
            identity_type: "FNR",
        }),
        conversation: None,
        body: Body::Question(question(&text)),
        attachments: &[],
    };
    let mut document = Vec::with_capacity(5_120);
    edi::write_dialogue(&outgoing, &mut document);
    let document = STANDARD.encode(document);
    format!(
        "{{\"businessDocument\":\"{document}\",\"contentType\":\"application/xml\",\"contentTransferEncoding\":\"base64\"}}"
    )
}
