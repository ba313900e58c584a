//! The forms of simple values: dates, codes, base64.
//!
//! As XML Schema 1.0 defines them, with digits of ASCII. Years have at least four digits.

/// What a text or an attribute must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Text,
    /// This text, or none.
    Fixed(&'static str),
    DateTime,
    Date,
    /// A date, a time, both, a year, or a month of a year.
    Stamp,
    Base64,
    Uri,
    Integer,
    /// Numbers with dots between them.
    Oid,
    /// A name without a colon that no other element of the document has.
    Id,
}

impl Value {
    /// Whether the text has this form. White space around it does not count, save for texts.
    pub fn fits(self, text: &str) -> bool {
        let trimmed = text.trim_matches(is_space);
        match self {
            Value::Text => true,
            Value::Fixed(fixed) => text.is_empty() || text == fixed,
            Value::DateTime => is_date_time(trimmed),
            Value::Date => date(trimmed).is_some_and(is_zone),
            Value::Stamp => is_stamp(trimmed),
            Value::Base64 => base64_bytes(text.as_bytes()).is_some(),
            Value::Uri => is_uri(trimmed),
            Value::Integer => is_digits(trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed)),
            Value::Oid => !trimmed.is_empty() && trimmed.split('.').all(is_digits),
            Value::Id => is_name(trimmed) && !trimmed.contains(':'),
        }
    }
}

/// White space of XML.
pub const fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\r' | '\n')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of exactly so many digits, and what follows it.
fn number(text: &str, digits: usize) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(digits)?;
    is_digits(head).then(|| head.parse().ok().map(|number| (number, rest)))?
}

/// What follows a year: at least four digits, no zero before more than four, no year 0.
fn year(text: &str) -> Option<(u32, &str)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = unsigned.split_at_checked(digits)?;
    if !(4..=9).contains(&digits) || (digits > 4 && head.starts_with('0')) {
        return None;
    }
    head.parse().ok().filter(|year| *year > 0).map(|year| (year, rest))
}

fn month(text: &str) -> Option<(u32, &str)> {
    number(text.strip_prefix('-')?, 2).filter(|(month, _)| (1..=12).contains(month))
}

/// What follows a date.
fn date(text: &str) -> Option<&str> {
    let (year, rest) = year(text)?;
    let (month, rest) = month(rest)?;
    let (day, rest) = number(rest.strip_prefix('-')?, 2)?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 31,
    };
    (1..=last).contains(&day).then_some(rest)
}

/// What follows a time of day. 24:00:00 is the end of the day.
fn time(text: &str) -> Option<&str> {
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = number(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = number(rest.strip_prefix(':')?, 2)?;
    let (fraction, rest) = match rest.strip_prefix('.') {
        None => ("", rest),
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            rest.split_at_checked(digits).filter(|(fraction, _)| !fraction.is_empty())?
        }
    };
    let midnight = hour == 24 && minute == 0 && second == 0 && fraction.bytes().all(|digit| digit == b'0');
    ((hour < 24 || midnight) && minute < 60 && second < 60).then_some(rest)
}

/// Nothing, `Z`, or an offset of at most 14 hours.
fn is_zone(text: &str) -> bool {
    if text.is_empty() || text == "Z" {
        return true;
    }
    let offset = || {
        let (hours, rest) = number(text.strip_prefix(['+', '-'])?, 2)?;
        let (minutes, rest) = number(rest.strip_prefix(':')?, 2)?;
        Some(rest.is_empty() && minutes < 60 && (hours < 14 || (hours == 14 && minutes == 0)))
    };
    offset().unwrap_or(false)
}

fn is_date_time(text: &str) -> bool {
    let rest = || time(date(text)?.strip_prefix('T')?);
    rest().is_some_and(is_zone)
}

fn is_stamp(text: &str) -> bool {
    let after_year = || year(text).map(|(_, rest)| rest);
    let after_month = || after_year().and_then(month).map(|(_, rest)| rest);
    is_date_time(text)
        || [date(text), after_year(), after_month(), time(text)].into_iter().flatten().any(is_zone)
}

