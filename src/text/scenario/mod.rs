//! What is said of scenario files: files and syntax here, values and meaning in the files beside.
//!
//! Sentences without a full stop at the end: whoever prints them sets it.

mod meaning;
mod values;

pub use meaning::*;
pub use values::*;

use crate::text::sentences;

sentences! {
    and_more(count) = "og {count} til", "and {count} more";
    did_you_mean(choice) = "Mente du {choice}?", "Did you mean {choice}?";
    there_are(names) = "Det finnes: {names}.", "There are: {names}.";
    allowed_keys(keys) = "Her kan stå: {keys}.", "Allowed here: {keys}.";

    no_such_file() = "filen finnes ikke", "there is no such file";
    is_a_folder() = "dette er en mappe, ikke en fil", "this is a folder, not a file";
    cannot_be_read(reason) = "filen kan ikke leses ({reason})", "the file cannot be read ({reason})";
    too_long(megabytes) =
        "filen er lengre enn {megabytes} MB; store tabeller hører hjemme i CSV-filer",
        "the file is longer than {megabytes} MB; large tables belong into CSV files";
    not_utf8() = "filen må være UTF-8; lagre den på nytt som UTF-8", "the file must be UTF-8; save it again as UTF-8";

    syntax(message) =
        "linjen er ikke gyldig TOML; skriv nøkkel = verdi eller [tabell] (leseren sier: {message})",
        "the line is not valid TOML; write key = value or [table] (the parser says: {message})";
    syntax_no_value() =
        "her mangler en verdi, eller anførselstegn rundt en tekst: nøkkel = \"tekst\", nøkkel = 5, nøkkel = true",
        "a value is missing here, or the quotation marks around a text: key = \"text\", key = 5, key = true";
    syntax_no_equals() = "likhetstegnet mangler; skriv nøkkel = verdi", "the equals sign is missing; write key = value";
    syntax_open_heading() = "hakeparentesen er ikke lukket; skriv [tabell]", "the bracket is not closed; write [table]";
    syntax_comma() =
        "et komma mangler her, eller ] eller }} på slutten av listen eller tabellen foran",
        "a comma is missing here, or ] or }} at the end of the list or table before it";
    syntax_extra_comma() =
        "det står et komma for mye; desimaler skrives med punktum, andeler som \"12.5 %\"",
        "there is a comma too many; decimals are written with a point, shares as \"12.5 %\"";
    syntax_leading_zero() =
        "et tall kan ikke begynne med 0; en dato skrives 2026-04-01",
        "a number cannot begin with 0; a date is written 2026-04-01";
    syntax_key() =
        "en nøkkel har bare bokstavene a–z, tall, - og _; skriv andre i anførselstegn",
        "a key has only the letters a–z, digits, - and _; write others in quotation marks";
    syntax_extend() =
        "tabellen er alt skrevet som {{ … }} og kan ikke utvides her; skriv alt på ett sted",
        "the table has already been written as {{ … }} and cannot be extended here; write it in one place";
    syntax_string(message) =
        "tekst står mellom to like anførselstegn på samme linje (leseren sier: {message})",
        "text stands between two equal quotation marks on the same line (the parser says: {message})";
    syntax_newline(message) =
        "hver verdi står på sin egen linje, nøkkel = verdi ({message})",
        "each value stands on a line of its own, key = value ({message})";
    duplicate_key() =
        "nøkkelen eller tabellen er skrevet to ganger; slå dem sammen",
        "the key or table is written twice; join them";
    too_deep(most) = "tabeller går i hverandre mer enn {most} ganger", "tables lie within one another more than {most} times";
    number_too_large() = "tallet er for stort, eller ikke et tall", "the number is too large, or not a number";

    extends_circle(most) =
        "filer kan ikke bygge på hverandre i ring, og høyst {most} på rad",
        "files cannot extend one another in a circle, and at most {most} in a row";
    like_circle(most) =
        "tabeller kan ikke ligne hverandre i ring, og høyst {most} på rad",
        "tables cannot be like one another in a circle, and at most {most} in a row";
    like_unknown() = "like må nevne en tabell som finnes, som \"inbox.lunge-poliklinikk\"",
        "like must name a table that exists, such as \"inbox.lunge-poliklinikk\"";
    like_no_table() = "like må nevne en tabell, ikke en verdi", "like must name a table, not a value";
    copies_most() =
        "scenariet har for mange verdier, eller like og maler lager for mange",
        "the scenario has too many values, or like and templates make too many";

    unknown_key() = "nøkkelen er ukjent", "the key is unknown";
    missing_key(key) = "«{key}» mangler", "\"{key}\" is missing";
    one_of(keys) = "en av disse må stå her: {keys}", "one of these must stand here: {keys}";
    only_one_of(keys) = "bare en av disse kan stå her: {keys}", "only one of these may stand here: {keys}";

    no_such_variant() = "varianten finnes ikke", "there is no such variant";
    variant_set_table() =
        "set er en tabell av stier og verdier: {{ \"staff.NAVN.count\" = 2 }}",
        "set is a table of paths and values: {{ \"staff.NAME.count\" = 2 }}";
    set_unknown() = "stien finnes ikke i scenariet", "the path does not exist in the scenario";
    set_nothing_to_scale() =
        "det står ingen verdi der som kan ganges; skriv verdien selv",
        "no value stands there that could be multiplied; write the value itself";
    set_cannot_scale() =
        "bare tall, andeler, tider og tidslover kan ganges; nevn én verdi",
        "only numbers, shares, times and time laws can be multiplied; name one value";

    csv_empty(columns) = "tabellen er tom; første linje må ha kolonnene {columns}",
        "the table is empty; its first line must have the columns {columns}";
    csv_rows_most(most) = "tabellen kan ha høyst {most} linjer", "the table may have at most {most} lines";
    csv_row() = "linjen kan ikke leses som CSV", "the line cannot be read as CSV";
    csv_unknown_column(columns) = "kolonnen er ukjent; kolonnene er {columns}", "the column is unknown; columns are {columns}";
    csv_missing_column(column) = "kolonnen «{column}» mangler", "the column \"{column}\" is missing";
    rows_left_out(file, count) =
        "{file}: {count} linjer utenfor de simulerte datoene er utelatt",
        "{file}: {count} lines outside the simulated dates are left out";
}
