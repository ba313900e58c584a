//! What was tried and what it showed: a row a study and goal.

use super::Staffing;
use crate::experiment::staffing::Tried;
use crate::experiment::staffing::axis::positions;
use crate::measures::Quantity;
use crate::report::table::{Cell, Column, Table};
use crate::stats::{Aim, Standing};
use crate::text::Name;

const PROVED: Name = Name::new("bevist", "proved");
const REFUTED: Name = Name::new("ikke nok", "refuted");
const OPEN: Name = Name::new("for jevnt til å avgjøre", "too_close_to_call");
const CANDIDATE: Name = Name::new("kandidat", "candidate");
const NEIGHBOUR: Name = Name::new("ett trinn billigere", "one_step_cheaper");

/// Identifier, heading and meaning of a column.
const COLUMNS: [(&str, Name, Name); 12] = [
    ("study", Name::new("Forsøk", "Study"), Name::new("Nummeret på forsøket", "Number of the study")),
    (
        "kind",
        Name::new("Slag", "Kind"),
        Name::new("Kandidat, eller nabo ett trinn billigere", "Candidate, or neighbour one step cheaper"),
    ),
    (
        "staffing",
        Name::new("Bemanning", "Staffing"),
        Name::new("Det som varieres, med verdi", "What varies, with its value"),
    ),
    (
        "full_time_equivalents",
        Name::new("Årsverk", "Full-time equivalents"),
        Name::new(
            "Personer ganger stilling i gruppene som varieres",
            "Persons times position in the groups that vary",
        ),
    ),
    ("goal", Name::new("Mål", "Goal"), Name::new("Hva målet gjelder", "What the goal is about")),
    (
        "wanted",
        Name::new("Ønsket", "Wanted"),
        Name::new("Målet: andel minst, timer høyst", "The goal: a share at least, hours at most"),
    ),
    (
        "mean",
        Name::new("Gjennomsnitt", "Mean"),
        Name::new("Gjennomsnitt over gjentakene", "Mean over replications"),
    ),
    ("lower", Name::new("Nedre", "Lower"), Name::new("Ensidig nedre grense", "One-sided lower bound")),
    ("upper", Name::new("Øvre", "Upper"), Name::new("Ensidig øvre grense", "One-sided upper bound")),
    (
        "met",
        Name::new("Nådd i andel av årene", "Share of years that meet it"),
        Name::new("Andel av gjentakene som når målet", "Share of the replications that meet the goal"),
    ),
    (
        "replications",
        Name::new("Gjentak", "Replications"),
        Name::new("Gjentak i forsøket", "Replications of the study"),
    ),
    ("standing", Name::new("Vurdering", "Verdict"), Name::new("Hva forsøket viser", "What the study shows")),
];

pub fn table(staffing: &Staffing<'_>) -> Table {
    let columns = COLUMNS.map(|(id, name, meaning)| Column::plain(id, name, meaning));
    let mut table = Table::new(Name::new("1-bemanning", "staffing"), columns.to_vec());
    let answer = staffing.answer;
    let candidates = answer.candidates.iter().map(|tried| (CANDIDATE, tried));
    let studies = candidates.chain(answer.neighbours.iter().map(|tried| (NEIGHBOUR, tried)));
    for (number, (kind, tried)) in studies.enumerate() {
        for goal in 0..staffing.goals.len() {
            table.push(row(staffing, (number + 1, kind), tried, goal));
        }
    }
    table
}

fn row(staffing: &Staffing<'_>, (number, kind): (usize, Name), tried: &Tried, goal: usize) -> Vec<Cell> {
    let claim = &staffing.aims.claims[goal];
    let quantity = if claim.aim == Aim::Higher { Quantity::Share } else { Quantity::Hours };
    let bounds = tried.proof.bounds.get(goal).copied().flatten();
    let cell = |value| Cell::figure(value, quantity);
    let levels = staffing.axes.iter().zip(&tried.point);
    let named: Vec<String> =
        levels.map(|(axis, level)| format!("{}={}", axis.path(), axis.texts[*level])).collect();
    let standing = match tried.proof.standing {
        Standing::Proved => PROVED,
        Standing::Refuted => REFUTED,
        Standing::Open => OPEN,
    };
    vec![
        Cell::Count(number as u64),
        Cell::term(kind),
        Cell::text(named.join(" ")),
        Cell::figure(Some(positions(staffing.axes, &tried.point)), Quantity::Positions),
        Cell::Words(staffing.goals[goal].clone()),
        cell(Some(claim.goal)),
        cell(bounds.map(|b| b.mean)),
        cell(bounds.map(|b| b.lower)),
        cell(bounds.map(|b| b.upper)),
        Cell::figure(tried.met.get(goal).copied().flatten(), Quantity::Share),
        Cell::Count(tried.proof.replications as u64),
        Cell::term(standing),
    ]
}
