//! The command line: arguments, and which command they call. Knows no simulation itself.

mod check;
mod deadline;
mod exit;
mod input;
mod load_table;
mod new;
mod output;
mod progress;
mod run;

pub use exit::Exit;

use crate::text::{Lang, help};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use output::Output;
use std::ffi::OsString;

#[derive(Parser, Debug)]
#[command(name = "meldingsflyt", version, disable_help_subcommand = true)]
struct Cli {
    #[arg(long, global = true, value_name = "nb|en", default_value = "nb", value_parser = ["nb", "en"])]
    lang: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Run(run::RunArgs),
    Check(check::CheckArgs),
    New(new::NewArgs),
    Deadline(deadline::DeadlineArgs),
}

/// Reads the arguments, runs the command, says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = localised(language_of(&arguments)).try_get_matches_from(&arguments);
    let parsed = parsed.and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(refusal) => {
            let _ = refusal.print();
            return if refusal.use_stderr() { Exit::Input } else { Exit::Done };
        }
    };
    let lang = Lang::parse(&cli.lang).unwrap_or_default();
    let mut out = Output::new();
    let exit = match &cli.command {
        Command::Run(args) => run::run(args, lang, &mut out),
        Command::Check(args) => check::run(args, lang, &mut out),
        Command::New(args) => new::run(args, lang, &mut out),
        Command::Deadline(args) => deadline::run(args, lang, &mut out),
    };
    match out.flush() {
        Err(failed) if exit == Exit::Done => failed,
        _ => exit,
    }
}

/// The language, before anything is parsed: help and refusals are said in it.
fn language_of(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    after.or(joined).and_then(Lang::parse).unwrap_or_default()
}

/// The commands with their help in one language.
fn localised(lang: Lang) -> clap::Command {
    let with_help = |command: clap::Command, name: &str| {
        let about = help::help(lang, name, "").unwrap_or_default();
        command.about(about).mut_args(|arg| match help::help(lang, name, arg.get_id().as_str()) {
            Some(text) => arg.help(text),
            None => arg,
        })
    };
    let program = with_help(Cli::command(), "");
    program.mut_subcommands(|command| {
        let name = command.get_name().to_string();
        with_help(command, &name)
    })
}
