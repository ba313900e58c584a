//! Where a real document goes: the inbox, or the refusal with its clause and code.
//!
//! A pure function of what a document says; it reads no documents itself. The codes are those of code system
//! 8221 (application receipts).

use super::register::{Party, Register};
use crate::model::rules::{Clause, Envelope, Flaws, Verdict, judge};
use crate::model::{InboxId, Model, ServiceId, ServiceKind};

/// How a document names a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address<'a> {
    HerId(u32),
    /// `Lungesykdommer@haukeland`.
    Service(&'a str),
}

/// What a document says of its patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patient {
    /// No identity number.
    Missing,
    /// A number whose check digits are wrong.
    Wrong,
    /// Nobody whom the receiving record system has.
    Unknown,
    Known,
}

/// What routing looks at.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    pub sender: Address<'a>,
    pub receiver: Address<'a>,
    /// Receivers in all, copies included.
    pub receivers: u32,
    /// Whether the document's structure is that of its schema.
    pub sound: bool,
    pub patient: Patient,
    pub flaws: Flaws,
    /// The work group that the sender's system chose.
    pub group: Option<InboxId>,
}

/// A document that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub service: ServiceId,
    pub inbox: InboxId,
    /// A bit for each clause of the guideline that it breaks, acceptance notwithstanding.
    pub hits: u32,
}

/// Why a document is not accepted, the first reason that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has the sender's HER-id.
    UnknownSender,
    /// Several receivers (A2).
    SeveralReceivers,
    /// Nobody has this HER-id (A1).
    UnknownReceiver,
    /// The document is not as its schema has it.
    Structure,
    /// The receiver is an organisation, not one of its services.
    NoService,
    PatientMissing,
    PatientWrong,
    PatientUnknown,
    /// The service takes no dialogue messages (A4, A5).
    Misuse(Clause),
}

impl Refusal {
    /// For counters and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Refusal::UnknownSender => "unknown_sender",
            Refusal::SeveralReceivers => "several_receivers",
            Refusal::UnknownReceiver => "unknown_receiver",
            Refusal::Structure => "structure",
            Refusal::NoService => "no_service",
            Refusal::PatientMissing => "patient_missing",
            Refusal::PatientWrong => "patient_wrong",
            Refusal::PatientUnknown => "patient_unknown",
            Refusal::Misuse(clause) => clause.name(),
        }
    }

    /// The clause of the guideline behind it, if one is.
    pub const fn clause(self) -> Option<Clause> {
        match self {
            Refusal::SeveralReceivers => Some(Clause::A2),
            Refusal::UnknownReceiver => Some(Clause::A1),
            Refusal::Misuse(clause) => Some(clause),
            _ => None,
        }
    }

    /// The code of a rejecting application receipt (8221). Those that come before a receipt have none: the sender
    /// is told at once, or transport rejects.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Refusal::UnknownSender | Refusal::SeveralReceivers | Refusal::UnknownReceiver => None,
            Refusal::Structure => Some("T02"),
            Refusal::NoService => Some("E21"),
            Refusal::PatientMissing => Some("E30"),
            Refusal::PatientWrong => Some("E31"),
            Refusal::PatientUnknown => Some("E35"),
            Refusal::Misuse(_) => Some("X99"),
        }
    }
}

/// Register look-up, the guideline's rules, the intake policy.
///
/// # Errors
/// The first reason to refuse.
#[inline]
pub fn route(model: &Model, register: &Register, letter: &Letter<'_>) -> Result<Delivery, Refusal> {
    let look_up = |address| match address {
        Address::HerId(her_id) => register.by_her_id(her_id),
        Address::Service(name) => register.her_id_of(name).and_then(|her_id| register.by_her_id(her_id)),
    };
    if letter.receivers != 1 {
        return Err(Refusal::SeveralReceivers);
    }
    if look_up(letter.sender).is_none() {
        return Err(Refusal::UnknownSender);
    }
    let Some(party) = look_up(letter.receiver) else { return Err(Refusal::UnknownReceiver) };
    if !letter.sound {
        return Err(Refusal::Structure);
    }
    let Some(kind) = party.kind() else { return Err(Refusal::NoService) };
    match letter.patient {
        Patient::Known => {}
        Patient::Missing => return Err(Refusal::PatientMissing),
        Patient::Wrong => return Err(Refusal::PatientWrong),
        Patient::Unknown => return Err(Refusal::PatientUnknown),
    }
    let hits = rules(kind, letter.flaws)?;
    let (service, inbox) = landing(model, party, letter.group).expect("a closed service was refused");
    Ok(Delivery { service, inbox, hits })
}

fn rules(kind: ServiceKind, flaws: Flaws) -> Result<u32, Refusal> {
    let envelope =
        Envelope { service: Some(kind), recipients: 1, flaws, misuse: None, no_municipal_service: false };
    let judgement = judge(&envelope);
    match (judgement.verdict, judgement.clause) {
        (Verdict::Refused, Some(clause)) => Err(Refusal::Misuse(clause)),
        _ => Ok(judgement.hits),
    }
}

