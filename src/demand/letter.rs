//! How a message of the scenario is addressed when it is really sent: HER-ids, number of receivers, chosen group.
//!
//! Misuse that an address shows (A1, A2, A4, A5) is in the address. Writes no documents.

use super::{Born, landing};
use crate::model::rules::Misuse;
use crate::model::{Intake, Model, OrganisationId, Receiver, SenderId, ServiceId, ServiceKind};
use crate::random::Dice;
use crate::record::Request;
use crate::routing::{Address, Admission, Letter, Patient, Register};

/// Addresses of all senders and streams of a model, worked out once.
#[derive(Clone, Debug)]
pub struct Addressing {
    /// By sender.
    senders: Vec<u32>,
    /// By organisation: where requisitions and discharge planning would go.
    closed: Vec<[Option<u32>; 2]>,
}

const CLOSED: [ServiceKind; 2] = [ServiceKind::LaboratoryOrRadiology, ServiceKind::Admission];
/// Where no HER-id is given out (see [`unregistered`]).
const NOWHERE: u32 = 2_110_000_000;
const NOWHERE_COUNT: u64 = 10_000_000;

impl Addressing {
    pub fn new(model: &Model, register: &Register) -> Addressing {
        let senders = (0..model.senders.len()).map(|index| sender(model, SenderId::from(index)));
        let organisations = (0..model.organisations.len()).map(OrganisationId::from);
        let closed = organisations.map(|id| CLOSED.map(|kind| register.closed(model, id, kind)));
        Addressing { senders: senders.collect(), closed: closed.collect() }
    }

    /// HER-id of a sender: of its service, of a bare municipality's *Saksbehandling*, else of the organisation.
    pub fn sender(&self, id: SenderId) -> u32 {
        self.senders[id.index()]
    }

    /// The letter of a message at its birth; `None`: nothing is sent (A3, the GP follows up).
    pub fn letter(&self, model: &Model, dice: Dice, born: &Born) -> Option<Letter<'static>> {
        let sent = born.admission != Admission::NeverSent;
        sent.then(|| self.letter_of(model, dice, (&born.request, born.admission)))
    }

    /// The letter of a request that is sent, or would be if it were not refused.
    pub fn letter_of(
        &self,
        model: &Model,
        dice: Dice,
        (request, admission): (&Request, Admission),
    ) -> Letter<'static> {
        let service = if let Admission::To(service) = admission { Some(service) } else { None };
        Letter {
            sender: Address::HerId(self.sender(request.sender)),
            receiver: Address::HerId(self.receiver(model, request)),
            receivers: if request.misuse == Some(Misuse::A2) { 2 } else { 1 },
            sound: true,
            patient: Patient::Known,
            flaws: request.flaws,
            group: service.filter(|id| is_direct(model, *id)).map(|id| landing(model, dice, request, id)),
        }
    }

    fn receiver(&self, model: &Model, request: &Request) -> u32 {
        let of_service = request.service.map(|id| &model.services[id.index()]);
        let closed = |kind: usize| of_service.and_then(|s| self.closed[s.organisation.index()][kind]);
        let address = match request.misuse {
            Some(Misuse::A1) => None,
            Some(Misuse::A4) => closed(0),
            Some(Misuse::A5) => closed(1),
            _ => of_service.map(|service| service.her_id),
        };
        address.unwrap_or_else(|| unregistered(request.draws))
    }
}

/// A HER-id that nobody has: outside the ranges in use and outside that of derived ids.
fn unregistered(draws: u64) -> u32 {
    NOWHERE + (draws % NOWHERE_COUNT) as u32
}

fn sender(model: &Model, id: SenderId) -> u32 {
    let sender = &model.senders[id.index()];
    let service = sender.service.or_else(|| model.case_handling(sender.organisation));
    match service {
        Some(service) => model.services[service.index()].her_id,
        None => model.organisations[sender.organisation.index()].her_id,
    }
}

/// Whether senders choose the work group behind a service.
fn is_direct(model: &Model, service: ServiceId) -> bool {
    match model.services[service.index()].receiver {
        Receiver::Department(id) => model.departments[id.index()].intake == Intake::Direct,
        Receiver::Inbox(_) => false,
    }
}
