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
    /// Interrupted: what is finished is kept and named.
    Interrupted,
}

impl Exit {
    pub const fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::World => 1,
            Exit::Input => 2,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
