//! Several groups: search proposes candidates in order of cost, the j-th is certified at alpha/2^j on fresh
//! replications.
//!
//! That fewer people never do better only saves work here: with several inboxes, windows and cases that go on in the
//! next window it can fail. So each plan one step cheaper than the proved one is simulated, and the certificate
//! claims no more than was tried.

use super::screen::{Screen, Seen};
use super::{Aims, Answer, Plans, Point, Tried, stream, study};
use crate::experiment::trial::Stop;

/// Candidates that are certified at most; the last has alpha/256.
const MOST_CANDIDATES: usize = 8;

/// Points that are put in order of cost; more are searched axis by axis.
const MOST_POINTS: usize = 50_000;

pub fn find(plans: &mut impl Plans, aims: &Aims, answer: &mut Answer) -> Result<(), Stop> {
    let mut screen = Screen::default();
    let found = search(plans, aims, answer, &mut screen);
    answer.searched = screen.replications;
    found
}

fn search(plans: &mut impl Plans, aims: &Aims, answer: &mut Answer, screen: &mut Screen) -> Result<(), Stop> {
    let mut order = in_order_of_cost(plans, aims, screen)?.into_iter();
    // Downhill from the top where there are too many points, and the top itself where nothing looks like enough.
    let mut next = || order.next();
    while answer.candidates.len() < MOST_CANDIDATES && answer.proved.is_none() {
        let Some(point) = next() else { break };
        if screen.failed(&point) || screen.below_a_failed_one(&point) {
            continue;
        }
        if screen.look(plans, &point, &aims.claims)? >= Seen::Likely {
            candidate(plans, aims, answer, &point)?;
        }
    }
    if answer.candidates.is_empty() {
        let top: Point = plans.levels().iter().map(|levels| levels - 1).collect();
        candidate(plans, aims, answer, &top)?;
    }
    while answer.proved.is_some() && cheaper(plans, aims, answer, screen)? {}
    answer.all_below_tried = answer.proved.is_some_and(|proved| {
        let point = answer.candidates[proved].point.clone();
        all_below_tried(plans, &point, answer, screen)
    });
    Ok(())
}

/// Certifies the next candidate; whether it is proved.
fn candidate(
    plans: &mut impl Plans,
    aims: &Aims,
    answer: &mut Answer,
    point: &[usize],
) -> Result<bool, Stop> {
    let number = answer.candidates.len() + 1;
    let alpha = aims.alpha / (1_u64 << number) as f64;
    let tried = study(plans, point, &aims.claims, (stream(number), alpha))?;
    let proved = tried.proved();
    answer.candidates.push(tried);
    if proved {
        answer.proved = Some(answer.candidates.len() - 1);
    }
    Ok(proved)
}

/// Simulates the neighbours one step cheaper than the proved plan; whether one of them was proved in its place.
fn cheaper(
    plans: &mut impl Plans,
    aims: &Aims,
    answer: &mut Answer,
    screen: &mut Screen,
) -> Result<bool, Stop> {
    let Some(proved) = answer.proved else { return Ok(false) };
    let (point, first) = (answer.candidates[proved].point.clone(), answer.candidates[proved].first);
    let mut neighbours: Vec<Tried> = Vec::new();
    for neighbour in one_step_cheaper(&point) {
        let known = answer.candidates.iter().any(|tried| tried.point == neighbour);
        if known || !plans.possible(&neighbour) {
            continue;
        }
        let seen = screen.look(plans, &neighbour, &aims.claims)?;
        if seen >= Seen::Likely
            && answer.candidates.len() < MOST_CANDIDATES
            && candidate(plans, aims, answer, &neighbour)?
        {
            answer.neighbours.clear();
            return Ok(true);
        }
        if seen < Seen::Likely {
            // Beside the proved plan, on its replications: what a person fewer does. It proves nothing.
            neighbours.push(study(plans, &neighbour, &aims.claims, (first, aims.alpha))?);
        }
    }
    answer.neighbours = neighbours;
    Ok(false)
}

fn one_step_cheaper(point: &[usize]) -> Vec<Point> {
    let down = |axis: usize| {
        let mut other = point.to_vec();
        other[axis] = other[axis].checked_sub(1)?;
        Some(other)
    };
    (0..point.len()).filter_map(down).collect()
}

/// All points that may be enough, cheapest first; dearer by the higher axes where costs are equal.
fn in_order_of_cost(plans: &mut impl Plans, aims: &Aims, screen: &mut Screen) -> Result<Vec<Point>, Stop> {
    let levels = plans.levels();
    let top: Point = levels.iter().map(|levels| levels - 1).collect();
    // The least of each axis that can be enough with all others at their most.
    let mut least = Vec::new();
    for axis in 0..levels.len() {
        least.push(lowest(plans, aims, screen, (&top, axis))?);
    }
    let points: usize =
        top.iter().zip(&least).map(|(top, least)| top - least + 1).fold(1, usize::saturating_mul);
    if points > MOST_POINTS {
        return Ok(vec![downhill(plans, aims, screen, top)?]);
    }
    let mut all = vec![Vec::new()];
    for (least, top) in least.iter().zip(&top) {
        let longer = |point: &Point| -> Vec<Point> {
            (*least..=*top).map(|level| [point.as_slice(), &[level]].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.sort_by(|a, b| plans.cost(a).total_cmp(&plans.cost(b)).then_with(|| a.cmp(b)));
    Ok(all)
}

/// The lowest level of an axis that does not fail with the others as they are, if fewer never do better.
fn lowest(
    plans: &mut impl Plans,
    aims: &Aims,
    screen: &mut Screen,
    (point, axis): (&Point, usize),
) -> Result<usize, Stop> {
    let (mut low, mut high) = (0, point[axis]);
    while low < high {
        let middle = low + (high - low) / 2;
        let mut other = point.clone();
        other[axis] = middle;
        if screen.look(plans, &other, &aims.claims)? >= Seen::Likely {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

/// One axis after the other down as far as it goes, the one with the dearest step first.
fn downhill(plans: &mut impl Plans, aims: &Aims, screen: &mut Screen, top: Point) -> Result<Point, Stop> {
    let saving = |axis: usize| {
        let mut other = top.clone();
        other[axis] = other[axis].saturating_sub(1);
        plans.cost(&top) - plans.cost(&other)
    };
    let mut axes: Vec<(usize, f64)> = (0..top.len()).map(|axis| (axis, saving(axis))).collect();
    axes.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut point = top;
    for (axis, _) in axes {
        point[axis] = lowest(plans, aims, screen, (&point, axis))?;
    }
    Ok(point)
}

/// Whether every cheaper plan was simulated and fails, or cannot be.
fn all_below_tried(plans: &mut impl Plans, proved: &[usize], answer: &Answer, screen: &Screen) -> bool {
    let levels = plans.levels();
    let points = levels.iter().copied().fold(1, usize::saturating_mul);
    if points > MOST_POINTS {
        return false;
    }
    let cost = plans.cost(proved);
    let refuted = |point: &[usize]| {
        let studies = answer.candidates.iter().chain(&answer.neighbours);
        studies
            .filter(|tried| tried.point == point)
            .any(|tried| tried.proof.standing == crate::stats::Standing::Refuted)
    };
    (0..points).all(|mut number| {
        let point: Point = levels
            .iter()
            .map(|levels| {
                let level = number % levels;
                number /= levels;
                level
            })
            .collect();
        plans.cost(&point) >= cost || screen.failed(&point) || refuted(&point)
    })
}
