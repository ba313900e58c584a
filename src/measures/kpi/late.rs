//! Where the time of late requests went.

use super::{Measure, Quantity, Scope, hours, ratio};
use crate::measures::LABELS;
use crate::record::Label;
use crate::text::Name;

pub(super) static MEASURES: [Measure; 3] = [
    Measure::new(
        Scope::Late,
        Quantity::Count,
        "late",
        [
            Name::new("For sene", "Late"),
            Name::new(
                "Forespørsler besvart etter fristen, eller åpne etter fristen da kjøringen sluttet",
                "Requests answered after the limit, or open past it when the run ended",
            ),
        ],
        |figures, row| Some(figures.late[row / LABELS].late as f64),
    ),
    Measure::new(
        Scope::Late,
        Quantity::Hours,
        "hours_per_late",
        [
            Name::new("Timer per sen forespørsel", "Hours per late request"),
            Name::new(
                "Tid av dette slaget fra sending til svar; slagene summerer til hele tiden",
                "Time of this kind from sending to answer; the kinds sum to all of it",
            ),
        ],
        |figures, row| {
            let unit = &figures.late[row / LABELS];
            ratio(hours(unit.micros[row % LABELS])?, unit.late as f64)
        },
    ),
    Measure::new(
        Scope::Late,
        Quantity::Share,
        "share_of_time",
        [
            Name::new("Andel av tiden", "Share of time"),
            Name::new(
                "Andel av de sene forespørslenes tid fra sending til svar",
                "Share of the late requests' time from sending to answer",
            ),
        ],
        |figures, row| {
            let unit = &figures.late[row / LABELS];
            ratio(unit.micros[row % LABELS] as f64, unit.micros.iter().sum::<i64>() as f64)
        },
    ),
];

/// A label in words; the English name in the files for machines.
pub const fn label_name(label: Label) -> Name {
    match label {
        Label::Transport => Name::new("under overføring", "transport"),
        Label::WaitingForSender => Name::new("venter på avsender", "waiting_for_sender"),
        Label::Handling => Name::new("behandling", "handling"),
        Label::WrongGroup => Name::new("i feil arbeidsgruppe", "wrong_group"),
        Label::Holiday => Name::new("helligdag eller stengt dag", "holiday"),
        Label::Closed => Name::new("utenom meldingstid", "closed"),
        Label::Absence => Name::new("fravær", "absence"),
        Label::Overtaken => Name::new("forbigått av senere meldinger", "overtaken"),
        Label::WaitingIntake => Name::new("i kø i overordnet arbeidsgruppe", "waiting_intake"),
        Label::WaitingGroup => Name::new("i kø hos dem som svarer", "waiting_group"),
    }
}
