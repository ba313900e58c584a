//! `load`: the load test of a message server, and of the tool itself.

mod selftest;

use super::exit::Exit;
use super::output::Output;
use crate::text::Lang;
use clap::Subcommand;

/// What is tested.
#[derive(Subcommand, Debug)]
pub enum LoadCommand {
    Selftest(selftest::SelftestArgs),
}

pub fn run(command: &LoadCommand, lang: Lang, out: &mut Output) -> Exit {
    match command {
        LoadCommand::Selftest(args) => selftest::run(args, lang, out),
    }
}
