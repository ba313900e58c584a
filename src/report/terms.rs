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
