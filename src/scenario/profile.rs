//! When things are sent: profiles of the week, seasons, hours of the senders.
//!
//! Knows the catalogue's names for them.

use super::catalogue;
use super::cursor::Section;
use super::faults::nearest;
use super::item::Item;
use super::tree::{Entry, Node, Value};
use super::units::parse_days;
use crate::calendar::CalendarSpec;
use crate::model::{Profile, Season, SenderHours, Step};
use crate::text::scenario as say;
use crate::time::TimeOfDay;

/// Steps of a day: one a minute.
const MOST_STEPS: usize = 1_440;

/// A name out of the catalogue, or a table of weekdays: `{ mon = [24 numbers], … }`, or as many steps as there are
/// numbers, or steps that begin when they say: `{ mon = { "08:00" = 3, "08:20" = 1, "15:30" = 0 }, … }`.
pub fn profile(item: &Item<'_>) -> Option<Profile> {
    item.used();
    let table = named(item, "profile")?;
    let Some(entries) = table.as_table() else {
        item.fault(say::profile_rule());
        return None;
    };
    let mut profile: [Vec<Step>; 7] = Default::default();
    for entry in entries {
        let (Some(days), Some(day)) = (parse_days(&entry.key), steps(&entry.node)) else {
            item.fault(say::profile_rule());
            return None;
        };
        profile.iter_mut().zip(days).filter(|(_, on)| *on).for_each(|(all, _)| all.clone_from(&day));
    }
    if profile.iter().flatten().all(|step| step.weight == 0.0) {
        item.fault(say::profile_rule());
        return None;
    }
    Some(Profile(profile))
}

/// Steps of equal length, or from times of day on; before the first of those the weight is zero.
fn steps(node: &Node) -> Option<Vec<Step>> {
    let Some(table) = node.as_table() else {
        let weights = list(node)?;
        let even = !weights.is_empty() && weights.len() <= MOST_STEPS && 86_400 % weights.len() == 0;
        return even.then(|| Profile::even_steps(&weights));
    };
    let step = |entry: &Entry| {
        let from = TimeOfDay::parse(&entry.key).filter(|from| *from < TimeOfDay::END_OF_DAY)?;
        Some(Step { from, weight: number(&entry.node)? })
    };
    let mut steps: Vec<Step> = table.iter().map(step).collect::<Option<_>>()?;
    steps.sort_by_key(|step| step.from);
    let apart = steps.windows(2).all(|pair| pair[0].from < pair[1].from);
    (apart && steps.len() <= MOST_STEPS).then_some(steps)
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
    list(node)?.try_into().ok()
}

fn list(node: &Node) -> Option<Vec<f64>> {
    let Value::List(list) = &node.value else { return None };
    list.iter().map(number).collect()
}

fn number(node: &Node) -> Option<f64> {
    let number = match node.value {
        Value::Whole(number) => number as f64,
        Value::Real(number) => number,
        _ => return None,
    };
    (0.0..=1e9).contains(&number).then_some(number)
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
        let ends = weights.iter().skip(1).map(|step| step.from).chain([TimeOfDay::END_OF_DAY]);
        weights.iter().zip(ends).any(|(step, end)| step.weight > 0.0 && *from < end && step.from < *to)
    })
}
