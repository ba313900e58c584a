//! `completions` and `man`: what a shell and a manual reader want to know of the commands.

use super::exit::Exit;
use super::output::Output;
use crate::text::{Lang, cli as say};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

/// Arguments of `completions`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    #[arg(value_name = "SKALL")]
    shell: Shell,
}

/// Arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    #[arg(value_name = "KOMMANDO")]
    command: Vec<String>,
}

const PROGRAM: &str = "meldingsflyt";

pub fn completions(args: &CompletionsArgs, mut program: Command, out: &mut Output) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, PROGRAM, &mut script);
    out.write(&script).map_or_else(|exit| exit, |()| Exit::Done)
}

/// The page of the program, or of the command named.
pub fn man(args: &ManArgs, program: Command, lang: Lang, out: &mut Output) -> Exit {
    let (mut page, mut name) = (program, PROGRAM.to_owned());
    for part in &args.command {
        let Some(inner) = page.find_subcommand(part).cloned() else {
            let commands: Vec<&str> = page.get_subcommands().map(Command::get_name).collect();
            return out.refuse(&[say::no_such_command(lang, part, &commands.join(", "))]);
        };
        (page, name) = (inner, format!("{name}-{part}"));
    }
    let mut bytes = Vec::new();
    let source = concat!("meldingsflyt ", env!("CARGO_PKG_VERSION"));
    let rendered = Man::new(page.display_name(name)).source(source).render(&mut bytes);
    rendered.expect("writing to memory does not fail");
    out.write(&bytes).map_or_else(|exit| exit, |()| Exit::Done)
}
