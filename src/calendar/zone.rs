//! Time zones by name: midnights and clock changes, from the time-zone data compiled into the program.
//!
//! The only file that speaks with `jiff`. It reads no time-zone data of the host and does not know it.

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, TimeZone};

use crate::time::Date;

macro_rules! compiled_in {
    ($($name:tt)*) => {
        /// The names of the zones that are compiled in.
        pub const ZONES: &[&str] = &[$($name),*];

        fn by_name(name: &str) -> Option<TimeZone> {
            match name {
                $($name => Some(tz::get!($name)),)*
                _ => None,
            }
        }
    };
}

compiled_in! {
    "Europe/Oslo" "Arctic/Longyearbyen" "Europe/Stockholm" "Europe/Copenhagen" "Europe/Helsinki"
    "Atlantic/Reykjavik" "Atlantic/Faroe" "Europe/London" "Europe/Berlin" "UTC"
    "Africa/Cairo" "America/New_York" "America/St_Johns" "Asia/Kolkata" "Australia/Lord_Howe"
}

/// The local clock moves at `at` (microseconds since the epoch); offsets from UTC in seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub at: i64,
    pub before: i32,
    pub after: i32,
}

pub(super) struct Zone(TimeZone);

impl Zone {
    /// A zone of `ZONES`; any other name is an error that lists them.
    pub fn find(name: &str) -> Result<Zone, String> {
        let unknown = || format!("unknown time zone {name:?}; known are {}", ZONES.join(", "));
        by_name(name).map(Zone).ok_or_else(unknown)
    }

    /// The instant of a local time of day (seconds, below 86,400), in microseconds since the epoch; in a gap
    /// it is moved forward by the gap, in a fold it is the first ("compatible").
    pub fn at(&self, date: Date, seconds: u32) -> i64 {
        let (year, month, day) = date.ymd();
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let time =
            civil::date(year as i16, month as i8, day as i8).at(hour as i8, minute as i8, second as i8, 0);
        self.0.to_timestamp(time).expect("dates of a calendar are far inside jiff's range").as_microsecond()
    }

    /// Offset from UTC in seconds at an instant.
    pub fn offset(&self, micros: i64) -> i32 {
        self.0.to_offset(timestamp(micros)).seconds()
    }

    /// The changes of the local clock in [from, to), in order; mere changes of name are left out.
    pub fn changes(&self, from: i64, to: i64) -> Vec<Change> {
        let mut before = self.offset(from - 1);
        let mut changes = Vec::new();
        for transition in self.0.following(timestamp(from - 1)) {
            let (at, after) = (transition.timestamp().as_microsecond(), transition.offset().seconds());
            if at >= to {
                break;
            }
            if after != before {
                changes.push(Change { at, before, after });
            }
            before = after;
        }
        changes
    }
}

fn timestamp(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).expect("instants of a calendar are far inside jiff's range")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_zone_is_there_and_no_other() {
        for name in ZONES {
            assert!(Zone::find(name).is_ok(), "{name}");
        }
        let fault = Zone::find("Europe/Bergen").err().unwrap();
        assert!(fault.starts_with("unknown time zone \"Europe/Bergen\"; known are Europe/Oslo, "), "{fault}");
    }
}
