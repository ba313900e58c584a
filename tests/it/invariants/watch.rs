//! A recorder that follows a run fact by fact and says at once where it breaks the model.
//!
//! It keeps its own picture of queues and people and believes nothing that it is told.

use super::sums::Sums;
use meldingsflyt::model::{Discipline, EndOfWindow, InboxId, Model, PersonId};
use meldingsflyt::record::{Case, Context, Fact, MessageKey, Recorder, Request, Work};
use meldingsflyt::time::{Duration, Instant};
use std::collections::BTreeMap;

/// A case that waits.
#[derive(Clone, Copy, Debug)]
struct Waits {
    case: Case,
    handed_back: bool,
}

/// A case in hand.
#[derive(Clone, Copy, Debug)]
struct Hand {
    case: Case,
    began: Instant,
    did_not_fit: bool,
}

/// What a discipline looks at.
#[derive(Clone, Copy)]
struct Known {
    limit: Instant,
    urgency: u8,
    /// Beyond four generations a key may stand for two messages.
    twice: bool,
}

/// The picture of a run.
#[derive(Default)]
pub struct Watch {
    now: Option<Instant>,
    waiting: Vec<Waits>,
    hands: BTreeMap<PersonId, Hand>,
    /// What those have in hand who are unlimited.
    crowd: Vec<(PersonId, Hand)>,
    /// Ended undone: it joins its queue again at once, or the run ends with it in hand.
    undone: Option<(PersonId, Hand)>,
    known: BTreeMap<MessageKey, Known>,
    pub sums: Sums,
}

impl Watch {
    /// How often anything was begun: a run without work shows nothing.
    pub fn begun(&self) -> u64 {
        self.sums.begun
    }

    /// Event times never run backwards, and before an instant passes nobody on duty leaves work undone.
    fn pass_to(&mut self, context: &Context<'_>, at: Instant) {
        let before = *self.now.get_or_insert(at);
        assert!(before <= at, "a fact of {at:?} after one of {before:?}");
        if before < at && !self.waiting.is_empty() {
            self.nobody_is_idle(context, before, at);
        }
        self.now = Some(at);
    }

    fn nobody_is_idle(&self, context: &Context<'_>, from: Instant, to: Instant) {
        let model = context.model;
        for (index, person) in model.persons.iter().enumerate() {
            let id = PersonId::from(index);
            // Who splits nothing may wait for her next window; she is looked at when she begins.
            if self.hands.contains_key(&id) || person.end_of_window == EndOfWindow::NoSplit {
                continue;
            }
            let serves = &model.group(id).serves;
            let may =
                |waits: &&Waits| serves.contains(&waits.case.inbox) && person.roles.may_do(waits.case.roles);
            if let Some(waits) = self.waiting.iter().find(may) {
                let idle = model.duty(id, &context.away[index]).time_on_duty(from, to);
                assert!(idle.micros() == 0, "{id:?} is idle from {from:?} to {to:?} while {waits:?}");
            }
        }
    }

    fn queued(&mut self, model: &Model, (case, level): (Case, u32), handed_back: bool) {
        assert!(case.arrived <= self.now.expect("it is now"), "{case:?} arrives in the future");
        if let Some((person, hand)) = self.undone.take() {
            let rule = model.persons[person.index()].end_of_window;
            assert!(handed_back && same(&hand.case, &case), "{hand:?} is undone, and then {case:?} comes");
            let pauses = rule == EndOfWindow::Resume || hand.did_not_fit;
            assert!(pauses || rule == EndOfWindow::HandBack, "{person:?} gives back {case:?}");
        } else {
            assert!(!handed_back, "nobody handed back {case:?}");
        }
        self.waiting.push(Waits { case, handed_back });
        self.level(case, level);
    }

    /// The length that is told is the number that waits, calls not counted.
    fn level(&self, case: Case, level: u32) {
        if case.work != Work::Calling {
            let there = |waits: &&Waits| waits.case.inbox == case.inbox && waits.case.work != Work::Calling;
            assert_eq!(self.waiting.iter().filter(there).count(), level as usize, "queue of {case:?}");
        }
    }

