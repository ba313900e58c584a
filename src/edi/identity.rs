//! National identity numbers and organisation numbers: form and check digits.
//!
//! Eleven digits: day, month, year, three more, two check digits. What is added to day or month says what kind it
//! is, and whether it belongs to a made-up person. From 2032 the first check digit may miss by up to three.

/// A number that has the form and the check digits of an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    pub kind: NumberKind,
    /// Why it is known to belong to nobody; `None`: it may be somebody's.
    pub mark: Option<Mark>,
    pub rule: Rule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    Birth,
    /// Day + 40.
    D,
    /// Month + 40: a local aid number. Some test persons have it, too, so it proves nothing.
    H,
    /// Begins with 8 or 9: the common aid number, which holds no date.
    Common,
}

/// What marks a number as synthetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Month + 80: Test-Norge.
    Month80,
    /// Month + 65: reserved persons of Norsk Helsenett.
    Month65,
}

impl Mark {
    pub const fn months(self) -> u32 {
        match self {
            Mark::Month80 => 80,
            Mark::Month65 => 65,
        }
    }
}

/// By which rule the first check digit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Today's, which goes on holding.
    Today,
    /// Of numbers issued from 2032.
    From2032,
}

const FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const ORGANISATION: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

impl Identity {
    /// `None` if the text is no identity number.
    pub fn parse(text: &str) -> Option<Identity> {
        let digits: [u32; 11] = digits(text)?;
        let rule = match (weighted(&digits, &FIRST) + digits[9]) % 11 {
            0 => Rule::Today,
            1..=3 => Rule::From2032,
            _ => return None,
        };
        if !(weighted(&digits, &SECOND) + digits[10]).is_multiple_of(11) {
            return None;
        }
        let two = |place: usize| digits[place] * 10 + digits[place + 1];
        let (day, month, year) = (two(0), two(2), two(4));
        if day > 71 {
            return (digits[0] >= 8).then_some(Identity { kind: NumberKind::Common, mark: None, rule });
        }
        let (mark, aid, month) = match month {
            81..=92 => (Some(Mark::Month80), false, month - 80),
            66..=77 => (Some(Mark::Month65), false, month - 65),
            41..=52 => (None, true, month - 40),
            _ => (None, false, month),
        };
        let (is_d, day) = if day > 40 { (true, day - 40) } else { (false, day) };
        let kind = match (is_d, aid) {
            (true, _) => NumberKind::D,
            (false, true) => NumberKind::H,
            (false, false) => NumberKind::Birth,
        };
        ((1..=12).contains(&month) && (1..=last_day(month, year)).contains(&day)).then_some(Identity {
            kind,
            mark,
            rule,
        })
    }

    /// It may be the number of a living person.
    pub const fn may_be_real(&self) -> bool {
        self.mark.is_none()
    }

    /// A made-up person's number: day, month and year of birth, three more digits. `None` if no check digits fit
    /// (about every sixth), or the date is none.
    pub fn synthetic((day, month, year): (u32, u32, u32), individual: u32, mark: Mark) -> Option<String> {
        if !(1..=12).contains(&month) || day == 0 || day > last_day(month, year % 100) || individual > 999 {
            return None;
        }
        let nine = format!("{day:02}{:02}{:02}{individual:03}", month + mark.months(), year % 100);
        let nine: [u32; 9] = digits(&nine)?;
        let first = check_digit(weighted(&nine, &FIRST))?;
        let mut ten = [first; 10];
        ten[..9].copy_from_slice(&nine);
        let second = check_digit(weighted(&ten, &SECOND))?;
        Some(ten.iter().chain([&second]).filter_map(|digit| char::from_digit(*digit, 10)).collect())
    }
}

/// Days of a month whose century is not known.
const fn last_day(month: u32, year: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Nine digits whose last is the check digit.
pub fn is_organisation_number(text: &str) -> bool {
    digits::<9>(text).is_some_and(|digits| {
        matches!(digits[0], 8 | 9) && check_digit(weighted(&digits, &ORGANISATION)) == Some(digits[8])
    })
}

/// The organisation number that begins with these eight digits; `None` if no check digit fits, or they are no such
/// digits.
pub fn organisation_number(eight: &str) -> Option<String> {
    let digits: [u32; 8] = digits(eight)?;
    let last = check_digit(weighted(&digits, &ORGANISATION)).filter(|_| matches!(digits[0], 8 | 9))?;
    Some(format!("{eight}{last}"))
}

fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let mut digits = [0; N];
    if text.len() != N {
        return None;
    }
    for (digit, sign) in digits.iter_mut().zip(text.chars()) {
        *digit = sign.to_digit(10)?;
    }
    Some(digits)
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    weights.iter().zip(digits).map(|(weight, digit)| weight * digit).sum()
}

fn check_digit(sum: u32) -> Option<u32> {
    Some((11 - sum % 11) % 11).filter(|digit| *digit < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Identity {
        Identity::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn both_rules_for_check_digits_hold() {
        assert_eq!(of("30108299920").rule, Rule::Today);
        assert_eq!(of("30108299939").rule, Rule::From2032);
        assert_eq!(of("02013299997").kind, NumberKind::Birth);
        for wrong in ["30108299921", "30108299922", "3010829992", "301082999200", "30108z99920", ""] {
            assert_eq!(Identity::parse(wrong), None, "{wrong}");
        }
    }

    /// Counted by hand with the weights alone, in another language.
    #[test]
    fn of_one_date_as_many_numbers_hold_as_the_weights_leave() {
        for (date, today, from_2032) in [("020132", 826, 3305), ("010132", 827, 3305), ("301082", 827, 3306)]
        {
            let all = (0..100_000).filter_map(|rest| Identity::parse(&format!("{date}{rest:05}")));
            let rules: Vec<Rule> = all.map(|identity| identity.rule).collect();
            assert_eq!(rules.iter().filter(|rule| **rule == Rule::Today).count(), today, "{date}");
            assert_eq!(rules.len(), from_2032, "{date}");
        }
    }

    #[test]
    fn marks_show_made_up_persons() {
        for marked in ["15720255178", "31777207884"] {
            assert_eq!(of(marked).mark, Some(Mark::Month65), "{marked}");
        }
        for marked in ["30878199614", "17912099997"] {
            assert_eq!(of(marked).mark, Some(Mark::Month80), "{marked}");
        }
        assert!(of("30108299920").may_be_real());
    }

    #[test]
    fn numbers_that_are_made_are_marked_and_hold() {
        let mut made = 0;
        for mark in [Mark::Month80, Mark::Month65] {
            for individual in 0..1000 {
                if let Some(number) = Identity::synthetic((29, 2, 1948), individual, mark) {
                    assert_eq!(
                        of(&number),
                        Identity { kind: NumberKind::Birth, mark: Some(mark), rule: Rule::Today }
                    );
                    made += 1;
                }
            }
        }
        assert!((1600..1700).contains(&made), "about 10/11 squared of 2000: {made}");
        assert_eq!(Identity::synthetic((30, 2, 1948), 0, Mark::Month80), None);
    }

    #[test]
    fn organisation_numbers_have_a_check_digit() {
        assert!(is_organisation_number("983658725"));
        assert_eq!(organisation_number("98365872").as_deref(), Some("983658725"));
        for eight in 90_000_000..90_001_000 {
            let made = organisation_number(&eight.to_string());
            assert!(made.is_none_or(|number| is_organisation_number(&number)));
        }
        for wrong in ["983658726", "98365872", "183658725", "98365872a"] {
            assert!(!is_organisation_number(wrong), "{wrong}");
        }
    }
}
