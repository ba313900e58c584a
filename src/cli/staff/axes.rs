//! What may vary, from `[question]` or from `--vary`, and where search begins.

use crate::cli::experiment::Setup;
use crate::experiment::staffing::axis::{Axis, Kind};
use crate::model::{Parts, StaffGroup};
use crate::scenario::{nearest, offered_load, share_of};
use crate::stats::Share;
use crate::text::experiment as say;

/// Above this load of message time a level is not where search begins.
const FULL: f64 = 0.85;

/// Levels of position at most.
const MOST_LEVELS: u32 = 1000;

pub fn axes_of(written: &crate::scenario::Question, parts: &Parts) -> Vec<Axis> {
    let persons = written.vary.iter().map(|vary| {
        let levels: Vec<u32> = (vary.from..=vary.to).collect();
        persons(parts, &parts.staff[vary.group.index()], &levels)
    });
    let positions = written
        .positions
        .iter()
        .map(|vary| position(parts, &parts.staff[vary.group.index()], &steps(vary.from, vary.to, vary.step)));
    persons.chain(positions).collect()
}

fn steps(from: Share, to: Share, step: Share) -> Vec<Share> {
    let all = (from.billionths()..=to.billionths()).step_by(step.billionths().max(1) as usize);
    all.filter_map(Share::from_billionths).collect()
}

fn role(parts: &Parts, group: &StaffGroup) -> String {
    group.roles.first().map_or_else(|| group.key.clone(), |role| parts.roles[role.index()].clone())
}

fn persons(parts: &Parts, group: &StaffGroup, levels: &[u32]) -> Axis {
    Axis {
        group: group.key.clone(),
        role: role(parts, group),
        kind: Kind::Persons,
        levels: levels.iter().copied().map(f64::from).collect(),
        texts: levels.iter().map(ToString::to_string).collect(),
        other: group.position.as_f64(),
        price: None,
    }
}

fn position(parts: &Parts, group: &StaffGroup, levels: &[Share]) -> Axis {
    Axis {
        group: group.key.clone(),
        role: role(parts, group),
        kind: Kind::Position,
        levels: levels.iter().map(|share| share.as_f64()).collect(),
        texts: levels.iter().map(ToString::to_string).collect(),
        other: f64::from(group.count),
        price: None,
    }
}

/// `staff.lunge-merkantil.count=1..8`, `staff.lunge-merkantil.position=60%..100%:20%`; what is wrong joins the faults.
pub fn axis_of(text: &str, setup: &Setup, faults: &mut Vec<String>) -> Option<Axis> {
    let (lang, parts) = (setup.lang, &setup.scenario.parts);
    let split = || {
        let (path, bounds) = text.split_once('=')?;
        let (name, key) = path.trim().strip_prefix("staff.")?.rsplit_once('.')?;
        let (from, rest) = bounds.split_once("..")?;
        let (to, step) = rest.split_once(':').map_or((rest, None), |(to, step)| (to, Some(step)));
        Some((name.trim_matches('"'), key, from.trim(), to.trim(), step.map(str::trim)))
    };
    let Some((name, key, from, to, step)) = split() else {
        faults.push(say::bad_vary(lang, text));
        return None;
    };
    let Some(group) = parts.staff.iter().find(|group| group.key == name) else {
        let near = nearest(name, parts.staff.iter().map(|group| group.key.as_str()));
        faults.push(say::no_such_group(lang, &format!("--vary = {text}"), near));
        return None;
    };
    let axis = match key {
        "count" => whole_levels(from, to, step).map(|levels| persons(parts, group, &levels)),
        "position" => share_levels(from, to, step).map(|levels| position(parts, group, &levels)),
        _ => None,
    };
    if axis.is_none() {
        faults.push(say::bad_vary(lang, text));
    }
    axis
}

fn whole_levels(from: &str, to: &str, step: Option<&str>) -> Option<Vec<u32>> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number <= 10_000);
    let (from, to, step) = (number(from)?, number(to)?, step.map_or(Some(1), number)?);
    (from <= to && step > 0).then(|| (from..=to).step_by(step as usize).collect())
}

fn share_levels(from: &str, to: &str, step: Option<&str>) -> Option<Vec<Share>> {
    let (from, to) = (share_of(from)?, share_of(to)?);
    let step = step.map_or(Share::from_f64(0.1), share_of)?;
    if from > to || from.is_zero() || step.is_zero() {
        return None;
    }
    let levels = (to.billionths() - from.billionths()) / step.billionths();
    (levels < MOST_LEVELS).then(|| steps(from, to, step))
}

/// The lowest level at which no inbox of the group has more work than most of its message time.
pub fn guess(parts: &Parts, axis: &Axis) -> usize {
    let Some(group) = parts.staff.iter().position(|group| group.key == axis.group) else { return 0 };
    let fits = |level: &usize| {
        let mut tried = parts.clone();
        match axis.kind {
            Kind::Persons => tried.staff[group].count = axis.levels[*level] as u32,
            Kind::Position => {
                tried.staff[group].position = Share::from_f64(axis.levels[*level]).unwrap_or(Share::ONE);
            }
        }
        let serves = &parts.staff[group].serves;
        offered_load(&tried).iter().filter(|row| serves.contains(&row.inbox)).all(|row| row.ratio <= FULL)
    };
    (0..axis.levels.len()).find(fits).unwrap_or(axis.levels.len() - 1)
}
