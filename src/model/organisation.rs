//! Organisations, the services that can be addressed there, and the departments behind them.

use super::{DepartmentId, InboxId, OrganisationId, RoleId};
use crate::random::Law;
use crate::stats::Share;

/// Which side of the dialogue an organisation is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Hospital,
    Municipality,
}

/// A hospital (in a trust) or a municipality, with its HER-id of level 1.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// The scenario's key, e.g. `haukeland`.
    pub key: String,
    pub name: String,
    pub side: Side,
    pub trust: Option<String>,
    /// Municipality number with its leading zero, e.g. `4601`.
    pub number: Option<String>,
    pub inhabitants: u32,
    pub her_id: u32,
}

/// What the register says a service takes (clauses A4 and A5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceKind {
    Ordinary,
    /// Laboratory and radiology take requisitions, no dialogue messages (A4).
    LaboratoryOrRadiology,
    /// *PLO Innleggelse*: discharge planning of admitted patients (A5).
    Admission,
}

impl ServiceKind {
    pub const ALL: [ServiceKind; 3] =
        [ServiceKind::Ordinary, ServiceKind::LaboratoryOrRadiology, ServiceKind::Admission];
}

/// The municipal service for patients without another (A3), as the register spells it.
pub const CASE_HANDLING: &str = "Saksbehandling";

/// Who works behind a service address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    Department(DepartmentId),
    /// A municipal service is its own inbox.
    Inbox(InboxId),
}

/// A registered service address.
#[derive(Clone, Debug)]
pub struct Service {
    /// `Lungesykdommer@haukeland`.
    pub address: String,
    /// `Lungesykdommer`.
    pub name: String,
    pub organisation: OrganisationId,
    pub receiver: Receiver,
    pub kind: ServiceKind,
    pub code_system: String,
    pub code: String,
    pub her_id: u32,
}

/// Who chooses the work group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// A clerk sorts in the parent group.
    ParentGroup,
    /// The sender's system picks the work group.
    Direct,
}

/// A department: its parent group, its work groups, its intake.
#[derive(Clone, Debug)]
pub struct Department {
    pub key: String,
    pub name: String,
    pub organisation: OrganisationId,
    pub intake: Intake,
    /// The inbox of the parent group; it exists under both intakes (nothing comes to it under `Direct`).
    pub parent: InboxId,
    /// Work groups with the share of messages that belong there; the shares sum to 1.
    pub groups: Vec<(InboxId, Share)>,
    /// Who sorts.
    pub sorting_role: RoleId,
    /// Time to sort one message.
    pub sorting: Law,
    /// Of the messages that are neither misuse nor another department's: answered by the clerk at once.
    pub answered_at_once: Share,
    /// Time of such an answer, added to the sorting time.
    pub at_once: Law,
    /// Chance that the clerk forwards to a wrong work group, at each pass.
    pub clerk_errs: Share,
    /// Chance that the sender's system picks a wrong work group under `Direct`.
    pub sender_errs: Share,
    /// By true group: to which groups what goes wrong goes, with shares that sum to 1. Groups that are not named
    /// here: to the others in proportion.
    pub wrong_to: Vec<(InboxId, Vec<(InboxId, Share)>)>,
    /// Share of messages that belong to another department of the hospital.
    pub wrong_department: Share,
}
