//! What is true of a message from its birth: sender, where it belongs, who must answer, flaws, urgency.

use super::{BacklogStream, Stream};
use crate::model::rules::{Envelope, Flaw, Flaws, Judgement, Misuse};
use crate::model::{
    Births, DemandRow, DepartmentId, FlawShares, InboxId, Model, Receiver, ServiceId, Side, TraceMessage,
};
use crate::random::{Dice, Purpose, Uniform, child};
use crate::record::{ChildKind, MessageKey, Request};
use crate::routing::{self, Admission, Choice, Sending};
use crate::time::Instant;

/// A message at its birth and what the register and the rules said.
#[derive(Clone, Copy, Debug)]
pub struct Born {
    pub request: Request,
    pub admission: Admission,
    pub judgement: Judgement,
}

/// What a trace says of a message, if it comes from one. Children and backlog know nothing from it.
pub fn attributes<'a>(model: &'a Model, request: &Request) -> Option<&'a TraceMessage> {
    let Births::Trace(lines) = &model.demand[request.row.index()].births else { return None };
    let key = request.key;
    let of_trace = key.thread() == key && key.stream() as usize >= model.backlog.len();
    of_trace.then(|| &lines[key.ordinal() as usize])
}

/// The message of a stream with this ordinal, born at `at`.
pub fn born(model: &Model, dice: Dice, stream: &Stream, (ordinal, at): (u64, Instant)) -> Born {
    let row = &model.demand[stream.row.index()];
    let line = match &row.births {
        Births::Trace(lines) => Some(&lines[ordinal as usize]),
        _ => None,
    };
    let target = &row.targets[line.map_or(stream.target, |line| line.target) as usize];
    let draws = child(stream.root, 0, ordinal);
    let mut sending = Lanes::new(dice, Purpose::Sender, draws);
    let mut fate = Lanes::new(dice, Purpose::Fate, draws);
    let sender = match (line, &target.senders[..]) {
        (Some(line), _) => line.sender,
        (None, [(only, _)]) => *only,
        _ => target.senders[sending.lane(0).pick(&stream.senders)].0,
    };
    let flaws = if stream.misuse.is_some() { Flaws::NONE } else { flaws(dice, draws, &row.flaws) };
    let at_municipality = model.organisations[target.organisation.index()].side == Side::Municipality;
    let ordinary = stream.misuse.is_none();
    let gp_follows_up =
        at_municipality && !row.gp_follows_up.is_zero() && sending.lane(3).below(row.gp_follows_up);
    // What the register says of the address that is written: of one that breaks A1, nothing.
    let written = target.service.filter(|_| stream.misuse != Some(Misuse::A1));
    let envelope = Envelope {
        service: written.map(|id| model.services[id.index()].kind),
        recipients: if stream.misuse == Some(Misuse::A2) { 2 } else { 1 },
        flaws,
        misuse: stream.misuse,
        no_municipal_service: ordinary
            && at_municipality
            && !row.no_municipal_service.is_zero()
            && sending.lane(2).below(row.no_municipal_service),
    };
    let (admission, judgement) = routing::admit(model, &Sending { target, envelope, gp_follows_up });
    let service = match admission {
        Admission::To(service) => Some(service),
        _ => target.service,
    };
    let own_inbox = match &model.senders[sender.index()].inboxes[..] {
        [] => None,
        [(only, _)] => Some(*only),
        several => Some(routing::by_share(several.iter().copied(), sending.lane(1))),
    };
    let (department, group) = match line.and_then(|line| line.group) {
        Some(group) => (model.inboxes[group.index()].department, group),
        None => belongs(model, (dice, draws), &mut fate, service, ordinary),
    };
    let request = Request {
        key: MessageKey::root(stream.rank, ordinal),
        draws,
        row: stream.row,
        service,
        sender,
        own_inbox,
        sent: at,
        received: at,
        limit: Instant::MAX,
        department,
        group,
        urgency: urgency(&mut fate, row, line),
        flaws,
        misuse: stream.misuse,
    };
    Born { request, admission, judgement }
}

/// A message of the start backlog; it is in the inbox already.
pub fn backlog_request(model: &Model, dice: Dice, stream: &BacklogStream, ordinal: u32) -> Request {
    let row = &model.demand[stream.row.index()];
    let target = &row.targets[stream.target as usize];
    let draws = child(stream.root, 0, u64::from(ordinal));
    let [by_weight, own, ..] = dice.block(Purpose::Sender, draws, 0);
    let senders: Vec<u64> = super::running_totals(target).collect();
    let sender = target.senders[by_weight.pick(&senders)].0;
    let own_inboxes = &model.senders[sender.index()].inboxes;
    let inbox = &model.inboxes[stream.inbox.index()];
    let mut fate = Lanes::new(dice, Purpose::Fate, draws);
    let (mut department, mut group) = belongs(model, (dice, draws), &mut fate, target.service, true);
    let is_parent = inbox.department.is_some_and(|d| model.departments[d.index()].parent == stream.inbox);
    if !is_parent {
        (department, group) = (inbox.department, stream.inbox);
    }
    let received = super::backlog_received(model, ordinal, stream.count);
    Request {
        key: MessageKey::root(stream.rank, u64::from(ordinal)),
        draws,
        row: stream.row,
        service: target.service,
        sender,
        own_inbox: (!own_inboxes.is_empty()).then(|| routing::by_share(own_inboxes.iter().copied(), own)),
        sent: received,
        received,
        limit: Instant::MAX,
        department,
        group,
        urgency: urgency(&mut fate, row, None),
        flaws: flaws(dice, draws, &row.flaws),
        misuse: None,
    }
}

