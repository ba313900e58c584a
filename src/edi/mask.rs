//! Identity numbers of possibly living persons are made unreadable before anybody sees a text.

use super::identity::Identity;
use std::borrow::Cow;

/// What stands in place of a number.
const MASK: &str = "***********";

/// The text, with each valid number that is not marked as synthetic replaced. Also found: six digits, a space or a
/// hyphen, five digits.
pub fn mask(text: &str) -> Cow<'_, str> {
    let mut masked: Option<String> = None;
    let mut written = 0;
    let mut place = 0;
    while let Some(begin) = next_digit(text, place) {
        match number(&text[begin..]) {
            Some(length) => {
                let all = masked.get_or_insert_default();
                all.push_str(&text[written..begin]);
                all.push_str(MASK);
                place = begin + length;
                written = place;
            }
            None => place = begin + run(&text[begin..]),
        }
    }
    match masked {
        None => Cow::Borrowed(text),
        Some(mut all) => {
            all.push_str(&text[written..]);
            Cow::Owned(all)
        }
    }
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    text.as_bytes()[from..].iter().position(u8::is_ascii_digit).map(|place| from + place)
}

/// How many digits the text begins with.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of the number with which the text begins, if somebody may bear it.
fn number(text: &str) -> Option<usize> {
    let may_be_real = |digits: &str| Identity::parse(digits).is_some_and(|identity| identity.may_be_real());
    match run(text) {
        11 => may_be_real(&text[..11]).then_some(11),
        6 => {
            let rest = text[6..].strip_prefix([' ', '-', '\u{A0}'])?;
            let length = text.len() - rest.len() + 5;
            (run(rest) == 5 && may_be_real(&format!("{}{}", &text[..6], &rest[..5]))).then_some(length)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_somebody_may_bear_are_masked() {
        assert_eq!(mask("pasient 30108299920, født"), "pasient ***********, født");
        assert_eq!(mask("30108299939"), MASK, "the rule from 2032 counts, too");
        assert_eq!(mask("a30108299920b301082 99920c301082-99920"), "a***********b***********c***********");
        assert_eq!(mask("æ30108299920æ"), "æ***********æ");
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "30878199614",
            "15720255178",
            "301082999200",
            "30108299921",
            "2026-03-02",
            "",
            "æøå",
            "301082 9992",
        ] {
            assert!(matches!(mask(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
