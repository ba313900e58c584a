//! The help of the command line: what each command and each option does, and the fixed words around it.
//!
//! Knows no argument parser.

mod load;
mod options;
mod tools;

use super::Lang;
use options::HELP;

/// (command, bokmål, English): how it is called.
const USAGE: &[(&str, &str, &str)] = &[
    ("", "meldingsflyt KOMMANDO [VALG]", "meldingsflyt COMMAND [OPTIONS]"),
    ("run", "meldingsflyt run SCENARIO [VALG]", "meldingsflyt run SCENARIO [OPTIONS]"),
    (
        "compare",
        "meldingsflyt compare SCENARIO [VARIANT]… [VALG]",
        "meldingsflyt compare SCENARIO [VARIANT]… [OPTIONS]",
    ),
    ("staff", "meldingsflyt staff SCENARIO [VALG]", "meldingsflyt staff SCENARIO [OPTIONS]"),
    ("explore", "meldingsflyt explore KOMMANDO [VALG]", "meldingsflyt explore COMMAND [OPTIONS]"),
    (
        "explore sweep",
        "meldingsflyt explore sweep SCENARIO --vary NØKKEL=FRA..TIL[:STEG]… [VALG]",
        "meldingsflyt explore sweep SCENARIO --vary KEY=FROM..TO[:STEP]… [OPTIONS]",
    ),
    (
        "explore sensitivity",
        "meldingsflyt explore sensitivity SCENARIO [VALG]",
        "meldingsflyt explore sensitivity SCENARIO [OPTIONS]",
    ),
    ("report", "meldingsflyt report RESULTATMAPPE [VALG]", "meldingsflyt report RESULTS_FOLDER [OPTIONS]"),
    ("check", "meldingsflyt check SCENARIO [VALG]", "meldingsflyt check SCENARIO [OPTIONS]"),
    ("edi", "meldingsflyt edi KOMMANDO", "meldingsflyt edi COMMAND"),
    ("edi check", "meldingsflyt edi check FIL…", "meldingsflyt edi check FILE…"),
    ("new", "meldingsflyt new NAVN [VALG]", "meldingsflyt new NAME [OPTIONS]"),
    ("msh", "meldingsflyt msh SCENARIO [VALG]", "meldingsflyt msh SCENARIO [OPTIONS]"),
    ("completions", "meldingsflyt completions SKALL", "meldingsflyt completions SHELL"),
    ("man", "meldingsflyt man [KOMMANDO]", "meldingsflyt man [COMMAND]"),
    ("load", "meldingsflyt load KOMMANDO [VALG]", "meldingsflyt load COMMAND [OPTIONS]"),
    (
        "load run",
        "meldingsflyt load run SCENARIO --target URL [VALG]",
        "meldingsflyt load run SCENARIO --target URL [OPTIONS]",
    ),
    (
        "load find-max",
        "meldingsflyt load find-max SCENARIO --target URL --rate FART [VALG]",
        "meldingsflyt load find-max SCENARIO --target URL --rate RATE [OPTIONS]",
    ),
    ("load bench", "meldingsflyt load bench [VALG]", "meldingsflyt load bench [OPTIONS]"),
    ("load selftest", "meldingsflyt load selftest", "meldingsflyt load selftest"),
    ("bench", "meldingsflyt bench KOMMANDO", "meldingsflyt bench COMMAND"),
    (
        "bench simulate",
        "meldingsflyt bench simulate MODELL KUNDER FRØ",
        "meldingsflyt bench simulate MODEL CUSTOMERS SEED",
    ),
    (
        "bench route",
        "meldingsflyt bench route SCENARIO [VALG]",
        "meldingsflyt bench route SCENARIO [OPTIONS]",
    ),
    ("bench msh", "meldingsflyt bench msh SCENARIO [VALG]", "meldingsflyt bench msh SCENARIO [OPTIONS]"),
    (
        "bench kills",
        "meldingsflyt bench kills SCENARIO [VALG]",
        "meldingsflyt bench kills SCENARIO [OPTIONS]",
    ),
    (
        "bench optimum",
        "meldingsflyt bench optimum SCENARIO [VALG]",
        "meldingsflyt bench optimum SCENARIO [OPTIONS]",
    ),
    (
        "bench studies",
        "meldingsflyt bench studies [SCENARIO] [VALG]",
        "meldingsflyt bench studies [SCENARIO] [OPTIONS]",
    ),
    ("deadline", "meldingsflyt deadline [TIDSPUNKT]… [VALG]", "meldingsflyt deadline [INSTANT]… [OPTIONS]"),
];

