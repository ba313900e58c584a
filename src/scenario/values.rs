//! Single values: shares, lengths of time, laws, times of day, dates, numbers, choices.
//!
//! Each reader takes one item, says what is wrong with it, and notes that the value was used.

use super::faults::nearest;
use super::item::Item;
use super::tree::Value;
use super::units::{Window, duration_remedy, parse_days, parse_duration, parse_share, parse_window};
use crate::random::Law;
use crate::stats::Share;
use crate::text::scenario as say;
use crate::time::{Date, Duration, TimeOfDay};

impl Item<'_> {
    pub fn share(&self) -> Option<Share> {
        self.used();
        let share = match &self.node.value {
            Value::Text(text) => parse_share(text),
            _ => None,
        };
        if share.is_none() {
            self.fault_with(say::share_rule(), self.share_remedy());
        }
        share
    }

    fn share_remedy(&self) -> Option<crate::text::Words> {
        let number = match &self.node.value {
            Value::Real(number) if (0.0..=1.0).contains(number) => number * 100.0,
            Value::Real(number) => *number,
            Value::Whole(number) => *number as f64,
            Value::Text(text) => text.replace(',', ".").trim_end_matches('%').trim().parse().ok()?,
            _ => return None,
        };
        let rounded = (number * 1e7).round() / 1e7;
        (0.0..=100.0).contains(&rounded).then(|| say::did_you_mean(format!("\"{rounded} %\"")))
    }

    /// A length of time.
    pub fn duration(&self) -> Option<Duration> {
        self.used();
        let duration = self.node.as_text().and_then(parse_duration);
        if duration.is_none() {
            let remedy = match &self.node.value {
                Value::Whole(number) if (0..1000).contains(number) => {
                    Some(say::did_you_mean(format!("\"{number} min\"")))
                }
                Value::Text(text) => duration_remedy(text),
                _ => None,
            };
            self.fault_with(say::duration_rule(), remedy);
        }
        duration
    }

    pub fn number(&self, least: f64, most: f64) -> Option<f64> {
        self.used();
        let number = match self.node.value {
            Value::Whole(number) => Some(number as f64),
            Value::Real(number) => Some(number),
            _ => None,
        };
        let fits = number.filter(|number| (least..=most).contains(number));
        if fits.is_none() {
            self.fault(say::number_rule(least, most));
        }
        fits
    }

    pub fn whole(&self, least: u32, most: u32) -> Option<u32> {
        self.used();
        let number = match self.node.value {
            Value::Whole(number) => Some(number),
            Value::Real(number) if self.node.scaled => Some((number + 0.5).floor() as i64),
            _ => None,
        };
        let fits = number.and_then(|n| u32::try_from(n).ok()).filter(|n| (least..=most).contains(n));
        if fits.is_none() {
            self.fault(say::whole_rule(least, most));
        }
        fits
    }

    pub fn truth(&self) -> Option<bool> {
        self.used();
        match self.node.value {
            Value::Truth(truth) => Some(truth),
            _ => {
                self.fault(say::truth_rule());
                None
            }
        }
    }

    /// One of some names.
    pub fn choice<T: Copy>(&self, choices: &[(&'static str, T)]) -> Option<T> {
        self.used();
        let text = self.node.as_text();
        let found = choices.iter().find(|(name, _)| Some(*name) == text);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let near = text.and_then(|text| nearest(text, names.iter().copied()));
            let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            let remedy = near.map(|near| say::did_you_mean(format!("\"{near}\"")));
            self.fault_with(say::choice_rule(quoted.join(", ")), remedy);
        }
        found.map(|(_, choice)| *choice)
    }

    pub fn date(&self) -> Option<Date> {
        let date = match &self.node.value {
            Value::Moment(moment) if moment.time.is_none() => moment.date.and_then(|date| {
                Date::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }),
            Value::Text(text) => Date::parse(text),
            _ => None,
        };
        let fits = date.filter(|date| (2000..2100).contains(&date.year()));
        if fits.is_none() {
            self.fault(say::date_rule());
        }
        fits
    }

    pub fn time_of_day(&self) -> Option<TimeOfDay> {
        self.used();
        let time = self.node.as_text().and_then(TimeOfDay::parse);
        if time.is_none() {
            self.fault(say::time_rule());
        }
        time
    }

    pub fn window(&self) -> Option<Window> {
        self.used();
        let window = self.node.as_text().and_then(parse_window);
        if window.is_none() {
            self.fault(say::window_rule());
        }
        window
    }

    /// One window or a list; none may overlap another.
    pub fn windows(&self) -> Option<Vec<Window>> {
        self.used();
        let items = self.one_or_more();
        let mut windows = Vec::new();
        for item in &items {
            item.hush();
            windows.push(item.window()?);
        }
        if windows.is_empty() {
            self.fault(say::window_rule());
            return None;
        }
        windows.sort_unstable();
        if let Some(pair) = windows.windows(2).find(|pair| pair[1].0 < pair[0].1) {
            let name = |window: &Window| format!("{}-{}", window.0, window.1);
            self.fault(say::windows_overlap(name(&pair[0]), name(&pair[1])));
            return None;
        }
        Some(windows)
    }

    /// Weekdays, Monday first.
    pub fn days(&self) -> Option<[bool; 7]> {
        self.used();
        let days = self.node.as_text().and_then(parse_days);
        if days.is_none() {
            self.fault(say::days_rule());
        }
        days
    }

    /// A time law.
    pub fn law(&self) -> Option<Law> {
        self.used();
        let Some(entries) = self.node.as_table() else {
            let written = self.node.as_text().filter(|text| parse_duration(text).is_some());
            let remedy = written.map(|t| say::did_you_mean(format!("{{ constant = \"{t}\" }}")));
            self.fault_with(say::law_rule(), remedy);
            return None;
        };
        let section = self.section().quiet();
        if entries.has("mean") || entries.has("cv") {
            let law = mean_and_cv(&section, self, Law::log_normal);
            section.done();
            law
        } else {
            super::laws::named(self, &section)
        }
    }

    /// A time law, or `"none"`.
    pub fn law_or_none(&self) -> Option<Option<Law>> {
        if self.node.as_text() == Some("none") {
            self.used();
            return Some(None);
        }
        self.law().map(Some)
    }
}

/// A law by `mean` and `cv`.
pub fn mean_and_cv(
    section: &super::cursor::Section<'_>,
    item: &Item<'_>,
    make: impl Fn(Duration, f64) -> Result<Law, String>,
) -> Option<Law> {
    let mean = section.need("mean").and_then(|mean| positive(&mean));
    let cv = section.need("cv").and_then(|cv| {
        let number = cv.number(0.0, 100.0)?;
        if number > 0.0 && number < 1e-4 {
            cv.fault(say::number_rule(1e-4, 100.0));
            return None;
        }
        Some(number)
    });
    made(item, make(mean?, cv?))
}

/// A length of time above zero.
pub fn positive(item: &Item<'_>) -> Option<Duration> {
    let duration = item.duration()?;
    if duration == Duration::ZERO {
        item.fault(say::longer_than_zero());
        return None;
    }
    Some(duration)
}

/// What a constructor of laws still refuses.
pub fn made(item: &Item<'_>, law: Result<Law, String>) -> Option<Law> {
    law.map_err(|reason| item.fault(say::law_refused(reason))).ok()
}
