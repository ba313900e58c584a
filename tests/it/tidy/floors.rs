//! Floors and doors: which module may know which, and through which module a dependency comes in.

use super::source::{Source, Token, read, tokens};

/// A module imports only from lower floors (`docs/ARCHITECTURE.md` shows the same table; a test compares).
pub const FLOORS: [(usize, &[&str]); 9] = [
    (0, &["time", "stats", "queueing", "text"]),
    (1, &["calendar", "random", "chart"]),
    (2, &["model", "engine"]),
    (3, &["routing", "demand", "record", "edi"]),
    (4, &["simulation", "measures", "msh", "load"]),
    (5, &["experiment", "twin", "calibration"]),
    (6, &["scenario", "eventlog", "report"]),
    (7, &["web"]),
    (8, &["cli"]),
];

/// Imports inside a floor, in one direction, with the reason.
pub const NEIGHBOURS: [(&str, &str); 4] = [
    // Histograms and time averages take instants and durations, whole numbers with a unit.
    ("stats", "time"),
    // Sentences that name a date or a weekday.
    ("text", "time"),
    // A birth asks the register and the rules, the same code as the message server's.
    ("demand", "routing"),
    // A birth makes the facts of a request that recorders are shown.
    ("demand", "record"),
];

/// A crate, and the modules through which it comes in.
pub const DOORS: [(&str, &[&str]); 29] = [
    ("base64", &["edi", "msh", "load"]),
    ("bytes", &["msh", "load"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("csv", &["scenario", "report", "eventlog"]),
    ("ctrlc", &["cli"]),
    ("hdrhistogram", &["stats"]),
    ("http_body_util", &["msh"]),
    ("hyper", &["msh", "load"]),
    ("hyper_util", &["msh"]),
    ("indicatif", &["cli"]),
    ("jiff", &["calendar"]),
    ("libm", &["random", "stats", "queueing"]),
    ("minijinja", &["report"]),
    ("quick_xml", &["edi", "report"]),
    ("rand", &["random"]),
    ("rayon", &["experiment"]),
    ("resvg", &["report"]),
    ("ring", &["load"]),
    ("rusqlite", &["msh"]),
    ("rust_xlsxwriter", &["report"]),
    ("rustix", &["load", "msh"]),
    ("serde_json", &["report", "experiment", "cli", "msh", "load", "twin"]),
    ("sha2", &["scenario", "msh", "load"]),
    ("statrs", &["stats"]),
    ("tokio", &["msh", "load", "web"]),
    ("tokio_rustls", &["msh", "load"]),
    ("toml", &["scenario"]),
];

/// Crates whose derives any module may use on plain data.
const EVERYWHERE: [&str; 1] = ["serde"];

pub fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().find(|(_, modules)| modules.contains(&module)).map(|(floor, _)| *floor)
}

/// Each import of a module that does not lie on a lower floor.
pub fn imports(source: &Source) -> Vec<String> {
    let own = source.module();
    if ["lib", "main"].contains(&own) {
        return Vec::new();
    }
    let Some(own_floor) = floor(own) else {
        return vec![format!(
            "{}:1: `{own}` has no floor; give it one in tests/it/tidy/floors.rs",
            source.path
        )];
    };
    let mut faults = Vec::new();
    for module in imported(source) {
        let allowed = module.text == own
            || NEIGHBOURS.contains(&(own, module.text))
            || floor(module.text).is_some_and(|floor| floor < own_floor);
        // What is no module is an item of the crate's root: there is none.
        if !allowed {
            let (path, line, other) = (&source.path, module.line, module.text);
            faults.push(format!(
                "{path}:{line}: `{own}` (floor {own_floor}) imports `{other}` ({}); take what is needed as an \
                 argument, or move it to a lower floor",
                floor(other).map_or("no module".to_owned(), |floor| format!("floor {floor}")),
            ));
        }
    }
    faults
}

/// The modules named after `crate::`, after `meldingsflyt::`, or after as many `super::` as lead to the root.
fn imported(source: &Source) -> Vec<Token<'_>> {
    let all = tokens(&source.product);
    let mut found = Vec::new();
    let mut place = 0;
    while place + 1 < all.len() {
        let root = match all[place].text {
            "crate" | "meldingsflyt" => usize::from(all[place + 1].text == "::") * 2,
            "super" => climbs(&all[place..], source.depth()),
            _ => 0,
        };
        if root > 0 && place + root < all.len() {
            found.extend(heads(&all[place + root..]));
        }
        place += root.max(1);
    }
    found
}

