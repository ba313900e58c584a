//! Transport: attempts, delay, giving up, and what arrives.

use super::key::Key;
use super::timeline::limit;
use super::world::{Cargo, Journey, Next, Place, World};
use meldingsflyt::model::{Department, InboxId, Intake, Outage, Receiver};
use meldingsflyt::random::Purpose;
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Duration, Instant};

impl World<'_> {
    /// Sends something now: the first attempt is made at once.
    pub fn begin_journey(&mut self, key: Key, draws: u64, leg: u64, cargo: Cargo) {
        let journey =
            Journey { key, draws, leg, cargo, sent: self.now, attempt: 0, next: Next::Attempt(self.now) };
        self.journeys.push(journey);
        self.attempt(self.journeys.len() - 1);
    }

    /// One attempt; if it fails, the next one or giving up is noted.
    pub fn attempt(&mut self, index: usize) {
        let journey = self.journeys[index].clone();
        let transport = &self.model.transport;
        if transport.outages.iter().any(|outage| outage.from <= self.now && self.now < outage.to) {
            self.journeys[index].next = Next::Held(self.now);
            self.row(&journey.key, "held", String::new());
            self.note(match journey.cargo {
                Cargo::Request(_) => "request held by an outage",
                _ => "reply or question held by an outage",
            });
            return;
        }
        let occasion = 16 * journey.leg + journey.attempt as u64;
        let fails = self.coin(Purpose::Attempt, journey.draws, occasion, 0).below(transport.attempt_fails);
        if !fails {
            if journey.attempt > 0 {
                self.note("delivered at a later attempt");
            }
            let delay =
                transport.delay.quantile(self.draw(Purpose::Way, journey.draws, 0, journey.leg as usize));
            self.journeys[index].next = Next::Arrive(self.now + delay);
            return;
        }
        self.row(&journey.key, "attempt failed", String::new());
        self.note("attempt failed");
        self.journeys[index].attempt += 1;
        self.journeys[index].next = match transport.attempts.get(journey.attempt + 1) {
            Some(after) => Next::Attempt(journey.sent + *after),
            None => Next::GiveUp(journey.sent + transport.given_up_after),
        };
    }

    /// An outage ends now: what it held is received evenly over the time of release, in sending order.
    pub fn release(&mut self) {
        let ends = |outage: &&Outage| outage.to == self.now;
        let Some(outage) = self.model.transport.outages.iter().find(ends) else { return };
        let mut held: Vec<(Instant, Key, usize)> = Vec::new();
        for (index, journey) in self.journeys.iter().enumerate() {
            if let Next::Held(since) = journey.next {
                held.push((since, journey.key.clone(), index));
            }
        }
        held.sort();
        let whole = outage.release_over.micros();
        for (place, (_, _, journey)) in (1..).zip(&held) {
            let after = whole * place / held.len() as i64;
            if after % Duration::MINUTE.micros() != 0 {
                self.timeline.between_minutes = true;
            }
            let minutes = after / Duration::MINUTE.micros();
            self.journeys[*journey].next = Next::Arrive(self.now + Duration::MINUTE.times(minutes));
        }
        if held.len() > 1 && whole > 0 {
            self.note("released over some time");
        }
    }

    pub fn give_up(&mut self, index: usize) {
        let journey = self.journeys[index].clone();
        self.journeys[index].next = Next::Over;
        match journey.cargo {
            Cargo::Request(request) => {
                self.requests[request].place = Place::GivenUp;
                self.row(&journey.key, "given up", String::new());
                self.note("request given up");
            }
            Cargo::Reply(_) => self.note("reply given up"),
            Cargo::Question(ask) | Cargo::Answer(ask) => {
                let request = self.asks[ask].request;
                self.clock_goes_on(request);
                self.requests[request].place = Place::Moving;
                self.moving.push((request, self.requests[request].inbox.expect("it asked from an inbox")));
                self.note("ask-back given up");
            }
        }
    }

    /// Phase 3: arrivals in inboxes, by message key.
    pub fn arrivals(&mut self) -> bool {
        let mut due: Vec<(Key, Arrival)> = Vec::new();
        for index in 0..self.journeys.len() {
            if self.journeys[index].next == Next::Arrive(self.now) {
                self.journeys[index].next = Next::Over;
                due.push((self.journeys[index].key.clone(), Arrival::Transport(self.journeys[index].cargo)));
            }
        }
        self.journeys.retain(|journey| journey.next != Next::Over);
        for (request, inbox) in std::mem::take(&mut self.moving) {
            due.push((self.requests[request].key.clone(), Arrival::Inside(request, inbox)));
        }
        due.sort_by(|a, b| a.0.cmp(&b.0));
        for (_, arrival) in &due {
            match *arrival {
                Arrival::Inside(request, inbox) => self.queue_request(request, inbox, self.now),
                Arrival::Transport(Cargo::Request(request)) => self.receive(request),
                Arrival::Transport(Cargo::Reply(request)) => self.reply_arrives(request),
                Arrival::Transport(Cargo::Question(ask)) => self.question_arrives(ask),
                Arrival::Transport(Cargo::Answer(ask)) => {
                    let request = self.asks[ask].request;
                    let inbox = self.requests[request].inbox.expect("it asked from an inbox");
                    self.clock_goes_on(request);
                    self.queue_request(request, inbox, self.now);
                }
            }
        }
        !due.is_empty()
    }

    /// The sender was waited for: where the clock stops meanwhile, the limit is later, unless it had passed.
    fn clock_goes_on(&mut self, request: usize) {
        let of = &mut self.requests[request];
        let asked = of.asked_at.take().expect("its sender was asked");
        if !self.model.deadline.stops_while_waiting || asked > of.limit {
            return;
        }
        of.stood_still.push((asked, self.now));
        let received = of.received.expect("what asks back was received");
        of.limit = limit(self.model, received, &of.stood_still);
    }

    /// Receipt: the deadline clock starts.
    fn receive(&mut self, request: usize) {
        let inbox = self.landing(request);
        let limit = limit(self.model, self.now, &[]);
        self.requests[request].received = Some(self.now);
        self.requests[request].limit = limit;
        let key = self.requests[request].key.clone();
        self.full_row(&key, "received", Some(inbox), None, format!("limit {}", limit.micros()));
        self.queue_request(request, inbox, self.now);
    }

    /// The inbox of the addressed service into which a request falls.
    pub fn landing(&self, request: usize) -> InboxId {
        let request = &self.requests[request];
        let addressed = match self.model.services[request.service.index()].receiver {
            Receiver::Inbox(inbox) => return inbox,
            Receiver::Department(department) => department,
        };
        let department = &self.model.departments[addressed.index()];
        if department.intake == Intake::ParentGroup {
            return department.parent;
        }
        if request.department != Some(addressed) {
            return self.group_of(request.draws, addressed);
        }
        if self.coin(Purpose::Work, request.draws, 0, 6).below(department.sender_errs) {
            return self.other_group(department, request.group, request.draws, 0);
        }
        request.group
    }

    /// One of the other groups, in proportion to their shares, or by what is said of the true group.
    pub fn other_group(&self, department: &Department, not: InboxId, draws: u64, pass: u64) -> InboxId {
        let said = department.wrong_to.iter().find(|(group, _)| *group == not).map(|(_, shares)| shares);
        let shares = said.unwrap_or(&department.groups);
        let others: Vec<&(InboxId, Share)> = shares.iter().filter(|(group, _)| *group != not).collect();
        let mut sum = 0;
        let cumulative: Vec<u64> = others
            .iter()
            .map(|(_, share)| {
                sum += u64::from(share.billionths());
                sum
            })
            .collect();
        others[self.coin(Purpose::Work, draws, pass, 7).pick(&cumulative)].0
    }

    /// Notes where what is said of the true group decides.
    pub fn note_wrong(&mut self, department: &Department, from: InboxId) {
        if department.wrong_to.iter().any(|(group, _)| *group == from) {
            self.note("wrong to where it is said");
        }
    }
}

#[derive(Clone, Copy)]
enum Arrival {
    Transport(Cargo),
    Inside(usize, InboxId),
}
