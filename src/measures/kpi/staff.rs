//! Staff: positions, use of message time, hours by activity.

use super::{Measure, Quantity, Scope, Value, hours, ratio};
use crate::measures::{Activity, GroupFigures, Observations};
use crate::text::Name;

pub(super) static MEASURES: [Measure; 14] = [
    positions(
        "contracted_positions",
        Name::new("Avtalte årsverk", "Contracted positions"),
        Name::new("Personer × stillingsprosent", "Persons × position"),
        |figures, row| limited(figures, row).map(|group| group.positions),
    ),
    positions(
        "present_positions",
        Name::new("Tilstedeværende bemanning", "Present positions"),
        Name::new(
            "Turnustid til stede ÷ kontortid på virkedagene; ferie, sykdom og helligdager er trukket fra",
            "Rostered time present ÷ office hours of the working days; vacation, sickness and holidays subtracted",
        ),
        |figures, row| {
            limited(figures, row).and_then(|group| ratio(group.present as f64, group.full_time as f64))
        },
    ),
    of_hours(
        "message_hours",
        Name::new("Meldingstid", "Message time"),
        Name::new("Turnustid satt av til meldinger, til stede", "Rostered time given to messages, present"),
        |figures, row| limited(figures, row).and_then(|group| hours(group.on_duty)),
    ),
    Measure::new(
        Scope::Group,
        Quantity::Share,
        "utilisation",
        [
            Name::new("Kapasitetsutnyttelse", "Utilisation"),
            Name::new("Arbeid i meldingstiden ÷ meldingstid", "Work within message time ÷ message time"),
        ],
        |figures, row| {
            let group = limited(figures, row)?;
            ratio((group.worked - group.overtime) as f64, group.on_duty as f64)
        },
    ),
    of_hours(
        "overtime_hours",
        Name::new("Overtid", "Overtime"),
        Name::new(
            "Arbeid utenfor meldingstiden for å bli ferdig med en sak",
            "Work outside message time to finish a case",
        ),
        |figures, row| hours(figures.groups[row].overtime),
    ),
    of_hours(
        "sorting_hours",
        Name::new("Sortering", "Sorting"),
        Name::new("Sortering i overordnet arbeidsgruppe", "Sorting in the parent group"),
        |figures, row| activity(figures, row, Activity::Sorting),
    ),
    of_hours(
        "sorted_and_answered_hours",
        Name::new("Sortert og besvart straks", "Sorted and answered at once"),
        Name::new(
            "Meldinger som merkantil sorterte og besvarte i samme sak",
            "Messages that a clerk sorted and answered in one case",
        ),
        |figures, row| activity(figures, row, Activity::AtOnce),
    ),
    of_hours(
        "answering_hours",
        Name::new("Besvaring", "Answering"),
        Name::new("Besvaring, forberedelse medregnet", "Answering, preparation included"),
        |figures, row| activity(figures, row, Activity::Answering),
    ),
    of_hours(
        "wrong_place_hours",
        Name::new("Feilsortert", "Wrong place"),
        Name::new(
            "Å se at en melding er på feil sted og sende den videre",
            "Seeing that a message is in the wrong place and sending it on",
        ),
        |figures, row| activity(figures, row, Activity::WrongPlace),
    ),
    of_hours(
        "asking_back_hours",
        Name::new("Etterspørring", "Asking back"),
        Name::new(
            "Å spørre avsenderen om det som mangler, og å svare når noen spør",
            "Asking the sender for what is missing, and answering when asked",
        ),
        |figures, row| activity(figures, row, Activity::AskingBack),
    ),
    of_hours(
        "reading_hours",
        Name::new("Lesing av svar", "Reading replies"),
        Name::new("Lesing av svar på egne forespørsler", "Reading replies to own requests"),
        |figures, row| activity(figures, row, Activity::Reading),
    ),
    of_hours(
        "telephone_hours",
        Name::new("Telefon", "Telephone"),
        Name::new("Samtaler: purringer, hastesaker, tapt innhold", "Calls: overdue, urgent, lost content"),
        |figures, row| activity(figures, row, Activity::Calling),
    ),
    of_hours(
        "misuse_hours",
        Name::new("Feilbruk", "Misuse"),
        Name::new(
            "Lesing av meldinger som ikke skulle vært sendt",
            "Reading messages that should not have been sent",
        ),
        |figures, row| activity(figures, row, Activity::Misuse),
    ),
    Measure::new(
        Scope::Group,
        Quantity::Count,
        "did_not_fit",
        [
            Name::new("Passet ikke", "Did not fit"),
            Name::new(
                "Saker som var lengre enn noe vindu i turnusen og måtte deles",
                "Cases longer than any window of the roster, which had to be split",
            ),
        ],
        |figures, row| Some(figures.groups[row].did_not_fit as f64),
    ),
];

/// The group, unless there is always one more of them.
fn limited(figures: &Observations, row: usize) -> Option<&GroupFigures> {
    Some(&figures.groups[row]).filter(|group| !group.unlimited)
}

fn activity(figures: &Observations, row: usize, activity: Activity) -> Option<f64> {
    hours(figures.groups[row].by_activity[activity as usize])
}

const fn of_hours(id: &'static str, name: Name, definition: Name, value: Value) -> Measure {
    Measure::new(Scope::Group, Quantity::Hours, id, [name, definition], value)
}

const fn positions(id: &'static str, name: Name, definition: Name, value: Value) -> Measure {
    Measure::new(Scope::Group, Quantity::Positions, id, [name, definition], value)
}
