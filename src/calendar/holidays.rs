//! Public holidays: which dates of a year nobody counts as working days.
//!
//! Norway: fixed dates and those that follow Easter, each date once. 24 and 31 December are no public
//! holidays; local closures and short days are scenario data and are not known here.

use crate::time::Date;

/// Which country's public holidays hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Holidays {
    #[default]
    Norway,
    /// No public holidays at all.
    None,
}

/// A public holiday; two that fall on one date are one, with both names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub date: Date,
    /// In bokmål, e.g. `2. pinsedag / 17. mai`.
    pub name: String,
}

const FIXED: [(u32, u32, &str); 5] = [
    (1, 1, "1. nyttårsdag"),
    (5, 1, "1. mai"),
    (5, 17, "17. mai"),
    (12, 25, "1. juledag"),
    (12, 26, "2. juledag"),
];

/// Days from Easter Sunday.
const MOVABLE: [(i32, &str); 7] = [
    (-3, "skjærtorsdag"),
    (-2, "langfredag"),
    (0, "1. påskedag"),
    (1, "2. påskedag"),
    (39, "Kristi himmelfartsdag"),
    (49, "1. pinsedag"),
    (50, "2. pinsedag"),
];

impl Holidays {
    /// The name that a scenario writes: `norway` or `none`.
    pub fn parse(text: &str) -> Option<Self> {
        [Holidays::Norway, Holidays::None].into_iter().find(|holidays| holidays.name() == text)
    }

    pub fn name(self) -> &'static str {
        match self {
            Holidays::Norway => "norway",
            Holidays::None => "none",
        }
    }

    /// The public holidays of a year in order of date, each date once.
    pub fn of_year(self, year: i32) -> Vec<Holiday> {
        if self == Holidays::None {
            return Vec::new();
        }
        let easter = easter_sunday(year);
        let movable = MOVABLE.iter().map(|&(days, name)| (easter.plus(days), name));
        let fixed = FIXED.iter().map(|&(month, day, name)| {
            (Date::from_ymd(year, month, day).expect("fixed holidays exist each year"), name)
        });
        let mut all: Vec<(Date, &str)> = movable.chain(fixed).collect();
        all.sort_by_key(|&(date, _)| date);
        let mut merged: Vec<Holiday> = Vec::with_capacity(all.len());
        for (date, name) in all {
            match merged.last_mut() {
                Some(last) if last.date == date => last.name = format!("{} / {name}", last.name),
                _ => merged.push(Holiday { date, name: name.to_string() }),
            }
        }
        merged
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
pub fn easter_sunday(year: i32) -> Date {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::from_ymd(year, month as u32, day as u32).expect("the rule gives a date")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn easter_falls_on_the_known_sundays() {
        let known = [
            "1961-04-02",
            "2000-04-23",
            "2008-03-23",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2285-03-22",
        ];
        for text in known {
            assert_eq!(easter_sunday(date(text).year()), date(text));
        }
    }

    #[test]
    fn a_year_has_twelve_dates_unless_two_coincide() {
        let names = |year| -> Vec<String> {
            Holidays::Norway.of_year(year).into_iter().map(|h| format!("{} {}", h.date, h.name)).collect()
        };
        assert_eq!(
            names(2027),
            [
                "2027-01-01 1. nyttårsdag",
                "2027-03-25 skjærtorsdag",
                "2027-03-26 langfredag",
                "2027-03-28 1. påskedag",
                "2027-03-29 2. påskedag",
                "2027-05-01 1. mai",
                "2027-05-06 Kristi himmelfartsdag",
                "2027-05-16 1. pinsedag",
                "2027-05-17 2. pinsedag / 17. mai",
                "2027-12-25 1. juledag",
                "2027-12-26 2. juledag",
            ]
        );
        let doubles: Vec<i32> = (2000..=2060).filter(|&y| names(y).len() < 12).collect();
        assert_eq!(doubles, [2007, 2008, 2012, 2027, 2032, 2043, 2054]);
        assert!((2000..=2060).all(|y| names(y).len() >= 11));
        assert!(Holidays::None.of_year(2026).is_empty());
        assert_eq!(Holidays::parse("norway"), Some(Holidays::Norway));
        assert_eq!(Holidays::parse("sweden"), None);
    }
}
