//! The known words of tables: directions, levels, weekdays, verdicts.
//!
//! Bokmål for people; the English side is the code in files for machines.

use crate::measures::{Level, Part};
use crate::text::Name;

pub const fn part(part: Part) -> Name {
    match part {
        Part::All => Name::new("begge retninger", "both"),
        Part::ToHospital => Name::new("til sykehus", "to_hospital"),
        Part::ToMunicipality => Name::new("til kommune", "to_municipality"),
    }
}

pub const fn level(level: Level) -> Name {
    match level {
        Level::All => Name::new("alle", "all"),
        Level::Direction => Name::new("retning", "direction"),
        Level::Department => Name::new("avdeling", "department"),
        Level::Service => Name::new("tjeneste", "service"),
        Level::Municipality => Name::new("kommune", "municipality"),
        Level::Topic => Name::new("tema", "topic"),
    }
}

pub const WEEKDAYS: [Name; 7] = [
    Name::new("mandag", "monday"),
    Name::new("tirsdag", "tuesday"),
    Name::new("onsdag", "wednesday"),
    Name::new("torsdag", "thursday"),
    Name::new("fredag", "friday"),
    Name::new("lørdag", "saturday"),
    Name::new("søndag", "sunday"),
];

pub const REACHED: Name = Name::new("nådd", "reached");
pub const NOT_REACHED: Name = Name::new("ikke nådd", "not_reached");
pub const UNDECIDED: Name = Name::new("uavklart", "undecided");

/// What a deadline rule counts.
pub fn rule(name: &str) -> Name {
    match name {
        "calendar_day" => Name::new("mottaksdagen er dag 0", "the day of receipt is day 0"),
        "next_day_after_closing" => Name::new(
            "mottaksdagen er dag 0; etter stengetid regnes neste virkedag som mottaksdag",
            "the day of receipt is day 0; after closing time the next working day is the day of receipt",
        ),
        "open_hours" => Name::new("åpne timer fra mottak", "open hours from receipt"),
        _ => Name::new("ingen frist", "no deadline"),
    }
}

/// What stands for the scenario without any variant.
pub const BASELINE: Name = Name::new("nåsituasjon", "baseline");
