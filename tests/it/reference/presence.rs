//! Who is on duty at which minute: one array of booleans a person, straight from her roster.

use super::days::Days;
use meldingsflyt::calendar::{MessageTime, RosterSpec};
use meldingsflyt::model::{Model, StaffGroup};
use meldingsflyt::random::{Dice, Purpose, geometric_days, stable_hash};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, TimeOfDay};
use std::collections::{BTreeMap, BTreeSet};

/// One person's minutes.
pub struct Presence {
    /// Message time while she is there.
    pub on_duty: Vec<bool>,
    /// Message time that her days and position give, but she is away.
    pub missed: Vec<bool>,
    /// The longest window of her roster in minutes, adjoining ones joined.
    pub longest_window: i64,
    /// Why she is away.
    pub why: BTreeMap<Date, &'static str>,
}

impl Presence {
    pub fn is_on_duty(&self, tick: i64) -> bool {
        tick >= 0 && self.on_duty[tick as usize]
    }

    /// Minutes from now to the end of her window.
    pub fn minutes_left(&self, tick: i64) -> i64 {
        self.on_duty[tick as usize..].iter().take_while(|on| **on).count() as i64
    }
}

/// The presence of every person, groups and numbers in file order.
pub fn presences(model: &Model, days: &Days<'_>, dice: Dice) -> Vec<Presence> {
    let mut all = Vec::new();
    for group in &model.staff {
        let rostered = message_minutes(&group.roster, days);
        let longest_window = longest_run(&ordinary_minutes(&group.roster));
        for number in 1..=group.count {
            let worked = worked_days(group, number, days.first.plus(-1), days.last);
            let away = away_days(group, number, days, dice);
            let minutes = rostered.len();
            let (mut on_duty, mut missed) = (Vec::with_capacity(minutes), Vec::with_capacity(minutes));
            let (mut before, mut hers, mut gone) = (None, false, false);
            for owner in &rostered {
                if *owner != before {
                    before = *owner;
                    hers = owner.is_some_and(|date| worked.contains(&date));
                    gone = owner.is_some_and(|date| away.contains_key(&date));
                }
                on_duty.push(hers && !gone);
                missed.push(hers && gone);
            }
            all.push(Presence { on_duty, missed, longest_window, why: away });
        }
    }
    all
}

/// For each minute the date whose roster gives message time, if any.
fn message_minutes(roster: &RosterSpec, days: &Days<'_>) -> Vec<Option<Date>> {
    let mut rostered: Vec<Option<Date>> = vec![None; days.clock.len()];
    for date in (days.first.days() - 1..=days.last.days()).map(Date::from_days) {
        if days.closed(date) && !roster.works_holidays {
            continue;
        }
        for &(from, to) in &roster.days[date.weekday().index()] {
            let cut = days.short(date).map_or(i64::MAX, |time| days.tick(date, time));
            let until = days.tick(date, to).min(cut);
            mark(&mut rostered, days.tick(date, from), until, Some(date));
        }
    }
    match &roster.message {
        MessageTime::Whole => rostered,
        MessageTime::Windows(windows) => within_windows(rostered, windows, days),
        MessageTime::Share(share) => first_share(rostered, *share, days),
    }
}

fn mark<T: Copy>(minutes: &mut [T], from: i64, to: i64, value: T) {
    for tick in from.max(0)..to.min(minutes.len() as i64) {
        minutes[tick as usize] = value;
    }
}

fn within_windows(
    rostered: Vec<Option<Date>>,
    windows: &[(TimeOfDay, TimeOfDay)],
    days: &Days<'_>,
) -> Vec<Option<Date>> {
    let mut open = vec![false; rostered.len()];
    for date in (days.first.days() - 1..=days.last.days()).map(Date::from_days) {
        for &(from, to) in windows {
            mark(&mut open, days.tick(date, from), days.tick(date, to), true);
        }
    }
    rostered.iter().zip(open).map(|(owner, open)| owner.filter(|_| open)).collect()
}

/// The first share of the rostered minutes of each clock hour.
fn first_share(mut rostered: Vec<Option<Date>>, share: Share, days: &Days<'_>) -> Vec<Option<Date>> {
    let mut hour_begins = 0;
    while hour_begins < rostered.len() {
        let hour = hour_begins..(hour_begins + 60).min(rostered.len());
        assert!(days.clock[hour.start].1.is_multiple_of(60), "clock hours begin on the hour");
        let total = rostered[hour.clone()].iter().flatten().count() as u64;
        let parts = total * u64::from(share.billionths());
        assert!(parts.is_multiple_of(u64::from(Share::UNIT)), "a share that is a whole number of minutes");
        let mut kept = parts / u64::from(Share::UNIT);
        for owner in rostered[hour].iter_mut().filter(|owner| owner.is_some()) {
            if kept == 0 {
                *owner = None;
            }
            kept = kept.saturating_sub(1);
        }
        hour_begins += 60;
    }
    rostered
}

