//! How shares, lengths of time, windows and weekdays are written. Texts in, values out.

use crate::stats::Share;
use crate::text::scenario as say;
use crate::time::{Duration, TimeOfDay};

/// From and to on one date; `to` may lie on the next.
pub type Window = (TimeOfDay, TimeOfDay);

/// The names of weekdays, Monday first.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// No length of time is longer: ten years.
const LONGEST: i64 = 3652 * 86_400_000_000;

/// `12 %`, `12.5 %`: at most nine digits after the point, to the nearest billionth.
pub fn parse_share(text: &str) -> Option<Share> {
    let number = text.strip_suffix('%')?.trim_end();
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let point_alone = number.contains('.') && rest.is_empty();
    let shape = !whole.is_empty() && whole.len() <= 3 && rest.len() <= 9 && !point_alone;
    if !shape || !digits(whole) || !digits(rest) {
        return None;
    }
    let fraction: u64 = format!("{rest:0<9}").parse().ok()?;
    let scaled = whole.parse::<u64>().ok()? * 1_000_000_000 + fraction;
    Share::from_billionths(u32::try_from((scaled + 50) / 100).ok()?)
}

/// `4 min`, `1.5 h`: a number and one unit.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let (number, unit) = split_unit(text)?;
    let unit = match unit {
        "s" => Duration::SECOND,
        "min" => Duration::MINUTE,
        "h" => Duration::HOUR,
        "d" => Duration::DAY,
        _ => return None,
    };
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || rest.len() > 9 || !digits(whole) || !digits(rest) {
        return None;
    }
    let fraction: i128 = format!("{rest:0<9}").parse().ok()?;
    let scaled = whole.parse::<i128>().ok()? * 1_000_000_000 + fraction;
    let micros = i64::try_from((scaled * i128::from(unit.micros()) + 500_000_000) / 1_000_000_000).ok()?;
    (micros <= LONGEST).then(|| Duration::from_micros(micros))
}

fn split_unit(text: &str) -> Option<(&str, &str)> {
    let at = text.find(|c: char| c.is_alphabetic())?;
    Some((text[..at].trim_end(), &text[at..]))
}

/// The same with a unit that is known, if it only has another name.
pub fn duration_remedy(text: &str) -> Option<crate::text::Words> {
    let text = text.replace(',', ".");
    let (number, unit) = split_unit(text.trim())?;
    let unit = match unit.to_lowercase().as_str() {
        "s" | "sec" | "sek" | "seconds" | "sekunder" => "s",
        "m" | "min" | "mins" | "minutes" | "minutter" => "min",
        "h" | "t" | "timer" | "time" | "hours" | "hour" => "h",
        "d" | "dager" | "dag" | "days" | "day" | "døgn" => "d",
        _ => return None,
    };
    let whole = format!("{number} {unit}");
    parse_duration(&whole).map(|_| say::did_you_mean(format!("\"{whole}\"")))
}

/// `08:00-15:30`; one that ends before it begins ends on the next date.
pub fn parse_window(text: &str) -> Option<Window> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (TimeOfDay::parse(from.trim())?, TimeOfDay::parse(to.trim())?);
    if from == to || from == TimeOfDay::END_OF_DAY {
        return None;
    }
    let to = if to < from { TimeOfDay::from_seconds(to.seconds() + 86_400)? } else { to };
    Some((from, to))
}

/// `mon-fri`, `mon,wed,fri`, `sat-mon`.
pub fn parse_days(text: &str) -> Option<[bool; 7]> {
    let mut days = [false; 7];
    let index = |name: &str| DAYS.iter().position(|day| *day == name.trim());
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (index(first)?, index(last)?);
        let count = (last + 7 - first) % 7;
        (0..=count).for_each(|step| days[(first + step) % 7] = true);
    }
    Some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_exactly() {
        let read = |text: &str| parse_share(text).map(Share::billionths);
        assert_eq!(read("12 %"), Some(120_000_000));
        assert_eq!(read("12.5%"), Some(125_000_000));
        assert_eq!(read("0.000000049 %"), Some(0));
        assert_eq!(read("0.000000050 %"), Some(1));
        assert_eq!(read("100 %"), Some(1_000_000_000));
        for wrong in ["12", "0.12", "101 %", "-1 %", "12,5 %", "1. %", ".5 %", "1e1 %", "100.1 %", " %"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn lengths_of_time_have_one_unit() {
        let read = |text: &str| parse_duration(text).map(Duration::micros);
        assert_eq!(read("4 min"), Some(240_000_000));
        assert_eq!(read("1.5h"), Some(5_400_000_000));
        assert_eq!(read("0 s"), Some(0));
        for wrong in ["4", "4 minutter", "-4 min", "4 min 3 s", "99999 d", "", "min"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn windows_and_days() {
        let (from, to) = parse_window("22:00-06:00").unwrap();
        assert_eq!((from.seconds(), to.seconds()), (79_200, 108_000));
        assert_eq!(parse_window("08:00-08:00"), None);
        assert_eq!(parse_days("sat-mon"), Some([true, false, false, false, false, true, true]));
        assert_eq!(parse_days("mon,wed-thu"), Some([true, false, true, true, false, false, false]));
        assert_eq!(parse_days("man-fre"), None);
    }
}