    fn begun_case(&mut self, context: &Context<'_>, at: Instant, (case, level): (Case, u32), who: PersonId) {
        let (model, person) = (context.model, &context.model.persons[who.index()]);
        assert!(!self.hands.contains_key(&who), "{who:?} begins {case:?} with a case in hand");
        assert!(at >= case.arrived, "{case:?} begins before it is there");
        assert!(person.roles.may_do(case.roles), "{who:?} may not do {case:?}");
        let there = |waits: &Waits| same(&waits.case, &case);
        let place = self.waiting.iter().position(there).expect("what begins has waited");
        self.is_next(model, self.waiting[place], who);
        self.waiting.remove(place);
        self.level(case, level);
        let duty = model.duty(who, &context.away[who.index()]);
        assert!(duty.on_duty(at), "{who:?} begins {case:?} off duty");
        let hand = Hand { case, began: at, did_not_fit: false };
        if model.group(who).unlimited {
            self.crowd.push((who, hand));
        } else {
            self.hands.insert(who, hand);
        }
    }

    /// What somebody had in hand is hers no more.
    fn laid_down(&mut self, person: PersonId, case: &Case) -> Hand {
        let of_crowd = self.crowd.iter().position(|(p, hand)| *p == person && same(&hand.case, case));
        let hand = match of_crowd {
            Some(place) => Some(self.crowd.remove(place).1),
            None => self.hands.remove(&person),
        };
        let hand = hand.expect("what ends was in hand");
        assert!(same(&hand.case, case), "{case:?}, but {person:?} has {hand:?}");
        hand
    }

    /// A request leaves the queue as its sender withdraws it.
    fn withdrawn(&mut self, case: Case, level: u32) {
        let place = self.waiting.iter().position(|waits| same(&waits.case, &case));
        self.waiting.remove(place.expect("what is withdrawn has waited"));
        self.level(case, level);
    }

    /// Calls first, then inbox by inbox in her order, then by the inbox's discipline.
    fn is_next(&self, model: &Model, taken: Waits, who: PersonId) {
        let serves = &model.group(who).serves;
        let roles = model.persons[who.index()].roles;
        let place = |inbox: InboxId| serves.iter().position(|own| *own == inbox);
        let own = place(taken.case.inbox).expect("she serves the inbox");
        let calling = taken.case.work == Work::Calling;
        for other in self.waiting.iter().filter(|other| roles.may_do(other.case.roles)) {
            let Some(there) = place(other.case.inbox) else { continue };
            let other_calls = other.case.work == Work::Calling;
            assert!(calling || !other_calls, "{who:?} takes {taken:?} while a call waits: {other:?}");
            if calling && other_calls {
                let key = |waits: &Waits| (!waits.handed_back, by_arrival(waits));
                assert!(key(&taken) <= key(other), "the call {other:?} comes before {taken:?}");
            }
            if !calling {
                assert!(own <= there, "{who:?} takes {taken:?} before {other:?} of an earlier inbox");
            }
            if !calling && own == there {
                let picks = !model.group(who).cherry_picking.is_zero();
                let own = model.inboxes[taken.case.inbox.index()].discipline;
                self.in_order(if picks { Discipline::ShortestFirst } else { own }, &taken, other);
            }
        }
    }

    /// What was handed back comes first, in order of arrival; then the discipline's rank.
    fn in_order(&self, discipline: Discipline, taken: &Waits, other: &Waits) {
        let rank = |waits: &Waits| if waits.handed_back { Some(0) } else { self.rank(discipline, waits) };
        let (Some(first), Some(second)) = (rank(taken), rank(other)) else {
            assert!(taken.handed_back || !other.handed_back, "{taken:?} is begun before {other:?}");
            return;
        };
        let key = |waits: &Waits, rank: i64| (!waits.handed_back, rank, by_arrival(waits));
        assert!(key(taken, first) <= key(other, second), "{discipline:?}: {taken:?} before {other:?}");
    }

    /// Nominal times are not told, so nobody can say who is the shortest.
    fn rank(&self, discipline: Discipline, waits: &Waits) -> Option<i64> {
        let request = !matches!(waits.case.work, Work::Reading | Work::AnsweringAskBack);
        let known = self.known.get(&waits.case.key).filter(|known| !known.twice);
        match discipline {
            Discipline::Fifo => Some(0),
            // Nor are lots told.
            Discipline::ShortestFirst | Discipline::Random => None,
            Discipline::Lifo => Some(-waits.case.arrived.micros()),
            _ if !request => Some(i64::MAX),
            Discipline::EarliestDue => known.map(|known| known.limit.micros()),
            Discipline::UrgentFirst => known.map(|known| known.urgency.into()),
        }
    }

