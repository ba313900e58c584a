//! Arguments: which language they are answered in, help pages, and what is said of those that cannot be taken.
//!
//! All that speaks with the parser beside the structs of the commands.

use crate::text::{Lang, arguments as say, help};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// What the parser says in place of arguments.
pub enum Told {
    /// Asked for: goes to standard output.
    Page(String),
    /// Not to be taken: goes to standard error.
    Refusal(Vec<String>),
}

/// The language, before anything is parsed: help and refusals are said in it.
pub fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    after.or(joined).and_then(Lang::parse).unwrap_or_default()
}

/// The commands with all their words in one language.
pub fn localised(program: Command, lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let program = program.disable_version_flag(true).arg(version).max_term_width(100);
    dressed(program, "", lang).mut_subcommands(|command| {
        let name = command.get_name().to_string();
        dressed(command, &name, lang).mut_subcommands(|inner| {
            let name = format!("{name} {}", inner.get_name());
            dressed(inner, &name, lang)
        })
    })
}

fn dressed(command: Command, name: &str, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command
        .disable_help_flag(true)
        .arg(help)
        .about(help::help(lang, name, "").unwrap_or_default())
        .override_usage(help::usage(lang, name).unwrap_or_default())
        .help_template(help::page(lang, name))
        .mut_args(|arg| described(arg, name, lang))
}

fn described(arg: Arg, command: &str, lang: Lang) -> Arg {
    let text = help::help(lang, command, arg.get_id().as_str()).unwrap_or_default();
    if !arg.get_action().takes_values() {
        return arg.help(text);
    }
    let default = arg.get_default_values().first().map(|value| help::default(lang, &value.to_string_lossy()));
    let name = arg.get_value_names().and_then(|names| help::value_name(lang, names.first()?));
    let text = text.to_owned() + &default.unwrap_or_default();
    let arg = arg.help(text).hide_default_value(true).hide_possible_values(true);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// A help page, or what is wrong with the arguments.
pub fn told(error: &clap::Error, arguments: &[OsString], program: &Command, lang: Lang) -> Told {
    let page = || error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Told::Page(page()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Told::Refusal(vec![page()]),
        ErrorKind::MissingSubcommand => Told::Refusal(vec![program.clone().render_help().to_string()]),
        _ => {
            let (command, name) = called(program, arguments);
            let commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let usage = help::usage(lang, &name).unwrap_or_default();
            Told::Refusal(vec![fault(error, &commands, lang), say::more_help(lang, usage, &name)])
        }
    }
}

/// The command that was called, as deep as it is named, and its name.
fn called<'a>(program: &'a Command, arguments: &[OsString]) -> (&'a Command, String) {
    let (mut command, mut name) = (program, String::new());
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if let Some(inner) = command.find_subcommand(argument) {
            name = format!("{name} {argument}").trim_start().to_owned();
            command = inner;
        }
    }
    (command, name)
}

fn fault(error: &clap::Error, commands: &[&str], lang: Lang) -> String {
    let context = |kind| error.get(kind).and_then(first).unwrap_or_default();
    // `--seed <TALL>`: the option alone is its name.
    let option = context(ContextKind::InvalidArg);
    let name = option.split_whitespace().next().unwrap_or_default().trim_end_matches("...");
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let near = error.get(ContextKind::SuggestedSubcommand).and_then(first);
            let found = context(ContextKind::InvalidSubcommand);
            say::unknown_command(lang, found, near, &commands.join(", "))
        }
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            say::unknown_option(lang, option, error.get(ContextKind::SuggestedArg).and_then(first))
        }
        ErrorKind::UnknownArgument => say::one_too_many(lang, option),
        ErrorKind::InvalidValue if value.is_empty() => say::value_missing(lang, name),
        ErrorKind::InvalidValue => {
            let choices = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(all)) => all.join(", "),
                _ => String::new(),
            };
            say::not_one_of(lang, name, value, &choices)
        }
        ErrorKind::TooManyValues => say::takes_no_value(lang, name),
        ErrorKind::MissingRequiredArgument => say::argument_missing(lang, &option.replace(['<', '>'], "")),
        ErrorKind::ArgumentConflict => say::twice(lang, name),
        ErrorKind::InvalidUtf8 => say::not_text(lang),
        _ => say::not_understood(lang),
    }
}

fn first(value: &ContextValue) -> Option<&str> {
    match value {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(all) => all.first().map(String::as_str),
        _ => None,
    }
}
