//! How the program ends: one table of exit codes.

use std::process::ExitCode;

/// The ways in which a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, warnings included.
    Done,
    /// The world broke: disk, network, permission. Earlier results stand as they were.
    World,
    /// The input is wrong: nothing simulated, nothing written.
    Input,
    /// A load test missed a threshold.
    Threshold,
    /// The target of a load test broke what a message server promises.
    Violation,
    /// A load test says nothing: the tool itself was not where it should be.
    Invalid,
    /// The target of a load test cannot be reached.
    Unreachable,
    /// Interrupted: what is finished is kept and named.
    Interrupted,
}

impl Exit {
    pub const fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::World => 1,
            Exit::Input => 2,
            Exit::Threshold => 10,
            Exit::Violation => 11,
            Exit::Invalid => 12,
            Exit::Unreachable => 13,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