/// A reference of RFC 3986 as far as it can be wrong: per cent signs, brackets, a scheme that is none, a port that is no
/// number.
fn is_uri(text: &str) -> bool {
    let hex = |place: usize| text.as_bytes().get(place).is_some_and(u8::is_ascii_hexdigit);
    let escapes = text.match_indices('%').all(|(place, _)| hex(place + 1) && hex(place + 2));
    let head = text.split(['/', '?', '#']).next().unwrap_or("");
    let scheme = head.split_once(':').is_none_or(|(scheme, _)| {
        scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    let brackets = text.matches('[').count() == text.matches(']').count();
    escapes && scheme && brackets && has_port(text) && text.matches('#').count() <= 1
}

/// Whether what follows the host, if anything does, is a number.
fn has_port(text: &str) -> bool {
    let before_path = text.split(['?', '#']).next().unwrap_or("");
    let Some((scheme, rest)) = before_path.split_once("//").filter(|(s, _)| s.is_empty() || s.ends_with(':'))
    else {
        return true;
    };
    if scheme.contains('/') {
        return true;
    }
    let authority = rest.split('/').next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let after = host.rsplit_once(']').map_or(host, |(_, after)| after);
    after.split_once(':').is_none_or(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How many bytes the base64 stands for; `None` if it is none. White space may stand anywhere, and the bits that are
/// left over at the end must be zero.
pub fn base64_bytes(text: &[u8]) -> Option<u64> {
    let last = text.iter().rposition(|byte| !matches!(byte, b'=' | b' ' | b'\t' | b'\r' | b'\n'));
    let Some(last) = last else {
        return (!text.contains(&b'=')).then_some(0);
    };
    let (body, tail) = text.split_at(last + 1);
    let padding = tail.iter().filter(|byte| **byte == b'=').count();
    // Two sums without a branch, so that the compiler takes many bytes at a time.
    let (mut spaces, mut strangers) = (0_usize, 0_usize);
    for part in body.chunks(255) {
        let (mut space, mut strange) = (0_u8, 0_u8);
        for byte in part {
            let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
            let digit = byte.wrapping_sub(b'0') < 10;
            let blank = (*byte == b' ') | (*byte == b'\n') | (*byte == b'\r') | (*byte == b'\t');
            let known = letter | digit | (*byte == b'+') | (*byte == b'/') | blank;
            space += u8::from(blank);
            strange += u8::from(!known);
        }
        spaces += usize::from(space);
        strangers += usize::from(strange);
    }
    let signs = body.len() - spaces;
    let clean = match padding {
        0 => true,
        1 => b"AEIMQUYcgkosw048".contains(&body[last]),
        2 => b"AQgw".contains(&body[last]),
        _ => false,
    };
    let good = strangers == 0 && clean && (signs + padding).is_multiple_of(4);
    good.then(|| ((signs + padding) / 4 * 3 - padding) as u64)
}

/// Whether it may be the name of an element or an attribute.
pub fn is_name(text: &str) -> bool {
    text.starts_with(begins_name) && text.chars().all(|sign| begins_name(sign) || continues_name(sign))
}

const fn begins_name(sign: char) -> bool {
    matches!(sign, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

const fn continues_name(sign: char) -> bool {
    matches!(sign, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(value: Value, good: &[&str], bad: &[&str]) {
        good.iter().for_each(|text| assert!(value.fits(text), "{value:?} {text}"));
        bad.iter().for_each(|text| assert!(!value.fits(text), "{value:?} {text}"));
    }

    #[test]
    fn dates_and_times_are_those_of_the_calendar() {
        all(
            Value::DateTime,
            &[
                "2026-03-02T09:00:00",
                "2026-03-02T09:00:00.123456789+01:00",
                " 2024-02-29T24:00:00Z\n",
                "2026-03-02T09:00:00-14:00",
            ],
            &[
                "2026-03-02",
                "2026-02-29T09:00:00",
                "2026-03-02T24:00:01",
                "2026-03-02T09:00",
                "2026-03-02T09:00:00.",
                "2026-03-02T09:00:00+14:01",
                "26-03-02T09:00:00",
                "0000-03-02T09:00:00",
                "2026-3-2T09:00:00",
                "",
                "2026-03-02T09:60:00",
                "2026-03-02t09:00:00",
            ],
        );
        all(
            Value::Stamp,
            &["2026", "2026-03", "2026-03-02", "09:00:00Z", "2026-03-02T09:00:00"],
            &["2026-13", "09:00", "", "03-02", "æøåæøå"],
        );
    }

    #[test]
    fn base64_has_whole_groups_of_four_and_nothing_left_over() {
        all(
            Value::Base64,
            &["", "AAAA", "AAA=", "AA==", "AA = =", "AA\nAA"],
            &["A", "AA", "AAA", "=", "AB==", "AAB=", "AA===", "AA=A", "AÆA=", "A-A="],
        );
    }

    #[test]
    fn a_port_is_a_number() {
        all(
            Value::Uri,
            &[
                "http://a:80/b",
                "http://a/b:x",
                "//a:1",
                "http://u:x@a:1/",
                "http://[::1]:8/",
                "urn:a//b:x",
                "a//b:x",
                "?//a:x",
            ],
            &["http://a:x/b", "//a:x", "http://a:1x?c", "http://u@a:x#d", "http://[::1]:x/"],
        );
    }

    #[test]
    fn numbers_with_dots_have_numbers_on_both_sides() {
        all(Value::Oid, &["2.16.578.1.12.4.1.1.9051", "1"], &["", ".1", "1.", "1..2", "1,2"]);
    }
}
