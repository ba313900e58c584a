//! The help of the command line: what each command and each option does.

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
];

/// Help for a command (`""`: the program) or one of its options.
pub fn help(lang: Lang, command: &str, option: &str) -> Option<&'static str> {
    let found = HELP.iter().find(|(c, o, ..)| *c == command && *o == option)?;
    Some(match lang {
        Lang::Nb => found.2,
        Lang::En => found.3,
    })
}
