//! What becomes of a message, and what else may be seen of it. Knows no ledger.

/// What became of a message; every message of the plan has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Outcome {
    /// Where it belongs, and seen there or receipted.
    Delivered,
    /// Accepted, and neither delivered nor refused when the run ended.
    Open,
    /// Refused, with the code that it should be refused with.
    RightlyRefused,
    /// Refused, though it is as it should be; or with another code than it should.
    WronglyRefused,
    /// Accepted and delivered, though it should have been refused.
    Leaked,
    /// The target said that it has no room (429, 503), or gave no answer; and it is not there.
    BackPressure,
    /// Acknowledged and gone.
    Lost,
    /// Acknowledged; where it went cannot be asked of this target.
    Unverified,
}

impl Outcome {
    pub const ALL: [Outcome; 8] = [
        Outcome::Delivered,
        Outcome::Open,
        Outcome::RightlyRefused,
        Outcome::WronglyRefused,
        Outcome::Leaked,
        Outcome::BackPressure,
        Outcome::Lost,
        Outcome::Unverified,
    ];

    /// The code in files for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Delivered => "delivered",
            Outcome::Open => "open",
            Outcome::RightlyRefused => "rightly_refused",
            Outcome::WronglyRefused => "wrongly_refused",
            Outcome::Leaked => "leaked",
            Outcome::BackPressure => "back_pressure",
            Outcome::Lost => "lost",
            Outcome::Unverified => "unverified",
        }
    }

    /// Whether the target broke what a message server promises.
    pub const fn is_violation(self) -> bool {
        matches!(self, Outcome::Lost | Outcome::Leaked | Outcome::WronglyRefused)
    }
}

/// What may be seen of a message beside its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Flag {
    /// It is there more than once.
    Duplicate,
    /// More than once, after a send that was cut off and tried again, at a target that does not promise to know it.
    AmbiguousRetry,
    /// It is where it does not belong.
    Misrouted,
    /// The bytes fetched are not those sent (SHA-256).
    Corrupted,
    /// It overtook one of the same inbox and priority.
    OutOfOrder,
    /// It was sent more than once.
    Retried,
}

impl Flag {
    pub const ALL: [Flag; 6] = [
        Flag::Duplicate,
        Flag::AmbiguousRetry,
        Flag::Misrouted,
        Flag::Corrupted,
        Flag::OutOfOrder,
        Flag::Retried,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Flag::Duplicate => "duplicate",
            Flag::AmbiguousRetry => "ambiguous_retry",
            Flag::Misrouted => "misrouted",
            Flag::Corrupted => "corrupted",
            Flag::OutOfOrder => "out_of_order",
            Flag::Retried => "retried",
        }
    }

    pub const fn is_violation(self) -> bool {
        matches!(self, Flag::Duplicate | Flag::Misrouted | Flag::Corrupted | Flag::OutOfOrder)
    }

    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}
