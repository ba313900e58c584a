//! Calls and everything else of phase 4: re-sends, giving up, overdue checks, calls after lost content.

use super::key::{CALL, CALLER, Key};
use super::timeline::inbox_text;
use super::visits::unsorted;
use super::world::{Next, Place, Then, World};
use meldingsflyt::model::{InboxId, Receiver, Side};
use meldingsflyt::random::{Purpose, child};
use meldingsflyt::record::Work;
use meldingsflyt::time::{Date, Duration, Instant};

#[derive(Clone, Copy)]
enum Due {
    Transport(usize),
    Overdue(usize),
    LostContent(usize),
    Withdrawal(usize),
}

impl World<'_> {
    /// Phase 4, by message key. Overdue checks belong to the first pass of an instant.
    pub fn checks(&mut self, first_pass: bool) -> bool {
        let now = self.now;
        let mut due: Vec<(Key, Due)> = Vec::new();
        for (index, journey) in self.journeys.iter().enumerate() {
            if [Next::Attempt(now), Next::GiveUp(now)].contains(&journey.next) {
                due.push((journey.key.clone(), Due::Transport(index)));
            }
        }
        let withdrawn = (0..self.requests.len()).filter(|r| self.is_withdrawn(*r));
        due.extend(withdrawn.map(|r| (self.requests[r].key.clone(), Due::Withdrawal(r))));
        let calls: Vec<_> = self.planned_calls.extract_if(.., |(at, _)| *at == now).collect();
        due.extend(calls.iter().map(|(_, r)| (self.requests[*r].key.clone(), Due::LostContent(*r))));
        if first_pass && self.asks_for_overdue() {
            let overdue = (0..self.requests.len()).filter(|r| self.is_overdue(*r));
            due.extend(overdue.map(|r| (self.requests[r].key.clone(), Due::Overdue(r))));
        }
        due.sort_by(|a, b| a.0.cmp(&b.0));
        for (_, what) in &due {
            match *what {
                Due::Transport(index) if self.journeys[index].next == Next::Attempt(now) => {
                    self.attempt(index)
                }
                Due::Transport(index) => self.give_up(index),
                Due::Withdrawal(request) => self.withdraw(request),
                Due::Overdue(request) if self.requests[request].place == Place::Withdrawn => {}
                Due::Overdue(request) => self.overdue_check(request),
                Due::LostContent(request) => self.call_after_lost_content(request),
            }
        }
        !due.is_empty()
    }

    /// 10:00 of a working day.
    fn asks_for_overdue(&self) -> bool {
        let (date, minute) = self.days.clock[self.tick as usize];
        minute == 600 && self.days.working_day(date) && self.model.telephone.overdue.is_some()
    }

    /// Received, not closed, past its limit since an earlier date; queued, or in the hands of somebody off duty.
    fn is_overdue(&self, index: usize) -> bool {
        let request = &self.requests[index];
        if request.received.is_none() || request.limit >= self.now {
            return false;
        }
        if self.today() <= self.model.calendar.date(request.limit) {
            return false;
        }
        match request.place {
            Place::Queued => true,
            Place::InHand(person) => !self.presences[person].is_on_duty(self.tick),
            _ => false,
        }
    }

    fn today(&self) -> Date {
        self.days.clock[self.tick as usize].0
    }

    /// The n-th working day after the limit date has the call of ordinal n + 1: 0 is urgent, 1 lost content.
    fn overdue_check(&mut self, request: usize) {
        let limit_date = self.model.calendar.date(self.requests[request].limit);
        let after = (limit_date.days() + 1..=self.today().days()).map(Date::from_days);
        let nth = after.filter(|date| self.days.working_day(*date)).count() as u32;
        let calls = self.model.telephone.overdue.as_ref().expect("asked only where there are such calls");
        let draws = child(self.requests[request].draws, u64::from(CALL), u64::from(nth + 1));
        if self.draw(Purpose::Call, draws, 0, 0).below(calls.share) {
            let length = calls.time.quantile(self.draw(Purpose::Call, draws, 0, 1));
            let inbox = self.requests[request].inbox.expect("it lies in an inbox");
            if self.requests[request].place != Place::Queued {
                self.note("overdue call while interrupted");
            }
            self.note("overdue call");
            self.call(request, nth + 1, inbox, length, true);
        }
    }

    /// Some urgent requests come with a call at the sending instant.
    pub fn call_if_urgent(&mut self, request: usize) {
        let of = &self.requests[request];
        let class = &self.model.demand[of.row].urgency[usize::from(of.urgency) - 1];
        let Some(calls) = self.model.telephone.urgent.as_ref().filter(|_| class.calls) else { return };
        let draws = child(of.draws, u64::from(CALL), 0);
        if self.draw(Purpose::Call, draws, 0, 0).below(calls.share) {
            let length = calls.time.quantile(self.draw(Purpose::Call, draws, 0, 1));
            let inbox = self.saksbehandling(request).unwrap_or_else(|| self.landing(request));
            self.note("urgent call");
            self.call(request, 0, inbox, length, false);
        }
    }

    /// The inbox of *Saksbehandling* where a municipality is addressed.
    fn saksbehandling(&self, request: usize) -> Option<InboxId> {
        let service = &self.model.services[self.requests[request].service.index()];
        if self.model.organisations[service.organisation.index()].side != Side::Municipality {
            return None;
        }
        let all = &self.model.services;
        let found = all.iter().find(|s| s.organisation == service.organisation && s.name == "Saksbehandling");
        found.and_then(|s| match s.receiver {
            Receiver::Inbox(inbox) => Some(inbox),
            Receiver::Department(_) => None,
        })
    }

    /// Where the request lies now, else the first inbox of the addressed service.
    fn call_after_lost_content(&mut self, request: usize) {
        let inbox = match self.requests[request].place {
            Place::Queued | Place::InHand(_) | Place::AskingSender | Place::Moving => {
                self.requests[request].inbox.expect("it lies in an inbox")
            }
            Place::OnTheWay | Place::GivenUp | Place::Answered | Place::Withdrawn => self.landing(request),
        };
        let draws = child(self.requests[request].draws, u64::from(CALL), 1);
        let length = self.model.flaw_effects.c5_call_time.quantile(self.draw(Purpose::Call, draws, 0, 1));
        self.note("call after lost content");
        self.call(request, 1, inbox, length, false);
    }

    fn call(&mut self, request: usize, ordinal: u32, inbox: InboxId, length: Duration, overdue: bool) {
        let parent = self.requests[request].key.clone();
        let key = self.child_key(&parent, CALL, ordinal);
        self.timeline.calls += 1;
        let detail = format!("{} overdue={overdue}", inbox_text(self.model, inbox));
        self.nameless_row("called", detail);
        let now: Instant = self.now;
        self.queue(unsorted(request, key, inbox, Work::Calling, Then::HangUp, now, length));
        let law = self.model.telephone.caller.as_ref();
        let (Some(law), Some(own)) = (law, self.requests[request].own_inbox) else { return };
        let draws = child(self.requests[request].draws, u64::from(CALL), u64::from(ordinal));
        let length = law.quantile(self.draw(Purpose::Call, draws, 0, 2));
        let key = self.child_key(&parent, CALLER, ordinal);
        self.note("caller's time");
        self.queue(unsorted(request, key, own, Work::Calling, Then::HangUp, now, length));
    }

    /// With a withdrawal, where the request lay.
    pub fn call_of_withdrawal(&mut self, request: usize, inbox: InboxId) {
        if let Some(law) = &self.model.telephone.withdrawal {
            let draws = child(self.requests[request].draws, u64::from(CALL), 8_000);
            let length = law.quantile(self.draw(Purpose::Call, draws, 0, 1));
            self.note("call of a withdrawal");
            self.call(request, 8_000, inbox, length, false);
        }
    }

    /// A row that tells no message.
    pub fn nameless_row(&mut self, step: &'static str, detail: String) {
        self.timeline.rows.push(super::timeline::Row {
            at: self.now,
            key: String::new(),
            step,
            inbox: String::new(),
            person: String::new(),
            detail,
        });
    }
}
