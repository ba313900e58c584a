//! Expected work: hours a week that each inbox gets, by role and by demand row, from mean times and shares.
//!
//! Follows a message as the simulation does, in means: no queue, no calendar, no people. Overdue calls are left
//! out, since they depend on the queue.

use super::means::{answering, case_handling, extra_passes, hours, per_week, urgent};
use super::rates::WEEKS_A_YEAR;
use crate::model::rules::Misuse;
use crate::model::{
    DemandRow, Department, DepartmentId, InboxId, Intake, Parts, Receiver, RoleId, ServiceKind, Side, Target,
};
use std::collections::BTreeMap;

/// Hours a week that an inbox needs from a role; `None`: from anybody there.
pub type Needs = BTreeMap<(InboxId, Option<RoleId>), f64>;

/// What flows on average.
pub struct Flow<'p> {
    parts: &'p Parts,
    /// Every need that can arise, also those that take no time.
    pub needs: Needs,
    /// Hours a week that each row makes.
    pub by_row: Vec<f64>,
    /// Requests that reach each inbox a week, at least once each.
    pub arrivals: Vec<f64>,
    /// Messages a week that are sent, of any kind.
    pub messages: f64,
    row: usize,
}

/// One row as it reaches a place.
struct Load<'p> {
    row: &'p DemandRow,
    /// Requests a week.
    count: f64,
}

pub fn of(parts: &Parts) -> Flow<'_> {
    let (rows, inboxes) = (parts.demand.len(), parts.inboxes.len());
    let mut flow = Flow {
        parts,
        needs: Needs::new(),
        by_row: vec![0.0; rows],
        arrivals: vec![0.0; inboxes],
        messages: 0.0,
        row: 0,
    };
    for (index, row) in parts.demand.iter().enumerate() {
        flow.row = index;
        for (target, count) in row.targets.iter().zip(per_week(parts, row)) {
            flow.target(row, target, count);
        }
    }
    flow
}

impl<'p> Flow<'p> {
    fn need(&mut self, inbox: InboxId, role: Option<RoleId>, hours: f64) {
        *self.needs.entry((inbox, role)).or_default() += hours;
        self.by_row[self.row] += hours;
    }

    fn target(&mut self, row: &'p DemandRow, target: &'p Target, first: f64) {
        if first == 0.0 {
            return;
        }
        let effects = &self.parts.flaw_effects;
        let again = 1.0 + row.flaws.c5.as_f64() * effects.c5_second_message.as_f64();
        let all = first / (1.0 - row.follow_up.as_f64()).max(1e-3) * again;
        let misuse: f64 = row.misuse.iter().map(|(_, share)| share.as_f64()).sum();
        self.messages += 2.0 * all + first * misuse;
        let transport = &self.parts.transport;
        let failing = transport.attempt_fails.as_f64();
        let lost = transport.attempts.iter().fold(1.0, |lost, _| lost * failing);
        let count = all * (1.0 - lost);
        let municipal = self.parts.organisations[target.organisation.index()].side == Side::Municipality;
        let elsewhere = match target.service {
            None => 1.0,
            Some(_) if municipal => row.no_municipal_service.as_f64(),
            Some(_) => 0.0,
        };
        if municipal
            && elsewhere > 0.0
            && let Some(inbox) = case_handling(self.parts, target)
        {
            let sent = count * elsewhere * row.gp_follows_up.rest().as_f64();
            self.municipal(&Load { row, count: sent }, inbox);
        }
        if let Some(service) = target.service {
            let service = &self.parts.services[service.index()];
            if service.kind != ServiceKind::Ordinary {
                return;
            }
            let load = Load { row, count: count * (1.0 - elsewhere) };
            match service.receiver {
                Receiver::Inbox(inbox) => self.municipal(&load, inbox),
                Receiver::Department(department) => self.department(&load, department),
            }
            self.misused(row, service.receiver, first);
        }
        self.replies(row, target, count);
    }

    fn municipal(&mut self, load: &Load<'_>, inbox: InboxId) {
        if load.count > 0.0 {
            self.urgent_calls(load, inbox);
            self.answered(load, inbox);
        }
    }

