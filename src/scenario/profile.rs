//! When things are sent: profiles of the week, seasons, hours of the senders.
//!
//! Knows the catalogue's names for them.

use super::catalogue;
use super::cursor::Section;
use super::faults::nearest;
use super::item::Item;
use super::tree::{Node, Value};
use super::values::parse_days;
use crate::calendar::CalendarSpec;
use crate::model::{Profile, Season, SenderHours};
use crate::text::scenario as say;
use crate::time::TimeOfDay;

/// A name out of the catalogue, or a table `{ mon = [24 numbers], … }`.
pub fn profile(item: &Item<'_>) -> Option<Profile> {
    item.used();
    let table = named(item, "profile")?;
    let Some(entries) = table.as_table() else {
        item.fault(say::profile_rule());
        return None;
    };
    let mut profile = [[0.0; 24]; 7];
    for entry in entries {
        let (Some(days), Some(hours)) = (parse_days(&entry.key), numbers::<24>(&entry.node)) else {
            item.fault(say::profile_rule());
            return None;
        };
        profile.iter_mut().zip(days).filter(|(_, on)| *on).for_each(|(day, _)| *day = hours);
    }
    if profile.iter().flatten().all(|weight| *weight == 0.0) {
        item.fault(say::profile_rule());
        return None;
    }
    Some(Profile(profile))
}

/// A name out of the catalogue, or twelve numbers.
pub fn season(item: &Item<'_>) -> Option<Season> {
    item.used();
    let factors = numbers::<12>(named(item, "season")?);
    if factors.is_none_or(|factors| factors.iter().all(|factor| *factor == 0.0)) {
        item.fault(say::season_rule());
        return None;
    }
    factors.map(Season)
}

/// The item itself, or what the catalogue has under that name.
fn named<'t>(item: &Item<'t>, kind: &str) -> Option<&'t Node> {
    let Some(name) = item.node.as_text() else { return Some(item.node) };
    let all = catalogue::table(kind);
    let found = all.get(name);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|entry| &*entry.key).collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let near = nearest(name, names.iter().copied()).map(|near| say::did_you_mean(format!("\"{near}\"")));
        item.fault_with(say::choice_rule(quoted.join(", ")), near);
    }
    found
}

fn numbers<const N: usize>(node: &Node) -> Option<[f64; N]> {
    let Value::List(list) = &node.value else { return None };
    let number = |node: &Node| match node.value {
        Value::Whole(number) => Some(number as f64),
        Value::Real(number) => Some(number),
        _ => None,
    };
    let all: Option<Vec<f64>> = list.iter().map(number).collect();
    all.filter(|all| all.iter().all(|n| (0.0..=1e9).contains(n))).and_then(|all| all.try_into().ok())
}

/// `"always"`, or `{ days, hours }`; the default is the office hours.
pub fn sender_hours(section: &Section<'_>, calendar: &CalendarSpec) -> SenderHours {
    let office = (calendar.office_opens, calendar.office_closes);
    let Some(item) = section.get("sender_hours") else {
        let days = section.default_at("sender_hours.days", "demand.sender_days").days().unwrap_or([true; 7]);
        return SenderHours { days: days.map(|on| on.then_some(office)), on_holidays: false };
    };
    if item.node.as_text() == Some("always") {
        item.used();
        let day = Some((TimeOfDay::MIDNIGHT, TimeOfDay::END_OF_DAY));
        return SenderHours { days: [day; 7], on_holidays: true };
    }
    if item.node.as_table().is_none() {
        item.fault(say::sender_hours_rule());
        return SenderHours { days: [Some(office); 7], on_holidays: false };
    }
    let inner = item.section();
    let days = inner.or("days", "demand.sender_days").days().unwrap_or([true; 7]);
    let mut window = office;
    if let Some(hours) = inner.get("hours")
        && let Some(written) = hours.window()
    {
        if written.1 > TimeOfDay::END_OF_DAY {
            hours.fault(say::office_one_day());
        }
        window = written;
    }
    inner.done();
    SenderHours { days: days.map(|on| on.then_some(window)), on_holidays: false }
}

/// Whether anything is ever sent: an hour with weight within the hours of a day.
pub fn meet(profile: &Profile, hours: &SenderHours) -> bool {
    profile.0.iter().zip(&hours.days).any(|(weights, window)| {
        let Some((from, to)) = window else { return false };
        let open = |hour: u32| from.seconds() < (hour + 1) * 3600 && hour * 3600 < to.seconds();
        weights.iter().zip(0u32..).any(|(weight, hour)| *weight > 0.0 && open(hour))
    })
}
