//! Who is away on which dates in this replication: vacation and low season from the model, sick spells drawn.

use crate::calendar::DaySet;
use crate::model::{Model, Person, SICK_SCAN_DAYS, SickLeave};
use crate::random::{Dice, Purpose, geometric_days};
use crate::stats::Share;
use crate::time::{Date, Duration, Instant};

/// By person, the dates on which she is away while the run can last.
pub fn draw(model: &Model, dice: Dice) -> Vec<DaySet> {
    let first = model.period.first().plus(-SICK_SCAN_DAYS);
    let last = last_date(model);
    let away = |person: &Person| {
        let mut away = person.leave.clone();
        if let Some(sick) = &model.staff[person.group.index()].sick_leave {
            add_sick_spells(&mut away, dice, person.key, sick, (first, last));
        }
        away
    };
    model.persons.iter().map(away).collect()
}

/// The date after the last limit that a request of the cohort can have: then the run has ended.
fn last_date(model: &Model) -> Date {
    let (calendar, deadline) = (&model.calendar, &model.deadline);
    let last_receipt = model.observed().1 - Duration::MICROSECOND;
    if deadline.stops_while_waiting {
        return calendar.to();
    }
    match deadline.rule.last_instant(calendar, last_receipt, deadline.limit) {
        Instant::MAX => calendar.to(),
        limit => calendar.date(limit).plus(1).min(calendar.to()),
    }
}

/// On each date on which she is not sick a spell begins with probability s/((1−s)·m); its length is geometric
/// with mean m calendar days (model, section 3).
fn add_sick_spells(away: &mut DaySet, dice: Dice, person: u64, sick: &SickLeave, (from, to): (Date, Date)) {
    let share = sick.share.as_f64();
    let begins = Share::from_f64((share / ((1.0 - share) * sick.mean_calendar_days)).min(1.0));
    let begins = begins.expect("the scenario checks the share of sick leave");
    let mut date = from;
    let mut block = dice.block(Purpose::SickLeave, person, date.days() as u64 / 4);
    while date <= to {
        let occasion = date.days() as u64;
        if occasion.is_multiple_of(4) || date == from {
            block = dice.block(Purpose::SickLeave, person, occasion / 4);
        }
        let mut next = date.plus(1);
        if block[(occasion % 4) as usize].below(begins) {
            let length =
                geometric_days(dice.draw(Purpose::SickSpell, person, occasion), sick.mean_calendar_days);
            let last = date.plus(length.min(10_000) as i32 - 1).min(to);
            away.insert_range(date, last);
            next = last.plus(1);
            block = dice.block(Purpose::SickLeave, person, next.days() as u64 / 4);
        }
        date = next;
    }
}
