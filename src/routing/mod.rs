//! Who gets a message: register look-up, the guideline's rules, the intake policy of a department.
//!
//! Pure functions of the model and of what is known of a message. Does not know that it runs in a
//! simulation; the message server decides with the same functions.

mod register;
mod route;

pub use register::{Party, Register};
pub use route::{Address, Delivery, Letter, Patient, Refusal, route};

use crate::model::rules::{Clause, Envelope, Judgement, Verdict, judge};
use crate::model::{Department, DepartmentId, InboxId, Intake, Model, Receiver, ServiceId, Side, Target};
use crate::random::Coin;

/// What becomes of a message at its sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It goes to this service.
    To(ServiceId),
    /// The GP follows up: nothing is sent (A3).
    NeverSent,
    /// Software refuses it.
    Refused(Clause),
}

/// What is asked at sending.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    pub target: &'a Target,
    pub envelope: Envelope,
    /// Of a patient without municipal service: whether the GP follows up.
    pub gp_follows_up: bool,
}

/// The register's and the rules' decision on a message about to be sent.
pub fn admit(model: &Model, sending: &Sending<'_>) -> (Admission, Judgement) {
    let mut envelope = sending.envelope;
    let mut service = sending.target.service;
    let at_municipality = model.organisations[sending.target.organisation.index()].side == Side::Municipality;
    // A3: no service in the municipality, or none that it registers.
    if at_municipality && envelope.misuse.is_none() && (envelope.no_municipal_service || service.is_none()) {
        envelope.no_municipal_service = true;
        service = model.case_handling(sending.target.organisation);
        envelope.service = service.map(|id| model.services[id.index()].kind);
    }
    let judgement = judge(&envelope);
    let admission = match (judgement.verdict, judgement.clause, service) {
        _ if envelope.no_municipal_service && sending.gp_follows_up => Admission::NeverSent,
        (Verdict::Refused, Some(clause), _) => Admission::Refused(clause),
        (_, _, Some(service)) => Admission::To(service),
        (_, _, None) => Admission::Refused(Clause::A1),
    };
    (admission, judgement)
}

/// Two coins that decide a choice of a work group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether it goes wrong.
    pub wrong: Coin,
    /// To which group then.
    pub which: Coin,
}

/// Forwardings that may go wrong; the next goes right.
pub const MOST_WRONG_PASSES: u32 = 10;

/// The inbox that a message for a service is delivered to. `belongs`: true department and group; `choice` and
/// `stray` are drawn only if needed, the latter to choose among the groups of a department to which the message
/// does not belong.
pub fn delivered_to(
    model: &Model,
    service: ServiceId,
    belongs: Option<(DepartmentId, InboxId)>,
    (choice, stray): (impl FnOnce() -> Choice, impl FnOnce() -> Coin),
) -> InboxId {
    let addressed = match model.services[service.index()].receiver {
        Receiver::Inbox(inbox) => return inbox,
        Receiver::Department(department) => department,
    };
    let department = &model.departments[addressed.index()];
    match (department.intake, belongs) {
        (Intake::ParentGroup, _) => department.parent,
        (Intake::Direct, Some((true_one, group))) if true_one == addressed => {
            group_chosen(department, group, 0, choice)
        }
        (Intake::Direct, _) => true_group(department, stray()),
    }
}

/// Where a clerk forwards a message that belongs to her department, or where the sender's system puts it: the
/// true group, or at its `pass`-th choice perhaps a wrong one.
pub fn group_chosen(
    department: &Department,
    group: InboxId,
    pass: u32,
    choice: impl FnOnce() -> Choice,
) -> InboxId {
    let errs = match department.intake {
        Intake::ParentGroup => department.clerk_errs,
        Intake::Direct => department.sender_errs,
    };
    if errs.is_zero() || pass >= MOST_WRONG_PASSES {
        return group;
    }
    let Choice { wrong, which } = choice();
    let named = department.wrong_to.iter().find(|(from, _)| *from == group).map(|(_, to)| to);
    let others = || named.unwrap_or(&department.groups).iter().filter(|(other, _)| *other != group);
    let total: u64 = others().map(|(_, share)| u64::from(share.billionths())).sum();
    if total == 0 || !wrong.below(errs) {
        return group;
    }
    let chosen = which.index(total as usize) as u64;
    let mut sum = 0;
    let found = others().find(|(_, share)| {
        sum += u64::from(share.billionths());
        sum > chosen
    });
    found.map_or(group, |(other, _)| *other)
}

/// Where a message goes that belongs to a department and is passed on, or bounced, to it.
pub fn passed_to(model: &Model, department: DepartmentId, group: InboxId) -> InboxId {
    let department = &model.departments[department.index()];
    match department.intake {
        Intake::ParentGroup => department.parent,
        Intake::Direct => group,
    }
}

/// The work group to which a message belongs, by the department's shares.
pub fn true_group(department: &Department, drawn: Coin) -> InboxId {
    by_share(department.groups.iter().map(|(group, share)| (*group, *share)), drawn)
}

/// The first entry whose cumulative share exceeds the coin.
pub fn by_share<T: Copy>(entries: impl Iterator<Item = (T, crate::stats::Share)>, drawn: Coin) -> T {
    let mut sum: u32 = 0;
    let mut last = None;
    for (entry, share) in entries {
        sum = (sum + share.billionths()).min(crate::stats::Share::UNIT);
        last = Some(entry);
        let cumulative = crate::stats::Share::from_billionths(sum).expect("at most the whole");
        if drawn.below(cumulative) {
            break;
        }
    }
    last.expect("a choice by shares has entries")
}

#[cfg(test)]
mod testing {
    //! The shipped department as a model.

    use crate::model::{Intake, Model};
    use crate::scenario::load_from_str;
    use std::path::Path;

    pub fn model() -> Model {
        let text = include_str!("../../scenarios/lunge-poliklinikk.toml");
        Model::new(load_from_str(text, Path::new("")).expect("a shipped scenario").parts).expect("sound")
    }

    pub fn model_with_direct_intake() -> Model {
        let mut parts = model().parts().clone();
        parts.departments[0].intake = Intake::Direct;
        Model::new(parts).expect("sound")
    }
}
