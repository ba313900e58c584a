//! What is true of a message from its birth: sender, where it belongs, who must answer, flaws, urgency.

use super::{BacklogStream, Stream};
use crate::model::rules::{Envelope, Flaw, Flaws, Judgement, Misuse};
use crate::model::{
    Births, DemandRow, DepartmentId, FlawShares, InboxId, Model, Receiver, ServiceId, Side, TraceMessage,
};
use crate::random::{Coin, Dice, Purpose, Sheet, child};
use crate::record::{ChildKind, Fate, MessageKey, Request};
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
    let mut birth = Coins::new(dice, Purpose::Birth, draws);
    let mut coins = Coins::new(dice, Purpose::Fate, draws);
    let sender = match (line, &target.senders[..]) {
        (Some(line), _) => line.sender,
        (None, [(only, _)]) => *only,
        _ => target.senders[birth.coin(SENDER).pick(&stream.senders)].0,
    };
    let flaws = if stream.misuse.is_some() { Flaws::NONE } else { flaws(&mut coins, &row.flaws) };
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
    let (admission, judgement) = routing::admit(model, &Sending { target, envelope, gp_follows_up });
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
        None => belongs(model, &mut birth, service, ordinary),
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
    Born { request, admission, judgement }
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

fn flaws(coins: &mut Coins, shares: &FlawShares) -> Flaws {
    if *shares == FlawShares::default() {
        return Flaws::NONE;
    }
    let shares = [shares.c1, shares.c2, shares.c3, shares.c4, shares.c5];
    let drawn = [Flaw::C1, Flaw::C2, Flaw::C3, Flaw::C4, Flaw::C5].into_iter().zip(shares).zip(FIRST_FLAW..);
    drawn.fold(
        Flaws::NONE,
        |set, ((flaw, share), lane)| {
            if coins.coin(lane).below(share) { set.with(flaw) } else { set }
        },
    )
}

/// What is decided now for later, where anything asks.
fn fate(model: &Model, coins: &mut Coins, row: &DemandRow) -> Fate {
    if !model.asks_fate() && row.follow_up.is_zero() {
        return Fate::default();
    }
    Fate { way: coins.coin(WAY), at_once: coins.coin(AT_ONCE), follow_up: coins.coin(FOLLOW_UP) }
}

// Coins of `Birth`.
const SENDER: usize = 0;
const OWN_INBOX: usize = 1;
const NO_SERVICE: usize = 2;
const GP_FOLLOWS_UP: usize = 3;
const STRAYS: usize = 4;
const WHICH_DEPARTMENT: usize = 5;
const GROUP: usize = 6;
const URGENCY: usize = 7;
// Coins of `Fate`.
const WAY: usize = 0;
const AT_ONCE: usize = 1;
const FOLLOW_UP: usize = 2;
const FIRST_FLAW: usize = 3;
// Coins of `Work`, beside its times.
const WRONG: usize = 6;
const WHICH_GROUP: usize = 7;

/// Eight coins of a message, drawn when one of them is asked for.
struct Coins {
    dice: Dice,
    purpose: Purpose,
    draws: u64,
    sheet: Option<Sheet>,
}

impl Coins {
    #[inline]
    fn new(dice: Dice, purpose: Purpose, draws: u64) -> Self {
        Coins { dice, purpose, draws, sheet: None }
    }

    #[inline]
    fn coin(&mut self, lane: usize) -> Coin {
        let Coins { dice, purpose, draws, sheet } = self;
        sheet.get_or_insert_with(|| dice.sheet(*purpose, *draws, 0)).coin(lane)
    }
}

fn urgency(birth: &mut Coins, row: &DemandRow, line: Option<&TraceMessage>) -> u8 {
    if let Some(class) = line.and_then(|line| line.urgency) {
        return class;
    }
    if row.urgency.len() < 2 {
        return 1;
    }
    let classes = row.urgency.iter().enumerate().map(|(class, entry)| (class as u8 + 1, entry.share));
    routing::by_share(classes, birth.coin(URGENCY))
}

/// The department and work group to which a message belongs.
fn belongs(
    model: &Model,
    birth: &mut Coins,
    service: Option<ServiceId>,
    may_stray: bool,
) -> (Option<DepartmentId>, InboxId) {
    match service.map(|id| model.services[id.index()].receiver) {
        Some(Receiver::Department(addressed)) => {
            let department = if may_stray { true_department(model, birth, addressed) } else { addressed };
            let group = match &model.departments[department.index()] {
                one if one.groups.len() == 1 => one.groups[0].0,
                several => routing::true_group(several, birth.coin(GROUP)),
            };
            (Some(department), group)
        }
        Some(Receiver::Inbox(inbox)) => (None, inbox),
        // Refused: it belongs nowhere, and nothing asks.
        None => (None, InboxId(0)),
    }
}

/// The addressed department, or with its share of strays another one of the hospital, equally likely.
fn true_department(model: &Model, birth: &mut Coins, addressed: DepartmentId) -> DepartmentId {
    let department = &model.departments[addressed.index()];
    if department.wrong_department.is_zero() {
        return addressed;
    }
    if !birth.coin(STRAYS).below(department.wrong_department) {
        return addressed;
    }
    let others = || {
        let all = (0..model.departments.len()).map(DepartmentId::from).filter(|id| *id != addressed);
        all.filter(|id| model.departments[id.index()].organisation == department.organisation)
    };
    match others().count() {
        0 => addressed,
        count => {
            others().nth(birth.coin(WHICH_DEPARTMENT).index(count)).expect("an index below their number")
        }
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
