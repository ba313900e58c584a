//! Sending: births of a trace, second messages, follow-ups.

use super::key::{FOLLOW_UP, Key, SECOND_MESSAGE};
use super::world::{Cargo, Given, Place, Planned, Request, Sending, World, choose, clauses};
use meldingsflyt::model::rules::{Envelope, Flaw, Flaws, Verdict, judge};
use meldingsflyt::model::{Births, DepartmentId, InboxId, Receiver, SenderId, ServiceId, Side, TraceMessage};
use meldingsflyt::random::{Law, Purpose, child, stable_hash};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Duration, Instant};

impl World<'_> {
    pub fn plan_births(&mut self) {
        for (index, row) in self.model.demand.iter().enumerate() {
            if let Births::Gaps(law) = &row.births {
                let births = births_by_gaps(self, index, law);
                self.planned.extend(births);
                continue;
            }
            let Births::Trace(lines) = &row.births else { panic!("traces and gaps only") };
            for (line, message) in lines.iter().enumerate() {
                let key = Key::root(1, index, line as u64);
                self.planned.push(Planned { at: message.at, key, what: Sending::Birth(index, line) });
            }
        }
    }

    /// The sending phase: whether anything was sent.
    pub fn send_what_is_due(&mut self) -> bool {
        let now = self.now;
        let mut due: Vec<Planned> = self.planned.extract_if(.., |planned| planned.at == now).collect();
        due.sort_by(|a, b| a.key.cmp(&b.key));
        for planned in &due {
            match planned.what {
                Sending::Birth(row, line) => {
                    let Births::Trace(lines) = &self.model.demand[row].births else { unreachable!() };
                    let root = format!("demand.{}", self.model.demand[row].key);
                    self.birth(
                        &planned.key,
                        row,
                        child(stable_hash(&root), 0, line as u64),
                        lines[line].clone(),
                    );
                }
                Sending::ByGap(row, ordinal) => {
                    let draws = child(gap_root(self, row), 0, ordinal);
                    let message = self.drawn_message(row, draws);
                    self.birth(&planned.key, row, draws, message);
                }
                Sending::SecondMessage(parent) => self.again(&planned.key, parent, SECOND_MESSAGE),
                Sending::FollowUp(parent) => self.again(&planned.key, parent, FOLLOW_UP),
            }
        }
        !due.is_empty()
    }

    /// To the only target of a row, from a sender by weight; nothing else is given.
    fn drawn_message(&self, row: usize, draws: u64) -> TraceMessage {
        let senders = &self.model.demand[row].targets[0].senders;
        let mut sum = 0;
        let cumulative: Vec<u64> = senders
            .iter()
            .map(|(_, weight)| {
                sum += weight;
                sum
            })
            .collect();
        let sender = senders[self.coin(Purpose::Birth, draws, 0, 0).pick(&cumulative)].0;
        let (group, urgency, roles, sorting, answering) = (None, None, None, None, None);
        TraceMessage { at: self.now, target: 0, sender, group, urgency, roles, sorting, answering }
    }

    fn birth(&mut self, key: &Key, row: usize, draws: u64, message: TraceMessage) {
        let model = self.model;
        let demand = &model.demand[row];
        let target = &demand.targets[message.target as usize];
        let birth = |lane| self.coin(Purpose::Birth, draws, 0, lane);
        let municipality = model.organisations[target.organisation.index()].side == Side::Municipality;
        let unregistered = target.service.is_none();
        let a3 = municipality && (unregistered || birth(2).below(demand.no_municipal_service));
        if a3 && birth(3).below(demand.gp_follows_up) {
            self.timeline.never_sent += 1;
            self.note("A3: never sent");
            self.nameless_row("never sent", demand.key.clone());
            return;
        }
        let saksbehandling = || {
            let at = |s: &&meldingsflyt::model::Service| {
                s.organisation == target.organisation && s.name == "Saksbehandling"
            };
            model.services.iter().position(|s| at(&s)).map(ServiceId::from)
        };
        let service = if a3 { saksbehandling() } else { target.service };
        let flaws = self.flaws(draws, row, true);
        let envelope = Envelope {
            service: service.map(|s| model.services[s.index()].kind),
            recipients: 1,
            flaws,
            misuse: None,
            no_municipal_service: a3,
        };
        let judgement = judge(&envelope);
        if judgement.verdict == Verdict::Refused {
            let clause = judgement.clause.expect("a refusal has its clause").name();
            self.row(key, "refused", format!("{clause} of {}", clauses(judgement.hits)));
            self.note("refused");
            self.ending_without_receipt(key, format!("refused {clause}"));
            return;
        }
        let service = service.expect("an unregistered address is refused");
        let own_inbox = self.own_inbox(draws, message.sender);
        let (department, group) = self.belongs(draws, service, message.group);
        let given = Given { roles: message.roles, sorting: message.sorting, answering: message.answering };
        self.note_trace(&message, a3, unregistered);
        let attributes =
            Attributes { row, sender: message.sender, own_inbox, service, department, group, flaws };
        let request = self.request(key, draws, attributes, message.urgency, given);
        self.leave(request, judgement.hits, true);
    }

    fn note_trace(&mut self, message: &TraceMessage, a3: bool, unregistered: bool) {
        let notes = [
            (message.group.is_some(), "given group"),
            (message.roles.is_some(), "given roles"),
            (message.sorting.is_some(), "given sorting time"),
            (message.answering.is_some(), "given answering time"),
            (message.urgency.is_some(), "given urgency"),
            (a3 && unregistered, "A3: not registered, to Saksbehandling"),
            (a3 && !unregistered, "A3: by share, to Saksbehandling"),
        ];
        for (_, what) in notes.iter().filter(|(happened, _)| *happened) {
            self.note(what);
        }
    }

    /// A second message or a follow-up: same sender, service, true department and group; the rest drawn anew.
    fn again(&mut self, key: &Key, parent: usize, kind: u8) {
        let old = self.requests[parent].clone();
        let draws = child(old.draws, u64::from(kind), 0);
        let flaws = self.flaws(draws, old.row, kind == FOLLOW_UP);
        let envelope = Envelope {
            service: Some(self.model.services[old.service.index()].kind),
            recipients: 1,
            flaws,
            misuse: None,
            no_municipal_service: false,
        };
        self.note(if kind == FOLLOW_UP { "follow-up" } else { "second message" });
        let attributes = Attributes {
            row: old.row,
            sender: old.sender,
            own_inbox: old.own_inbox,
            service: old.service,
            department: old.department,
            group: old.group,
            flaws,
        };
        let request = self.request(key, draws, attributes, None, Given::default());
        self.leave(request, judge(&envelope).hits, false);
    }

    pub fn flaws(&self, draws: u64, row: usize, with_c5: bool) -> Flaws {
        let shares = self.model.demand[row].flaws;
        let lanes =
            [(shares.c1, Flaw::C1), (shares.c2, Flaw::C2), (shares.c3, Flaw::C3), (shares.c4, Flaw::C4)];
        let mut flaws = Flaws::NONE;
        for (lane, (share, flaw)) in lanes.into_iter().enumerate() {
            if self.coin(Purpose::Fate, draws, 0, 3 + lane).below(share) {
                flaws = flaws.with(flaw);
            }
        }
        if with_c5 && self.coin(Purpose::Fate, draws, 0, 7).below(shares.c5) {
            flaws = flaws.with(Flaw::C5);
        }
        flaws
    }

    pub fn own_inbox(&self, draws: u64, sender: SenderId) -> Option<InboxId> {
        let inboxes = &self.model.senders[sender.index()].inboxes;
        if inboxes.is_empty() {
            return None;
        }
        let u = self.coin(Purpose::Birth, draws, 0, 1);
        Some(inboxes[choose(u, inboxes.iter().map(|(_, share)| *share))].0)
    }

    /// True department and true work group.
    pub fn belongs(
        &self,
        draws: u64,
        service: ServiceId,
        given: Option<InboxId>,
    ) -> (Option<DepartmentId>, InboxId) {
        if let Some(group) = given {
            return (self.model.inboxes[group.index()].department, group);
        }
        let addressed = match self.model.services[service.index()].receiver {
            Receiver::Inbox(inbox) => return (None, inbox),
            Receiver::Department(department) => department,
        };
        let mut department = addressed;
        let wrong = self.model.departments[addressed.index()].wrong_department;
        if self.coin(Purpose::Birth, draws, 0, 4).below(wrong) {
            let hospital = self.model.departments[addressed.index()].organisation;
            let others: Vec<DepartmentId> = (0..self.model.departments.len())
                .map(DepartmentId::from)
                .filter(|d| *d != addressed && self.model.departments[d.index()].organisation == hospital)
                .collect();
            department = others[self.coin(Purpose::Birth, draws, 0, 5).index(others.len())];
        }
        (Some(department), self.group_of(draws, department))
    }

    /// A work group of a department by the message's uniform.
    pub fn group_of(&self, draws: u64, department: DepartmentId) -> InboxId {
        let groups = &self.model.departments[department.index()].groups;
        groups[choose(self.coin(Purpose::Birth, draws, 0, 6), groups.iter().map(|(_, share)| *share))].0
    }

    pub fn request(
        &mut self,
        key: &Key,
        draws: u64,
        of: Attributes,
        urgency: Option<u8>,
        given: Given,
    ) -> usize {
        let classes = &self.model.demand[of.row].urgency;
        let drawn = choose(self.coin(Purpose::Birth, draws, 0, 7), classes.iter().map(|class| class.share));
        self.requests.push(Request {
            key: key.clone(),
            draws,
            row: of.row,
            sender: of.sender,
            own_inbox: of.own_inbox,
            service: of.service,
            department: of.department,
            group: of.group,
            urgency: urgency.unwrap_or(drawn as u8 + 1),
            flaws: of.flaws,
            given,
            sent: self.now,
            received: None,
            asked_at: None,
            stood_still: Vec::new(),
            limit: Instant::MAX,
            backlog: false,
            place: Place::OnTheWay,
            inbox: None,
            sortings: 0,
            looks: 0,
            passes: 0,
            asked: [false; 2],
            visits: 0,
            step: 0,
            went_on: false,
            patience_ends: Instant::MAX,
            closed: None,
        });
        self.requests.len() - 1
    }

    /// A new request is sent: transport begins, the sender may call, lost content has its consequence.
    fn leave(&mut self, request: usize, hits: u32, birth: bool) {
        let (key, draws) = (self.requests[request].key.clone(), self.requests[request].draws);
        let service = &self.model.services[self.requests[request].service.index()].address;
        self.row(&key, "sent", format!("{service} {} birth={birth}", clauses(hits)));
        self.call_if_urgent(request);
        if self.requests[request].flaws.has(Flaw::C5) {
            self.plan_after_lost_content(request);
        }
        self.begin_journey(key, draws, 0, Cargo::Request(request));
    }

    fn plan_after_lost_content(&mut self, request: usize) {
        let draws = self.requests[request].draws;
        let effects = &self.model.flaw_effects;
        let u = self.coin(Purpose::Flaws, draws, 0, 0);
        let after = effects.c5_after.quantile(self.draw(Purpose::SecondMessage, draws, 0, 0));
        let at = self.now + after;
        let either = effects.c5_second_message.billionths() + effects.c5_call.billionths();
        if u.below(effects.c5_second_message) {
            let parent = self.requests[request].key.clone();
            let key = self.child_key(&parent, SECOND_MESSAGE, 0);
            self.planned.push(Planned { at, key, what: Sending::SecondMessage(request) });
        } else if u.below(Share::from_billionths(either).expect("at most one of the two")) {
            self.planned_calls.push((at, request));
        }
    }
}