/// How many tokens of `super::super::` lead to the crate's root; 0 if they do not.
fn climbs(rest: &[Token<'_>], depth: usize) -> usize {
    let supers =
        rest.chunks(2).take_while(|pair| pair.len() == 2 && pair[0].text == "super" && pair[1].text == "::");
    let count = supers.count();
    if count >= depth { 2 * count } else { 0 }
}

/// The first names of a path, or of each path of a group.
fn heads<'a>(rest: &[Token<'a>]) -> Vec<Token<'a>> {
    if rest[0].text != "{" {
        return vec![rest[0]];
    }
    let (mut depth, mut heads) = (0, Vec::new());
    for (place, token) in rest.iter().enumerate() {
        match token.text {
            "{" => depth += 1,
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            _ if depth == 1 && ["{", ","].contains(&rest[place - 1].text) => heads.push(*token),
            _ => {}
        }
    }
    heads
}

/// Each use of a dependency outside its doors.
pub fn doors(source: &Source) -> Vec<String> {
    let all = tokens(&source.product);
    let mut faults = Vec::new();
    for pair in all.windows(2).filter(|pair| pair[1].text == "::") {
        let name = pair[0].text;
        let begins = pair[0].line;
        let door = DOORS.iter().find(|(known, _)| *known == name);
        if let Some((_, modules)) = door
            && !modules.contains(&source.module())
            && !is_inside_a_path(&all, pair[0])
        {
            let (path, through) = (&source.path, modules.join("`, `"));
            faults.push(format!(
                "{path}:{begins}: `{name}` comes in through `{through}` only; ask that module"
            ));
        }
    }
    faults
}

/// `self::csv::…` and `crate::report::csv::…` are modules of ours.
fn is_inside_a_path(all: &[Token<'_>], token: Token<'_>) -> bool {
    let place = all.iter().position(|other| std::ptr::eq(other.text, token.text)).unwrap_or(0);
    place > 0 && all[place - 1].text == "::" && place > 1 && all[place - 2].text != "{"
}

/// Dependencies of `Cargo.toml` without a door.
pub fn dependencies_without_a_door() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let mut faults = Vec::new();
    let mut inside = false;
    for (number, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
            continue;
        }
        let name = line.split(['=', '.']).next().unwrap_or("").trim().replace('-', "_");
        let known = DOORS.iter().any(|(door, _)| *door == name) || EVERYWHERE.contains(&name.as_str());
        if inside && !name.is_empty() && !name.starts_with('#') && !known {
            let line = number + 1;
            faults
                .push(format!("Cargo.toml:{line}: `{name}` has no door; add one to tests/it/tidy/floors.rs"));
        }
    }
    faults
}

/// Where the table of `docs/ARCHITECTURE.md` differs from [`FLOORS`].
pub fn floors_of_the_document() -> Vec<String> {
    let text = read("docs/ARCHITECTURE.md");
    let mut faults = Vec::new();
    for (floor, modules) in FLOORS {
        let begin = format!("| {floor} |");
        let Some(row) = text.lines().find(|line| line.starts_with(&begin)) else {
            faults.push(format!("docs/ARCHITECTURE.md: no row for floor {floor}"));
            continue;
        };
        let named: Vec<&str> = row.split('|').nth(2).unwrap_or("").split('`').skip(1).step_by(2).collect();
        if named.iter().filter(|name| **name != "main.rs").ne(modules.iter()) {
            faults
                .push(format!("docs/ARCHITECTURE.md: floor {floor} should name {modules:?}, not {named:?}"));
        }
    }
    faults
}
