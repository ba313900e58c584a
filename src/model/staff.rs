//! People as groups: roles, rosters, position, absence, what they do when their message time ends.

use super::{InboxId, RoleId};
use crate::calendar::RosterSpec;
use crate::stats::Share;
use crate::time::{Date, Duration};

/// Up to 64 roles as bits. Work "for any role" has all bits set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleSet(pub u64);

impl RoleSet {
    pub const NONE: RoleSet = RoleSet(0);
    pub const ANY: RoleSet = RoleSet(u64::MAX);
    /// As many as a scenario may name.
    pub const MOST: usize = 64;

    pub const fn of(role: RoleId) -> Self {
        RoleSet(1 << role.0)
    }

    pub const fn with(self, other: RoleSet) -> Self {
        RoleSet(self.0 | other.0)
    }

    /// Whether somebody with these roles may do work for `needed`.
    pub const fn may_do(self, needed: RoleSet) -> bool {
        self.0 & needed.0 != 0
    }
}

/// A positive factor in millionths, so that times stay whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Factor(u32);

impl Factor {
    pub const ONE: Factor = Factor(1_000_000);

    /// The nearest millionth; `None` if not within 0.001–1000.
    pub fn from_f64(value: f64) -> Option<Self> {
        (0.001..=1000.0).contains(&value).then_some(Factor((value * 1e6 + 0.5) as u32))
    }

    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// The duration times the factor, rounded up.
    pub fn times(self, duration: Duration) -> Duration {
        let product = i128::from(duration.micros()) * i128::from(self.0);
        Duration::from_micros(((product + 999_999) / 1_000_000) as i64)
    }

    /// The duration times the factor, rounded down.
    pub fn times_down(self, duration: Duration) -> Duration {
        let product = i128::from(duration.micros()) * i128::from(self.0);
        Duration::from_micros((product / 1_000_000) as i64)
    }

    /// ⌈nominal ÷ speed⌉ (model, section 3).
    #[inline]
    pub fn divide(self, nominal: Duration) -> Duration {
        if self == Factor::ONE {
            return nominal;
        }
        let scaled = i128::from(nominal.micros()) * 1_000_000;
        let speed = i128::from(self.0);
        Duration::from_micros(((scaled + speed - 1) / speed) as i64)
    }
}

/// What happens to a case in hand when the message time ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndOfWindow {
    /// She goes on in her next window; if she is away when it begins, the case is handed back then.
    Resume,
    /// To the head of the same inbox and role; anybody goes on with it.
    HandBack,
    /// She works to its end: overtime, measured.
    Finish,
    /// What does not fit before the end is not begun.
    NoSplit,
}

impl EndOfWindow {
    pub const ALL: [EndOfWindow; 4] =
        [EndOfWindow::Resume, EndOfWindow::HandBack, EndOfWindow::Finish, EndOfWindow::NoSplit];

    pub const fn name(self) -> &'static str {
        match self {
            EndOfWindow::Resume => "resume",
            EndOfWindow::HandBack => "hand_back",
            EndOfWindow::Finish => "finish",
            EndOfWindow::NoSplit => "no_split",
        }
    }
}

/// Sick leave: long-run share of days, and mean spell in calendar days (geometric).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SickLeave {
    pub share: Share,
    pub mean_calendar_days: f64,
}

/// Dated leave, both dates included; `away_at_once` persons at a time, in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vacation {
    pub from: Date,
    pub to: Date,
    pub away_at_once: u32,
}

/// A low season, both dates included: only the share `present` of the rostered days is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowSeason {
    pub from: Date,
    pub to: Date,
    pub present: Share,
}

/// A group of like persons, as the scenario writes them.
#[derive(Clone, Debug)]
pub struct StaffGroup {
    /// `lunge-merkantil`.
    pub key: String,
    pub name: String,
    pub roles: Vec<RoleId>,
    pub count: u32,
    /// There is always one more of them (`count` is 1): each case begins on arrival, if they are on duty.
    pub unlimited: bool,
    /// In the order in which they are looked at.
    pub serves: Vec<InboxId>,
    pub roster: RosterSpec,
    /// Share of the rostered days.
    pub position: Share,
    pub end_of_window: EndOfWindow,
    pub sick_leave: Option<SickLeave>,
    pub vacations: Vec<Vacation>,
    pub low_seasons: Vec<LowSeason>,
    pub speed: Factor,
    /// Chance that one of them takes the shortest in an inbox, whatever its discipline.
    pub cherry_picking: Share,
}

impl StaffGroup {
    /// All roles that each of them has.
    pub fn role_set(&self) -> RoleSet {
        self.roles.iter().fold(RoleSet::NONE, |set, role| set.with(RoleSet::of(*role)))
    }

    /// Persons × position; of unlimited ones, none that anybody pays for.
    pub fn positions(&self) -> f64 {
        if self.unlimited { 0.0 } else { f64::from(self.count) * self.position.as_f64() }
    }
}