/// The address of the draws of a row with one target.
fn gap_root(world: &World<'_>, row: usize) -> u64 {
    let row = &world.model.demand[row];
    stable_hash(&format!("demand.{}>{}", row.key, row.targets[0].address))
}

/// Birth after birth, each so many minutes of the senders' hours after the one before; at each one message or more.
fn births_by_gaps(world: &mut World<'_>, row: usize, law: &Law) -> Vec<Planned> {
    let (mut planned, mut tick, mut ordinal) = (Vec::new(), 0, 0);
    let root = gap_root(world, row);
    for number in 0.. {
        let gap = law.quantile(world.dice.draw(Purpose::Gap, root, number)).micros();
        assert_eq!(gap % Duration::MINUTE.micros(), 0, "gaps of whole minutes");
        let mut left = gap / Duration::MINUTE.micros();
        while tick < world.days.clock.len() as i64 && (left > 0 || !world.sender_at_work(row, tick)) {
            left -= i64::from(world.sender_at_work(row, tick));
            tick += 1;
        }
        if tick >= world.days.clock.len() as i64 {
            break;
        }
        let size = world.model.demand[row].batch.quantile(world.dice.draw(Purpose::Batch, root, number));
        if size > 1 {
            world.note("several at once");
        }
        world.note("gaps");
        for _ in 0..size {
            let (at, key) = (world.days.instant(tick), Key::root(1, row, ordinal));
            planned.push(Planned { at, key, what: Sending::ByGap(row, ordinal) });
            ordinal += 1;
        }
    }
    planned
}

/// What a sending hands on to a new request.
pub struct Attributes {
    pub row: usize,
    pub sender: SenderId,
    pub own_inbox: Option<InboxId>,
    pub service: ServiceId,
    pub department: Option<DepartmentId>,
    pub group: InboxId,
    pub flaws: Flaws,
}