    /// Sorting or direct intake; then what belongs to other departments of the hospital goes there.
    fn department(&mut self, load: &Load<'_>, id: DepartmentId) {
        let parts = self.parts;
        let here = &parts.departments[id.index()];
        let others: Vec<DepartmentId> = (0..parts.departments.len())
            .map(DepartmentId::from)
            .filter(|other| {
                *other != id && parts.departments[other.index()].organisation == here.organisation
            })
            .collect();
        let wrong = if others.is_empty() { 0.0 } else { here.wrong_department.as_f64() };
        let passed = load.count * wrong;
        match here.intake {
            Intake::ParentGroup => {
                self.urgent_calls(load, here.parent);
                self.sorted(load, here, passed);
            }
            Intake::Direct => {
                for (group, share) in &here.groups {
                    let part = share.as_f64();
                    self.urgent_calls(&Load { row: load.row, count: load.count * part }, *group);
                    self.looks(*group, passed * part);
                }
            }
        }
        self.true_groups(&Load { row: load.row, count: load.count - passed }, here);
        for other in &others {
            let there = &parts.departments[other.index()];
            let load = Load { row: load.row, count: passed / others.len() as f64 };
            if load.count > 0.0 {
                if there.intake == Intake::ParentGroup {
                    self.sorted(&load, there, 0.0);
                }
                self.true_groups(&load, there);
            }
        }
    }

    /// Sorting in the parent group, once for each pass.
    fn sorted(&mut self, load: &Load<'_>, here: &Department, passed: f64) {
        let (c1, factor) = (load.row.flaws.c1.as_f64(), self.parts.flaw_effects.c1_sorting.as_f64());
        let forwarded = (load.count - passed).max(0.0) * here.answered_at_once.rest().as_f64();
        let again = forwarded * extra_passes(here);
        let each = hours(&here.sorting) * (1.0 + c1 * (factor - 1.0));
        self.arrivals[here.parent.index()] += load.count;
        self.need(here.parent, Some(here.sorting_role), (load.count + again) * each);
    }

    /// What the department itself answers: at once, or in its work groups, perhaps after a wrong one.
    fn true_groups(&mut self, load: &Load<'_>, here: &Department) {
        let direct = here.intake == Intake::Direct;
        let at_once = load.count * here.answered_at_once.as_f64();
        if at_once > 0.0 && !direct {
            self.need(here.parent, Some(here.sorting_role), at_once * hours(&here.at_once));
        }
        let wrong = if direct { here.sender_errs.as_f64() } else { extra_passes(here) };
        let rest = load.count - at_once;
        for (group, share) in &here.groups {
            let part = share.as_f64();
            if at_once * part > 0.0 && direct {
                self.arrivals[group.index()] += at_once * part;
                self.need(*group, Some(here.sorting_role), at_once * part * hours(&here.at_once));
            }
            if rest * part > 0.0 {
                self.answered(&Load { row: load.row, count: rest * part }, *group);
            }
            let named = here.wrong_to.iter().find(|(from, _)| from == group).map(|(_, to)| to);
            let others = named.unwrap_or(&here.groups).iter().filter(|(other, _)| other != group);
            let whole = if named.is_some() { 1.0 } else { (1.0 - part).max(1e-9) };
            for (other, other_share) in others {
                let into = other_share.as_f64() / whole;
                let strayed = if direct { load.count } else { rest } * part * wrong * into;
                self.looks(*other, strayed);
            }
        }
    }

    /// Looks of the roles that answer there.
    fn looks(&mut self, inbox: InboxId, count: f64) {
        if count <= 0.0 {
            return;
        }
        let there = &self.parts.inboxes[inbox.index()];
        self.arrivals[inbox.index()] += count;
        for way in &there.ways {
            self.need(inbox, Some(way.first), count * way.share.as_f64() * hours(&there.look));
        }
    }

    /// Answering by the roles of the inbox, asking back included.
    fn answered(&mut self, load: &Load<'_>, inbox: InboxId) {
        self.worked(load, inbox);
        let parts = self.parts;
        for (next, share) in &parts.inboxes[inbox.index()].then {
            self.worked(&Load { row: load.row, count: load.count * share.as_f64() }, *next);
        }
        let (flaws, effects) = (&load.row.flaws, &self.parts.flaw_effects);
        let asks = flaws.c2.as_f64() + flaws.c4.as_f64() * effects.c4_asks_back.as_f64();
        if asks > 0.0 {
            self.looks(inbox, load.count * asks);
        }
        let called = load.count * flaws.c5.as_f64() * effects.c5_call.as_f64();
        if called > 0.0 {
            self.need(inbox, None, called * hours(&effects.c5_call_time));
        }
    }

