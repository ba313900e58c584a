//! The observation window, and how stretches of time are cut to it.

use crate::time::Instant;

/// The observation window [from, to).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    pub from: Instant,
    pub to: Instant,
}

impl Observed {
    #[inline]
    pub fn contains(self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }

    /// The nearest instant of the window, its end included: time outside it becomes no time.
    #[inline]
    pub fn clamp(self, at: Instant) -> Instant {
        at.clamp(self.from, self.to)
    }
}
