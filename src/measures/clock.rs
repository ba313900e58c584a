//! Where the run is in the observation window; tells the queues of each stretch that is over.
//!
//! Of stretches in which nothing waits only those are met in which something happens. Knows nothing but the next
//! stretch and the queues.

use super::frame::Frame;
use super::hours::{Hours, Stretch};
use super::observed::Observed;
use super::queues::Queues;
use crate::time::Instant;

pub(super) struct Clock {
    hours: Hours,
    /// The stretch in which the run is; none outside the window.
    stretch: Option<Stretch>,
    /// When the next stretch begins.
    next: Instant,
}

impl Clock {
    pub fn new(observed: Observed) -> Self {
        Clock { hours: Hours::default(), stretch: None, next: observed.from }
    }

    /// When to pass on next, before anything changes; later than everything after the window.
    pub fn due(&self) -> Instant {
        self.next
    }

    /// The hour of the week, if an instant lies in the present stretch.
    #[inline]
    pub fn cell(&self, at: Instant) -> Option<usize> {
        self.stretch.filter(|stretch| stretch.from <= at && at < stretch.until).map(|stretch| stretch.cell)
    }

    /// The run has come to an instant.
    pub fn pass(&mut self, frame: &Frame, at: Instant, queues: &mut Queues) {
        while at >= self.next {
            if let Some(stretch) = &self.stretch {
                queues.tell(frame, stretch);
            }
            let begins = if queues.idle() { at } else { self.next };
            self.stretch = frame.observed.contains(begins).then(|| self.hours.from(frame, begins));
            self.next = self.stretch.map_or(Instant::MAX, |stretch| stretch.until);
        }
    }
}
