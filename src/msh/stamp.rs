//! Instants as documents and the interface write them: xs:dateTime in, RFC 3339 out. Knows no calendar.

use crate::time::{Date, Duration, Instant, TimeOfDay};

/// Reads an xs:dateTime; without zone it is taken as UTC. Digits beyond the microsecond are cut.
pub fn parse(text: &str) -> Option<Instant> {
    let (date, clock) = text.split_once('T')?;
    let date = Date::parse(date)?;
    let (clock, offset) = match clock.find(['Z', '+', '-']) {
        None => (clock, 0),
        Some(at) => (&clock[..at], offset(&clock[at..])?),
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let time = TimeOfDay::parse(clock).filter(|_| clock.len() == 8)?;
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micros: i64 = format!("{fraction:0<6}")[..6].parse().ok()?;
    let seconds = i64::from(time.seconds()) - offset;
    let whole = i64::from(date.days()) * Duration::DAY.micros() + seconds * Duration::SECOND.micros();
    Some(Instant::from_micros(whole + micros))
}

/// Whether a zone is written.
pub fn has_zone(text: &str) -> bool {
    text.split_once('T').is_some_and(|(_, clock)| clock.contains(['Z', '+', '-']))
}

fn offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let ahead = TimeOfDay::parse(text.get(1..)?).filter(|_| text.len() == 6)?;
    let seconds = i64::from(ahead.seconds());
    (seconds <= 14 * 3600).then_some(if text.starts_with('-') { -seconds } else { seconds })
}

/// `2026-11-24T08:05:00.000001Z`.
pub fn format(instant: Instant) -> String {
    let (days, micros) = (
        instant.micros().div_euclid(Duration::DAY.micros()),
        instant.micros().rem_euclid(Duration::DAY.micros()),
    );
    let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z", Date::from_days(days as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for micros in [0, 1, 1_795_000_000_123_456, -1] {
            let instant = Instant::from_micros(micros);
            assert_eq!(parse(&format(instant)), Some(instant));
        }
        let noon = parse("2026-11-24T12:00:00Z");
        assert_eq!(parse("2026-11-24T13:00:00+01:00"), noon);
        assert_eq!(parse("2026-11-24T12:00:00"), noon);
        assert_eq!(parse("2026-11-24T08:30:00.000000999-03:30"), noon);
        for bad in [
            "",
            "2026-11-24",
            "2026-11-24T12:00",
            "2026-02-30T12:00:00",
            "2026-11-24T12:00:00.",
            "2026-11-24T12:00:00+15:00",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
