//! What a run told, kept in order.

use meldingsflyt::model::InboxId;
use meldingsflyt::model::rules::{Clause, Misuse};
use meldingsflyt::record::{Case, Context, Fact, MessageKey, Move, Outcome, Recorder, Request, Work};
use meldingsflyt::time::{Duration, Instant};

/// A fact without borrowed parts. What no test asks for is left out.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    Sent { request: Request, hits: u32 },
    NeverSent,
    Refused { request: Request, clause: Clause },
    Received { request: Request, inbox: InboxId },
    Ended { case: Case, active: Duration },
    Moved { request: Request, to: InboxId, why: Move },
    AskedBack { clause: Clause },
    Called { inbox: InboxId },
    Closed { request: Request, inbox: InboxId, outcome: Outcome },
    Read,
}

/// A recorder that keeps what it hears.
#[derive(Default)]
pub struct Log(pub Vec<(Instant, Told)>);

impl Recorder for Log {
    fn record(&mut self, _: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        let told = match *fact {
            Fact::Sent { request, hits, .. } => Told::Sent { request: *request, hits },
            Fact::NeverSent { .. } => Told::NeverSent,
            Fact::Refused { request, clause, .. } => Told::Refused { request: *request, clause },
            Fact::Received { request, inbox } => Told::Received { request: *request, inbox },
            Fact::Ended { case, active, done: true, .. } => Told::Ended { case, active },
            Fact::Moved { request, to, why, .. } => Told::Moved { request: *request, to, why },
            Fact::AskedBack { clause, .. } => Told::AskedBack { clause },
            Fact::Called { inbox, .. } => Told::Called { inbox },
            Fact::Closed { request, inbox, outcome, .. } => {
                Told::Closed { request: *request, inbox, outcome }
            }
            Fact::Read { .. } => Told::Read,
            _ => return,
        };
        self.0.push((at, told));
    }
}

impl Log {
    /// What a question finds, in order.
    pub fn all<T>(&self, question: impl Fn(Instant, &Told) -> Option<T>) -> Vec<T> {
        self.0.iter().filter_map(|(at, told)| question(*at, told)).collect()
    }

    pub fn count(&self, question: impl Fn(&Told) -> bool) -> usize {
        self.0.iter().filter(|(_, told)| question(told)).count()
    }

    /// (service, clause) of each request that software refused.
    pub fn refused(&self) -> Vec<(Option<Misuse>, Clause)> {
        self.all(|_, told| match told {
            Told::Refused { request, clause } => Some((request.misuse, *clause)),
            _ => None,
        })
    }

    /// Where requests were received.
    pub fn received(&self) -> Vec<(Request, InboxId)> {
        self.all(|_, told| match told {
            Told::Received { request, inbox } => Some((*request, *inbox)),
            _ => None,
        })
    }

    /// Work done on a message, with the time it took.
    pub fn work(&self, key: MessageKey) -> Vec<(Work, Duration)> {
        self.all(|_, told| match told {
            Told::Ended { case, active } if case.key == key => Some((case.work, *active)),
            _ => None,
        })
    }

    /// Closed requests: when, which, where, how.
    pub fn closed(&self) -> Vec<(Instant, Request, InboxId, Outcome)> {
        self.all(|at, told| match told {
            Told::Closed { request, inbox, outcome } => Some((at, *request, *inbox, *outcome)),
            _ => None,
        })
    }
}
