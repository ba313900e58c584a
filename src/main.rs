//! The program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    meldingsflyt::cli::main(std::env::args_os()).into()
}
