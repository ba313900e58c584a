//! Why late requests were late: each microsecond from sending to answer, by the first label that fits.
//!
//! Labels of the model, section 5. Answered late, or open past the limit: then until the end of the run.

use super::frame::Frame;
use super::presence::PresenceSums;
use crate::model::{EndOfWindow, InboxId, InboxKind, Model, PersonId};
use crate::record::{Context, Label, Segment, SegmentKind};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// Number of labels.
pub const LABELS: usize = Label::ALL.len();

/// Late requests and where their time went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateFigures {
    pub late: u64,
    /// Microseconds by label, in the order of `Label::ALL`.
    pub micros: [i64; LABELS],
}

impl AddAssign<&LateFigures> for LateFigures {
    fn add_assign(&mut self, other: &LateFigures) {
        self.late += other.late;
        self.micros.iter_mut().zip(other.micros).for_each(|(sum, part)| *sum += part);
    }
}

/// Late requests by the place that should have answered.
pub(super) struct WhyLate {
    places: Vec<LateFigures>,
    presence: PresenceSums,
}

impl WhyLate {
    pub fn new(frame: &Frame, model: &Model) -> Self {
        WhyLate {
            places: vec![LateFigures::default(); frame.axes.places.len()],
            presence: PresenceSums::new(frame, model),
        }
    }

    /// # Panics
    /// If the labels do not add up to the request's way; the program's own fault.
    pub fn late(&mut self, frame: &Frame, context: &Context<'_>, place: u32, segments: &[Segment]) {
        let mut micros = [0; LABELS];
        for segment in segments {
            self.divide((frame, context), segment, &mut micros);
        }
        let (first, last) = (&segments[0], &segments[segments.len() - 1]);
        let whole = (last.to - first.from).micros();
        assert_eq!(micros.iter().sum::<i64>(), whole, "reasons do not add up to the time of a late request");
        self.places[place as usize] += &LateFigures { late: 1, micros };
    }

    /// All, by direction, then by place.
    pub fn finish(self, frame: &Frame) -> Vec<LateFigures> {
        let mut rows = vec![LateFigures::default(); 3];
        for (figures, place) in self.places.iter().zip(&frame.axes.places) {
            rows[0] += figures;
            rows[place.side.index()] += figures;
        }
        rows.extend(self.places);
        rows
    }

    fn divide(&mut self, world: (&Frame, &Context<'_>), segment: &Segment, micros: &mut [i64; LABELS]) {
        let (frame, context) = world;
        let length = (segment.to - segment.from).micros();
        match segment.kind {
            SegmentKind::Transport => micros[Label::Transport as usize] += length,
            SegmentKind::Sender => micros[Label::WaitingForSender as usize] += length,
            SegmentKind::Waiting { wrong: true, .. } => micros[Label::WrongGroup as usize] += length,
            SegmentKind::Waiting { inbox, roles, overtaken, wrong: false } => {
                let split = overtaken.map_or(segment.to, |at| at.clamp(segment.from, segment.to));
                let stage = waiting_label(context.model, inbox);
                let set = frame.eligible.set(inbox, roles);
                self.wait(world, set, (segment.from, split), (stage, micros));
                self.wait(world, set, (split, segment.to), (Label::Overtaken, micros));
            }
            SegmentKind::InHand { inbox, person, roles, wrong } => {
                let handled =
                    |micros: &mut [i64; LABELS], part: i64| micros[Label::Handling as usize] += part;
                if wrong {
                    let worked = worked(context, person, segment, |_| ());
                    handled(micros, worked);
                    micros[Label::WrongGroup as usize] += length - worked;
                    return;
                }
                let (set, stage) = (frame.eligible.set(inbox, roles), waiting_label(context.model, inbox));
                let pause = |pause| self.wait(world, set, pause, (stage, micros));
                let worked = worked(context, person, segment, pause);
                handled(micros, worked);
            }
        }
    }

    /// Divides waiting, or a pause, by who was there; the time attended gets the label given.
    fn wait(
        &mut self,
        world: (&Frame, &Context<'_>),
        set: usize,
        stretch: (Instant, Instant),
        (attended, micros): (Label, &mut [i64; LABELS]),
    ) {
        let presence = self.presence.between(world, set, stretch);
        micros[Label::Holiday as usize] += presence.holiday;
        micros[Label::Closed as usize] += presence.closed;
        micros[Label::Absence as usize] += presence.absent;
        micros[attended as usize] += presence.attended;
    }
}

/// Time worked on a case in hand: the person's windows, or all of it for those who finish what they began.
/// Pauses between are told one by one.
pub(super) fn worked(
    context: &Context<'_>,
    person: PersonId,
    segment: &Segment,
    mut pause: impl FnMut((Instant, Instant)),
) -> i64 {
    if context.model.persons[person.index()].end_of_window == EndOfWindow::Finish {
        return (segment.to - segment.from).micros();
    }
    let (mut since, mut worked) = (segment.from, 0);
    for window in
        context.model.duty(person, &context.away[person.index()]).windows_in(segment.from, segment.to)
    {
        let (from, to) = (window.from.max(segment.from), window.to.min(segment.to));
        if since < from {
            pause((since, from));
        }
        worked += (to - from).micros();
        since = to;
    }
    if since < segment.to {
        pause((since, segment.to));
    }
    worked
}

fn waiting_label(model: &Model, inbox: InboxId) -> Label {
    match model.inboxes[inbox.index()].kind {
        InboxKind::ParentGroup => Label::WaitingIntake,
        InboxKind::OutpatientClinic | InboxKind::Ward | InboxKind::MunicipalService => Label::WaitingGroup,
    }
}
