//! The guideline's clauses on addressing (A), content (C) and misuse (N): one file each, one list.
//!
//! A rule sees an envelope and gives a verdict; it knows no queues and no people. What a verdict costs is
//! the simulation's matter.

mod a1;
mod a2;
mod a3;
mod a4;
mod a5;
mod c1;
mod c2;
mod c3;
mod c4;
mod c5;
mod c6;
mod judgement;
mod n1;
mod n2;
mod n3;
mod n4;
mod n5;
mod n6;

pub use judgement::{Judgement, judge};

use super::ServiceKind;

/// All clauses, in the guideline's order. Every one is asked of every message.
pub static RULES: [&dyn Rule; 17] = [
    &a1::A1,
    &a2::A2,
    &a3::A3,
    &a4::A4,
    &a5::A5,
    &c1::C1,
    &c2::C2,
    &c3::C3,
    &c4::C4,
    &c5::C5,
    &c6::C6,
    &n1::N1,
    &n2::N2,
    &n3::N3,
    &n4::N4,
    &n5::N5,
    &n6::N6,
];

/// A clause of the guideline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clause {
    A1,
    A2,
    A3,
    A4,
    A5,
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
    N1,
    N2,
    N3,
    N4,
    N5,
    N6,
}

impl Clause {
    pub const COUNT: usize = 17;
    pub const ALL: [Clause; Clause::COUNT] = [
        Clause::A1,
        Clause::A2,
        Clause::A3,
        Clause::A4,
        Clause::A5,
        Clause::C1,
        Clause::C2,
        Clause::C3,
        Clause::C4,
        Clause::C5,
        Clause::C6,
        Clause::N1,
        Clause::N2,
        Clause::N3,
        Clause::N4,
        Clause::N5,
        Clause::N6,
    ];

    pub const fn index(self) -> usize {
        self as usize
    }

    pub const fn name(self) -> &'static str {
        match self {
            Clause::A1 => "A1",
            Clause::A2 => "A2",
            Clause::A3 => "A3",
            Clause::A4 => "A4",
            Clause::A5 => "A5",
            Clause::C1 => "C1",
            Clause::C2 => "C2",
            Clause::C3 => "C3",
            Clause::C4 => "C4",
            Clause::C5 => "C5",
            Clause::C6 => "C6",
            Clause::N1 => "N1",
            Clause::N2 => "N2",
            Clause::N3 => "N3",
            Clause::N4 => "N4",
            Clause::N5 => "N5",
            Clause::N6 => "N6",
        }
    }

    /// The clause's rule.
    pub fn rule(self) -> &'static dyn Rule {
        RULES[self.index()]
    }
}

/// What the clause means for one message, mildest first: the most severe verdict decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Accepted,
    /// Goes to *Saksbehandling*, unless the GP follows up.
    Redirected,
    /// Costs the reader more time.
    Slower,
    /// The reader must, or may, ask back.
    AsksBack,
    /// An attachment is gone; a second message or a call follows.
    ContentLost,
    /// A person reads it and returns it.
    Returned,
    /// Software refuses it at once.
    Refused,
}

/// A clause: what it says, and what it says of a message.
pub trait Rule: Sync {
    fn clause(&self) -> Clause;
    /// The clause in a few English words.
    fn english(&self) -> &'static str;
    /// The clause in a few words of bokmål.
    fn bokmal(&self) -> &'static str;
    fn judge(&self, envelope: &Envelope) -> Verdict;
}

/// What is misused (section 5 of the guideline), and by whom it is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Misuse {
    /// Sent to an address that is not registered: refused by software.
    A1,
    /// Sent to two recipients: refused by software.
    A2,
    /// Meant for laboratory or radiology: refused by software.
    A4,
    /// Discharge planning whose address shows it: refused by software.
    A5,
    N1,
    N2,
    N3,
    N4,
    N5,
    N6,
}

impl Misuse {
    pub const ALL: [Misuse; 10] = [
        Misuse::A1,
        Misuse::A2,
        Misuse::A4,
        Misuse::A5,
        Misuse::N1,
        Misuse::N2,
        Misuse::N3,
        Misuse::N4,
        Misuse::N5,
        Misuse::N6,
    ];

    /// The clause that it breaks.
    pub const fn clause(self) -> Clause {
        match self {
            Misuse::A1 => Clause::A1,
            Misuse::A2 => Clause::A2,
            Misuse::A4 => Clause::A4,
            Misuse::A5 => Clause::A5,
            Misuse::N1 => Clause::N1,
            Misuse::N2 => Clause::N2,
            Misuse::N3 => Clause::N3,
            Misuse::N4 => Clause::N4,
            Misuse::N5 => Clause::N5,
            Misuse::N6 => Clause::N6,
        }
    }

    /// Whether it takes a reader to see it.
    pub const fn needs_a_reader(self) -> bool {
        !matches!(self, Misuse::A1 | Misuse::A2 | Misuse::A4 | Misuse::A5)
    }
}

/// A flaw of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    C1 = 1,
    C2 = 2,
    C3 = 4,
    C4 = 8,
    C5 = 16,
}

/// A set of flaws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws(u8);

impl Flaws {
    pub const NONE: Flaws = Flaws(0);

    pub const fn with(self, flaw: Flaw) -> Self {
        Flaws(self.0 | flaw as u8)
    }

    pub const fn has(self, flaw: Flaw) -> bool {
        self.0 & flaw as u8 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn verdict(self, flaw: Flaw, then: Verdict) -> Verdict {
        if self.has(flaw) { then } else { Verdict::Accepted }
    }
}

/// What a rule may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What the register says of the address; `None`: not registered.
    pub service: Option<ServiceKind>,
    pub recipients: u32,
    pub flaws: Flaws,
    pub misuse: Option<Misuse>,
    /// The patient receives no service in the municipality.
    pub no_municipal_service: bool,
}
