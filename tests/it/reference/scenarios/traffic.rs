//! Demand rows of traces, and the start backlog: at most 60 messages, many at equal instants.

use super::Maker;
use crate::reference::town::{LEGE, SYKEPLEIER, law, message, row, share, target, time};
use meldingsflyt::calendar::Calendar;
use meldingsflyt::model::{
    Backlog, Births, DemandRow, FlawShares, InboxId, Intake, Receiver, RoleId, SenderId, ServiceId,
    ServiceKind, Side, Target, TraceMessage, UrgencyClass,
};
use meldingsflyt::time::{Date, Duration, Instant, TimeOfDay};

/// Times of day at which things meet: edges of windows, the overdue check, midnight.
const EDGES: [&str; 14] = [
    "08:00", "08:00", "15:30", "15:26", "15:28", "11:30", "12:00", "10:00", "09:00", "13:00", "00:00",
    "22:00", "06:00", "15:22",
];

impl Maker {
    pub fn demand(&mut self) {
        let calendar = self.calendar();
        let rows = self.choices.between(2, 4);
        for index in 0..rows {
            let to_hospital = index == 0 || (index > 1 && self.choices.chance(60));
            let made = self.row(index, to_hospital, 60 / rows, &calendar);
            self.parts.demand.push(made);
        }
        if self.choices.chance(35) {
            self.backlog();
        }
    }

    fn calendar(&self) -> Calendar {
        let period = self.parts.period;
        let (from, to) = (period.first().plus(-10), period.end().plus(30));
        Calendar::compile(&self.parts.calendar, from, to).expect("a calendar")
    }

    fn row(&mut self, index: i64, to_hospital: bool, most: i64, calendar: &Calendar) -> DemandRow {
        let to = if to_hospital { Side::Hospital } else { Side::Municipality };
        let from = if to_hospital { Side::Municipality } else { Side::Hospital };
        let senders = self.senders_of(from);
        let targets = self.targets(to, &senders);
        let mut made = row(&format!("rad{index}"), targets, Vec::new());
        made.urgency = self.urgency();
        made.follow_up = self.choices.percent_or_none(50, &[20, 40]);
        made.follow_up_delay = if self.choices.chance(30) { law(0) } else { self.choices.law(60, 40) };
        made.sender_hours.on_holidays = self.choices.chance(30);
        let mut flaw = || self.choices.percent_or_none(50, &[20, 40]);
        made.flaws = FlawShares { c1: flaw(), c2: flaw(), c3: flaw(), c4: flaw(), c5: flaw() };
        if !to_hospital && self.saksbehandling_everywhere() {
            made.no_municipal_service = self.choices.percent_or_none(50, &[20, 50]);
        }
        made.gp_follows_up = self.choices.percent_or_none(60, &[30, 60]);
        let count = self.choices.between(2, most);
        made.births = Births::Trace(self.trace(&made, count, calendar, to_hospital));
        made
    }

    fn senders_of(&self, side: Side) -> Vec<SenderId> {
        let of_side = |sender: &SenderId| {
            let organisation = self.parts.senders[sender.index()].organisation;
            self.parts.organisations[organisation.index()].side == side
        };
        (0..self.parts.senders.len()).map(SenderId::from).filter(of_side).collect()
    }

    /// Some services of one side; at municipalities also one that is not registered, where Saksbehandling is.
    fn targets(&mut self, side: Side, senders: &[SenderId]) -> Vec<Target> {
        let mut targets = Vec::new();
        for index in 0..self.parts.services.len() {
            let service = self.parts.services[index].clone();
            let there = self.parts.organisations[service.organisation.index()].side == side;
            if there && (targets.is_empty() || self.choices.chance(70)) {
                targets.push(target(&service, ServiceId::from(index), senders));
            }
        }
        let known = targets[0].clone();
        let at_hospital = side == Side::Hospital;
        if self.choices.chance(40) && (at_hospital || self.has_saksbehandling(known.organisation.index())) {
            targets.push(Target { address: "Ukjent".to_string(), service: None, ..known });
        }
        targets
    }

    fn has_saksbehandling(&self, organisation: usize) -> bool {
        let mut services = self.parts.services.iter();
        services.any(|s| s.organisation.index() == organisation && s.name == "Saksbehandling")
    }

    fn saksbehandling_everywhere(&self) -> bool {
        self.side(Side::Municipality).iter().all(|organisation| self.has_saksbehandling(*organisation))
    }