/// What stands for a value on the command line: bokmål, English.
const VALUES: &[(&str, &str)] = &[
    ("SCENARIO", "SCENARIO"),
    ("MAPPE", "FOLDER"),
    ("TALL", "NUMBER"),
    ("ANTALL", "COUNT"),
    ("NAVN", "NAME"),
    ("NØKKEL=VERDI", "KEY=VALUE"),
    ("FIL", "FILE"),
    ("FORMATER", "FORMATS"),
    ("RESULTATMAPPE", "RESULTS_FOLDER"),
    ("TIDSPUNKT", "INSTANT"),
    ("DAGER", "DAYS"),
    ("REGEL", "RULE"),
    ("DATOER", "DATES"),
    ("GALLERI", "GALLERY"),
    ("VARIANT", "VARIANT"),
    ("NØKKEL=FRA..TIL", "KEY=FROM..TO"),
    ("ANDEL", "SHARE"),
    ("MODELL", "MODEL"),
    ("SKALL", "SHELL"),
    ("KOMMANDO", "COMMAND"),
    ("KUNDER", "CUSTOMERS"),
    ("FRØ", "SEED"),
    ("URL", "URL"),
    ("FART", "RATE"),
    ("TID", "TIME"),
    ("INNLOGGING", "LOGIN"),
    ("ANTALL@TID", "COUNT@TIME"),
    ("GANGER", "TIMES"),
    ("ADRESSE", "ADDRESS"),
    ("TJENESTE", "SERVICE"),
];

const FALLBACK: &str = "";

/// Help for a command (`""`: the program) or one of its options.
pub fn help(lang: Lang, command: &str, option: &str) -> Option<&'static str> {
    let of = |command: &str| {
        HELP.iter().chain(load::HELP).chain(tools::HELP).find(|(c, o, ..)| *c == command && *o == option)
    };
    let (.., nb, en) = of(command).or_else(|| of(FALLBACK))?;
    Some(match lang {
        Lang::Nb => nb,
        Lang::En => en,
    })
}

/// How a command (`""`: the program) is called.
pub fn usage(lang: Lang, command: &str) -> Option<&'static str> {
    let (_, nb, en) = USAGE.iter().find(|(name, ..)| *name == command)?;
    Some(match lang {
        Lang::Nb => nb,
        Lang::En => en,
    })
}

/// The word for a value, given the bokmål one.
pub fn value_name(lang: Lang, name: &str) -> Option<&'static str> {
    let (nb, en) = VALUES.iter().find(|(nb, _)| *nb == name)?;
    Some(match lang {
        Lang::Nb => nb,
        Lang::En => en,
    })
}

/// The page of the program (`""`) or of a command, with `{…}` where its parts go.
pub fn page(lang: Lang, command: &str) -> &'static str {
    match (lang, command) {
        (Lang::Nb, "") => {
            "{about}\n\nBruk: {usage}\n\nKommandoer:\n{subcommands}\n\nValg:\n{options}\n\n\
             Mer om en kommando: meldingsflyt KOMMANDO --help\n\
             Avslutningskoder: 0 ferdig · 1 disk eller rettigheter sviktet · 2 feil i det som ble gitt · 10–13 lasttest · 130 avbrutt\n"
        }
        (Lang::En, "") => {
            "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n\n\
             More on a command: meldingsflyt COMMAND --help\n\
             Exit codes: 0 done · 1 disk or permission failed · 2 the input is wrong · 10–13 load test · 130 interrupted\n"
        }
        (Lang::Nb, "bench" | "explore" | "load") => {
            "{about}\n\nBruk: {usage}\n\nKommandoer:\n{subcommands}\n\nValg:\n{options}\n"
        }
        (Lang::En, "bench" | "explore" | "load") => {
            "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n"
        }
        (Lang::Nb, _) => "{about}\n\nBruk: {usage}\n\nArgumenter:\n{positionals}\n\nValg:\n{options}\n",
        (Lang::En, _) => "{about}\n\nUsage: {usage}\n\nArguments:\n{positionals}\n\nOptions:\n{options}\n",
    }
}

/// The value that holds when nothing is written, behind an option's help.
pub fn default(lang: Lang, value: &str) -> String {
    match lang {
        Lang::Nb => format!(" [standard: {value}]"),
        Lang::En => format!(" [default: {value}]"),
    }
}
