//! What a visit to an inbox will cost and lead to, decided when it arrives there.

use super::timeline::inbox_text;
use super::world::{Case, CaseState, Place, Then, World, choose};
use meldingsflyt::model::rules::Flaw;
use meldingsflyt::model::{Department, InboxId, InboxKind, Intake, RoleId, RoleSet};
use meldingsflyt::random::Purpose;
use meldingsflyt::record::Work;
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Duration, Instant};

/// What a person will do, for whom, how long, and what comes then.
pub struct Plan {
    pub work: Work,
    pub then: Then,
    pub roles: RoleSet,
    pub nominal: Duration,
}

impl World<'_> {
    /// A request joins the back of an inbox.
    pub fn queue_request(&mut self, request: usize, inbox: InboxId, arrived: Instant) {
        self.requests[request].place = Place::Queued;
        self.requests[request].inbox = Some(inbox);
        self.begin_patience(request);
        let plan = self.plan(request, inbox);
        let visit = self.next_visit(request);
        let of = &self.requests[request];
        self.queue(Case {
            key: of.key.clone(),
            request,
            draws: of.draws,
            visit,
            work: plan.work,
            then: plan.then,
            inbox,
            roles: plan.roles,
            arrived,
            nominal: plan.nominal,
            left: plan.nominal,
            limit: of.limit,
            class: of.urgency,
            handed_back: false,
            state: CaseState::Waiting,
        });
    }

    fn next_visit(&mut self, request: usize) -> u64 {
        self.requests[request].visits += 1;
        self.requests[request].visits - 1
    }

    /// Adds a new case to the list.
    pub fn queue(&mut self, case: Case) {
        self.cases.push(case);
        self.waiting.push(self.cases.len() - 1);
        self.row_queued(self.cases.len() - 1);
    }

    pub fn row_queued(&mut self, index: usize) {
        let case = self.cases[index].clone();
        let detail =
            format!("{} handed_back={}", case_text(case.work, case.roles, case.arrived), case.handed_back);
        self.full_row(&case.key, "queued", Some(case.inbox), None, detail);
    }

    fn plan(&mut self, request: usize, inbox: InboxId) -> Plan {
        match self.model.inboxes[inbox.index()].kind {
            InboxKind::ParentGroup => self.plan_sorting(request, inbox),
            _ => self.plan_group(request, inbox),
        }
    }

    /// A clerk sorts: another department's, answered at once, or forwarded.
    fn plan_sorting(&mut self, index: usize, inbox: InboxId) -> Plan {
        let request = self.requests[index].clone();
        let id = self.model.inboxes[inbox.index()].department.expect("a parent group has a department");
        let department = &self.model.departments[id.index()];
        self.requests[index].sortings += 1;
        if request.sortings > 0 {
            self.note("sorted again");
        }
        let time = self.draw(Purpose::Work, request.draws, request.sortings, 0);
        let mut nominal = request.given.sorting.unwrap_or_else(|| department.sorting.quantile(time));
        if request.flaws.has(Flaw::C1) {
            nominal = self.model.flaw_effects.c1_sorting.times(nominal);
            self.note("C1 slows sorting");
        }
        let roles = RoleSet::of(department.sorting_role);
        if request.department != Some(id) {
            return Plan { work: Work::Sorting, then: Then::PassOn, roles, nominal };
        }
        if self.coin(Purpose::Fate, request.draws, 0, 1).below(department.answered_at_once) {
            self.note("answered at once");
            nominal += self.at_once_time(index, department, request.sortings);
            return Plan { work: Work::SortingAndAnswering, then: Then::Answer, roles, nominal };
        }
        let errs = self.coin(Purpose::Work, request.draws, request.passes, 6).below(department.clerk_errs);
        if errs {
            self.note_wrong(department, request.group);
        }
        let to = if request.passes < 10 && errs {
            self.other_group(department, request.group, request.draws, request.passes)
        } else {
            request.group
        };
        Plan { work: Work::Sorting, then: Then::Forward(to), roles, nominal }
    }

    fn at_once_time(&self, index: usize, department: &Department, sorting: u64) -> Duration {
        let time = self.draw(Purpose::Work, self.requests[index].draws, sorting, 2);
        self.slowed(index, department.at_once.quantile(time))
    }

    /// C3, then C4 multiply answering time.
    fn slowed(&self, index: usize, mut nominal: Duration) -> Duration {
        let flaws = self.requests[index].flaws;
        if flaws.has(Flaw::C3) {
            nominal = self.model.flaw_effects.c3_answering.times(nominal);
        }
        if flaws.has(Flaw::C4) {
            nominal = self.model.flaw_effects.c4_answering.times(nominal);
        }
        nominal
    }

    /// In a work group or municipal service: looked at, asked back, or answered.
    fn plan_group(&mut self, index: usize, inbox: InboxId) -> Plan {
        let request = self.requests[index].clone();
        let (first, second) = self.ways(index, inbox);
        let department = self.model.inboxes[inbox.index()].department;
        let direct = department
            .filter(|d| request.department == Some(*d))
            .map(|d| &self.model.departments[d.index()])
            .filter(|d| d.intake == Intake::Direct && !request.went_on)
            .filter(|d| self.coin(Purpose::Fate, request.draws, 0, 1).below(d.answered_at_once));
        let role = direct.map_or(first, |d| d.sorting_role);
        if request.went_on {
            self.note("went on to another inbox");
        } else if request.group != inbox {
            self.note("in a wrong group");
            return self.plan_look(index, inbox, role, Work::LookingWrongPlace, Then::SendOn);
        }
        if let Some(department) = direct {
            self.note("answered at once under direct intake");
            let nominal = self.at_once_time(index, department, 0);
            return Plan { work: Work::Answering, then: Then::Answer, roles: RoleSet::of(role), nominal };
        }
        if request.step == 0
            && let Some(ordinal) = self.what_is_missing(index)
        {
            return self.plan_look(index, inbox, role, Work::LookingAskBack, Then::AskBack(ordinal));
        }
        let role = if request.step == 0 { first } else { second.expect("a second step has its role") };
        let then = match self.goes_on(index, inbox) {
            _ if request.step == 0 && second.is_some() => Then::SecondStep,
            Some(next) => Then::GoOn(next),
            None => Then::Answer,
        };
        let time = self.answering_time(index, inbox, role);
        let nominal = self.slowed(index, time);
        self.note_slower(index);
        Plan { work: Work::Answering, then, roles: RoleSet::of(role), nominal }
    }

    fn note_slower(&mut self, index: usize) {
        let flaws = self.requests[index].flaws;
        if flaws.has(Flaw::C3) {
            self.note("C3 slows answering");
        }
        if flaws.has(Flaw::C4) {
            self.note("C4 slows answering");
        }
    }

    /// The role, or the two, by this inbox's own table.
    fn ways(&self, index: usize, inbox: InboxId) -> (RoleId, Option<RoleId>) {
        let request = &self.requests[index];
        if let Some(roles) = request.given.roles.filter(|_| !request.went_on) {
            return roles;
        }
        let ways = &self.model.inboxes[inbox.index()].ways;
        let u = self.coin(Purpose::Fate, request.draws, 0, 0);
        let way = ways[choose(u, ways.iter().map(|way| way.share))];
        (way.first, way.second)
    }

    /// 0 for C2, 1 for C4, each once, C2 first.
    fn what_is_missing(&self, index: usize) -> Option<usize> {
        let request = &self.requests[index];
        if request.flaws.has(Flaw::C2) && !request.asked[0] {
            return Some(0);
        }
        let asks = self.coin(Purpose::Flaws, request.draws, 0, 1).below(self.model.flaw_effects.c4_asks_back);
        (request.flaws.has(Flaw::C4) && asks && !request.asked[1]).then_some(1)
    }

    fn plan_look(&mut self, index: usize, inbox: InboxId, role: RoleId, work: Work, then: Then) -> Plan {
        let (draws, looks) = (self.requests[index].draws, self.requests[index].looks);
        self.requests[index].looks += 1;
        let nominal =
            self.model.inboxes[inbox.index()].look.quantile(self.draw(Purpose::Look, draws, looks, 0));
        Plan { work, then, roles: RoleSet::of(role), nominal }
    }

    fn answering_time(&mut self, index: usize, inbox: InboxId, role: RoleId) -> Duration {
        let request = self.requests[index].clone();
        if let Some(time) = request.given.answering.filter(|_| !request.went_on) {
            return time;
        }
        let class = &self.model.demand[request.row].urgency[usize::from(request.urgency) - 1];
        let own = class.answering.iter().find(|(r, _)| *r == role);
        if own.is_some() {
            self.note("answering time of an urgency class");
        }
        let law = own.map_or_else(|| self.model.inboxes[inbox.index()].answering(role), |(_, law)| law);
        let step = if request.went_on { 2 + request.step } else { request.step };
        law.quantile(self.draw(Purpose::Work, request.draws, step, 1))
    }

    /// Once, by the shares of the work group.
    fn goes_on(&self, index: usize, inbox: InboxId) -> Option<InboxId> {
        let request = &self.requests[index];
        let then = &self.model.inboxes[inbox.index()].then;
        if request.went_on {
            return None;
        }
        let u = self.coin(Purpose::NextStage, request.draws, 0, 0);
        let mut sum = 0;
        let reached = |(_, share): &&(InboxId, Share)| {
            sum += share.billionths();
            u.below(Share::from_billionths(sum).expect("at most the whole"))
        };
        then.iter().find(reached).map(|(next, _)| *next)
    }

    /// A reply is here: read by somebody, or on arrival.
    pub fn reply_arrives(&mut self, request: usize) {
        let of = self.requests[request].clone();
        let law = of.own_inbox.and_then(|own| self.model.inboxes[own.index()].reading.as_ref());
        let Some(law) = law else { return self.read(request) };
        let nominal = law.quantile(self.draw(Purpose::Way, of.draws, 0, 2));
        let inbox = of.own_inbox.expect("it has a law of reading");
        let case = unsorted(request, of.key, inbox, Work::Reading, Then::ReadReply, self.now, nominal);
        let visit = self.next_visit(request);
        self.queue(Case { draws: of.draws, visit, ..case });
        self.note("reply read by a person");
    }

    pub fn question_arrives(&mut self, ask: usize) {
        let of = self.asks[ask].clone();
        let inbox = self.requests[of.request].own_inbox.expect("who is asked has an inbox");
        let law = &self.model.inboxes[inbox.index()].ask_back;
        let nominal = law.quantile(self.draw(Purpose::Way, of.draws, 0, 2));
        let (work, then) = (Work::AnsweringAskBack, Then::AnswerAskBack(ask));
        let case = unsorted(of.request, of.key, inbox, work, then, self.now, nominal);
        self.queue(Case { draws: of.draws, ..case });
    }
}

/// Work for any role, without deadline and class.
pub fn unsorted(
    request: usize,
    key: super::key::Key,
    inbox: InboxId,
    work: Work,
    then: Then,
    arrived: Instant,
    nominal: Duration,
) -> Case {
    Case {
        key,
        request,
        draws: 0,
        visit: 0,
        work,
        then,
        inbox,
        roles: RoleSet::ANY,
        arrived,
        nominal,
        left: nominal,
        limit: Instant::MAX,
        class: u8::MAX,
        handed_back: false,
        state: CaseState::Waiting,
    }
}

/// As both simulators write a case.
pub fn case_text(work: Work, roles: RoleSet, arrived: Instant) -> String {
    format!("{work:?} roles={:x} arrived={}", roles.0, arrived.micros())
}

/// `Moved` from one inbox to another.
pub fn moved_text(
    model: &meldingsflyt::model::Model,
    to: InboxId,
    why: meldingsflyt::record::Move,
) -> String {
    format!("{why:?} to {}", inbox_text(model, to))
}
