//! What a person takes next: a call of any of her inboxes, else the first message of the first inbox that has one.
//!
//! Knows neither whether she is on duty nor how long it takes.

use super::State;
use super::message::Slot;
use super::waiting::Entry;
use crate::model::{Crew, InboxId, PersonId};
use crate::random::Purpose;
use crate::record::Recorder;
use crate::stats::Share;

/// What a person takes next.
#[derive(Clone, Copy)]
pub(super) enum Choice {
    Call(InboxId),
    /// The first of a lane of the inbox by its discipline or, if she picks, the shortest.
    Message(InboxId, usize, bool),
}

impl<R: Recorder> State<'_, R> {
    /// A call first; then, inbox by inbox in her order, the first message that her role may do.
    #[inline]
    pub(super) fn choose(&self, person: PersonId, crew: &Crew) -> Option<Choice> {
        let Crew { roles, serves, .. } = crew;
        let roles = *roles;
        let mut call: Option<(&Entry, InboxId)> = None;
        let called = if self.calls_waiting > 0 { &serves[..] } else { &[] };
        for &inbox in called {
            if let Some(first) = self.queues[inbox.index()].first_call()
                && call.is_none_or(|(other, _)| first < other)
            {
                call = Some((first, inbox));
            }
        }
        if let Some((_, inbox)) = call {
            return Some(Choice::Call(inbox));
        }
        let work = |inbox: &InboxId| {
            let filled = self.filled.contains(inbox.0);
            Some((*inbox, filled.then(|| self.queues[inbox.index()].lane(roles, false))??))
        };
        let (inbox, lane) = serves.iter().find_map(work)?;
        let picks = self.picks(person, crew.cherry_picking);
        let lane = if picks { self.queues[inbox.index()].lane(roles, true)? } else { lane };
        Some(Choice::Message(inbox, lane, picks))
    }

    /// Whether she takes the shortest this time. Drawn for the case that she would begin, however often she looks.
    fn picks(&self, person: PersonId, share: Share) -> bool {
        let drawn = || {
            let occasion = u64::from(self.workers[person.index()].begun);
            self.dice.draw(Purpose::CherryPick, self.model.persons[person.index()].key, occasion)
        };
        !share.is_zero() && drawn().below(share)
    }

    pub(super) fn chosen(&self, choice: &Choice) -> Slot {
        let entry = match choice {
            Choice::Call(inbox) => self.queues[inbox.index()].first_call(),
            Choice::Message(inbox, lane, picks) => self.queues[inbox.index()].first(*lane, *picks),
        };
        entry.expect("a choice is there").slot
    }

    pub(super) fn take(&mut self, choice: &Choice) -> Slot {
        let taken = match choice {
            Choice::Call(inbox) => {
                self.calls_waiting -= 1;
                self.queues[inbox.index()].take_call().map(|entry| entry.slot)
            }
            Choice::Message(inbox, lane, picks) => {
                let taken = self.queues[inbox.index()].take(&self.messages, *lane, *picks);
                self.note_taken(*inbox);
                taken
            }
        };
        taken.expect("a choice is there")
    }
}
