//! What only the outer floors may touch, and what nobody may write.

use super::floors::floor;
use super::source::Source;

/// Who may use something.
enum Who {
    /// Modules by name; `main` is one.
    Modules(&'static [&'static str]),
    /// This floor and those above, and these modules.
    From(usize, &'static [&'static str]),
    Nobody,
}

/// What is written, who may write it, what to do instead.
type Ban = (&'static str, Who, &'static str);

const CLOCKS: &[&str] = &["cli", "main", "load", "msh", "twin"];

/// In code that is not for tests.
const BANS: [Ban; 20] = [
    (
        "std::fs",
        Who::From(6, &["msh", "load"]),
        "take the bytes as an argument; files are read on floor 6 and above",
    ),
    (
        "std::net",
        Who::Modules(&["cli", "msh", "load", "twin", "web", "text"]),
        "only the shell opens sockets",
    ),
    (
        "std::env",
        Who::Modules(&["cli", "main"]),
        "take the value as an argument; `cli` reads the environment",
    ),
    ("std::process", Who::Modules(&["cli", "main"]), "return an error; `cli` ends the process"),
    ("std::thread", Who::From(5, &["msh", "load"]), "replications are the parallelism: floor 5 and above"),
    (
        "std::time",
        Who::Modules(CLOCKS),
        "take the instant as an argument; the simulator's times are `crate::time`",
    ),
    ("SystemTime", Who::Modules(CLOCKS), "take the instant as an argument; `cli` reads the clock"),
    ("Timestamp::now", Who::Modules(CLOCKS), "take the instant as an argument; `cli` reads the clock"),
    ("Zoned::now", Who::Modules(CLOCKS), "take the instant as an argument; `cli` reads the clock"),
    ("println!", Who::Modules(&["cli", "main"]), "return the text; `cli` prints it"),
    ("print!", Who::Modules(&["cli", "main"]), "return the text; `cli` prints it"),
    ("eprintln!", Who::Modules(&["cli", "main"]), "return the text; `cli` prints it"),
    ("eprint!", Who::Modules(&["cli", "main"]), "return the text; `cli` prints it"),
    ("HashMap", Who::Nobody, "use `BTreeMap`: its order is the same in each run"),
    ("HashSet", Who::Nobody, "use `BTreeSet`: its order is the same in each run"),
    ("thread_local!", Who::Nobody, "put it into `State`, or hand it down"),
    ("static mut", Who::Nobody, "put it into `State`, or hand it down"),
    ("unsafe", Who::Nobody, "write it without"),
    ("rand::rng", Who::Nobody, "draw from `random::Dice`: every draw has an address"),
    ("thread_rng", Who::Nobody, "draw from `random::Dice`: every draw has an address"),
];

/// Each use of what a module may not touch.
pub fn bans(source: &Source) -> Vec<String> {
    let own = source.module();
    let mut faults = Vec::new();
    for (number, line) in source.product.lines().enumerate() {
        for (what, who, instead) in &BANS {
            let allowed = match who {
                Who::Modules(modules) => modules.contains(&own),
                Who::From(lowest, also) => also.contains(&own) || floor(own).is_some_and(|f| f >= *lowest),
                Who::Nobody => false,
            };
            if !allowed && holds_word(line, what) {
                faults.push(format!("{}:{}: no `{what}` in `{own}`: {instead}", source.path, number + 1));
            }
        }
    }
    faults
}

/// What must not be left behind, tests included, and what to do instead.
fn leftovers() -> [(String, &'static str); 6] {
    // Put together here, so that this file does not break its own rule.
    let not_done = |name: &str| format!("{name}!(");
    [
        (not_done("todo"), "write it, or leave the door out"),
        (not_done("unimplemented"), "write it, or leave the door out"),
        (not_done("dbg"), "take it out"),
        (["#[", "ignore"].concat(), "run it, or take it out; timings belong in benches/"),
        (["FIX", "ME"].concat(), "mend it, or describe the limit in the documentation"),
        (["XX", "X:"].concat(), "mend it, or describe the limit in the documentation"),
    ]
}

/// Each leftover of a file.
pub fn left_behind(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (what, instead) in leftovers() {
            if line.contains(&what) {
                faults.push(format!("{path}:{}: `{what}` is left: {instead}", number + 1));
            }
        }
    }
    faults
}

/// Each path of somebody's machine, and each pointer outside the repository.
pub fn paths_of_a_machine(path: &str, text: &str) -> Vec<String> {
    let of_a_machine =
        [["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/wo", "rk/"], ["/t", "mp/"], ["../sh", "ared"]];
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for what in of_a_machine.map(|parts| parts.concat()) {
            // Only there the official schemas are looked for, and only if they are.
            let may = path == ".ci/run" && what.starts_with("..");
            if line.contains(&what) && !may {
                let line = number + 1;
                faults.push(format!(
                    "{path}:{line}: `{what}` is a place on one machine: use a path of the package"
                ));
            }
        }
    }
    faults
}

/// Whether a line holds these words, not as a part of longer ones.
fn holds_word(line: &str, what: &str) -> bool {
    let of_word = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    line.match_indices(what).any(|(place, _)| {
        !of_word(line[..place].chars().next_back()) && !of_word(line[place + what.len()..].chars().next())
    })
}
