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

    /// An instant and where it lies.
    #[inline]
    pub fn moment(self, at: Instant) -> Moment {
        Moment { at, clamped: self.clamp(at), inside: self.contains(at) }
    }
}

/// An instant, the nearest one of the window, and whether they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: Instant,
    pub clamped: Instant,
    /// Inside the half-open window.
    pub inside: bool,
}
