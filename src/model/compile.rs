//! How the parts of a scenario become a calendar's range, windows and persons. Compiled once.

use super::{GroupId, Parts, Person, SICK_SCAN_DAYS, StaffGroup};
use crate::calendar::{
    Calendar, CalendarSpec, DaySet, Duty, Holidays, RosterSpec, Seat, Windows, block_of, low_season_days,
    position_days, vacation_blocks,
};
use crate::random::stable_hash;
use crate::time::{Date, Duration};
use std::sync::Arc;

/// Whole calendar years, so that yearly totals can be kept, with room for sick spells before and for the last
/// limits after.
pub(super) fn calendar_range(parts: &Parts) -> (Date, Date) {
    let room_after = 120 + 4 * parts.deadline.limit.0 as i32;
    let first = parts.period.first().plus(-SICK_SCAN_DAYS - 10).year();
    let last = parts.period.end().plus(room_after).year();
    let date = |y, m, d| Date::from_ymd(y, m, d).expect("first and last day of a year exist");
    (date(first, 1, 1), date(last, 12, 31))
}

/// Windows by group; groups with the same roster share one table.
pub(super) fn compiled(
    parts: &Parts,
    calendar: &Calendar,
    roster: impl Fn(&RosterSpec) -> RosterSpec,
) -> Result<Vec<Arc<Windows>>, Vec<String>> {
    let mut known: Vec<(RosterSpec, Arc<Windows>)> = Vec::new();
    let mut faults = Vec::new();
    let mut windows = Vec::new();
    for group in &parts.staff {
        let wanted = roster(&group.roster);
        if let Some((_, table)) = known.iter().find(|(spec, _)| *spec == wanted) {
            windows.push(table.clone());
            continue;
        }
        match wanted.compile(calendar) {
            Ok(table) => {
                windows.push(Arc::new(table));
                known.push((wanted, windows[windows.len() - 1].clone()));
            }
            Err(fault) => faults.push(format!("staff.{}: {fault}", group.key)),
        }
    }
    if faults.is_empty() { Ok(windows) } else { Err(faults) }
}

/// Four weeks without holidays and clock changes; without end for those who are always there.
pub(super) fn longest_window(roster: &RosterSpec) -> Duration {
    let first = Date::from_ymd(2024, 1, 1).expect("a Monday");
    let spec = CalendarSpec { zone: "UTC".into(), holidays: Holidays::None, ..CalendarSpec::default() };
    let plain = Calendar::compile(&spec, first, first.plus(28)).expect("a plain calendar");
    let Ok(windows) = roster.compile(&plain) else { return Duration::ZERO };
    if windows.always() {
        return Duration::from_micros(i64::MAX);
    }
    let everyday = DaySet::full(&plain);
    let nobody_away = DaySet::empty(&plain);
    Duty { windows: &windows, worked: &everyday, away: &nobody_away }.longest_window()
}

pub(super) fn person(group: &StaffGroup, id: GroupId, number: u32, calendar: &Calendar) -> Person {
    let mut leave = DaySet::empty(calendar);
    for vacation in &group.vacations {
        let blocks = vacation_blocks(vacation.from, vacation.to, group.count, vacation.away_at_once);
        if let Some((from, to)) = blocks.get(block_of(number, vacation.away_at_once)) {
            leave.insert_range(*from, *to);
        }
    }
    let seat = Seat { number, position: group.position };
    for season in &group.low_seasons {
        leave.union(&low_season_days(
            &group.roster,
            calendar,
            seat,
            (season.from, season.to),
            season.present,
        ));
    }
    Person {
        group: id,
        number,
        key: stable_hash(&format!("staff.{}#{number}", group.key)),
        roles: group.role_set(),
        worked: position_days(&group.roster, calendar, number, group.position),
        leave,
        end_of_window: group.end_of_window,
        speed: group.speed,
    }
}