    fn ended(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        let Fact::Ended { case, person, began, active, observed, overtime, done } = fact else { return };
        let hand = self.laid_down(*person, case);
        assert!(hand.began == *began, "{person:?} ends {case:?}, not {hand:?}");
        assert!(self.undone.is_none());
        self.undone = (!done).then_some((*person, hand));
        let rule = context.model.persons[person.index()].end_of_window;
        let elapsed = at - *began;
        if rule == EndOfWindow::Finish {
            assert_eq!(*active, elapsed, "{person:?} works without a pause");
        } else {
            let duty = context.model.duty(*person, &context.away[person.index()]);
            assert_eq!(*active, duty.time_on_duty(*began, at), "{person:?} works while on duty: {case:?}");
        }
        let pauses = rule == EndOfWindow::Resume || hand.did_not_fit;
        assert!(pauses || *active == elapsed, "{person:?} pauses in {case:?}");
        worked_as_told(context, (*person, *began, at), (*observed, *overtime));
    }

    fn request(&mut self, context: &Context<'_>, request: &Request) {
        let deadline = &context.model.deadline;
        let limit = deadline.rule.last_instant(&context.model.calendar, request.received, deadline.limit);
        assert_eq!(limit, request.limit, "the limit follows from receipt and calendar: {request:?}");
        let known = Known { limit, urgency: request.urgency, twice: self.known.contains_key(&request.key) };
        self.known.insert(request.key, known);
    }
}

/// The part of a case inside the observation window, and of that the part outside her windows.
fn worked_as_told(
    context: &Context<'_>,
    (person, began, ended): (PersonId, Instant, Instant),
    (observed, overtime): (Duration, Duration),
) {
    let (from, to) = context.model.observed();
    let (first, last) = (began.clamp(from, to), ended.clamp(from, to));
    let duty = context.model.duty(person, &context.away[person.index()]);
    let on_duty = if first < last { duty.time_on_duty(first, last) } else { Duration::ZERO };
    let finishes = context.model.persons[person.index()].end_of_window == EndOfWindow::Finish;
    let all = if finishes { last - first } else { on_duty };
    assert_eq!((observed, overtime), (all, all - on_duty), "{person:?} from {began:?} to {ended:?}");
}

fn by_arrival(waits: &Waits) -> (Instant, MessageKey) {
    (waits.case.arrived, waits.case.key)
}

fn same(one: &Case, other: &Case) -> bool {
    let parts = |case: &Case| (case.key, case.inbox, case.arrived, case.work, case.roles);
    parts(one) == parts(other)
}

impl Recorder for Watch {
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        self.pass_to(context, at);
        match fact {
            // Its limit moves while the clock stands still.
            Fact::AskedBack { request, .. } if context.model.deadline.stops_while_waiting => {
                self.known.remove(&request.key);
            }
            Fact::Received { request, .. } | Fact::Backlog { request, .. } => self.request(context, request),
            Fact::Queued { case, level, handed_back } => {
                self.queued(context.model, (*case, *level), *handed_back);
            }
            Fact::Begun { case, person, level, .. } => {
                self.begun_case(context, at, (*case, *level), *person);
            }
            Fact::Withdrawn { case, level } => self.withdrawn(*case, *level),
            Fact::DidNotFit { person, .. } => {
                self.hands.get_mut(person).expect("she has just begun").did_not_fit = true;
            }
            Fact::Ended { .. } => self.ended(context, at, fact),
            Fact::StillInHand { case, person, observed, overtime } => {
                let mine = |(p, hand): &&(PersonId, Hand)| p == person && same(&hand.case, case);
                let of_crowd = self.crowd.iter().find(mine).map(|(_, hand)| hand.began);
                let began = of_crowd.unwrap_or_else(|| self.hands[person].began);
                worked_as_told(context, (*person, began, at), (*observed, *overtime));
            }
            Fact::Present { case, person: None } => {
                let place = self.waiting.iter().position(|waits| same(&waits.case, case));
                self.waiting.remove(place.expect("what is said to wait does"));
            }
            Fact::Present { person: Some(person), case } => {
                self.laid_down(*person, case);
            }
            _ => {}
        }
        self.sums.record(context, at, fact);
    }
}
