//! The help of the command line: what each command and each option does, and the fixed words around it.
//!
//! Knows no argument parser.

use super::Lang;

/// (command, option or "" for the command itself, bokmål, English).
const HELP: &[(&str, &str, &str, &str)] = &[
    (
        "",
        "",
        "Simulerer dialogmeldinger mellom sykehus og kommuner: køer, frister og bemanning.",
        "Simulates dialogue messages between hospitals and municipalities: queues, deadlines, staffing.",
    ),
    ("", "lang", "Språk: nb eller en", "Language: nb or en"),
    ("", "help", "Viser denne hjelpen", "Shows this help"),
    ("", "version", "Viser versjonen", "Shows the version"),
    (
        "run",
        "",
        "Simulerer et scenario og skriver svaret og CSV-rapportene.",
        "Simulates a scenario; writes the answer and the CSV reports.",
    ),
    ("run", "scenario", "Scenariofil (TOML)", "Scenario file (TOML)"),
    (
        "run",
        "output",
        "Mappe for rapportene [reports/<scenario>]",
        "Folder for the reports [reports/<scenario>]",
    ),
    ("run", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
    (
        "run",
        "replications",
        "Antall gjentak [til intervallet er ± 0,5 prosentpoeng]",
        "Number of replications [until the interval is ± 0.5 points]",
    ),
    ("run", "variant", "Variant som skal kjøres, eller «all»", "Variant to run, or \"all\""),
    (
        "run",
        "set",
        "Setter en verdi: nøkkel=verdi (kan gjentas)",
        "Sets a value: key=value (may be repeated)",
    ),
    ("run", "json", "Resultatene som JSON på standard ut", "Results as JSON on standard output"),
    ("run", "log", "Hendelseslogg (CSV) for første gjentak", "Event log (CSV) of the first replication"),
    (
        "run",
        "threads",
        "Antall tråder [én per kjerne]; endrer ikke resultatet",
        "Number of threads [one a core]; does not change the result",
    ),
    (
        "compare",
        "",
        "Sammenligner varianter med nåsituasjonen på de samme meldingene: bedre, dårligere eller uavklart.",
        "Compares variants with the baseline on the same messages: better, worse or undecided.",
    ),
    ("compare", "variants", "Varianter [alle i scenarioet]", "Variants [all of the scenario]"),
    (
        "compare",
        "replications",
        "Antall gjentak [til forskjellen er kjent på ± 0,5 prosentpoeng]",
        "Number of replications [until the difference is known to ± 0.5 points]",
    ),
    ("compare", "scenario", "Scenariofil (TOML)", "Scenario file (TOML)"),
    (
        "compare",
        "output",
        "Mappe for rapportene [reports/<scenario>-compare]",
        "Folder for the reports [reports/<scenario>-compare]",
    ),
    ("compare", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
    (
        "compare",
        "set",
        "Setter en verdi overalt: nøkkel=verdi (kan gjentas)",
        "Sets a value everywhere: key=value (may be repeated)",
    ),
    ("compare", "json", "Resultatene som JSON på standard ut", "Results as JSON on standard output"),
    (
        "compare",
        "resume",
        "Fortsetter der en avbrutt kjøring slapp",
        "Goes on where an interrupted run left off",
    ),
    (
        "compare",
        "threads",
        "Antall tråder [én per kjerne]; endrer ikke resultatet",
        "Number of threads [one a core]; does not change the result",
    ),
    (
        "staff",
        "",
        "Finner den minste bemanningen som når målet, og beviser det.",
        "Finds the least staffing that meets the goal, and proves it.",
    ),
    ("staff", "variant", "Variant som undersøkes", "Variant to examine"),
    (
        "staff",
        "vary",
        "Bemanning som kan varieres: staff.NAVN.count=1..8 (kan gjentas) [scenarioets question.vary]",
        "Staffing that may vary: staff.NAME.count=1..8 (may be repeated) [the scenario's question.vary]",
    ),
    (
        "staff",
        "confidence",
        "Hvor sikkert det skal være [scenarioets, ellers 95 %]",
        "How sure it must be [the scenario's, else 95 %]",
    ),
    (
        "staff",
        "verify",
        "Prøver et sertifikat på nye tilfeldige tall",
        "Tries a certificate on fresh random numbers",
    ),
    ("staff", "scenario", "Scenariofil (TOML)", "Scenario file (TOML)"),
    (
        "staff",
        "output",
        "Mappe for rapportene [reports/<scenario>-staff]",
        "Folder for the reports [reports/<scenario>-staff]",
    ),
    ("staff", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
    (
        "staff",
        "set",
        "Setter en verdi overalt: nøkkel=verdi (kan gjentas)",
        "Sets a value everywhere: key=value (may be repeated)",
    ),
    ("staff", "json", "Resultatene som JSON på standard ut", "Results as JSON on standard output"),
    (
        "staff",
        "resume",
        "Fortsetter der en avbrutt kjøring slapp",
        "Goes on where an interrupted run left off",
    ),
    (
        "staff",
        "threads",
        "Antall tråder [én per kjerne]; endrer ikke resultatet",
        "Number of threads [one a core]; does not change the result",
    ),
    (
        "explore",
        "",
        "Undersøker hvordan svaret avhenger av tallene.",
        "Examines how the answer depends on the numbers.",
    ),
    (
        "explore sweep",
        "",
        "Simulerer scenarioet for mange verdier av én eller flere nøkler.",
        "Simulates the scenario for many values of one or more keys.",
    ),
    (
        "explore sweep",
        "vary",
        "Nøkkel og verdier: NØKKEL=FRA..TIL eller NØKKEL=FRA..TIL:STEG (kan gjentas)",
        "Key and values: KEY=FROM..TO or KEY=FROM..TO:STEP (may be repeated)",
    ),
    (
        "explore sweep",
        "points",
        "Så mange punkter spredt jevnt (Sobol) i stedet for et rutenett",
        "So many points spread evenly (Sobol) in place of a grid",
    ),
    ("explore sweep", "variant", "Variant som undersøkes", "Variant to examine"),
    (
        "explore sweep",
        "replications",
        "Antall gjentak av hvert punkt",
        "Number of replications of each point",
    ),
    ("explore sweep", "scenario", "Scenariofil (TOML)", "Scenario file (TOML)"),
    (
        "explore sweep",
        "output",
        "Mappe for rapportene [reports/<scenario>-sweep]",
        "Folder for the reports [reports/<scenario>-sweep]",
    ),
    ("explore sweep", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
    (
        "explore sweep",
        "set",
        "Setter en verdi overalt: nøkkel=verdi (kan gjentas)",
        "Sets a value everywhere: key=value (may be repeated)",
    ),
    ("explore sweep", "json", "Resultatene som JSON på standard ut", "Results as JSON on standard output"),
    (
        "explore sweep",
        "resume",
        "Fortsetter der en avbrutt kjøring slapp",
        "Goes on where an interrupted run left off",
    ),
    (
        "explore sweep",
        "threads",
        "Antall tråder [én per kjerne]; endrer ikke resultatet",
        "Number of threads [one a core]; does not change the result",
    ),
    (
        "explore sensitivity",
        "",
        "Hvilke antakelser betyr mest? Varierer hver av dem og viser hva som bør måles først.",
        "Which assumptions matter most? Varies each of them and shows what to measure first.",
    ),
    (
        "explore sensitivity",
        "most",
        "Antall antakelser, de viktigste først",
        "Number of assumptions, the most important first",
    ),
    ("explore sensitivity", "variant", "Variant som undersøkes", "Variant to examine"),
    (
        "explore sensitivity",
        "replications",
        "Antall gjentak av hver verdi",
        "Number of replications of each value",
    ),
    ("explore sensitivity", "scenario", "Scenariofil (TOML)", "Scenario file (TOML)"),
    (
        "explore sensitivity",
        "output",
        "Mappe for rapportene [reports/<scenario>-sensitivity]",
        "Folder for the reports [reports/<scenario>-sensitivity]",
    ),
    ("explore sensitivity", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
    (
        "explore sensitivity",
        "set",
        "Setter en verdi overalt: nøkkel=verdi (kan gjentas)",
        "Sets a value everywhere: key=value (may be repeated)",
    ),
    (
        "explore sensitivity",
        "json",
        "Resultatene som JSON på standard ut",
        "Results as JSON on standard output",
    ),
    (
        "explore sensitivity",
        "resume",
        "Fortsetter der en avbrutt kjøring slapp",
        "Goes on where an interrupted run left off",
    ),
    (
        "explore sensitivity",
        "threads",
        "Antall tråder [én per kjerne]; endrer ikke resultatet",
        "Number of threads [one a core]; does not change the result",
    ),
    (
        "check",
        "",
        "Viser alle feil i et scenario, og belastning mot kapasitet for hver innboks.",
        "Shows all faults of a scenario, and load against capacity of each inbox.",
    ),
    ("check", "scenario", "Scenariofil (TOML)", "Scenario file (TOML)"),
    (
        "check",
        "expand",
        "Skriver hva maler og jokertegn ble til",
        "Prints what templates and wildcards became",
    ),
    ("check", "variant", "Variant som skal kontrolleres", "Variant to check"),
    (
        "check",
        "set",
        "Setter en verdi: nøkkel=verdi (kan gjentas)",
        "Sets a value: key=value (may be repeated)",
    ),
    (
        "new",
        "",
        "Lager en ny scenariofil fra galleriet, med forklaringer.",
        "Makes a new scenario file from the gallery, with explanations.",
    ),
    ("new", "name", "Navn på den nye filen", "Name of the new file"),
    ("new", "from", "Scenario i galleriet", "Scenario of the gallery"),
    (
        "deadline",
        "",
        "Når er svarfristen? Leser tidspunkter som argumenter eller fra standard inn.",
        "When is the answer due? Reads instants as arguments or from standard input.",
    ),
    (
        "deadline",
        "instants",
        "Mottakstidspunkt, for eksempel 2026-04-01 eller \"2026-04-01 14:30\"",
        "Instant of receipt, for example 2026-04-01 or \"2026-04-01 14:30\"",
    ),
    ("deadline", "days", "Antall virkedager", "Numbers of working days"),
    (
        "deadline",
        "rule",
        "Fristregel: calendar_day, next_day_after_closing eller open_hours",
        "Deadline rule: calendar_day, next_day_after_closing or open_hours",
    ),
    ("deadline", "saturday_counts", "Lørdag er virkedag", "Saturday is a working day"),
    (
        "deadline",
        "closed",
        "Datoer som ikke er virkedager, med komma mellom",
        "Dates that are no working days, comma-separated",
    ),
    ("deadline", "json", "Ett JSON-objekt per linje", "One JSON object a line"),
    (
        "completions",
        "",
        "Skriver et skript som lar skallet fullføre kommandoer og valg.",
        "Prints a script that lets the shell complete commands and options.",
    ),
    (
        "completions",
        "shell",
        "Skall: bash, elvish, fish, powershell eller zsh",
        "Shell: bash, elvish, fish, powershell or zsh",
    ),
    ("man", "", "Skriver en manualside (roff).", "Prints a manual page (roff)."),
    (
        "man",
        "command",
        "Kommandoen siden handler om [hele programmet]",
        "The command it is about [the program]",
    ),
    ("bench", "", "Måler hvor fort programmet er.", "Measures how fast the program is."),
    (
        "bench simulate",
        "",
        "Simulerer en kø med kjent svar og skriver én linje: program, modell, kunder, hendelser, CPU-sekunder, sekunder, \
         kunder per CPU-sekund, hendelser per CPU-sekund, middeltid, teori, største minnebruk (MB).",
        "Simulates a queue with a known answer and prints one line: engine, model, customers, events, CPU seconds, \
         seconds, customers a CPU second, events a CPU second, mean time, theory, peak memory (MB).",
    ),
    (
        "bench studies",
        "",
        "Prøver statistikken på år med kjent fasit: dekning, falske sertifikater, styrke. Skriver tabeller (Markdown).",
        "Tries the statistics on years whose truth is known: coverage, false certificates, power. Prints tables (Markdown).",
    ),
    ("bench studies", "scenario", "Scenario hvis år også prøves", "Scenario whose years are tried, too"),
    (
        "bench studies",
        "variant",
        "Variant som sammenlignes med nåsituasjonen",
        "Variant that is compared with the baseline",
    ),
    ("bench studies", "studies", "Antall studier i hver linje", "Number of studies in each line"),
    (
        "bench studies",
        "pool",
        "Antall simulerte år som studiene trekker fra",
        "Number of simulated years that studies draw from",
    ),
    ("bench studies", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
    ("bench simulate", "model", "Modell: mm1 eller net", "Model: mm1 or net"),
    ("bench simulate", "customers", "Omtrent så mange kunder", "About so many customers"),
    ("bench simulate", "seed", "Frø for de tilfeldige tallene", "Seed of the random numbers"),
];

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
    ("check", "meldingsflyt check SCENARIO [VALG]", "meldingsflyt check SCENARIO [OPTIONS]"),
    ("new", "meldingsflyt new NAVN [VALG]", "meldingsflyt new NAME [OPTIONS]"),
    ("completions", "meldingsflyt completions SKALL", "meldingsflyt completions SHELL"),
    ("man", "meldingsflyt man [KOMMANDO]", "meldingsflyt man [COMMAND]"),
    ("bench", "meldingsflyt bench KOMMANDO", "meldingsflyt bench COMMAND"),
    (
        "bench simulate",
        "meldingsflyt bench simulate MODELL KUNDER FRØ",
        "meldingsflyt bench simulate MODEL CUSTOMERS SEED",
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
];

const FALLBACK: &str = "";

/// Help for a command (`""`: the program) or one of its options.
pub fn help(lang: Lang, command: &str, option: &str) -> Option<&'static str> {
    let of = |command: &str| HELP.iter().find(|(c, o, ..)| *c == command && *o == option);
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
             Avslutningskoder: 0 ferdig · 1 disk eller rettigheter sviktet · 2 feil i det som ble gitt · 130 avbrutt\n"
        }
        (Lang::En, "") => {
            "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n\n\
             More on a command: meldingsflyt COMMAND --help\n\
             Exit codes: 0 done · 1 disk or permission failed · 2 the input is wrong · 130 interrupted\n"
        }
        (Lang::Nb, "bench" | "explore") => {
            "{about}\n\nBruk: {usage}\n\nKommandoer:\n{subcommands}\n\nValg:\n{options}\n"
        }
        (Lang::En, "bench" | "explore") => {
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
