//! What is true of a message from its birth: sender, where it belongs, who must answer, flaws, urgency.

use super::coins::*;
use super::{BacklogStream, Stream};
use crate::model::rules::{Envelope, Flaws, Judgement, Misuse};
use crate::model::{Births, FlawShares, InboxId, Model, ServiceId, Side, Target, TraceMessage};
use crate::random::{Dice, Purpose, child};
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
#[inline]
pub fn attributes<'a>(model: &'a Model, request: &Request) -> Option<&'a TraceMessage> {
    if !model.has_trace() {
        return None;
    }
    let Births::Trace(lines) = &model.demand[request.row.index()].births else { return None };
    let key = request.key;
    let of_trace = key.thread() == key && key.stream() as usize >= model.backlog.len();
    of_trace.then(|| &lines[key.ordinal() as usize])
}

/// The message of a stream with this ordinal, born at `at`.
#[inline]
pub fn born(model: &Model, dice: Dice, stream: &Stream, (ordinal, at): (u64, Instant)) -> Born {
    let Some(usual) = &stream.usual else { return drawn(model, dice, stream, (ordinal, at)).0 };
    let key = MessageKey::root(stream.rank, ordinal);
    let draws = child(stream.root, 0, ordinal);
    Born { request: Request { key, draws, sent: at, received: at, ..usual.request }, ..*usual }
}

/// What each message of a stream is, if nothing of it is drawn.
pub(super) fn usual(model: &Model, stream: &Stream) -> Option<Born> {
    let (born, certain) = match model.demand[stream.row.index()].births {
        Births::Trace(_) => return None,
        _ => drawn(model, Dice::new(0, 0), stream, (0, model.begins())),
    };
    certain.then_some(born)
}

/// The message, and whether no coin was asked.
fn drawn(model: &Model, dice: Dice, stream: &Stream, (ordinal, at): (u64, Instant)) -> (Born, bool) {
    let row = &model.demand[stream.row.index()];
    let line = match &row.births {
        Births::Trace(lines) => Some(&lines[ordinal as usize]),
        _ => None,
    };
    let target = &row.targets[line.map_or(stream.target, |line| line.target) as usize];
    let draws = child(stream.root, 0, ordinal);
    let mut birth = Coins::new(dice, Purpose::Birth, draws);
    let mut coins = Coins::new(dice, Purpose::Fate, draws);
    let sender = match (line, &target.senders[..]) {
        (Some(line), _) => line.sender,
        (None, [(only, _)]) => *only,
        _ => target.senders[birth.coin(SENDER).pick(&stream.senders)].0,
    };
    let flaws = if stream.misuse.is_some() { Flaws::NONE } else { flaws(&mut coins, &row.flaws) };
    let (admission, judgement) = admitted(model, stream, (target, flaws), &mut birth);
    let service = match admission {
        Admission::To(service) => Some(service),
        _ => target.service,
    };
    let own_inbox = match &model.senders[sender.index()].inboxes[..] {
        [] => None,
        [(only, _)] => Some(*only),
        several => Some(routing::by_share(several.iter().copied(), birth.coin(OWN_INBOX))),
    };
    let (department, group) = match line.and_then(|line| line.group) {
        Some(group) => (model.inboxes[group.index()].department, group),
        None => belongs(model, &mut birth, service, stream.misuse.is_none()),
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
        urgency: urgency(&mut birth, row, line),
        flaws,
        misuse: stream.misuse,
        fate: fate(model, &mut coins, row),
    };
    let certain = !birth.asked() && !coins.asked();
    (Born { request, admission, judgement }, certain)
}

/// What the register and the rules say of a message of a stream with these flaws.
fn admitted(
    model: &Model,
    stream: &Stream,
    (target, flaws): (&Target, Flaws),
    birth: &mut Coins,
) -> (Admission, Judgement) {
    let row = &model.demand[stream.row.index()];
    let at_municipality = model.organisations[target.organisation.index()].side == Side::Municipality;
    let ordinary = stream.misuse.is_none();
    let gp_follows_up =
        at_municipality && !row.gp_follows_up.is_zero() && birth.coin(GP_FOLLOWS_UP).below(row.gp_follows_up);
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
            && birth.coin(NO_SERVICE).below(row.no_municipal_service),
    };
    routing::admit(model, &Sending { target, envelope, gp_follows_up })
}

/// A message of the start backlog; it is in the inbox already.
pub fn backlog_request(model: &Model, dice: Dice, stream: &BacklogStream, ordinal: u32) -> Request {
    let row = &model.demand[stream.row.index()];
    let target = &row.targets[stream.target as usize];
    let draws = child(stream.root, 0, u64::from(ordinal));
    let mut birth = Coins::new(dice, Purpose::Birth, draws);
    let mut coins = Coins::new(dice, Purpose::Fate, draws);
    let senders: Vec<u64> = super::running_totals(target).collect();
    let sender = target.senders[birth.coin(SENDER).pick(&senders)].0;
    let own_inboxes = &model.senders[sender.index()].inboxes;
    let inbox = &model.inboxes[stream.inbox.index()];
    let own = (!own_inboxes.is_empty())
        .then(|| routing::by_share(own_inboxes.iter().copied(), birth.coin(OWN_INBOX)));
    let (mut department, mut group) = belongs(model, &mut birth, target.service, true);
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
        own_inbox: own,
        sent: received,
        received,
        limit: Instant::MAX,
        department,
        group,
        urgency: urgency(&mut birth, row, None),
        flaws: flaws(&mut coins, &row.flaws),
        misuse: None,
        fate: fate(model, &mut coins, row),
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
    let row = &model.demand[parent.row.index()];
    let mut coins = Coins::new(dice, Purpose::Fate, draws);
    Request {
        key: parent.key.child(kind, 0),
        draws,
        sent: at,
        received: at,
        limit: Instant::MAX,
        urgency: urgency(&mut Coins::new(dice, Purpose::Birth, draws), row, None),
        flaws: flaws(&mut coins, shares),
        fate: fate(model, &mut coins, row),
        ..*parent
    }
}

/// What decides the `pass`-th choice of a group for a request: whether it goes wrong, and which group then.
pub fn choice_of_group(dice: Dice, request: &Request, pass: u32) -> Choice {
    let sheet = dice.sheet(Purpose::Work, request.draws, u64::from(pass));
    Choice { wrong: sheet.coin(WRONG), which: sheet.coin(WHICH_GROUP) }
}

/// The inbox to which the sender's system and the register deliver a request.
pub fn landing(model: &Model, dice: Dice, request: &Request, service: ServiceId) -> InboxId {
    let belongs = request.department.map(|department| (department, request.group));
    let stray = || dice.sheet(Purpose::Birth, request.draws, 0).coin(GROUP);
    let choice = || choice_of_group(dice, request, 0);
    routing::delivered_to(model, service, belongs, (choice, stray))
}
