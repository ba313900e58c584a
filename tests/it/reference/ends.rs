//! What the end of a case leads to.

use super::key::{ASK_BACK, FOLLOW_UP};
use super::timeline::{Ending, used};
use super::visits::moved_text;
use super::world::{AskBack, Cargo, Place, Planned, Sending, Then, World};
use meldingsflyt::model::rules::Clause;
use meldingsflyt::model::{InboxId, Intake};
use meldingsflyt::random::{Purpose, child};
use meldingsflyt::record::Move;
use meldingsflyt::time::{Duration, Instant};

impl World<'_> {
    /// A case is done: its consequence.
    pub fn after(&mut self, case: usize) {
        let case = self.cases[case].clone();
        let request = case.request;
        match case.then {
            Then::Forward(to) => {
                self.requests[request].passes += 1;
                let wrong = to != self.requests[request].group;
                if wrong {
                    self.note("forwarded wrongly");
                }
                let why = if wrong { Move::ForwardedWrongly } else { Move::Forwarded };
                self.move_on(request, case.inbox, to, why);
            }
            Then::PassOn => {
                self.note("passed on to another department");
                self.move_on(request, case.inbox, self.home(request), Move::OtherDepartment);
            }
            Then::SendOn => self.send_on(request, case.inbox),
            Then::AskBack(ordinal) => self.ask_back(request, case.inbox, ordinal),
            Then::SecondStep => {
                self.note("answered in two steps");
                self.requests[request].step = 1;
                self.requests[request].place = Place::Moving;
                self.moving.push((request, case.inbox));
            }
            Then::Answer => self.answer(request, case.inbox),
            Then::GoOn(to) => {
                self.requests[request].went_on = true;
                self.requests[request].step = 0;
                self.move_on(request, case.inbox, to, Move::NextStage);
            }
            Then::ReadReply => self.read(request),
            Then::AnswerAskBack(ask) => {
                let of = self.asks[ask].clone();
                self.begin_journey(of.key, of.draws, 1, Cargo::Answer(ask));
            }
            Then::HangUp => {}
        }
    }

    fn move_on(&mut self, request: usize, from: InboxId, to: InboxId, why: Move) {
        let key = self.requests[request].key.clone();
        self.full_row(&key, "moved", Some(from), None, moved_text(self.model, to, why));
        self.requests[request].place = Place::Moving;
        self.moving.push((request, to));
    }

    /// Where its true department takes a request that came astray.
    fn home(&self, request: usize) -> InboxId {
        let department = self.requests[request].department.expect("a hospital's message has a department");
        let department = &self.model.departments[department.index()];
        match department.intake {
            Intake::ParentGroup => department.parent,
            Intake::Direct => self.requests[request].group,
        }
    }

    fn send_on(&mut self, request: usize, from: InboxId) {
        let here = self.model.inboxes[from.index()].department;
        let elsewhere = self.requests[request].department != here;
        let why = if elsewhere { Move::OtherDepartment } else { Move::Bounced };
        self.note(if elsewhere { "passed on from a group of direct intake" } else { "bounced" });
        self.move_on(request, from, self.home(request), why);
    }

    fn ask_back(&mut self, request: usize, inbox: InboxId, ordinal: usize) {
        self.requests[request].asked[ordinal] = true;
        self.requests[request].asked_at = Some(self.now);
        self.requests[request].place = Place::AskingSender;
        let parent = self.requests[request].key.clone();
        let clause = if ordinal == 0 { Clause::C2 } else { Clause::C4 };
        self.full_row(&parent, "asked back", Some(inbox), None, clause.name().to_string());
        self.note(if ordinal == 0 { "asked back for C2" } else { "asked back for C4" });
        let key = self.child_key(&parent, ASK_BACK, ordinal as u32);
        let draws = child(self.requests[request].draws, u64::from(ASK_BACK), ordinal as u64);
        self.asks.push(AskBack { key: key.clone(), draws, request });
        self.begin_journey(key, draws, 0, Cargo::Question(self.asks.len() - 1));
    }

    fn answer(&mut self, request: usize, inbox: InboxId) {
        self.requests[request].place = Place::Answered;
        self.requests[request].closed = Some(self.now);
        let (key, draws) = (self.requests[request].key.clone(), self.requests[request].draws);
        self.full_row(&key, "closed", Some(inbox), None, "answered".to_string());
        self.begin_journey(key, draws, 1, Cargo::Reply(request));
    }

    /// The reply is read; a follow-up may come of it.
    pub fn read(&mut self, request: usize) {
        let of = self.requests[request].clone();
        self.full_row(&of.key, "read", of.own_inbox, None, String::new());
        let row = &self.model.demand[of.row];
        if !self.coin(Purpose::Fate, of.draws, 0, 2).below(row.follow_up) {
            return;
        }
        let delay = row.follow_up_delay.quantile(self.draw(Purpose::Way, of.draws, 0, 3));
        let at = self.next_in_sender_hours(of.row, self.now + delay);
        if at > self.now + delay {
            self.note("follow-up waits for the sender's hours");
        }
        let key = self.child_key(&of.key, FOLLOW_UP, 0);
        self.planned.push(Planned { at, key, what: Sending::FollowUp(request) });
    }

    /// The instant itself if the row's senders are at work then, else their next opening.
    fn next_in_sender_hours(&self, row: usize, wanted: Instant) -> Instant {
        let mut tick = (wanted - self.model.begins()).micros() / Duration::MINUTE.micros();
        while (tick as usize) < self.days.clock.len() {
            if self.sender_at_work(row, tick) {
                return self.days.instant(tick);
            }
            tick += 1;
        }
        Instant::MAX
    }

    pub fn sender_at_work(&self, row: usize, tick: i64) -> bool {
        let hours = &self.model.demand[row].sender_hours;
        let (date, _) = self.days.clock[tick as usize];
        let Some((from, to)) = hours.days[date.weekday().index()] else { return false };
        let (from, mut to) = (self.days.tick(date, from), self.days.tick(date, to));
        if !hours.on_holidays {
            if self.days.closed(date) {
                return false;
            }
            if let Some(short) = self.days.short(date) {
                to = to.min(self.days.tick(date, short));
            }
        }
        tick >= from && tick < to
    }

    /// From receipt on, or from the first simulated instant; asked each time it is queued, the same each time.
    pub fn begin_patience(&mut self, request: usize) {
        let of = &self.requests[request];
        if let Some(law) = &self.model.demand[of.row].patience {
            let begins = of.received.expect("what is queued was received").max(self.model.begins());
            let length = law.quantile(self.draw(Purpose::Patience, of.draws, 0, 0));
            self.requests[request].patience_ends = begins + length;
        }
    }

    /// It waits, and its sender has waited enough.
    pub fn is_withdrawn(&self, request: usize) -> bool {
        let of = &self.requests[request];
        of.place == Place::Queued && of.patience_ends <= self.now
    }

    pub fn withdraw(&mut self, request: usize) {
        let mine = |case: &&usize| {
            let case = &self.cases[**case];
            case.request == request && super::people::is_request(case)
        };
        let index = *self.waiting.iter().find(mine).expect("it is queued");
        self.waiting.retain(|case| *case != index);
        self.cases[index].state = super::world::CaseState::Done;
        let case = self.cases[index].clone();
        let detail = super::visits::case_text(case.work, case.roles, case.arrived);
        self.full_row(&case.key, "withdrawn", Some(case.inbox), None, detail.clone());
        self.full_row(&case.key, "left", Some(case.inbox), None, detail);
        self.full_row(&case.key, "closed", Some(case.inbox), None, "withdrawn".to_string());
        self.note(if case.handed_back { "withdrawn after a hand-back" } else { "withdrawn" });
        self.requests[request].place = Place::Withdrawn;
        self.requests[request].closed = Some(self.now);
        self.call_of_withdrawal(request, case.inbox);
    }

    /// How a request ended that nobody received.
    pub fn ending_without_receipt(&mut self, key: &super::key::Key, outcome: String) {
        let (key, received, closed) = (self.text(key), None, None);
        self.timeline.endings.push(Ending {
            key,
            outcome,
            received,
            limit: None,
            closed,
            working_days_used: None,
        });
    }

    /// How each request ended, and what is still there.
    pub fn end_of_run(&mut self) {
        self.now = Instant::MAX;
        for index in 0..self.requests.len() {
            self.end_of_request(index);
        }
        for index in 0..self.cases.len() {
            if self.cases[index].state != super::world::CaseState::Done {
                let case = self.cases[index].clone();
                let crowd = self.crowd.iter().find(|(_, hands)| hands.case == Some(index));
                let person = self.hands.iter().position(|hands| hands.case == Some(index));
                let person = person.or(crowd.map(|(person, _)| *person));
                let detail = super::visits::case_text(case.work, case.roles, case.arrived);
                self.full_row(&case.key, "present", Some(case.inbox), person, detail);
            }
        }
    }

    fn end_of_request(&mut self, index: usize) {
        let request = self.requests[index].clone();
        let Some(received) = request.received else {
            let given_up = request.place == Place::GivenUp;
            let outcome = if given_up { "given up" } else { "in transport" };
            self.ending_without_receipt(&request.key, outcome.to_string());
            if !given_up {
                self.note("in transport at the end");
                self.row(&request.key, "in transport", String::new());
            }
            return;
        };
        if request.closed.is_none() {
            self.full_row(&request.key, "open", request.inbox, None, String::new());
        }
        let key = self.text(&request.key);
        self.timeline.endings.push(Ending {
            key,
            outcome: match request.place {
                Place::Withdrawn => "withdrawn",
                _ if request.closed.is_some() => "answered",
                _ => "open",
            }
            .to_string(),
            received: Some(received),
            limit: Some(request.limit),
            closed: request.closed,
            working_days_used: request
                .closed
                .map(|closed| used(self.model, received, &request.stood_still, closed)),
        });
    }
}