    /// The work of one stage.
    fn worked(&mut self, load: &Load<'_>, inbox: InboxId) {
        let there = &self.parts.inboxes[inbox.index()];
        let (flaws, effects) = (&load.row.flaws, &self.parts.flaw_effects);
        let slower = |share: f64, factor: f64| 1.0 + share * (factor - 1.0);
        let factor = slower(flaws.c3.as_f64(), effects.c3_answering.as_f64())
            * slower(flaws.c4.as_f64(), effects.c4_answering.as_f64());
        self.arrivals[inbox.index()] += load.count;
        if there.ways.is_empty() {
            // Nobody serves it, so that not even a role is known.
            self.need(inbox, None, 0.0);
        }
        for way in &there.ways {
            let count = load.count * way.share.as_f64();
            for role in [Some(way.first), way.second].into_iter().flatten() {
                self.need(inbox, Some(role), count * factor * answering(load.row, there, role));
            }
        }
    }

    fn urgent_calls(&mut self, load: &Load<'_>, inbox: InboxId) {
        if let Some(calls) = &self.parts.telephone.urgent {
            let urgent = urgent(load.row);
            if urgent > 0.0 && load.count > 0.0 {
                self.need(inbox, None, load.count * urgent * calls.share.as_f64() * hours(&calls.time));
            }
        }
    }

    /// Misuse that only a reader sees costs one sorting, or a look.
    fn misused(&mut self, row: &DemandRow, receiver: Receiver, first: f64) {
        let seen = row.misuse.iter().filter(|(kind, _): &&(Misuse, _)| kind.needs_a_reader());
        let count = first * seen.map(|(_, share)| share.as_f64()).sum::<f64>();
        if count == 0.0 {
            return;
        }
        match receiver {
            Receiver::Inbox(inbox) => self.looks(inbox, count),
            Receiver::Department(id) => {
                let parts = self.parts;
                let here = &parts.departments[id.index()];
                if here.intake == Intake::ParentGroup {
                    self.arrivals[here.parent.index()] += count;
                    self.need(here.parent, Some(here.sorting_role), count * hours(&here.sorting));
                    return;
                }
                here.groups.iter().for_each(|(group, share)| self.looks(*group, count * share.as_f64()));
            }
        }
    }

    /// Reading and answers to those who ask back, in the senders' own inboxes.
    fn replies(&mut self, row: &DemandRow, target: &Target, count: f64) {
        let (flaws, effects) = (&row.flaws, &self.parts.flaw_effects);
        let asks = flaws.c2.as_f64() + flaws.c4.as_f64() * effects.c4_asks_back.as_f64();
        let of_urgent = self.parts.telephone.urgent.as_ref().map_or(0.0, |calls| calls.share.as_f64());
        let calls = of_urgent * urgent(row) + flaws.c5.as_f64() * effects.c5_call.as_f64();
        let whole: f64 = target.senders.iter().map(|(_, weight)| *weight as f64).sum();
        for (sender, weight) in &target.senders {
            for (inbox, share) in &self.parts.senders[sender.index()].inboxes {
                let part = count * *weight as f64 / whole * share.as_f64();
                let there = &self.parts.inboxes[inbox.index()];
                if let Some(reading) = &there.reading {
                    self.need(*inbox, None, part * hours(reading));
                }
                if asks > 0.0 {
                    self.need(*inbox, None, part * asks * hours(&there.ask_back));
                }
                if let Some(caller) = &self.parts.telephone.caller {
                    self.need(*inbox, None, part * calls * hours(caller));
                }
            }
        }
    }

    /// Messages in the whole run, about.
    pub fn estimate(&self) -> f64 {
        let period = &self.parts.period;
        let weeks = f64::from(period.weeks + period.warm_up_weeks) + 2.0;
        let backlog: f64 = self.parts.backlog.iter().map(|entry| f64::from(entry.count)).sum();
        self.messages * weeks.min(WEEKS_A_YEAR * 9.0) + backlog
    }
}