    fn urgency(&mut self) -> Vec<UrgencyClass> {
        let shares: &[f64] = self.choices.of(&[&[100.0][..], &[30.0, 70.0], &[20.0, 30.0, 50.0]]);
        let mut classes: Vec<UrgencyClass> = shares
            .iter()
            .map(|percent| UrgencyClass { share: share(*percent), answering: Vec::new(), calls: false })
            .collect();
        classes[0].calls = self.choices.chance(60);
        if self.choices.chance(40) {
            classes[0].answering = vec![(SYKEPLEIER, self.choices.law(self.unit, 4))];
        }
        classes
    }

    fn trace(
        &mut self,
        row: &DemandRow,
        count: i64,
        calendar: &Calendar,
        to_hospital: bool,
    ) -> Vec<TraceMessage> {
        let mut messages: Vec<TraceMessage> = Vec::new();
        for _ in 0..count {
            let at = match messages.last() {
                Some(last) if self.choices.chance(30) => last.at,
                _ => self.instant(calendar),
            };
            let index = self.choices.between(0, row.targets.len() as i64 - 1) as usize;
            let sender = self.choices.of(&row.targets[index].senders).0;
            let mut made = message(at, index as u32, sender);
            if self.choices.chance(30) {
                self.tell(&mut made, row, to_hospital);
            }
            messages.push(made);
        }
        messages.sort_by_key(|message| message.at);
        messages
    }

    /// An instant between the first date and some days after the window, often at an edge.
    fn instant(&mut self, calendar: &Calendar) -> Instant {
        let period = self.parts.period;
        let days = i64::from(period.end().days() - period.first().days());
        let date: Date = period.first().plus(self.choices.between(0, days + 2) as i32);
        let clock: TimeOfDay = match self.choices.between(0, 9) {
            0..=6 => time(self.choices.of(&EDGES)),
            _ => time(&format!("{:02}:{:02}", self.choices.between(0, 23), self.choices.between(0, 59))),
        };
        calendar.at(date, clock)
    }

    /// Some fields of a trace are known.
    fn tell(&mut self, message: &mut TraceMessage, row: &DemandRow, to_hospital: bool) {
        let some = |choices: &mut crate::reference::dice::Choices| choices.chance(50);
        if to_hospital && some(&mut self.choices) {
            let service = row.targets[message.target as usize].service;
            let receiver = service.map(|s| self.parts.services[s.index()].receiver);
            if let Some(Receiver::Department(department)) = receiver {
                message.group = Some(self.choices.of(&self.parts.departments[department.index()].groups).0);
            }
        }
        if some(&mut self.choices) {
            message.urgency = Some(self.choices.between(1, row.urgency.len() as i64) as u8);
        }
        if to_hospital && some(&mut self.choices) {
            let roles: [RoleId; 2] = [SYKEPLEIER, LEGE];
            let second = self.choices.chance(50).then(|| self.choices.of(&roles));
            message.roles = Some((self.choices.of(&roles), second));
        }
        if some(&mut self.choices) {
            message.sorting = Some(self.minutes(4));
        }
        if some(&mut self.choices) {
            message.answering = Some(self.minutes(20));
        }
    }

    fn minutes(&mut self, most: i64) -> Duration {
        Duration::MINUTE.times(self.unit * self.choices.between(1, most))
    }

    /// In an inbox that a row reaches: a parent group that sorts, a work group, a municipal service.
    fn backlog(&mut self) {
        let targets = self.parts.demand.iter().flat_map(|row| &row.targets);
        let services = targets.filter_map(|target| target.service);
        let mut reached: Vec<InboxId> = Vec::new();
        for service in services.map(|s| &self.parts.services[s.index()]) {
            match service.receiver {
                _ if service.kind != ServiceKind::Ordinary => {}
                Receiver::Inbox(inbox) => reached.push(inbox),
                Receiver::Department(department) => {
                    let department = &self.parts.departments[department.index()];
                    if department.intake == Intake::ParentGroup {
                        reached.push(department.parent);
                    }
                    reached.extend(department.groups.iter().map(|(group, _)| *group));
                }
            }
        }
        reached.sort();
        reached.dedup();
        for _ in 0..if reached.is_empty() { 0 } else { self.choices.between(1, 2) } {
            let inbox = self.choices.of(&reached);
            if self.parts.backlog.iter().all(|entry| entry.inbox != inbox) {
                self.parts.backlog.push(Backlog { inbox, count: self.choices.of(&[1, 3, 5]) });
            }
        }
    }
}
