//! One group: a fixed order of tests.
//!
//! The start is chosen by load estimate and search on replications of their own. From there downwards each level is
//! tested at the full alpha, and the first that is not proved ends it: no level below is claimed, so the chance of
//! any false claim is at most alpha (a fixed sequence; Maurer, Hothorn & Lehmacher 1995).

use super::screen::{Screen, Seen};
use super::{Aims, Answer, Plans, Point, stream, study};
use crate::experiment::trial::Stop;

pub fn find(plans: &mut impl Plans, aims: &Aims, answer: &mut Answer) -> Result<(), Stop> {
    let mut screen = Screen::default();
    let start = start(plans, aims, &mut screen);
    answer.searched = screen.replications;
    let mut level = start?;
    loop {
        let point: Point = vec![level];
        if !plans.possible(&point) {
            answer.all_below_tried = true;
            return Ok(());
        }
        // All levels on the same replications: each is tested by itself, and neighbours differ by the people only.
        let tried = study(plans, &point, &aims.claims, (stream(1), aims.alpha))?;
        let proved = tried.proved();
        answer.candidates.push(tried);
        if proved {
            answer.proved = Some(answer.candidates.len() - 1);
        }
        if !proved || level == 0 {
            answer.all_below_tried = proved;
            return Ok(());
        }
        level -= 1;
    }
}

/// The lowest level that passes a quick look; the highest one where none does.
fn start(plans: &mut impl Plans, aims: &Aims, screen: &mut Screen) -> Result<usize, Stop> {
    let top = plans.levels()[0] - 1;
    let mut passes = |level: usize| Ok(screen.look(plans, &[level], &aims.claims)? == Seen::Passes);
    let mut level = aims.guess.min(top);
    if passes(level)? {
        while level > 0 && passes(level - 1)? {
            level -= 1;
        }
        return Ok(level);
    }
    // Upwards in growing steps, then back to the lowest that passes.
    let (mut fails, mut step) = (level, 1);
    loop {
        if level == top {
            return Ok(top);
        }
        level = (level + step).min(top);
        if passes(level)? {
            break;
        }
        (fails, step) = (level, step * 2);
    }
    while level - fails > 1 {
        let middle = fails + (level - fails) / 2;
        if passes(middle)? {
            level = middle;
        } else {
            fails = middle;
        }
    }
    Ok(level)
}
