//! Words of the report page and the workbook.

use super::{Name, sentences};

pub const ANSWER: Name = Name::new("Svaret", "The answer");
pub const NUMBERS: Name = Name::new("Tallene bak", "The figures");
pub const MORE_TABLES: Name = Name::new("Flere tabeller", "More tables");
pub const ASSUMPTIONS: Name = Name::new("Forutsetninger", "Assumptions");
pub const ABOUT: Name = Name::new("Kjøring", "Run");
pub const APPENDIX: Name = Name::new(
    "Vedlegg: hvordan studien er gjort (STRESS-DES)",
    "Appendix: how the study was done (STRESS-DES)",
);
pub const CHARTS: Name = Name::new("Diagrammer", "Charts");
pub const WARNINGS: Name = Name::new("Vær oppmerksom på", "Be aware of");
pub const INTERRUPTED: Name = Name::new(
    "Kjøringen ble avbrutt. Det som var ferdig, er med.",
    "The run was interrupted. What was finished is told.",
);
pub const VARIANTS: Name = Name::new("Variantene", "The variants");
pub const CONTENTS: Name = Name::new("Innhold", "Contents");
pub const OPEN_ALL: Name = Name::new("Åpne alt", "Open all");
pub const CLOSE_ALL: Name = Name::new("Lukk alt", "Close all");
pub const WHAT: Name = Name::new("Hva", "What");
pub const VALUE: Name = Name::new("Verdi", "Value");
pub const YES: Name = Name::new("ja", "yes");
pub const NO: Name = Name::new("nei", "no");

pub const SCENARIO: Name = Name::new("Scenario", "Scenario");
pub const HASH: Name = Name::new("Scenariets SHA-256", "SHA-256 of the scenario");
pub const VERSION: Name = Name::new("Program", "Program");
pub const REPEAT: Name = Name::new("Gjentas med", "Repeated with");
pub const SEED: Name = Name::new("Frø", "Seed");
pub const PERIOD: Name = Name::new("Periode", "Period");
pub const REPLICATIONS: Name = Name::new("Gjentak", "Replications");
pub const DEADLINE: Name = Name::new("Fristregel", "Deadline rule");
pub const WORKING_DAYS: Name = Name::new("Virkedager", "Working days");
pub const GOAL: Name = Name::new("Måltall", "Goal");
pub const CONFIDENCE: Name = Name::new("Konfidensnivå", "Level of confidence");
pub const UNSOURCED: Name = Name::new("Verdier uten kilde", "Values without source");
pub const SIZE: Name = Name::new("Omfang", "Size");

sentences! {
    period(weeks, start, warm_up) =
        "{weeks} uker fra {start}, etter {warm_up} ukers innkjøring",
        "{weeks} weeks from {start}, after {warm_up} weeks of warm-up";
    size(inboxes, persons, per_week) =
        "{inboxes} innbokser, {persons} personer, om lag {per_week} forespørsler i uken",
        "{inboxes} inboxes, {persons} persons, about {per_week} requests a week";
    goal(percent, days) =
        "{percent} innen {days} virkedager", "{percent} within {days} working days";
    working_days(days, holidays, closed) =
        "{days}{holidays}; stengte dager: {closed}", "{days}{holidays}; closed days: {closed}";
    of(count, all) = "{count} av {all}", "{count} of {all}";
    of_variant(title) = "Varianten «{title}»: diagrammer", "The variant \"{title}\": charts";
    of_baseline(title) =
        "Diagrammene under gjelder {title}. Hver variant har sine egne etter dem, lukket.",
        "The charts below are about {title}. Each variant has its own after them, folded.";
    more_rows(count, file) =
        "{count} rader til står i regnearket og i CSV-filen {file}.",
        "{count} rows more stand in the workbook and in the CSV file {file}.";
    see(name) = "Se tabellen {name}", "See the table {name}";
    rows(name, count) = "Tabell: {name} ({count} rader)", "Table: {name} ({count} rows)";
    subtitle(start, weeks) =
        "Simulering av dialogmeldinger, {weeks} uker fra {start}",
        "Simulation of dialogue messages, {weeks} weeks from {start}";
    load_subtitle() = "Lasttest av en meldingstjener", "Load test of a message server";
    load_footer(version, scenario) =
        "Laget av meldingsflyt {version} fra {scenario}. Personene i meldingene er oppdiktet.",
        "Made by meldingsflyt {version} from {scenario}. The persons in the messages are made up.";
    footer(version, scenario) =
        "Laget av meldingsflyt {version} fra {scenario}. Tallene følger av forutsetningene; de erstatter ikke egen telling.",
        "Made by meldingsflyt {version} from {scenario}. The figures follow from the assumptions; they do not replace a count of your own.";
    unsourced(count) =
        "{count} verdier har ingen kilde.", "{count} values have no source.";
}

/// Tables whose names on a page are not those of their files.
pub const TABLES: [(&str, Name); 3] = [
    ("tool", Name::new("Verktøyet", "The tool")),
    ("ways", Name::new("Hvor forespørslene endte", "Where requests ended")),
    ("all_assumptions", Name::new("Forutsetninger", "Assumptions")),
];

/// Codes of machines that an English reader would not understand.
const READINGS: [(&str, &str); 6] = [
    ("closed", "outside message time"),
    ("holiday", "public holiday or closed day"),
    ("waiting_intake", "queue in the parent group"),
    ("waiting_group", "queue of those who answer"),
    ("wrong_group", "in a wrong group"),
    ("overtaken", "overtaken by later messages"),
];

/// A code as English readers have it: in words of its own, else without underscores.
pub fn reading(code: &str) -> String {
    let own = READINGS.iter().find(|(known, _)| *known == code);
    own.map_or_else(|| code.replace('_', " "), |(_, words)| (*words).to_owned())
}

/// Which days count.
pub const WEEK: [Name; 2] =
    [Name::new("mandag–fredag", "Monday–Friday"), Name::new("mandag–lørdag", "Monday–Saturday")];
pub const BUT_HOLIDAYS: Name = Name::new(" unntatt norske helligdager", " except Norwegian public holidays");
