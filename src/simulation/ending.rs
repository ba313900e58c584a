//! The end of a run: when the cohort is settled, and what is told of those still there.

use super::State;
use super::event::Event;
use super::message::{Handle, Kind, Message, Messages, Place};
use crate::engine::{self, Agenda, Next};
use crate::model::DeadlineSpec;
use crate::record::{Fact, Recorder, Segment, SegmentKind};
use crate::time::{Duration, Instant};
use std::collections::VecDeque;

/// Requests of the cohort that may be open and not past their limit, in order of limit. Looked for when the observation
/// window has ended; before, nobody asks.
#[derive(Debug, Default)]
pub struct Cohort {
    open: VecDeque<(Instant, Handle)>,
    /// Whether limits move while senders are asked back; then those here are those at the first look.
    clock_stops: bool,
}

impl Cohort {
    /// Those in flight that were received in the window.
    fn look_for(messages: &Messages, (from, to): (Instant, Instant), clock_stops: bool) -> Cohort {
        let received = |message: &&Message| {
            let there = !matches!(message.place, Place::Planned | Place::Transport);
            let request = &message.request;
            there && message.kind == Kind::Request && (from..to).contains(&request.received)
        };
        let mut open: Vec<(Instant, Handle)> = messages
            .live()
            .filter(|(_, message)| received(message))
            .map(|(slot, message)| (message.request.limit, messages.handle(slot)))
            .collect();
        open.sort_by_key(|(limit, _)| *limit);
        Cohort { open: open.into(), clock_stops }
    }

    /// Forgets those at the front that are closed or past their limit.
    fn forget(&mut self, now: Instant, messages: &Messages) {
        while let Some((limit, handle)) = self.open.front()
            && (*limit < now && !self.has_time(*handle, now, messages) || messages.find(*handle).is_none())
        {
            self.open.pop_front();
        }
    }

    /// Whether the clock stood still, or does, so that the limit at receipt is not the one that counts.
    fn has_time(&self, handle: Handle, now: Instant, messages: &Messages) -> bool {
        let Some(slot) = messages.find(handle).filter(|_| self.clock_stops) else { return false };
        let message = &messages[slot];
        let clock = if message.place == Place::WithSender { message.since } else { now };
        clock <= message.request.limit
    }

    /// When to look next whether all are settled: at the limit of the first, or a minute on while the clock stands still.
    fn next_look(&self, last_look: Instant, messages: &Messages) -> Option<Instant> {
        let (limit, handle) = self.open.front()?;
        let moved = messages.find(*handle).filter(|_| self.clock_stops).map(|slot| &messages[slot]);
        Some(match moved {
            Some(message) if message.place == Place::WithSender => last_look + Duration::MINUTE,
            Some(message) => message.request.limit,
            None => *limit,
        })
    }
}

impl<R: Recorder> State<'_, R> {
    pub(super) fn cohort_is_settled(&mut self, now: Instant) -> bool {
        self.cohort.forget(now, &self.messages);
        self.cohort.open.is_empty()
    }

    /// Through the observation window and no further, if it ends hard. Else, then, with arrivals, until the cohort is settled: at the instant of the last
    /// closing, or at the one after the last limit, before anything else happens there.
    pub(super) fn run_to_the_end(&mut self, agenda: &mut Agenda<Event>) -> Instant {
        let last = self.model.calendar.midnight(self.model.calendar.to());
        let mut until = self.observed.1 - Duration::MICROSECOND;
        if self.model.hard_end {
            engine::run(self, agenda, until);
            return self.observed.1;
        }
        engine::run(self, agenda, until);
        let clock_stops = self.model.deadline.stops_while_waiting;
        self.cohort = Cohort::look_for(&self.messages, self.observed, clock_stops);
        let last =
            if clock_stops { last.min(self.observed.1 + DeadlineSpec::LONGEST_STANDSTILL) } else { last };
        while until < last {
            if engine::run(self, agenda, until) == Next::Stop {
                return agenda.now();
            }
            let after = until + Duration::MICROSECOND;
            if self.cohort_is_settled(after) {
                return after;
            }
            until = self.cohort.next_look(until, &self.messages).unwrap_or(last);
        }
        // Only what waits for its sender is left, and nobody knows for how long.
        match engine::run(self, agenda, last - Duration::MICROSECOND) {
            Next::Stop => agenda.now(),
            Next::GoOn => last,
        }
    }

    /// Every message still there is told of once, so that the balance can be drawn up.
    pub(super) fn tell_what_is_left(&mut self, end: Instant) {
        let messages = std::mem::take(&mut self.messages);
        for (_, message) in messages.live() {
            let request = &message.request;
            let person = match message.place {
                Place::InHand(person) => Some(person),
                _ => None,
            };
            if let Some(person) = person {
                let began = self.began(person, message);
                let active = self.model.duty(person, &self.away[person.index()]).time_on_duty(began, end);
                let (observed, overtime) = self.observed_work(person, (began, end), active);
                let case = message.case();
                self.record(end, Fact::StillInHand { case, person, observed, overtime });
            }
            if matches!(message.place, Place::Queued | Place::InHand(_)) {
                self.record(end, Fact::Present { case: message.case(), person });
            }
            match (message.kind, message.place) {
                (Kind::Request, Place::Transport) => self.record(end, Fact::InTransport { request }),
                (Kind::Request, Place::Planned)
                | (Kind::Reply | Kind::AskBack { .. } | Kind::Call { .. }, _) => {}
                (Kind::Request, place) => {
                    let (inbox, roles) = (message.inbox, message.roles);
                    let wrong = message.in_wrong_group();
                    let kind = match place {
                        Place::InHand(person) => SegmentKind::InHand { inbox, person, roles, wrong },
                        Place::WithSender => SegmentKind::Sender,
                        _ => SegmentKind::Waiting { inbox, roles, overtaken: message.overtaken, wrong },
                    };
                    let mut segments = message.segments.clone();
                    segments.push(Segment { kind, from: message.since, to: end });
                    self.record(end, Fact::Open { request, inbox, segments: &segments });
                }
            }
        }
    }
}
