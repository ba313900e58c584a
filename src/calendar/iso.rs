//! Instants as people and files write them: ISO 8601 on the local clock, with the offset.
//!
//! Knows the calendar's clock and range, no other notation.

use super::civil::Calendar;
use crate::time::{Date, Duration, Instant, TimeOfDay};

impl Calendar {
    /// Local time with offset, e.g. `2026-05-17T08:05:00+02:00`; a fraction (six digits) only if there is one.
    pub fn format(&self, instant: Instant) -> String {
        let local = self.local(instant);
        let seconds = local.time_of_day.seconds();
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let fraction = if local.micros == 0 { String::new() } else { format!(".{:06}", local.micros) };
        let sign = if local.offset_seconds < 0 { '-' } else { '+' };
        let offset = local.offset_seconds.unsigned_abs() / 60;
        let (ahead, minutes) = (offset / 60, offset % 60);
        format!("{}T{hour:02}:{minute:02}:{second:02}{fraction}{sign}{ahead:02}:{minutes:02}", local.date)
    }

    /// Reads a date (its midnight), a local date and time (`2026-05-17 08:05`, blank or `T`, seconds and
    /// fraction optional), or one with an offset or `Z`.
    ///
    /// # Errors
    /// Another shape, no such date or time, or an instant outside the calendar.
    pub fn parse_instant(&self, text: &str) -> Result<Instant, String> {
        let shape = || {
            format!(
                "{text:?} is no date or date and time such as 2026-05-17, 2026-05-17 08:05 or 2026-05-17T08:05:00+02:00"
            )
        };
        let (date, rest) = text.split_at_checked(10).ok_or_else(shape)?;
        let date = Date::parse(date).ok_or_else(shape)?;
        let (time, offset) = if rest.is_empty() {
            ((TimeOfDay::MIDNIGHT, 0), None)
        } else {
            let clock = rest.strip_prefix(['T', ' ']).ok_or_else(shape)?;
            read_clock(clock).ok_or_else(shape)?
        };
        let outside = || format!("{text} is outside the calendar {} to {}", self.from(), self.to());
        let instant = match offset {
            Some(offset) => {
                let seconds = i64::from(time.0.seconds()) - i64::from(offset);
                Instant::from_micros(i64::from(date.days()) * Duration::DAY.micros() + seconds * 1_000_000)
            }
            None if date < self.from() || date > self.to() => return Err(outside()),
            None => self.at(date, time.0),
        };
        let instant = instant + Duration::from_micros(time.1);
        if instant < self.start() || instant >= self.end() { Err(outside()) } else { Ok(instant) }
    }
}

/// Time of day with its microseconds, and the offset from UTC in seconds if one is written.
type Clock = ((TimeOfDay, i64), Option<i32>);

fn read_clock(text: &str) -> Option<Clock> {
    let (time, offset) = match text.find(['Z', '+', '-']) {
        None => (text, None),
        Some(at) => (&text[..at], Some(read_offset(&text[at..])?)),
    };
    let (time, fraction) = match time.split_once('.') {
        None => (time, 0),
        Some((time, digits)) if time.len() == 8 => (time, read_fraction(digits)?),
        Some(_) => return None,
    };
    let time = TimeOfDay::parse(time)?;
    let past_the_day = time == TimeOfDay::END_OF_DAY && fraction > 0;
    (!past_the_day).then_some(((time, fraction), offset))
}

/// One to six digits as microseconds.
fn read_fraction(digits: &str) -> Option<i64> {
    let whole = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| format!("{digits:0<6}").parse().ok()).flatten()
}

/// `Z`, `+HH:MM` or `-HH:MM`, in seconds; less than a day.
fn read_offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, clock) = text.split_at_checked(1)?;
    let ahead = TimeOfDay::parse(clock).filter(|time| clock.len() == 5 && *time < TimeOfDay::END_OF_DAY)?;
    Some(if sign == "-" { -(ahead.seconds() as i32) } else { ahead.seconds() as i32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CalendarSpec;

    fn calendar(zone: &str) -> Calendar {
        let spec = CalendarSpec { zone: zone.to_string(), ..CalendarSpec::default() };
        Calendar::compile(&spec, Date::parse("2026-01-01").unwrap(), Date::parse("2026-12-31").unwrap())
            .unwrap()
    }

    #[test]
    fn instants_are_read_in_each_form() {
        let calendar = calendar("Europe/Oslo");
        let read = |text| calendar.format(calendar.parse_instant(text).unwrap());
        assert_eq!(read("2026-05-17"), "2026-05-17T00:00:00+02:00");
        assert_eq!(read("2026-05-17 08:05"), "2026-05-17T08:05:00+02:00");
        assert_eq!(read("2026-05-17T08:05:09"), "2026-05-17T08:05:09+02:00");
        assert_eq!(read("2026-05-17 08:05:00.123456"), "2026-05-17T08:05:00.123456+02:00");
        assert_eq!(read("2026-05-17 08:05:00.5"), "2026-05-17T08:05:00.500000+02:00");
        assert_eq!(read("2026-05-17T08:05:00Z"), "2026-05-17T10:05:00+02:00");
        assert_eq!(read("2026-01-17T08:05-03:30"), "2026-01-17T12:35:00+01:00");
        assert_eq!(read("2026-01-17 08:05:00.000001+01:00"), "2026-01-17T08:05:00.000001+01:00");
        assert_eq!(read("2026-05-16 24:00"), "2026-05-17T00:00:00+02:00");
        assert_eq!(read("2025-12-31T23:30Z"), "2026-01-01T00:30:00+01:00");
        assert_eq!(read("2026-03-29 02:30"), "2026-03-29T03:30:00+02:00");
        let whole = calendar.parse_instant("2026-10-25T02:30:00+01:00").unwrap();
        assert_eq!(calendar.parse_instant(&calendar.format(whole)), Ok(whole));
    }

    #[test]
    fn offsets_of_half_hours_and_behind_utc_are_written() {
        let shown = |zone| {
            let calendar = calendar(zone);
            calendar.format(calendar.parse_instant("2026-01-17 08:05").unwrap())
        };
        assert_eq!(shown("Asia/Kolkata"), "2026-01-17T08:05:00+05:30");
        assert_eq!(shown("America/St_Johns"), "2026-01-17T08:05:00-03:30");
        assert_eq!(shown("UTC"), "2026-01-17T08:05:00+00:00");
    }

    #[test]
    fn other_shapes_are_refused() {
        let calendar = calendar("Europe/Oslo");
        let wrong = [
            "",
            "2026",
            "2026-02-30",
            "2026-05-17X08:05",
            "2026-05-17T",
            "2026-05-17 8:05",
            "2026-05-17 08:05:00.",
            "2026-05-17 08:05:00.1234567",
            "2026-05-17 08:05.5",
            "2026-05-17 24:00:00.1",
            "2026-05-17 08:05+2",
            "2026-05-17 08:05+24:00",
            "2026-05-17 08:05 +02:00",
            "2026-05-17Z",
            "17.05.2026",
            "2026-05-1å 08:05",
        ];
        for text in wrong {
            let fault = calendar.parse_instant(text).unwrap_err();
            assert!(fault.contains("is no date"), "{text}: {fault}");
        }
        for text in
            ["2025-12-31", "2027-01-01 00:00", "2026-12-31 24:00", "2027-01-01T00:59Z", "2026-12-31T23:00Z"]
        {
            let fault = calendar.parse_instant(text).unwrap_err();
            assert_eq!(fault, format!("{text} is outside the calendar 2026-01-01 to 2026-12-31"));
        }
    }
}
