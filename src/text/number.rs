//! Numbers as text: the one formatter of reports, sentences and tables.
//!
//! Fixed decimals, rounded half away from zero on the shortest decimal that reads back as the value, so that
//! 1.005 becomes 1.01 as people expect; no thousands separator, ASCII minus, never "-0".

/// A number with a fixed count of decimals and a decimal point.
///
/// # Panics
/// If the value is infinite or not a number: what does not exist has no text.
pub fn fixed(value: f64, decimals: usize) -> String {
    assert!(value.is_finite(), "no text for {value}");
    let shortest = format!("{}", value.abs());
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let keep = whole.len() + decimals;
    let up = digits.get(keep).is_some_and(|digit| *digit >= b'5');
    digits.resize(keep, b'0');
    if up && carries_over(&mut digits) {
        digits.insert(0, b'1');
    }
    let mut text = String::from_utf8(digits).expect("decimal digits");
    let is_zero = text.bytes().all(|digit| digit == b'0');
    if decimals > 0 {
        text.insert(text.len() - decimals, '.');
    }
    if value < 0.0 && !is_zero {
        text.insert(0, '-');
    }
    text
}

/// As [`fixed`], with the decimal comma of Norwegian.
pub fn with_comma(value: f64, decimals: usize) -> String {
    fixed(value, decimals).replace('.', ",")
}

/// Adds one to the last digit; whether the number grew by a digit.
fn carries_over(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_goes_away_from_zero() {
        let cases = [
            (0.125, 2, "0.13"),
            (-0.125, 2, "-0.13"),
            (1.005, 2, "1.01"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (0.5, 0, "1"),
            (0.49, 0, "0"),
            (99.995, 2, "100.00"),
            (9.5, 0, "10"),
            (1e-9, 2, "0.00"),
            (1234567.0, 1, "1234567.0"),
        ];
        for (value, decimals, text) in cases {
            assert_eq!(fixed(value, decimals), text, "{value}");
        }
    }

    #[test]
    fn zero_has_no_sign_and_norwegian_a_comma() {
        assert_eq!([fixed(-0.0, 1), fixed(-0.04, 1)], ["0.0", "0.0"]);
        assert_eq!(with_comma(-1234.56, 1), "-1234,6");
        assert_eq!(with_comma(3.0, 0), "3");
    }

    #[test]
    #[should_panic(expected = "no text for NaN")]
    fn what_is_no_number_has_no_text() {
        fixed(f64::NAN, 1);
    }
}