/// The inbox of a service; under direct intake the group chosen, if it is one of the department's.
fn landing(model: &Model, party: Party, chosen: Option<InboxId>) -> Option<(ServiceId, InboxId)> {
    match party {
        Party::Sorted { service, parent, .. } => Some((service, parent)),
        Party::Own { service, inbox, .. } => Some((service, inbox)),
        Party::Direct { service, department, first, .. } => {
            let own = |group: &InboxId| model.inboxes[group.index()].department == Some(department);
            Some((service, chosen.filter(own).unwrap_or(first)))
        }
        Party::Closed { .. } | Party::Organisation(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rules::Flaw;
    use crate::routing::testing::{model, model_with_direct_intake};

    fn letter(sender: u32, receiver: u32) -> Letter<'static> {
        Letter {
            sender: Address::HerId(sender),
            receiver: Address::HerId(receiver),
            receivers: 1,
            sound: true,
            patient: Patient::Known,
            flaws: Flaws::NONE,
            group: None,
        }
    }

    #[test]
    fn a_sound_letter_lands_in_the_parent_group() {
        let model = model();
        let register = Register::new(&model);
        let her = |address: &str| register.her_id_of(address).expect("registered");
        let sound = letter(her("Saksbehandling@bergen"), her("Lungesykdommer@haukeland"));
        let delivery = route(&model, &register, &sound).expect("accepted");
        assert_eq!(model.inboxes[delivery.inbox.index()].key, "lunge-inntak");
        assert_eq!(delivery.hits, 0);
        let named = Letter { receiver: Address::Service("Lungesykdommer@haukeland"), ..sound };
        assert_eq!(route(&model, &register, &named), Ok(delivery));
        // C5: what is attached is lost, the message is accepted all the same.
        let attached = Letter { flaws: Flaws::NONE.with(Flaw::C5), ..sound };
        let accepted = route(&model, &register, &attached).expect("accepted");
        assert_eq!(accepted.hits, 1 << Clause::C5.index());
    }

    #[test]
    fn under_direct_intake_the_sender_chooses_among_the_departments_groups() {
        let model = model_with_direct_intake();
        let register = Register::new(&model);
        let her = |address: &str| register.her_id_of(address).expect("registered");
        let inbox =
            |key: &str| InboxId::from(model.inboxes.iter().position(|i| i.key == key).expect("there"));
        let sound = letter(her("Saksbehandling@bergen"), her("Lungesykdommer@haukeland"));
        let to = |group| route(&model, &register, &Letter { group, ..sound }).expect("accepted").inbox;
        assert_eq!(to(Some(inbox("lunge-sengepost"))), inbox("lunge-sengepost"));
        assert_eq!(to(None), inbox("lunge-poliklinikk"));
        assert_eq!(to(Some(inbox("Saksbehandling@bergen"))), inbox("lunge-poliklinikk"));
    }

    /// Each reason alone, with its code, and the first of all where all hold.
    #[test]
    fn each_refusal_has_its_reason() {
        let model = model();
        let register = Register::new(&model);
        let her = |address: &str| register.her_id_of(address).expect("registered");
        let sound = letter(her("Saksbehandling@bergen"), her("Lungesykdommer@haukeland"));
        let to = |address: &str| Letter { receiver: Address::HerId(her(address)), ..sound };
        let patient = |patient| Letter { patient, ..sound };
        let cases = [
            (Letter { receivers: 2, ..sound }, Refusal::SeveralReceivers, None),
            (Letter { sender: Address::HerId(7), ..sound }, Refusal::UnknownSender, None),
            (Letter { receiver: Address::HerId(7), ..sound }, Refusal::UnknownReceiver, None),
            (Letter { receiver: Address::Service("Hud@haukeland"), ..sound }, Refusal::UnknownReceiver, None),
            (Letter { sound: false, ..sound }, Refusal::Structure, Some("T02")),
            (to("haukeland"), Refusal::NoService, Some("E21")),
            (patient(Patient::Missing), Refusal::PatientMissing, Some("E30")),
            (patient(Patient::Wrong), Refusal::PatientWrong, Some("E31")),
            (patient(Patient::Unknown), Refusal::PatientUnknown, Some("E35")),
            (to("Laboratoriemedisin@haukeland"), Refusal::Misuse(Clause::A4), Some("X99")),
            (to("PLO Innleggelse Somatikk@haukeland"), Refusal::Misuse(Clause::A5), Some("X99")),
        ];
        for (letter, refusal, code) in cases {
            assert_eq!(route(&model, &register, &letter), Err(refusal), "{letter:?}");
            assert_eq!(refusal.code(), code, "{refusal:?}");
        }
        let all = Letter { receivers: 2, sender: Address::HerId(7), sound: false, ..patient(Patient::Wrong) };
        assert_eq!(route(&model, &register, &all), Err(Refusal::SeveralReceivers));
    }
}