/// The message minutes of four ordinary weeks: no holidays, no clock changes.
fn ordinary_minutes(roster: &RosterSpec) -> Vec<bool> {
    let mut on = vec![false; 29 * 1440];
    for day in 0..28 {
        let mut hours = [0; 48];
        let mut minutes = Vec::new();
        for (from, to) in &roster.days[day % 7] {
            for minute in (from.seconds() / 60) as usize..(to.seconds() / 60) as usize {
                hours[minute / 60] += 1;
                minutes.push(minute);
            }
        }
        let mut before = [0; 48];
        for minute in minutes {
            let hour = minute / 60;
            let clock = (minute % 1440) as u32 * 60;
            let takes = match &roster.message {
                MessageTime::Whole => true,
                MessageTime::Windows(windows) => windows.iter().any(|(from, to)| {
                    let inside = |at: u32| from.seconds() <= at && at < to.seconds();
                    inside(clock) || inside(clock + 86_400)
                }),
                MessageTime::Share(share) => {
                    let most =
                        i64::from(hours[hour]) * i64::from(share.billionths()) / i64::from(Share::UNIT);
                    before[hour] < most
                }
            };
            before[hour] += 1;
            on[day * 1440 + minute] |= takes;
        }
    }
    on
}

fn longest_run(rostered: &[bool]) -> i64 {
    let (mut longest, mut run) = (0, 0);
    for on in rostered {
        run = if *on { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// ⌊(k+i)p⌋ > ⌊(k+i−1)p⌋.
fn chosen(k: u64, number: u32, share: Share) -> bool {
    let floor = |n: u64| n * u64::from(share.billionths()) / u64::from(Share::UNIT);
    floor(k + u64::from(number)) > floor(k + u64::from(number) - 1)
}

/// The dates of [from, to] that the position gives: rostered weekdays numbered from 1 January.
fn worked_days(group: &StaffGroup, number: u32, from: Date, to: Date) -> BTreeSet<Date> {
    let mut worked = BTreeSet::new();
    for year in from.year()..=to.year() {
        let mut k = 0;
        let mut date = Date::from_ymd(year, 1, 1).expect("1 January exists");
        while date.year() == year {
            if !group.roster.days[date.weekday().index()].is_empty() {
                k += 1;
                if date >= from && date <= to && chosen(k, number, group.position) {
                    worked.insert(date);
                }
            }
            date = date.plus(1);
        }
    }
    worked
}

/// Vacation, low season and sick spells.
fn away_days(group: &StaffGroup, number: u32, days: &Days<'_>, dice: Dice) -> BTreeMap<Date, &'static str> {
    let sick = sick_days(group, number, days, dice);
    let mut away: BTreeMap<Date, &'static str> = sick.into_iter().map(|date| (date, "away: sick")).collect();
    for vacation in &group.vacations {
        let blocks = group.count.div_ceil(vacation.away_at_once) as i32;
        let length = vacation.to.days() - vacation.from.days() + 1;
        let mine = ((number - 1) / vacation.away_at_once) as i32;
        let longer = length % blocks;
        let begin = vacation.from.plus(mine * (length / blocks) + mine.min(longer));
        let mine_long = length / blocks + i32::from(mine < longer);
        away.extend((0..mine_long).map(|day| (begin.plus(day), "away: vacation")));
    }
    for season in &group.low_seasons {
        let mut k = 0;
        for date in worked_days(group, number, season.from, season.to) {
            k += 1;
            if !chosen(k, number, season.present) {
                away.insert(date, "away: low season");
            }
        }
    }
    away
}

/// On each date on which she is not sick a spell begins with probability s/((1−s)·m).
fn sick_days(group: &StaffGroup, number: u32, days: &Days<'_>, dice: Dice) -> BTreeSet<Date> {
    let mut sick = BTreeSet::new();
    let Some(leave) = group.sick_leave else { return sick };
    let (share, mean) = (leave.share.as_f64(), leave.mean_calendar_days);
    let begins = Share::from_f64(share / ((1.0 - share) * mean)).unwrap_or(Share::ONE);
    let person = stable_hash(&format!("staff.{}#{number}", group.key));
    let mut date = days.first.plus(-90);
    while date <= days.last {
        let day = date.days() as u64;
        if !dice.draw(Purpose::SickLeave, person, day).below(begins) {
            date = date.plus(1);
            continue;
        }
        let length = geometric_days(dice.draw(Purpose::SickSpell, person, day), mean);
        sick.extend((0..length as i32).map(|day| date.plus(day)));
        date = date.plus(length as i32);
    }
    sick
}
