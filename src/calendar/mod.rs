//! Civil time of a scenario: time zone, public holidays, office hours, deadlines, rosters and duty.
//!
//! Everything is compiled once into tables, so that a look-up is a few nanoseconds. This is the only
//! door to the time-zone crate. It knows no message, organisation or queue, and reads no wall clock.

mod civil;
mod compile;
mod day_set;
mod deadline;
mod duty;
mod holidays;
mod iso;
mod lookup;
mod office;
mod open_time;
mod position;
mod roster;
mod vacation;
mod windows;
mod zone;

pub use civil::{Calendar, Local};
pub use compile::CalendarSpec;
pub use day_set::DaySet;
pub use deadline::{Deadline, DeadlineRule};
pub use duty::{Duty, Progress};
pub use holidays::{Holiday, Holidays, easter_sunday};
pub use open_time::{OpenCursor, OpenTime, union_windows};
pub use position::{Seat, low_season_days, position_days};
pub use roster::{MessageTime, RosterSpec};
pub use vacation::{block_of, vacation_blocks};
pub use windows::{Window, Windows};
pub use zone::ZONES;