/// The message that follows when an attachment was lost (C5): it has no C5 itself.
pub fn second_message(model: &Model, dice: Dice, parent: &Request, at: Instant) -> Request {
    let shares = FlawShares { c5: crate::stats::Share::ZERO, ..model.demand[parent.row.index()].flaws };
    descend(model, dice, (parent, ChildKind::SecondMessage), &shares, at)
}

/// A follow-up in the same thread.
pub fn follow_up(model: &Model, dice: Dice, parent: &Request, at: Instant) -> Request {
    descend(model, dice, (parent, ChildKind::FollowUp), &model.demand[parent.row.index()].flaws, at)
}

fn descend(
    model: &Model,
    dice: Dice,
    (parent, kind): (&Request, ChildKind),
    shares: &FlawShares,
    at: Instant,
) -> Request {
    let draws = child(parent.draws, kind as u64, 0);
    Request {
        key: parent.key.child(kind, 0),
        draws,
        sent: at,
        received: at,
        limit: Instant::MAX,
        urgency: urgency(
            &mut Lanes::new(dice, Purpose::Fate, draws),
            &model.demand[parent.row.index()],
            None,
        ),
        flaws: flaws(dice, draws, shares),
        ..*parent
    }
}

fn flaws(dice: Dice, draws: u64, shares: &FlawShares) -> Flaws {
    if *shares == FlawShares::default() {
        return Flaws::NONE;
    }
    let [c1, c2, c3, c4] = dice.block(Purpose::Flaws, draws, 0);
    let [c5, ..] = dice.block(Purpose::Flaws, draws, 1);
    let drawn = [
        (c1.below(shares.c1), Flaw::C1),
        (c2.below(shares.c2), Flaw::C2),
        (c3.below(shares.c3), Flaw::C3),
        (c4.below(shares.c4), Flaw::C4),
        (c5.below(shares.c5), Flaw::C5),
    ];
    drawn.into_iter().filter(|(hit, _)| *hit).fold(Flaws::NONE, |set, (_, flaw)| set.with(flaw))
}

/// Four numbers of a message, drawn when one of them is asked for.
struct Lanes {
    dice: Dice,
    purpose: Purpose,
    draws: u64,
    block: Option<[Uniform; 4]>,
}

impl Lanes {
    fn new(dice: Dice, purpose: Purpose, draws: u64) -> Self {
        Lanes { dice, purpose, draws, block: None }
    }

    fn lane(&mut self, lane: usize) -> Uniform {
        let Lanes { dice, purpose, draws, block } = self;
        block.get_or_insert_with(|| dice.block(*purpose, *draws, 0))[lane]
    }
}

fn urgency(fate: &mut Lanes, row: &DemandRow, line: Option<&TraceMessage>) -> u8 {
    if let Some(class) = line.and_then(|line| line.urgency) {
        return class;
    }
    if row.urgency.len() < 2 {
        return 1;
    }
    let classes = row.urgency.iter().enumerate().map(|(class, entry)| (class as u8 + 1, entry.share));
    routing::by_share(classes, fate.lane(2))
}

/// The department and work group to which a message belongs.
fn belongs(
    model: &Model,
    (dice, draws): (Dice, u64),
    fate: &mut Lanes,
    service: Option<ServiceId>,
    may_stray: bool,
) -> (Option<DepartmentId>, InboxId) {
    match service.map(|id| model.services[id.index()].receiver) {
        Some(Receiver::Department(addressed)) => {
            let department =
                if may_stray { true_department(model, dice, draws, addressed) } else { addressed };
            let group = match &model.departments[department.index()] {
                one if one.groups.len() == 1 => one.groups[0].0,
                several => routing::true_group(several, fate.lane(0)),
            };
            (Some(department), group)
        }
        Some(Receiver::Inbox(inbox)) => (None, inbox),
        // Refused: it belongs nowhere, and nothing asks.
        None => (None, InboxId(0)),
    }
}

/// The addressed department, or with its share of strays another one of the hospital, equally likely.
fn true_department(model: &Model, dice: Dice, draws: u64, addressed: DepartmentId) -> DepartmentId {
    let department = &model.departments[addressed.index()];
    if department.wrong_department.is_zero() {
        return addressed;
    }
    let [strays, which, ..] = dice.block(Purpose::Department, draws, 0);
    if !strays.below(department.wrong_department) {
        return addressed;
    }
    let others = || {
        let all = (0..model.departments.len()).map(DepartmentId::from).filter(|id| *id != addressed);
        all.filter(|id| model.departments[id.index()].organisation == department.organisation)
    };
    match others().count() {
        0 => addressed,
        count => others().nth(which.index(count)).expect("an index below their number"),
    }
}

/// What decides the `pass`-th choice of a group for a request: whether it goes wrong, and which group then.
pub fn choice_of_group(dice: Dice, request: &Request, pass: u32) -> Choice {
    let [wrong, which, ..] = dice.block(Purpose::WrongGroup, request.draws, u64::from(pass));
    Choice { wrong, which }
}

/// The inbox to which the sender's system and the register deliver a request.
pub fn landing(model: &Model, dice: Dice, request: &Request, service: ServiceId) -> InboxId {
    let belongs = request.department.map(|department| (department, request.group));
    let stray = || dice.block(Purpose::Fate, request.draws, 0)[0];
    let choice = || choice_of_group(dice, request, 0);
    routing::delivered_to(model, service, belongs, (choice, stray))
}
