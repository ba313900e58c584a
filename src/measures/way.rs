//! The way of a request, read once: whether its steps join, and where it was.
//!
//! Knows nothing of why, and counts nothing.

use super::local_time::LocalTime;
use crate::model::InboxId;
use crate::record::{Context, Request, Segment, SegmentKind};
use crate::time::Instant;

/// What several measures want to know of a way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    /// Moves from inbox to inbox on the receiving side.
    pub hops: u64,
    /// Whether it was in a wrong group.
    pub wrongly: bool,
    /// The inbox into which it came.
    pub first: Option<InboxId>,
    /// The inbox in which it last was.
    pub last: Option<InboxId>,
}

impl Way {
    /// The way from sending to now.
    ///
    /// # Panics
    /// If its segments do not join; the program's own fault.
    #[inline]
    pub fn of(context: &Context<'_>, at: Instant, request: &Request, segments: &[Segment]) -> Way {
        Way::read(segments, (request.sent, at)).unwrap_or_else(|| broken(context, at, request, segments))
    }

    /// `None` if the segments do not lead from one instant to the other without a gap.
    #[inline]
    fn read(segments: &[Segment], (from, to): (Instant, Instant)) -> Option<Way> {
        let (mut until, mut joined, mut way) = (from, true, Way::default());
        for segment in segments {
            joined &= segment.from == until && segment.to >= segment.from;
            until = segment.to;
            let (SegmentKind::Waiting { inbox, wrong, .. } | SegmentKind::InHand { inbox, wrong, .. }) =
                segment.kind
            else {
                continue;
            };
            way.hops += u64::from(way.last.is_some_and(|before| before != inbox));
            way.first = way.first.or(Some(inbox));
            way.last = Some(inbox);
            way.wrongly |= wrong;
        }
        (joined && until == to).then_some(way)
    }
}

#[cold]
fn broken(context: &Context<'_>, at: Instant, request: &Request, segments: &[Segment]) -> ! {
    let at = LocalTime { calendar: &context.model.calendar, at };
    panic!("at {at}: the steps of request {:?} do not join: {segments:?}", request.key);
}
