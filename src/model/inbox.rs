//! Inboxes: where messages wait, in which order they are taken, by whom and how fast they are answered.

use super::{DepartmentId, InboxId, OrganisationId, RoleId};
use crate::random::Law;
use crate::stats::Share;

/// What stands behind an inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxKind {
    /// *Overordnet arbeidsgruppe*.
    ParentGroup,
    /// *Arbeidsgruppe*: outpatient clinic.
    OutpatientClinic,
    /// *Arbeidsgruppe*: ward.
    Ward,
    MunicipalService,
}

/// The order in which messages are taken; ties go by arrival here, then by message key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discipline {
    Fifo,
    /// By arrival here, the latest first.
    Lifo,
    /// By lot, drawn at each visit.
    Random,
    /// By limit instant; what has no deadline comes last.
    EarliestDue,
    /// By urgency class, then first come first served; what has no class comes last.
    UrgentFirst,
    /// By drawn nominal time.
    ShortestFirst,
}

impl Discipline {
    pub const ALL: [Discipline; 6] = [
        Discipline::Fifo,
        Discipline::Lifo,
        Discipline::Random,
        Discipline::EarliestDue,
        Discipline::UrgentFirst,
        Discipline::ShortestFirst,
    ];

    /// As a scenario writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Discipline::Fifo => "fifo",
            Discipline::Lifo => "lifo",
            Discipline::Random => "random",
            Discipline::EarliestDue => "earliest_due",
            Discipline::UrgentFirst => "urgent_first",
            Discipline::ShortestFirst => "shortest_first",
        }
    }
}

/// One way of answering: a role, or two in turn ("merkantil+lege": the clerk prepares, the doctor answers).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub share: Share,
    pub first: RoleId,
    pub second: Option<RoleId>,
}

/// A queue of messages waiting for people. No capacity limit.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// `lunge-inntak`, `lunge-poliklinikk`, `Saksbehandling@bergen`.
    pub key: String,
    pub name: String,
    pub kind: InboxKind,
    pub organisation: OrganisationId,
    pub department: Option<DepartmentId>,
    pub discipline: Discipline,
    /// Time to see that a message is in the wrong place, or that something is missing.
    pub look: Law,
    /// Time to read a reply that comes here; `None`: replies cost nobody anything.
    pub reading: Option<Law>,
    /// Time to answer when somebody asks back.
    pub ask_back: Law,
    /// Who answers; the shares sum to 1. Empty for a parent group.
    pub ways: Vec<Way>,
    /// Answering time by role: one for each role in `ways`.
    pub answering: Vec<(RoleId, Law)>,
    /// Where requests go on to once they are dealt with here, with their shares; the rest is answered.
    pub then: Vec<(InboxId, Share)>,
}

impl Inbox {
    /// The law of answering time of a role here.
    pub fn answering(&self, role: RoleId) -> &Law {
        let found = self.answering.iter().find(|(r, _)| *r == role);
        &found.expect("each role of `ways` has a time law").1
    }
}
