//! The command line: arguments, and which command they call. Knows no simulation itself.

mod arguments;
mod bench;
#[cfg(feature = "net")]
mod bench_kills;
#[cfg(feature = "net")]
mod bench_msh;
mod bench_optimum;
mod bench_route;
mod bench_studies;
mod check;
mod compare;
mod deadline;
mod edi;
mod exit;
mod experiment;
mod explore;
mod input;
#[cfg(feature = "net")]
mod load;
mod load_table;
#[cfg(feature = "net")]
mod msh;
mod new;
mod output;
mod pages;
mod program;
mod progress;
mod rendering;
mod report;
mod run;
#[cfg(feature = "net")]
mod sample;
#[cfg(feature = "net")]
mod server_process;
mod staff;
mod whole_file;

pub use exit::Exit;

use crate::text::Lang;
use arguments::Told;
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
    Staff(staff::StaffArgs),
    Compare(compare::CompareArgs),
    #[command(subcommand)]
    Explore(explore::ExploreCommand),
    Report(report::ReportArgs),
    Check(check::CheckArgs),
    New(new::NewArgs),
    Deadline(deadline::DeadlineArgs),
    #[command(subcommand)]
    Edi(edi::EdiCommand),
    #[command(subcommand)]
    Bench(bench::BenchCommand),
    #[cfg(feature = "net")]
    #[command(subcommand)]
    Load(Box<load::LoadCommand>),
    #[cfg(feature = "net")]
    Msh(msh::MshArgs),
    Completions(pages::CompletionsArgs),
    Man(pages::ManArgs),
}

/// Reads the arguments, runs the command, says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = arguments::language(&arguments);
    let mut out = Output::new(lang);
    let program = localised(lang);
    let parsed = program.clone().try_get_matches_from(&arguments);
    let exit = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli.command.run(lang, &mut out),
        Err(error) => match arguments::told(&error, &arguments, &program, lang) {
            Told::Page(page) => out.write(page.as_bytes()).map_or_else(|exit| exit, |()| Exit::Done),
            Told::Refusal(lines) => out.refuse(&lines),
        },
    };
    match out.flush() {
        Err(failed) if exit == Exit::Done => failed,
        _ => exit,
    }
}

fn localised(lang: Lang) -> clap::Command {
    arguments::localised(Cli::command(), lang)
}

impl Command {
    fn run(&self, lang: Lang, out: &mut Output) -> Exit {
        match self {
            Command::Run(args) => run::run(args, lang, out),
            Command::Staff(args) => staff::run(args, lang, out),
            Command::Compare(args) => compare::run(args, lang, out),
            Command::Explore(command) => explore::run(command, lang, out),
            Command::Report(args) => report::run(args, lang, out),
            Command::Check(args) => check::run(args, lang, out),
            Command::New(args) => new::run(args, lang, out),
            Command::Deadline(args) => deadline::run(args, lang, out),
            Command::Edi(command) => edi::run(command, lang, out),
            Command::Bench(command) => bench::run(command, lang, out),
            #[cfg(feature = "net")]
            Command::Load(command) => load::run(command, lang, out),
            #[cfg(feature = "net")]
            Command::Msh(args) => msh::run(args, lang, out),
            Command::Completions(args) => pages::completions(args, localised(lang), out),
            Command::Man(args) => pages::man(args, localised(lang), lang, out),
        }
    }
}
