//! Work groups and municipal services: answering in one or two steps, looking, bouncing, asking back.

use super::State;
use super::event::Event;
use super::intake::ANSWERING;
use super::message::{Kind, Place, Slot};
use super::transport::AT_SENDER;
use crate::demand;
use crate::engine::Agenda;
use crate::model::rules::{Clause, Flaw};
use crate::model::{Department, InboxId, Intake, RoleId, RoleSet, Way};
use crate::random::{Purpose, child};
use crate::record::{ChildKind, Fact, Move, Outcome, Recorder, Work};
use crate::routing;
use crate::stats::Share;
use crate::time::Duration;

/// Coin of `Flaws`.
const C4_ASKS: usize = 1;

impl<R: Recorder> State<'_, R> {
    /// What there is to do with a message in the inbox where it is, for whom, and its nominal time.
    pub(super) fn work_for(&self, slot: Slot) -> (Work, RoleSet, Duration) {
        let message = &self.messages[slot];
        let inbox = &self.model.inboxes[message.inbox.index()];
        let at_sender = || self.dice.sheet(Purpose::Way, message.request.draws, 0).number(AT_SENDER);
        match message.kind {
            Kind::Reply => {
                let law = inbox.reading.as_ref().expect("only replies that are read wait");
                (Work::Reading, RoleSet::ANY, law.draw(at_sender))
            }
            Kind::AskBack { .. } => (Work::AnsweringAskBack, RoleSet::ANY, inbox.ask_back.draw(at_sender)),
            Kind::Call { .. } => (Work::Calling, RoleSet::ANY, message.left),
            Kind::Request => match inbox.department {
                Some(id) if self.model.departments[id.index()].parent == message.inbox => {
                    self.sorting(slot, id)
                }
                _ => self.work_in_group(slot),
            },
        }
    }

    fn work_in_group(&self, slot: Slot) -> (Work, RoleSet, Duration) {
        let message = &self.messages[slot];
        let request = &message.request;
        let at_once = self.clerks_answer(slot).filter(|_| !message.went_on);
        let here = self.model.inboxes[message.inbox.index()].department;
        let way = self.way_of_answering(slot);
        if request.misuse.is_some() {
            return (Work::LookingMisuse, RoleSet::of(way.first), self.look(slot));
        }
        if message.inbox != request.group && !message.went_on {
            let role = at_once.filter(|_| here == request.department).map_or(way.first, |d| d.sorting_role);
            return (Work::LookingWrongPlace, RoleSet::of(role), self.look(slot));
        }
        if let Some(department) = at_once {
            let role = RoleSet::of(department.sorting_role);
            return (Work::Answering, role, self.time_at_once(slot, department, 0));
        }
        if self.asks_back(slot).is_some() {
            return (Work::LookingAskBack, RoleSet::of(way.first), self.look(slot));
        }
        let role = if message.prepared { way.second.unwrap_or(way.first) } else { way.first };
        (Work::Answering, RoleSet::of(role), self.answering_time(slot, role))
    }

    /// Under direct intake: the department whose clerk would have answered this request at once.
    fn clerks_answer(&self, slot: Slot) -> Option<&Department> {
        let request = &self.messages[slot].request;
        let id = request.department.filter(|_| request.misuse.is_none())?;
        let department = &self.model.departments[id.index()];
        (department.intake == Intake::Direct && self.answered_at_once(slot, department)).then_some(department)
    }

    /// The way of answering that the message's uniform gives by this inbox's table, or the trace's.
    fn way_of_answering(&self, slot: Slot) -> Way {
        let message = &self.messages[slot];
        let inbox = &self.model.inboxes[message.inbox.index()];
        let given = demand::attributes(self.model, &message.request).filter(|_| !message.went_on);
        if let Some((first, second)) = given.and_then(|line| line.roles) {
            return Way { share: Share::ONE, first, second };
        }
        if let [only] = inbox.ways[..] {
            return only;
        }
        routing::by_share(inbox.ways.iter().map(|way| (*way, way.share)), message.request.fate.way)
    }

    fn look(&self, slot: Slot) -> Duration {
        let message = &self.messages[slot];
        let law = &self.model.inboxes[message.inbox.index()].look;
        law.draw(|| self.dice.block(Purpose::Look, message.request.draws, u64::from(message.looks))[0])
    }

    fn answering_time(&self, slot: Slot, role: RoleId) -> Duration {
        let message = &self.messages[slot];
        let request = &message.request;
        let given = demand::attributes(self.model, request).filter(|_| !message.went_on);
        let step = u64::from(message.prepared) + 2 * u64::from(message.went_on);
        let given = given.and_then(|line| line.answering);
        let time = given.unwrap_or_else(|| {
            let classes = &self.model.demand[request.row.index()].urgency;
            let class = classes.get(usize::from(request.urgency) - 1);
            let own = class.and_then(|class| class.answering.iter().find(|(r, _)| *r == role));
            let inbox = &self.model.inboxes[message.inbox.index()];
            let law = own.map_or_else(|| inbox.answering(role), |(_, law)| law);
            law.draw(|| self.work_number(slot, step, ANSWERING))
        });
        self.slowed_by_flaws(slot, time)
    }

    /// The flaw for which the answerer asks back next: C2 always, C4 with a chance, C2 first, each once.
    fn asks_back(&self, slot: Slot) -> Option<Clause> {
        let message = &self.messages[slot];
        let flaws = message.request.flaws;
        if message.prepared || flaws.is_empty() {
            return None;
        }
        if flaws.has(Flaw::C2) && !message.asked_c2 {
            return Some(Clause::C2);
        }
        let asks = || self.dice.sheet(Purpose::Flaws, message.request.draws, 0).coin(C4_ASKS);
        let c4 =
            flaws.has(Flaw::C4) && !message.asked_c4 && asks().below(self.model.flaw_effects.c4_asks_back);
        c4.then_some(Clause::C4)
    }

    /// A case in a work group or municipal service ends.
    pub(super) fn worked_in_group(&mut self, agenda: &mut Agenda<Event>, slot: Slot) {
        let message = &self.messages[slot];
        let request = &message.request;
        match message.work {
            Work::LookingMisuse => {
                let clause = request.misuse.expect("misuse is looked at").clause();
                self.close(agenda, slot, Outcome::Returned(clause));
            }
            Work::LookingWrongPlace => {
                let belongs = request.department.expect("a wrong group is a hospital's");
                let elsewhere = self.model.inboxes[message.inbox.index()].department != Some(belongs);
                let to = routing::passed_to(self.model, belongs, request.group);
                self.messages[slot].looks += 1;
                let why = if elsewhere { Move::OtherDepartment } else { Move::Bounced };
                self.move_to(agenda, slot, to, why);
            }
            Work::LookingAskBack => {
                let clause = self.asks_back(slot).expect("somebody looked in order to ask back");
                self.messages[slot].looks += 1;
                self.ask_back(agenda, slot, clause);
            }
            _ => {
                let two_steps =
                    self.way_of_answering(slot).second.is_some() && self.clerks_answer(slot).is_none();
                if two_steps && !self.messages[slot].prepared {
                    self.messages[slot].prepared = true;
                    self.messages[slot].place = Place::Moving;
                    self.arrives_now(agenda, slot);
                } else if let Some(next) = self.next_stage(slot) {
                    self.messages[slot].went_on = true;
                    self.messages[slot].prepared = false;
                    self.move_to(agenda, slot, next, Move::NextStage);
                } else {
                    self.answered(agenda, slot);
                }
            }
        }
    }

    /// Where a request goes on to that is dealt with in its work group; not what a clerk would have answered at once.
    fn next_stage(&self, slot: Slot) -> Option<InboxId> {
        let message = &self.messages[slot];
        let then = &self.model.inboxes[message.inbox.index()].then;
        if then.is_empty() || message.went_on || self.clerks_answer(slot).is_some() {
            return None;
        }
        let drawn = self.dice.sheet(Purpose::NextStage, message.request.draws, 0).coin(0);
        let rest = then.iter().fold(Share::ONE, |rest, (_, share)| rest.less(*share));
        let all = then.iter().map(|(inbox, share)| (Some(*inbox), *share)).chain([(None, rest)]);
        routing::by_share(all, drawn)
    }

    fn ask_back(&mut self, agenda: &mut Agenda<Event>, slot: Slot, clause: Clause) {
        let now = agenda.now();
        let request = self.messages[slot].request;
        let inbox = self.messages[slot].inbox;
        let ordinal = if clause == Clause::C2 { 0 } else { 1 };
        self.messages[slot].asked_c2 |= clause == Clause::C2;
        self.messages[slot].asked_c4 |= clause == Clause::C4;
        self.messages[slot].place = Place::WithSender;
        self.record(now, Fact::AskedBack { request: &request, inbox, clause });
        let mut question = request;
        question.key = request.key.child(ChildKind::AskBack, ordinal);
        question.draws = child(request.draws, ChildKind::AskBack as u64, u64::from(ordinal));
        question.sent = now;
        let kind = Kind::AskBack { request: self.messages.handle(slot), answered: false };
        let asked = self.messages.add(kind, &question);
        self.messages[asked].inbox =
            request.own_inbox.expect("the scenario checks that senders who are asked have an inbox");
        self.transmit(agenda, asked, 0);
    }
}
