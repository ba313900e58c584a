//! The start backlog: what waits in the inboxes when the run begins.

use super::birth::Attributes;
use super::key::Key;
use super::timeline::{inbox_text, limit};
use super::world::{Given, World};
use meldingsflyt::model::{InboxId, Intake, Receiver, ServiceId, ServiceKind};
use meldingsflyt::random::{Purpose, child, stable_hash};
use meldingsflyt::time::{Duration, Instant};

impl World<'_> {
    /// What waits at the start.
    pub fn start_backlog(&mut self) {
        for entry in 0..self.model.backlog.len() {
            let (inbox, count) = (self.model.backlog[entry].inbox, self.model.backlog[entry].count);
            for ordinal in 0..count {
                self.start_message(entry, inbox, ordinal, count);
            }
        }
    }

    fn start_message(&mut self, entry: usize, inbox: InboxId, ordinal: u32, count: u32) {
        let key = Key::root(0, entry, u64::from(ordinal));
        let root = stable_hash(&format!("backlog.{}", inbox_text(self.model, inbox)));
        let draws = child(root, 0, u64::from(ordinal));
        let (row, target) = self.first_that_reaches(inbox);
        let weighted = &self.model.demand[row].targets[target].senders;
        let mut sum = 0;
        let cumulative: Vec<u64> = weighted
            .iter()
            .map(|(_, weight)| {
                sum += weight;
                sum
            })
            .collect();
        let sender = weighted[self.coin(Purpose::Birth, draws, 0, 0).pick(&cumulative)].0;
        let service = self.model.demand[row].targets[target].service.expect("it reaches an inbox");
        let in_group = self.model.inboxes[inbox.index()]
            .department
            .filter(|d| self.model.departments[d.index()].parent != inbox);
        let (department, group) = self.belongs(draws, service, in_group.map(|_| inbox));
        let own_inbox = self.own_inbox(draws, sender);
        let flaws = self.flaws(draws, row, true);
        let of = Attributes { row, sender, own_inbox, service, department, group, flaws };
        let request = self.request(&key, draws, of, None, Given::default());
        let received = self.office_instant(ordinal, count);
        self.requests[request].sent = received;
        self.requests[request].received = Some(received);
        self.requests[request].limit = limit(self.model, received, &[]);
        self.requests[request].backlog = true;
        let detail =
            format!("received {} limit {}", received.micros(), self.requests[request].limit.micros());
        self.full_row(&key, "backlog", Some(inbox), None, detail);
        self.queue_request(request, inbox, received);
        self.note("start backlog");
    }

    /// The first row and target whose address leads to the inbox.
    fn first_that_reaches(&self, inbox: InboxId) -> (usize, usize) {
        let reaches = |service: ServiceId| match self.model.services[service.index()].receiver {
            Receiver::Inbox(own) => own == inbox,
            Receiver::Department(d) => {
                let department = &self.model.departments[d.index()];
                (department.parent == inbox && department.intake == Intake::ParentGroup)
                    || department.groups.iter().any(|(group, _)| *group == inbox)
            }
        };
        for (r, row) in self.model.demand.iter().enumerate() {
            for (t, target) in row.targets.iter().enumerate() {
                let takes = |s: ServiceId| self.model.services[s.index()].kind == ServiceKind::Ordinary;
                if target.service.is_some_and(|s| takes(s) && reaches(s)) {
                    return (r, t);
                }
            }
        }
        panic!("no demand reaches the inbox of the start backlog");
    }

    /// The (i−½)/n part of the office hours of the five working days before the first date.
    fn office_instant(&self, ordinal: u32, count: u32) -> Instant {
        let calendar = &self.model.parts().calendar;
        let mut hours: Vec<(Instant, i64)> = Vec::new();
        let mut date = self.days.first;
        while hours.len() < 5 {
            date = date.plus(-1);
            if self.days.working_day(date) {
                let closes =
                    self.days.short(date).map_or(calendar.office_closes, |s| s.min(calendar.office_closes));
                let seconds = i64::from(closes.seconds()) - i64::from(calendar.office_opens.seconds());
                let midnight = self.model.calendar.midnight(date);
                let opens = midnight + Duration::SECOND.times(i64::from(calendar.office_opens.seconds()));
                hours.push((opens, seconds.max(0) * 1_000_000));
            }
        }
        hours.reverse();
        let total: i64 = hours.iter().map(|(_, length)| length).sum();
        let mut part = total * (2 * i64::from(ordinal) + 1) / (2 * i64::from(count));
        for (opens, length) in hours {
            if part <= length {
                return opens + Duration::from_micros(part);
            }
            part -= length;
        }
        unreachable!("a part of the whole")
    }
}
