//! What flaws of requests cost: work that would not have been, had this one flaw not been there.
//!
//! Multiplied parts of sorting and answering and looks before asking back are read off the ways of the cohort's
//! requests; answers when asked, second messages and calls off the work of the window. Knows no misuse.

use super::flow::ClauseFigures;
use super::why_late::worked;
use crate::model::rules::{Clause, Flaw};
use crate::model::{Factor, InboxId, InboxKind};
use crate::record::{Case, ChildKind, Context, Outcome, Request, Segment, SegmentKind, Work};
use crate::time::Duration;

/// Ordinal of the question about C2, of that about C4, and of the call after lost content.
const ABOUT_C2: u32 = 0;
const ABOUT_C4: u32 = 1;
const LOST_CONTENT: u32 = 1;

/// Time in hands on a request's way, by what it was for.
#[derive(Default)]
struct Hands {
    sorting: i64,
    answering: i64,
    /// Before the first question to the sender, and before the second.
    looks: [i64; 2],
}

/// Books what the flaws of a request of the cohort cost on its way, if it is not misuse.
pub(super) fn of_way(
    clauses: &mut [ClauseFigures; Clause::COUNT],
    context: &Context<'_>,
    (request, outcome): (&Request, Option<Outcome>),
    segments: &[Segment],
) {
    let flaws = request.flaws;
    if flaws.is_empty() || request.misuse.is_some() {
        return;
    }
    let (hands, effects) = (in_hands(context, outcome, segments), &context.model.flaw_effects);
    let mut book = |clause: Clause, micros: i64| clauses[clause.index()].handled += micros;
    if flaws.has(Flaw::C1) {
        book(Clause::C1, saved(effects.c1_sorting, hands.sorting));
    }
    if flaws.has(Flaw::C3) {
        book(Clause::C3, saved(effects.c3_answering, hands.answering));
    }
    if flaws.has(Flaw::C4) {
        book(Clause::C4, saved(effects.c4_answering, hands.answering));
    }
    // C2 is asked about first, and always.
    let [first, second] = hands.looks;
    book(if flaws.has(Flaw::C2) { Clause::C2 } else { Clause::C4 }, first);
    book(Clause::C4, second);
}

/// The clause to whose cost a case belongs altogether.
#[inline]
pub(super) fn of_case(case: &Case) -> Option<Clause> {
    match case.key.last_step()? {
        (ChildKind::AskBack, ABOUT_C2) if case.work == Work::AnsweringAskBack => Some(Clause::C2),
        (ChildKind::AskBack, ABOUT_C4) if case.work == Work::AnsweringAskBack => Some(Clause::C4),
        (ChildKind::SecondMessage, _) => Some(Clause::C5),
        (ChildKind::Call | ChildKind::Caller, LOST_CONTENT) => Some(Clause::C5),
        _ => None,
    }
}

/// What of a time would not have been without a factor.
fn saved(factor: Factor, micros: i64) -> i64 {
    micros - factor.divide(Duration::from_micros(micros)).micros()
}

fn in_hands(context: &Context<'_>, outcome: Option<Outcome>, segments: &[Segment]) -> Hands {
    let (mut hands, mut asked) = (Hands::default(), 0);
    let mut visit = Visit::default();
    for segment in segments {
        match segment.kind {
            SegmentKind::Transport => {}
            SegmentKind::Sender => {
                // What was done here was a look before asking.
                hands.looks[asked.min(1)] += std::mem::take(&mut visit.time);
                asked += 1;
            }
            SegmentKind::Waiting { inbox, .. } => visit = visit.goes_on(context, inbox, &mut hands),
            SegmentKind::InHand { inbox, person, wrong, .. } => {
                visit = visit.goes_on(context, inbox, &mut hands);
                visit.time += if wrong { 0 } else { worked(context, person, segment, |_| ()) };
            }
        }
    }
    // What a clerk sorts and answers in one go is not told apart.
    if outcome != Some(Outcome::Answered) || !visit.is_sorting(context) {
        visit.ends(context, &mut hands);
    }
    hands
}

/// Time in hands in one inbox.
#[derive(Clone, Copy, Default)]
struct Visit {
    inbox: Option<InboxId>,
    time: i64,
}

impl Visit {
    /// The same visit, or in another inbox the next one.
    fn goes_on(self, context: &Context<'_>, inbox: InboxId, hands: &mut Hands) -> Visit {
        if self.inbox == Some(inbox) {
            return self;
        }
        self.ends(context, hands);
        Visit { inbox: Some(inbox), time: 0 }
    }

    fn ends(self, context: &Context<'_>, hands: &mut Hands) {
        let of = if self.is_sorting(context) { &mut hands.sorting } else { &mut hands.answering };
        *of += self.time;
    }

    fn is_sorting(self, context: &Context<'_>) -> bool {
        let kind = self.inbox.map(|inbox| context.model.inboxes[inbox.index()].kind);
        kind == Some(InboxKind::ParentGroup)
    }
}
