//! The two ends of a flow, and of a way through a place: whence requests come, where they come in, where they end.
//!
//! Knows no figure.

use super::axes::{place_of_sender, place_of_service};
use crate::model::{Intake, Model, Receiver};
use serde::{Deserialize, Serialize};

/// From where, to whom, and into which inbox of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FlowEnds {
    /// As an index of `Axes::places`, as the next.
    pub from: u32,
    pub to: u32,
    /// The inbox into which they come, as an index of `Axes::inboxes`: a department's parent group, or a service's.
    pub first: u32,
}

/// The way of requests to a place: the inbox into which they came, and the one of the same place in which they ended;
/// `None`: in none of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayEnds {
    pub place: u32,
    pub first: u32,
    pub last: Option<u32>,
}

/// By place. Under direct intake it may be any inbox of the department.
pub(super) fn entries(model: &Model) -> Vec<Vec<u32>> {
    let mut entries = vec![Vec::new(); model.departments.len() + model.organisations.len()];
    for service in &model.services {
        let of_place: &mut Vec<u32> = &mut entries[place_of_service(model, service)];
        match service.receiver {
            Receiver::Inbox(inbox) => of_place.push(inbox.0),
            Receiver::Department(id) => match model.departments[id.index()].intake {
                Intake::ParentGroup => of_place.push(model.departments[id.index()].parent.0),
                Intake::Direct => {
                    let own = (0..).zip(&model.inboxes).filter(|(_, inbox)| inbox.department == Some(id));
                    of_place.extend(own.map(|(index, _)| index));
                }
            },
        }
    }
    for of_place in &mut entries {
        of_place.sort_unstable();
        of_place.dedup();
    }
    entries
}

/// From every sender of demand into every inbox to which it may come.
pub(super) fn flows(model: &Model, entries: &[Vec<u32>]) -> Vec<FlowEnds> {
    let mut flows = Vec::new();
    for target in model.demand.iter().flat_map(|row| &row.targets) {
        // Nothing is received at an address that is not registered.
        let Some(service) = target.service else { continue };
        let to = place_of_service(model, &model.services[service.index()]);
        for (sender, _) in &target.senders {
            let from = place_of_sender(model, &model.senders[sender.index()]) as u32;
            flows.extend(entries[to].iter().map(|first| FlowEnds { from, to: to as u32, first: *first }));
        }
    }
    flows.sort_unstable();
    flows.dedup();
    flows
}
